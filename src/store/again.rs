//! Bringing a stored article up to date with its item: states stay, an edit is noted, and a key
//! that was another article's before makes a new one.

use rusqlite::params;

use super::error::{Result, StoreError};
use super::fetched::NewArticle;
use super::intake::{Intake, Stored};
use super::prepare::was_removed;
use super::same_item::{self, Known};
use super::{article, body};
use crate::model::FeedId;

impl Intake<'_> {
    /// An item that is stored already, unless its key was another's before.
    /// `shared` is whether its document has another item under its key.
    pub(super) fn again(
        &mut self,
        feed: FeedId,
        known: Known,
        item: NewArticle,
        content_hash: i64,
        shared: bool,
    ) -> Result<Stored> {
        if content_hash == known.content_hash {
            return Ok(Stored::AsBefore);
        }
        let old = article::Row::load(self.transaction, known.id)?
            .ok_or_else(|| StoreError::unreadable("an article is missing"))?;
        if self.is_another(&old, &item, shared)? {
            return self.by_own_key(feed, item, content_hash);
        }
        self.change(known, old, item, content_hash)
    }

    /// Whether the item, whose body is in `self.raw`, is another one than the article under its key.
    fn is_another(&self, old: &article::Row, item: &NewArticle, shared: bool) -> Result<bool> {
        if old.headline.title == item.title {
            return Ok(false);
        }
        let dated = self.dated(item);
        match body::load(self.transaction, old.body_seq)? {
            Some(before) => {
                same_item::is_another(old, &before, item, dated, body::html(&self.raw)?, self.plain, shared)
            }
            None => Ok(false),
        }
    }

    /// An item under a key that was or is another's: it goes by one of key and address.
    pub(super) fn by_own_key(&mut self, feed: FeedId, item: NewArticle, content_hash: i64) -> Result<Stored> {
        let key_hash = same_item::own_key(&item);
        let Some(known) = same_item::by_key(self.transaction, feed, key_hash)? else {
            if was_removed(self.transaction, feed, key_hash)? {
                return Ok(Stored::AsBefore);
            }
            self.add(feed, key_hash, &item, content_hash, &item.words)?;
            return Ok(Stored::New);
        };
        if content_hash == known.content_hash {
            return Ok(Stored::AsBefore);
        }
        let old = article::Row::load(self.transaction, known.id)?
            .ok_or_else(|| StoreError::unreadable("an article is missing"))?;
        self.change(known, old, item, content_hash)
    }

    /// Brings an article up to date with its item, whose body is in `self.raw`.
    fn change(&mut self, known: Known, old: article::Row, item: NewArticle, content_hash: i64) -> Result<Stored> {
        let id = known.id;
        let lost = known.content_hash == same_item::LOST;
        let edited = !lost && (old.headline.title != item.title || self.text_changed(old.body_seq)?);
        let dated = self.dated(&item);
        // The id, and with it the place in lists, stays. A text of its page outranks the feed's.
        let sql = "UPDATE articles SET title = ?2, author = ?3, published = coalesce(?4, published), guessed = guessed AND ?4 IS NULL,
            updated = ?5, words = iif(has_page, words, ?6), body_seq = ?7, content_hash = ?8, edited = edited OR ?9,
            analysed = iif((?9 OR ?10) AND NOT has_page, 0, analysed) WHERE id = ?1";
        self.transaction.prepare_cached(sql)?.execute(params![
            id.0,
            item.title.as_str(),
            item.author.as_str(),
            dated.map(|at| at.0),
            item.updated.map(|at| at.0),
            item.words_count,
            self.seq,
            content_hash,
            edited,
            lost
        ])?;
        self.used += 1;
        let words = match old.headline.flags.has_page {
            true => super::page::with_page_words(self.transaction, id, &item.words)?,
            false => item.words,
        };
        self.pending.add(id, self.seq, &words, true);
        Ok(if edited { Stored::Edited } else { Stored::AsBefore })
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
