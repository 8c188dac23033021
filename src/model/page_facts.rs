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
    /// What kind of page it is.
    pub kind: PageKind,
    /// How many pages of the article are joined here; 0 and 1 both mean one.
    pub pages_joined: u16,
    /// Why the text is not all of it, where that is known (a page of it could not be had).
    pub incomplete: Option<SafeText>,
}

/// What kind of page an article's page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PageKind {
    /// One text.
    #[default]
    Article,
    /// Entries, newest first, that grow while a thing goes on.
    LiveBlog,
    /// Other articles' headlines: a section's front page, a topic's page.
    List,
}
