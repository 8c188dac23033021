//! A table too wide for its columns, as records: for each row a line "Column name: value" a cell,
//! rows apart by a blank line.

use std::ops::Range;

use super::line::{Look, Piece, Role};
use super::page::{Margin, Page};
use super::table::Placed;
use super::width::width;
use super::wrap::wrap;
use crate::model::Document;

/// Sets the rows one under another.
pub(super) fn set(page: &mut Page<'_>, rows: &[Vec<Placed>], header_rows: usize, columns: usize, margin: &Margin) {
    let header_rows = header_rows.min(rows.len());
    let body = rows.get(header_rows..).unwrap_or(&[]);
    let names = if body.is_empty() {
        Vec::new()
    } else {
        names(page.text_of(), rows.get(..header_rows).unwrap_or(&[]), columns)
    };
    let mut any = false;
    for (index, row) in rows.iter().enumerate() {
        let header = index < header_rows;
        let shown: Vec<&Placed> = row.iter().filter(|cell| !cell.range.is_empty()).collect();
        // A heading over all columns stands by itself; the others are repeated before the values.
        if shown.is_empty() || (header && !body.is_empty() && !is_title(row, columns)) {
            continue;
        }
        if any {
            page.line(&margin.rest, Vec::new());
        }
        any = true;
        for cell in shown {
            let name = if header {
                ""
            } else {
                names.get(cell.column).map_or("", String::as_str)
            };
            let look = if header {
                Look {
                    strong: true,
                    ..Look::of(Role::TableHeading)
                }
            } else {
                Look::of(Role::Body)
            };
            let longest = page.paint.extent(&cell.range, margin.room).longest;
            let margin = named(page, name, longest, margin.clone());
            page.rows(&cell.range, &margin, &mut true, look);
        }
    }
}

fn is_title(row: &[Placed], columns: usize) -> bool {
    matches!(row, [cell] if cell.columns >= columns)
}

/// Each column's name: the texts of the heading rows over it.
fn names(document: &Document, header: &[Vec<Placed>], columns: usize) -> Vec<String> {
    let mut names = vec![String::new(); columns];
    for row in header.iter().filter(|row| !is_title(row, columns)) {
        for cell in row {
            let text = document.slice(&cell.range).trim();
            for name in names.iter_mut().skip(cell.column).take(cell.columns) {
                if !name.is_empty() && !text.is_empty() {
                    name.push_str(", ");
                }
                name.push_str(text);
            }
        }
    }
    names
}

/// The margin of a value whose longest word takes `longest` cells: its column's name before it, or
/// above it where the name is long, or would leave less room than that word needs.
fn named(page: &mut Page<'_>, name: &str, longest: usize, mut margin: Margin) -> Margin {
    if name.is_empty() {
        return margin;
    }
    let colon = if name.ends_with(':') { " " } else { ": " };
    let label = format!("{name}{colon}");
    let cells = width(&label);
    let piece = |text: &str| Piece {
        content: super::line::Content::Made(text.to_owned()),
        look: Look {
            strong: true,
            ..Look::of(Role::TableHeading)
        },
    };
    if cells * 2 <= margin.room && longest.min(margin.room) + cells <= margin.room {
        margin.first = margin.rest.clone();
        margin.first.push(piece(&label));
        margin.rest.push(Piece::made(" ".repeat(cells), Role::Marker));
        margin.room -= cells;
        return margin;
    }
    wrap(&label, 0..label.len(), margin.room, &[], &mut |row: Range<usize>| {
        page.line(&margin.rest, vec![piece(label.get(row).unwrap_or(""))]);
    });
    margin.first = margin.rest.clone();
    if margin.room > 8 && longest.min(margin.room) + 2 <= margin.room {
        margin.first.push(Piece::made("  ", Role::Marker));
        margin.rest.push(Piece::made("  ", Role::Marker));
        margin.room -= 2;
    }
    margin
}
