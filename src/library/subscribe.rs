//! Subscribing: one feed at a time, or an OPML file; folders, names, and leaving again.

use std::collections::HashMap;
use std::io;
use std::path::Path;

use super::save::write_whole;
use super::{Library, LibraryError, Result, address};
use crate::feeds::opml::{self, OpmlFeed};
use crate::http::Trust;
use crate::model::{FeedId, FeedOptions, SafeText, Timestamp};
use crate::store::NewFeed;

/// A feed that has been subscribed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// Its row.
    pub feed: FeedId,
    /// Its name.
    pub title: SafeText,
    /// Its address, which may not be the one that was given.
    pub url: String,
    /// Whether it had been subscribed to before.
    pub already: bool,
}

/// What came of importing an OPML file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Imported {
    /// Feeds subscribed to now.
    pub added: usize,
    /// Feeds that were there already.
    pub already: usize,
    /// What was left out, and why; the first 200 things of it.
    pub dropped: Vec<String>,
    /// How many things were left out.
    pub left_out: usize,
}

impl Library {
    /// Subscribes to a feed, given its address or that of a page that names one (or of a site
    /// that keeps its feeds where such sites do). It is fetched once, to see that it is a feed.
    ///
    /// # Errors
    /// When the address is none, cannot be fetched, or leads to no feed.
    pub async fn add(&self, url: &str, folder: &str, now: Timestamp) -> Result<Added> {
        self.add_with(url, folder, &FeedOptions::default(), now).await
    }

    /// The same with what is sent along with every question for it: a User-Agent, a name and
    /// password.
    ///
    /// # Errors
    /// When the address is none, cannot be fetched, or leads to no feed.
    pub async fn add_with(&self, url: &str, folder: &str, options: &FeedOptions, now: Timestamp) -> Result<Added> {
        let found = self
            .find_feed(&address::typed(url)?, Trust::Typed, options, now)
            .await?;
        let site = found.feed.site.as_deref().and_then(address::supplied);
        let (found, title) = (found.url, found.feed.title);
        let title = if title.is_empty() {
            SafeText::line(&found)
        } else {
            title
        };
        let found = self.as_subscribed()?.of(&found);
        let new = NewFeed {
            url: found.clone(),
            title: title.clone(),
            site,
            folder: folder_name(folder),
        };
        let added = self.store().add_feed(&new)?;
        if !added.already && *options != FeedOptions::default() {
            self.store().set_options(added.id, options)?;
        }
        Ok(Added {
            feed: added.id,
            title,
            url: found,
            already: added.already,
        })
    }

    fn as_subscribed(&self) -> Result<AsSubscribed> {
        let feeds = self.store().feeds()?;
        let forms = feeds.into_iter().map(|feed| (address::one_form(&feed.url), feed.url));
        Ok(AsSubscribed(forms.collect()))
    }

    /// Leaves a feed. Its starred and saved articles stay.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn unsubscribe(&self, feed: FeedId) -> Result<()> {
        Ok(self.store().remove_feed(feed)?)
    }

    /// Moves a feed to a folder (`A/B` for nested ones, empty for the top).
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn set_folder(&self, feed: FeedId, folder: &str) -> Result<()> {
        Ok(self.store().set_folder(feed, &folder_name(folder))?)
    }

    /// Sets what a person may set for a feed: its name, User-Agent, credentials, interval. With
    /// another User-Agent or password it is due at once.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn set_options(&self, feed: FeedId, options: &FeedOptions) -> Result<()> {
        let before = self.store().feed(feed)?.map(|feed| feed.options).unwrap_or_default();
        self.store().set_options(feed, options)?;
        // Whoever changes what the site gets to see wants to know whether it helps.
        let asks = |options: &FeedOptions| (options.user_agent.clone(), options.credentials.clone());
        if asks(&before) != asks(options) {
            self.store().ask_soon(feed)?;
        }
        Ok(())
    }

    /// Subscribes to every feed of an OPML file, in its folders. Nothing is fetched.
    ///
    /// # Errors
    /// When the file is not OPML, or the library cannot be written.
    pub fn import(&self, bytes: &[u8]) -> Result<Imported> {
        let file = opml::read(bytes)?;
        let known = self.as_subscribed()?;
        let new: Vec<NewFeed> = file
            .feeds
            .into_iter()
            .map(|feed| NewFeed {
                url: known.of(&feed.url),
                title: feed.title,
                site: feed.site.as_deref().and_then(address::supplied),
                folder: feed.folder,
            })
            .collect();
        let added = self.store().add_feeds(&new)?;
        let already = added.iter().filter(|feed| feed.already).count();
        Ok(Imported {
            added: added.len() - already,
            already,
            dropped: file.dropped,
            left_out: file.left_out,
        })
    }

    /// Writes every subscription as OPML, with its folder.
    ///
    /// # Errors
    /// When the library cannot be read, or `out` cannot be written.
    pub fn export(&self, out: &mut impl io::Write) -> Result<()> {
        let feeds = self
            .store()
            .feeds()?
            .into_iter()
            .filter(|feed| feed.url.starts_with("http"));
        let feeds: Vec<OpmlFeed> = feeds
            .map(|feed| OpmlFeed {
                url: feed.url,
                title: feed.title,
                site: feed.site,
                folder: feed.folder,
            })
            .collect();
        opml::write("Dateline subscriptions", &feeds, out).map_err(|error| LibraryError::File {
            path: "the export".into(),
            error,
        })
    }

    /// Writes every subscription into a file, whole or not at all; one that is there is replaced.
    ///
    /// # Errors
    /// When the library cannot be read, or the file cannot be written.
    pub fn export_to(&self, file: &Path) -> Result<()> {
        let mut text = Vec::new();
        self.export(&mut text)?;
        // A pipe or a device is written through, a link is followed.
        if file.exists() && !file.is_file() {
            return std::fs::write(file, text).map_err(LibraryError::file(file));
        }
        write_whole(&file.canonicalize().unwrap_or_else(|_| file.to_owned()), &text)
    }
}

/// Subscriptions by the one form of their addresses.
struct AsSubscribed(HashMap<String, String>);

impl AsSubscribed {
    /// The address as a subscription has it already, else in its one form.
    fn of(&self, url: &str) -> String {
        let form = address::one_form(url);
        self.0.get(&form).cloned().unwrap_or(form)
    }
}

/// A folder's name: parts between `/`, without blank ones.
fn folder_name(name: &str) -> SafeText {
    let parts: Vec<&str> = name.split('/').map(str::trim).filter(|part| !part.is_empty()).collect();
    SafeText::line(&parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_lose_blank_parts() {
        assert_eq!(folder_name("/US / Courts//").as_str(), "US/Courts");
    }
}
