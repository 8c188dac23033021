//! The laid-out lines, and how to find a place in them: where a byte of the text is shown, which
//! byte a line begins with, and the same place at another width.

use std::ops::Range;

use super::line::Line;

/// A document laid out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Flow {
    /// The lines, top to bottom.
    pub lines: Vec<Line>,
    /// The width they were laid out for, in cells.
    pub width: u16,
    /// The first line of each block; the next block's where a block shows nothing.
    pub(super) blocks: Vec<usize>,
    /// (byte of the text, line that begins with it): ordered by both, one for every line of
    /// text, one a row of a table.
    pub(super) anchors: Vec<(usize, usize)>,
}

impl Flow {
    /// Notes that `line` begins with byte `offset`; out of order (a document not of our making)
    /// it is left out.
    pub(super) fn anchor(&mut self, offset: usize, line: usize) {
        if self
            .anchors
            .last()
            .is_none_or(|(before, at)| *before <= offset && *at < line)
        {
            self.anchors.push((offset, line));
        }
    }

    /// The line on which a byte of the document's text is shown; for a byte that is not shown (a
    /// space at a line's end, the space between blocks) the line before it.
    pub fn line_of(&self, offset: usize) -> usize {
        let next = self.anchors.partition_point(|(at, _)| *at <= offset);
        let Some((_, first)) = next.checked_sub(1).and_then(|last| self.anchors.get(last)) else {
            return self.anchors.first().map_or(0, |(_, line)| *line);
        };
        // A row of a table has its cells side by side, each over several lines.
        let until = self.anchors.get(next).map_or(self.lines.len(), |(_, line)| *line);
        let holds = |line: &Line| {
            line.pieces
                .iter()
                .filter_map(|piece| piece.range())
                .any(|range| range.contains(&offset))
        };
        let lines = self.lines.get(*first..until).unwrap_or(&[]);
        first + lines.iter().position(holds).unwrap_or(0)
    }

    /// Every line on which some of a range of the text is shown, first to last.
    pub fn lines_of(&self, range: &Range<usize>) -> Range<usize> {
        let first = self.line_of(range.start);
        let last = self.line_of(range.end.saturating_sub(1).max(range.start));
        first..last.max(first) + 1
    }

    /// The first byte of the document's text on a line; for a line without text that of the
    /// nearest line with some above it, 0 where there is none.
    pub fn offset_of(&self, line: usize) -> usize {
        if let Some(offset) = self.lines.get(line).and_then(Line::start) {
            return offset;
        }
        let next = self.anchors.partition_point(|(_, at)| *at <= line);
        next.checked_sub(1)
            .and_then(|last| self.anchors.get(last))
            .map_or(0, |(offset, _)| *offset)
    }

    /// The first line of a block, by index into the document's blocks.
    pub fn line_of_block(&self, block: usize) -> usize {
        self.blocks.get(block).copied().unwrap_or(self.lines.len())
    }

    /// The first line of a photo's box, by index into the article's photos.
    pub fn line_of_photo(&self, photo: usize) -> Option<usize> {
        self.lines.iter().position(|line| line.photo == Some(photo))
    }

    /// The line of `other`, the same document laid out anew, that shows what `line` shows here:
    /// what keeps the reader's place when the width changes.
    pub fn same_place(&self, line: usize, other: &Flow) -> usize {
        let last = other.lines.len().saturating_sub(1);
        let Some(here) = self.lines.get(line) else {
            return last;
        };
        let found = match (here.start(), here.block) {
            (Some(offset), _) => other.line_of(offset),
            (None, Some(block)) => {
                let into = line.saturating_sub(self.line_of_block(block));
                let end = other.line_of_block(block.saturating_add(1)).saturating_sub(1);
                (other.line_of_block(block) + into).min(end)
            }
            // A blank line: the one before what follows it.
            (None, None) => match self.lines.get(line + 1).and_then(|next| next.block) {
                Some(block) => other.line_of_block(block).saturating_sub(1),
                None => line,
            },
        };
        found.min(last)
    }
}
