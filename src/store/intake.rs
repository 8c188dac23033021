//! Storing what a refresh brought: new items become articles, changed ones are brought up to date
//! with their states kept, unchanged ones cost a look into an index.

use rusqlite::{Transaction, params};
use rustc_hash::FxHashSet;

use super::error::{Result, StoreError};
use super::fetched::{FetchedFeed, NewArticle, StoredCounts};
use super::fulltext::{self, Pending};
use super::ids::Ids;
use super::prepare::{Bundle, Item, is_fresh, was_removed};
use super::same_item;
use super::{PlainText, Store, Writer, begin, body, bundle, feed};
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
            pending: Pending::default(),
            ids: Ids::default(),
            raw: Vec::new(),
            last_seq: before,
            seq: before,
            used: 0,
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
    pub(super) pending: Pending,
    ids: Ids,
    /// The body of the item being stored, laid out; only where there may be one to compare it with.
    pub(super) raw: Vec<u8>,
    last_seq: i64,
    /// The number of that body.
    pub(super) seq: i64,
    /// How many of the bodies of its bundle articles have taken.
    pub(super) used: usize,
    pub(super) now: Timestamp,
    pub(super) plain: PlainText,
}

impl Intake<'_> {
    fn feed(&mut self, fetched: FetchedFeed) -> Result<StoredCounts> {
        let items = fetched.items.unwrap_or_default();
        // Whatever becomes of the items: who read them takes these words for listed from now on.
        self.pending.list_words(&items.words);
        let mut counts = StoredCounts {
            feed: fetched.feed,
            new: 0,
            edited: 0,
            total_items: items.total,
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
        let fresh = !items.bundles.is_empty() && is_fresh(self.transaction, fetched.feed)?;
        for bundle in items.bundles {
            self.bundle(fetched.feed, bundle, (!fresh).then_some(&items.listed), &mut counts)?;
        }
        if counts.new > 0 {
            let sql = "UPDATE counts SET total = total + ?2, unread = unread + ?2 WHERE feed_id = ?1";
            let values = params![fetched.feed.0, i64::try_from(counts.new).unwrap_or(i64::MAX)];
            self.transaction.prepare_cached(sql)?.execute(values)?;
        }
        Ok(counts)
    }

    /// Items whose bodies are compressed together. `listed` are the keys in the feed's document;
    /// none where its feed is new.
    fn bundle(
        &mut self,
        feed: FeedId,
        bundle: Bundle,
        listed: Option<&FxHashSet<u64>>,
        counts: &mut StoredCounts,
    ) -> Result<()> {
        let (first, count) = (self.last_seq + 1, bundle.items.len());
        bundle::insert(self.transaction, first, &bundle.blob, count)?;
        self.used = 0;
        for (place, mut item) in bundle.items.into_iter().enumerate() {
            let words = bundle.words.get(item.words.clone()).unwrap_or_default();
            self.seq = first + i64::try_from(place).map_err(StoreError::unreadable)?;
            let stored = match listed {
                None => {
                    self.add(feed, item.stored_key(), &item.article, item.content_hash, words)?;
                    Stored::New
                }
                Some(listed) => {
                    self.raw = bundle::unpack(&bundle.blob, place)?;
                    item.article.words.push_str(words);
                    self.item(feed, item, listed)?
                }
            };
            counts.new += usize::from(stored == Stored::New);
            counts.edited += usize::from(stored == Stored::Edited);
        }
        self.last_seq = self.seq;
        bundle::set_free(self.transaction, first, count, count - self.used)
    }

    /// An item of a feed that articles are stored of; its body is in `self.raw`.
    fn item(&mut self, feed: FeedId, item: Item, listed: &FxHashSet<u64>) -> Result<Stored> {
        let Item {
            key_hash,
            shared,
            content_hash,
            article,
            ..
        } = item;
        let own_key = same_item::own_key(&article);
        if same_item::by_key(self.transaction, feed, own_key)?.is_some() {
            return self.by_own_key(feed, article, content_hash);
        }
        if let Some(known) = same_item::by_key(self.transaction, feed, key_hash)? {
            return self.again(feed, known, article, content_hash, shared);
        }
        if shared {
            return self.by_own_key(feed, article, content_hash);
        }
        if was_removed(self.transaction, feed, key_hash)? || was_removed(self.transaction, feed, own_key)? {
            return Ok(Stored::AsBefore);
        }
        let html = body::html(&self.raw)?;
        match same_item::under_another_key(self.transaction, feed, &article, html, listed, self.plain)? {
            Some(known) => {
                same_item::set_key(self.transaction, known.id, key_hash)?;
                self.again(feed, known, article, content_hash, false)
            }
            None => {
                self.add(feed, key_hash, &article, content_hash, &article.words)?;
                Ok(Stored::New)
            }
        }
    }

    /// When the item was published, where that is a moment that can be believed.
    pub(super) fn dated(&self, item: &NewArticle) -> Option<Timestamp> {
        item.published.filter(|at| at.0 > 0 && *at <= self.now.plus(AHEAD))
    }

    /// Adds an item as a new article.
    pub(super) fn add(
        &mut self,
        feed: FeedId,
        key_hash: u64,
        item: &NewArticle,
        content_hash: i64,
        words: &str,
    ) -> Result<()> {
        let dated = self.dated(item);
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
                    self.seq,
                    item.title.as_str(),
                    item.author.as_str(),
                    self.now.0,
                    item.updated.map(|at| at.0),
                    key_hash.cast_signed(),
                    content_hash
                ])
                .map(|rows| rows > 0)
        })?;
        self.used += 1;
        self.pending.add(id, self.seq, words, false);
        Ok(())
    }
}
