//! Who said what.

use serde::{Deserialize, Serialize};
use std::ops::Range;

use super::SafeText;

/// A quotation found in an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// What was said, without the marks: bytes of [`super::Document::text`].
    pub range: Range<usize>,
    /// Direct, partial or reported.
    pub kind: QuoteKind,
    /// The speaker, as the article's fullest name for them; none where it cannot be told.
    pub speaker: Option<SafeText>,
    /// The speaker among the article's entities, by index into [`super::Analysis::entities`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<usize>,
    /// The verb of saying, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verb: Option<Range<usize>>,
    /// The article's own words around it: the sentences that it stands in, with who says it.
    #[serde(default)]
    pub around: Range<usize>,
}

/// How words are attributed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuoteKind {
    /// At least one whole sentence between quotation marks.
    Direct,
    /// A few words between quotation marks inside the article's own sentence.
    Partial,
    /// The article's own words for what somebody said.
    Reported,
}
