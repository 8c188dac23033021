//! The stretches of a block between which nothing changes: what Markdown and HTML both walk.

use std::ops::Range;

use crate::model::{Document, Style};

/// Calls `each` with every stretch of `range` and the styles over it, in document order.
pub(super) fn stretches(document: &Document, range: &Range<usize>, mut each: impl FnMut(&str, &[Style])) {
    let over: Vec<_> = document
        .spans()
        .iter()
        .filter(|span| span.range.start < range.end && span.range.end > range.start)
        .collect();
    let mut edges: Vec<usize> = over
        .iter()
        .flat_map(|span| [span.range.start, span.range.end])
        .filter(|edge| range.contains(edge))
        .chain([range.start, range.end])
        .collect();
    edges.sort_unstable();
    edges.dedup();
    for pair in edges.windows(2) {
        let [from, to] = pair else { continue };
        let styles: Vec<Style> =
            over.iter().filter(|span| span.range.start <= *from && span.range.end >= *to).map(|span| span.style).collect();
        each(document.slice(&(*from..*to)), &styles);
    }
}
