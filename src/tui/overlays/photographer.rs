//! A photographer's page: their photographs in the library, for whom they were taken, who printed
//! them.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::place;
use crate::library::{PhotographerPage, StoredPhoto};
use crate::model::{ArticleId, SafeText};
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::pen::Pen;
use crate::tui::widgets::window::Window;
use crate::tui::words::{Zone, many};
use crate::tui::wrapped::wrapped;

/// Lines a photograph takes.
const HEIGHT: u16 = 4;
/// Outlets and agencies named in the head.
const MOST_NAMED: usize = 6;

/// The page.
#[derive(Debug)]
pub struct Photographer {
    page: PhotographerPage,
    zone: Zone,
    /// What is in view, in photographs.
    pub window: Window,
    area: Rect,
    head: Vec<String>,
    view: usize,
}

impl Photographer {
    /// The page of a photographer.
    pub fn new(page: PhotographerPage, zone: Zone) -> Photographer {
        Photographer {
            page,
            zone,
            window: Window::default(),
            area: Rect::ZERO,
            head: Vec::new(),
            view: 1,
        }
    }

    /// How many photographs there are.
    pub fn count(&self) -> usize {
        self.page.photos.len()
    }

    /// How many are seen at once.
    pub fn view(&self) -> usize {
        self.view
    }

    /// The photographer's name.
    pub fn name(&self) -> &SafeText {
        &self.page.name
    }

    /// The selected photograph.
    pub fn selected(&self) -> Option<&StoredPhoto> {
        self.page.photos.get(self.window.selected)
    }

    /// The article of the selected photograph.
    pub fn article(&self) -> Option<ArticleId> {
        self.selected().map(|found| found.article)
    }

    /// Brings it in line with the screen's size.
    pub fn settle(&mut self, area: Rect) {
        self.area = place::middle(area, 96, area.height.saturating_sub(2).max(8));
        let inside = place::inside(self.area);
        let named = |names: &[(SafeText, usize)]| {
            let shown = names
                .iter()
                .take(MOST_NAMED)
                .map(|(name, count)| format!("{name} {count}"));
            let mut shown: Vec<String> = shown.collect();
            if names.len() > MOST_NAMED {
                shown.push(format!("{} more", names.len() - MOST_NAMED));
            }
            shown.join(" · ")
        };
        let mut head = vec![format!(
            "{} in {}",
            many(self.page.photos.len(), "photograph", "photographs"),
            many(self.page.articles, "article", "articles")
        )];
        for (lead, names) in [("printed by", &self.page.outlets), ("taken for", &self.page.agencies)] {
            if !names.is_empty() {
                head.extend(
                    wrapped(&format!("{lead}: {}", named(names)), inside.width)
                        .into_iter()
                        .take(2),
                );
            }
        }
        self.head = head;
        let left = inside
            .height
            .saturating_sub(u16::try_from(self.head.len()).unwrap_or(0) + 1);
        self.view = usize::from(left / HEIGHT).max(1);
        self.window.settle(self.page.photos.len(), self.view);
    }

    /// Draws it.
    pub fn draw(&self, buffer: &mut Buffer, theme: &Theme) {
        let foot = "Enter lists these articles · o the picture · Esc closes";
        place::frame(
            buffer,
            self.area,
            &format!("Photographs by {}", self.page.name),
            foot,
            theme,
        );
        let inside = place::inside(self.area);
        let mut pen = Pen::new(buffer, inside);
        for (y, line) in (0..).zip(&self.head) {
            pen.clipped(0, y, line, inside.width, theme.style(Role::Dim));
        }
        let top = u16::try_from(self.head.len()).unwrap_or(0) + 1;
        let seen = self
            .page
            .photos
            .iter()
            .enumerate()
            .skip(self.window.offset)
            .take(self.view);
        for ((at, found), row) in seen.zip(0u16..) {
            let y = top + row * HEIGHT;
            let caption = match found.photo.caption.trim() {
                "" => "no caption",
                caption => caption,
            };
            for (line, text) in (0..2).zip(wrapped(caption, inside.width)) {
                pen.text(0, y + line, &text, theme.style(Role::ArticleCaption));
            }
            let date = self.zone.long(found.published);
            let credit = &found.photo.credit_line().unwrap_or_default();
            let facts = [credit, found.outlet.as_str(), &date];
            let facts: Vec<&str> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
            pen.clipped(
                0,
                y + 2,
                &facts.join(" · "),
                inside.width,
                theme.style(Role::ArticleCredit),
            );
            if at == self.window.selected {
                pen.fill(y, HEIGHT - 1, theme.style(Role::Selection));
            }
        }
        if self.page.photos.is_empty() {
            let text = "The library has no photograph by anybody of this name.";
            pen.clipped(0, top, text, inside.width, theme.style(Role::Text));
        }
    }
}
