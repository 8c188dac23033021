//! The command line: what is typed, and what it could become.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::place;
use crate::tui::command::Suggestion;
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::line_input::LineInput;
use crate::tui::widgets::pen::Pen;
use crate::tui::widgets::window::{Motion, Window};

/// Suggestions seen at once.
const MOST: usize = 12;

/// The palette.
#[derive(Debug, Default)]
pub struct Palette {
    /// What is typed.
    pub input: LineInput,
    /// What it could become.
    pub suggestions: Vec<Suggestion>,
    window: Window,
    picked: bool,
}

impl Palette {
    /// Takes new suggestions for what is typed.
    pub fn suggest(&mut self, suggestions: Vec<Suggestion>) {
        self.suggestions = suggestions;
        self.window = Window::default();
        self.picked = false;
    }

    fn area(area: Rect) -> Rect {
        place::upper(area, 76, u16::try_from(MOST).unwrap_or(0) + 4)
    }

    /// Brings it in line with the screen's size.
    pub fn settle(&mut self, area: Rect) {
        let view = usize::from(place::inside(Self::area(area)).height.saturating_sub(2));
        self.window.settle(self.suggestions.len(), view.min(MOST));
    }

    /// Moves in the suggestions.
    pub fn go(&mut self, motion: Motion) {
        let step = self.picked || motion != Motion::Rows(1);
        if step {
            self.window.go(motion, self.suggestions.len(), MOST);
        }
        self.picked = !self.suggestions.is_empty();
    }

    /// Takes the picked suggestion (the first, where none is picked) into the line.
    pub fn complete(&mut self) {
        if let Some(suggestion) = self.suggestions.get(self.window.selected) {
            self.input = LineInput::new(&suggestion.text);
        }
    }

    /// The picked suggestion.
    pub fn picked(&self) -> Option<&Suggestion> {
        self.suggestions.get(self.window.selected).filter(|_| self.picked)
    }

    /// Draws it, and gives the cursor's place.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, theme: &Theme) -> Option<(u16, u16)> {
        let area = Self::area(area);
        place::frame(
            buffer,
            area,
            "Command",
            "Tab completes · Enter does it · Esc closes",
            theme,
        );
        let inside = place::inside(area);
        let list = Rect {
            y: inside.y + inside.height.min(2),
            height: inside.height.saturating_sub(2),
            ..inside
        };
        let mut pen = Pen::new(buffer, list);
        for (y, (at, suggestion)) in (0..list.height).zip(self.suggestions.iter().enumerate().skip(self.window.offset))
        {
            let x = pen.clipped(0, y, suggestion.text.trim_end(), list.width / 2, theme.style(Role::Key));
            let x = pen.clipped(
                x + 1,
                y,
                suggestion.hint,
                list.width.saturating_sub(x + 1),
                theme.style(Role::Dim),
            );
            pen.clipped(
                (x + 2).max(26),
                y,
                &suggestion.description,
                list.width,
                theme.style(Role::Text),
            );
            if self.picked && at == self.window.selected {
                pen.fill(y, 1, theme.style(Role::Selection));
            }
        }
        Some(place::typed(
            buffer,
            Rect { height: 1, ..inside },
            ": ",
            &self.input,
            theme,
        ))
    }
}
