//! A laid-out line and what it is made of.
//!
//! Plain data. Text is given as ranges of [`Document::text`], so that mentions, search hits and
//! quotes can be marked on it at any width; what the layout adds of its own is [`Content::Made`].

use std::ops::Range;

use super::width;
use crate::model::Document;

/// One line of the text column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// What stands on it, from its start on. For a right-to-left line too the order is that of
    /// reading: turning it round is the terminal's work.
    pub pieces: Vec<Piece>,
    /// The block it belongs to, by index into [`Document::blocks`]; none for blank lines between.
    pub block: Option<usize>,
    /// The photo whose box it is part of, by index into the article's photos.
    pub photo: Option<usize>,
    /// Which row of that photo's picture it keeps free, from 0; none where it shows text.
    pub picture: Option<u16>,
    /// Whether its paragraph is written from right to left.
    pub right_to_left: bool,
}

/// A stretch of a line with one look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What it says.
    pub content: Content,
    /// How it looks.
    pub look: Look,
}

/// What a piece says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A part of the document's text, in bytes of [`Document::text`]; whole graphemes.
    Text(Range<usize>),
    /// What the layout adds: markers, padding, bars, rules, link numbers, captions, the column
    /// names repeated in a table shown as records.
    Made(String),
}

/// How a piece looks: its part in the page, and what is set apart in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    /// Its part in the page.
    pub role: Role,
    /// Emphasised.
    pub emphasis: bool,
    /// Strongly emphasised.
    pub strong: bool,
    /// Code, in running text or in a block.
    pub code: bool,
    /// Struck out.
    pub deleted: bool,
    /// Part of a link, by index into [`Document::links`].
    pub link: Option<usize>,
}

/// What part a piece has in the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Role {
    /// Running text.
    #[default]
    Body,
    /// A heading of this level, 1 to 6.
    Heading(u8),
    /// Quoted text, and the bars beside it.
    Quote,
    /// Preformatted text.
    Code,
    /// A list's bullet or number, the indent of list and code, padding.
    Marker,
    /// A table's column names.
    TableHeading,
    /// The rule under a table's column names.
    TableRule,
    /// A rule between parts of the text.
    Rule,
    /// A photo's caption.
    Caption,
    /// A photo's credit.
    Credit,
    /// A photo's number, and the edges of its box.
    PhotoMark,
    /// A link's number.
    LinkNumber,
    /// Something embedded from elsewhere.
    Embed,
    /// A footnote.
    Footnote,
}

impl Look {
    /// A look with nothing set apart.
    pub fn of(role: Role) -> Self {
        Look {
            role,
            ..Look::default()
        }
    }
}

impl Piece {
    /// A piece of the layout's own.
    pub(super) fn made(text: impl Into<String>, role: Role) -> Self {
        Piece {
            content: Content::Made(text.into()),
            look: Look::of(role),
        }
    }

    /// What it says, given the document it was laid out from.
    pub fn text<'a>(&'a self, document: &'a Document) -> &'a str {
        match &self.content {
            Content::Text(range) => document.slice(range),
            Content::Made(text) => text,
        }
    }

    /// The bytes of the document's text it shows; none where it is the layout's own.
    pub fn range(&self) -> Option<&Range<usize>> {
        match &self.content {
            Content::Text(range) => Some(range),
            Content::Made(_) => None,
        }
    }
}

impl Line {
    /// The cells it takes, given the document it was laid out from.
    pub fn width(&self, document: &Document) -> usize {
        self.pieces.iter().map(|piece| width::width(piece.text(document))).sum()
    }

    /// The whole line as plain text, without trailing spaces.
    pub fn text(&self, document: &Document) -> String {
        let mut out: String = self.pieces.iter().map(|piece| piece.text(document)).collect();
        out.truncate(out.trim_end_matches(' ').len());
        out
    }

    /// The first byte of the document's text on it; none where it shows none.
    pub fn start(&self) -> Option<usize> {
        self.pieces.iter().find_map(Piece::range).map(|range| range.start)
    }
}
