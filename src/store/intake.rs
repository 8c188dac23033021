//! Storing what a refresh brought: new items become articles, changed ones are brought up to date
//! with their states kept, unchanged ones cost a look into an index.

use rusqlite::{Transaction, params};
use rustc_hash::FxHashSet;

use super::body;

use super::error::{Result, StoreError};
use super::fetched::{FetchedFeed, NewArticle, StoredCounts};
use super::fulltext::{self, Pending};
use super::hash::hash;
use super::ids::Ids;
use super::pack::Packer;
use super::same_item;
use super::{PlainText, Store, Writer, begin, feed};
use crate::model::{FeedId, Timestamp};

/// How far in the future a date may lie (clocks and time zones differ) before it is no date.
const AHEAD: i64 = 86_400;

impl Store {
    /// Stores what several fetches brought, in one transaction, in their order. The articles can
    /// be listed and read when this returns; they can be searched for once they are indexed, which
    /// happens when enough have come together and at [`Store::finish_indexing`]. A feed that is
    /// gone in the meantime is passed over.
    ///
    /// # Errors
    /// When the store cannot be written; then nothing of these is stored.
    pub fn store_fetched(&self, fetched: Vec<FetchedFeed>, now: Timestamp) -> Result<Vec<StoredCounts>> {
        self.with_writer(|writer| {
            let counts = writer.store_fetched(fetched, now, self.plain_text)?;
            if writer.pending.is_full() {
                writer.flush_index()?;
            }
            Ok(counts)
        })
    }
}

impl Writer {
    fn store_fetched(
        &mut self,
        fetched: Vec<FetchedFeed>,
        now: Timestamp,
        plain: PlainText,
    ) -> Result<Vec<StoredCounts>> {
        let transaction = begin(&mut self.connection)?;
        let before = body::last_seq(&transaction)?;
        let mut intake = Intake {
            transaction: &transaction,
            packer: &mut self.packer,
            pending: Pending::default(),
            ids: Ids::default(),
            raw: Vec::new(),
            last_seq: before,
            now,
            plain,
        };
        let counts = fetched
            .into_iter()
            .map(|feed| intake.feed(feed))
            .collect::<Result<Vec<_>>>()?;
        let Intake {
            last_seq, mut pending, ..
        } = intake;
        if last_seq > before {
            body::set_last_seq(&transaction, last_seq)?;
            fulltext::note_unindexed(&transaction, before + 1, last_seq)?;
            pending.covers(before + 1);
        }
        transaction.commit()?;
        // Only what is stored for good goes into the index.
        self.pending.append(pending);
        Ok(counts)
    }
}

/// What became of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stored {
    /// It is a new article.
    New,
    /// Its publisher has changed what one reads.
    Edited,
    /// Nothing that one sees has changed.
    AsBefore,
}

/// One transaction of storing.
pub(super) struct Intake<'w> {
    pub(super) transaction: &'w Transaction<'w>,
    pub(super) packer: &'w mut Packer,
    pub(super) pending: Pending,
    pub(super) ids: Ids,
    pub(super) raw: Vec<u8>,
    pub(super) last_seq: i64,
    pub(super) now: Timestamp,
    pub(super) plain: PlainText,
}

