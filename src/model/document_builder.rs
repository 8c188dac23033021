//! Puts a [`Document`] together block by block, keeping its ranges true.
//!
//! Used by `extract` (pages), by the sample edition and by tests. Text is made safe as it enters;
//! blank blocks leave no trace.

use super::document::{Block, BlockKind, Cell, Document, Link, ListPlace, Span, Style, Table};
use super::safe_text;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Builds a [`Document`]. Open a block, push text into it, close it; open styles with
/// [`style_start`](Self::style_start) and close them in reverse order.
#[derive(Debug, Default)]
pub struct DocumentBuilder {
    document: Document,
    open: Option<Open>,
    styles: Vec<(usize, Style)>,
    /// Where each link stands, so that a page of links is not searched once a link.
    link_places: FxHashMap<String, usize>,
    table: Option<OpenTable>,
}

#[derive(Debug)]
struct OpenTable {
    table: Table,
    start: usize,
    quote_depth: u8,
    row: Vec<Cell>,
}

#[derive(Debug)]
struct Open {
    kind: BlockKind,
    start: usize,
    quote_depth: u8,
    list: Option<ListPlace>,
}

impl DocumentBuilder {
    /// An empty document.
    pub fn new() -> Self {
        Self::default()
    }

    /// Opens a block; a block still open is closed first. Tables are added whole, by
    /// [`table`](Self::table).
    pub fn open(&mut self, kind: BlockKind, quote_depth: u8, list: Option<ListPlace>) {
        self.close();
        self.separate();
        self.open = Some(Open {
            kind,
            start: self.document.text.len(),
            quote_depth,
            list,
        });
    }

    /// Whether a block is open.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Whether the open block has no text yet (true also when none is open).
    pub fn at_block_start(&self) -> bool {
        self.open
            .as_ref()
            .is_none_or(|open| open.start == self.document.text.len())
    }

    /// Whether the text so far ends in white space (so that no further space is wanted).
    pub fn ends_in_space(&self) -> bool {
        self.document.text.ends_with([' ', '\n', '\t'])
    }

    /// Adds text to the open block exactly as given, but made safe; opens a paragraph where no
    /// block is open. Collapsing white space is the caller's work, since code keeps it.
    pub fn push(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if self.open.is_none() {
            self.open(BlockKind::Paragraph, 0, None);
        }
        safe_text::clean_block_into(text, &mut self.document.text);
    }

    /// Begins a style at the present place.
    pub fn style_start(&mut self, style: Style) {
        self.styles.push((self.document.text.len(), style));
    }

    /// Ends the style begun last; an empty stretch leaves no span.
    pub fn style_end(&mut self) {
        if let Some((start, style)) = self.styles.pop() {
            let end = self.document.text.len();
            if start < end {
                self.document.spans.push(Span {
                    range: start..end,
                    style,
                });
            }
        }
    }

    /// The index of a link to `url` (already checked and absolute), added if it is new.
    pub fn link(&mut self, url: &str) -> usize {
        if let Some(index) = self.link_places.get(url) {
            return *index;
        }
        let index = self.document.links.len();
        self.document.links.push(Link { url: url.to_owned() });
        self.link_places.insert(url.to_owned(), index);
        index
    }

    /// Closes the open block; trailing white space goes, and a block without text leaves no trace
    /// (code keeps its inner lines).
    pub fn close(&mut self) {
        let Some(open) = self.open.take() else { return };
        let body = &self.document.text[open.start..];
        let kept = open.start + body.trim_end().len();
        self.document.text.truncate(kept);
        if kept > open.start {
            self.document.blocks.push(Block {
                kind: open.kind,
                range: open.start..kept,
                quote_depth: open.quote_depth,
                list: open.list,
            });
        }
        for span in self
            .document
            .spans
            .iter_mut()
            .rev()
            .take_while(|span| span.range.end > kept)
        {
            span.range.end = kept;
        }
    }

    /// Adds a block that has no text of its own: a rule, or a photo's place.
    pub fn mark(&mut self, kind: BlockKind, quote_depth: u8) {
        self.close();
        let at = self.document.text.len();
        self.document.blocks.push(Block {
            kind,
            range: at..at,
            quote_depth,
            list: None,
        });
    }

    /// Adds a table of plain cells: `rows` of (text, columns covered); cells are trimmed, and
    /// line feeds in them become spaces. A table without text leaves no trace.
    pub fn table(&mut self, header_rows: usize, rows: &[Vec<(String, u16)>], quote_depth: u8) {
        if rows.iter().flatten().all(|(text, _)| text.trim().is_empty()) {
            return;
        }
        self.close();
        self.separate();
        let start = self.document.text.len();
        let mut table = Table {
            header_rows,
            rows: Vec::with_capacity(rows.len()),
        };
        for (number, row) in rows.iter().enumerate() {
            if number > 0 {
                self.document.text.push('\n');
            }
            let mut cells = Vec::with_capacity(row.len());
            for (column, (text, columns)) in row.iter().enumerate() {
                if column > 0 {
                    self.document.text.push('\t');
                }
                let from = self.document.text.len();
                self.document.text.push_str(safe_text::SafeText::line(text).as_str());
                cells.push(Cell {
                    range: from..self.document.text.len(),
                    columns: (*columns).max(1),
                });
            }
            table.rows.push(cells);
        }
        let range = start..self.document.text.len();
        self.document.blocks.push(Block {
            kind: BlockKind::Table(table),
            range,
            quote_depth,
            list: None,
        });
    }

