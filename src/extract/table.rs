//! Tables: which ones hold data, and their cells.

use super::tree::{Name, Tag, Tree};
use super::walk::{Plan, style_of};
use crate::model::{DocumentBuilder, Style};

/// Columns of a row; further cells are dropped.
const MAX_COLUMNS: usize = 200;
/// Rows of a table; further ones are dropped.
const MAX_ROWS: usize = 2_000;
/// Columns one cell may cover.
const MAX_SPAN: u16 = 200;

/// Whether a table holds data, and not a page's layout: at least two rows of at least two cells,
/// and no cell that is itself a page (tables, headings or several paragraphs inside).
pub(super) fn is_data(tree: &Tree, table: usize, dropped: &[bool]) -> bool {
    let end = tree.end(table);
    let (mut rows, mut cells, mut wide, mut paragraphs, mut longest) = (0, 0, 0, 0, 0);
    let mut in_row = 0;
    let mut at = table + 1;
    while at < end {
        if dropped.get(at).copied().unwrap_or(false) {
            at = tree.end(at);
            continue;
        }
        match tree.tag(at) {
            Some(Tag::Table | Tag::H1 | Tag::H2 | Tag::Article | Tag::Form) => return false,
            Some(Tag::Tr) => {
                rows += 1;
                in_row = 0;
            }
            Some(Tag::Td | Tag::Th) => {
                cells += 1;
                in_row += 1;
                if in_row == 2 {
                    wide += 1;
                }
                paragraphs = 0;
            }
            Some(Tag::P) => {
                paragraphs += 1;
                if paragraphs > 3 {
                    return false;
                }
            }
            None => longest = longest.max(tree.text(at).map_or(0, str::len)),
            _ => {}
        }
        at += 1;
    }
    rows >= 2 && wide >= 2 && cells >= 4 && longest < 1500
}

/// Writes a table.
pub(super) fn write(plan: &Plan<'_>, table: usize, quote_depth: u8, build: &mut DocumentBuilder) {
    let tree = plan.tree;
    let end = tree.end(table);
    build.table_begin(quote_depth);
    let (mut rows, mut columns, mut headers, mut all_headings) = (0usize, 0usize, 0usize, true);
    // For how many further rows each column is taken by a cell above.
    let mut taken: Vec<u16> = Vec::new();
    let mut in_row = false;
    let mut styles: Vec<usize> = Vec::new();
    let mut skip_row = false;
    let mut at = table + 1;
    while at < end {
        while styles.last().is_some_and(|end| *end <= at) {
            styles.pop();
            build.style_end();
        }
        if plan.dropped.get(at).copied().unwrap_or(false) || rows > MAX_ROWS {
            at = tree.end(at);
            continue;
        }
        match tree.tag(at) {
            Some(Tag::Tr) => {
                if in_row {
                    build.row_end();
                    // What the row did not reach goes on below it all the same.
                    taken
                        .iter_mut()
                        .skip(columns)
                        .for_each(|rows| *rows = rows.saturating_sub(1));
                    headers += usize::from(all_headings && headers + 1 == rows && columns > 0);
                }
                rows += 1;
                columns = 0;
                all_headings = true;
                in_row = true;
                skip_row = rows > MAX_ROWS;
            }
            Some(tag @ (Tag::Td | Tag::Th)) => {
                if !in_row || skip_row || columns >= MAX_COLUMNS {
                    at = tree.end(at);
                    continue;
                }
                let span = tree
                    .attr(at, Name::Colspan)
                    .and_then(|span| span.trim().parse::<u64>().ok())
                    .unwrap_or(1);
                // Under a cell that goes on from above stands an empty one, so that columns stay columns.
                while taken.get(columns).is_some_and(|rows| *rows > 0) && columns < MAX_COLUMNS {
                    if let Some(rows) = taken.get_mut(columns) {
                        *rows -= 1;
                    }
                    build.cell(1);
                    columns += 1;
                }
                if columns >= MAX_COLUMNS {
                    at = tree.end(at);
                    continue;
                }
                let room = u64::try_from(MAX_COLUMNS - columns).unwrap_or(1);
                let span = u16::try_from(span.clamp(1, room)).unwrap_or(MAX_SPAN).min(MAX_SPAN);
                all_headings &= tag == Tag::Th;
                let down = tree
                    .attr(at, Name::Rowspan)
                    .and_then(|rows| rows.trim().parse::<u64>().ok())
                    .map_or(0, |rows| {
                        u16::try_from(rows.saturating_sub(1)).unwrap_or(MAX_SPAN).min(MAX_SPAN)
                    });
                let right = columns + usize::from(span);
                if down > 0 {
                    if taken.len() < right {
                        taken.resize(right, 0);
                    }
                    taken.iter_mut().take(right).skip(columns).for_each(|rows| *rows = down);
                }
                columns = right;
                build.cell(span);
            }
            Some(Tag::Caption) => {
                at = tree.end(at);
                continue;
            }
            Some(Tag::Script | Tag::Style | Tag::Svg | Tag::Button | Tag::Input | Tag::Iframe | Tag::Img) => {
                at = tree.end(at);
                continue;
            }
            Some(Tag::A) if columns > 0 => {
                let target = tree.attr(at, Name::Href).and_then(|href| plan.base.link(href));
                if let Some(url) = target {
                    let index = build.link(&url);
                    build.style_start(Style::Link(index));
                    styles.push(tree.end(at));
                }
            }
            Some(tag) => {
                if let Some(style) = style_of(tag).filter(|_| columns > 0) {
                    build.style_start(style);
                    styles.push(tree.end(at));
                } else if columns > 0 && !build.ends_in_space() {
                    build.push(" ");
                }
            }
            None if columns > 0 => {
                let text = tree.text(at).unwrap_or("");
                if text.starts_with(char::is_whitespace) && !build.ends_in_space() {
                    build.push(" ");
                }
                for (number, word) in text.split_whitespace().enumerate() {
                    if number > 0 {
                        build.push(" ");
                    }
                    build.push(word);
                }
                if text.ends_with(char::is_whitespace) && !build.ends_in_space() {
                    build.push(" ");
                }
            }
            None => {}
        }
        at += 1;
    }
    for _ in styles {
        build.style_end();
    }
    build.row_end();
    headers += usize::from(all_headings && headers + 1 == rows && columns > 0 && rows > 1);
    build.table_end(headers);
}
