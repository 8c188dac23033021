//! From the cleaned tree to a [`Document`]: blocks, spans, lists, tables, quotations, embeds.
//!
//! One loop over the nodes in document order with a stack of what is open; nothing recurses.
//! What to leave out was decided before (`clean`), pictures were lifted out before (`figures`).

use super::embed;
use super::footnote;
use super::links::Base;
use super::table;
use super::tree::{Name, Tag, Tree, is_block};
use crate::model::{BlockKind, Document, DocumentBuilder, ListPlace, Marker, Style};

/// Bytes of text of one document.
const MAX_TEXT: usize = 2 << 20;
/// Links of one document; further ones stay plain text.
const MAX_LINKS: usize = 5_000;

/// What the walk needs to know of the page.
pub(super) struct Plan<'a> {
    /// The page.
    pub(super) tree: &'a Tree,
    /// Nodes to leave out with all that is in them.
    pub(super) dropped: &'a [bool],
    /// The figure each node stands for, if it is a picture's outermost element.
    pub(super) figure_at: &'a [Option<usize>],
    /// Addresses are read against this.
    pub(super) base: &'a Base,
}

/// The document made of the subtrees of `roots`, in order; the figures `before` and `after` stand
/// outside them.
pub(super) fn document(plan: &Plan<'_>, roots: &[usize], before: &[usize], after: &[usize]) -> Document {
    let mut walker = Walker {
        plan,
        build: DocumentBuilder::new(),
        open: Vec::new(),
        styles: Vec::new(),
        lists: Vec::new(),
        quote_depth: 0,
        kind: BlockKind::Paragraph,
        pre: 0,
        breaks: 0,
        note: None,
    };
    for figure in before {
        walker.build.mark(BlockKind::Figure(*figure), 0);
    }
    for root in roots {
        walker.subtree(*root);
    }
    walker.close_block();
    for figure in after {
        walker.build.mark(BlockKind::Figure(*figure), 0);
    }
    walker.build.finish()
}

struct Walker<'a> {
    plan: &'a Plan<'a>,
    build: DocumentBuilder,
    /// Open elements: where each ends and what ending it undoes.
    open: Vec<(usize, Undo)>,
    styles: Vec<Style>,
    lists: Vec<List>,
    quote_depth: u8,
    kind: BlockKind,
    pre: u32,
    breaks: u32,
    /// The number of a footnote whose text has not begun.
    note: Option<u32>,
}

#[derive(Clone, Copy)]
struct List {
    ordered: bool,
    next: u32,
    marker: Marker,
    /// Whether the present item has shown its marker.
    opened: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Undo {
    Block,
    Heading,
    Pre,
    Quote,
    List,
    Item,
    Style,
    Link,
    QuoteMark,
}

impl Walker<'_> {
    fn subtree(&mut self, root: usize) {
        let tree = self.plan.tree;
        let end = tree.end(root);
        let mut at = root;
        while at < end && self.build.len() < MAX_TEXT {
            self.close_until(at);
            if let Some(figure) = self.plan.figure_at.get(at).copied().flatten() {
                self.figure(figure);
                at = tree.end(at);
                continue;
            }
            if self.plan.dropped.get(at).copied().unwrap_or(false) {
                // A picture may stand in a box whose words are not the article's.
                let inside = self.plan.figure_at.get(at..tree.end(at)).unwrap_or(&[]);
                for figure in inside.iter().flatten() {
                    self.figure(*figure);
                }
                at = tree.end(at);
                continue;
            }
            at = match tree.tag(at) {
                None => {
                    self.text(tree.text(at).unwrap_or(""));
                    at + 1
                }
                Some(tag) => self.element(at, tag),
            };
        }
        self.close_until(end);
    }

    fn figure(&mut self, figure: usize) {
        self.close_block();
        self.build.mark(BlockKind::Figure(figure), self.quote_depth);
    }

