//! Every key and what it does, drawn from the keymap in use and the table of actions; what is
//! typed narrows it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::place;
use crate::flow;
use crate::tui::action::{Action, Context};
use crate::tui::keymap::Keymap;
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::line_input::LineInput;
use crate::tui::widgets::pen::Pen;
use crate::tui::widgets::window::Motion;

/// The help screen.
#[derive(Debug, Default)]
pub struct Help {
    /// What is searched for.
    pub input: LineInput,
    rows: Vec<Row>,
    offset: usize,
    view: usize,
    built_for: Option<String>,
}

#[derive(Debug)]
enum Row {
    Gap,
    Heading(&'static str),
    Entry { keys: String, action: Action },
}

/// Cells for the keys.
const KEYS: u16 = 16;

impl Help {
    fn area(area: Rect) -> Rect {
        place::middle(area, 88, area.height.saturating_sub(3).max(6))
    }

    /// Builds the rows for what is typed.
    pub fn settle(&mut self, area: Rect, keymap: &Keymap) {
        self.view = usize::from(place::inside(Self::area(area)).height.saturating_sub(2)).max(1);
        if self.built_for.as_deref() != Some(self.input.text()) {
            self.rows = rows(keymap, self.input.text());
            self.built_for = Some(self.input.text().to_owned());
            self.offset = 0;
        }
        self.offset = self.offset.min(self.rows.len().saturating_sub(self.view));
    }

    /// Scrolls.
    pub fn go(&mut self, motion: Motion) {
        self.offset = motion.from(
            self.offset,
            (self.rows.len() + 1).saturating_sub(self.view).max(1),
            self.view,
        );
    }

    /// Draws it, and gives the cursor's place.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, theme: &Theme) -> Option<(u16, u16)> {
        let area = Self::area(area);
        place::frame(buffer, area, "Keys", "type to search · ↑ ↓ scroll · Esc closes", theme);
        let inside = place::inside(area);
        let mut pen = Pen::new(
            buffer,
            Rect {
                y: inside.y + inside.height.min(2),
                height: inside.height.saturating_sub(2),
                ..inside
            },
        );
        if self.rows.is_empty() {
            pen.text(0, 0, "No key does that.", theme.style(Role::Dim));
        }
        for (y, row) in (0..pen.height()).zip(self.rows.iter().skip(self.offset)) {
            match row {
                Row::Gap => {}
                Row::Heading(heading) => {
                    pen.text(0, y, heading, theme.style(Role::SideHeading));
                }
                Row::Entry { keys, action } => {
                    pen.clipped(2, y, keys, KEYS - 1, theme.style(Role::Key));
                    let room = pen.width().saturating_sub(KEYS + 22);
                    pen.clipped(
                        KEYS + 2,
                        y,
                        action.description(),
                        pen.width().saturating_sub(KEYS + 2),
                        theme.style(Role::Text),
                    );
                    if flow::width(action.description()) < usize::from(room) {
                        pen.right(y, action.name(), theme.style(Role::Dim));
                    }
                }
            }
        }
        Some(place::typed(
            buffer,
            Rect { height: 1, ..inside },
            "/ ",
            &self.input,
            theme,
        ))
    }
}

fn rows(keymap: &Keymap, search: &str) -> Vec<Row> {
    let wanted: Vec<String> = search.split_whitespace().map(str::to_lowercase).collect();
    let mut rows = Vec::new();
    for context in Context::ALL {
        let mut entries: Vec<(String, Action)> = Vec::new();
        for (chord, action) in keymap.bindings(context) {
            match entries.last_mut().filter(|(_, last)| *last == action) {
                Some((keys, _)) => {
                    keys.push_str("  ");
                    keys.push_str(&chord.to_string());
                }
                None => entries.push((chord.to_string(), action)),
            }
        }
        entries.retain(|(keys, action)| {
            let text = format!("{} {}", action.name(), action.description().to_lowercase());
            wanted.iter().all(|word| text.contains(word.as_str()))
                || keys.split_whitespace().any(|key| key == search.trim())
        });
        if !entries.is_empty() {
            if !rows.is_empty() {
                rows.push(Row::Gap);
            }
            rows.push(Row::Heading(context.heading()));
            rows.extend(entries.into_iter().map(|(keys, action)| Row::Entry { keys, action }));
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_leaves_what_fits() {
        let (keymap, _) = Keymap::load("dateline", None);
        let all = rows(&keymap, "").len();
        let some = rows(&keymap, "markdown");
        assert!(all > 60 && some.len() == 2, "{some:?}");
        assert!(rows(&keymap, "G").iter().any(|row| matches!(
            row,
            Row::Entry {
                action: Action::Bottom,
                ..
            }
        )));
        assert!(rows(&keymap, "zzzz").is_empty());
    }
}
