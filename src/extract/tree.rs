//! The page as a flat tree: nodes in document order, each knowing where its subtree ends.
//!
//! The only file that knows the HTML parser (`dom_query`). A subtree is the range
//! `node + 1 .. end(node)`, so every walk is a loop and nothing recurses. Depth and count are
//! bounded here and by [`super::tame`]; text of scripts and styles is left out, except data.

use dom_query::{Document, NodeData, NodeId};

pub(super) use super::tags::{Name, Tag, is_block};
use super::{streamed, tame};

/// Deeper nodes are hung on their ancestor of this depth.
const MAX_DEPTH: usize = 256;
/// Nodes of one page.
const MAX_NODES: usize = 200_000;
/// Bytes of text of one page, without scripts.
const MAX_TEXT: usize = 2 << 20;
/// Bytes of one attribute's value.
const MAX_VALUE: usize = 8 << 10;
/// Bytes of one script with data (JSON-LD).
const MAX_DATA: usize = 1 << 20;

/// Bytes of one script with data for the page's own scripts, and how many of them.
const MAX_STATE: usize = 3 << 20;
const MAX_STATES: usize = 8;

/// What a node is.
#[derive(Debug)]
pub(super) enum Data {
    /// The page itself.
    Root,
    /// A stretch of text: bytes of [`Tree::text`].
    Text(std::ops::Range<usize>),
    /// An element with the attributes that matter here.
    Element(Tag, Vec<(Name, String)>),
}

/// One node.
#[derive(Debug)]
pub(super) struct Node {
    /// Its parent; itself for the root.
    pub(super) parent: usize,
    /// One past the last node of its subtree.
    pub(super) end: usize,
    /// What it is.
    pub(super) data: Data,
}

/// A page's nodes in document order.
#[derive(Debug, Default)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    text: String,
    /// Data scripts (JSON-LD), in order.
    pub(super) data_scripts: Vec<String>,
    /// Scripts that hand data to the page's own scripts.
    pub(super) state_scripts: Vec<String>,
    /// Bytes of scripts that were left out, a sign of pages made by scripts.
    pub(super) script_bytes: usize,
}

impl Tree {
    /// Parses a page or a fragment of one.
    pub(super) fn parse(html: &str) -> Self {
        let page = Document::from(tame::tame(html).as_ref());
        streamed::put_together(&page, html);
        let mut tree = Tree::default();
        tree.nodes.push(Node {
            parent: 0,
            end: 1,
            data: Data::Root,
        });
        let mut open: Vec<(NodeId, usize)> = Vec::with_capacity(MAX_DEPTH);
        let mut next = page.tree.root().first_child().map(|node| node.id);
        let mut parent = 0usize;
        while let Some(id) = next {
            if tree.nodes.len() >= MAX_NODES || tree.text.len() >= MAX_TEXT {
                break;
            }
            let entered = page.tree.query_node(&id, |node| tree.add(&node.data, parent)).flatten();
            let node = page.tree.get_unchecked(&id);
            let child = if entered.is_some_and(|entered| entered.children) {
                node.first_child()
            } else {
                None
            };
            if let (Some(child), Some(entered)) = (child, entered) {
                open.push((id, parent));
                if open.len() < MAX_DEPTH {
                    parent = entered.at;
                }
                next = Some(child.id);
                continue;
            }
            let mut sibling = node.next_sibling().map(|node| node.id);
            while sibling.is_none() {
                let Some((id, above)) = open.pop() else { break };
                parent = above;
                sibling = page.tree.get_unchecked(&id).next_sibling().map(|node| node.id);
            }
            next = sibling;
        }
        tree.close();
        tree
    }

