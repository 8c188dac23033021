//! References to law: the words in the text, the form a lawyer would write, where to read it.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A legal citation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// Every place that cites it: bytes of [`super::Document::text`], in text order, never empty.
    pub ranges: Vec<Range<usize>>,
    /// The one form for all ways of writing it: `8 U.S.C. § 1158(a)`.
    pub canonical: String,
    /// Where to read it, built by rule; none where no rule knows.
    pub url: Option<String>,
}
