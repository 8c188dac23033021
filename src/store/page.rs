//! The pages table: the text and photos of an article's page, or why there is none.

use rusqlite::{Connection, Transaction, params};
use serde::{Deserialize, Serialize};

use super::error::{Result, StoreError};
use super::{Store, analysis, fulltext, pack};
use crate::model::{Analysis, ArticleId, Document, PageFacts, Photo, SafeText, Timestamp};
use crate::query::UniqueWords;

/// A page's text with its photos and what the page says of itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PageText {
    /// When it was fetched.
    pub fetched: Timestamp,
    /// The text.
    pub document: Document,
    /// The photos, in page order.
    pub photos: Vec<Photo>,
    /// What the page says of itself.
    #[serde(default)]
    pub facts: PageFacts,
}

impl PageText {
    /// What the index has of the page: its text, and its photos' captions and credits.
    fn texts(&self) -> impl Iterator<Item = &str> {
        let photos = self
            .photos
            .iter()
            .flat_map(|photo| [Some(&*photo.caption), photo.credit.as_deref()]);
        std::iter::once(self.document.text()).chain(photos.flatten())
    }

    /// The same as one text, parted by blank lines.
    pub(super) fn text(&self) -> String {
        self.texts().collect::<Vec<_>>().join("\n\n")
    }
}

impl Store {
    /// Stores a page's text with what was found in it, and indexes the article anew, in one
    /// transaction. `words` are those of its title, author, feed name, feed text and page, each
    /// once, as for [`super::NewArticle::words`]. Nothing is done for an article that is gone.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn store_page(&self, id: ArticleId, page: &PageText, words: &str, found: Option<&Analysis>) -> Result<()> {
        let blob = pack::pack_json(page)?;
        let found = found.map(analysis::Prepared::new).transpose()?;
        let words_count = u32::try_from(page.document.words()).unwrap_or(u32::MAX);
        self.with_writer(|writer| {
            // The words of the feed's text alone must not come later than these.
            writer.flush_index()?;
            let transaction = super::begin(&mut writer.connection)?;
            let sql = "UPDATE articles SET has_page = 1, words = max(words, ?2), analysed = iif(?3, analysed, 0) WHERE id = ?1";
            if transaction.execute(sql, params![id.0, words_count, found.is_some()])? == 0 {
                return Ok(());
            }
            let sql = "INSERT OR REPLACE INTO pages (article_id, fetched, error, page) VALUES (?1, ?2, NULL, ?3)";
            transaction.execute(sql, params![id.0, page.fetched.0, blob])?;
            if let Some(found) = &found {
                found.store(&transaction, id)?;
            }
            fulltext::replace(&transaction, id, words)?;
            transaction.commit()?;
            Ok(())
        })
    }

    /// Those of `ids` whose pages were never asked for: neither a page is stored nor a reason why
    /// there is none. In the order given.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn without_page(&self, ids: &[ArticleId]) -> Result<Vec<ArticleId>> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached("SELECT 1 FROM pages WHERE article_id = ?1")?;
            let mut without = Vec::new();
            for id in ids {
                if !statement.exists([id.0])? {
                    without.push(*id);
                }
            }
            Ok(without)
        })
    }

    /// Notes that an article's page could not be had, and why. A page stored earlier stays.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn store_page_error(&self, id: ArticleId, why: &SafeText, now: Timestamp) -> Result<()> {
        self.write(|transaction| {
            let sql = "INSERT INTO pages (article_id, fetched, error) SELECT id, ?2, ?3 FROM articles WHERE id = ?1
                ON CONFLICT (article_id) DO UPDATE SET error = excluded.error";
            transaction.execute(sql, params![id.0, now.0, why.as_str()])?;
            Ok(())
        })
    }
}

/// The stored page of an article, and why its page could not be had the last time.
pub(super) fn load(connection: &Connection, id: ArticleId) -> Result<(Option<PageText>, Option<SafeText>)> {
    let mut statement = connection.prepare_cached("SELECT page, error FROM pages WHERE article_id = ?1")?;
    let mut rows = statement.query([id.0])?;
    let Some(row) = rows.next()? else {
        return Ok((None, None));
    };
    let blob = row.get_ref(0)?.as_blob_or_null().map_err(StoreError::unreadable)?;
    let page = blob.map(pack::unpack_json).transpose()?;
    let error: Option<String> = row.get(1)?;
    Ok((page, error.map(|error| SafeText::line(&error))))
}

/// `words` and those of the article's stored page, each once.
pub(super) fn with_page_words(transaction: &Transaction<'_>, id: ArticleId, words: &str) -> Result<String> {
    let mut all = UniqueWords::default();
    all.add(words);
    if let (Some(page), _) = load(transaction, id)? {
        page.texts().for_each(|text| all.add(text));
    }
    Ok(all.take())
}
