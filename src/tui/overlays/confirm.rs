//! A question that is answered with yes or no.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::place;
use crate::tui::effect::Effect;
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::pen::Pen;
use crate::tui::wrapped::wrapped;

/// The question, and what a yes has done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirm {
    /// The question, safe to show.
    pub question: String,
    /// What is done after a yes.
    pub effects: Vec<Effect>,
}

impl Confirm {
    /// Draws it.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, theme: &Theme) {
        let lines = wrapped(&self.question, area.width.saturating_sub(8).clamp(1, 56));
        let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(4);
        let area = place::middle(area, 62, height);
        place::frame(buffer, area, "Sure?", "", theme);
        let mut pen = Pen::new(buffer, place::inside(area));
        for (y, line) in (0..).zip(&lines) {
            pen.text(0, y, line, theme.style(Role::Text));
        }
        let y = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(1);
        let mut x = 0;
        for (key, word) in [("y", " yes   "), ("n", " no")] {
            x = pen.text(x, y, key, theme.style(Role::Key));
            x = pen.text(x, y, word, theme.style(Role::Dim));
        }
    }
}
