//! Cuts one paragraph into rows that fit a number of cells.
//!
//! Rows are ranges of the text, without the spaces at their ends. Breaks are those of UAX #14 by
//! `unicode-linebreak`; a word longer than a row is broken between graphemes. Text of one-cell
//! characters (nearly all news in the Latin script) takes a shorter way to the same rows: it
//! jumps a row ahead and looks only at the word it lands in. What stands on a row besides its
//! text is [`super::paint`]'s work.

use std::ops::Range;

use unicode_linebreak::linebreaks;
use unicode_segmentation::UnicodeSegmentation;

use super::width::{grapheme_width, is_narrow};

/// Something shown behind the grapheme that ends at (or holds) a byte of the text, and never
/// parted from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Insert {
    /// The byte of the text it follows.
    pub at: usize,
    /// The cells it takes.
    pub cells: usize,
}

impl Insert {
    /// Whether it fits on a row of `width` cells together with the grapheme it follows.
    pub fn fits(&self, text: &str, width: usize) -> bool {
        let before = text.get(..self.at).unwrap_or("");
        let grapheme = match before.as_bytes() {
            [.., one, two] if one.is_ascii() && two.is_ascii() => 1,
            _ => before.graphemes(true).next_back().map_or(0, grapheme_width),
        };
        grapheme + self.cells <= width
    }
}

/// Cuts `range` of `text` into rows of at most `width` cells (taken as 1 where it is 0) and hands
/// them on in order. `inserts` are those inside the range, in order. Text without a visible
/// character gives no row.
pub(super) fn wrap(
    text: &str,
    range: Range<usize>,
    width: usize,
    inserts: &[Insert],
    row: &mut dyn FnMut(Range<usize>),
) {
    let Some(slice) = text.get(range.clone()) else {
        return;
    };
    let slice = slice.trim_end_matches(' ');
    let mut shifted = |part: Range<usize>| {
        let trimmed = part.start + slice.get(part.clone()).unwrap_or("").trim_end_matches(' ').len();
        if part.start < trimmed {
            row(range.start + part.start..range.start + trimmed);
        }
    };
    let width = width.max(1);
    if inserts.is_empty() && is_narrow(slice) {
        wrap_narrow(slice, width, &mut shifted);
    } else {
        wrap_any(slice, range.start, width, inserts, &mut shifted);
    }
}

/// The way for every script.
fn wrap_any(slice: &str, base: usize, width: usize, inserts: &[Insert], row: &mut dyn FnMut(Range<usize>)) {
    let mut breaks = linebreaks(slice).map(|(at, _)| at).peekable();
    let mut inserts = inserts.iter().peekable();
    let mut start = 0;
    let mut cells = 0;
    // The last place the row may end, and the cells up to there.
    let mut chance: Option<(usize, usize)> = None;
    for (at, grapheme) in slice.grapheme_indices(true) {
        while let Some(place) = breaks.next_if(|place| *place <= at) {
            if place == at && at > start {
                chance = Some((at, cells));
            }
        }
        if grapheme == " " && at == start {
            start = at + 1;
            continue;
        }
        let mut wide = grapheme_width(grapheme);
        let end = base + at + grapheme.len();
        while let Some(insert) = inserts.next_if(|insert| insert.at <= end) {
            wide += insert.cells;
        }
        // A space that does not fit hangs over the end, where it is not seen.
        if grapheme != " " && cells + wide > width {
            if let Some((place, before)) = chance.take() {
                row(start..place);
                start = place;
                cells -= before;
            }
            if cells + wide > width && at > start {
                row(start..at);
                start = at;
                cells = 0;
            }
        }
        cells += wide;
    }
    row(start..slice.len());
}

