//! What may follow the keys pressed so far.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::place;
use crate::flow;
use crate::tui::action::Action;
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::pen::Pen;

/// Draws the keys that may follow `pressed`, at the bottom of the screen above its last line.
pub fn draw(buffer: &mut Buffer, area: Rect, pressed: &str, follow: &[(String, Action)], theme: &Theme) {
    let widest = follow
        .iter()
        .map(|(keys, action)| flow::width(keys) + 3 + action.description().len().min(44))
        .max()
        .unwrap_or(0);
    let column = u16::try_from(widest + 3)
        .unwrap_or(u16::MAX)
        .min(area.width.saturating_sub(4))
        .max(1);
    let columns = (area.width.saturating_sub(4) / column).clamp(1, 3);
    let rows = u16::try_from(follow.len()).unwrap_or(u16::MAX).div_ceil(columns);
    let width = (columns * column + 3).min(area.width);
    let height = (rows + 2).min(area.height.saturating_sub(1));
    let y = area.bottom().saturating_sub(1 + height);
    let area = Rect {
        x: area.right().saturating_sub(width),
        y,
        width,
        height,
    };
    place::frame(buffer, area, pressed, "", theme);
    let mut pen = Pen::new(buffer, place::inside(area));
    for (at, (keys, action)) in (0u16..).zip(follow) {
        let (x, y) = (at / rows.max(1) * column, at % rows.max(1));
        let x = pen.text(x, y, keys, theme.style(Role::Key));
        pen.clipped(
            x + 2,
            y,
            action.description(),
            column.saturating_sub(4),
            theme.style(Role::Text),
        );
    }
}
