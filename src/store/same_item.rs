//! Which stored article an item is, where its key alone does not tell: publishers give an item a
//! new key when its address changes, and give an old key to another item.
//!
//! Both questions are asked seldom: only for items not seen before, and for changed ones.

use rusqlite::{Connection, OptionalExtension, Transaction, params};
use rustc_hash::FxHashSet;

use super::body;
use super::error::Result;
use super::fetched::NewArticle;
use super::hash::hash;
use super::{PlainText, article, ids};
use crate::model::{ArticleId, FeedId, Timestamp};

/// Seconds after its moment within which an article is filed, where its own was taken.
const FILED_WITHIN: i64 = 120;
/// Newest articles of a feed among which an undated item is looked for.
const LOOKED_AT: i64 = 200;
/// Characters of two texts that are compared.
const COMPARED: usize = 4_000;

/// In the place of a content hash: the article's text was lost with a damaged file, and whatever its
/// feed has is to be taken.
pub(super) const LOST: i64 = 0;

/// What the store knows of an item already.
pub(super) struct Known {
    pub(super) id: ArticleId,
    pub(super) content_hash: i64,
}

/// The article a feed has under a key.
pub(super) fn by_key(connection: &Connection, feed: FeedId, key_hash: u64) -> Result<Option<Known>> {
    let sql = "SELECT id, content_hash FROM articles WHERE feed_id = ?1 AND key_hash = ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let known = statement.query_row(params![feed.0, key_hash.cast_signed()], |row| {
        Ok(Known {
            id: ArticleId(row.get(0)?),
            content_hash: row.get(1)?,
        })
    });
    Ok(known.optional()?)
}

/// The article that an item with a key not seen before was until now: of the same headline, moment
/// and text, under a key that its feed no longer lists. `html` is its text.
pub(super) fn under_another_key(
    transaction: &Transaction<'_>,
    feed: FeedId,
    item: &NewArticle,
    html: &str,
    listed: &FxHashSet<u64>,
    plain: PlainText,
) -> Result<Option<Known>> {
    let mut candidates: Vec<(Known, u64, i64)> = Vec::new();
    let mut take = |row: &rusqlite::Row<'_>| -> rusqlite::Result<()> {
        let known = Known {
            id: ArticleId(row.get(0)?),
            content_hash: row.get(1)?,
        };
        candidates.push((known, row.get::<_, i64>(2)?.cast_unsigned(), row.get(3)?));
        Ok(())
    };
    if let Some(at) = item.published {
        let sql = "SELECT id, content_hash, key_hash, body_seq FROM articles
            WHERE id >= ?1 AND id < ?2 AND feed_id = ?3 AND title = ?4 AND published = ?5 AND guessed = 0";
        let (from, to) = (ids::first_at(at), ids::first_at(at.plus(FILED_WITHIN)));
        let mut statement = transaction.prepare_cached(sql)?;
        let mut rows = statement.query(params![from, to, feed.0, item.title.as_str(), at.0])?;
        while let Some(row) = rows.next()? {
            take(row)?;
        }
    } else {
        let sql = "SELECT id, content_hash, key_hash, body_seq FROM
            (SELECT id, content_hash, key_hash, body_seq, title, guessed FROM articles WHERE feed_id = ?1 ORDER BY id DESC LIMIT ?2)
            WHERE guessed = 1 AND title = ?3";
        let mut statement = transaction.prepare_cached(sql)?;
        let mut rows = statement.query(params![feed.0, LOOKED_AT, item.title.as_str()])?;
        while let Some(row) = rows.next()? {
            take(row)?;
        }
    }
    for (known, key_hash, seq) in candidates {
        if listed.contains(&key_hash) {
            continue;
        }
        let Some(old) = body::load(transaction, seq)? else {
            continue;
        };
        if alike(body::html(&old)?, html, plain) {
            return Ok(Some(known));
        }
    }
    Ok(None)
}

/// Gives an article the key its feed has for it now.
pub(super) fn set_key(transaction: &Transaction<'_>, id: ArticleId, key_hash: u64) -> Result<()> {
    let sql = "UPDATE articles SET key_hash = ?2 WHERE id = ?1";
    transaction
        .prepare_cached(sql)?
        .execute(params![id.0, key_hash.cast_signed()])?;
    Ok(())
}

/// Whether an item is another one than the article stored under its key: not one of headline,
/// address and moment is the same, and the texts have little in common. `old` is the stored body,
/// laid out. Where the document has another item under the key as well (`shared`), addresses that
/// are missing are no sign that it is one.
pub(super) fn is_another(
    row: &article::Row,
    old: &[u8],
    item: &NewArticle,
    dated: Option<Timestamp>,
    html: &str,
    plain: PlainText,
    shared: bool,
) -> Result<bool> {
    if row.headline.title == item.title || dated == Some(row.headline.published) {
        return Ok(false);
    }
    let (url, before) = body::read(old)?;
    let apart = match (&url, &item.url) {
        (Some(before), Some(now)) => before != now,
        _ => shared,
    };
    Ok(apart && !alike(&before.html, html, plain))
}

/// The key of an item whose publisher's key is also another's: of that and its address, or its
/// headline where it has none.
pub(super) fn own_key(item: &NewArticle) -> u64 {
    let own = item.url.as_deref().unwrap_or(&item.title);
    hash(&[item.key.as_bytes(), own.as_bytes()])
}

/// Whether two items of one document are two though they have one key: they have no headline,
/// moment or address in common, and little of their texts. `old` is the first one's body, laid out, `html` the second one's text.
pub(super) fn are_two(one: &NewArticle, old: &[u8], other: &NewArticle, html: &str, plain: PlainText) -> Result<bool> {
    let one_moment = one.published.is_some() && one.published == other.published;
    let one_address = one.url.is_some() && one.url == other.url;
    if one.title == other.title || one_moment || one_address {
        return Ok(false);
    }
    Ok(!alike(body::html(old)?, html, plain))
}

/// Whether two texts share at least half of the words of the shorter one; a text without words is
/// like every other.
fn alike(one: &str, other: &str, plain: PlainText) -> bool {
    let words = |html: &str| {
        let mut text = String::new();
        plain(html, &mut text);
        let end = text.char_indices().nth(COMPARED).map_or(text.len(), |(at, _)| at);
        text.truncate(end);
        text.split_whitespace().map(str::to_lowercase).collect::<FxHashSet<_>>()
    };
    if one == other {
        return true;
    }
    let (one, other) = (words(one), words(other));
    let shared = one.intersection(&other).count();
    shared * 2 >= one.len().min(other.len())
}
