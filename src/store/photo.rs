//! The photos tables: photographs as they can be asked for, and who took them.

use rusqlite::types::Value;
use rusqlite::{Connection, Transaction, params, params_from_iter};

use super::compile::Compiled;
use super::entity::folded;
use super::error::{Result, StoreError};
use super::feed::{count, safe};
use super::vocabulary::Wanting;
use super::{Store, body, list};
use crate::model::{ArticleId, FeedId, Photo, SafeText, Timestamp};
use crate::query::{PhotoField, Query, Test, holds_for_photo, photo_patterns};

/// A photograph with the article it is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredPhoto {
    /// The article.
    pub article: ArticleId,
    /// Its headline.
    pub title: SafeText,
    /// Its feed.
    pub feed: FeedId,
    /// The feed's name.
    pub outlet: SafeText,
    /// When the article was published.
    pub published: Timestamp,
    /// Which of the article's photos it is, from 0.
    pub place: usize,
    /// The photo.
    pub photo: Photo,
}

/// A photographer, and in how many articles photographs of theirs are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photographer {
    /// The name.
    pub name: SafeText,
    /// Articles.
    pub articles: u64,
}

const TAKEN_BY: i64 = 0;
const TAKEN_FOR: i64 = 1;

/// Words in normal form with a space around each, so that whole words can be looked for.
fn spaced(text: &str) -> String {
    format!(" {} ", folded(text))
}

/// What a test looks for in a spaced text, any of them, as a JSON list; none where it has no words.
fn needles(field: PhotoField, value: &str) -> Option<String> {
    let needles: Vec<String> = photo_patterns(field, value)
        .iter()
        .map(|pattern| {
            let end = if pattern.prefix { "" } else { " " };
            format!(" {}{end}", pattern.words.join(" "))
        })
        .collect();
    (!needles.is_empty())
        .then(|| serde_json::to_string(&needles).ok())
        .flatten()
}

/// A select of the articles with a photo a test holds for, and the value to bind in it.
pub(super) fn having(field: PhotoField, value: &str) -> Option<(String, Value)> {
    let (rows, column) = match field {
        PhotoField::Caption => ("photos p WHERE".to_owned(), "caption"),
        PhotoField::Credit => ("photos p WHERE".to_owned(), "credit"),
        PhotoField::Photographer => (format!("photo_names p WHERE role = {TAKEN_BY} AND"), "folded"),
        PhotoField::Agency => (format!("photo_names p WHERE role = {TAKEN_FOR} AND"), "folded"),
    };
    let select =
        format!("SELECT article_id FROM {rows} EXISTS (SELECT 1 FROM json_each(?) n WHERE instr(p.{column}, n.value))");
    needles(field, value).map(|needles| (select, Value::Text(needles)))
}

