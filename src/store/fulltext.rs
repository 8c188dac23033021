//! The full-text index: which articles have which words.
//!
//! It is kept off the way of a refresh: articles are stored first, their words wait in memory
//! ([`Pending`]) and are indexed in large batches, sorted, which is what FTS5 is quick at. Which
//! bodies are not indexed yet is written in the store with them, so that a crash in between costs
//! nothing but time ([`Store::catch_up_index`]).

use std::ops::Range;

use rusqlite::{Connection, Transaction, params};

use super::body::{self, FeedBody};
use super::error::{Result, StoreError};
use super::feed::safe;
use super::ids::document;
use super::vocabulary::Vocabulary;
use super::{Store, Writer, begin, feed, page};
use crate::model::{ArticleId, FeedId, SafeText};

/// Bytes of words that may wait; some two thousand articles.
const MOST_WAITING: usize = 2 << 20;

/// Articles whose words wait to be indexed.
#[derive(Debug, Default)]
pub(super) struct Pending {
    articles: Vec<Waiting>,
    /// The words of all of them, in one piece: thousands of small ones that stay for a while would
    /// keep the memory around them from being used again.
    words: String,
    /// Words that the vocabulary may lack.
    unlisted: String,
    /// The first number of each stretch of bodies these are of (see the unindexed table).
    stretches: Vec<i64>,
}

#[derive(Debug)]
struct Waiting {
    id: ArticleId,
    seq: i64,
    words: Range<usize>,
    /// Whether the index has it already, with other words.
    again: bool,
}

impl Pending {
    /// Lets an article's words wait.
    pub(super) fn add(&mut self, id: ArticleId, seq: i64, words: &str, again: bool) {
        let start = self.words.len();
        self.words.push_str(words);
        let words = start..self.words.len();
        self.articles.push(Waiting { id, seq, words, again });
    }

    /// Lets words wait to be put into the vocabulary.
    pub(super) fn list_words(&mut self, words: &str) {
        self.unlisted.push_str(words);
        self.unlisted.push(' ');
    }

    /// Says that all bodies of the stretch that begins with this number are among these.
    pub(super) fn covers(&mut self, first: i64) {
        self.stretches.push(first);
    }

    /// Takes over what waits elsewhere.
    pub(super) fn append(&mut self, mut other: Pending) {
        let before = self.words.len();
        self.words.push_str(&other.words);
        self.unlisted.push_str(&other.unlisted);
        for waiting in &mut other.articles {
            waiting.words = waiting.words.start + before..waiting.words.end + before;
        }
        self.articles.append(&mut other.articles);
        self.stretches.append(&mut other.stretches);
    }

    /// Whether it is time to index.
    pub(super) fn is_full(&self) -> bool {
        self.words.len() >= MOST_WAITING
    }

    fn index(&mut self, transaction: &Transaction<'_>, vocabulary: &mut Vocabulary) -> Result<()> {
        // Sorted, because FTS5 writes a segment whenever a number is not greater than the last.
        self.articles.sort_by_key(|waiting| (waiting.id, waiting.seq));
        let mut insert = transaction.prepare_cached(INSERT)?;
        let mut replace = transaction.prepare_cached(REPLACE)?;
        // An article can have been changed since, or removed, by another program too.
        let mut current = transaction.prepare_cached("SELECT body_seq FROM articles WHERE id = ?1")?;
        for waiting in &self.articles {
            let mut rows = current.query([waiting.id.0])?;
            if rows.next()?.map(|row| row.get(0)).transpose()? != Some(waiting.seq) {
                continue;
            }
            let words = self.words.get(waiting.words.clone()).unwrap_or_default();
            let number = document(waiting.id);
            if waiting.again || insert.execute(params![number, words]).is_err() {
                replace.execute(params![number, words])?;
            }
        }
        vocabulary.add(transaction, &self.unlisted)?;
        let mut done = transaction.prepare_cached("DELETE FROM unindexed WHERE first = ?1")?;
        for first in &self.stretches {
            done.execute([first])?;
        }
        Ok(())
    }
}

const INSERT: &str = "INSERT INTO fulltext (rowid, words) VALUES (?1, ?2)";
const REPLACE: &str = "INSERT OR REPLACE INTO fulltext (rowid, words) VALUES (?1, ?2)";

impl Writer {
    /// Indexes all that waits. On an error it waits on.
    pub(super) fn flush_index(&mut self) -> Result<()> {
        if self.pending.articles.is_empty() && self.pending.stretches.is_empty() {
            return Ok(());
        }
        let done = self.index_pending();
        if done.is_err() {
            self.vocabulary.forget();
        }
        done
    }

    fn index_pending(&mut self) -> Result<()> {
        let transaction = begin(&mut self.connection)?;
        self.pending.index(&transaction, &mut self.vocabulary)?;
        transaction.commit()?;
        self.pending = Pending::default();
        Ok(())
    }
}

/// Notes a stretch of bodies that are stored but not indexed.
pub(super) fn note_unindexed(transaction: &Transaction<'_>, first: i64, last: i64) -> Result<()> {
    transaction
        .prepare_cached("INSERT INTO unindexed VALUES (?1, ?2)")?
        .execute([first, last])?;
    Ok(())
}

