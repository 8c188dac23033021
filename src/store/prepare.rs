//! Getting a feed's items ready to be stored, on the worker that read them, so that the one writer
//! has only rows to write: what is stored already as it is falls away, the rest is laid out and
//! compressed. The writer looks again before it stores; what is found here only saves work.

use std::ops::Range;

use rusqlite::{Connection, params};
use rustc_hash::FxHashSet;

use super::error::Result;
use super::fetched::NewArticle;
use super::hash::hash;
use super::pack::Packer;
use super::same_item;
use super::{PlainText, Store, body, bundle, lock};
use crate::model::FeedId;

/// The items of a feed's document, ready to be stored.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Items {
    /// How many there are in the document.
    pub(super) total: usize,
    /// The hashes of all their keys.
    pub(super) listed: FxHashSet<u64>,
    /// Those that are new or changed.
    pub(super) bundles: Vec<Bundle>,
    /// See [`Items::with_words`].
    pub(super) words: String,
}

impl Items {
    /// The keys of all items in the document.
    pub fn keys(&self) -> Keys {
        Keys(self.listed.clone())
    }

    /// With the words, parted by spaces, that the list of all words may lack once these items are
    /// indexed: at least those that no item handed over before them has.
    #[must_use]
    pub fn with_words(mut self, words: String) -> Self {
        self.words = words;
        self
    }
}

/// A set of items' keys.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Keys(FxHashSet<u64>);

impl Keys {
    /// Whether a key is among them.
    pub fn has(&self, key: &str) -> bool {
        self.0.contains(&hash(&[key.as_bytes()]))
    }

    /// Adds one.
    pub fn add(&mut self, key: &str) {
        self.0.insert(hash(&[key.as_bytes()]));
    }
}

/// Items whose bodies are compressed together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bundle {
    /// Their bodies (see [`bundle`]), in their order.
    pub(super) blob: Vec<u8>,
    /// Their words for the index, in one piece: a hundred thousand small ones would have the writer
    /// and the readers wait for each other, as each gives back memory that another asked for.
    pub(super) words: String,
    pub(super) items: Vec<Item>,
}

/// An item without its body and its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) article: NewArticle,
    /// Where its words are among those of its bundle.
    pub(super) words: Range<usize>,
    pub(super) key_hash: u64,
    /// Whether another item of the document has the same key (see [`same_item::own_key`]).
    pub(super) shared: bool,
    /// Of all that a publisher can change.
    pub(super) content_hash: i64,
}

impl Item {
    /// The key it goes by where it is new.
    pub(super) fn stored_key(&self) -> u64 {
        match self.shared {
            true => same_item::own_key(&self.article),
            false => self.key_hash,
        }
    }
}

impl Store {
    /// Gets a feed's items ready. `complete` is called for each that is new or changed, with its
    /// text as HTML, to count and gather its words. Blocks and computes; no lock is held.
    ///
    /// # Errors
    /// When the store cannot be read, or a text is too long to keep.
    pub fn prepare(
        &self,
        feed: FeedId,
        articles: Vec<NewArticle>,
        mut complete: impl FnMut(&mut NewArticle, &str),
    ) -> Result<Items> {
        let total = articles.len();
        let kept = lock(&self.benches).pop();
        let mut bench = match kept {
            Some(bench) => bench,
            None => Bench::new()?,
        };
        bench.bodies.clear();
        let mut laid = LaidOut {
            bodies: &mut bench.bodies,
            items: Vec::with_capacity(total),
            listed: FxHashSet::default(),
            plain: self.plain_text,
            compared: 0,
        };
        for article in articles {
            laid.add(article)?;
        }
        if !self.read(|connection| is_fresh(connection, feed))? {
            self.read(|connection| laid.forget_known(connection, feed))?;
        }
        let LaidOut { items, listed, .. } = laid;
        let bundles = bench.pack(items, &mut complete)?;
        if bench.bodies.capacity() <= KEPT {
            lock(&self.benches).push(bench);
        }
        Ok(Items {
            total,
            listed,
            bundles,
            words: String::new(),
        })
    }
}

/// What getting items ready takes; used again, so that its memory is not asked for each time.
pub(super) struct Bench {
    packer: Packer,
    bodies: Vec<u8>,
    together: Vec<u8>,
}

/// Bytes of the largest memory that is kept for the next feed.
const KEPT: usize = 2 << 20;

/// Items of a document that are compared with another of the same key; more than a few such pairs
/// are nothing a publisher means.
const MOST_COMPARED: usize = 32;

/// Items with their bodies laid out one after the other.
struct LaidOut<'b> {
    bodies: &'b mut Vec<u8>,
    items: Vec<Laid>,
    listed: FxHashSet<u64>,
    plain: PlainText,
    /// How many items were compared with another of the same key.
    compared: usize,
}

struct Laid {
    item: Item,
    start: usize,
    end: usize,
}

