//! The headlines pane: one list of articles, newest first, a page at a time.
//!
//! The list is a snapshot: an article that is marked read stays where it is until another list is
//! asked for, and new ones come in above without moving the selected one.

use std::collections::{BTreeMap, HashMap};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::library::Watermark;
use crate::model::{ArticleId, Feed, FeedId, Flags, Headline, SafeText, Timestamp};
use crate::query::{Query, hits};
use crate::tui::event::Marking;
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::pen::Pen;
use crate::tui::widgets::spread;
use crate::tui::widgets::window::{Motion, Window};
use crate::tui::words::{Zone, minutes};

/// Rows are two lines high where the pane has at least this many lines.
const TWO_LINES_FROM: u16 = 12;
/// Most rows read afresh at once.
const MOST_AGAIN: usize = 2_000;
/// Where a one-line row has at least this many cells it names its feed.
const FEED_FROM: u16 = 56;

/// The pane.
#[derive(Debug, Default)]
pub struct Headlines {
    rows: Vec<Headline>,
    /// What is in view, in rows.
    pub window: Window,
    /// Whether the list ends with the rows there are.
    pub end: bool,
    /// Whether rows have been asked for and not come yet.
    pub waiting: bool,
    /// How many articles the list has, where they have been counted.
    pub total: Option<u64>,
    /// How many came in above what is in view.
    pub new_above: usize,
    /// The library's history when the list was read.
    pub seen: Option<Watermark>,
    /// The query whose words are shown in the titles.
    pub shown: Query,
    touched: bool,
    gap: bool,
    feeds: HashMap<FeedId, SafeText>,
}

impl Headlines {
    /// Takes the names of the feeds.
    pub fn set_feeds(&mut self, feeds: &[Feed]) {
        self.feeds = feeds.iter().map(|feed| (feed.id, feed.title.clone())).collect();
    }

    /// The name of a feed.
    pub fn feed_name(&self, feed: FeedId) -> &str {
        self.feeds.get(&feed).map_or("", |name| name.as_str())
    }

    /// Takes a new list; the article `keep` stays selected if it is in it.
    pub fn set(&mut self, rows: Vec<Headline>, end: bool, keep: Option<ArticleId>) {
        let at = keep.and_then(|id| rows.iter().position(|row| row.id == id));
        self.rows = rows;
        self.window = Window {
            selected: at.unwrap_or(0),
            offset: 0,
        };
        self.end = end;
        self.waiting = false;
        self.new_above = 0;
        self.gap = false;
        self.total = None;
        self.touched = at.is_some();
    }

    /// Takes the rows after those there are.
    pub fn append(&mut self, rows: Vec<Headline>, end: bool) {
        let last = self.rows.last().map(|row| row.id);
        self.rows
            .extend(rows.into_iter().filter(|row| last.is_none_or(|last| row.id < last)));
        self.end = end;
        self.waiting = false;
    }

    /// Takes the start of the same list, read afresh: what is new comes in, what is there is
    /// brought up to date, nothing goes. `view` is how many rows are seen at once.
    pub fn merge(&mut self, fresh: Vec<Headline>, end: bool, view: usize) {
        let newest = self.rows.first().map(|row| row.id);
        let gap = !end
            && fresh
                .last()
                .is_some_and(|last| newest.is_some_and(|newest| last.id > newest));
        if gap && self.touched {
            // More is new than was read: the list stays until it is asked for from its top.
            self.gap = true;
            self.new_above += fresh.len();
            return;
        }
        if !self.touched {
            let total = self.total;
            self.set(fresh, end, None);
            self.total = total;
            return;
        }
        let before = self.rows.len();
        let selected = self.selected().map(|row| row.id);
        let top = self.rows.get(self.window.offset).map(|row| row.id);
        // Rows the list has not come to yet are not new: they will come with their page.
        let oldest = self.rows.last().map(|row| row.id).filter(|_| !self.end);
        let mut merged: BTreeMap<ArticleId, Headline> = self.rows.drain(..).map(|row| (row.id, row)).collect();
        merged.extend(
            fresh
                .into_iter()
                .filter(|row| oldest.is_none_or(|oldest| row.id >= oldest))
                .map(|row| (row.id, row)),
        );
        self.rows = merged.into_values().rev().collect();
        if before == 0 {
            self.end = end;
        }
        let place = |id: Option<ArticleId>| id.and_then(|id| self.rows.iter().position(|row| row.id == id));
        self.window = Window {
            selected: place(selected).unwrap_or(0),
            offset: place(top).unwrap_or(0),
        };
        let above = newest.and_then(|newest| place(Some(newest))).unwrap_or(0);
        self.new_above = (self.new_above + above).min(self.window.offset);
        self.window.settle(self.rows.len(), view);
    }

