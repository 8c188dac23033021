//! The entities and mentions tables: who and what is named, and in which articles.

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::Store;
use super::error::{Result, StoreError};
use super::feed::{count, safe};
use crate::model::{ArticleId, Entity, EntityKind, SafeText};
use crate::query::for_each_word;

/// An entity of the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedEntity {
    /// What it is.
    pub kind: EntityKind,
    /// Its name.
    pub name: SafeText,
    /// How many articles mention it.
    pub articles: u64,
}

/// A name as it is compared: its words in normal form.
pub(super) fn folded(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for_each_word(name, |_, word| {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    });
    folded
}

/// Whether articles are looked up by entities of a kind; dates and amounts are read in place.
const fn is_looked_up(kind: EntityKind) -> bool {
    !matches!(kind, EntityKind::Date | EntityKind::Money | EntityKind::Quantity)
}

/// Puts an article's mentions in the place of its earlier ones.
pub(super) fn store(transaction: &Transaction<'_>, id: ArticleId, entities: &[Entity]) -> Result<()> {
    transaction
        .prepare_cached("DELETE FROM mentions WHERE article_id = ?1")?
        .execute([id.0])?;
    let mut find = transaction.prepare_cached("SELECT id FROM entities WHERE key = ?1 AND kind = ?2")?;
    let mut add = transaction
        .prepare_cached("INSERT INTO entities (key, kind, name, folded) VALUES (?1, ?2, ?3, ?4) RETURNING id")?;
    let mut mention = transaction.prepare_cached("INSERT OR REPLACE INTO mentions VALUES (?1, ?2, ?3, ?4)")?;
    for entity in entities.iter().filter(|entity| is_looked_up(entity.kind)) {
        let key = (&entity.key, entity.kind.word());
        let found: Option<i64> = find.query_row(params![key.0, key.1], |row| row.get(0)).optional()?;
        let entity_id: i64 = match found {
            Some(found) => found,
            None => add.query_row(
                params![key.0, key.1, entity.name.as_str(), folded(&entity.name)],
                |row| row.get(0),
            )?,
        };
        let times = i64::try_from(entity.mentions.len()).unwrap_or(i64::MAX);
        mention.execute(params![id.0, entity_id, times, f64::from(entity.prominence)])?;
    }
    Ok(())
}

/// A select of the articles that mention an entity whose key or name is `name`, as SQL.
pub(super) fn mentioning(connection: &Connection, name: &str) -> Result<String> {
    let sql = "SELECT id FROM entities WHERE folded = ?1 OR key = ?1 OR key = ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let ids = statement.query_map([&folded(name), name], |row| row.get::<_, i64>(0))?;
    let ids = ids
        .map(|id| id.map(|id| id.to_string()))
        .collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(format!(
        "SELECT article_id FROM mentions WHERE entity_id IN ({})",
        ids.join(",")
    ))
}

/// What a select of ids gives.
pub(super) fn ids(connection: &Connection, select: &str) -> Result<Vec<i64>> {
    let mut statement = connection.prepare(select)?;
    let ids = statement.query_map([], |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

impl Store {
    /// The entities whose name begins with these words, those of most articles first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn entity_names(&self, beginning: &str, limit: usize) -> Result<Vec<NamedEntity>> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let from = folded(beginning);
        let to = format!("{from}{}", char::MAX);
        self.read(|connection| {
            let sql = "SELECT e.kind, e.name, (SELECT count(*) FROM mentions m WHERE m.entity_id = e.id) AS articles
                FROM entities e WHERE e.folded >= ?1 AND e.folded < ?2 ORDER BY articles DESC, e.folded LIMIT ?3";
            let mut statement = connection.prepare_cached(sql)?;
            let mut rows = statement.query(params![from, to, limit])?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                let kind = row.get::<_, String>(0)?.parse().map_err(StoreError::unreadable)?;
                found.push(NamedEntity {
                    kind,
                    name: safe(row, 1)?,
                    articles: count(row, 2)?,
                });
            }
            Ok(found)
        })
    }
}
