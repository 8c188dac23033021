//! Borders of panes and their titles. Neighbouring panes share a border, whose joints are merged;
//! the focused pane's border is heavy, so that it is seen without colours too.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::symbols::merge::MergeStrategy;
use ratatui::text::Line;
use ratatui::widgets::{Block, BorderType, Clear, Widget};

use super::pen::Pen;
use crate::flow;

/// Draws a pane's border, merged with what is there.
pub fn border(buffer: &mut Buffer, area: Rect, style: Style, focused: bool) {
    let kind = if focused { BorderType::Thick } else { BorderType::Plain };
    Block::bordered()
        .border_type(kind)
        .border_style(style)
        .merge_borders(MergeStrategy::Exact)
        .render(area, buffer);
}

/// Empties a rectangle and draws a border of its own around it.
pub fn window(buffer: &mut Buffer, area: Rect, ground: Style, style: Style) {
    let area = area.intersection(buffer.area);
    clear_around(buffer, area);
    Clear.render(area, buffer);
    Block::bordered()
        .border_type(BorderType::Rounded)
        .style(ground)
        .border_style(style)
        .render(area, buffer);
}

/// As [`window`], for a pane that lies over others.
pub fn over(buffer: &mut Buffer, area: Rect, style: Style) {
    clear_around(buffer, area);
    Clear.render(area, buffer);
    Block::bordered()
        .border_type(BorderType::Thick)
        .border_style(style)
        .render(area, buffer);
}

/// Widest grapheme that is looked for: letters with several half-width sound marks take more than
/// two cells.
const WIDEST: u16 = 12;

/// A wide character half under the window would be torn: its other half goes.
fn clear_around(buffer: &mut Buffer, area: Rect) {
    for y in area.top()..area.bottom() {
        for back in 1..=WIDEST.min(area.x) {
            let before = buffer.cell_mut((area.x - back, y));
            if let Some(cell) = before.filter(|cell| flow::width(cell.symbol()) > usize::from(back)) {
                cell.set_symbol(" ");
            }
        }
    }
}

/// Writes a title into the top border from the left, and gives the cells it took.
pub fn title(buffer: &mut Buffer, area: Rect, title: &Line<'_>, room: u16) -> u16 {
    let width = area.width.saturating_sub(3).min(room);
    let mut pen = Pen::new(
        buffer,
        Rect {
            x: area.x + 1,
            y: area.y,
            width,
            height: 1,
        },
    );
    let cells =
        u16::try_from(title.spans.iter().map(|span| flow::width(&span.content)).sum::<usize>()).unwrap_or(u16::MAX);
    if cells <= width {
        return pen.line(0, 0, title, Style::new());
    }
    let mut x = 0;
    for span in &title.spans {
        x = pen.clipped(
            x,
            0,
            &span.content,
            width.saturating_sub(x),
            title.style.patch(span.style),
        );
    }
    x
}

/// Writes a text into the top border at its right end, where `left` cells are taken already.
pub fn title_right(buffer: &mut Buffer, area: Rect, text: &str, style: Style, left: u16) {
    let cells = u16::try_from(flow::width(text)).unwrap_or(u16::MAX);
    if area.width >= cells.saturating_add(left).saturating_add(5) {
        let x = area.right().saturating_sub(cells + 2);
        Pen::new(
            buffer,
            Rect {
                x,
                y: area.y,
                width: cells,
                height: 1,
            },
        )
        .text(0, 0, text, style);
    }
}

/// Writes a text into the bottom border at its right end.
pub fn foot(buffer: &mut Buffer, area: Rect, text: &str, style: Style) {
    if let Some(y) = area.bottom().checked_sub(1) {
        title_right(buffer, Rect { y, height: 1, ..area }, text, style, 0);
    }
}