    /// The rows.
    pub fn rows(&self) -> &[Headline] {
        &self.rows
    }

    /// The selected row.
    pub fn selected(&self) -> Option<&Headline> {
        self.rows.get(self.window.selected)
    }

    /// Moves the selection; says whether it moved.
    pub fn go(&mut self, motion: Motion, view: usize) -> bool {
        self.touched = true;
        let moved = self.window.go(motion, self.rows.len(), view);
        self.looked();
        moved
    }

    /// Moves the view; says whether the selection moved.
    pub fn scroll(&mut self, rows: isize, view: usize) -> bool {
        self.touched = true;
        let moved = self.window.scroll(rows, self.rows.len(), view);
        self.looked();
        moved
    }

    /// Selects the row at a place; says whether there is one.
    pub fn select(&mut self, at: usize) -> bool {
        self.touched = true;
        if at < self.rows.len() {
            self.window.selected = at;
        }
        at < self.rows.len()
    }

    /// From now on the selection is a person's choice, and stays on its article.
    pub fn touch(&mut self) {
        self.touched = true;
    }

    fn looked(&mut self) {
        if !self.gap {
            self.new_above = self.new_above.min(self.window.offset);
        }
    }

    /// Whether the list has to be read anew to show what is new above it.
    pub fn has_gap(&self) -> bool {
        self.gap
    }

    /// How many rows to read so that nothing new is missed, `new` articles having come in.
    pub fn again_limit(&self, page: usize, new: usize) -> usize {
        if self.touched {
            (self.rows.len() + new).clamp(page, MOST_AGAIN)
        } else {
            page
        }
    }

    /// The place of the next unread row after the selected one (before it, backwards).
    pub fn next_unread(&self, back: bool) -> Option<usize> {
        let unread = |at: &usize| self.rows.get(*at).is_some_and(|row| !row.flags.read);
        if back {
            (0..self.window.selected).rev().find(unread)
        } else {
            (self.window.selected + 1..self.rows.len()).find(unread)
        }
    }

    /// The id the next page comes after, when the selection is near the end of what there is.
    pub fn wants_more(&self, view: usize) -> Option<ArticleId> {
        let near = self.window.selected.max(self.window.offset + view) + 40 >= self.rows.len();
        (near && !self.end && !self.waiting)
            .then(|| self.rows.last().map(|row| row.id))
            .flatten()
    }

    /// Shows articles as marked.
    pub fn mark(&mut self, ids: &[ArticleId], how: Marking) {
        for row in self.rows.iter_mut().filter(|row| ids.contains(&row.id)) {
            match how {
                Marking::Read(read) => row.flags.read = read,
                Marking::Starred(starred) => row.flags.starred = starred,
            }
        }
    }

    /// Shows every article as read.
    pub fn mark_all_read(&mut self) {
        self.rows.iter_mut().for_each(|row| row.flags.read = true);
    }

    /// Brings one article's flags up to date.
    pub fn set_flags(&mut self, id: ArticleId, flags: Flags) {
        if let Some(row) = self.rows.iter_mut().find(|row| row.id == id) {
            row.flags = flags;
        }
    }

    /// How many lines a row takes in a pane of this height.
    pub fn row_height(area: Rect) -> u16 {
        if area.height >= TWO_LINES_FROM { 2 } else { 1 }
    }

    /// How many rows are seen at once.
    pub fn view(area: Rect) -> usize {
        usize::from(area.height / Self::row_height(area))
    }

