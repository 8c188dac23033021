//! Sets the blocks of a document one under another: what stands before each line (quotation bars,
//! list markers), blank lines between blocks, rows of text.

use std::ops::Range;

use super::direction::is_right_to_left;
use super::figure::figure;
use super::line::{Line, Look, Piece, Role};
use super::list::{Hang, hangs};
use super::paint::Paint;
use super::place::Flow;
use super::width::width;
use super::wrap::{cut, wrap};
use super::{Measure, table};
use crate::model::{Block, BlockKind, Document, Photo};

/// The bar beside quoted lines, one a depth.
const BAR: &str = "▎ ";

/// Lays out one document.
pub(super) struct Page<'a> {
    document: &'a Document,
    photos: &'a [Photo],
    measure: &'a Measure,
    heights: &'a [u16],
    pub(super) paint: Paint<'a>,
    flow: Flow,
    block: usize,
    right_to_left: bool,
}

/// What stands before the lines of a block.
#[derive(Debug, Clone, Default)]
pub(super) struct Margin {
    /// Before its first line.
    pub first: Vec<Piece>,
    /// Before all others; as wide as the first.
    pub rest: Vec<Piece>,
    /// Cells left for its text, at least 1.
    pub room: usize,
}

impl Margin {
    /// Sets the text in further by a text before the first line and as many spaces before the
    /// others. Left out where little room would remain.
    pub fn hang(mut self, before: &str, role: Role) -> Self {
        let cells = width(before);
        if cells > 0 && cells < self.room && cells <= self.room / 2 {
            self.first.push(Piece::made(before, role));
            self.rest.push(Piece::made(" ".repeat(cells), Role::Marker));
            self.room -= cells;
        }
        self
    }
}

impl<'a> Page<'a> {
    /// Ready to lay out.
    pub fn new(document: &'a Document, photos: &'a [Photo], measure: &'a Measure) -> Self {
        let width = measure.width.max(1);
        Page {
            document,
            photos,
            measure,
            heights: &[],
            paint: Paint::new(document, measure.link_numbers),
            flow: Flow {
                width,
                ..Flow::default()
            },
            block: 0,
            right_to_left: false,
        }
    }

    /// Keeps rows free for pictures, as many for each photo as `heights` says.
    pub fn around(mut self, heights: &'a [u16]) -> Self {
        self.heights = heights;
        self
    }

    /// The whole document in lines.
    pub fn lay_out(mut self) -> Flow {
        let document = self.document;
        let hangs = hangs(document.blocks());
        let mut above: Option<&Block> = None;
        for (index, block) in document.blocks().iter().enumerate() {
            self.block = index;
            self.right_to_left = is_right_to_left(document.slice(&block.range));
            let before = self.flow.lines.len();
            if let Some(above) = above.filter(|above| !is_tight(above, block)) {
                self.blank(above.quote_depth.min(block.quote_depth));
            }
            let start = self.flow.lines.len();
            self.flow.blocks.push(start);
            self.set(block, hangs.get(index));
            if self.flow.lines.len() > start {
                above = Some(block);
            } else {
                self.flow.lines.truncate(before);
                if let Some(line) = self.flow.blocks.last_mut() {
                    *line = before;
                }
            }
        }
        self.flow
    }

    fn set(&mut self, block: &Block, hang: Option<&Hang>) {
        let margin = self.margin(block, hang);
        let role = if block.quote_depth > 0 { Role::Quote } else { Role::Body };
        match &block.kind {
            BlockKind::Paragraph => self.text(&block.range, margin, Look::of(role)),
            BlockKind::Heading(level) => self.text(&block.range, margin, Look::of(Role::Heading((*level).clamp(1, 6)))),
            BlockKind::Embed => self.text(&block.range, margin.hang("▷ ", Role::Embed), Look::of(Role::Embed)),
            BlockKind::Footnote => self.text(&block.range, margin, Look::of(Role::Footnote)),
            BlockKind::Code => self.code(&block.range, margin),
            BlockKind::Table(found) => table::set(self, found, &margin),
            BlockKind::Rule => {
                let rule = Piece::made("─".repeat(margin.room), Role::Rule);
                self.line(&margin.first, vec![rule]);
            }
            BlockKind::Figure(photo) => {
                let rows = figure(self.photos, *photo, margin.room, self.measure.whole_captions);
                let first = self.flow.lines.len();
                let free = if rows.is_empty() {
                    0
                } else {
                    self.heights.get(*photo).copied().unwrap_or(0)
                };
                for row in 0..free {
                    self.line(&margin.rest, Vec::new());
                    if let Some(line) = self.flow.lines.last_mut() {
                        line.picture = Some(row);
                    }
                }
                for row in rows {
                    self.line(&margin.rest, row);
                }
                for line in self.flow.lines.iter_mut().skip(first) {
                    line.photo = Some(*photo);
                }
            }
        }
    }

