//! Which feeds to ask now, and what a fetch needs to know of each.

use rusqlite::Connection;

use super::Store;
use super::error::Result;
use super::feed::{COLUMNS, from_row};
use crate::model::{ArticleId, FeedHealth, FeedId, FeedOptions, SafeText, Timestamp, Validators};

/// Times of a feed's newest articles that tell how often it has news.
const NEWEST: i64 = 10;

/// Seconds by which a clock may be set back without harm.
const AHEAD: i64 = 86_400;

/// What a fetch needs to know of a feed.
#[derive(Debug, Clone, PartialEq)]
pub struct DueFeed {
    /// Its row.
    pub id: FeedId,
    /// The address to ask.
    pub url: String,
    /// The name shown.
    pub title: SafeText,
    /// The site it belongs to.
    pub site: Option<String>,
    /// What to ask "has it changed?" with.
    pub validators: Validators,
    /// What the person set for it.
    pub options: FeedOptions,
    /// How it has been doing.
    pub health: FeedHealth,
    /// When its newest articles are filed, newest first.
    pub newest: Vec<Timestamp>,
}

impl Store {
    /// The feeds to ask now: those that are due (all, where `force` is set), without those that
    /// are gone for good unless forced. Those never asked come first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn due(&self, now: Timestamp, force: bool) -> Result<Vec<DueFeed>> {
        self.read(|connection| {
            let sql = format!("SELECT {COLUMNS} WHERE f.subscribed = 1 ORDER BY f.position");
            let mut statement = connection.prepare_cached(&sql)?;
            let mut rows = statement.query([])?;
            let mut due = Vec::new();
            while let Some(row) = rows.next()? {
                let feed = from_row(row)?;
                let is_due =
                    !feed.health.gone && feed.health.due.is_none_or(|due| due <= now || ahead(&feed.health, now));
                if force || is_due {
                    due.push(DueFeed {
                        id: feed.id,
                        url: feed.url,
                        title: feed.title,
                        site: feed.site,
                        validators: Validators {
                            etag: row.get(9)?,
                            last_modified: row.get(10)?,
                        },
                        options: feed.options,
                        health: feed.health,
                        newest: if feed.total == 0 {
                            Vec::new()
                        } else {
                            newest(connection, feed.id)?
                        },
                    });
                }
            }
            due.sort_by_key(|feed| feed.health.checked.is_some());
            Ok(due)
        })
    }
}

/// Whether the clock was ahead when the feed was last asked, so that its due moment says nothing.
fn ahead(health: &FeedHealth, now: Timestamp) -> bool {
    health.checked.is_some_and(|checked| checked.since(now) > AHEAD)
}

fn newest(connection: &Connection, feed: FeedId) -> Result<Vec<Timestamp>> {
    let sql = "SELECT id FROM articles WHERE feed_id = ?1 ORDER BY id DESC LIMIT ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let ids = statement.query_map([feed.0, NEWEST], |row| row.get(0))?;
    Ok(ids
        .map(|id| id.map(|id| ArticleId(id).filed_at()))
        .collect::<rusqlite::Result<_>>()?)
}
