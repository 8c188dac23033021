//! The side pane: what is in the article, in tabs: names, photos, links, quotes, citations.

mod draw;

use ratatui::layout::Rect;

use super::caption_names::only_in_captions;
use super::photo_rows;
use super::side_rows::{self, Listed};
use crate::model::{Article, ArticleId};
use crate::query::Query;
use crate::tui::pictures::{Frame, Standing};
use crate::tui::widgets::rows::{self, Row};
use crate::tui::widgets::window::Motion;

/// A tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tab {
    /// Who and what is named.
    #[default]
    Entities,
    /// Captions and credits.
    Photos,
    /// Where the links lead.
    Links,
    /// Who says what.
    Quotes,
    /// Statutes and cases.
    Cites,
}

impl Tab {
    /// All, in order.
    pub const ALL: [Tab; 5] = [Tab::Entities, Tab::Photos, Tab::Links, Tab::Quotes, Tab::Cites];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Tab::Entities => "Entities",
            Tab::Photos => "Photos",
            Tab::Links => "Links",
            Tab::Quotes => "Quotes",
            Tab::Cites => "Cites",
        }
    }

    /// How many of its things an article has.
    pub fn count(self, article: Option<&Article>) -> usize {
        let Some(article) = article else { return 0 };
        let analysis = article.analysis.as_ref();
        match self {
            Tab::Entities => analysis.map_or(0, |analysis| analysis.entities.len() + only_in_captions(analysis).len()),
            Tab::Photos => article.photos.len(),
            Tab::Links => article.document.links().len(),
            Tab::Quotes => analysis.map_or(0, |analysis| analysis.quotes.len()),
            Tab::Cites => analysis.map_or(0, |analysis| analysis.citations.len()),
        }
    }
}

/// The pane.
#[derive(Debug, Default)]
pub struct Side {
    tab: Tab,
    /// The selected item of each tab.
    selected: [usize; 5],
    offset: usize,
    rows: Vec<Row>,
    /// What is named, in the order it is listed.
    order: Vec<Listed>,
    built_for: Option<(u16, Tab)>,
    /// How each photo's picture stands, and what is set apart in captions.
    pictures: Vec<Standing>,
    query: Query,
    article: Option<ArticleId>,
    view: usize,
}

impl Side {
    /// The tab shown.
    pub fn tab(&self) -> Tab {
        self.tab
    }

    /// Shows a tab.
    pub fn show(&mut self, tab: Tab) {
        if self.tab != tab {
            self.tab = tab;
            self.offset = 0;
            self.built_for = None;
        }
    }

    /// Shows the next tab, or the one before.
    pub fn step_tab(&mut self, back: bool) {
        let step = if back { Tab::ALL.len() - 1 } else { 1 };
        self.show(
            Tab::ALL
                .get((self.tab as usize + step) % Tab::ALL.len())
                .copied()
                .unwrap_or_default(),
        );
    }

    /// Another article (or the same, read afresh) is shown.
    pub fn set_article(&mut self, id: Option<ArticleId>) {
        if self.article != id {
            self.article = id;
            self.selected = [0; 5];
            self.offset = 0;
        }
        self.built_for = None;
    }

    /// Builds the rows for the pane's size, if that is not done, and keeps the selection in view.
    pub fn settle(&mut self, area: Rect, article: Option<&Article>, query: &Query, pictures: &[Standing]) {
        self.view = usize::from(area.height);
        if self.pictures != pictures || self.query != *query {
            self.pictures = pictures.to_vec();
            self.query = query.clone();
            self.built_for = None;
        }
        if self.built_for != Some((area.width, self.tab)) {
            self.built_for = Some((area.width, self.tab));
            self.rows = Vec::new();
            if let Some(article) = article {
                match self.tab {
                    Tab::Entities => (self.rows, self.order) = side_rows::entities(article, area.width),
                    Tab::Photos => self.rows = photo_rows::photos(article, area.width, query, pictures),
                    Tab::Links => self.rows = side_rows::links(article, area.width),
                    Tab::Quotes => self.rows = side_rows::quotes(article, area.width),
                    Tab::Cites => self.rows = side_rows::cites(article, area.width),
                }
            }
        }
        let last = self.items().saturating_sub(1);
        let selected = self.selected().min(last);
        self.set_selected(selected);
        self.offset = rows::offset(&self.rows, selected, self.offset, self.view);
    }

    /// The place a picture has in the Photos tab.
    pub fn frame(area: Rect) -> Frame {
        Frame::whole(area.width.saturating_sub(4), (area.height / 3).clamp(4, 14))
    }

    /// The photos that are in view, or next to them, as indices; none where another tab is shown.
    pub fn photos_near(&self) -> Vec<usize> {
        if self.tab != Tab::Photos {
            return Vec::new();
        }
        let rows = self.rows.iter().skip(self.offset).take(self.view + self.view / 2);
        let mut photos: Vec<usize> = rows.filter_map(|row| row.item).collect();
        photos.dedup();
        photos
    }

    fn items(&self) -> usize {
        rows::items(&self.rows)
    }

    /// The selected item of the tab: for entities an index into the analysis (none for a
    /// [`caption_name`](Self::caption_name)), else into the article's photos, links, quotes or
    /// citations. None where the tab is empty.
    pub fn item(&self) -> Option<usize> {
        let selected = self.selected();
        match self.listed() {
            Some(Listed::Entity(at)) => Some(at),
            _ if self.tab == Tab::Entities => None,
            _ => (selected < self.items()).then_some(selected),
        }
    }

    /// The selected row's name, on the Entities tab, where only captions have it: an index into the
    /// analysis' captions.
    pub fn caption_name(&self) -> Option<usize> {
        match self.listed()? {
            Listed::Caption(at) => Some(at),
            Listed::Entity(_) => None,
        }
    }

    fn listed(&self) -> Option<Listed> {
        let selected = self.order.get(self.selected()).copied();
        selected.filter(|_| self.tab == Tab::Entities)
    }

    /// Selects a photo, which the Photos tab then shows.
    pub fn select_photo(&mut self, photo: usize) {
        if let Some(selected) = self.selected.get_mut(Tab::Photos as usize) {
            *selected = photo;
        }
    }

    fn selected(&self) -> usize {
        self.selected.get(self.tab as usize).copied().unwrap_or(0)
    }

    fn set_selected(&mut self, at: usize) {
        if let Some(selected) = self.selected.get_mut(self.tab as usize) {
            *selected = at;
        }
    }

    /// Moves the selection; says whether it moved.
    pub fn go(&mut self, motion: Motion) -> bool {
        let before = self.selected();
        let per_item = (self.rows.len() / self.items().max(1)).max(1);
        let at = motion.from(before, self.items(), (self.view / per_item).max(2));
        self.set_selected(at);
        at != before
    }

    /// Selects the item on a row of the pane; says whether there is one.
    pub fn click(&mut self, row: u16) -> bool {
        let item = self.rows.get(self.offset + usize::from(row)).and_then(|row| row.item);
        if let Some(item) = item {
            self.set_selected(item);
        }
        item.is_some()
    }

    /// Rows, for a scrollbar: all, first, seen.
    pub fn extent(&self) -> (usize, usize, usize) {
        (self.rows.len(), self.offset, self.view)
    }
}
