//! Read states, stars and saves: the columns of articles that a person changes.

use rusqlite::{Transaction, params};

use super::Store;
use super::compile::Compiled;
use super::error::Result;
use super::list;
use super::vocabulary::Wanting;
use crate::model::{ArticleId, Timestamp};
use crate::query::{Query, State, Test};

const READ: &str = "UPDATE articles SET read = ?2 WHERE id = ?1 AND read <> ?2";
const STARRED: &str = "UPDATE articles SET starred = ?2 WHERE id = ?1 AND starred <> ?2";

impl Store {
    /// Marks articles read or unread, all in one step; gives those that were not so already.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn set_read(&self, ids: &[ArticleId], read: bool) -> Result<Vec<ArticleId>> {
        self.write(|transaction| set(transaction, READ, ids, read))
    }

    /// Stars articles or takes the star away; gives those that were not so already.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn set_starred(&self, ids: &[ArticleId], starred: bool) -> Result<Vec<ArticleId>> {
        self.write(|transaction| set(transaction, STARRED, ids, starred))
    }

    /// Marks every article read that the query holds for and whose text was stored up to
    /// `up_to_seq` (see [`Store::last_seq`]); what has come later stays unread. Gives the articles
    /// that were unread.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn mark_read_where(&self, query: &Query, now: Timestamp, up_to_seq: i64) -> Result<Vec<ArticleId>> {
        let query = query.and(&Query::of(Test::Is(State::Unread)));
        self.write(|transaction| {
            let compiled = Compiled::new(transaction, &query, now, Wanting::All, self.naming)?.stored_up_to(up_to_seq);
            let ids = list::ids(transaction, &compiled, self.plain_text)?;
            set(transaction, READ, &ids, true)
        })
    }

    /// A number that grows with everything stored; see [`Store::mark_read_where`].
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn last_seq(&self) -> Result<i64> {
        self.read(super::body::last_seq)
    }

    /// Notes where an article is saved, or (with no path) that it is not saved any more. Nothing
    /// is done for an article that is gone.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn set_saved(&self, id: ArticleId, path: Option<&str>, now: Timestamp) -> Result<()> {
        self.write(|transaction| {
            let saved = path.is_some();
            if transaction.execute("UPDATE articles SET saved = ?2 WHERE id = ?1", params![id.0, saved])? == 0 {
                return Ok(());
            }
            match path {
                Some(path) => transaction.execute(
                    "INSERT OR REPLACE INTO saves VALUES (?1, ?2, ?3)",
                    params![id.0, path, now.0],
                )?,
                None => transaction.execute("DELETE FROM saves WHERE article_id = ?1", [id.0])?,
            };
            Ok(())
        })
    }
}

fn set(transaction: &Transaction<'_>, sql: &str, ids: &[ArticleId], value: bool) -> Result<Vec<ArticleId>> {
    let mut statement = transaction.prepare_cached(sql)?;
    let mut changed = Vec::new();
    for id in ids {
        if statement.execute(params![id.0, value])? > 0 {
            changed.push(*id);
        }
    }
    Ok(changed)
}
