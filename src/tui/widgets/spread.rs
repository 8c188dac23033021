//! A text with some of its ranges set apart: the hits of a filter in a title.

use std::ops::Range;

use ratatui::style::Style;

use super::pen::Pen;
use crate::flow;

/// Writes `text` cut to `width` cells, its `hits` (in order, not overlapping) in `over` laid upon
/// `base`; gives the column after it.
pub fn draw(
    pen: &mut Pen<'_>,
    (x, y): (u16, u16),
    text: &str,
    width: u16,
    hits: &[Range<usize>],
    (base, over): (Style, Style),
) -> u16 {
    if hits.is_empty() {
        return pen.clipped(x, y, text, width, base);
    }
    let clipped = flow::clip(text, width);
    let shown = clipped
        .strip_suffix('…')
        .filter(|shown| shown.len() < text.len() && text.starts_with(*shown))
        .unwrap_or(&clipped);
    let mut column = x;
    let mut at = 0;
    for hit in hits {
        let (start, end) = (hit.start.min(shown.len()), hit.end.min(shown.len()));
        if start < at || start >= end {
            continue;
        }
        column = pen.text(column, y, shown.get(at..start).unwrap_or(""), base);
        column = pen.text(column, y, shown.get(start..end).unwrap_or(""), base.patch(over));
        at = end;
    }
    pen.text(column, y, clipped.get(at..).unwrap_or(""), base)
}
