//! How an article opens: a dateline that stands on a line of its own belongs to the paragraph
//! after it (`CNN —`, then `The union …`).

use super::dateline;
use crate::model::{Block, BlockKind, Document, DocumentBuilder};
use std::ops::Range;

/// Blocks at the top that are looked at.
const FIRST_BLOCKS: usize = 5;

/// The document with a lone dateline put before the paragraph it opens. What stands above it in
/// the same block (a caption that was pasted there with line breaks) becomes a block of its own.
pub(super) fn joined(document: Document) -> Document {
    let blocks = document.blocks();
    let paragraph = |index: usize| {
        blocks
            .get(index)
            .filter(|block| block.kind == BlockKind::Paragraph && block.list.is_none())
    };
    let found = (0..blocks.len().min(FIRST_BLOCKS)).find_map(|index| {
        let block = paragraph(index)?;
        let line = lone_line(&document, block)?;
        Some((index, line))
    });
    let Some((index, line)) = found else { return document };
    let Some(block) = blocks.get(index) else {
        return document;
    };
    // The text goes on in the same block, or in the next one that is a paragraph.
    let same = line.end < block.range.end;
    let next = (index + 1..blocks.len().min(index + 4)).find(|next| paragraph(*next).is_some());
    let (end, rest) = match (same, next) {
        (true, _) => (index, line.end..block.range.end),
        (false, Some(next)) => match blocks.get(next) {
            Some(block) => (next, block.range.clone()),
            None => return document,
        },
        (false, None) => return document,
    };
    let mut build = DocumentBuilder::new();
    for (at, old) in blocks.iter().enumerate() {
        if at == index && block.range.start < line.start {
            build.copy(&document, block, block.range.start..line.start);
        }
        if at == end {
            build.open(BlockKind::Paragraph, block.quote_depth, None);
            build.append(&document, trimmed(&document, &line));
            build.push(" ");
            build.append(&document, trimmed(&document, &rest));
            build.close();
        } else if at != index {
            build.copy(&document, old, old.range.clone());
        }
    }
    build.finish()
}

/// The line of a block that is a dateline alone.
fn lone_line(document: &Document, block: &Block) -> Option<Range<usize>> {
    let mut start = block.range.start;
    for line in document.slice(&block.range).split_inclusive('\n').take(12) {
        let range = start..start + line.len();
        if line.len() < 200 && dateline::is_alone(line) {
            return Some(range);
        }
        start = range.end;
    }
    None
}

/// A range without the white space at its ends.
fn trimmed(document: &Document, range: &Range<usize>) -> Range<usize> {
    let text = document.slice(range);
    let start = range.start + text.len() - text.trim_start().len();
    start..start.max(range.start + text.trim_end().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(paragraphs: &[&str]) -> String {
        let mut build = DocumentBuilder::new();
        for paragraph in paragraphs {
            build.open(BlockKind::Paragraph, 0, None);
            build.push(paragraph);
        }
        joined(build.finish()).text().to_owned()
    }

    #[test]
    fn a_lone_dateline_opens_the_next_paragraph() {
        assert_eq!(
            open(&["CNX —", "The union asked.", "More."]),
            "CNX — The union asked.\n\nMore."
        );
        assert_eq!(
            open(&["A raft. (Photo)\nCNX —", "The union asked."]),
            "A raft. (Photo)\n\nCNX — The union asked."
        );
        assert_eq!(
            open(&["A raft.\nEL PASO, Texas (AP) —\nThe union asked."]),
            "A raft.\n\nEL PASO, Texas (AP) — The union asked."
        );
        assert_eq!(open(&["The union asked.", "CNX —"]), "The union asked.\n\nCNX —");
        assert_eq!(
            open(&["The union asked —", "and went."]),
            "The union asked —\n\nand went."
        );
    }
}
