//! Which feeds fail, and why.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::place;
use crate::model::{Feed, FeedId, Timestamp};
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::pen::Pen;
use crate::tui::widgets::window::Window;
use crate::tui::words::{Zone, many};
use crate::tui::wrapped::wrapped;

/// The list of failing feeds.
#[derive(Debug)]
pub struct Health {
    feeds: Vec<Trouble>,
    /// What is in view, in feeds.
    pub window: Window,
    width: u16,
    view: usize,
}

#[derive(Debug)]
struct Trouble {
    id: FeedId,
    name: String,
    why: String,
    since: String,
}

/// Lines a feed takes.
const HEIGHT: u16 = 3;

impl Health {
    /// The failing ones among `feeds`.
    pub fn new(feeds: &[Feed], now: Timestamp, zone: Zone) -> Health {
        let feeds = feeds.iter().filter_map(|feed| {
            let why = feed.health.error.as_ref()?.to_string();
            let since = match feed.health.good {
                Some(good) => format!(
                    "answered well: {} · {}",
                    zone.age(good, now),
                    many(feed.health.errors as usize, "failure", "failures")
                ),
                None => format!(
                    "never answered well · {}",
                    many(feed.health.errors as usize, "failure", "failures")
                ),
            };
            Some(Trouble {
                id: feed.id,
                name: feed.title.to_string(),
                why,
                since,
            })
        });
        Health {
            feeds: feeds.collect(),
            window: Window::default(),
            width: 0,
            view: 1,
        }
    }

    /// How many fail.
    pub fn count(&self) -> usize {
        self.feeds.len()
    }

    /// The selected feed.
    pub fn selected(&self) -> Option<FeedId> {
        self.feeds.get(self.window.selected).map(|feed| feed.id)
    }

    /// How many feeds are seen at once.
    pub fn view(&self) -> usize {
        self.view
    }

    fn area(&self, area: Rect) -> Rect {
        let height = u16::try_from(self.feeds.len())
            .unwrap_or(u16::MAX)
            .saturating_mul(HEIGHT)
            .saturating_add(2);
        place::middle(area, 84, height.clamp(5, 40))
    }

    /// Brings it in line with the screen's size.
    pub fn settle(&mut self, area: Rect) {
        let inside = place::inside(self.area(area));
        self.width = inside.width;
        self.view = usize::from(inside.height / HEIGHT).max(1);
        self.window.settle(self.feeds.len(), self.view);
    }

    /// Draws it.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, theme: &Theme) {
        let area = self.area(area);
        let foot = if self.feeds.is_empty() {
            "Esc closes"
        } else {
            "Enter shows the feed · Esc closes"
        };
        place::frame(
            buffer,
            area,
            &format!("Feeds that fail: {}", self.feeds.len()),
            foot,
            theme,
        );
        let mut pen = Pen::new(buffer, place::inside(area));
        if self.feeds.is_empty() {
            pen.text(
                0,
                1,
                "Every feed answered well when it was asked last.",
                theme.style(Role::Text),
            );
            return;
        }
        for (at, feed) in self.feeds.iter().enumerate().skip(self.window.offset).take(self.view) {
            let y = u16::try_from(at - self.window.offset)
                .unwrap_or(u16::MAX)
                .saturating_mul(HEIGHT);
            let x = pen.clipped(0, y, &feed.name, self.width / 2, theme.style(Role::FeedFailed));
            pen.clipped(
                x + 2,
                y,
                &feed.since,
                self.width.saturating_sub(x + 2),
                theme.style(Role::Dim),
            );
            let why = wrapped(&feed.why, self.width.saturating_sub(2));
            for (line, text) in (1..HEIGHT - u16::from(why.len() < 2)).zip(&why) {
                pen.text(2, y + line, text, theme.style(Role::Text));
            }
            if at == self.window.selected {
                pen.fill(y, 1, theme.style(Role::Selection));
            }
        }
    }
}
