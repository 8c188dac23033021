//! Looking entities up by what a person calls them: a name, a key, a part of a name.

use rusqlite::types::Value;
use rusqlite::{Connection, Row, params, params_from_iter};

use super::Store;
use super::entity::folded;
use super::error::{Result, StoreError};
use super::feed::{count, safe};
use crate::model::NamedEntity;
use crate::query::NameField;

/// What the store asks those who know names by more than their letters.
#[derive(Debug, Clone, Copy)]
pub struct Naming {
    /// The key of the thing a name is known to stand for: "Citizenship and Immigration Services"
    /// is `uscis`.
    pub key: fn(&str) -> Option<String>,
    /// The canonical form of a citation: "8 USC 1158" is `8 U.S.C. § 1158`.
    pub citation: fn(&str) -> Option<String>,
}

impl Default for Naming {
    /// Knows names by their letters only.
    fn default() -> Self {
        Naming {
            key: |_| None,
            citation: |_| None,
        }
    }
}

/// Entities looked at for a beginning at most; a beginning of one letter has more, and whoever
/// types goes on typing.
const MOST: i64 = 4_000;

/// Every entity that is called `name`: by its name, its key or, where known, another name.
pub(super) fn called(connection: &Connection, name: &str, naming: Naming) -> Result<Vec<i64>> {
    let sql = "SELECT id FROM entities WHERE folded = ?1 OR key = ?1 OR key = ?2 OR key = ?3";
    let mut statement = connection.prepare_cached(sql)?;
    let key = (naming.key)(name);
    let ids = statement.query_map(params![folded(name), name, key], |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// Every entity of a field that is called `name`, or whose name has these words in this order, the
/// last of them perhaps only begun.
pub(super) fn having(connection: &Connection, field: NameField, name: &str, naming: Naming) -> Result<Vec<i64>> {
    let words = folded(name);
    let Some(lookup) = Lookup::of(&words) else {
        return Ok(Vec::new());
    };
    let sql = format!(
        "SELECT e.id FROM entity_words w CROSS JOIN entities e ON e.id = w.entity_id
            WHERE w.word >= ?1 AND w.word < ?2 AND instr(' ' || e.folded || ?4, ' ' || ?3 || ?4) > 0 AND {0}
        UNION SELECT e.id FROM entities e WHERE (e.key = ?3 OR e.key = ?5) AND {0}",
        kinds(field)
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let end = if lookup.begun { "" } else { " " };
    let values = params![lookup.from, lookup.to, words, end, (naming.key)(name)];
    let ids = statement.query_map(values, |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// The word of a name to look for in the index, as a range.
struct Lookup {
    from: String,
    to: String,
    /// Whether the name's last word may go on.
    begun: bool,
}

impl Lookup {
    fn of(words: &str) -> Option<Lookup> {
        let last = words.rsplit(' ').next().filter(|word| !word.is_empty())?;
        let begun = last.chars().count() > 2 || !last.is_ascii();
        let longest = words.split(' ').max_by_key(|word| word.len())?;
        let to = if begun && longest == last {
            format!("{longest}{}", char::MAX)
        } else {
            format!("{longest}\0")
        };
        Some(Lookup {
            from: longest.to_owned(),
            to,
            begun,
        })
    }
}

/// The kinds of a field, as a condition on a row `e` of entities.
fn kinds(field: NameField) -> &'static str {
    match field {
        NameField::Person => "e.kind = 'person'",
        NameField::Organisation => "e.kind IN ('organisation', 'agency', 'court', 'party', 'media')",
        NameField::Place => "e.kind = 'place'",
        NameField::Law => "e.kind = 'law'",
        NameField::Case => "e.kind = 'case'",
        NameField::Speaker => "e.kind NOT IN ('law', 'case')",
    }
}

/// A select of the articles that have any of these entities, quoted where that is asked for.
pub(super) fn mentioning(entities: &[i64], quoted: bool) -> String {
    let ids: Vec<String> = entities.iter().map(i64::to_string).collect();
    let quoted = if quoted { " AND quotes > 0" } else { "" };
    format!(
        "SELECT article_id FROM mentions WHERE entity_id IN ({}){quoted}",
        ids.join(",")
    )
}

/// What a select of ids gives.
pub(super) fn ids(connection: &Connection, select: &str) -> Result<Vec<i64>> {
    let mut statement = connection.prepare(select)?;
    let ids = statement.query_map([], |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// A row of key, kind, name and number of articles.
pub(super) fn read_named(row: &Row<'_>) -> Result<NamedEntity> {
    Ok(NamedEntity {
        key: row.get(0)?,
        kind: row.get::<_, String>(1)?.parse().map_err(StoreError::unreadable)?,
        name: safe(row, 2)?,
        articles: count(row, 3)?,
    })
}

/// The statement that completes a name: a range of words, the words, a key, how many, and how many
/// to look at.
pub(super) const NAMES: &str = "SELECT e.key, e.kind, e.name,
            (SELECT count(*) FROM mentions m WHERE m.entity_id = e.id) AS articles,
            (e.key = ?3 OR e.key IS ?4 OR e.folded = ?3) AS exact,
            (instr(e.folded, ?3) = 1 OR instr(e.key, ?3) = 1) AS first
        FROM (SELECT entity_id FROM entity_words WHERE word >= ?1 AND word < ?2 LIMIT ?6) w
        CROSS JOIN entities e ON e.id = w.entity_id
        WHERE instr(' ' || e.folded, ' ' || ?3) > 0 AND articles > 0
        UNION SELECT e.key, e.kind, e.name,
            (SELECT count(*) FROM mentions m WHERE m.entity_id = e.id) AS articles,
            (e.key = ?3 OR e.key IS ?4 OR e.folded = ?3),
            (instr(e.folded, ?3) = 1 OR instr(e.key, ?3) = 1)
        FROM (SELECT id FROM entities WHERE key >= ?3 AND key < ?3 || char(1114111) LIMIT ?6) k
        CROSS JOIN entities e ON e.id = k.id WHERE articles > 0
        UNION SELECT e.key, e.kind, e.name,
            (SELECT count(*) FROM mentions m WHERE m.entity_id = e.id) AS articles, 1, 1
        FROM entities e WHERE e.key = ?4 AND articles > 0
        ORDER BY exact DESC, first DESC, articles DESC, name LIMIT ?5";

impl Store {
    /// The entities whose name has a word that begins so (or these words, the last of them begun),
    /// and those known under that name: of most articles first, those that begin with it before
    /// the others. Entities that no article has any more are left out.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn entity_names(&self, beginning: &str, limit: usize) -> Result<Vec<NamedEntity>> {
        let words = folded(beginning);
        let Some(last) = words.rsplit(' ').next().filter(|word| !word.is_empty()) else {
            return Ok(Vec::new());
        };
        let longest = words.split(' ').max_by_key(|word| word.len()).unwrap_or(last);
        let to = if longest == last {
            format!("{longest}{}", char::MAX)
        } else {
            format!("{longest}\0")
        };
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let naming = self.naming;
        self.read(|connection| {
            let values: [Value; 6] = [
                Value::Text(longest.to_owned()),
                Value::Text(to.clone()),
                Value::Text(words.clone()),
                (naming.key)(beginning).map_or(Value::Null, Value::Text),
                Value::Integer(limit),
                Value::Integer(MOST),
            ];
            let mut statement = connection.prepare_cached(NAMES)?;
            let mut rows = statement.query(params_from_iter(values))?;
            let mut found: Vec<NamedEntity> = Vec::new();
            while let Some(row) = rows.next()? {
                let named = read_named(row)?;
                // The two halves give one entity twice where it is exact in both.
                if !found
                    .iter()
                    .any(|known| known.key == named.key && known.kind == named.kind)
                {
                    found.push(named);
                }
            }
            Ok(found)
        })
    }
}
