//! Taking things out: leaving a feed, and letting old articles go. Starred, saved and tagged
//! articles are never taken out.

use rusqlite::{Transaction, params};

use super::error::Result;
use super::{Store, begin, fulltext, ids};
use crate::model::{ArticleId, FeedId, Timestamp};

const KEPT: &str = "(a.starred = 1 OR a.saved = 1 OR EXISTS (SELECT 1 FROM tags t WHERE t.article_id = a.id))";

impl Store {
    /// Leaves a feed: its articles go, but for those that are starred, saved or tagged; for their
    /// sake its name stays too.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn remove_feed(&self, feed: FeedId) -> Result<()> {
        self.with_writer(|writer| {
            writer.flush_index()?;
            let transaction = begin(&mut writer.connection)?;
            let sql = format!("SELECT a.id FROM articles a WHERE a.feed_id = ?1 AND NOT {KEPT}");
            let gone = select(&transaction, &sql, params![feed.0])?;
            remove(&transaction, &gone)?;
            let sql = "DELETE FROM feeds WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM articles WHERE feed_id = ?1)";
            if transaction.execute(sql, [feed.0])? == 0 {
                transaction.execute("UPDATE feeds SET subscribed = 0 WHERE id = ?1", [feed.0])?;
                let sql = "UPDATE fetches SET health = '{}', etag = NULL, last_modified = NULL WHERE feed_id = ?1";
                transaction.execute(sql, [feed.0])?;
            }
            transaction.commit()?;
            Ok(())
        })
    }

    /// Lets articles go that are filed before a moment and read, and neither starred nor saved nor
    /// tagged; at most `limit`, oldest first. They do not come back while their feed lists them.
    /// Gives how many went.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn let_go(&self, before: Timestamp, limit: usize) -> Result<usize> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.with_writer(|writer| {
            writer.flush_index()?;
            let transaction = begin(&mut writer.connection)?;
            let sql = format!(
                "SELECT a.id FROM articles a WHERE a.id < ?1 AND a.read = 1 AND NOT {KEPT} ORDER BY a.id LIMIT ?2"
            );
            let gone = select(&transaction, &sql, params![ids::first_at(before), limit])?;
            let mut note = transaction
                .prepare("INSERT OR IGNORE INTO removed SELECT feed_id, key_hash FROM articles WHERE id = ?1")?;
            for id in &gone {
                note.execute([id.0])?;
            }
            drop(note);
            remove(&transaction, &gone)?;
            transaction.commit()?;
            Ok(gone.len())
        })
    }
}

fn select(transaction: &Transaction<'_>, sql: &str, values: impl rusqlite::Params) -> Result<Vec<ArticleId>> {
    let mut statement = transaction.prepare(sql)?;
    let ids = statement.query_map(values, |row| row.get(0).map(ArticleId))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

fn remove(transaction: &Transaction<'_>, ids: &[ArticleId]) -> Result<()> {
    let mut delete = transaction.prepare("DELETE FROM articles WHERE id = ?1")?;
    for id in ids {
        fulltext::remove(transaction, *id)?;
        delete.execute([id.0])?;
    }
    Ok(())
}