    /// Draws the rows.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, theme: &Theme, focused: bool, (now, zone): (Timestamp, Zone)) {
        let height = Self::row_height(area);
        let mut pen = Pen::new(buffer, area);
        for (at, row) in self
            .rows
            .iter()
            .enumerate()
            .skip(self.window.offset)
            .take(Self::view(area))
        {
            let y = u16::try_from(at - self.window.offset)
                .unwrap_or(u16::MAX)
                .saturating_mul(height);
            let base = theme.style(if row.flags.read {
                Role::HeadlineRead
            } else {
                Role::HeadlineUnread
            });
            let found = if self.shown.is_empty() {
                Vec::new()
            } else {
                hits(&self.shown, &row.title)
            };
            let dot = if row.flags.read { "  " } else { "● " };
            let x = pen.text(1, y, dot, theme.style(Role::HeadlineDot));
            let styles = (base, theme.style(Role::Hit));
            if height == 1 {
                let meta = self.short_meta(row, area.width, now, zone);
                let room = area
                    .width
                    .saturating_sub(x + u16::try_from(crate::flow::width(&meta)).unwrap_or(0) + 2);
                spread::draw(&mut pen, (x, y), &row.title, room, &found, styles);
                let mut right = Pen::new(
                    buffer,
                    Rect {
                        width: area.width.saturating_sub(1),
                        ..area
                    },
                );
                right.right(y, &meta, theme.style(Role::HeadlineMeta));
                pen = Pen::new(buffer, area);
            } else {
                spread::draw(
                    &mut pen,
                    (x, y),
                    &row.title,
                    area.width.saturating_sub(x + 1),
                    &found,
                    styles,
                );
                let marks = marks(row.flags);
                let meta = self.meta(row, now, zone);
                let room = area
                    .width
                    .saturating_sub(x + 2 + u16::try_from(crate::flow::width(&marks)).unwrap_or(0));
                let x = pen.clipped(x, y + 1, &meta, room, theme.style(Role::HeadlineMeta));
                pen.text(x + 1, y + 1, &marks, theme.style(Role::HeadlineMark));
            }
            if at == self.window.selected {
                pen.fill(
                    y,
                    height,
                    theme.style(if focused { Role::Selection } else { Role::SelectionIdle }),
                );
            }
        }
    }

    fn meta(&self, row: &Headline, now: Timestamp, zone: Zone) -> String {
        let mut meta = self.feed_name(row.feed).to_owned();
        for part in [Some(zone.age(row.published, now)), minutes(row.words)]
            .into_iter()
            .flatten()
        {
            if !meta.is_empty() {
                meta.push_str(" · ");
            }
            meta.push_str(&part);
        }
        meta
    }

    fn short_meta(&self, row: &Headline, width: u16, now: Timestamp, zone: Zone) -> String {
        let feed = if width >= FEED_FROM {
            crate::flow::clip(self.feed_name(row.feed), width / 5)
        } else {
            String::new()
        };
        let marks = marks(row.flags);
        let gap = if marks.is_empty() { "" } else { " " };
        format!("{marks}{gap}{feed} {:>4}", zone.age(row.published, now))
    }
}

/// ★ starred, ⇩ saved, ✎ changed by its publisher.
fn marks(flags: Flags) -> String {
    let marks = [(flags.starred, "★"), (flags.saved, "⇩"), (flags.edited, "✎")];
    marks
        .iter()
        .filter(|(on, _)| *on)
        .map(|(_, mark)| *mark)
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: i64) -> Headline {
        Headline {
            id: ArticleId(id),
            feed: FeedId(1),
            title: SafeText::line(&format!("article {id}")),
            author: SafeText::default(),
            published: Timestamp(id),
            words: 0,
            flags: Flags::default(),
        }
    }

    fn ids(pane: &Headlines) -> Vec<i64> {
        pane.rows.iter().map(|row| row.id.0).collect()
    }

    #[test]
    fn new_articles_come_in_above_without_moving_the_selected_one() {
        let mut pane = Headlines::default();
        pane.set([30, 20, 10].map(row).into(), true, None);
        pane.go(Motion::Rows(1), 2);
        pane.merge([50, 40, 30, 20].map(row).into(), false, 2);
        assert_eq!(ids(&pane), [50, 40, 30, 20, 10]);
        assert_eq!(pane.selected().unwrap().id, ArticleId(20));
        assert_eq!((pane.window.offset, pane.new_above), (2, 2));
        pane.go(Motion::Top, 2);
        assert_eq!(pane.new_above, 0);
    }

    #[test]
    fn an_untouched_list_shows_what_is_new_at_once() {
        let mut pane = Headlines::default();
        pane.set([20, 10].map(row).into(), true, None);
        pane.merge([40, 30, 20].map(row).into(), false, 2);
        assert_eq!((pane.selected().unwrap().id, pane.new_above), (ArticleId(40), 0));
    }

    #[test]
    fn an_article_marked_read_stays_although_the_list_is_of_unread_ones() {
        let mut pane = Headlines::default();
        pane.set([30, 20, 10].map(row).into(), true, None);
        pane.touch();
        pane.mark(&[ArticleId(20)], Marking::Read(true));
        pane.merge([40, 30, 10].map(row).into(), true, 5);
        assert_eq!(ids(&pane), [40, 30, 20, 10]);
    }

    #[test]
    fn rows_below_what_is_loaded_wait_for_their_page() {
        let mut pane = Headlines::default();
        pane.set([30, 20].map(row).into(), false, None);
        pane.touch();
        pane.merge([30, 25, 20, 15].map(row).into(), true, 5);
        assert_eq!(ids(&pane), [30, 25, 20]);
        pane.append([15, 10].map(row).into(), true);
        assert_eq!(ids(&pane), [30, 25, 20, 15, 10]);
        assert_eq!(pane.wants_more(5), None);
    }
}
