//! What to leave out before the body is looked for: furniture by name, hidden parts, comments.
//!
//! A name alone never costs an article: what holds much of the page's prose, its headline or its
//! named body stays.

use super::marks::Marks;
use super::tree::{Tag, Tree};
use super::weigh::Weights;

/// The parts to leave out, by node; `weights` are of the untouched page.
pub(super) fn furniture(tree: &Tree, marks: &[Marks], weights: &Weights) -> Vec<bool> {
    let mut dropped = vec![false; tree.len()];
    let holds = holders(tree, marks, weights);
    let total = weights.prose(0).max(1);
    let mut at = 0;
    while at < tree.len() {
        let Some(tag) = tree.tag(at) else {
            at += 1;
            continue;
        };
        let mark = marks.get(at).copied().unwrap_or_default();
        let held = holds.get(at).copied().unwrap_or(false);
        let prose = weights.prose(at);
        let small = u64::from(prose) * 10 < u64::from(total) * 3;
        let gone = match tag {
            Tag::Script | Tag::Style | Tag::Head | Tag::Template | Tag::Svg => true,
            // A highlighter names the comments of code "comment".
            Tag::Pre if !mark.has(Marks::JUNK | Marks::HIDDEN | Marks::DROP) => {
                at = tree.end(at);
                continue;
            }
            Tag::Html | Tag::Body | Tag::Main => false,
            _ if mark.has(Marks::DROP) => true,
            Tag::H1 => mark.has(Marks::HIDDEN),
            Tag::Nav | Tag::Dialog => small && !held,
            _ if mark.has(Marks::HIDDEN) => small,
            _ if mark.has(Marks::NAV) && is_text(weights, at) => false,
            _ if mark.has(Marks::JUNK) => small && !held,
            _ if mark.has(Marks::COMMENTS) => !held && (small || tag != Tag::Article),
            _ => false,
        };
        if gone {
            if let Some(slot) = dropped.get_mut(at) {
                *slot = true;
            }
            at = tree.end(at);
        } else {
            at += 1;
        }
    }
    dropped
}

/// Whether a part is prose with hardly a link in it, whatever its name.
fn is_text(weights: &Weights, at: usize) -> bool {
    weights.prose(at) > 600 && weights.link_density(at) < 0.1
}

/// Nodes that hold the page's headline with prose, or a body by name that has prose.
fn holders(tree: &Tree, marks: &[Marks], weights: &Weights) -> Vec<bool> {
    let mut holds = vec![false; tree.len()];
    for at in 0..tree.len() {
        let mark = marks.get(at).copied().unwrap_or_default();
        let body = mark.has(Marks::BODY) && weights.prose(at) > 400;
        let headline = tree.tag(at) == Some(Tag::H1) && weights.chars(at) > 10;
        if !body && !headline {
            continue;
        }
        for above in std::iter::once(at).chain(tree.ancestors(at)) {
            if body || weights.prose(above) > 400 {
                match holds.get_mut(above) {
                    Some(slot) if !*slot => *slot = true,
                    _ => break,
                }
            }
        }
    }
    holds
}