    /// Begins a table whose cells take styles and links: then [`cell`](Self::cell),
    /// [`push`](Self::push), [`row_end`](Self::row_end) and so on, and
    /// [`table_end`](Self::table_end). Line feeds and tabs in cells are for the caller to avoid.
    pub fn table_begin(&mut self, quote_depth: u8) {
        self.close();
        self.separate();
        self.table = Some(OpenTable {
            table: Table::default(),
            start: self.document.text.len(),
            quote_depth,
            row: Vec::new(),
        });
        // A block of its own keeps `push` from opening a paragraph.
        self.open = Some(Open {
            kind: BlockKind::Paragraph,
            start: self.document.text.len(),
            quote_depth,
            list: None,
        });
    }

    /// Begins the next cell of the row, which covers `columns` columns.
    pub fn cell(&mut self, columns: u16) {
        let Some(open) = self.table.as_mut() else {
            return;
        };
        finish_cell(&mut self.document, &mut open.row);
        if !open.row.is_empty() {
            self.document.text.push('\t');
        } else if !open.table.rows.is_empty() {
            self.document.text.push('\n');
        }
        let at = self.document.text.len();
        open.row.push(Cell {
            range: at..at,
            columns: columns.max(1),
        });
    }

    /// Ends the row; a row without cells leaves no trace.
    pub fn row_end(&mut self) {
        let Some(open) = self.table.as_mut() else {
            return;
        };
        finish_cell(&mut self.document, &mut open.row);
        if !open.row.is_empty() {
            open.table.rows.push(std::mem::take(&mut open.row));
        }
    }

    /// Ends the table; the first `header_rows` rows are headings. A table without text leaves no
    /// trace.
    pub fn table_end(&mut self, header_rows: usize) {
        self.row_end();
        let Some(mut open) = self.table.take() else {
            return;
        };
        self.open = None;
        let text = &mut self.document.text;
        if text.get(open.start..).is_none_or(|body| body.trim().is_empty()) {
            text.truncate(open.start);
            self.document.spans.retain(|span| span.range.end <= open.start);
            return;
        }
        open.table.header_rows = header_rows.min(open.table.rows.len());
        self.document.blocks.push(Block {
            kind: BlockKind::Table(open.table),
            range: open.start..text.len(),
            quote_depth: open.quote_depth,
            list: None,
        });
    }

    /// Adds a block of another document, or the part `range` of its text, with its spans and
    /// links. A table is taken whole, whatever the range.
    pub fn copy(&mut self, from: &Document, block: &Block, range: Range<usize>) {
        if matches!(block.kind, BlockKind::Rule | BlockKind::Figure(_)) {
            self.mark(block.kind.clone(), block.quote_depth);
            return;
        }
        let whole = matches!(block.kind, BlockKind::Table(_));
        let range = if whole { block.range.clone() } else { range };
        if from.text.get(range.clone()).is_none() {
            return;
        }
        self.open(block.kind.clone(), block.quote_depth, block.list);
        let start = self.document.text.len();
        self.append(from, range.clone());
        if let (BlockKind::Table(table), Some(open)) = (&block.kind, self.open.as_mut()) {
            let place = |at: usize| start + at.clamp(range.start, range.end) - range.start;
            let mut table = table.clone();
            for cell in table.rows.iter_mut().flatten() {
                cell.range = place(cell.range.start)..place(cell.range.end);
            }
            open.kind = BlockKind::Table(table);
        }
        self.close();
    }

    /// Adds a stretch of another document's text to the open block, with its spans and links.
    pub fn append(&mut self, from: &Document, range: Range<usize>) {
        let Some(text) = from.text.get(range.clone()) else {
            return;
        };
        let start = self.document.text.len();
        self.document.text.push_str(text);
        let place = |at: usize| start + at.clamp(range.start, range.end) - range.start;
        // Spans are ordered by where they start, but a long one may begin well before the block.
        for span in &from.spans {
            if span.range.start >= range.end {
                break;
            }
            if span.range.end <= range.start {
                continue;
            }
            let style = match span.style {
                Style::Link(index) => match from.links.get(index) {
                    Some(link) => Style::Link(self.link(&link.url)),
                    None => continue,
                },
                style => style,
            };
            self.document.spans.push(Span {
                range: place(span.range.start)..place(span.range.end),
                style,
            });
        }
    }

    /// Bytes of text so far, for callers that bound it.
    pub fn len(&self) -> usize {
        self.document.text.len()
    }

    /// Whether nothing has been built yet.
    pub fn is_empty(&self) -> bool {
        self.document.text.is_empty() && self.document.blocks.is_empty()
    }