    fn add(&mut self, data: &NodeData, parent: usize) -> Option<Entered> {
        let at = self.nodes.len();
        let data = match data {
            NodeData::Text { contents } => match self.tag(parent) {
                Some(Tag::Style | Tag::Svg) => return None,
                Some(Tag::Script) => {
                    if self.attr(parent, Name::Type).is_some_and(is_data) && contents.len() <= MAX_DATA {
                        self.data_scripts.push(contents.to_string());
                    } else {
                        if self.state_scripts.len() < MAX_STATES && self.is_state(parent, contents) {
                            self.state_scripts.push(contents.to_string());
                        }
                        self.script_bytes += contents.len();
                    }
                    return None;
                }
                _ => {
                    let start = self.text.len();
                    let room = MAX_TEXT.saturating_sub(start).min(contents.len());
                    let room = (0..=room)
                        .rev()
                        .find(|end| contents.is_char_boundary(*end))
                        .unwrap_or(0);
                    self.text.push_str(contents.get(..room).unwrap_or(""));
                    Data::Text(start..self.text.len())
                }
            },
            NodeData::Element(element) => {
                let tag = Tag::of(&element.name.local);
                let mut kept = Vec::new();
                for attribute in element.attrs.iter().take(64) {
                    let name = Name::of(&attribute.name.local);
                    let long = attribute.value.len() > MAX_VALUE && name != Name::Content;
                    if name != Name::Other && !long {
                        kept.push((name, attribute.value.to_string()));
                    }
                }
                Data::Element(tag, kept)
            }
            _ => return None,
        };
        let children = matches!(&data, Data::Element(tag, _) if !matches!(tag, Tag::Svg | Tag::Template));
        self.nodes.push(Node {
            parent,
            end: at + 1,
            data,
        });
        Some(Entered { at, children })
    }

    /// Whether a script is data for the page's scripts: typed as JSON, or one large assignment.
    fn is_state(&self, script: usize, contents: &str) -> bool {
        if !(1_500..=MAX_STATE).contains(&contents.len()) {
            return false;
        }
        let json = self
            .attr(script, Name::Type)
            .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"));
        let head = contents.get(..super::floor(contents, 300)).unwrap_or("");
        json || head.trim_start().starts_with("window") && (head.contains("={") || head.contains("= {"))
            || head.contains("__") && head.contains("STATE")
    }

    /// Fills in where each subtree ends.
    fn close(&mut self) {
        for at in (1..self.nodes.len()).rev() {
            let (end, parent) = match self.nodes.get(at) {
                Some(node) => (node.end, node.parent),
                None => continue,
            };
            if let Some(above) = self.nodes.get_mut(parent) {
                above.end = above.end.max(end);
            }
        }
    }

    /// How many nodes there are.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// One past the last node of a node's subtree.
    pub(super) fn end(&self, at: usize) -> usize {
        self.nodes.get(at).map_or(at + 1, |node| node.end)
    }

    /// A node's parent; the root is its own.
    pub(super) fn parent(&self, at: usize) -> usize {
        self.nodes.get(at).map_or(0, |node| node.parent)
    }

    /// Whether `inner` stands in the subtree of `outer`, or is it.
    pub(super) fn contains(&self, outer: usize, inner: usize) -> bool {
        outer <= inner && inner < self.end(outer)
    }

