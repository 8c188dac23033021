//! The analyses table: what was found in an article's text, as it was found. Who is mentioned
//! where is [`super::entity`]'s.

use rusqlite::{Connection, Transaction, params};

use super::error::{Result, StoreError};
use super::{Store, citation, entity, pack};
use crate::model::{Analysis, ArticleId};

/// An analysis ready to be stored, so that the writer does not compress.
pub(super) struct Prepared<'a> {
    analysis: &'a Analysis,
    blob: Vec<u8>,
}

impl<'a> Prepared<'a> {
    pub(super) fn new(analysis: &'a Analysis) -> Result<Self> {
        Ok(Prepared {
            analysis,
            blob: pack::pack_json(analysis)?,
        })
    }

    /// Stores it with its mentions; nothing is done for an article that is gone.
    pub(super) fn store(&self, transaction: &Transaction<'_>, id: ArticleId) -> Result<()> {
        // An engine of number 0 would count as "not looked at".
        let engine = self.analysis.engine.max(1);
        let sql = "UPDATE articles SET analysed = ?2 WHERE id = ?1";
        if transaction.prepare_cached(sql)?.execute(params![id.0, engine])? == 0 {
            return Ok(());
        }
        let sql = "INSERT OR REPLACE INTO analyses (article_id, analysis) VALUES (?1, ?2)";
        transaction.prepare_cached(sql)?.execute(params![id.0, self.blob])?;
        entity::store(transaction, id, self.analysis)?;
        citation::store(transaction, id, &self.analysis.citations)
    }
}

impl Store {
    /// Stores what was found in several articles' texts, with who is mentioned in them, in one
    /// transaction. Articles that are gone are passed over.
    ///
    /// # Errors
    /// When the store cannot be written; then none of these is stored.
    pub fn store_analysis(&self, found: &[(ArticleId, Analysis)]) -> Result<()> {
        if found.is_empty() {
            return Ok(());
        }
        let prepared = found.iter().map(|(id, analysis)| Ok((*id, Prepared::new(analysis)?)));
        let prepared = prepared
            .collect::<Result<Vec<_>>>()
            .map_err(|error: StoreError| error.at(&self.path))?;
        self.write(|transaction| {
            prepared
                .iter()
                .try_for_each(|(id, found)| found.store(transaction, *id))
        })
    }

    /// The newest articles that this engine has not looked through, at most `limit`. The first
    /// call of a new engine puts all articles back on the list.
    ///
    /// # Errors
    /// When the store cannot be read or written.
    pub fn unanalysed(&self, engine: u32, limit: usize) -> Result<Vec<ArticleId>> {
        let engine = engine.max(1);
        let last: u32 = self.read(|connection| {
            Ok(connection.query_row("SELECT value FROM meta WHERE key = 'engine'", [], |row| row.get(0))?)
        })?;
        if last != engine {
            self.write(|transaction| {
                transaction.execute(
                    "UPDATE articles SET analysed = 0 WHERE analysed NOT IN (0, ?1)",
                    [engine],
                )?;
                transaction.execute("UPDATE meta SET value = ?1 WHERE key = 'engine'", [engine])?;
                Ok(())
            })?;
        }
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.read(|connection| {
            let sql = "SELECT id FROM articles WHERE analysed = 0 ORDER BY id DESC LIMIT ?1";
            let mut statement = connection.prepare_cached(sql)?;
            let ids = statement.query_map([limit], |row| row.get(0).map(ArticleId))?;
            Ok(ids.collect::<rusqlite::Result<_>>()?)
        })
    }
}

impl Store {
    /// The articles an earlier engine has looked through and this one has not, newest first: to
    /// be looked through again in idle time. Call [`Store::unanalysed`] before, which notices a
    /// new engine.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn outdated(&self) -> Result<Vec<ArticleId>> {
        self.read(|connection| {
            let sql = "SELECT a.id FROM articles a WHERE a.analysed = 0
                AND EXISTS (SELECT 1 FROM analyses f WHERE f.article_id = a.id) ORDER BY a.id DESC";
            let mut statement = connection.prepare_cached(sql)?;
            let ids = statement.query_map([], |row| row.get(0).map(ArticleId))?;
            Ok(ids.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// Notes that this engine has looked through articles whose stored analysis still holds.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn mark_analysed(&self, ids: &[ArticleId], engine: u32) -> Result<()> {
        if ids.is_empty() {
            return Ok(());
        }
        self.write(|transaction| {
            let mut update = transaction.prepare_cached("UPDATE articles SET analysed = ?2 WHERE id = ?1")?;
            for id in ids {
                update.execute(params![id.0, engine.max(1)])?;
            }
            Ok(())
        })
    }
}

/// The stored analysis of an article.
pub(super) fn load(connection: &Connection, id: ArticleId) -> Result<Option<Analysis>> {
    let mut statement = connection.prepare_cached("SELECT analysis FROM analyses WHERE article_id = ?1")?;
    let mut rows = statement.query([id.0])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    pack::unpack_json(row.get_ref(0)?.as_blob().map_err(StoreError::unreadable)?).map(Some)
}
