//! Where a window stands, and its frame.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::frame;
use crate::tui::widgets::pen::Pen;

/// A rectangle of at most this size in the middle of the screen, all of it above the bottom line.
pub fn middle(area: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(area.width), height.min(area.height.saturating_sub(1)));
    Rect {
        x: area.x + (area.width - width) / 2,
        y: area.y + area.height.saturating_sub(1).saturating_sub(height) / 2,
        width,
        height,
    }
}

/// The same at the top of the screen's upper third.
pub fn upper(area: Rect, width: u16, height: u16) -> Rect {
    let rect = middle(area, width, height);
    Rect {
        y: rect.y.min(area.y + area.height / 8),
        ..rect
    }
}

/// The inside of a window with a border.
pub fn inside(area: Rect) -> Rect {
    let (width, height) = (area.width.saturating_sub(4), area.height.saturating_sub(2));
    Rect {
        x: area.x + area.width.min(2),
        y: area.y + area.height.min(1),
        width,
        height,
    }
}

/// Draws a window's frame and title.
pub fn frame(buffer: &mut Buffer, area: Rect, title: &str, foot: &str, theme: &Theme) {
    frame::window(buffer, area, theme.style(Role::Window), theme.style(Role::WindowBorder));
    let style = theme.style(Role::Window).patch(theme.style(Role::TitleFocus));
    frame::title(
        buffer,
        area,
        &Line::from(Span::styled(format!(" {title} "), style)),
        area.width,
    );
    if !foot.is_empty() {
        frame::foot(
            buffer,
            area,
            &format!(" {foot} "),
            theme.style(Role::Window).patch(theme.style(Role::Dim)),
        );
    }
}

/// Draws a line being typed after a lead, and gives the cursor's place on the screen.
pub fn typed(
    buffer: &mut Buffer,
    area: Rect,
    lead: &str,
    input: &crate::tui::widgets::line_input::LineInput,
    theme: &Theme,
) -> (u16, u16) {
    let mut pen = Pen::new(buffer, area);
    let x = pen.text(0, 0, lead, theme.style(Role::Key));
    let (text, cursor) = input.view(area.width.saturating_sub(x + 1));
    pen.text(x, 0, text, theme.style(Role::Input));
    (area.x + (x + cursor).min(area.width.saturating_sub(1)), area.y)
}
