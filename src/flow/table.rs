//! Tables: how wide their columns would like to be, and whether they fit side by side.
//!
//! A table that fits is set by [`super::grid`], one that does not by [`super::records`]: a word
//! that would fit on a line is never broken for the sake of a column.

use std::ops::Range;

use super::grid;
use super::page::{Margin, Page};
use super::records;
use super::wrap::Extent;
use crate::model::{Document, Table};

/// Cells between two columns.
pub(super) const GAP: usize = 2;

/// A table cell in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Placed {
    /// Its text.
    pub range: Range<usize>,
    /// Its first column.
    pub column: usize,
    /// How many columns it covers, at least 1.
    pub columns: usize,
}

/// Sets a table as a grid or as records.
pub(super) fn set(page: &mut Page<'_>, table: &Table, margin: &Margin) {
    let rows = place(table);
    let columns = rows
        .iter()
        .flatten()
        .map(|cell| cell.column + cell.columns)
        .max()
        .unwrap_or(0);
    match widths(page, &rows, columns, margin.room) {
        Some(widths) => grid::set(page, &rows, table.header_rows, &widths, margin),
        None => records::set(page, &rows, table.header_rows, columns, margin),
    }
}

/// Gives every cell its column. A table says how many columns a cell covers; more than the widest
/// row has cells for is more than there is.
fn place(table: &Table) -> Vec<Vec<Placed>> {
    let most = table.rows.iter().map(Vec::len).max().unwrap_or(0).max(200);
    let rows = table.rows.iter().map(|row| {
        let mut column = 0;
        let mut placed = Vec::with_capacity(row.len());
        for cell in row {
            let columns = usize::from(cell.columns.max(1)).min(most.saturating_sub(column)).max(1);
            placed.push(Placed {
                range: cell.range.clone(),
                column,
                columns,
            });
            column += columns;
        }
        placed
    });
    rows.collect()
}

/// The width of each column, where all of them fit into `room` with no word broken.
fn widths(page: &Page<'_>, rows: &[Vec<Placed>], columns: usize, room: usize) -> Option<Vec<usize>> {
    if columns == 1 {
        let widest = rows
            .iter()
            .flatten()
            .map(|cell| page.paint.extent(&cell.range, room).natural)
            .max()
            .unwrap_or(1);
        return Some(vec![widest.clamp(1, room)]);
    }
    let gaps = columns.checked_sub(1)?.checked_mul(GAP)?;
    let space = room.checked_sub(gaps)?;
    let mut wants = vec![Extent { natural: 1, longest: 1 }; columns];
    // Cells over several columns come last: what they need beyond their columns goes to the last.
    let mut cells: Vec<&Placed> = rows.iter().flatten().collect();
    cells.sort_by_key(|cell| cell.columns);
    for cell in cells {
        let extent = page.paint.extent(&cell.range, room);
        let span = wants.get_mut(cell.column..cell.column + cell.columns)?;
        let within = GAP * (cell.columns - 1);
        let longest = span.iter().map(|want| want.longest).sum::<usize>() + within;
        let natural = span.iter().map(|want| want.natural).sum::<usize>() + within;
        let last = span.last_mut()?;
        last.longest += extent.longest.saturating_sub(longest);
        last.natural += extent.natural.saturating_sub(natural);
        last.natural = last.natural.max(last.longest);
    }
    let least: usize = wants.iter().map(|want| want.longest).sum();
    let most: usize = wants.iter().map(|want| want.natural).sum();
    if most <= space {
        return Some(wants.iter().map(|want| want.natural).collect());
    }
    let spare = space.checked_sub(least)?;
    Some(share(&wants, spare))
}

/// Shares spare cells out: every column gets at least its longest word, and those that want more
/// get equal parts of what is spare until they have enough.
fn share(wants: &[Extent], mut spare: usize) -> Vec<usize> {
    let mut widths: Vec<usize> = wants.iter().map(|want| want.longest).collect();
    loop {
        // The narrowest of those still in need grows first, so that columns of running text end
        // up alike.
        let needy: Vec<usize> = (0..widths.len()).filter(|at| needs(&widths, wants, *at) > 0).collect();
        let Some(narrowest) = needy.iter().filter_map(|at| widths.get(*at)).min().copied() else {
            return widths;
        };
        let lowest: Vec<usize> = needy
            .iter()
            .copied()
            .filter(|at| widths.get(*at) == Some(&narrowest))
            .collect();
        let next = needy
            .iter()
            .filter_map(|at| widths.get(*at))
            .filter(|width| **width > narrowest)
            .min();
        let step = next.map_or(usize::MAX, |next| next - narrowest);
        let step = lowest
            .iter()
            .map(|at| needs(&widths, wants, *at))
            .min()
            .unwrap_or(0)
            .min(step);
        let step = step.min(spare / lowest.len().max(1));
        if step == 0 {
            for at in lowest.into_iter().take(spare) {
                if let Some(width) = widths.get_mut(at) {
                    *width += 1;
                }
            }
            return widths;
        }
        spare -= step * lowest.len();
        for at in lowest {
            if let Some(width) = widths.get_mut(at) {
                *width += step;
            }
        }
    }
}

fn needs(widths: &[usize], wants: &[Extent], at: usize) -> usize {
    match (widths.get(at), wants.get(at)) {
        (Some(width), Some(want)) => want.natural.saturating_sub(*width),
        _ => 0,
    }
}

/// Whether a cell is a number as tables have them (with currency, sign, per cent) or stands for
/// one that is missing.
pub(super) fn is_number(document: &Document, range: &Range<usize>) -> bool {
    let text = document.slice(range).trim();
    text.len() <= 24
        && (text.bytes().any(|byte| byte.is_ascii_digit()) || matches!(text, "" | "-" | "–" | "—" | "n/a" | "N/A"))
        && text.chars().all(|c| {
            c.is_ascii_digit()
                || matches!(
                    c,
                    '.' | ','
                        | ' '
                        | '\u{a0}'
                        | '%'
                        | '$'
                        | '€'
                        | '£'
                        | '+'
                        | '-'
                        | '−'
                        | '–'
                        | '—'
                        | 'n'
                        | 'N'
                        | '/'
                        | 'a'
                        | 'A'
                        | '('
                        | ')'
                )
        })
}
