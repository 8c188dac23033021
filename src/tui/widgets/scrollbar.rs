//! A scrollbar in a pane's last column: shown only where there is more than is seen. It stands
//! inside the border, which is shared with the neighbour.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Draws the thumb inside the right border of `pane` (a rectangle with borders) for `len` rows of
/// which those from `offset` on are seen, `view` of them.
pub fn draw(buffer: &mut Buffer, pane: Rect, len: usize, offset: usize, view: usize, style: Style) {
    let track = usize::from(pane.height.saturating_sub(2));
    if len <= view || track < 3 || pane.width < 3 {
        return;
    }
    let thumb = (track * view / len).clamp(1, track - 1);
    let most = len - view;
    let start = (track - thumb) * offset.min(most) / most.max(1);
    let x = pane.right() - 2;
    for row in start..start + thumb {
        let y = pane.y + 1 + u16::try_from(row).unwrap_or(u16::MAX);
        if let Some(cell) = buffer.cell_mut((x, y)) {
            cell.set_symbol("▐").set_style(style);
        }
    }
}
