//! The citations and cited tables: which statutes, rules and cases are cited, and where.

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::entity::folded;
use super::entity_name::Naming;
use super::error::Result;
use crate::model::{ArticleId, Citation};

/// Puts an article's citations in the place of its earlier ones.
pub(super) fn store(transaction: &Transaction<'_>, id: ArticleId, citations: &[Citation]) -> Result<()> {
    transaction
        .prepare_cached("DELETE FROM cited WHERE article_id = ?1")?
        .execute([id.0])?;
    let mut find = transaction.prepare_cached("SELECT id FROM citations WHERE folded = ?1")?;
    let mut add = transaction
        .prepare_cached("INSERT INTO citations (folded, canonical, url) VALUES (?1, ?2, ?3) RETURNING id")?;
    let mut cite = transaction.prepare_cached(
        "INSERT INTO cited VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET count = count + excluded.count",
    )?;
    for citation in citations {
        let folded = folded(&citation.canonical);
        let found: Option<i64> = find.query_row([&folded], |row| row.get(0)).optional()?;
        let citation_id = match found {
            Some(found) => found,
            None => add.query_row(params![folded, citation.canonical, citation.url], |row| row.get(0))?,
        };
        let times = i64::try_from(citation.ranges.len()).unwrap_or(i64::MAX);
        cite.execute(params![id.0, citation_id, times])?;
    }
    Ok(())
}

/// A select of the articles that cite what is written so, or a part of it: "8 USC 1158" also finds
/// `8 U.S.C. § 1158(a)`. What is no citation by itself ("Korematsu") is looked for in their forms.
pub(super) fn citing(connection: &Connection, written: &str, naming: Naming) -> Result<String> {
    let canonical = (naming.citation)(written);
    let words = folded(canonical.as_deref().unwrap_or(written));
    // A space comes just before an exclamation mark.
    let by_form = "SELECT id FROM citations WHERE folded = ?1 OR (folded >= ?1 || ' ' AND folded < ?1 || '!')";
    let by_words = "SELECT id FROM citations WHERE ?1 <> '' AND instr(' ' || folded || ' ', ' ' || ?1 || ' ') > 0";
    let mut statement = connection.prepare_cached(if canonical.is_some() { by_form } else { by_words })?;
    let ids = statement.query_map([words], |row| row.get::<_, i64>(0))?;
    let ids = ids
        .map(|id| id.map(|id| id.to_string()))
        .collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(format!(
        "SELECT article_id FROM cited WHERE citation_id IN ({})",
        ids.join(",")
    ))
}