/// Indexes one article at once, in the place of what the index had of it.
pub(super) fn replace(transaction: &Transaction<'_>, id: ArticleId, words: &str) -> Result<()> {
    Vocabulary::default().add(transaction, words)?;
    transaction
        .prepare_cached(REPLACE)?
        .execute(params![document(id), words])?;
    Ok(())
}

/// Takes an article out of the index.
pub(super) fn remove(transaction: &Transaction<'_>, id: ArticleId) -> Result<()> {
    transaction
        .prepare_cached("DELETE FROM fulltext WHERE rowid = ?1")?
        .execute([document(id)])?;
    Ok(())
}

/// An article that is stored but not indexed, with all its texts.
#[derive(Debug)]
pub struct Unindexed<'a> {
    /// Its headline.
    pub title: &'a str,
    /// Its author.
    pub author: &'a str,
    /// Its feed's name.
    pub feed_title: &'a str,
    /// What its feed carried.
    pub body: &'a FeedBody,
    /// The text of its page with the captions and credits of its photos; empty where there is
    /// none.
    pub page_text: &'a str,
}

impl Store {
    /// Whether some stored articles are not in the index yet.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn index_pending(&self) -> Result<bool> {
        self.read(|connection| {
            Ok(connection.query_row("SELECT EXISTS (SELECT 1 FROM unindexed)", [], |row| row.get(0))?)
        })
    }

    /// Indexes what this program has stored and not indexed yet; from then on all of it can be
    /// searched for.
    ///
    /// # Errors
    /// When the store cannot be written; then it is done by the next call, or found by
    /// [`Store::catch_up_index`].
    pub fn finish_indexing(&self) -> Result<()> {
        self.with_writer(|writer| {
            writer.flush_index()?;
            // A refresh is over: its memory is set free.
            writer.vocabulary.forget();
            writer.connection.execute_batch("PRAGMA shrink_memory")?;
            Ok(())
        })
    }

    /// Indexes what an earlier run stored and did not come to index, `batch` articles in a
    /// transaction. `words_of` gives an article's words as for [`super::NewArticle::words`].
    ///
    /// # Errors
    /// When the store cannot be read or written; what was done stays done.
    pub fn catch_up_index(&self, batch: usize, mut words_of: impl FnMut(&Unindexed<'_>) -> String) -> Result<()> {
        self.finish_indexing()?;
        let (stretches, ids) = self.read(left_over)?;
        for ids in ids.chunks(batch.max(1)) {
            let words = self.read(|connection| {
                ids.iter()
                    .filter_map(|(id, seq)| words(connection, *id, *seq, &mut words_of).transpose())
                    .collect::<Result<Vec<_>>>()
            })?;
            self.with_writer(|writer| {
                for (id, seq, words) in words {
                    writer.pending.add(id, seq, &words, true);
                    writer.pending.list_words(&words);
                }
                writer.flush_index()
            })?;
        }
        self.with_writer(|writer| {
            writer.pending.stretches.extend(stretches);
            writer.flush_index()
        })
    }
}

/// Stretches by their first number, and articles with their bodies' numbers.
type LeftOver = (Vec<i64>, Vec<(ArticleId, i64)>);

/// The stretches that are not indexed, and the articles in them, in the order of
/// ids.
fn left_over(connection: &Connection) -> Result<LeftOver> {
    let mut statement = connection.prepare("SELECT first FROM unindexed")?;
    let stretches = statement
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    if stretches.is_empty() {
        return Ok((stretches, Vec::new()));
    }
    let sql = "SELECT a.id, a.body_seq FROM articles a
        WHERE EXISTS (SELECT 1 FROM unindexed u WHERE u.first =
            (SELECT max(first) FROM unindexed WHERE first <= a.body_seq) AND u.last >= a.body_seq)
        ORDER BY a.id";
    let mut statement = connection.prepare(sql)?;
    let ids = statement.query_map([], |row| Ok((ArticleId(row.get(0)?), row.get(1)?)))?;
    Ok((stretches, ids.collect::<rusqlite::Result<_>>()?))
}

fn words(
    connection: &Connection,
    id: ArticleId,
    seq: i64,
    words_of: &mut impl FnMut(&Unindexed<'_>) -> String,
) -> Result<Option<(ArticleId, i64, String)>> {
    let mut statement =
        connection.prepare_cached("SELECT title, author, feed_id FROM articles WHERE id = ?1 AND body_seq = ?2")?;
    let mut rows = statement.query(params![id.0, seq])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let (title, author): (SafeText, SafeText) = (safe(row, 0)?, safe(row, 1)?);
    let feed_title = feed::title(connection, FeedId(row.get(2)?))?;
    let raw =
        body::load(connection, seq)?.ok_or_else(|| StoreError::unreadable("the text of an article is missing"))?;
    let page_text = page::load(connection, id)?
        .0
        .map(|page| page.text())
        .unwrap_or_default();
    let article = Unindexed {
        title: &title,
        author: &author,
        feed_title: &feed_title,
        body: &body::read(&raw)?.1,
        page_text: &page_text,
    };
    Ok(Some((id, seq, words_of(&article))))
}
