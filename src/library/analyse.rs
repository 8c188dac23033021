//! Looking for names in articles: at once when one is opened, otherwise in idle time.

use super::text::{choose, feed_text};
use super::{Library, Result, Stop};
use crate::entities;
use crate::model::{Analysis, ArticleId, Document, Photo, ShownText, fingerprint};
use crate::store::StoredArticle;

impl Library {
    /// Looks for names in an article's text unless that is done and stored already; says whether
    /// it was done now. Computes for some milliseconds.
    ///
    /// # Errors
    /// When the library cannot be read or written.
    pub fn analyse(&self, id: ArticleId) -> Result<bool> {
        match self.analysis_of(id)? {
            Some(analysis) => self
                .store()
                .store_analysis(&[(id, analysis)])
                .map(|()| true)
                .map_err(Into::into),
            None => Ok(false),
        }
    }

    /// The newest articles that were not looked through yet, at most `limit`.
    ///
    /// # Errors
    /// When the library cannot be read or written.
    pub fn unanalysed(&self, limit: usize) -> Result<Vec<ArticleId>> {
        Ok(self.store().unanalysed(entities::ENGINE, limit)?)
    }

    /// The articles that only an earlier engine has looked through, newest first.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn outdated(&self) -> Result<Vec<ArticleId>> {
        Ok(self.store().outdated()?)
    }

    /// Looks for names in several articles, until stopped, and stores what it found in one
    /// transaction; gives those in which that changed something. Blocks; meant for idle time.
    ///
    /// # Errors
    /// When the library cannot be read or written.
    pub fn analyse_all(&self, ids: &[ArticleId], stop: &Stop) -> Result<Vec<ArticleId>> {
        let (mut found, mut current) = (Vec::with_capacity(ids.len()), Vec::new());
        for id in ids.iter().take_while(|_| !stop.is_stopped()) {
            match self.analysis_of(*id)? {
                Some(analysis) => found.push((*id, analysis)),
                None => current.push(*id),
            }
        }
        self.store().store_analysis(&found)?;
        // The feed brought another edition of a text whose page is what is read: still, this one
        // is done, and must not come up again.
        self.store().mark_analysed(&current, entities::ENGINE)?;
        Ok(found.into_iter().map(|(id, _)| id).collect())
    }

    /// A new analysis of an article's better text; none where the stored one is up to date or the
    /// article is gone.
    fn analysis_of(&self, id: ArticleId) -> Result<Option<Analysis>> {
        let Some(stored) = self.store().stored_article(id)? else {
            return Ok(None);
        };
        let (feed, feed_photos) = feed_text(&stored);
        let (document, photos) = match (choose(&stored, &feed), &stored.page) {
            (ShownText::Page, Some(page)) => (&page.document, &page.photos),
            _ => (&feed, &feed_photos),
        };
        let current = stored.analysis.as_ref().is_some_and(|analysis| {
            analysis.engine == entities::ENGINE && analysis.text == fingerprint(document.text())
        });
        Ok((!current).then(|| analysed(&stored, document, photos)))
    }
}

/// What is found in one of an article's texts and its photos' captions.
pub(super) fn analysed(stored: &StoredArticle, document: &Document, photos: &[Photo]) -> Analysis {
    let headline = &stored.headline;
    entities::analyse(&headline.title, document, photos, Some(headline.published))
}