impl Intake<'_> {
    fn feed(&mut self, fetched: FetchedFeed) -> Result<StoredCounts> {
        let items = fetched.items.unwrap_or_default();
        let mut counts = StoredCounts {
            feed: fetched.feed,
            new: 0,
            edited: 0,
            total_items: items.len(),
            moved: false,
        };
        let mut health = fetched.outcome.health;
        if let Some(url) = &fetched.outcome.moved_to {
            counts.moved = feed::move_to(self.transaction, fetched.feed, url)?;
            if !counts.moved {
                health.suggested = Some(url.clone());
                health.twin = true;
                health.moved_from = None;
            }
        }
        let health = serde_json::to_string(&health).map_err(StoreError::unreadable)?;
        let validators = &fetched.outcome.validators;
        let sql = "UPDATE fetches SET health = ?2, etag = ?3, last_modified = ?4 WHERE feed_id = ?1";
        let values = params![fetched.feed.0, health, validators.etag, validators.last_modified];
        if self.transaction.prepare_cached(sql)?.execute(values)? == 0 {
            return Ok(counts);
        }
        if fetched.title.is_some() || fetched.site.is_some() {
            let sql = "UPDATE feeds SET title = coalesce(?2, title), site = coalesce(?3, site)
                WHERE id = ?1 AND (title <> coalesce(?2, title) OR site IS NOT coalesce(?3, site))";
            let values = params![fetched.feed.0, fetched.title.as_deref(), fetched.site];
            self.transaction.prepare_cached(sql)?.execute(values)?;
        }
        // A feed nothing was ever stored of has nothing to compare with.
        let fresh = !items.is_empty() && self.is_fresh(fetched.feed)?;
        // What the document lists; an item twice in it is one.
        let mut listed = FxHashSet::default();
        let items: Vec<(u64, NewArticle)> = items
            .into_iter()
            .map(|item| (hash(&[item.key.as_bytes()]), item))
            .filter(|(key_hash, _)| listed.insert(*key_hash))
            .collect();
        for (key_hash, item) in items {
            let stored = if fresh {
                self.add(fetched.feed, key_hash, item)?;
                Stored::New
            } else {
                self.item(fetched.feed, key_hash, item, &listed)?
            };
            counts.new += usize::from(stored == Stored::New);
            counts.edited += usize::from(stored == Stored::Edited);
        }
        Ok(counts)
    }

    /// An item of a feed that articles are stored of.
    fn item(&mut self, feed: FeedId, key_hash: u64, item: NewArticle, listed: &FxHashSet<u64>) -> Result<Stored> {
        if let Some(known) = same_item::by_key(self.transaction, feed, key_hash)? {
            return self.again(feed, known, item);
        }
        if self.was_removed(feed, key_hash)? {
            return Ok(Stored::AsBefore);
        }
        let (transaction, plain) = (self.transaction, self.plain);
        match same_item::under_another_key(transaction, feed, &item, &item.body.html, listed, plain)? {
            Some(known) => {
                same_item::set_key(transaction, known.id, key_hash)?;
                self.again(feed, known, item)
            }
            None => {
                self.add(feed, key_hash, item)?;
                Ok(Stored::New)
            }
        }
    }

    fn is_fresh(&self, feed: FeedId) -> Result<bool> {
        let sql = "SELECT NOT EXISTS (SELECT 1 FROM articles WHERE feed_id = ?1) AND NOT EXISTS (SELECT 1 FROM removed WHERE feed_id = ?1)";
        Ok(self
            .transaction
            .prepare_cached(sql)?
            .query_row([feed.0], |row| row.get(0))?)
    }

    pub(super) fn was_removed(&self, feed: FeedId, key_hash: u64) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM removed WHERE feed_id = ?1 AND key_hash = ?2)";
        let mut statement = self.transaction.prepare_cached(sql)?;
        Ok(statement.query_row(params![feed.0, key_hash.cast_signed()], |row| row.get(0))?)
    }

    /// Lays out an item's body in `self.raw`; gives the hash of all that a publisher can change.
    pub(super) fn lay_out(&mut self, item: &mut NewArticle) -> Result<i64> {
        body::lay_out(item.url.as_deref(), std::mem::take(&mut item.body), &mut self.raw)?;
        let times = [item.published, item.updated].map(|time| time.map_or(i64::MIN, |time| time.0).to_le_bytes());
        let parts = [
            item.title.as_bytes(),
            item.author.as_bytes(),
            times.as_flattened(),
            &self.raw,
        ];
        Ok(hash(&parts).cast_signed())
    }

    /// When the item was published, where that is a moment that can be believed.
    pub(super) fn dated(&self, item: &NewArticle) -> Option<Timestamp> {
        item.published.filter(|at| at.0 > 0 && *at <= self.now.plus(AHEAD))
    }

    pub(super) fn next_seq(&mut self) -> i64 {
        self.last_seq += 1;
        self.last_seq
    }

    fn add(&mut self, feed: FeedId, key_hash: u64, mut item: NewArticle) -> Result<()> {
        let content_hash = self.lay_out(&mut item)?;
        self.add_laid_out(feed, key_hash, item, content_hash)
    }

    /// Adds an item whose body is in `self.raw`.
    pub(super) fn add_laid_out(
        &mut self,
        feed: FeedId,
        key_hash: u64,
        item: NewArticle,
        content_hash: i64,
    ) -> Result<()> {
        let seq = self.next_seq();
        let dated = self.dated(&item);
        let published = dated.unwrap_or(self.now);
        let sql = "INSERT INTO articles (id, feed_id, guessed, published, words, body_seq, title, author, retrieved, updated, key_hash, content_hash)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) ON CONFLICT (id) DO NOTHING";
        let mut statement = self.transaction.prepare_cached(sql)?;
        let tie = key_hash ^ feed.0.cast_unsigned();
        let id = self.ids.give(published, tie, |id| {
            statement
                .execute(params![
                    id.0,
                    feed.0,
                    dated.is_none(),
                    published.0,
                    item.words_count,
                    seq,
                    item.title.as_str(),
                    item.author.as_str(),
                    self.now.0,
                    item.updated.map(|at| at.0),
                    key_hash.cast_signed(),
                    content_hash
                ])
                .map(|rows| rows > 0)
        })?;
        body::insert(self.transaction, seq, &self.packer.pack(&self.raw)?)?;
        self.pending.add(id, seq, item.words, false);
        Ok(())
    }
}
