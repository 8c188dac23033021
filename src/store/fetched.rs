//! What a refresh hands to the store, and what the store says of it.

use super::body::FeedBody;
use super::prepare::Items;
use crate::model::{FeedId, Outcome, SafeText, Timestamp};

/// What one fetch of one feed brought.
#[derive(Debug, Clone, PartialEq)]
pub struct FetchedFeed {
    /// The feed.
    pub feed: FeedId,
    /// How the fetch ended.
    pub outcome: Outcome,
    /// The publisher's name for the feed, where the document had one.
    pub title: Option<SafeText>,
    /// The site it belongs to, where the document said so.
    pub site: Option<String>,
    /// Its items; none when nothing was sent or it could not be read: then no article is touched.
    pub items: Option<Items>,
}

impl Default for FetchedFeed {
    fn default() -> Self {
        FetchedFeed {
            feed: FeedId(0),
            outcome: Outcome::default(),
            title: None,
            site: None,
            items: None,
        }
    }
}

/// An item as a feed had it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewArticle {
    /// What identifies it within its feed.
    pub key: String,
    /// Its headline; not empty.
    pub title: SafeText,
    /// Who wrote it; empty where nobody says.
    pub author: SafeText,
    /// The page it leads to.
    pub url: Option<String>,
    /// When it was published, where it says so.
    pub published: Option<Timestamp>,
    /// When it was changed, where it says so.
    pub updated: Option<Timestamp>,
    /// How many words its text has.
    pub words_count: u32,
    /// Each different word of title, author, feed name and text once, in normal form, parted by
    /// spaces: for the index (see [`crate::query::UniqueWords`]).
    pub words: String,
    /// The rest.
    pub body: FeedBody,
}

/// What became of a fetched feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoredCounts {
    /// The feed.
    pub feed: FeedId,
    /// Items not seen before.
    pub new: usize,
    /// Items whose title or text the publisher has changed.
    pub edited: usize,
    /// Items in the document.
    pub total_items: usize,
    /// Whether the feed has another address from now on.
    pub moved: bool,
}
