//! An article's text: one flat string, and ranges over it that say what each part is.
//!
//! All ranges are byte offsets into [`Document::text`], on character boundaries, so that one
//! range highlights a mention at any width, finds it in a search and exports it. Blocks are flat
//! (depth is a number, not a tree), so nothing that walks a document can be made to recurse.
//! Built by [`super::DocumentBuilder`]; wrapped by `flow`; written by `export`.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// An article's text with its structure. Block texts are separated by a blank line (`\n\n`) in
/// [`text`](Self::text), table cells by a tab and table rows by a line feed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Document {
    pub(super) text: String,
    pub(super) blocks: Vec<Block>,
    pub(super) spans: Vec<Span>,
    pub(super) links: Vec<Link>,
}

/// One block: what it is, where its text is, and how deep it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What the block is.
    pub kind: BlockKind,
    /// Its text, in bytes of [`Document::text`]; empty for rules and figures.
    pub range: Range<usize>,
    /// How many quotations it stands in; 0 for the article's own voice.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub quote_depth: u8,
    /// Its place in a list, if it stands in one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<ListPlace>,
}

fn is_zero(depth: &u8) -> bool {
    *depth == 0
}

/// What a block is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum BlockKind {
    /// A heading, level 1 to 6.
    Heading(u8),
    /// A paragraph; line feeds in its text are hard breaks.
    Paragraph,
    /// Preformatted text, line feeds kept.
    Code,
    /// A table; its cells' texts are inside the block's range.
    Table(Table),
    /// A horizontal rule.
    Rule,
    /// The place of the photo with this index in the article's photos.
    Figure(usize),
    /// A thing embedded from elsewhere (a post, a video), as its title or text; where it leads is
    /// a link span over it.
    Embed,
    /// A footnote's text.
    Footnote,
}

/// Where a block stands in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListPlace {
    /// 1 for the outermost list.
    pub depth: u8,
    /// What stands before the item.
    pub marker: Marker,
    /// Whether this block opens its item (and so shows the marker) or goes on with it.
    pub opens: bool,
}

/// What stands before a list item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Marker {
    /// A bullet.
    Bullet,
    /// The item's number.
    Number(u32),
}

/// A table: rows of cells; the first `header_rows` of them are headings.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Table {
    /// How many rows at the top are headings.
    pub header_rows: usize,
    /// The rows; they may differ in length.
    pub rows: Vec<Vec<Cell>>,
}

/// A table cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Its text, in bytes of [`Document::text`].
    pub range: Range<usize>,
    /// How many columns it covers, at least 1.
    pub columns: u16,
}

/// A stretch of text set apart from its surroundings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// Which bytes of [`Document::text`].
    pub range: Range<usize>,
    /// How it is set apart.
    pub style: Style,
}

/// How a span is set apart. Spans may overlap; a reader of them adds the styles up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Style {
    /// Emphasis, usually italic.
    Emphasis,
    /// Strong emphasis, usually bold.
    Strong,
    /// Code inside running text.
    Code,
    /// Deleted or struck out.
    Deleted,
    /// Lowered.
    Subscript,
    /// Raised.
    Superscript,
    /// A link; the index into [`Document::links`].
    Link(usize),
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The address, absolute, and one that may be followed (see [`super::following`]).
    pub url: String,
}

impl Document {
    /// The whole text; every range of the document and of its mentions is over this.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The blocks in reading order.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The spans, ordered by where they start.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// The links, in order of first appearance; a reader numbers them from 1.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// The text of a range, or nothing where the range does not fit this document.
    pub fn slice(&self, range: &Range<usize>) -> &str {
        self.text.get(range.clone()).unwrap_or("")
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.blocks.is_empty()
    }

    /// How many words the text has, counted by white space.
    pub fn words(&self) -> usize {
        self.text.split_whitespace().count()
    }
}
