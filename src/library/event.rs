//! What is now true: the news the library gives to whoever listens.
//!
//! Events carry facts, not instructions. A face that hears one reads what it shows afresh.

use crate::model::{ArticleId, FeedId, SafeText, Timestamp};

/// Something that has just become true, said only after it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LibraryEvent {
    /// A refresh of `total` feeds has begun.
    RefreshStarted {
        /// How many feeds it will ask.
        total: usize,
    },
    /// Feeds were answered and what they brought is stored and listed.
    FeedsStored {
        /// Each feed with the number of its new articles and what went wrong, if anything.
        feeds: Vec<FeedDone>,
        /// How the refresh stands now.
        progress: Progress,
    },
    /// A refresh has ended (or was stopped), and its index is complete.
    RefreshEnded {
        /// How it ended.
        progress: Progress,
        /// Whether it was stopped before its end.
        stopped: bool,
    },
    /// An article's page is stored; its text, photos and analysis can be read.
    ArticleReady(ArticleId),
    /// An article's page could not be had, and why; the feed's text stands.
    ArticleFailed(ArticleId, SafeText),
    /// These articles have a new analysis.
    Analysed(Vec<ArticleId>),
}

/// One feed of a refresh.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedDone {
    /// Which feed.
    pub feed: FeedId,
    /// Its name.
    pub title: SafeText,
    /// Its address.
    pub url: String,
    /// The HTTP status, 0 where there was no answer.
    pub status: u16,
    /// Articles not seen before.
    pub new: usize,
    /// Articles whose publisher changed them.
    pub edited: usize,
    /// Bytes of the body, unpacked; 0 where nothing was sent.
    pub size: u64,
    /// Redirects followed.
    pub hops: u8,
    /// Milliseconds it took, waiting for its turn not counted.
    pub elapsed_ms: u64,
    /// The feed's address from now on, where it moved for good.
    pub moved_to: Option<String>,
    /// When it is due again.
    pub due: Option<Timestamp>,
    /// Why it is due then.
    pub due_reason: String,
    /// What went wrong, as a sentence.
    pub error: Option<SafeText>,
}

/// How a refresh stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Feeds to ask.
    pub total: usize,
    /// Feeds answered, well or not.
    pub done: usize,
    /// Feeds that failed.
    pub failed: usize,
    /// New articles so far.
    pub new: usize,
}