impl LaidOut<'_> {
    /// Takes an item in; the second with one key is left out, unless it is plainly another one.
    fn add(&mut self, mut article: NewArticle) -> Result<()> {
        let key_hash = hash(&[article.key.as_bytes()]);
        let shared = !self.listed.insert(key_hash);
        if shared && !self.is_another(key_hash, &article)? {
            return Ok(());
        }
        let start = self.bodies.len();
        body::lay_out(article.url.as_deref(), std::mem::take(&mut article.body), self.bodies)?;
        let times = [article.published, article.updated].map(|time| time.map_or(i64::MIN, |time| time.0).to_le_bytes());
        let content_hash = hash(&[
            article.title.as_bytes(),
            article.author.as_bytes(),
            times.as_flattened(),
            self.bodies.get(start..).unwrap_or_default(),
        ]);
        self.items.push(Laid {
            item: Item {
                article,
                words: 0..0,
                key_hash,
                shared,
                content_hash: content_hash.cast_signed(),
            },
            start,
            end: self.bodies.len(),
        });
        Ok(())
    }

    /// Whether an item is another one than those with its key so far; then all of them go by their
    /// addresses as well.
    fn is_another(&mut self, key_hash: u64, article: &NewArticle) -> Result<bool> {
        if self.compared >= MOST_COMPARED {
            return Ok(false);
        }
        self.compared += 1;
        let html = article.body.html.as_str();
        for laid in self.items.iter().filter(|laid| laid.item.key_hash == key_hash) {
            let before = self.bodies.get(laid.start..laid.end).unwrap_or_default();
            if !same_item::are_two(&laid.item.article, before, article, html, self.plain)? {
                return Ok(false);
            }
        }
        for laid in self.items.iter_mut().filter(|laid| laid.item.key_hash == key_hash) {
            laid.item.shared = true;
            self.listed.insert(same_item::own_key(&laid.item.article));
        }
        Ok(self.listed.insert(same_item::own_key(article)))
    }

    /// Leaves out what the store has just so, and what was removed from it.
    fn forget_known(&mut self, connection: &Connection, feed: FeedId) -> Result<()> {
        let mut error = None;
        self.items.retain(|laid| {
            let item = &laid.item;
            let news = |key_hash| match same_item::by_key(connection, feed, key_hash) {
                Ok(Some(known)) => Ok(known.content_hash != item.content_hash),
                Ok(None) => was_removed(connection, feed, key_hash).map(|removed| !removed),
                Err(error) => Err(error),
            };
            let wanted = match item.shared {
                true => news(item.stored_key()).and_then(|wanted| Ok(wanted && news(item.key_hash)?)),
                false => news(item.key_hash),
            };
            wanted.unwrap_or_else(|wrong| {
                error = Some(wrong);
                false
            })
        });
        error.map_or(Ok(()), Err)
    }
}

impl Bench {
    fn new() -> Result<Self> {
        Ok(Bench {
            packer: Packer::new()?,
            bodies: Vec::new(),
            together: Vec::new(),
        })
    }

    /// Bundles of items whose bodies are in `self.bodies`.
    fn pack(&mut self, laid: Vec<Laid>, complete: &mut impl FnMut(&mut NewArticle, &str)) -> Result<Vec<Bundle>> {
        let mut bundles = Vec::new();
        let (mut ends, mut items, mut words) = (Vec::new(), Vec::new(), String::new());
        let last = laid.len().saturating_sub(1);
        self.together.clear();
        for (at, laid) in laid.into_iter().enumerate() {
            let raw = self.bodies.get(laid.start..laid.end).unwrap_or_default();
            let mut item = laid.item;
            complete(&mut item.article, body::html(raw)?);
            let start = words.len();
            words.push_str(&std::mem::take(&mut item.article.words));
            item.words = start..words.len();
            self.together.extend_from_slice(raw);
            ends.push(self.together.len());
            items.push(item);
            if self.together.len() >= bundle::ENOUGH || at == last {
                bundles.push(Bundle {
                    blob: bundle::pack(&mut self.packer, &self.together, &ends)?,
                    words: words.as_str().to_owned(),
                    items: std::mem::take(&mut items),
                });
                self.together.clear();
                ends.clear();
                words.clear();
            }
        }
        Ok(bundles)
    }
}

/// Whether nothing was ever stored of a feed, so that there is nothing to compare with.
pub(super) fn is_fresh(connection: &Connection, feed: FeedId) -> Result<bool> {
    let sql = "SELECT NOT EXISTS (SELECT 1 FROM articles WHERE feed_id = ?1) AND NOT EXISTS (SELECT 1 FROM removed WHERE feed_id = ?1)";
    Ok(connection.prepare_cached(sql)?.query_row([feed.0], |row| row.get(0))?)
}

/// Whether an item was removed, so that it must not come back.
pub(super) fn was_removed(connection: &Connection, feed: FeedId, key_hash: u64) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM removed WHERE feed_id = ?1 AND key_hash = ?2)";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row(params![feed.0, key_hash.cast_signed()], |row| row.get(0))?)
}
