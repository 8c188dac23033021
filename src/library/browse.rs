//! Reading the library: the overview, lists of headlines, whole articles.

use std::cell::Cell;

use super::text::{choose, feed_text, with_analysis};
use super::{Library, Result};
use crate::model::{Article, ArticleId, Feed, Headline, PageState, ShownText, Timestamp, View};
use crate::query::{Query, State, Test};

pub use crate::store::Totals;

/// What the feeds pane shows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Overview {
    /// The feeds, in the order of their folders.
    pub feeds: Vec<Feed>,
    /// The kept views.
    pub views: Vec<ViewRow>,
    /// The library's totals.
    pub totals: Totals,
}

/// A view with its count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewRow {
    /// The view.
    pub view: View,
    /// How many unread articles it shows; none where its query cannot be read any more.
    pub unread: Option<u64>,
    /// Whether there may be more: counting what a phrase or a name holds for means reading texts,
    /// of which only so many are read.
    pub more: bool,
}

/// Texts looked into to count what views show, all views together; some twenty milliseconds.
const LOOKS: usize = 300;

impl Library {
    /// The feeds with their counts and health, the views, and the totals.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn overview(&self, now: Timestamp) -> Result<Overview> {
        let store = self.store();
        let unread = Query::of(Test::Is(State::Unread));
        let views = store.views()?;
        let share = LOOKS / views.len().max(1);
        let views = views.into_iter().map(|view| {
            let looks = Cell::new(share);
            let query = view.query.parse::<Query>().ok();
            let counted = query.and_then(|query| store.count_within(&query.and(&unread), now, &looks).ok());
            ViewRow {
                view,
                unread: counted.map(|(unread, _)| unread),
                more: counted.is_some_and(|(_, more)| more),
            }
        });
        Ok(Overview {
            views: views.collect(),
            feeds: store.feeds()?,
            totals: store.totals()?,
        })
    }

    /// At most `limit` headlines of the articles that the query holds for, newest first, older
    /// than `after` where it is given.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn headlines(
        &self,
        query: &Query,
        now: Timestamp,
        after: Option<ArticleId>,
        limit: usize,
    ) -> Result<Vec<Headline>> {
        Ok(self.store().headlines(query, now, after, limit)?)
    }

    /// How many articles the query holds for.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn count(&self, query: &Query, now: Timestamp) -> Result<u64> {
        Ok(self.store().count(query, now)?)
    }

    /// A whole article with the text asked for, or with its better text; none where it is not (or
    /// no longer) in the library. Its analysis is there only if it is stored already: looking for
    /// names is [`Library::analyse`]'s work.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn article(&self, id: ArticleId, text: Option<ShownText>) -> Result<Option<Article>> {
        let Some(stored) = self.store().stored_article(id)? else {
            return Ok(None);
        };
        let from_feed = feed_text(&stored);
        let shown = text.unwrap_or_else(|| choose(&stored, &from_feed.0));
        let facts = stored.page.as_ref().map(|page| page.facts.clone()).unwrap_or_default();
        let (shown, (document, mut photos)) = match (shown, stored.page) {
            (ShownText::Page, Some(page)) => (ShownText::Page, (page.document, page.photos)),
            _ => (ShownText::Feed, from_feed),
        };
        let page = match (stored.headline.flags.has_page, stored.page_error, &stored.url) {
            (true, _, _) => PageState::Stored,
            (_, Some(error), _) => PageState::Failed(error),
            (_, _, Some(url)) if url.starts_with("http") => PageState::NotFetched,
            _ => PageState::None,
        };
        self.complete_photos(&stored.headline, &mut photos)?;
        let analysis = with_analysis(stored.analysis, &document);
        Ok(Some(Article {
            headline: stored.headline,
            feed_title: stored.feed_title,
            url: stored.url,
            comments: stored.body.comments,
            coordinates: stored.body.coordinates,
            retrieved: stored.retrieved,
            updated: stored.updated,
            categories: stored.body.categories,
            tags: stored.tags,
            shown,
            facts,
            page,
            document,
            photos,
            analysis,
            saved_as: stored.saved_as,
        }))
    }

    /// The page an article leads to.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn url(&self, id: ArticleId) -> Result<Option<String>> {
        Ok(self.store().url(id)?)
    }

    /// Where reading an article was left: a byte of its text, 0 for its beginning.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn scroll(&self, id: ArticleId) -> Result<usize> {
        Ok(self.store().scroll(id)?)
    }

    /// Keeps where reading an article was left.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn keep_scroll(&self, id: ArticleId, offset: usize) -> Result<()> {
        Ok(self.store().set_scroll(id, offset)?)
    }
}