    /// Takes an element's start; gives the node to go on with.
    fn element(&mut self, at: usize, tag: Tag) -> usize {
        let tree = self.plan.tree;
        let end = tree.end(at);
        if let Some(stub) = embed::stub(tree, at, tag, self.plan.base) {
            self.close_block();
            self.embed(&stub);
            return end;
        }
        match tag {
            Tag::Br => self.breaks += 1,
            Tag::Hr => {
                self.close_block();
                self.build.mark(BlockKind::Rule, self.quote_depth);
            }
            Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 => {
                self.close_block();
                self.kind = BlockKind::Heading(level(tag));
                self.open.push((end, Undo::Heading));
            }
            Tag::Pre => {
                self.close_block();
                self.kind = BlockKind::Code;
                self.pre += 1;
                self.open.push((end, Undo::Pre));
            }
            Tag::Blockquote => {
                self.close_block();
                self.quote_depth = self.quote_depth.saturating_add(1);
                self.open.push((end, Undo::Quote));
            }
            Tag::Ul | Tag::Ol | Tag::Dl => {
                self.close_block();
                let start = tree
                    .attr(at, Name::Start)
                    .and_then(|start| start.trim().parse().ok())
                    .unwrap_or(1);
                let ordered = tag == Tag::Ol;
                self.lists.push(List {
                    ordered,
                    next: start,
                    marker: Marker::Bullet,
                    opened: true,
                });
                self.open.push((end, Undo::List));
            }
            Tag::Li if footnote::is_note(tree, at) => {
                self.close_block();
                self.kind = BlockKind::Footnote;
                self.number_note(at);
                self.open.push((end, Undo::Heading));
            }
            Tag::Li | Tag::Dt | Tag::Dd => {
                self.close_block();
                if let Some(list) = self.lists.last_mut() {
                    let value = tree.attr(at, Name::Value).and_then(|value| value.trim().parse().ok());
                    let number: u32 = value.unwrap_or(list.next);
                    list.marker = if list.ordered {
                        Marker::Number(number)
                    } else {
                        Marker::Bullet
                    };
                    list.next = number.saturating_add(1);
                    list.opened = tag == Tag::Dd && list.opened;
                }
                self.open.push((end, Undo::Item));
            }
            Tag::Table if table::is_data(tree, at, self.plan.dropped) => {
                self.close_block();
                table::write(self.plan, at, self.quote_depth, &mut self.build);
                return end;
            }
            Tag::Td | Tag::Th | Tag::Summary | Tag::Figcaption => {
                self.close_block();
                self.open.push((end, Undo::Block));
            }
            // "↩" leads back from a note to its place, which is nowhere here.
            Tag::A if footnote::is_way_back(tree, at) => return end,
            Tag::A => {
                let target = tree.attr(at, Name::Href).and_then(|href| self.plan.base.link(href));
                if let Some(url) = target.filter(|_| self.build.len() < MAX_TEXT) {
                    let index = self.build.link(&url);
                    if index < MAX_LINKS && !self.styles.iter().any(|style| matches!(style, Style::Link(_))) {
                        self.start_style(Style::Link(index));
                        self.open.push((end, Undo::Link));
                    }
                }
            }
            Tag::Q => {
                self.text("“");
                self.open.push((end, Undo::QuoteMark));
            }
            Tag::Script
            | Tag::Style
            | Tag::Title
            | Tag::Head
            | Tag::Svg
            | Tag::Input
            | Tag::Button
            | Tag::Rp
            | Tag::Rt
            | Tag::Object
            | Tag::Audio
            | Tag::Video
            | Tag::Canvas
            | Tag::Template
            | Tag::Iframe
            | Tag::Img => return end,
            tag if is_block(tag) => {
                self.close_block();
                self.open.push((end, Undo::Block));
            }
            tag => {
                if let Some(style) = style_of(tag) {
                    self.start_style(style);
                    self.open.push((end, Undo::Style));
                }
            }
        }
        at + 1
    }

    /// A note begins with its number, as its mark in the text says it.
    fn number_note(&mut self, at: usize) {
        if let Some(list) = self.lists.last_mut() {
            let value = self
                .plan
                .tree
                .attr(at, Name::Value)
                .and_then(|value| value.trim().parse().ok());
            let number: u32 = value.unwrap_or(list.next);
            list.next = number.saturating_add(1);
            self.note = list.ordered.then_some(number);
        }
    }

