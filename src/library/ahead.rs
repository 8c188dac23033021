//! Which pages to fetch before anybody opens them.

use super::{Library, Result};
use crate::model::{ArticleId, Timestamp};
use crate::query::{Query, State, Test};

impl Library {
    /// The articles whose pages the settings want ahead of reading and that are not here: the
    /// newest starred ones, the newest unread ones of each view, the newest unread ones. A page
    /// that could not be had is not asked for again.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn pages_ahead(&self, now: Timestamp) -> Result<Vec<ArticleId>> {
        let pages = &self.settings().pages;
        let mut wanted: Vec<ArticleId> = Vec::new();
        let mut add = |query: &Query, most: usize| -> Result<()> {
            if most > 0 {
                let rows = self.headlines(query, now, None, most)?;
                wanted.extend(rows.iter().filter(|row| !row.flags.has_page).map(|row| row.id));
            }
            Ok(())
        };
        add(&Query::of(Test::Is(State::Starred)), pages.ahead_starred)?;
        if pages.ahead_views > 0 {
            for view in self.store().views()? {
                // A view whose query this program cannot read is shown as such elsewhere.
                if let Ok(query) = view.query.parse::<Query>() {
                    add(&query.and(&Query::of(Test::Is(State::Unread))), pages.ahead_views)?;
                }
            }
        }
        add(&Query::of(Test::Is(State::Unread)), pages.ahead)?;
        let mut seen = std::collections::HashSet::new();
        wanted.retain(|id| seen.insert(*id));
        Ok(self.store().without_page(&wanted)?)
    }
}
