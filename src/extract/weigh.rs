//! How much prose each part of a page holds.
//!
//! Text counts for the nearest block it stands in; a block of mostly links counts nothing. Sums
//! go up the tree, so that the prose of any subtree is one look-up.

use super::marks::Marks;
use super::tree::{Tag, Tree, is_block};

/// The weights of a page's nodes, by node.
#[derive(Debug)]
pub(super) struct Weights {
    /// Characters in the whole subtree, white space collapsed.
    chars: Vec<u32>,
    /// Of these, characters inside links.
    links: Vec<u32>,
    /// Characters of prose in the whole subtree.
    prose: Vec<u32>,
    /// Commas and their like in a block's own text.
    pub(super) commas: Vec<u16>,
    /// Prose of a block's own text.
    pub(super) own_prose: Vec<u32>,
}

impl Weights {
    /// Weighs a page; parts that `dropped` names count nothing.
    pub(super) fn of(tree: &Tree, marks: &[Marks], dropped: &[bool]) -> Self {
        let count = tree.len();
        let mut own = vec![0u32; count];
        let mut own_links = vec![0u32; count];
        let mut chars = vec![0u32; count];
        let mut links = vec![0u32; count];
        let mut commas = vec![0u16; count];
        let mut at = 0;
        // The block and link each open element puts text in, as a stack by end.
        let mut open: Vec<(usize, usize, bool)> = vec![(count, 0, false)];
        while at < count {
            if dropped.get(at).copied().unwrap_or(false) || marks.get(at).is_some_and(|marks| marks.has(Marks::HIDDEN))
            {
                at = tree.end(at);
                continue;
            }
            while open.len() > 1 && open.last().is_some_and(|(end, _, _)| *end <= at) {
                open.pop();
            }
            let (_, block, in_link) = open.last().copied().unwrap_or((count, 0, false));
            match tree.tag(at) {
                Some(Tag::Button) if (at..tree.end(at)).any(|inner| tree.tag(inner) == Some(Tag::Figcaption)) => {}
                Some(Tag::Script | Tag::Style | Tag::Noscript | Tag::Title | Tag::Button | Tag::Input | Tag::Svg) => {
                    at = tree.end(at);
                    continue;
                }
                Some(Tag::A) => open.push((tree.end(at), block, true)),
                Some(tag) if is_block(tag) => open.push((tree.end(at), at, in_link)),
                Some(_) => {}
                None => {
                    let (length, marks) = measure(tree.text(at).unwrap_or(""));
                    if let Some(chars) = chars.get_mut(at) {
                        *chars = length;
                    }
                    if let Some(own) = own.get_mut(block) {
                        *own += length;
                    }
                    if let Some(commas) = commas.get_mut(block) {
                        *commas = commas.saturating_add(marks);
                    }
                    if in_link {
                        if let Some(links) = own_links.get_mut(block) {
                            *links += length;
                        }
                        if let Some(links) = links.get_mut(at) {
                            *links = length;
                        }
                    }
                }
            }
            at += 1;
        }
        let own_prose: Vec<u32> = (0..count)
            .map(|at| {
                let (chars, links, commas) = (get(&own, at), get(&own_links, at), commas.get(at).copied().unwrap_or(0));
                prose(tree.tag(at), chars, links, commas)
            })
            .collect();
        let mut sums = own_prose.clone();
        for at in (1..count).rev() {
            let parent = tree.parent(at);
            for sums in [&mut chars, &mut links, &mut sums] {
                let part = get(sums, at);
                if let Some(above) = sums.get_mut(parent) {
                    *above = above.saturating_add(part);
                }
            }
        }
        // Prose inside an inline element counts for its block; the element has it too.
        for at in 1..count {
            let inline = tree.tag(at).is_some_and(|tag| !is_block(tag));
            let plain = get(&chars, at).saturating_sub(get(&links, at));
            if inline
                && plain >= 80
                && let Some(sum) = sums.get_mut(at)
            {
                *sum = (*sum).max(plain);
            }
        }
        Weights {
            chars,
            links,
            prose: sums,
            commas,
            own_prose,
        }
    }

    /// The share of a subtree's characters that are links, 0 to 1; 0 where there is no text.
    pub(super) fn link_density(&self, at: usize) -> f32 {
        let chars = get(&self.chars, at);
        if chars == 0 {
            0.0
        } else {
            get(&self.links, at) as f32 / chars as f32
        }
    }

    /// Prose in a subtree.
    pub(super) fn prose(&self, at: usize) -> u32 {
        get(&self.prose, at)
    }

    /// Characters inside links in a subtree.
    pub(super) fn links(&self, at: usize) -> u32 {
        get(&self.links, at)
    }

    /// Characters in a subtree.
    pub(super) fn chars(&self, at: usize) -> u32 {
        get(&self.chars, at)
    }
}

fn get(values: &[u32], at: usize) -> u32 {
    values.get(at).copied().unwrap_or(0)
}

/// Characters with white space collapsed, and marks of sentences. Wide characters count twice:
/// they say as much as two letters.
fn measure(text: &str) -> (u32, u16) {
    let (mut chars, mut marks, mut blank) = (0u32, 0u16, true);
    for c in text.chars() {
        if c.is_whitespace() {
            if !blank {
                chars += 1;
            }
            blank = true;
            continue;
        }
        blank = false;
        chars += if c >= '\u{2E80}' { 2 } else { 1 };
        if matches!(c, ',' | '.' | '،' | '、' | '。' | '，' | '；' | ';' | '?' | '!') {
            marks = marks.saturating_add(1);
        }
    }
    (chars, marks)
}

fn prose(tag: Option<Tag>, chars: u32, links: u32, commas: u16) -> u32 {
    if chars < 25 || links * 2 > chars {
        return 0;
    }
    let plain = chars - links;
    match tag {
        Some(Tag::P | Tag::Blockquote | Tag::Pre) if chars >= 60 || commas > 0 => chars,
        Some(Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6) => 0,
        _ if commas == 0 => plain / 4,
        _ if chars < 80 => plain / 2,
        _ => chars,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::marks;

    #[test]
    fn links_are_no_prose() {
        let tree = Tree::parse(
            "<div><p>A sentence of prose, long enough to count as such, with a comma or two in it.</p></div>\
             <ul><li><a>Another headline that leads elsewhere</a></li></ul>",
        );
        let marks = marks::all(&tree, None);
        let weights = Weights::of(&tree, &marks, &vec![false; tree.len()]);
        assert_eq!(weights.prose(0), 77);
        let list = (0..tree.len()).find(|at| tree.tag(*at) == Some(Tag::Ul)).unwrap();
        assert_eq!(weights.prose(list), 0);
        assert!(weights.link_density(list) > 0.99);
    }
}
