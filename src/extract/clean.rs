//! What to leave out inside the body: boxes of links, forms, bylines, asides, empty headings.

use super::marks::Marks;
use super::tree::{Tag, Tree};
use super::weigh::Weights;

/// Marks parts of the subtrees of `roots` as dropped; `weights` are of what is still kept.
pub(super) fn body(tree: &Tree, marks: &[Marks], weights: &Weights, roots: &[usize], dropped: &mut [bool]) {
    let total = roots.iter().map(|root| weights.prose(*root)).sum::<u32>().max(1);
    for root in roots {
        let mut at = root + 1;
        while at < tree.end(*root) {
            if dropped.get(at).copied().unwrap_or(false) {
                at = tree.end(at);
                continue;
            }
            if tree.tag(at) == Some(Tag::Pre) {
                at = tree.end(at);
                continue;
            }
            if tree
                .tag(at)
                .is_some_and(|tag| is_junk(tree, marks, weights, at, tag, total))
            {
                if let Some(slot) = dropped.get_mut(at) {
                    *slot = true;
                }
                at = tree.end(at);
            } else {
                at += 1;
            }
        }
        stray_headings(tree, *root, dropped);
    }
}

fn is_junk(tree: &Tree, marks: &[Marks], weights: &Weights, at: usize, tag: Tag, total: u32) -> bool {
    let mark = marks.get(at).copied().unwrap_or_default();
    let prose = weights.prose(at);
    let share = |percent: u32| u64::from(prose) * 100 < u64::from(total) * u64::from(percent);
    let chars = weights.chars(at);
    match tag {
        Tag::Form | Tag::Fieldset => share(30),
        Tag::Button
        | Tag::Input
        | Tag::Object
        | Tag::Audio
        | Tag::Video
        | Tag::Canvas
        | Tag::Dialog
        | Tag::Noscript
        | Tag::Label => share(30),
        Tag::Nav => share(30),
        Tag::Aside => share(30),
        Tag::Footer => share(30),
        Tag::H1 => true,
        Tag::Figcaption => true,
        Tag::Address => share(10),
        _ if mark.has(Marks::SPOKEN | Marks::HIDDEN) => share(30),
        _ if mark.has(Marks::PULLQUOTE) => share(15),
        _ if mark.has(Marks::CAPTION) => share(15) && !has_paragraphs(tree, weights, at),
        _ if mark.has(Marks::MINOR) && is_dateline(tree, at, chars) => false,
        _ if mark.has(Marks::MINOR | Marks::WALL) => share(15) && chars < 1200,
        _ if mark.has(Marks::CONTENTS) => share(15) && chars < 1200 && (weights.link_density(at) > 0.3 || prose < 200),
        _ if mark.has(Marks::TEASER) => share(15) && weights.link_density(at) > 0.3,
        _ if mark.has(Marks::CREDIT) => chars < 200,
        Tag::Ul | Tag::Ol | Tag::Div | Tag::Section | Tag::Table | Tag::Dl => link_box(tree, weights, at, tag, total),
        // A card that unfolds over a name holds other articles' links.
        Tag::Span => {
            chars > 60
                && weights.link_density(at) > 0.6
                && (at..tree.end(at))
                    .filter(|node| tree.tag(*node) == Some(Tag::A))
                    .count()
                    >= 2
        }
        Tag::P | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 => false,
        _ => false,
    }
}

/// Whether a part has paragraphs of its own, more than one: then it is text, whatever it is called.
pub(super) fn has_paragraphs(tree: &Tree, weights: &Weights, at: usize) -> bool {
    (at + 1..tree.end(at))
        .filter(|node| {
            tree.tag(*node) == Some(Tag::P) && weights.chars(*node) > 80 && weights.link_density(*node) < 0.5
        })
        .nth(1)
        .is_some()
}

/// "Dateline" names the date's line on one site and place and agency on another; these are text.
fn is_dateline(tree: &Tree, at: usize, chars: u32) -> bool {
    let line = || tree.line(at, |_| false);
    chars <= 90 && {
        let line = line();
        super::dateline::is_alone(&line) || line.ends_with(')') && super::dateline::is_alone(&format!("{line} —"))
    }
}

/// A box that is mostly links: related articles, tags, tables of contents.
fn link_box(tree: &Tree, weights: &Weights, at: usize, tag: Tag, total: u32) -> bool {
    let chars = weights.chars(at);
    let density = weights.link_density(at);
    if chars == 0 || density < 0.5 || u64::from(weights.prose(at)) * 10 > u64::from(total) * 2 {
        return false;
    }
    let (mut links, mut items) = (0u32, 0u32);
    for node in at..tree.end(at) {
        match tree.tag(node) {
            Some(Tag::A) => links += 1,
            Some(Tag::Li) => items += 1,
            _ => {}
        }
    }
    let listed = matches!(tag, Tag::Ul | Tag::Ol) && items > 0;
    if listed {
        density > 0.6 && chars / items.max(1) < 160
    } else {
        links >= 2 && density > 0.6
    }
}

/// Headings that head nothing: the next thing is a heading of the same or a higher level, or the
/// end.
fn stray_headings(tree: &Tree, root: usize, dropped: &mut [bool]) {
    let mut pending: Vec<(usize, u8)> = Vec::new();
    let mut at = root + 1;
    let mut stray: Vec<usize> = Vec::new();
    while at < tree.end(root) {
        if dropped.get(at).copied().unwrap_or(false) {
            at = tree.end(at);
            continue;
        }
        match tree.tag(at) {
            Some(tag @ (Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6)) => {
                let level = super::walk::level(tag);
                while pending.last().is_some_and(|(_, known)| *known >= level) {
                    if let Some((heading, _)) = pending.pop() {
                        stray.push(heading);
                    }
                }
                pending.push((at, level));
                at = tree.end(at);
                continue;
            }
            None if tree.text(at).is_some_and(|text| !text.trim().is_empty()) => pending.clear(),
            _ => {}
        }
        at += 1;
    }
    stray.extend(pending.into_iter().map(|(heading, _)| heading));
    for heading in stray {
        if let Some(slot) = dropped.get_mut(heading) {
            *slot = true;
        }
    }
}
