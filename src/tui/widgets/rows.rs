//! Rows of text that belong to items of several rows each, with headings between: what the side
//! pane and the pages list.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::pen::Pen;
use crate::tui::theme::{Role, Theme};

/// One row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// Its texts with their roles, from the left.
    pub parts: Vec<(Role, String)>,
    /// What stands at its right end.
    pub right: String,
    /// The item it belongs to; none for headings and gaps.
    pub item: Option<usize>,
    /// Which row of that item's picture it keeps free.
    pub picture: Option<u16>,
}

impl Row {
    /// A row with nothing at its right end.
    pub fn new(item: Option<usize>, parts: Vec<(Role, String)>) -> Row {
        Row {
            parts,
            item,
            ..Row::default()
        }
    }
}

/// How many items rows belong to.
pub fn items(rows: &[Row]) -> usize {
    rows.iter().filter_map(|row| row.item).max().map_or(0, |last| last + 1)
}

/// The first row in view, moved as little as it takes to have all of an item in view, and the
/// headings over it.
pub fn offset(rows: &[Row], selected: usize, before: usize, view: usize) -> usize {
    let of_item = |row: &Row| row.item == Some(selected);
    let first = rows.iter().position(of_item).unwrap_or(0);
    let end = rows.iter().rposition(of_item).map_or(0, |row| row + 1);
    let lead = rows
        .iter()
        .take(first)
        .rev()
        .take_while(|row| row.item.is_none())
        .count();
    let top = first - lead.min(first);
    before
        .max(end.saturating_sub(view))
        .min(top)
        .min(rows.len().saturating_sub(view))
}

/// Draws rows from `offset` on; those of the selected item, where there is one, in `selection`, but
/// for the rows of a picture.
pub fn draw(
    buffer: &mut Buffer,
    area: Rect,
    theme: &Theme,
    (rows, offset): (&[Row], usize),
    selected: Option<usize>,
    selection: Role,
) {
    let narrower = Rect {
        width: area.width.saturating_sub(2),
        ..area
    };
    for (y, row) in (0..area.height).zip(rows.iter().skip(offset)) {
        let mut pen = Pen::new(buffer, area);
        let mut x = 0;
        for (role, text) in &row.parts {
            x = pen.text(x, y, text, theme.style(*role));
        }
        Pen::new(buffer, narrower).right(y, &row.right, theme.style(Role::SideCount));
        if row.item.is_some() && row.item == selected && row.picture.is_none() {
            Pen::new(buffer, area).fill(y, 1, theme.style(selection));
        }
    }
}