    /// The document; blocks and styles still open are closed.
    pub fn finish(mut self) -> Document {
        while !self.styles.is_empty() {
            self.style_end();
        }
        self.close();
        let kept = self
            .document
            .blocks
            .iter()
            .map(|block| block.range.end)
            .max()
            .unwrap_or(0);
        self.document.text.truncate(kept);
        for block in &mut self.document.blocks {
            block.range = block.range.start.min(kept)..block.range.end;
        }
        self.document.spans.retain(|span| span.range.start < span.range.end);
        self.document
            .spans
            .sort_by_key(|span| (span.range.start, usize::MAX - span.range.end));
        self.document
    }

    fn separate(&mut self) {
        let text = &mut self.document.text;
        if !text.is_empty() && !text.ends_with("\n\n") {
            text.push_str("\n\n");
        }
    }
}

/// Trims the cell begun last, so that its range is its text.
fn finish_cell(document: &mut Document, row: &mut [Cell]) {
    let Some(cell) = row.last_mut() else { return };
    let body = document.text.get(cell.range.start..).unwrap_or("");
    let kept = cell.range.start + body.trim_end().len();
    document.text.truncate(kept);
    cell.range.end = kept;
    for span in document.spans.iter_mut().rev().take_while(|span| span.range.end > kept) {
        span.range.end = kept;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_give_back_each_part() {
        let mut build = DocumentBuilder::new();
        build.open(BlockKind::Heading(1), 0, None);
        build.push("Title ");
        build.open(BlockKind::Paragraph, 0, None);
        build.push("See ");
        let link = build.link("https://example.org/");
        build.style_start(Style::Link(link));
        build.push("here");
        build.style_end();
        build.push(".");
        build.table(
            1,
            &[
                vec![("A".into(), 1), ("B".into(), 1)],
                vec![("1".into(), 1), ("2".into(), 1)],
            ],
            0,
        );
        let document = build.finish();
        assert_eq!(document.text(), "Title\n\nSee here.\n\nA\tB\n1\t2");
        let parts: Vec<&str> = document
            .blocks()
            .iter()
            .map(|block| document.slice(&block.range))
            .collect();
        assert_eq!(parts, ["Title", "See here.", "A\tB\n1\t2"]);
        assert_eq!(document.slice(&document.spans()[0].range), "here");
    }

    #[test]
    fn blank_blocks_leave_no_trace() {
        let mut build = DocumentBuilder::new();
        build.open(BlockKind::Paragraph, 0, None);
        build.push("   ");
        build.open(BlockKind::Paragraph, 0, None);
        build.push("x");
        build.open(BlockKind::Paragraph, 0, None);
        let document = build.finish();
        assert_eq!((document.text(), document.blocks().len()), ("x", 1));
    }

    #[test]
    fn cells_take_links_and_rows_may_differ() {
        let mut build = DocumentBuilder::new();
        build.push("Before");
        build.table_begin(0);
        build.cell(2);
        build.push("Case ");
        build.row_end();
        build.cell(1);
        let link = build.link("https://example.org/1");
        build.style_start(Style::Link(link));
        build.push("No. 1");
        build.style_end();
        build.cell(1);
        build.push("open");
        build.table_end(1);
        build.push("After");
        let document = build.finish();
        assert_eq!(document.text(), "Before\n\nCase\nNo. 1\topen\n\nAfter");
        assert_eq!(document.slice(&document.spans()[0].range), "No. 1");
        let BlockKind::Table(table) = &document.blocks()[1].kind else {
            panic!("no table")
        };
        assert_eq!(table.rows.len(), 2);
        assert_eq!(document.slice(&table.rows[0][0].range), "Case");
        assert_eq!(document.slice(&table.rows[1][1].range), "open");
    }

    #[test]
    fn empty_tables_leave_no_trace() {
        let mut build = DocumentBuilder::new();
        build.push("Before");
        build.table_begin(0);
        build.cell(1);
        build.push(" ");
        build.table_end(0);
        build.push("After");
        assert_eq!(build.finish().text(), "Before\n\nAfter");
    }

    #[test]
    fn a_copied_block_keeps_its_spans() {
        let mut build = DocumentBuilder::new();
        build.push("First.");
        build.open(BlockKind::Paragraph, 0, None);
        build.push("See ");
        let link = build.link("https://example.org/");
        build.style_start(Style::Link(link));
        build.push("the order");
        build.style_end();
        build.push(" here.");
        build.table(0, &[vec![("A".into(), 1), ("B".into(), 1)]], 0);
        let document = build.finish();
        let mut copy = DocumentBuilder::new();
        let block = &document.blocks()[1];
        copy.copy(&document, block, block.range.start + 8..block.range.end);
        copy.copy(&document, &document.blocks()[2], 0..0);
        let copied = copy.finish();
        assert_eq!(copied.text(), "order here.\n\nA\tB");
        assert_eq!(copied.slice(&copied.spans()[0].range), "order");
        let BlockKind::Table(table) = &copied.blocks()[1].kind else {
            panic!("no table")
        };
        assert_eq!(copied.slice(&table.rows[0][1].range), "B");
    }
}