/// The short way, for text that [`is_narrow`].
fn wrap_narrow(slice: &str, width: usize, row: &mut dyn FnMut(Range<usize>)) {
    let bytes = slice.as_bytes();
    let ascii = slice.is_ascii();
    let mut start = skip_spaces(bytes, 0);
    loop {
        let limit = if ascii {
            start.saturating_add(width)
        } else {
            forward(bytes, start, width)
        };
        if limit >= bytes.len() {
            return row(start..bytes.len());
        }
        let end = plain_break(bytes, start, limit).unwrap_or_else(|| listed_break(slice, start, limit));
        row(start..end);
        start = skip_spaces(bytes, end);
        if start >= bytes.len() {
            return;
        }
    }
}

fn skip_spaces(bytes: &[u8], from: usize) -> usize {
    from + bytes.iter().skip(from).take_while(|byte| **byte == b' ').count()
}

/// The byte `count` characters after `start`, or the text's end.
fn forward(bytes: &[u8], start: usize, count: usize) -> usize {
    let mut left = count;
    for (at, byte) in bytes.iter().enumerate().skip(start) {
        if byte & 0xC0 != 0x80 {
            if left == 0 {
                return at;
            }
            left -= 1;
        }
    }
    bytes.len()
}

/// The break before the word that stands across `limit`, where it is plain that UAX #14 has one
/// there and none inside the word: letters and digits all round.
fn plain_break(bytes: &[u8], start: usize, limit: usize) -> Option<usize> {
    let row = bytes.get(start..limit)?;
    let (space, after) = if *bytes.get(limit)? == b' ' {
        (limit, *bytes.get(limit + 1)?)
    } else {
        let space = start + row.iter().rposition(|byte| *byte == b' ')?;
        let word = bytes.get(space + 1..=limit)?;
        if !word.iter().all(u8::is_ascii_alphanumeric) {
            return None;
        }
        (space, *word.first()?)
    };
    let before = *bytes.get(space.checked_sub(1)?)?;
    let fair = (before.is_ascii_alphanumeric() || matches!(before, b',' | b'.' | b';' | b':'))
        && after.is_ascii_alphanumeric();
    (fair && space > start).then_some(space)
}

/// The last break of UAX #14 that keeps the row within `limit`, or `limit` itself.
fn listed_break(slice: &str, start: usize, limit: usize) -> usize {
    let bytes = slice.as_bytes();
    // A break depends on the character behind it: behind the spaces at the limit, if there are.
    let spaces = skip_spaces(bytes, limit);
    let mut end = (spaces + 1).min(bytes.len());
    while !slice.is_char_boundary(end) {
        end += 1;
    }
    let row = slice.get(start..end).unwrap_or("");
    let place = linebreaks(row)
        .map(|(at, _)| start + at)
        .take_while(|at| *at <= spaces)
        .filter(|at| *at > start && *at < end)
        .last();
    place.unwrap_or(limit)
}

/// Cuts one line of preformatted text by cells alone; spaces count like any character. An empty
/// line is one empty row.
pub(super) fn cut(text: &str, range: Range<usize>, width: usize, row: &mut dyn FnMut(Range<usize>)) {
    let slice = text.get(range.clone()).unwrap_or("").trim_end_matches(' ');
    let mut start = 0;
    let mut cells = 0;
    for (at, grapheme) in slice.grapheme_indices(true) {
        let wide = grapheme_width(grapheme);
        if cells + wide > width.max(1) && at > start {
            row(range.start + start..range.start + at);
            start = at;
            cells = 0;
        }
        cells += wide;
    }
    row(range.start + start..range.start + slice.len());
}

/// How wide a text is on one row, and its longest part that wrapping keeps whole; in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Extent {
    /// On one row.
    pub natural: usize,
    /// The longest unbreakable part.
    pub longest: usize,
}

