//! Turns a row of text into pieces: where spans begin and end, what is set apart, where the
//! numbers of links stand.
//!
//! Made once for a document; asked row by row. Owns no widths but those of the link numbers.

use std::ops::Range;

use unicode_segmentation::GraphemeCursor;

use super::line::{Content, Look, Piece, Role};
use super::width::width;
use super::wrap::{Extent, Insert, extent};
use crate::model::{Document, Style};

/// What is set apart in a document, ready to be put on rows.
pub(super) struct Paint<'a> {
    document: &'a Document,
    /// What is set apart from a byte on (until the next), ordered; whole graphemes.
    changes: Vec<(usize, Set)>,
    /// Where link numbers stand, and of which links; ordered. Empty where none are wanted.
    inserts: Vec<Insert>,
    links: Vec<usize>,
}

/// What is set apart at one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Set {
    emphasis: bool,
    strong: bool,
    code: bool,
    deleted: bool,
    link: Option<usize>,
}

impl<'a> Paint<'a> {
    /// Reads the document's spans. Links get numbers where `link_numbers` says so.
    pub fn new(document: &'a Document, link_numbers: bool) -> Self {
        let mut paint = Paint {
            document,
            changes: changes(document),
            inserts: Vec::new(),
            links: Vec::new(),
        };
        if link_numbers {
            paint.number_links();
        }
        paint
    }

    fn number_links(&mut self) {
        let mut ends: Vec<(usize, usize)> = Vec::new();
        for span in self.document.spans() {
            if let Style::Link(link) = span.style {
                let shown = self.document.slice(&span.range).trim_end().len();
                if shown > 0 {
                    ends.push((grapheme_boundary(self.document.text(), span.range.start + shown), link));
                }
            }
        }
        ends.sort_unstable();
        // Of links that end at one place, one within another, one number stands for all.
        ends.dedup_by_key(|(at, _)| *at);
        self.inserts = ends
            .iter()
            .map(|(at, link)| Insert {
                at: *at,
                cells: number(*link).len(),
            })
            .collect();
        self.links = ends.into_iter().map(|(_, link)| link).collect();
    }

    /// The link numbers inside `range`, for wrapping it at `width`; none where they would take up
    /// the better part of a row.
    pub fn inserts(&self, range: &Range<usize>, width: usize) -> &[Insert] {
        let from = self.inserts.partition_point(|insert| insert.at <= range.start);
        let to = self.inserts.partition_point(|insert| insert.at <= range.end);
        let found = self.inserts.get(from..to).unwrap_or(&[]);
        let longest = found.iter().map(|insert| insert.cells).max().unwrap_or(0);
        // A grapheme and its number must fit on one row: most graphemes are narrower than these
        // six cells, some are as wide as their writer likes.
        let text = self.document.text();
        if longest.saturating_add(6).max(longest.saturating_mul(2)) > width
            || !found.iter().all(|insert| insert.fits(text, width))
        {
            &[]
        } else {
            found
        }
    }

    /// How wide `range` is on one row, and its longest unbreakable part.
    pub fn extent(&self, range: &Range<usize>, width: usize) -> Extent {
        extent(self.document.text(), range.clone(), self.inserts(range, width))
    }

    /// The cells a row takes. `inserts` are those its paragraph was wrapped with.
    pub fn cells(&self, row: &Range<usize>, inserts: &[Insert]) -> usize {
        let numbers: usize = inserts
            .iter()
            .filter(|insert| row.start < insert.at && insert.at <= row.end)
            .map(|insert| insert.cells)
            .sum();
        width(self.document.slice(row)) + numbers
    }

