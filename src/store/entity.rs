//! The entities and mentions tables: who and what is named, and in which articles. Looking them
//! up by name is in [`super::entity_name`], an entity's page in [`super::entity_page`].

use rusqlite::{OptionalExtension, Transaction, params};
use rustc_hash::FxHashMap;

use super::error::Result;
use crate::model::{Analysis, ArticleId, EntityKind};
use crate::query::for_each_word;

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

/// How one article has an entity.
#[derive(Debug, Default)]
struct Had<'a> {
    name: &'a str,
    mentions: usize,
    prominence: f32,
    quotes: usize,
    /// The photos whose captions name it.
    photos: Vec<usize>,
}

/// Puts an article's mentions in the place of its earlier ones.
pub(super) fn store(transaction: &Transaction<'_>, id: ArticleId, analysis: &Analysis) -> Result<()> {
    transaction
        .prepare_cached("DELETE FROM mentions WHERE article_id = ?1")?
        .execute([id.0])?;
    let mut find = transaction.prepare_cached("SELECT id FROM entities WHERE key = ?1 AND kind = ?2")?;
    let mut add = transaction
        .prepare_cached("INSERT INTO entities (key, kind, name, folded) VALUES (?1, ?2, ?3, ?4) RETURNING id")?;
    let mut add_word = transaction.prepare_cached("INSERT OR IGNORE INTO entity_words VALUES (?1, ?2)")?;
    let mut mention = transaction.prepare_cached(
        "INSERT INTO mentions (article_id, entity_id, count, prominence, quotes, captions)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for ((key, kind), had) in gathered(analysis) {
        let found: Option<i64> = find.query_row(params![key, kind.word()], |row| row.get(0)).optional()?;
        let entity_id: i64 = match found {
            Some(found) => found,
            None => {
                let folded = folded(had.name);
                let id = add.query_row(params![key, kind.word(), had.name, folded], |row| row.get(0))?;
                for word in folded.split(' ').filter(|word| !word.is_empty()) {
                    add_word.execute(params![word, id])?;
                }
                id
            }
        };
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        mention.execute(params![
            id.0,
            entity_id,
            number(had.mentions),
            f64::from(had.prominence),
            number(had.quotes),
            number(had.photos.len())
        ])?;
    }
    Ok(())
}

/// What an article has of each entity, by key and kind.
fn gathered(analysis: &Analysis) -> FxHashMap<(&str, EntityKind), Had<'_>> {
    let mut all: FxHashMap<(&str, EntityKind), Had<'_>> = FxHashMap::default();
    for (index, entity) in analysis.entities.iter().enumerate() {
        if !is_looked_up(entity.kind) {
            continue;
        }
        let had = all.entry((&entity.key, entity.kind)).or_default();
        had.name = &entity.name;
        had.mentions += entity.mentions.len();
        had.prominence = had.prominence.max(entity.prominence);
        had.quotes += analysis
            .quotes
            .iter()
            .filter(|quote| quote.entity == Some(index))
            .count();
    }
    for named in analysis.captions.iter().filter(|named| is_looked_up(named.kind)) {
        let had = all.entry((&named.key, named.kind)).or_default();
        if had.name.is_empty() {
            had.name = &named.name;
        }
        if !had.photos.contains(&named.photo) {
            had.photos.push(named.photo);
        }
    }
    all
}
