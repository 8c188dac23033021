//! Giving a feed another address, when it has moved and its old one does not say so for good.

use super::{Library, LibraryError, Result, address};
use crate::http::Trust;
use crate::model::{FeedId, SafeText, Timestamp};

/// A feed that was given another address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relocated {
    /// Its name.
    pub title: SafeText,
    /// The address it had.
    pub from: String,
    /// The address it has now.
    pub to: String,
}

impl Library {
    /// Gives a feed another address: `url`, which may be a page's that names the feed, or, where
    /// that is none, what the last answer or the feed's own site says. The new address is fetched
    /// first, to see that it is a feed; articles and their states stay.
    ///
    /// # Errors
    /// When nothing says where the feed is now, when it cannot be had there, or when another
    /// subscription has that address.
    pub async fn relocate(&self, feed: FeedId, url: Option<&str>, now: Timestamp) -> Result<Relocated> {
        let feed = self
            .store()
            .feed(feed)?
            .ok_or_else(|| LibraryError::NoFeed(feed.to_string()))?;
        let typed = url.map(address::typed).transpose()?;
        let guess = || feed.health.new_address().or(feed.site.as_deref()).map(str::to_owned);
        let Some(from) = typed.or_else(guess) else {
            return Err(LibraryError::Unfit(
                "nothing says where this feed is now; give its new address".into(),
            ));
        };
        // What a feed or its server says may lead to a private address only at its own host.
        let trust = match url {
            Some(_) => Trust::Typed,
            None => Trust::Supplied {
                trusted_host: Some(feed.url.clone()),
            },
        };
        let found = self.find_feed(&from, trust, &feed.options, now).await?;
        if found.url == address::one_form(&feed.url) {
            return Err(LibraryError::Unfit(format!(
                "{} is its address already",
                SafeText::line(&found.url)
            )));
        }
        self.store().set_feed_url(feed.id, &found.url)?;
        Ok(Relocated {
            title: feed.title,
            from: feed.url,
            to: found.url,
        })
    }
}
