//! A table as a grid: columns side by side, cells wrapped inside their column, a rule under the
//! column names, columns of numbers set right.

use std::ops::Range;

use super::line::{Look, Piece, Role};
use super::page::{Margin, Page};
use super::table::{GAP, Placed, is_number};
use super::wrap::{Insert, wrap};

/// Sets the rows in columns of the given widths.
pub(super) fn set(page: &mut Page<'_>, rows: &[Vec<Placed>], header_rows: usize, widths: &[usize], margin: &Margin) {
    let header_rows = header_rows.min(rows.len());
    let right = numbers(page, rows, header_rows, widths.len());
    let heights: Vec<usize> = rows
        .iter()
        .map(|row| {
            row.iter()
                .map(|cell| rows_of(page, cell, widths).0.len())
                .max()
                .unwrap_or(0)
        })
        .collect();
    // Where cells run over several lines, blank lines keep the rows apart.
    let loose = heights.iter().skip(header_rows).any(|height| *height > 1);
    for (index, row) in rows.iter().enumerate() {
        if loose && index > header_rows {
            page.line(&margin.rest, Vec::new());
        }
        let header = index < header_rows;
        let role = if header { Role::TableHeading } else { Role::Body };
        set_row(
            page,
            row,
            widths,
            &right,
            Look {
                strong: header,
                ..Look::of(role)
            },
            margin,
        );
        if header && index + 1 == header_rows && header_rows < rows.len() {
            let cells = widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1);
            page.line(
                &margin.rest,
                vec![Piece::made("─".repeat(cells.min(margin.room)), Role::TableRule)],
            );
        }
    }
}

/// Which columns hold nothing but numbers.
fn numbers(page: &Page<'_>, rows: &[Vec<Placed>], header_rows: usize, columns: usize) -> Vec<bool> {
    let document = page.text_of();
    let mut right = vec![false; columns];
    let mut seen = vec![false; columns];
    for cell in rows.iter().skip(header_rows).flatten().filter(|cell| cell.columns == 1) {
        let (Some(right), Some(seen)) = (right.get_mut(cell.column), seen.get_mut(cell.column)) else {
            continue;
        };
        let number = is_number(document, &cell.range);
        *right = number && (*right || !*seen);
        *seen = true;
    }
    right
}

/// The rows of a cell inside its columns, what is inserted in them, and the columns' width.
fn rows_of<'p>(page: &'p Page<'_>, cell: &Placed, widths: &[usize]) -> (Vec<Range<usize>>, &'p [Insert], usize) {
    let room = span_width(cell, widths);
    let inserts = page.paint.inserts(&cell.range, room);
    let mut rows = Vec::new();
    wrap(page.text_of().text(), cell.range.clone(), room, inserts, &mut |row| {
        rows.push(row)
    });
    (rows, inserts, room)
}

fn span_width(cell: &Placed, widths: &[usize]) -> usize {
    let span = widths.get(cell.column..cell.column + cell.columns).unwrap_or(&[]);
    span.iter().sum::<usize>() + GAP * span.len().saturating_sub(1)
}

fn set_row(page: &mut Page<'_>, row: &[Placed], widths: &[usize], right: &[bool], look: Look, margin: &Margin) {
    let mut lines: Vec<Vec<Piece>> = Vec::new();
    let mut filled: Vec<usize> = Vec::new();
    let mut left = 0;
    for cell in row {
        let (rows, inserts, room) = rows_of(page, cell, widths);
        let to_right = cell.columns == 1 && right.get(cell.column).copied().unwrap_or(false);
        for (at, part) in rows.iter().enumerate() {
            if lines.len() <= at {
                lines.push(Vec::new());
                filled.push(0);
            }
            let (Some(line), Some(filled)) = (lines.get_mut(at), filled.get_mut(at)) else {
                continue;
            };
            let cells = page.paint.cells(part, inserts);
            let start = left + if to_right { room.saturating_sub(cells) } else { 0 };
            if start > *filled {
                line.push(Piece::made(" ".repeat(start - *filled), look.role));
            }
            page.paint.row(part, look, inserts, line);
            *filled = start + cells;
        }
        left += room + GAP;
    }
    if let Some(first) = row
        .iter()
        .find(|cell| !cell.range.is_empty())
        .filter(|_| !lines.is_empty())
    {
        page.anchor(first.range.start);
    }
    for line in lines {
        page.line(&margin.rest, line);
    }
}
