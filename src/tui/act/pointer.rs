//! The mouse: a click focuses and selects, a second one on the same row opens, the wheel scrolls
//! the pane under it, borders can be dragged.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};

use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::effect::Effect;
use crate::tui::layout::{Edge, Pane};
use crate::tui::overlays::Overlay;
use crate::tui::panes::headlines::Headlines;
use crate::tui::panes::side::Tab;
use crate::tui::widgets::window::Motion;

/// Rows the wheel scrolls at a time.
const WHEEL: isize = 3;

impl App {
    /// Does what the mouse asks; says whether anything could have changed.
    pub fn point(&mut self, event: MouseEvent) -> (bool, Vec<Effect>) {
        let (x, y) = (event.column, event.row);
        let effects = match event.kind {
            MouseEventKind::Down(MouseButton::Left) if self.overlay.is_some() => {
                if !matches!(self.overlay, Some(Overlay::Confirm(_))) {
                    self.overlay = None;
                }
                Vec::new()
            }
            MouseEventKind::Down(MouseButton::Left) => {
                self.dragging = self.layout.edge_at(x, y);
                self.click(x, y)
            }
            MouseEventKind::Drag(MouseButton::Left) => match self.dragging {
                Some(edge) => self.drag(edge, x, y),
                None => return (false, Vec::new()),
            },
            MouseEventKind::Up(MouseButton::Left) => {
                self.dragging = None;
                return (false, Vec::new());
            }
            MouseEventKind::ScrollDown => self.wheel(x, y, WHEEL),
            MouseEventKind::ScrollUp => self.wheel(x, y, -WHEEL),
            _ => return (false, Vec::new()),
        };
        (true, effects)
    }

    fn click(&mut self, x: u16, y: u16) -> Vec<Effect> {
        let Some(pane) = self.layout.pane_at(x, y) else {
            return Vec::new();
        };
        let inner = self.layout.inner(pane);
        let was_focused = self.shape.focus == pane;
        self.focus(pane);
        if pane == Pane::Side && self.layout.pane(Pane::Side).is_some_and(|area| area.y == y) {
            return self.click_tab(x);
        }
        let Some(row) = y.checked_sub(inner.y).filter(|row| *row < inner.height) else {
            return Vec::new();
        };
        match pane {
            Pane::Feeds => {
                let at = self.feeds.window.offset + usize::from(row);
                if at >= self.feeds.row_count() {
                    return Vec::new();
                }
                let again = self.feeds.window.selected == at && was_focused;
                self.feeds.window.selected = at;
                if again {
                    self.feeds.toggle_folder_row();
                }
                self.selected_feed_changed()
            }
            Pane::Headlines => {
                let at = self.headlines.window.offset + usize::from(row / Headlines::row_height(inner));
                let again = self.headlines.window.selected == at && was_focused;
                match self.headlines.select(at) {
                    true if again => self.open_selected(true),
                    true => self.preview(),
                    false => Vec::new(),
                }
            }
            Pane::Article => {
                if self.reader.opened {
                    Vec::new()
                } else {
                    self.opened()
                }
            }
            Pane::Side => {
                let before = (self.side.item(), self.side.caption_name());
                if !self.side.click(row) {
                    return Vec::new();
                }
                if was_focused && (self.side.item(), self.side.caption_name()) == before {
                    return self.enter_item();
                }
                self.side_moved();
                Vec::new()
            }
        }
    }

    fn click_tab(&mut self, x: u16) -> Vec<Effect> {
        let Some(area) = self.layout.pane(Pane::Side) else {
            return Vec::new();
        };
        match super::super::draw::tab_at(self, area, x) {
            Some(tab) => self.show_tab(tab),
            None => Vec::new(),
        }
    }

    fn wheel(&mut self, x: u16, y: u16, rows: isize) -> Vec<Effect> {
        match &mut self.overlay {
            Some(Overlay::Help(help)) => help.go(Motion::Rows(rows)),
            Some(Overlay::Palette(palette)) => palette.go(Motion::Rows(rows.signum())),
            Some(Overlay::Health(health)) => {
                let (len, view) = (health.count(), health.view());
                health.window.scroll(rows.signum(), len, view);
            }
            Some(Overlay::Photographer(page)) => {
                let (len, view) = (page.count(), page.view());
                page.window.scroll(rows.signum(), len, view);
            }
            Some(Overlay::Picture(picture)) => {
                picture.act(if rows < 0 { Action::ZoomIn } else { Action::ZoomOut });
            }
            Some(Overlay::Page(page)) => page.go(Motion::Rows(rows.signum())),
            Some(Overlay::Confirm(_)) => {}
            None => return self.wheel_pane(x, y, rows),
        }
        Vec::new()
    }

    fn wheel_pane(&mut self, x: u16, y: u16, rows: isize) -> Vec<Effect> {
        match self.layout.pane_at(x, y) {
            Some(Pane::Feeds) => {
                let view = usize::from(self.layout.inner(Pane::Feeds).height);
                let moved = self.feeds.window.scroll(rows, self.feeds.row_count(), view);
                if moved {
                    self.selected_feed_changed()
                } else {
                    Vec::new()
                }
            }
            Some(Pane::Headlines) => {
                let view = self.headlines_view();
                let mut effects = if self.headlines.scroll(rows, view) {
                    self.preview()
                } else {
                    Vec::new()
                };
                effects.extend(self.more());
                effects
            }
            Some(Pane::Article) => {
                self.reader.go(Motion::Rows(rows));
                Vec::new()
            }
            Some(Pane::Side) => {
                self.side.go(Motion::Rows(rows.signum()));
                if self.side.tab() == Tab::Entities && self.shape.focus == Pane::Side {
                    self.choose_selected();
                }
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    fn drag(&mut self, edge: Edge, x: u16, y: u16) -> Vec<Effect> {
        let body = self.layout.body;
        match edge {
            Edge::Feeds => self.shape.feeds_width = Some(x.saturating_sub(body.x) + 1),
            Edge::Side => self.shape.side_width = Some(body.right().saturating_sub(x)),
            Edge::Headlines => self.shape.headlines_height = Some(y.saturating_sub(body.y) + 1),
        }
        Vec::new()
    }
}