    /// A node's ancestors, nearest first, without the root.
    pub(super) fn ancestors(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(self.parent(at)), |at| Some(self.parent(*at))).take_while(|at| *at != 0)
    }

    /// A node's children in order.
    pub(super) fn children(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let end = self.end(at);
        let first = Some(at + 1).filter(|child| *child < end);
        std::iter::successors(first, move |child| Some(self.end(*child)).filter(|next| *next < end))
    }

    /// An element's tag; none for text.
    pub(super) fn tag(&self, at: usize) -> Option<Tag> {
        match self.nodes.get(at).map(|node| &node.data) {
            Some(Data::Element(tag, _)) => Some(*tag),
            _ => None,
        }
    }

    /// An element's attribute.
    pub(super) fn attr(&self, at: usize, name: Name) -> Option<&str> {
        match self.nodes.get(at).map(|node| &node.data) {
            Some(Data::Element(_, attributes)) => attributes
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| value.as_str()),
            _ => None,
        }
    }

    /// All values of the attributes filed under one name.
    pub(super) fn attrs(&self, at: usize, name: Name) -> impl Iterator<Item = &str> {
        let attributes = match self.nodes.get(at).map(|node| &node.data) {
            Some(Data::Element(_, attributes)) => attributes.as_slice(),
            _ => &[],
        };
        attributes
            .iter()
            .filter(move |(known, _)| *known == name)
            .map(|(_, value)| value.as_str())
    }

    /// A text node's text; none for elements.
    pub(super) fn text(&self, at: usize) -> Option<&str> {
        match self.nodes.get(at).map(|node| &node.data) {
            Some(Data::Text(range)) => self.text.get(range.clone()),
            _ => None,
        }
    }

    /// The text of a subtree on one line, single spaces, except what `skip` refuses.
    pub(super) fn line(&self, at: usize, skip: impl Fn(usize) -> bool) -> String {
        let mut line = String::new();
        let mut node = at;
        let end = self.end(at);
        while node < end {
            if node != at && skip(node) {
                node = self.end(node);
                continue;
            }
            match self.tag(node) {
                Some(tag) if is_block(tag) || tag == Tag::Br => space(&mut line),
                Some(_) => {}
                None => {
                    let text = self.text(node).unwrap_or("");
                    if text.starts_with(|c: char| c.is_whitespace()) {
                        space(&mut line);
                    }
                    for (number, word) in text.split_whitespace().enumerate() {
                        if number > 0 {
                            line.push(' ');
                        }
                        line.push_str(word);
                    }
                    if text.ends_with(|c: char| c.is_whitespace()) {
                        space(&mut line);
                    }
                }
            }
            node += 1;
            // A block's end parts words as its beginning does.
            for above in self
                .ancestors(node.saturating_sub(1))
                .take_while(|above| self.end(*above) == node)
            {
                if above > at && self.tag(above).is_some_and(is_block) {
                    space(&mut line);
                }
            }
        }
        line.truncate(line.trim_end().len());
        line
    }
}

#[derive(Clone, Copy)]
struct Entered {
    at: usize,
    children: bool,
}

fn space(line: &mut String) {
    if !line.is_empty() && !line.ends_with(' ') {
        line.push(' ');
    }
}

fn is_data(kind: &str) -> bool {
    kind.trim().to_ascii_lowercase().starts_with("application/ld+json")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subtrees_are_ranges() {
        let tree = Tree::parse("<div id=a><p>one <b>two</b></p><p>three</p></div><p id=z>four");
        let div = (0..tree.len())
            .find(|at| tree.attr(*at, Name::Id) == Some("a"))
            .unwrap();
        let last = (0..tree.len())
            .find(|at| tree.attr(*at, Name::Id) == Some("z"))
            .unwrap();
        assert_eq!(tree.line(div, |_| false), "one two three");
        assert_eq!(tree.end(div), last);
        assert_eq!(tree.children(div).count(), 2);
        assert!(tree.contains(div, div + 3) && !tree.contains(div, last));
    }

    #[test]
    fn scripts_are_kept_only_as_data() {
        let tree = Tree::parse("<script>var x='y'</script><script type='application/ld+json'>{}</script><p>t</p>");
        assert_eq!(tree.data_scripts, ["{}"]);
        assert_eq!(tree.line(0, |_| false), "t");
    }

    #[test]
    fn depth_is_bounded() {
        let tree = Tree::parse(&format!("{}deep", "<div>".repeat(100_000)));
        let deepest = (0..tree.len()).map(|at| tree.ancestors(at).count()).max().unwrap();
        assert!(deepest <= MAX_DEPTH, "{deepest}");
        assert_eq!(tree.line(0, |_| false), "deep");
    }
}
