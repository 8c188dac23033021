//! The tags table: words a person gives to articles. Two tags are the same when they differ only
//! in case.

use rusqlite::{Connection, params};

use super::Store;
use super::error::Result;
use super::feed::safe;
use crate::model::{ArticleId, SafeText};

/// The form in which tags are compared.
pub(super) fn folded(tag: &str) -> String {
    tag.trim().to_lowercase()
}

impl Store {
    /// Gives an article a tag; nothing is done for an article that is gone.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn add_tag(&self, id: ArticleId, tag: &SafeText) -> Result<()> {
        self.write(|transaction| {
            let sql =
                "INSERT OR IGNORE INTO tags (article_id, folded, tag) SELECT id, ?2, ?3 FROM articles WHERE id = ?1";
            transaction.execute(sql, params![id.0, folded(tag), tag.as_str()])?;
            Ok(())
        })
    }

    /// Takes a tag away from an article.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn remove_tag(&self, id: ArticleId, tag: &SafeText) -> Result<()> {
        self.write(|transaction| {
            let sql = "DELETE FROM tags WHERE article_id = ?1 AND folded = ?2";
            transaction.execute(sql, params![id.0, folded(tag)])?;
            Ok(())
        })
    }

    /// Every tag with how many articles have it, in alphabetical order.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn tags(&self) -> Result<Vec<(SafeText, u64)>> {
        self.read(|connection| {
            let mut statement =
                connection.prepare_cached("SELECT max(tag), count(*) FROM tags GROUP BY folded ORDER BY folded")?;
            let mut rows = statement.query([])?;
            let mut tags = Vec::new();
            while let Some(row) = rows.next()? {
                tags.push((safe(row, 0)?, super::feed::count(row, 1)?));
            }
            Ok(tags)
        })
    }
}

/// The articles that have a tag, in no order.
pub(super) fn articles(connection: &Connection, tag: &str) -> Result<Vec<i64>> {
    let mut statement = connection.prepare_cached("SELECT article_id FROM tags WHERE folded = ?1")?;
    let ids = statement.query_map([folded(tag)], |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// The tags of an article.
pub(super) fn of(connection: &Connection, id: ArticleId) -> Result<Vec<SafeText>> {
    let mut statement = connection.prepare_cached("SELECT tag FROM tags WHERE article_id = ?1 ORDER BY folded")?;
    let mut rows = statement.query([id.0])?;
    let mut tags = Vec::new();
    while let Some(row) = rows.next()? {
        tags.push(safe(row, 0)?);
    }
    Ok(tags)
}