/// Measures `range` of `text`; `inserts` are those inside the range, in order.
pub(super) fn extent(text: &str, range: Range<usize>, inserts: &[Insert]) -> Extent {
    let slice = text.get(range.clone()).unwrap_or("").trim_end_matches(' ');
    let mut breaks = linebreaks(slice).map(|(at, _)| at).peekable();
    let mut inserts = inserts.iter().peekable();
    let mut extent = Extent::default();
    let mut part = 0;
    let mut spaces = 0;
    for (at, grapheme) in slice.grapheme_indices(true) {
        while let Some(place) = breaks.next_if(|place| *place <= at) {
            if place == at {
                part = 0;
                spaces = 0;
            }
        }
        let mut wide = grapheme_width(grapheme);
        let end = range.start + at + grapheme.len();
        while let Some(insert) = inserts.next_if(|insert| insert.at <= end) {
            wide += insert.cells;
        }
        extent.natural += wide;
        if grapheme == " " {
            spaces += wide;
        } else {
            part += spaces + wide;
            spaces = 0;
            extent.longest = extent.longest.max(part);
        }
    }
    extent
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(text: &str, width: usize) -> Vec<&str> {
        let mut out = Vec::new();
        wrap(text, 0..text.len(), width, &[], &mut |range| out.push(&text[range]));
        out
    }

    fn rows_any(text: &str, width: usize) -> Vec<&str> {
        let mut out = Vec::new();
        wrap_any(text, 0, width, &[], &mut |range: Range<usize>| {
            let row = text[range].trim_end_matches(' ');
            if !row.is_empty() {
                out.push(row);
            }
        });
        out
    }

    #[test]
    fn breaks_at_spaces_hyphens_and_dashes() {
        assert_eq!(
            rows("The rule takes effect on Monday.", 12),
            ["The rule", "takes effect", "on Monday."]
        );
        assert_eq!(rows("a long-standing policy", 8), ["a long-", "standing", "policy"]);
        assert_eq!(rows("paid $ 1,200 (net) !", 11), ["paid $", "1,200", "(net) !"]);
        assert_eq!(rows("courts—including one", 10), ["courts—", "including", "one"]);
    }

    #[test]
    fn breaks_long_words_by_grapheme() {
        assert_eq!(rows("abcdefghij k", 4), ["abcd", "efgh", "ij k"]);
        assert_eq!(rows("e\u{301}e\u{301}e\u{301}", 2), ["e\u{301}e\u{301}", "e\u{301}"]);
        assert_eq!(rows("👩‍👩‍👧👩‍👩‍👧", 3), ["👩‍👩‍👧", "👩‍👩‍👧"]);
    }

    #[test]
    fn chinese_breaks_between_characters_but_not_before_a_full_stop() {
        assert_eq!(rows("移民政策。新法", 8), ["移民政", "策。新法"]);
        assert_eq!(rows("移", 1), ["移"]);
    }

    #[test]
    fn inserts_stay_with_their_word() {
        let text = "see the ruling now";
        let mut out = Vec::new();
        wrap(text, 0..text.len(), 12, &[Insert { at: 14, cells: 3 }], &mut |range| {
            out.push(&text[range])
        });
        assert_eq!(out, ["see the", "ruling", "now"]);
    }

    #[test]
    fn measures() {
        assert_eq!(
            extent("well-known rule", 0..15, &[]),
            Extent {
                natural: 15,
                longest: 5
            }
        );
        assert_eq!(extent("移民", 0..6, &[]), Extent { natural: 4, longest: 2 });
    }

    #[test]
    fn code_is_cut_by_cells() {
        let text = "  if x { y }";
        let mut out = Vec::new();
        cut(text, 0..text.len(), 5, &mut |range| out.push(&text[range]));
        assert_eq!(out, ["  if ", "x { y", " }"]);
    }

    proptest! {
        #[test]
        fn the_short_way_gives_the_same_rows(text in "([a-zA-Z0-9]{1,9}[,.;:!?%]?[ ’”)-]? ?[(“$—–]?){0,30}", width in 1usize..40) {
            // A row that had to be broken inside a word starts afresh on the short way, where
            // rules that look back (numbers) may tell otherwise: only whole words are compared.
            let width = width.max(extent(&text, 0..text.len(), &[]).longest);
            prop_assert_eq!(rows(&text, width), rows_any(&text, width));
        }
    }
}
