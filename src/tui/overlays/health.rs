//! How the feeds are doing: every feed in a line, the selected one explained below, with what can
//! be done about it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::health_detail::{self, Detail};
use super::place;
use crate::flow;
use crate::library::Condition;
use crate::model::{Feed, FeedId, Timestamp};
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::pen::Pen;
use crate::tui::widgets::window::Window;
use crate::tui::words::{Zone, bytes, span};

/// Cells of the window at most.
const WIDEST: u16 = 150;
/// Rows of the selected feed's explanation.
const DETAIL: u16 = 9;
/// Rows of the list below which the explanation gives way.
const FEWEST: u16 = 3;
/// Cells of the window's inside from which every column is shown.
const ALL_COLUMNS: u16 = 96;

/// What the keys do, in as many words as there is room for.
const FEET: [&str; 3] = [
    "Enter shows it · r asks again · a updates the address · u sends another name · d leaves it · Tab all or ill · Esc",
    "Enter shows · r again · a address · u name · d leave · Tab all · Esc",
    "r again · a address · d leave · Esc",
];

/// The feeds and how they are doing.
#[derive(Debug)]
pub struct Health {
    feeds: Vec<(Condition, Feed)>,
    /// Whether only those in trouble are listed.
    pub only_ill: bool,
    /// What is in view, in feeds.
    pub window: Window,
    now: Timestamp,
    zone: Zone,
    view: usize,
}

impl Health {
    /// The feeds, those in trouble first; if any are, only these.
    pub fn new(feeds: &[Feed], now: Timestamp, zone: Zone) -> Health {
        let mut health = Health {
            feeds: Vec::new(),
            only_ill: false,
            window: Window::default(),
            now,
            zone,
            view: 1,
        };
        health.renew(feeds, now);
        health.only_ill = health.ill() > 0;
        health
    }

    /// Shows the feeds as they are now, with the same one selected where it is still there.
    pub fn renew(&mut self, feeds: &[Feed], now: Timestamp) {
        let selected = self.selected().map(|feed| feed.id);
        self.now = now;
        // What comes with the program is never fetched.
        let fetched = feeds.iter().filter(|feed| feed.url.starts_with("http"));
        self.feeds = fetched.map(|feed| (Condition::of(feed), feed.clone())).collect();
        self.feeds
            .sort_by_cached_key(|(condition, feed)| (*condition, feed.title.to_lowercase()));
        if self.ill() == 0 {
            self.only_ill = false;
        }
        self.select(selected);
    }

    /// Lists all feeds, or only those in trouble.
    pub fn toggle(&mut self) {
        let selected = self.selected().map(|feed| feed.id);
        self.only_ill = !self.only_ill && self.ill() > 0;
        self.select(selected);
    }

    fn select(&mut self, feed: Option<FeedId>) {
        let at = self.rows().iter().position(|(_, row)| Some(row.id) == feed);
        if let Some(at) = at {
            self.window.selected = at;
        }
        self.window.selected = self.window.selected.min(self.count().saturating_sub(1));
    }

    fn ill(&self) -> usize {
        self.feeds.iter().filter(|(condition, _)| condition.is_ill()).count()
    }

    fn rows(&self) -> &[(Condition, Feed)] {
        let count = if self.only_ill { self.ill() } else { self.feeds.len() };
        self.feeds.get(..count).unwrap_or_default()
    }

    /// How many are listed.
    pub fn count(&self) -> usize {
        self.rows().len()
    }

    /// The selected feed.
    pub fn selected(&self) -> Option<&Feed> {
        self.rows().get(self.window.selected).map(|(_, feed)| feed)
    }

    /// How many feeds are seen at once.
    pub fn view(&self) -> usize {
        self.view
    }

    fn area(&self, area: Rect) -> Rect {
        let rows = u16::try_from(self.count().max(1)).unwrap_or(u16::MAX);
        place::middle(area, WIDEST, rows.saturating_add(DETAIL + 4).max(14))
    }

    /// Rows of the explanation in a window of this inside.
    fn detail(inside: Rect) -> u16 {
        match inside.height.saturating_sub(2 + FEWEST) {
            0..4 => 0,
            room => room.min(DETAIL),
        }
    }

    /// Brings it in line with the screen's size.
    pub fn settle(&mut self, area: Rect) {
        let inside = place::inside(self.area(area));
        // The column headings and the line above the explanation.
        let list = inside.height.saturating_sub(Self::detail(inside) + 2).max(1);
        self.view = usize::from(list);
        self.window.settle(self.count(), self.view);
    }

