//! The vocabulary table: every word of the index, so that the beginning of a word can be looked
//! up as the few words that begin so.
//!
//! FTS5 answers `asylum*` by gathering all articles of all such words before it gives the first;
//! `"asylum" OR "asylums"` it answers one article at a time, newest first.

use std::hash::Hasher;

use rusqlite::{Connection, Transaction};
use rustc_hash::{FxHashSet, FxHasher};

use super::error::{Result, StoreError};

/// Words that a beginning is looked up as, at most, where a list's first articles are wanted: with
/// more, finding each in every segment of the index takes longer than gathering.
const MOST_FOR_FIRST: usize = 512;
/// The same where all articles are wanted, so that gathering is no loss.
const MOST_FOR_ALL: usize = 32;
/// Bytes of the shortest word kept: shorter ones are no beginnings (see
/// [`crate::query::hits::Pattern`]).
const SHORTEST: usize = 3;
/// Words remembered at most, to bound memory; forgetting costs only time.
const MOST_KNOWN: usize = 1 << 17;

/// What a query's answer is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Wanting {
    /// A list's first articles: the sooner the better, what comes after may cost more.
    #[default]
    First,
    /// All articles: to be counted or marked.
    All,
}

/// Words known to be in the table, by their hash, so that each is written once a refresh.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    known: FxHashSet<u64>,
}

impl Vocabulary {
    /// Puts words, parted by spaces, into the table. If the transaction does not last,
    /// [`forget`](Self::forget) has to follow.
    pub(super) fn add(&mut self, transaction: &Transaction<'_>, words: &str) -> Result<()> {
        if self.known.len() > MOST_KNOWN {
            self.forget();
        }
        let mut insert = transaction.prepare_cached("INSERT OR IGNORE INTO vocabulary VALUES (?1)")?;
        for word in words.as_bytes().split(|byte| *byte == b' ') {
            if !is_kept(word) {
                continue;
            }
            let mut hasher = FxHasher::default();
            hasher.write(word);
            let hash = hasher.finish();
            // Nearly all are; looking costs less than trying to insert.
            if self.known.contains(&hash) {
                continue;
            }
            insert.execute([std::str::from_utf8(word).map_err(StoreError::unreadable)?])?;
            self.known.insert(hash);
        }
        Ok(())
    }

    /// Forgets which words are in the table.
    pub(super) fn forget(&mut self) {
        self.known = FxHashSet::default();
    }
}

/// Numbers are many and seldom looked for by their beginning; FTS5 gathers those.
fn is_kept(word: &[u8]) -> bool {
    word.len() >= SHORTEST && !word.first().is_some_and(u8::is_ascii_digit)
}

/// The words that begin so, in FTS5's language; none where that is better left to FTS5.
pub(super) fn beginning_with(connection: &Connection, beginning: &str, wanting: Wanting) -> Result<Option<String>> {
    if !is_kept(beginning.as_bytes()) {
        return Ok(None);
    }
    let sql = "SELECT word FROM vocabulary WHERE word >= ?1 AND word < ?2 LIMIT ?3";
    let mut statement = connection.prepare_cached(sql)?;
    let most = match wanting {
        Wanting::First => MOST_FOR_FIRST,
        Wanting::All => MOST_FOR_ALL,
    };
    let limit = i64::try_from(most + 1).unwrap_or(i64::MAX);
    let words = statement.query_map((beginning, format!("{beginning}{}", char::MAX), limit), |row| {
        row.get::<_, String>(0)
    })?;
    let mut words = words.collect::<rusqlite::Result<Vec<_>>>()?;
    if words.len() > most {
        return Ok(None);
    }
    if words.is_empty() {
        // No article has it; FTS5 finds as much at once.
        words.push(beginning.to_owned());
    }
    let words: Vec<String> = words.into_iter().map(|word| format!("\"{word}\"")).collect();
    Ok(Some(format!("({})", words.join(" OR "))))
}