/// The articles with a photo a test holds for.
pub(super) fn articles(connection: &Connection, select: &str, value: &Value) -> Result<Vec<i64>> {
    let mut statement = connection.prepare_cached(select)?;
    let ids = statement.query_map([value], |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

fn put(transaction: &Transaction<'_>, id: ArticleId, photos: &[(Photo, i64)], engine: u32) -> Result<()> {
    let there = "INSERT OR REPLACE INTO gathered SELECT id, ?2 FROM articles WHERE id = ?1";
    if transaction.prepare_cached(there)?.execute(params![id.0, engine])? == 0 {
        return Ok(());
    }
    let mut clear = transaction.prepare_cached("DELETE FROM photos WHERE article_id = ?1")?;
    clear.execute([id.0])?;
    let mut add = transaction.prepare_cached(
        "INSERT INTO photos (article_id, place, address, caption, credit, photo) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    let mut name = transaction.prepare_cached("INSERT OR IGNORE INTO photo_names VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for (place, (photo, address)) in photos.iter().enumerate() {
        let place = i64::try_from(place).unwrap_or(i64::MAX);
        let mut credit = photo.credit.as_deref().unwrap_or("").to_owned();
        let names = [(TAKEN_BY, &photo.photographers), (TAKEN_FOR, &photo.agencies)];
        for part in names.iter().flat_map(|(_, names)| names.iter()) {
            if !credit.contains(part.as_str()) {
                credit.push_str(" · ");
                credit.push_str(part);
            }
        }
        let json = serde_json::to_string(photo).map_err(StoreError::unreadable)?;
        add.execute(params![
            id.0,
            place,
            address,
            spaced(&photo.caption),
            spaced(&credit),
            json
        ])?;
        let row = transaction.last_insert_rowid();
        for (role, names) in names {
            for each in names {
                name.execute(params![role, spaced(each), row, id.0, each.as_str()])?;
            }
        }
    }
    Ok(())
}

impl Store {
    /// Puts articles' photos (each with the number of its address, 0 for none) in the place of
    /// earlier ones, in one transaction; `engine` is the version that read them. Articles that
    /// are gone are passed over.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn store_photos(&self, found: &[(ArticleId, Vec<(Photo, i64)>)], engine: u32) -> Result<()> {
        if found.is_empty() {
            return Ok(());
        }
        self.write(|transaction| {
            found
                .iter()
                .try_for_each(|(id, photos)| put(transaction, *id, photos, engine))
        })
    }

    /// The newest articles whose photos are not in the table, or read by another version, at most
    /// `limit`; each with whether it can have photos at all, by a glance at what is stored of it.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn ungathered(&self, engine: u32, limit: usize) -> Result<Vec<(ArticleId, bool)>> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.read(|connection| {
            // Counting is much quicker than looking for what is not there.
            let gathered = "SELECT count(*) FROM gathered WHERE engine = ?1";
            let gathered = connection
                .prepare_cached(gathered)?
                .query_row([engine], |row| count(row, 0))?;
            let all = "SELECT coalesce(sum(total), 0) FROM counts";
            if gathered == connection.prepare_cached(all)?.query_row([], |row| count(row, 0))? {
                return Ok(Vec::new());
            }
            let sql = "SELECT a.id, a.has_page, a.body_seq FROM articles a
                LEFT JOIN gathered g ON g.article_id = a.id
                WHERE g.engine IS NOT ?1 ORDER BY a.id DESC LIMIT ?2";
            let mut statement = connection.prepare_cached(sql)?;
            let mut rows = statement.query(params![engine, limit])?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                let has_page: bool = row.get(1)?;
                // One damaged text (opening it says so) must not keep the others from being gathered.
                let raw = body::load(connection, row.get(2)?);
                let may = raw.and_then(|raw| raw.map_or(Ok(false), |raw| body::may_have_pictures(&raw)));
                found.push((ArticleId(row.get(0)?), has_page || may.unwrap_or(false)));
            }
            Ok(found)
        })
    }

    /// At most `limit` photos of the articles a query holds for, newest article first. Where the
    /// query asks for captions, credits, photographers or agencies, only the photos it holds for.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn photos(&self, query: &Query, now: Timestamp, limit: usize) -> Result<Vec<StoredPhoto>> {
        let mut query = query.clone();
        if !query.asks_for_photos() {
            // Nothing but articles with photos is of use.
            query.terms.push(crate::query::Term {
                negated: false,
                test: Test::HasPhoto,
            });
        }
        self.read(|connection| {
            let compiled = Compiled::new(connection, &query, now, Wanting::All, self.naming)?;
            let mut found = Vec::new();
            for id in list::ids(connection, &compiled, self.plain_text)? {
                of_article(connection, id, &query, &mut found)?;
                if found.len() >= limit {
                    break;
                }
            }
            found.truncate(limit);
            Ok(found)
        })
    }

    /// The photographers one of whose names begins with these words, those of most articles first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn photographers(&self, beginning: &str, limit: usize) -> Result<Vec<Photographer>> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.read(|connection| {
            let sql = "SELECT min(name), count(DISTINCT article_id) AS articles FROM photo_names
                WHERE role = 0 AND instr(folded, ?1) GROUP BY folded ORDER BY articles DESC, folded LIMIT ?2";
            let mut statement = connection.prepare_cached(sql)?;
            let mut rows = statement.query(params![format!(" {}", folded(beginning)), limit])?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                found.push(Photographer {
                    name: safe(row, 0)?,
                    articles: count(row, 1)?,
                });
            }
            Ok(found)
        })
    }

    /// The feeds other than `feed` with an article that has a picture of one of these addresses:
    /// name and address of each, once.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn feeds_with_pictures(
        &self,
        addresses: &[i64],
        feed: FeedId,
        limit: usize,
    ) -> Result<Vec<(SafeText, String)>> {
        let marks = vec!["?"; addresses.len()].join(",");
        let sql = format!(
            "SELECT f.title, f.url FROM photos p JOIN articles a ON a.id = p.article_id JOIN feeds f ON f.id = a.feed_id
            WHERE p.address IN ({marks}) AND p.address <> 0 AND a.feed_id <> ? GROUP BY f.id ORDER BY f.title LIMIT ?"
        );
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let values: Vec<i64> = addresses.iter().copied().chain([feed.0, limit]).collect();
        self.read(|connection| {
            let mut statement = connection.prepare(&sql)?;
            let mut rows = statement.query(params_from_iter(&values))?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                found.push((safe(row, 0)?, row.get(1)?));
            }
            Ok(found)
        })
    }
}

/// Adds an article's photos that the query's photo terms hold for.
fn of_article(connection: &Connection, id: ArticleId, query: &Query, found: &mut Vec<StoredPhoto>) -> Result<()> {
    let sql = "SELECT a.title, a.feed_id, f.title, a.published, p.place, p.photo FROM photos p
        JOIN articles a ON a.id = p.article_id JOIN feeds f ON f.id = a.feed_id
        WHERE p.article_id = ?1 ORDER BY p.place";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([id.0])?;
    while let Some(row) = rows.next()? {
        let json = row.get_ref(5)?.as_str().map_err(StoreError::unreadable)?;
        let photo: Photo = serde_json::from_str(json).map_err(StoreError::unreadable)?;
        if holds_for_photo(query, &photo) {
            found.push(StoredPhoto {
                article: id,
                title: safe(row, 0)?,
                feed: FeedId(row.get(1)?),
                outlet: safe(row, 2)?,
                published: Timestamp(row.get(3)?),
                place: usize::try_from(count(row, 4)?).unwrap_or(usize::MAX),
                photo,
            });
        }
    }
    Ok(())
}