    /// What stands before a block. Deep nesting never takes more than half of the column, nor
    /// (where the column is wide) leaves less than 20 cells.
    fn margin(&self, block: &Block, hang: Option<&Hang>) -> Margin {
        let width = usize::from(self.measure.width.max(1));
        let spare = width.saturating_sub(20).max(width / 2);
        let bars = usize::from(block.quote_depth).min(spare / 2);
        let mut margin = Margin {
            room: width - bars * 2,
            ..Margin::default()
        };
        if bars > 0 {
            let bar = Piece::made(BAR.repeat(bars), Role::Quote);
            margin.first.push(bar.clone());
            margin.rest.push(bar);
        }
        if let Some(hang) = hang.filter(|hang| hang.column > 0) {
            let left = spare - bars * 2;
            let column = hang.column.min(left);
            let before = hang.before.min(left - column);
            let marker = if self::width(&hang.marker) <= column {
                hang.marker.as_str()
            } else {
                ""
            };
            if before + column > 0 {
                margin.first.push(Piece::made(
                    format!("{}{marker:<column$}", " ".repeat(before)),
                    Role::Marker,
                ));
                margin.rest.push(Piece::made(" ".repeat(before + column), Role::Marker));
                margin.room -= before + column;
            }
        }
        margin
    }

    fn blank(&mut self, quote_depth: u8) {
        let mut line = Line::default();
        let width = usize::from(self.measure.width.max(1));
        let bars = usize::from(quote_depth).min(width.saturating_sub(20).max(width / 2) / 2);
        if bars > 0 {
            line.pieces.push(Piece::made(BAR.repeat(bars), Role::Quote));
        }
        self.flow.lines.push(line);
    }

    /// Sets running text; line feeds in it are hard breaks.
    pub fn text(&mut self, range: &Range<usize>, margin: Margin, look: Look) {
        let mut first = true;
        for part in hard_lines(self.document, range) {
            let before = self.flow.lines.len();
            self.rows(&part, &margin, &mut first, look);
            if self.flow.lines.len() == before && !first {
                self.line(&margin.rest, Vec::new());
            }
        }
    }

    /// Sets one hard line of text in rows. `first` says whether the block's first line is still to
    /// come, and is kept true.
    pub fn rows(&mut self, part: &Range<usize>, margin: &Margin, first: &mut bool, look: Look) {
        let text = self.document.text();
        let (flow, paint) = (&mut self.flow, &self.paint);
        let (block, right_to_left) = (self.block, self.right_to_left);
        let inserts = paint.inserts(part, margin.room);
        wrap(text, part.clone(), margin.room, inserts, &mut |row| {
            let before = if *first { &margin.first } else { &margin.rest };
            *first = false;
            let mut pieces = Vec::with_capacity(before.len() + 1);
            pieces.extend_from_slice(before);
            paint.row(&row, look, inserts, &mut pieces);
            flow.anchor(row.start, flow.lines.len());
            flow.lines.push(Line {
                pieces,
                block: Some(block),
                photo: None,
                picture: None,
                right_to_left,
            });
        });
    }

    fn code(&mut self, range: &Range<usize>, margin: Margin) {
        let margin = if margin.room > 30 {
            margin.hang("  ", Role::Code)
        } else {
            margin
        };
        let look = Look {
            code: true,
            ..Look::of(Role::Code)
        };
        let mut before = &margin.first;
        for part in hard_lines(self.document, range) {
            let mut rows = Vec::new();
            cut(self.document.text(), part, margin.room, &mut |row| rows.push(row));
            for row in rows {
                let mut pieces = Vec::new();
                self.paint.row(&row, look, &[], &mut pieces);
                if !pieces.is_empty() {
                    self.anchor(row.start);
                }
                self.line(before, pieces);
                before = &margin.rest;
            }
        }
    }

    /// Adds a line of the present block.
    pub fn line(&mut self, before: &[Piece], pieces: Vec<Piece>) {
        let mut all = Vec::with_capacity(before.len() + pieces.len());
        all.extend_from_slice(before);
        all.extend(pieces);
        self.flow.lines.push(Line {
            pieces: all,
            block: Some(self.block),
            photo: None,
            picture: None,
            right_to_left: self.right_to_left,
        });
    }

    /// Notes that the next line begins with this byte of the text.
    pub fn anchor(&mut self, offset: usize) {
        let line = self.flow.lines.len();
        self.flow.anchor(offset, line);
    }

    /// The document's text.
    pub fn text_of(&self) -> &'a Document {
        self.document
    }
}

/// Whether no blank line stands between two blocks: between the items of a list.
fn is_tight(above: &Block, below: &Block) -> bool {
    above.list.is_some() && below.list.is_some_and(|place| place.opens) && above.quote_depth == below.quote_depth
}

/// The lines of a range between its line feeds.
fn hard_lines<'a>(document: &'a Document, range: &Range<usize>) -> impl Iterator<Item = Range<usize>> + use<'a> {
    let mut at = range.start;
    document.slice(range).split('\n').map(move |line| {
        let part = at..at + line.len();
        at += line.len() + 1;
        part
    })
}
