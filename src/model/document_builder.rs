//! Puts a [`Document`] together block by block, keeping its ranges true.
//!
//! Used by `extract` (pages), by the sample edition and by tests. Text is made safe as it enters;
//! blank blocks leave no trace.

use super::document::{Block, BlockKind, Cell, Document, Link, ListPlace, Span, Style, Table};
use super::safe_text;

/// Builds a [`Document`]. Open a block, push text into it, close it; open styles with
/// [`style_start`](Self::style_start) and close them in reverse order.
#[derive(Debug, Default)]
pub struct DocumentBuilder {
    document: Document,
    open: Option<Open>,
    styles: Vec<(usize, Style)>,
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
        self.open = Some(Open { kind, start: self.document.text.len(), quote_depth, list });
    }

    /// Whether a block is open.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Whether the open block has no text yet (true also when none is open).
    pub fn at_block_start(&self) -> bool {
        self.open.as_ref().is_none_or(|open| open.start == self.document.text.len())
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
                self.document.spans.push(Span { range: start..end, style });
            }
        }
    }

    /// The index of a link to `url` (already checked and absolute), added if it is new.
    pub fn link(&mut self, url: &str) -> usize {
        match self.document.links.iter().position(|link| link.url == url) {
            Some(index) => index,
            None => {
                self.document.links.push(Link { url: url.to_owned() });
                self.document.links.len() - 1
            }
        }
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
        for span in self.document.spans.iter_mut().rev().take_while(|span| span.range.end > kept) {
            span.range.end = kept;
        }
    }

    /// Adds a block that has no text of its own: a rule, or a photo's place.
    pub fn mark(&mut self, kind: BlockKind, quote_depth: u8) {
        self.close();
        let at = self.document.text.len();
        self.document.blocks.push(Block { kind, range: at..at, quote_depth, list: None });
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
        let mut table = Table { header_rows, rows: Vec::with_capacity(rows.len()) };
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
                cells.push(Cell { range: from..self.document.text.len(), columns: (*columns).max(1) });
            }
            table.rows.push(cells);
        }
        let range = start..self.document.text.len();
        self.document.blocks.push(Block { kind: BlockKind::Table(table), range, quote_depth, list: None });
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
        let kept = self.document.blocks.iter().map(|block| block.range.end).max().unwrap_or(0);
        self.document.text.truncate(kept);
        for block in &mut self.document.blocks {
            block.range = block.range.start.min(kept)..block.range.end;
        }
        self.document.spans.retain(|span| span.range.start < span.range.end);
        self.document.spans.sort_by_key(|span| (span.range.start, usize::MAX - span.range.end));
        self.document
    }

    fn separate(&mut self) {
        let text = &mut self.document.text;
        if !text.is_empty() && !text.ends_with("\n\n") {
            text.push_str("\n\n");
        }
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
        build.table(1, &[vec![("A".into(), 1), ("B".into(), 1)], vec![("1".into(), 1), ("2".into(), 1)]], 0);
        let document = build.finish();
        assert_eq!(document.text(), "Title\n\nSee here.\n\nA\tB\n1\t2");
        let parts: Vec<&str> = document.blocks().iter().map(|block| document.slice(&block.range)).collect();
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
}
