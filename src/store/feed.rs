//! The feeds and fetches tables: subscriptions, what is set for them, how fetching them stands.

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use serde::Deserialize;
use serde::de::IntoDeserializer;

use super::Store;
use super::error::{Result, StoreError};
use crate::model::{Feed, FeedId, FeedOptions, SafeText};

/// A feed to subscribe to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewFeed {
    /// Its address.
    pub url: String,
    /// Its name; empty until the publisher's is known.
    pub title: SafeText,
    /// The site it belongs to.
    pub site: Option<String>,
    /// The folder it shall stand in.
    pub folder: SafeText,
}

/// What came of subscribing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AddedFeed {
    /// Its row.
    pub id: FeedId,
    /// Whether it was subscribed to already; then nothing was changed.
    pub already: bool,
}

pub(super) const COLUMNS: &str =
    "f.id, f.url, f.title, f.site, f.folder, f.options, s.health, c.unread, c.total, s.etag, s.last_modified
  FROM feeds f JOIN fetches s ON s.feed_id = f.id JOIN counts c ON c.feed_id = f.id";

pub(super) fn from_row(row: &Row<'_>) -> Result<Feed> {
    let url: String = row.get(1)?;
    let options: FeedOptions = json(row, 5)?;
    Ok(Feed {
        id: FeedId(row.get(0)?),
        title: shown_title(&options, &safe(row, 2)?, &url),
        url,
        site: row.get(3)?,
        folder: safe(row, 4)?,
        options,
        health: json(row, 6)?,
        unread: count(row, 7)?,
        total: count(row, 8)?,
    })
}

/// The person's own name for a feed, else the publisher's, else its address.
fn shown_title(options: &FeedOptions, title: &SafeText, url: &str) -> SafeText {
    match &options.title {
        Some(own) if !own.is_empty() => own.clone(),
        _ if !title.is_empty() => title.clone(),
        _ => SafeText::line(url),
    }
}

pub(super) fn json<T: serde::de::DeserializeOwned + Default>(row: &Row<'_>, column: usize) -> Result<T> {
    let text = row.get_ref(column)?.as_str().map_err(StoreError::unreadable)?;
    if text == "{}" {
        return Ok(T::default());
    }
    serde_json::from_str(text).map_err(StoreError::unreadable)
}

/// A text of the store, which was made safe when it came in and is not filtered again.
pub(super) fn safe(row: &Row<'_>, column: usize) -> Result<SafeText> {
    let text = row.get_ref(column)?.as_str().map_err(StoreError::unreadable)?;
    let text: serde::de::value::StrDeserializer<'_, serde::de::value::Error> = text.into_deserializer();
    SafeText::deserialize(text).map_err(StoreError::unreadable)
}

/// A count of the store.
pub(super) fn count(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    row.get::<_, i64>(column).map(|count| u64::try_from(count).unwrap_or(0))
}

/// The name of one feed as it is shown; empty where there is no such feed.
pub(super) fn title(connection: &Connection, feed: FeedId) -> Result<SafeText> {
    let mut statement = connection.prepare_cached("SELECT title, url, options FROM feeds WHERE id = ?1")?;
    let mut rows = statement.query([feed.0])?;
    let Some(row) = rows.next()? else {
        return Ok(SafeText::default());
    };
    let url: String = row.get(1)?;
    Ok(shown_title(&json(row, 2)?, &safe(row, 0)?, &url))
}