    fn close_until(&mut self, at: usize) {
        while let Some((_, undo)) = self.open.last().copied().filter(|(end, _)| *end <= at) {
            self.open.pop();
            match undo {
                Undo::Block => self.close_block(),
                Undo::Heading => {
                    self.close_block();
                    self.kind = BlockKind::Paragraph;
                }
                Undo::Pre => {
                    self.close_block();
                    self.pre = self.pre.saturating_sub(1);
                    self.kind = BlockKind::Paragraph;
                }
                Undo::Quote => {
                    self.close_block();
                    self.quote_depth = self.quote_depth.saturating_sub(1);
                }
                Undo::List => {
                    self.close_block();
                    self.lists.pop();
                }
                Undo::Item => {
                    self.close_block();
                    if let Some(list) = self.lists.last_mut() {
                        list.opened = true;
                    }
                }
                Undo::QuoteMark => self.text("”"),
                Undo::Style | Undo::Link => {
                    self.styles.pop();
                    if self.build.is_open() {
                        self.build.style_end();
                    }
                }
            }
        }
    }

    fn start_style(&mut self, style: Style) {
        if self.build.is_open() {
            self.settle_breaks();
        }
        if self.build.is_open() {
            self.build.style_start(style);
        }
        self.styles.push(style);
    }

    fn close_block(&mut self) {
        self.breaks = 0;
        if self.build.is_open() {
            for _ in &self.styles {
                self.build.style_end();
            }
            self.build.close();
        }
    }

    fn open_block(&mut self) {
        let depth = u8::try_from(self.lists.len()).unwrap_or(u8::MAX);
        let note = self.kind == BlockKind::Footnote;
        let list = self.lists.last_mut().filter(|_| !note).map(|list| {
            let opens = !list.opened;
            list.opened = true;
            ListPlace {
                depth,
                marker: list.marker,
                opens,
            }
        });
        self.build.open(self.kind.clone(), self.quote_depth, list);
        if let Some(number) = self.note.take_if(|_| note) {
            self.build.push(&format!("{number}. "));
        }
        for style in &self.styles {
            self.build.style_start(*style);
        }
    }

    /// Line breaks that came before the text now at hand: one is a break, two part paragraphs.
    fn settle_breaks(&mut self) {
        match std::mem::take(&mut self.breaks) {
            0 => {}
            breaks if self.pre > 0 => (0..breaks).for_each(|_| self.build.push("\n")),
            _ if self.build.at_block_start() => {}
            1 => self.build.push("\n"),
            _ => self.close_block(),
        }
    }

    fn text(&mut self, text: &str) {
        if self.pre > 0 {
            self.settle_breaks();
            if !self.build.is_open() {
                if text.trim().is_empty() {
                    return;
                }
                self.open_block();
            }
            self.build.push(if self.build.at_block_start() {
                text.trim_start_matches(['\n', '\r'])
            } else {
                text
            });
            return;
        }
        if text.trim_matches(blank).is_empty() {
            if self.build.is_open() && self.breaks == 0 && !self.build.ends_in_space() && !text.is_empty() {
                self.build.push(" ");
            }
            return;
        }
        self.settle_breaks();
        if !self.build.is_open() {
            self.open_block();
        }
        let mut first = true;
        if text.starts_with(blank) && !self.build.at_block_start() && !self.build.ends_in_space() {
            self.build.push(" ");
        }
        for word in text.split(blank).filter(|word| !word.is_empty()) {
            if !first {
                self.build.push(" ");
            }
            self.build.push(word);
            first = false;
        }
        if text.ends_with(blank) {
            self.build.push(" ");
        }
    }

    fn embed(&mut self, stub: &embed::Stub) {
        self.build.open(BlockKind::Embed, self.quote_depth, None);
        if let Some(url) = &stub.url {
            let index = self.build.link(url);
            self.build.style_start(Style::Link(index));
            self.build.push(&stub.text);
            self.build.style_end();
        } else {
            self.build.push(&stub.text);
        }
        self.build.close();
    }
}

/// White space that collapses; a no-break space is shown as a space too.
fn blank(c: char) -> bool {
    c.is_whitespace()
}

/// A heading's level.
pub(super) fn level(tag: Tag) -> u8 {
    match tag {
        Tag::H1 => 1,
        Tag::H2 => 2,
        Tag::H3 => 3,
        Tag::H4 => 4,
        Tag::H5 => 5,
        _ => 6,
    }
}

/// How an inline element sets its text apart, if it does.
pub(super) fn style_of(tag: Tag) -> Option<Style> {
    Some(match tag {
        Tag::Em | Tag::Cite => Style::Emphasis,
        Tag::B => Style::Strong,
        Tag::Code => Style::Code,
        Tag::Del => Style::Deleted,
        Tag::Sub => Style::Subscript,
        Tag::Sup => Style::Superscript,
        _ => return None,
    })
}