    /// Draws it.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, theme: &Theme) {
        let area = self.area(area);
        let inside = place::inside(area);
        let title = match (self.ill(), self.only_ill) {
            (0, _) => format!("Feeds: {}, none in trouble", self.feeds.len()),
            (ill, true) => format!("Feeds in trouble: {ill} of {}", self.feeds.len()),
            (ill, false) => format!("Feeds: {}, {ill} in trouble", self.feeds.len()),
        };
        let fits = |foot: &&&str| flow::width(foot) + 6 <= usize::from(area.width);
        let foot = FEET.iter().find(fits).copied().unwrap_or_default();
        place::frame(buffer, area, &title, foot, theme);
        let mut pen = Pen::new(buffer, inside);
        let columns = Columns::of(inside.width);
        let dim = theme.style(Role::Dim);
        columns.draw(
            &mut pen,
            0,
            [
                "Feed",
                "How it is",
                "HTTP",
                "Last good",
                "Due",
                "Item every",
                "Size",
                "Errors",
            ],
            [dim; 8],
        );
        let list = u16::try_from(self.view).unwrap_or(u16::MAX);
        for (y, at) in (1..=list).zip(self.window.offset..) {
            let Some((condition, feed)) = self.rows().get(at) else {
                break;
            };
            self.row(&mut pen, y, *condition, feed, &columns, theme);
            if at == self.window.selected {
                pen.fill(y, 1, theme.style(Role::Selection));
            }
        }
        if self.count() == 0 {
            pen.text(
                0,
                1,
                "There are no feeds; : add URL subscribes to one.",
                theme.style(Role::Text),
            );
        }
        let height = Self::detail(inside);
        if let (Some((condition, feed)), true) = (self.rows().get(self.window.selected), height > 0) {
            let top = list + 1;
            pen.text(
                0,
                top,
                &"─".repeat(usize::from(inside.width)),
                theme.style(Role::WindowBorder),
            );
            let detail = Detail {
                condition: *condition,
                feed,
                now: self.now,
                zone: self.zone,
            };
            health_detail::draw(&mut pen, top + 1, height, &detail, theme);
        }
    }

    fn row(&self, pen: &mut Pen<'_>, y: u16, condition: Condition, feed: &Feed, columns: &Columns, theme: &Theme) {
        let health = &feed.health;
        let ago = |at: Option<Timestamp>| at.map_or_else(|| "never".to_owned(), |at| self.zone.age(at, self.now));
        let due = match health.due {
            Some(due) if due.since(self.now) > 0 => format!("in {}", span(due.since(self.now))),
            Some(_) => "now".to_owned(),
            None if health.gone => "never".to_owned(),
            None => "now".to_owned(),
        };
        let or_dash = |text: String, there: bool| if there { text } else { "–".to_owned() };
        let texts = [
            feed.title.to_string(),
            condition.word().to_owned(),
            or_dash(health.status.to_string(), health.status > 0),
            ago(health.good),
            due,
            health
                .pace
                .map_or_else(|| "–".to_owned(), |pace| span(i64::try_from(pace).unwrap_or(i64::MAX))),
            or_dash(bytes(health.size), health.size > 0),
            or_dash(health.errors.to_string(), health.errors > 0),
        ];
        let (text, dim) = (theme.style(Role::Text), theme.style(Role::Dim));
        let name = if condition.is_ill() {
            theme.style(Role::FeedFailed)
        } else {
            text
        };
        columns.draw(
            pen,
            y,
            texts.each_ref().map(String::as_str),
            [name, name, dim, text, text, dim, dim, dim],
        );
    }
}

/// Where the columns stand.
struct Columns {
    widths: [u16; 8],
}

impl Columns {
    /// For a window of this inside; where there is little room, some columns are left out.
    fn of(width: u16) -> Columns {
        let rest: [u16; 7] = match width {
            0..44 => [10, 0, 0, 0, 0, 0, 0],
            44..ALL_COLUMNS => [10, 0, 9, 8, 0, 0, 0],
            _ => [10, 4, 9, 8, 10, 7, 6],
        };
        let taken: u16 = rest.iter().filter(|width| **width > 0).map(|width| width + 2).sum();
        let [a, b, c, d, e, f, g] = rest;
        Columns {
            widths: [width.saturating_sub(taken), a, b, c, d, e, f, g],
        }
    }

    fn draw(&self, pen: &mut Pen<'_>, y: u16, texts: [&str; 8], styles: [ratatui::style::Style; 8]) {
        let mut x = 0;
        for ((width, text), style) in self.widths.iter().zip(texts).zip(styles) {
            if *width > 0 {
                pen.clipped(x, y, text, *width, style);
                x += width + 2;
            }
        }
    }
}