impl Store {
    /// The subscriptions with their counts and health, by folder and then in the order they were
    /// added.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn feeds(&self) -> Result<Vec<Feed>> {
        self.read(|connection| {
            let sql = format!("SELECT {COLUMNS} WHERE f.subscribed = 1 ORDER BY f.folder, f.position");
            let mut statement = connection.prepare_cached(&sql)?;
            let mut rows = statement.query([])?;
            let mut feeds = Vec::new();
            while let Some(row) = rows.next()? {
                feeds.push(from_row(row)?);
            }
            Ok(feeds)
        })
    }

    /// One feed, subscribed to or left; none where there is no such row.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn feed(&self, id: FeedId) -> Result<Option<Feed>> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&format!("SELECT {COLUMNS} WHERE f.id = ?1"))?;
            let mut rows = statement.query([id.0])?;
            rows.next()?.map(from_row).transpose()
        })
    }

    /// The subscription with this address.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn feed_by_url(&self, url: &str) -> Result<Option<Feed>> {
        self.read(|connection| {
            let sql = format!("SELECT {COLUMNS} WHERE f.url = ?1 AND f.subscribed = 1");
            let mut statement = connection.prepare_cached(&sql)?;
            let mut rows = statement.query([url])?;
            rows.next()?.map(from_row).transpose()
        })
    }

    /// Whether this store has ever had a subscription.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn has_had_feeds(&self) -> Result<bool> {
        self.read(|connection| {
            let sql = "SELECT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'feeds' AND seq > 0)";
            Ok(connection.query_row(sql, [], |row| row.get(0))?)
        })
    }

    /// Subscribes to a feed. One that was left before comes back with what was kept of it.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn add_feed(&self, feed: &NewFeed) -> Result<AddedFeed> {
        self.write(|transaction| add(transaction, feed, &mut None))
    }

    /// Subscribes to several feeds at once, all of them or, on an error, none.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn add_feeds(&self, feeds: &[NewFeed]) -> Result<Vec<AddedFeed>> {
        self.write(|transaction| {
            let mut last = None;
            feeds.iter().map(|feed| add(transaction, feed, &mut last)).collect()
        })
    }

    /// Moves a feed to a folder.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn set_folder(&self, feed: FeedId, folder: &SafeText) -> Result<()> {
        self.write(|transaction| {
            transaction.execute(
                "UPDATE feeds SET folder = ?2 WHERE id = ?1",
                params![feed.0, folder.as_str()],
            )?;
            Ok(())
        })
    }

    /// Sets what a person may set for a feed.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn set_options(&self, feed: FeedId, options: &FeedOptions) -> Result<()> {
        let options = serde_json::to_string(options).map_err(StoreError::unreadable)?;
        self.write(|transaction| {
            transaction.execute("UPDATE feeds SET options = ?2 WHERE id = ?1", params![feed.0, options])?;
            Ok(())
        })
    }

    /// Makes a feed due now, unless it is gone for good.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn ask_soon(&self, feed: FeedId) -> Result<()> {
        self.write(|transaction| {
            let sql = "UPDATE fetches SET health = json_remove(health, '$.due') WHERE feed_id = ?1";
            transaction.execute(sql, [feed.0])?;
            Ok(())
        })
    }

    /// Gives a feed another address; what the server gave for the old one is forgotten.
    ///
    /// # Errors
    /// When another subscription has this address, or the store cannot be written.
    pub fn set_feed_url(&self, feed: FeedId, url: &str) -> Result<()> {
        self.write(|transaction| {
            if !move_to(transaction, feed, url)? {
                return Err(StoreError::Unfit(format!(
                    "there is a subscription to {} already",
                    SafeText::line(url)
                )));
            }
            let sql = "UPDATE fetches SET etag = NULL, last_modified = NULL, health = '{}' WHERE feed_id = ?1";
            transaction.execute(sql, [feed.0])?;
            Ok(())
        })
    }
}

/// Subscribes to one feed. `last` is the last feed's position in the order they were added, once
/// it has been looked up: that reads every feed, which for each of a long list would take seconds.
fn add(transaction: &Transaction<'_>, feed: &NewFeed, last: &mut Option<i64>) -> Result<AddedFeed> {
    let known = transaction
        .prepare_cached("SELECT id, subscribed FROM feeds WHERE url = ?1")?
        .query_row([&feed.url], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, bool>(1)?)))
        .optional()?;
    match known {
        Some((id, true)) => Ok(AddedFeed {
            id: FeedId(id),
            already: true,
        }),
        Some((id, false)) => {
            let sql = "UPDATE feeds SET subscribed = 1, folder = ?2, title = iif(?3 = '', title, ?3) WHERE id = ?1";
            transaction
                .prepare_cached(sql)?
                .execute(params![id, feed.folder.as_str(), feed.title.as_str()])?;
            Ok(AddedFeed {
                id: FeedId(id),
                already: false,
            })
        }
        None => {
            let before = match *last {
                Some(position) => position,
                None => {
                    let sql = "SELECT coalesce(max(position), 0) FROM feeds";
                    transaction.query_row(sql, [], |row| row.get(0))?
                }
            };
            let position = before + 1;
            *last = Some(position);
            let sql = "INSERT INTO feeds (url, title, site, folder, position) VALUES (?1, ?2, ?3, ?4, ?5) RETURNING id";
            let values = params![feed.url, feed.title.as_str(), feed.site, feed.folder.as_str(), position];
            let id = transaction.prepare_cached(sql)?.query_row(values, |row| row.get(0))?;
            Ok(AddedFeed {
                id: FeedId(id),
                already: false,
            })
        }
    }
}

/// Gives a feed another address unless another feed has it; says whether it was done.
pub(super) fn move_to(transaction: &Transaction<'_>, feed: FeedId, url: &str) -> Result<bool> {
    let sql =
        "UPDATE feeds SET url = ?2 WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM feeds WHERE url = ?2 AND id <> ?1)";
    Ok(transaction.prepare_cached(sql)?.execute(params![feed.0, url])? > 0)
}
