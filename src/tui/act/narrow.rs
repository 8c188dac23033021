//! Narrowing the headlines: by what is selected among the feeds, by the filter, to what is unread.

use crate::model::ArticleId;
use crate::query::{Query, State, Test};
use crate::tui::app::App;
use crate::tui::effect::Effect;
use crate::tui::event::Page;
use crate::tui::layout::Pane;
use crate::tui::overlays::{Prompt, Purpose};
use crate::tui::panes::feeds::Scope;

/// Headlines read at once.
pub const PAGE: usize = 200;
/// Steps back that are kept.
const MOST_TRAIL: usize = 20;

/// What the headlines are narrowed by beside the selected feed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Narrow {
    /// The filter as it is typed.
    pub filter: String,
    /// The filter, read; the last one that could be.
    pub query: Query,
    /// Why the filter cannot be read.
    pub error: Option<String>,
    /// Whether only unread articles are listed.
    pub unread_only: bool,
    /// Where to step back to.
    pub trail: Vec<Step>,
}

/// A list that was left for another, to come back to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    scope: Scope,
    filter: String,
    unread_only: bool,
    article: Option<ArticleId>,
    pane: Pane,
}

impl App {
    /// The query of the list as it is narrowed now; a sentence where the selected view cannot be
    /// read.
    pub fn list_query(&self) -> Result<Query, String> {
        let mut query = self.feeds.query_of(&self.feeds.scope())?.and(&self.narrow.query);
        if self.narrow.unread_only {
            query = query.and(&Query::of(Test::Is(State::Unread)));
        }
        Ok(query)
    }

    /// Has the list read anew, keeping `keep` selected if it is in it.
    pub fn list(&mut self, keep: Option<ArticleId>) -> Vec<Effect> {
        let query = match self.list_query() {
            Ok(query) => query,
            Err(error) => {
                self.complain(error);
                return Vec::new();
            }
        };
        let ticket = self.ticket();
        self.awaited.list = ticket;
        self.awaited.keep = keep;
        self.headlines.waiting = true;
        self.headlines.shown = self.narrow.query.clone();
        self.reader.set_hits(&self.narrow.query.clone());
        vec![Effect::LoadHeadlines {
            ticket,
            query,
            page: Page::First,
            limit: PAGE,
        }]
    }

    /// Has the next rows of the list read, when the selection comes near its end.
    pub fn more(&mut self) -> Vec<Effect> {
        let Some(after) = self.headlines.wants_more(self.headlines_view()) else {
            return Vec::new();
        };
        let Ok(query) = self.list_query() else {
            return Vec::new();
        };
        self.headlines.waiting = true;
        vec![Effect::LoadHeadlines {
            ticket: self.awaited.list,
            query,
            page: Page::After(after),
            limit: PAGE,
        }]
    }

    /// Has the start of the list read afresh, because something new is in the library.
    pub fn again(&mut self) -> Vec<Effect> {
        if std::mem::replace(&mut self.refreshing.reading, true) {
            return Vec::new();
        }
        let new = std::mem::take(&mut self.refreshing.unread_news);
        let mut effects = vec![Effect::LoadOverview];
        if let Ok(query) = self.list_query() {
            let limit = self.headlines.again_limit(PAGE, new);
            effects.push(Effect::LoadHeadlines {
                ticket: self.awaited.list,
                query,
                page: Page::Again,
                limit,
            });
        } else {
            self.refreshing.reading = false;
        }
        effects
    }

    /// Takes a filter as typed so far; a mistake in it is kept to be shown, and the list stays.
    pub fn set_filter(&mut self, text: &str) -> Vec<Effect> {
        if self.narrow.filter == text && self.narrow.error.is_none() {
            return Vec::new();
        }
        text.clone_into(&mut self.narrow.filter);
        match text.parse() {
            Ok(query) => {
                self.narrow.error = None;
                if self.narrow.query == query {
                    return Vec::new();
                }
                self.narrow.query = query;
                let keep = self.headlines.selected().map(|row| row.id);
                self.list(keep.filter(|_| self.prompt.is_none()))
            }
            Err(error) => {
                self.narrow.error = Some(error.to_string());
                Vec::new()
            }
        }
    }

    /// Begins to type a filter.
    pub fn ask_filter(&mut self) -> Vec<Effect> {
        let before = self.narrow.filter.clone();
        let start = if before.is_empty() {
            String::new()
        } else {
            format!("{before} ")
        };
        self.prompt = Some(Prompt::new(Purpose::Filter { before }, &start));
        if self.layout.pane(Pane::Headlines).is_none() {
            self.focus(Pane::Headlines);
        }
        Vec::new()
    }

    /// Selects something among the feeds and lists it.
    pub fn go_scope(&mut self, scope: &Scope) -> Vec<Effect> {
        self.feeds.select(scope);
        self.narrow.trail.clear();
        self.focus(Pane::Headlines);
        self.list(None)
    }

    /// Lists every article that a query holds for; `back` comes back to the list there is now.
    pub fn narrow_to(&mut self, query: &Query) -> Vec<Effect> {
        let step = Step {
            scope: self.feeds.scope(),
            filter: self.narrow.filter.clone(),
            unread_only: self.narrow.unread_only,
            article: self.current(),
            pane: self.shape.focus,
        };
        if self.narrow.trail.len() < MOST_TRAIL {
            self.narrow.trail.push(step);
        }
        self.feeds.select(&Scope::All);
        self.narrow.filter = query.to_string();
        self.narrow.query = query.clone();
        self.narrow.error = None;
        self.narrow.unread_only = false;
        self.focus(Pane::Headlines);
        let keep = self.reader.id();
        self.list(keep)
    }

    /// Steps back to the list before, or out of the filter; says with none that there is neither.
    pub fn widen(&mut self) -> Option<Vec<Effect>> {
        if let Some(step) = self.narrow.trail.pop() {
            self.feeds.select(&step.scope);
            self.narrow.query = step.filter.parse().unwrap_or_default();
            self.narrow.filter = step.filter;
            self.narrow.error = None;
            self.narrow.unread_only = step.unread_only;
            self.focus(if step.pane == Pane::Side {
                Pane::Article
            } else {
                step.pane
            });
            return Some(self.list(step.article));
        }
        if self.narrow.filter.is_empty() && self.narrow.error.is_none() {
            return None;
        }
        self.narrow.filter.clear();
        self.narrow.query = Query::all();
        self.narrow.error = None;
        let keep = self.headlines.selected().map(|row| row.id);
        Some(self.list(keep))
    }
}
