//! Writing into a rectangle of the screen without ever leaving it.
//!
//! All drawing goes through here: text is cut by cells, places outside are passed over.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use crate::flow;

/// Writes into one rectangle; places are counted from its corner.
pub struct Pen<'a> {
    buffer: &'a mut Buffer,
    area: Rect,
}

impl<'a> Pen<'a> {
    /// A pen for `area`, as far as it is on the screen.
    pub fn new(buffer: &'a mut Buffer, area: Rect) -> Self {
        let area = area.intersection(buffer.area);
        Pen { buffer, area }
    }

    /// The rectangle's width.
    pub fn width(&self) -> u16 {
        self.area.width
    }

    /// The rectangle's height.
    pub fn height(&self) -> u16 {
        self.area.height
    }

    /// Writes `text` as far as it fits and gives the column after it.
    pub fn text(&mut self, x: u16, y: u16, text: &str, style: Style) -> u16 {
        if x >= self.area.width || y >= self.area.height || text.is_empty() {
            return x;
        }
        let room = usize::from(self.area.width - x);
        let (end, _) = self
            .buffer
            .set_stringn(self.area.x + x, self.area.y + y, text, room, style);
        end - self.area.x
    }

    /// Writes `text` cut to `width` cells, with `…` where something was cut, and gives the column
    /// after it.
    pub fn clipped(&mut self, x: u16, y: u16, text: &str, width: u16, style: Style) -> u16 {
        if x >= self.area.width || y >= self.area.height {
            return x;
        }
        let width = width.min(self.area.width - x);
        if text.len() <= usize::from(width) {
            return self.text(x, y, text, style);
        }
        self.text(x, y, &flow::clip(text, width), style)
    }

    /// Writes `text` so that it ends at the right edge, and gives the column it begins in.
    pub fn right(&mut self, y: u16, text: &str, style: Style) -> u16 {
        let cells = u16::try_from(flow::width(text)).unwrap_or(u16::MAX);
        let x = self.area.width.saturating_sub(cells);
        if cells <= self.area.width {
            self.text(x, y, text, style);
            x
        } else {
            self.area.width
        }
    }

    /// Writes a line of several styles as far as it fits.
    pub fn line(&mut self, x: u16, y: u16, line: &Line<'_>, base: Style) -> u16 {
        line.spans.iter().fold(x, |x, span| {
            self.text(x, y, &span.content, base.patch(line.style).patch(span.style))
        })
    }

    /// Lays a style over `height` rows from row `y` on.
    pub fn fill(&mut self, y: u16, height: u16, style: Style) {
        let end = y.saturating_add(height).min(self.area.height);
        if y < end {
            self.buffer.set_style(
                Rect {
                    y: self.area.y + y,
                    height: end - y,
                    ..self.area
                },
                style,
            );
        }
    }

    /// Empties the rectangle.
    pub fn clear(&mut self, style: Style) {
        for y in self.area.top()..self.area.bottom() {
            for x in self.area.left()..self.area.right() {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.reset();
                    cell.set_style(style);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(width: u16, draw: impl FnOnce(&mut Pen<'_>) -> u16) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width + 4, 3));
        draw(&mut Pen::new(&mut buffer, Rect::new(2, 1, width, 1)));
        (0..width + 4).map(|x| buffer[(x, 1)].symbol()).collect()
    }

    #[test]
    fn nothing_is_written_outside() {
        assert_eq!(drawn(4, |pen| pen.text(0, 0, "asylum", Style::new())), "  asyl  ");
        assert_eq!(drawn(4, |pen| pen.clipped(0, 0, "asylum", 9, Style::new())), "  asy…  ");
        assert_eq!(drawn(4, |pen| pen.right(0, "12", Style::new())), "    12  ");
        assert_eq!(drawn(3, |pen| pen.text(2, 0, "移民", Style::new())), "       ");
        assert_eq!(drawn(3, |pen| pen.text(0, 7, "x", Style::new())), "       ");
    }
}
