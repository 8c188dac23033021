//! The articles table: one light row an article, and everything that hangs on it.

use rusqlite::{Connection, OptionalExtension};

use super::body::{self, FeedBody};
use super::error::{Result, StoreError};
use super::feed::{self, safe};
use super::page::{self, PageText};
use super::{Store, analysis, tag};
use crate::model::{Analysis, ArticleId, FeedId, Flags, Headline, SafeText, Timestamp};

/// An article with everything that is stored of it.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredArticle {
    /// Its row in lists.
    pub headline: Headline,
    /// The name of its feed.
    pub feed_title: SafeText,
    /// The page it leads to.
    pub url: Option<String>,
    /// When it was first stored.
    pub retrieved: Timestamp,
    /// When the publisher says it was changed.
    pub updated: Option<Timestamp>,
    /// What its feed carried.
    pub body: FeedBody,
    /// The text of its page, where that was fetched.
    pub page: Option<PageText>,
    /// Why its page could not be had the last time it was asked for.
    pub page_error: Option<SafeText>,
    /// What was found in its text.
    pub analysis: Option<Analysis>,
    /// The person's tags.
    pub tags: Vec<SafeText>,
    /// Where it is saved.
    pub saved_as: Option<String>,
}

/// The columns of a list's row, in the order [`headline`] reads them.
pub(super) const HEADLINE: &str = "a.id, a.feed_id, a.title, a.author, a.published, a.words, a.read, a.starred, a.saved, a.edited, a.guessed, a.has_page";

/// Reads a list's row.
pub(super) fn headline(row: &rusqlite::Row<'_>) -> Result<Headline> {
    Ok(Headline {
        id: ArticleId(row.get(0)?),
        feed: FeedId(row.get(1)?),
        title: safe(row, 2)?,
        author: safe(row, 3)?,
        published: Timestamp(row.get(4)?),
        words: row.get(5)?,
        flags: Flags {
            read: row.get(6)?,
            starred: row.get(7)?,
            saved: row.get(8)?,
            edited: row.get(9)?,
            date_guessed: row.get(10)?,
            has_page: row.get(11)?,
        },
    })
}

/// A row of the table, whole but for its hashes.
pub(super) struct Row {
    /// What lists show.
    pub(super) headline: Headline,
    /// The number of its body.
    pub(super) body_seq: i64,
    retrieved: Timestamp,
    updated: Option<Timestamp>,
}

impl Row {
    /// The row of an article; none where it is gone.
    pub(super) fn load(connection: &Connection, id: ArticleId) -> Result<Option<Row>> {
        let sql = format!("SELECT {HEADLINE}, a.body_seq, a.retrieved, a.updated FROM articles a WHERE a.id = ?1");
        let mut statement = connection.prepare_cached(&sql)?;
        let mut rows = statement.query([id.0])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        Ok(Some(Row {
            headline: headline(row)?,
            body_seq: row.get(12)?,
            retrieved: Timestamp(row.get(13)?),
            updated: row.get::<_, Option<i64>>(14)?.map(Timestamp),
        }))
    }
}

impl Store {
    /// The page an article leads to; none where it has none or there is no such article.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn url(&self, id: ArticleId) -> Result<Option<String>> {
        self.read(|connection| {
            let Some(row) = Row::load(connection, id)? else {
                return Ok(None);
            };
            match body::load(connection, row.body_seq)? {
                Some(raw) => Ok(body::read(&raw)?.0),
                None => Ok(None),
            }
        })
    }

    /// An article with everything stored of it; none where it is gone.
    ///
    /// # Errors
    /// When the store cannot be read, or the article's text is damaged.
    pub fn stored_article(&self, id: ArticleId) -> Result<Option<StoredArticle>> {
        self.read(|connection| {
            let Some(row) = Row::load(connection, id)? else {
                return Ok(None);
            };
            let raw = body::load(connection, row.body_seq)?
                .ok_or_else(|| StoreError::unreadable("the text of an article is missing"))?;
            let (url, body) = body::read(&raw)?;
            let (page, page_error) = page::load(connection, id)?;
            let mut saves = connection.prepare_cached("SELECT path FROM saves WHERE article_id = ?1")?;
            Ok(Some(StoredArticle {
                feed_title: feed::title(connection, row.headline.feed)?,
                headline: row.headline,
                url,
                retrieved: row.retrieved,
                updated: row.updated,
                body,
                page,
                page_error,
                analysis: analysis::load(connection, id)?,
                tags: tag::of(connection, id)?,
                saved_as: saves.query_row([id.0], |row| row.get(0)).optional()?,
            }))
        })
    }
}
