//! A picture in full size, with its caption and credit below: closer, further, along the article's
//! pictures.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::place;
use crate::model::{Photo, SafeText};
use crate::tui::action::Action;
use crate::tui::pictures::drawn::MOST_ZOOM;
use crate::tui::pictures::{Frame, Gallery};
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::pen::Pen;
use crate::tui::wrapped::wrapped;

/// Lines of caption and credit at most.
const MOST_LINES: usize = 5;
/// How far a key moves what is looked at, in thousandths of the picture at no zoom.
const PAN: u16 = 120;

/// The window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    photos: Vec<Photo>,
    at: usize,
    zoom: u8,
    middle: (u16, u16),
    area: Rect,
    lines: Vec<(Role, String)>,
}

impl Picture {
    /// Shows one of an article's photos; none where there is none of this number.
    pub fn new(photos: &[Photo], at: usize) -> Option<Picture> {
        (at < photos.len()).then(|| Picture {
            photos: photos.to_vec(),
            at,
            zoom: 0,
            middle: (500, 500),
            area: Rect::ZERO,
            lines: Vec::new(),
        })
    }

    /// The photo shown, and its number.
    pub fn photo(&self) -> Option<(usize, &Photo)> {
        Some((self.at, self.photos.get(self.at)?))
    }

    /// Does an action; says whether it was one of the window's.
    pub fn act(&mut self, action: Action) -> bool {
        let pan = PAN / u16::from(self.zoom.max(1));
        let (x, y) = self.middle;
        match action {
            Action::NextPicture => self.step(1),
            Action::PreviousPicture => self.step(self.photos.len().saturating_sub(1)),
            Action::ZoomIn => self.zoom = (self.zoom + 1).min(MOST_ZOOM),
            Action::ZoomOut => self.zoom = self.zoom.saturating_sub(1),
            Action::ZoomFit => self.whole(),
            Action::PanLeft => self.middle.0 = x.saturating_sub(pan),
            Action::PanRight => self.middle.0 = (x + pan).min(1_000),
            Action::PanUp => self.middle.1 = y.saturating_sub(pan),
            Action::PanDown => self.middle.1 = (y + pan).min(1_000),
            _ => return false,
        }
        if self.zoom == 0 {
            self.middle = (500, 500);
        }
        true
    }

    fn whole(&mut self) {
        self.zoom = 0;
        self.middle = (500, 500);
    }

    fn step(&mut self, by: usize) {
        self.at = (self.at + by) % self.photos.len().max(1);
        self.whole();
    }

    /// The place of the picture, and what of it is looked at.
    pub fn frame(&self) -> Frame {
        let inside = self.inside();
        Frame {
            columns: inside.width,
            rows: inside.height,
            zoom: self.zoom,
            middle: self.middle,
        }
    }

    /// Where the picture stands.
    fn inside(&self) -> Rect {
        let inside = place::inside(self.area);
        let below = u16::try_from(self.lines.len()).unwrap_or(u16::MAX).saturating_add(1);
        Rect {
            height: inside.height.saturating_sub(below),
            ..inside
        }
    }

    /// Brings it in line with the screen's size.
    pub fn settle(&mut self, area: Rect) {
        self.area = Rect {
            height: area.height.saturating_sub(1),
            ..area
        };
        let width = place::inside(self.area).width;
        let Some(photo) = self.photos.get(self.at) else { return };
        let caption = match photo.caption.trim() {
            "" => photo.alt.as_deref().unwrap_or("no caption"),
            caption => caption,
        };
        let credit = photo.credit.as_deref().unwrap_or("");
        let more = |role: Role, text: &str| {
            wrapped(text, width)
                .into_iter()
                .map(move |line| (role, line))
                .collect::<Vec<_>>()
        };
        let mut lines = more(Role::ArticleCaption, caption);
        let credit = more(Role::ArticleCredit, credit);
        let most = MOST_LINES.min(usize::from(area.height / 4)).max(1);
        lines.truncate(most.saturating_sub(credit.len()).max(1));
        lines.extend(credit);
        lines.truncate(most);
        self.lines = lines;
    }

    /// Draws it.
    pub fn draw(&self, buffer: &mut Buffer, theme: &Theme, gallery: &Gallery) {
        let title = format!("Photo {} of {}", self.at + 1, self.photos.len());
        let foot = "n/N next, before · + - 0 zoom · arrows move · o viewer · Esc closes";
        place::frame(buffer, self.area, &title, foot, theme);
        let inside = self.inside();
        let Some(photo) = self.photos.get(self.at) else { return };
        let frame = self.frame();
        match (gallery.drawn(&photo.url, frame), gallery.failure(&photo.url, frame)) {
            (Some(drawn), _) => {
                let (columns, rows) = drawn.size;
                let middle = Rect {
                    x: inside.x + inside.width.saturating_sub(columns) / 2,
                    y: inside.y + inside.height.saturating_sub(rows) / 2,
                    width: columns.min(inside.width),
                    height: rows.min(inside.height),
                };
                drawn.render(buffer, middle, 0);
            }
            (None, Some(why)) => say(buffer, inside, why, theme.style(Role::FeedFailed)),
            (None, None) if photo.url.is_empty() => {
                let text = SafeText::line("This photo has a caption but no picture.");
                say(buffer, inside, &text, theme.style(Role::Dim));
            }
            (None, None) => say(
                buffer,
                inside,
                &SafeText::line("fetching the picture …"),
                theme.style(Role::Dim),
            ),
        }
        let mut pen = Pen::new(buffer, place::inside(self.area));
        let top = pen
            .height()
            .saturating_sub(u16::try_from(self.lines.len()).unwrap_or(0));
        for (y, (role, line)) in (top..).zip(&self.lines) {
            pen.text(0, y, line, theme.style(Role::Window).patch(theme.style(*role)));
        }
    }
}

fn say(buffer: &mut Buffer, area: Rect, text: &SafeText, style: ratatui::style::Style) {
    let mut pen = Pen::new(buffer, area);
    for (y, line) in (area.height / 3..).zip(wrapped(text, area.width)) {
        pen.text(0, y, &line, style);
    }
}
