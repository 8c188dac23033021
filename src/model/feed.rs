//! A feed: a subscription, what the person set for it, and how it has been doing.

use serde::{Deserialize, Serialize};

use super::{FeedId, PublisherHints, SafeText, Timestamp};

/// A subscription.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// Its row.
    pub id: FeedId,
    /// The address it is fetched from; changed by a permanent redirect.
    pub url: String,
    /// The name shown: the person's own, else the publisher's, else the address.
    pub title: SafeText,
    /// The site it belongs to, where it says so.
    pub site: Option<String>,
    /// The folder it stands in; empty for the top level. Nested folders are joined by `/`.
    pub folder: SafeText,
    /// What the person set for it.
    pub options: FeedOptions,
    /// How it has been doing.
    pub health: FeedHealth,
    /// How many of its articles are unread.
    pub unread: u64,
    /// How many articles it has.
    pub total: u64,
}

/// What a person may set for one feed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct FeedOptions {
    /// A name of the person's own for it.
    pub title: Option<SafeText>,
    /// A User-Agent to send in place of the program's.
    pub user_agent: Option<String>,
    /// Basic authentication, `name:password`; sent to the feed's own origin only.
    pub credentials: Option<String>,
    /// Minutes between fetches at least; none leaves it to the server's hints.
    pub interval_minutes: Option<u32>,
}

/// How a feed has been doing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct FeedHealth {
    /// When it was last asked.
    pub checked: Option<Timestamp>,
    /// When it last answered well (new items or not).
    pub good: Option<Timestamp>,
    /// When it is due again.
    pub due: Option<Timestamp>,
    /// Why it is due then, for a person to read.
    pub due_reason: String,
    /// The HTTP status of the last answer, 0 where there was none.
    pub status: u16,
    /// What went wrong last time, as a sentence; none when it went well.
    pub error: Option<SafeText>,
    /// How many times in a row it went wrong.
    pub errors: u32,
    /// Bytes of the last body, decoded.
    pub size: u64,
    /// Whether the server said it is gone for good (410): it is no longer asked.
    pub gone: bool,
    /// Whether a guard before the site turned the program away with a check for browsers.
    pub guarded: bool,
    /// The language it is in, by its document or else by the server.
    pub language: Option<String>,
    /// Redirects followed on the way to the last good answer.
    pub hops: u8,
    /// The address that gave the last good answer, where redirects led from the feed's to another
    /// and not all of them were permanent.
    pub answered_by: Option<String>,
    /// The address the feed had before a permanent redirect gave it its present one.
    pub moved_from: Option<String>,
    /// Where the feed seems to be now: named by the page that stands in its place, or the address
    /// it moved to that another subscription has already. Taken over only when a person says so.
    pub suggested: Option<String>,
    /// Whether another subscription has the address in `suggested`.
    pub twin: bool,
    /// Seconds between its newest items, on average; none where they do not tell.
    pub pace: Option<u64>,
    /// What its document last said about when to look again; it holds while nothing changes.
    pub hints: PublisherHints,
    /// Seconds its last whole answer was to stay fresh (`Cache-Control: max-age`).
    pub max_age: Option<u64>,
    /// The next page of its history, where its document names one.
    pub next_page: Option<String>,
    /// What had to be mended to read it; empty for a clean feed.
    pub remark: SafeText,
}

impl FeedHealth {
    /// The address a person may want to give the feed in place of its own.
    pub fn new_address(&self) -> Option<&str> {
        self.suggested.as_deref().or(self.answered_by.as_deref())
    }
}

/// What a server gave to ask "has it changed?" with, kept verbatim and as a pair.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Validators {
    /// The `ETag` header.
    pub etag: Option<String>,
    /// The `Last-Modified` header.
    pub last_modified: Option<String>,
}

impl Validators {
    /// Whether there is nothing to send.
    pub fn is_empty(&self) -> bool {
        self.etag.is_none() && self.last_modified.is_none()
    }
}

/// How one fetch of one feed ended; what the store writes down in one transaction.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outcome {
    /// The feed's health from now on.
    pub health: FeedHealth,
    /// The validators from now on.
    pub validators: Validators,
    /// The feed's new address, when every redirect on the way was permanent.
    pub moved_to: Option<String>,
}