    /// Adds the pieces of one row to `out`. `base` is what the row is apart from its spans;
    /// `inserts` are those its paragraph was wrapped with.
    pub fn row(&self, row: &Range<usize>, base: Look, inserts: &[Insert], out: &mut Vec<Piece>) {
        let mut next = self.changes.partition_point(|(at, _)| *at <= row.start);
        let mut set = next
            .checked_sub(1)
            .and_then(|last| self.changes.get(last))
            .map(|(_, set)| *set)
            .unwrap_or_default();
        let mut inserts = inserts
            .iter()
            .skip_while(|insert| insert.at <= row.start)
            .take_while(|insert| insert.at <= row.end)
            .peekable();
        let mut at = row.start;
        while at < row.end {
            let change = self.changes.get(next).map_or(row.end, |(place, _)| *place).min(row.end);
            let stop = inserts.peek().map_or(change, |insert| insert.at.min(change));
            if at < stop {
                out.push(Piece {
                    content: Content::Text(at..stop),
                    look: set.over(base),
                });
            }
            at = stop;
            if let Some(insert) = inserts.next_if(|insert| insert.at <= at) {
                self.push_number(insert, out);
            }
            while let Some((_, changed)) = self.changes.get(next).filter(|(place, _)| *place <= at) {
                set = *changed;
                next += 1;
            }
        }
    }

    fn push_number(&self, insert: &Insert, out: &mut Vec<Piece>) {
        let place = self.inserts.partition_point(|other| other.at < insert.at);
        if let Some(link) = self.links.get(place) {
            let look = Look {
                link: Some(*link),
                ..Look::of(Role::LinkNumber)
            };
            out.push(Piece {
                content: Content::Made(number(*link)),
                look,
            });
        }
    }
}

impl Set {
    fn over(self, base: Look) -> Look {
        Look {
            role: base.role,
            emphasis: base.emphasis || self.emphasis,
            strong: base.strong || self.strong,
            code: base.code || self.code,
            deleted: base.deleted || self.deleted,
            link: self.link.or(base.link),
        }
    }
}

/// The number shown behind a link: `[1]` for the first.
fn number(link: usize) -> String {
    format!("[{}]", link.saturating_add(1))
}

/// Sweeps over the spans' ends once. Of links over one another the one that began last counts.
fn changes(document: &Document) -> Vec<(usize, Set)> {
    let text = document.text();
    let mut ends: Vec<(usize, bool, Style)> = Vec::with_capacity(document.spans().len() * 2);
    for span in document.spans() {
        let from = grapheme_boundary(text, span.range.start);
        let to = grapheme_boundary(text, span.range.end);
        if from < to {
            ends.push((from, true, span.style));
            ends.push((to, false, span.style));
        }
    }
    ends.sort_by_key(|(at, _, _)| *at);
    let mut counts = [0usize; 4];
    let mut links: Vec<usize> = Vec::new();
    let mut out: Vec<(usize, Set)> = Vec::with_capacity(ends.len());
    for (at, begins, style) in ends {
        let kind = match style {
            Style::Emphasis => 0,
            Style::Strong => 1,
            Style::Code => 2,
            Style::Deleted => 3,
            // Terminals have no raised or lowered letters.
            Style::Subscript | Style::Superscript => continue,
            Style::Link(link) => {
                if begins {
                    links.push(link);
                } else if let Some(place) = links.iter().rposition(|other| *other == link) {
                    links.remove(place);
                }
                4
            }
        };
        if let Some(count) = counts.get_mut(kind) {
            *count = if begins { *count + 1 } else { count.saturating_sub(1) };
        }
        let [emphasis, strong, code, deleted] = counts.map(|count| count > 0);
        let set = Set {
            emphasis,
            strong,
            code,
            deleted,
            link: links.last().copied(),
        };
        match out.last_mut() {
            Some((place, last)) if *place == at => *last = set,
            _ => out.push((at, set)),
        }
    }
    out.dedup_by_key(|(_, set)| *set);
    out
}

/// The first place at or after `at` that is between two graphemes, so that no grapheme is drawn
/// in two looks (halves of one take other cells than the whole).
fn grapheme_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    let bytes = text.as_bytes();
    let plain = |place: Option<usize>| place.and_then(|place| bytes.get(place)).is_none_or(u8::is_ascii);
    if plain(at.checked_sub(1)) && plain(Some(at)) {
        return at;
    }
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    match cursor.is_boundary(text, 0) {
        Ok(false) => cursor.next_boundary(text, 0).ok().flatten().unwrap_or(text.len()),
        _ => at,
    }
}
