//! Storing what a refresh brought: new items become articles, changed ones are brought up to date
//! with their states kept, unchanged ones cost a look into an index.

use rusqlite::{OptionalExtension, Transaction, params};
use rustc_hash::FxHashSet;

use super::body;

use super::error::{Result, StoreError};
use super::fetched::{FetchedFeed, NewArticle, StoredCounts};
use super::fulltext::{self, Pending};
use super::hash::hash;
use super::ids::Ids;
use super::pack::Packer;
use super::{PlainText, Store, Writer, article, begin, feed};
use crate::model::{ArticleId, FeedId, Timestamp};

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

/// One transaction of storing.
struct Intake<'w> {
    transaction: &'w Transaction<'w>,
    packer: &'w mut Packer,
    pending: Pending,
    ids: Ids,
    raw: Vec<u8>,
    last_seq: i64,
    now: Timestamp,
    plain: PlainText,
}

/// What the store knows of an item already.
struct Known {
    id: ArticleId,
    content_hash: i64,
}

impl Intake<'_> {
    fn feed(&mut self, fetched: FetchedFeed) -> Result<StoredCounts> {
        let items = fetched.items.unwrap_or_default();
        let mut counts = StoredCounts {
            feed: fetched.feed,
            new: 0,
            edited: 0,
            total_items: items.len(),
        };
        let health = serde_json::to_string(&fetched.outcome.health).map_err(StoreError::unreadable)?;
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
        if let Some(url) = &fetched.outcome.moved_to {
            feed::move_to(self.transaction, fetched.feed, url)?;
        }
        // A feed nothing was ever stored of has nothing to compare with.
        let fresh = !items.is_empty() && self.is_fresh(fetched.feed)?;
        let mut seen = FxHashSet::default();
        for item in items {
            let key_hash = hash(&[item.key.as_bytes()]);
            if !seen.insert(key_hash) {
                continue;
            }
            let known = if fresh {
                None
            } else {
                self.known(fetched.feed, key_hash)?
            };
            match known {
                Some(known) => counts.edited += usize::from(self.again(known, item)?),
                None if !fresh && self.was_removed(fetched.feed, key_hash)? => {}
                None => {
                    self.add(fetched.feed, key_hash, item)?;
                    counts.new += 1;
                }
            }
        }
        Ok(counts)
    }

    fn is_fresh(&self, feed: FeedId) -> Result<bool> {
        let sql = "SELECT NOT EXISTS (SELECT 1 FROM articles WHERE feed_id = ?1) AND NOT EXISTS (SELECT 1 FROM removed WHERE feed_id = ?1)";
        Ok(self
            .transaction
            .prepare_cached(sql)?
            .query_row([feed.0], |row| row.get(0))?)
    }

    fn known(&self, feed: FeedId, key_hash: u64) -> Result<Option<Known>> {
        let sql = "SELECT id, content_hash FROM articles WHERE feed_id = ?1 AND key_hash = ?2";
        let mut statement = self.transaction.prepare_cached(sql)?;
        let known = statement.query_row(params![feed.0, key_hash.cast_signed()], |row| {
            Ok(Known {
                id: ArticleId(row.get(0)?),
                content_hash: row.get(1)?,
            })
        });
        Ok(known.optional()?)
    }

    fn was_removed(&self, feed: FeedId, key_hash: u64) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM removed WHERE feed_id = ?1 AND key_hash = ?2)";
        let mut statement = self.transaction.prepare_cached(sql)?;
        Ok(statement.query_row(params![feed.0, key_hash.cast_signed()], |row| row.get(0))?)
    }

    /// Lays out an item's body in `self.raw`; gives the hash of all that a publisher can change.
    fn lay_out(&mut self, item: &mut NewArticle) -> Result<i64> {
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

    fn next_seq(&mut self) -> i64 {
        self.last_seq += 1;
        self.last_seq
    }

    fn add(&mut self, feed: FeedId, key_hash: u64, mut item: NewArticle) -> Result<()> {
        let content_hash = self.lay_out(&mut item)?;
        let seq = self.next_seq();
        let dated = item.published.filter(|at| at.0 > 0 && *at <= self.now.plus(AHEAD));
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

    /// An item that is stored already; says whether its publisher has changed what one reads.
    fn again(&mut self, known: Known, mut item: NewArticle) -> Result<bool> {
        let content_hash = self.lay_out(&mut item)?;
        if content_hash == known.content_hash {
            return Ok(false);
        }
        let seq = self.next_seq();
        let old = article::Row::load(self.transaction, known.id)?
            .ok_or_else(|| StoreError::unreadable("an article is missing"))?;
        let edited = old.headline.title != item.title || self.text_changed(old.body_seq)?;
        let dated = item.published.filter(|at| at.0 > 0 && *at <= self.now.plus(AHEAD));
        // The id, and with it the place in lists, stays. A text of its page outranks the feed's.
        let sql = "UPDATE articles SET title = ?2, author = ?3, published = coalesce(?4, published), guessed = guessed AND ?4 IS NULL,
            updated = ?5, words = iif(has_page, words, ?6), body_seq = ?7, content_hash = ?8, edited = edited OR ?9,
            analysed = iif(?9 AND NOT has_page, 0, analysed) WHERE id = ?1";
        self.transaction.prepare_cached(sql)?.execute(params![
            known.id.0,
            item.title.as_str(),
            item.author.as_str(),
            dated.map(|at| at.0),
            item.updated.map(|at| at.0),
            item.words_count,
            seq,
            content_hash,
            edited
        ])?;
        self.transaction
            .prepare_cached("DELETE FROM bodies WHERE seq = ?1")?
            .execute([old.body_seq])?;
        body::insert(self.transaction, seq, &self.packer.pack(&self.raw)?)?;
        let words = match old.headline.flags.has_page {
            true => super::page::with_page_words(self.transaction, known.id, &item.words)?,
            false => item.words,
        };
        self.pending.add(known.id, seq, words, true);
        Ok(edited)
    }

    /// Whether the text in `self.raw` reads differently from the stored one; a changed address of
    /// a picture or a counter in the markup is no edit.
    fn text_changed(&self, old_seq: i64) -> Result<bool> {
        let Some(old) = body::load(self.transaction, old_seq)? else {
            return Ok(true);
        };
        let (old, new) = (body::html(&old)?, body::html(&self.raw)?);
        if old == new {
            return Ok(false);
        }
        let (mut old_text, mut new_text) = (String::new(), String::new());
        (self.plain)(old, &mut old_text);
        (self.plain)(new, &mut new_text);
        Ok(!old_text.split_whitespace().eq(new_text.split_whitespace()))
    }
}
