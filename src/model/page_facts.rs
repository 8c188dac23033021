//! What a page says about the article on it: title, authors, dates, section, language, paywall.

use serde::{Deserialize, Serialize};

use super::{SafeText, Timestamp};

/// What a page says about its article. Each fact comes from the most trusted of JSON-LD, meta
/// elements and the page's own text that has it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PageFacts {
    /// The headline, without the site's name.
    pub title: SafeText,
    /// Who wrote it, one name each.
    pub bylines: Vec<SafeText>,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// When it was changed.
    pub modified: Option<Timestamp>,
    /// The site's section.
    pub section: Option<SafeText>,
    /// The language, as declared.
    pub language: Option<String>,
    /// Place and agency before the first sentence.
    pub dateline: Option<SafeText>,
    /// The site's name.
    pub site_name: Option<SafeText>,
    /// Whether the whole text is for subscribers only.
    pub paywalled: bool,
    /// The next page of the same article.
    pub next_page: Option<String>,
    /// The address the publisher wants used.
    pub canonical_url: Option<String>,
    /// The page's own one-sentence description.
    pub description: Option<SafeText>,
    /// Notes of correction, as written.
    pub corrections: Vec<SafeText>,
}
