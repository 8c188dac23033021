//! A feed as it was read: what `feeds` hands to the library and the store.

use serde::{Deserialize, Serialize};

use super::{Coordinates, SafeText, Timestamp};

/// A feed's document, read. Links are absolute; texts are safe; times are UTC.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ParsedFeed {
    /// The publisher's name for it.
    pub title: SafeText,
    /// The site it belongs to.
    pub site: Option<String>,
    /// What it says of itself.
    pub description: SafeText,
    /// Its language, as given.
    pub language: Option<String>,
    /// Its authors.
    pub authors: Vec<SafeText>,
    /// Its categories.
    pub categories: Vec<SafeText>,
    /// Its items, in document order.
    pub items: Vec<ParsedItem>,
    /// What it says about when to look again.
    pub hints: PublisherHints,
    /// The next page of its history, if it has one.
    pub next_page: Option<String>,
    /// What had to be mended or left out to read it, for `doctor`; empty for a clean feed.
    pub remarks: Vec<String>,
    /// Whether the document ends before its outermost element does: more of it may come next time.
    pub breaks_off: bool,
}

/// What a feed's document says about when to look again.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PublisherHints {
    /// Minutes between fetches (`ttl`, or `sy:updatePeriod` and `sy:updateFrequency`).
    pub every_minutes: Option<u32>,
    /// Hours of the day, UTC, in which not to ask; bit 0 is midnight.
    pub skip_hours: u32,
    /// Days of the week on which not to ask; bit 0 is Monday.
    pub skip_days: u8,
}

/// One item of a feed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ParsedItem {
    /// What identifies it within its feed, stable across fetches: guid, else `rdf:about`, else
    /// link, else a hash of its content.
    pub key: String,
    /// Its headline; empty where it has none (the library shows the text's beginning).
    pub title: SafeText,
    /// The page it leads to.
    pub link: Option<String>,
    /// When it was published, where it says so.
    pub published: Option<Timestamp>,
    /// When it was changed, where it says so.
    pub updated: Option<Timestamp>,
    /// Its authors.
    pub authors: Vec<SafeText>,
    /// Its categories.
    pub categories: Vec<SafeText>,
    /// Its summary, as HTML (plain text is escaped).
    pub summary_html: Option<String>,
    /// Its content, as HTML.
    pub content_html: Option<String>,
    /// Pictures, sounds and films attached to it, with their captions and credits.
    pub media: Vec<MediaItem>,
    /// The page with its comments.
    pub comments: Option<String>,
    /// Its own language, where it differs.
    pub language: Option<String>,
    /// The place it is about.
    pub coordinates: Option<Coordinates>,
}

impl ParsedItem {
    /// The fuller of content and summary, as HTML; empty where there is neither.
    pub fn html(&self) -> &str {
        let content = self.content_html.as_deref().unwrap_or("");
        let summary = self.summary_html.as_deref().unwrap_or("");
        if content.len() >= summary.len() {
            content
        } else {
            summary
        }
    }
}

/// Something attached to an item.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MediaItem {
    /// Its address.
    pub url: String,
    /// Its media type, as given.
    pub mime: Option<String>,
    /// Bytes, as given.
    pub length: Option<u64>,
    /// Whether it is an enclosure.
    pub enclosure: bool,
    /// Whether it is only a thumbnail.
    pub thumbnail: bool,
    /// `media:description` or `media:text`, as plain text.
    pub description: Option<SafeText>,
    /// `media:credit`.
    pub credit: Option<SafeText>,
    /// `media:title`.
    pub title: Option<SafeText>,
}
