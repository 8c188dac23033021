//! What one rule, list or the tagger found in a text, before anything is merged or resolved.

use crate::model::EntityKind;
use std::ops::Range;

/// Who found a span; later ones yield to earlier ones where they overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// A citation, case, bill or the like, with a fixed form.
    Citation,
    /// A date, an amount or a quantity.
    Amount,
    /// The name of a statute, treaty, programme or operation, by its shape.
    Law,
    /// A name told by where it stands.
    Shape,
    /// An entry of the gazetteer of the field.
    Gazetteer,
    /// The statistical tagger.
    Tagger,
}

/// A stretch of tokens that names something.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Which tokens.
    pub tokens: Range<usize>,
    /// What it names.
    pub kind: EntityKind,
    /// Who says so.
    pub source: Source,
    /// The name to show, where it differs from the words in the text.
    pub name: Option<String>,
    /// Its key, where the finder knows it.
    pub key: Option<String>,
    /// The value it stands for.
    pub value: Option<String>,
    /// Where to read about it.
    pub url: Option<String>,
}

impl Found {
    /// A span with nothing known but its kind.
    pub fn new(tokens: Range<usize>, kind: EntityKind, source: Source) -> Self {
        Found {
            tokens,
            kind,
            source,
            name: None,
            key: None,
            value: None,
            url: None,
        }
    }

    /// The same with the name to show.
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// The same with a value.
    pub fn valued(mut self, value: impl Into<String>) -> Self {
        self.value = Some(value.into());
        self
    }

    /// Whether it shares a token with another range.
    pub fn overlaps(&self, other: &Range<usize>) -> bool {
        self.tokens.start < other.end && other.start < self.tokens.end
    }
}
