//! Feeds as queries name them: by name, address, number or folder, the left ones included.

use rusqlite::{Connection, OptionalExtension};

use super::entity::folded;
use super::error::{Result, StoreError};
use super::feed::{count, json};
use crate::model::{FeedId, FeedOptions};

/// What a query can say of a feed.
pub(super) struct Known {
    pub(super) id: FeedId,
    /// Its name and address, each as words in normal form.
    names: [String; 3],
    folder: String,
}

impl Known {
    /// Whether its name or address has `name` in it, without regard to case and accents.
    pub(super) fn is_called(&self, name: &str) -> bool {
        let [title, own, url] = &self.names;
        let folded = folded(name);
        let in_titles = !folded.is_empty() && (title.contains(&folded) || own.contains(&folded));
        in_titles || url.contains(&name.to_lowercase())
    }

    /// Whether it stands in this folder or in one below it.
    pub(super) fn stands_in(&self, folder: &str) -> bool {
        let folder = folder.trim_matches('/').to_lowercase();
        match self.folder.strip_prefix(&folder) {
            Some(below) => below.is_empty() || below.starts_with('/'),
            None => false,
        }
    }
}

/// All feeds as queries know them, those left included.
pub(super) fn all(connection: &Connection) -> Result<Vec<Known>> {
    let mut statement = connection.prepare_cached("SELECT id, title, url, folder, options FROM feeds")?;
    let mut rows = statement.query([])?;
    let mut known = Vec::new();
    while let Some(row) = rows.next()? {
        let options: FeedOptions = json(row, 4)?;
        let text = |column| {
            row.get_ref(column)
                .map_err(StoreError::from)?
                .as_str()
                .map_err(StoreError::unreadable)
        };
        known.push(Known {
            id: FeedId(row.get(0)?),
            names: [
                folded(text(1)?),
                folded(options.title.as_deref().unwrap_or("")),
                text(2)?.to_lowercase(),
            ],
            folder: text(3)?.to_lowercase(),
        });
    }
    Ok(known)
}

/// How many articles these feeds have.
pub(super) fn total(connection: &Connection, feeds: &[i64]) -> Result<u64> {
    let mut statement = connection.prepare_cached("SELECT total FROM counts WHERE feed_id = ?1")?;
    let mut sum = 0;
    for feed in feeds {
        sum += statement
            .query_row([feed], |row| count(row, 0))
            .optional()?
            .unwrap_or(0);
    }
    Ok(sum)
}

/// The articles of these feeds, in no order.
pub(super) fn article_ids(connection: &Connection, feeds: &[i64]) -> Result<Vec<i64>> {
    let mut statement =
        connection.prepare_cached("SELECT id FROM articles INDEXED BY article_feed WHERE feed_id = ?1")?;
    let mut ids = Vec::new();
    for feed in feeds {
        for id in statement.query_map([feed], |row| row.get(0))? {
            ids.push(id?);
        }
    }
    Ok(ids)
}
