//! The scrolls table: where the reading of an article was left.

use rusqlite::{OptionalExtension, params};

use super::Store;
use super::error::Result;
use crate::model::ArticleId;

impl Store {
    /// Keeps where reading was left, as a byte of the article's text; 0 forgets it. Nothing is
    /// done for an article that is gone.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn set_scroll(&self, id: ArticleId, offset: usize) -> Result<()> {
        let offset = i64::try_from(offset).unwrap_or(0);
        self.write(|transaction| {
            let sql = match offset {
                0 => "DELETE FROM scrolls WHERE article_id = ?1 AND ?2 = 0",
                _ => "INSERT OR REPLACE INTO scrolls SELECT id, ?2 FROM articles WHERE id = ?1",
            };
            transaction.prepare_cached(sql)?.execute(params![id.0, offset])?;
            Ok(())
        })
    }

    /// Where reading was left; 0 for the beginning.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn scroll(&self, id: ArticleId) -> Result<usize> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached("SELECT offset FROM scrolls WHERE article_id = ?1")?;
            let offset: Option<i64> = statement.query_row([id.0], |row| row.get(0)).optional()?;
            Ok(offset.and_then(|offset| usize::try_from(offset).ok()).unwrap_or(0))
        })
    }
}
