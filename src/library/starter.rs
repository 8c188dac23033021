//! What a new library holds before anything is fetched: the first subscriptions, and the sample
//! edition, which is a feed like any other but comes with the program.

use super::intake::Intake;
use super::sample_pictures::SAMPLE_PICTURES;
use super::{Library, Result};
use crate::config::FIRST_FEEDS;
use crate::feeds;
use crate::model::{FeedHealth, Outcome, Timestamp};
use crate::store::{FetchedFeed, NewFeed};

/// The sample edition's address; it is never fetched.
pub const SAMPLE_URL: &str = "sample:edition";

const SAMPLE: &[u8] = include_bytes!("../../assets/sample/edition.xml");

impl Library {
    /// Fills a library that has never had a subscription: with the first feeds (not yet fetched)
    /// and the sample edition. Does nothing to any other library; says whether it did.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn start_if_new(&self, now: Timestamp) -> Result<bool> {
        if self.store().has_had_feeds()? {
            return Ok(false);
        }
        self.add_starter(now)?;
        Ok(true)
    }

    /// Adds the first subscriptions and the sample edition to any library.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn add_starter(&self, now: Timestamp) -> Result<()> {
        self.import(FIRST_FEEDS.as_bytes())?;
        self.add_sample(now)
    }

    /// Adds the sample edition (again, if it was left).
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn add_sample(&self, now: Timestamp) -> Result<()> {
        let parsed = feeds::parse(SAMPLE, Some("application/xml"), None)?;
        let title = parsed.title.clone();
        let new = NewFeed {
            url: SAMPLE_URL.to_owned(),
            title: title.clone(),
            site: None,
            folder: Default::default(),
        };
        let feed = self.store().add_feed(&new)?.id;
        let health = FeedHealth {
            checked: Some(now),
            good: Some(now),
            due_reason: "comes with the program".into(),
            ..FeedHealth::default()
        };
        let fetched = FetchedFeed {
            feed,
            outcome: Outcome {
                health,
                ..Outcome::default()
            },
            items: Some(Intake::new(self.store()).items(feed, parsed, &title)?),
            ..FetchedFeed::default()
        };
        self.store().store_fetched(vec![fetched], now)?;
        Ok(self.store().finish_indexing()?)
    }
}

/// The bytes of one of the sample edition's pictures (`sample:NAME.png`).
pub(super) fn sample_picture(url: &str) -> Option<&'static [u8]> {
    let name = url.strip_prefix("sample:")?;
    SAMPLE_PICTURES
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, bytes)| *bytes)
}
