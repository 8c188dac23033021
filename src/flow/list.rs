//! How lists hang: what stands before each block of a list, and how far it is set in.
//!
//! Numbers of one list are set right against the widest of them. Depth is a number in the
//! document, so this is two passes over the blocks, with one entry a depth.

use crate::model::{Block, Marker};

/// How one block of a list is set in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Hang {
    /// Cells before the marker: the room the outer lists' markers take.
    pub before: usize,
    /// The marker with its padding; empty for a block that only goes on with an item.
    pub marker: String,
    /// Cells of the marker's column.
    pub column: usize,
}

/// How each block is set in; the default for those outside lists.
pub(super) fn hangs(blocks: &[Block]) -> Vec<Hang> {
    if blocks.iter().all(|block| block.list.is_none()) {
        return Vec::new();
    }
    let (lists, columns) = gather(blocks);
    let mut open: Vec<usize> = Vec::new();
    let mut hangs = Vec::with_capacity(blocks.len());
    for (block, list) in blocks.iter().zip(lists) {
        let (Some(place), Some(list)) = (block.list, list) else {
            open.clear();
            hangs.push(Hang::default());
            continue;
        };
        let depth = usize::from(place.depth.max(1));
        let column = columns.get(list).copied().unwrap_or(2);
        open.truncate(depth - 1);
        open.resize(depth - 1, 2);
        let before = open.iter().sum();
        open.push(column);
        let marker = if place.opens {
            marker(place.marker, depth, column)
        } else {
            String::new()
        };
        hangs.push(Hang { before, marker, column });
    }
    hangs
}

/// Which list each block belongs to, and the width of each list's marker column.
fn gather(blocks: &[Block]) -> (Vec<Option<usize>>, Vec<usize>) {
    let mut lists = Vec::with_capacity(blocks.len());
    let mut columns: Vec<usize> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for block in blocks {
        let Some(place) = block.list else {
            open.clear();
            lists.push(None);
            continue;
        };
        let depth = usize::from(place.depth.max(1));
        open.truncate(depth);
        while open.len() < depth {
            open.push(columns.len());
            columns.push(2);
        }
        let list = open.last().copied().unwrap_or(0);
        if let (Marker::Number(number), Some(column)) = (place.marker, columns.get_mut(list)) {
            *column = (*column).max(number.to_string().len() + 2);
        }
        lists.push(Some(list));
    }
    (lists, columns)
}

fn marker(marker: Marker, depth: usize, column: usize) -> String {
    match marker {
        Marker::Bullet => {
            let bullet = match depth % 3 {
                1 => "•",
                2 => "◦",
                _ => "▪",
            };
            format!("{bullet}{}", " ".repeat(column.saturating_sub(1)))
        }
        Marker::Number(number) => format!("{:>column$} ", format!("{number}."), column = column.saturating_sub(1)),
    }
}
