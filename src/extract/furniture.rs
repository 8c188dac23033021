//! Furniture that only several pages of a site give away: a block that stands on page after page
//! is the site's, not the article's.
//!
//! A block is known by a print of its letters. What is known of a site is kept by the store and
//! handed in; which prints a page has is handed out for it to learn from.

use super::polish;
use crate::model::{Block, BlockKind, Document, SafeText, fingerprint};
use rustc_hash::FxHashSet;

/// Letters of the shortest block that is told by its print.
const MIN_LETTERS: usize = 16;
/// Prints of one page; further blocks have none.
const MAX_PRINTS: usize = 300;
/// Characters of a block kept to show a person what was learnt.
const SAMPLE: usize = 120;

/// A block's print and how it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockPrint {
    /// The same for the same letters, whatever the figures, marks and case.
    pub print: u64,
    /// The block's first words.
    pub sample: SafeText,
}

/// The document without the blocks whose prints are in `known`, and the prints of all its blocks.
///
/// Where most of a page is known, the page is a copy of an earlier one (an agency's text under
/// another address): then nothing is left out and nothing is to be learnt.
pub(super) fn without(document: Document, known: &[u64]) -> (Document, Vec<BlockPrint>) {
    let blocks = document.blocks();
    let mut prints = Vec::new();
    let mut keep = vec![true; blocks.len()];
    let (mut words, mut known_words) = (0, 0);
    let known: FxHashSet<u64> = known.iter().copied().collect();
    for (index, block) in blocks.iter().enumerate() {
        let text = document.slice(&block.range);
        let count = text.split_whitespace().count();
        words += count;
        let Some(print) = print(block, text).filter(|_| prints.len() < MAX_PRINTS) else {
            continue;
        };
        if known.contains(&print) {
            known_words += count;
            if let Some(slot) = keep.get_mut(index) {
                *slot = false;
            }
        }
        prints.push(BlockPrint {
            print,
            sample: SafeText::line(&text.chars().take(SAMPLE).collect::<String>()),
        });
    }
    if known_words * 2 > words {
        return (document, Vec::new());
    }
    if known_words == 0 {
        return (document, prints);
    }
    polish::orphan_headings(&document, &mut keep);
    (polish::rebuilt(&document, &keep), prints)
}

/// A block's print; none for headings, tables and code, which articles of one kind share, for
/// short blocks, and for the fields of a form (`AGENCY: …`).
fn print(block: &Block, text: &str) -> Option<u64> {
    if !matches!(block.kind, BlockKind::Paragraph | BlockKind::Embed) || text.len() > 4_000 {
        return None;
    }
    let field = text.split_once(':').is_some_and(|(name, _)| {
        name.len() <= 40 && name.chars().any(char::is_alphabetic) && !name.chars().any(char::is_lowercase)
    });
    if field {
        return None;
    }
    let letters: String = text
        .chars()
        .filter(|c| c.is_alphabetic())
        .flat_map(char::to_lowercase)
        .collect();
    (letters.chars().count() >= MIN_LETTERS).then(|| fingerprint(&letters))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DocumentBuilder;

    fn page(paragraphs: &[&str]) -> Document {
        let mut build = DocumentBuilder::new();
        for paragraph in paragraphs {
            build.open(BlockKind::Paragraph, 0, None);
            build.push(paragraph);
        }
        build.finish()
    }

    const APPEAL: &str = "The Example is read by 12,000 people. Help us to go on.";

    #[test]
    fn a_known_block_goes_whatever_its_figures() {
        let body = "The court heard the case for the whole of the day, and it will go on tomorrow.";
        let (_, prints) = without(page(&[APPEAL]), &[]);
        let known: Vec<u64> = prints.iter().map(|print| print.print).collect();
        let second = page(&[
            body,
            &APPEAL.replace("12,000", "13,417"),
            "AGENCY: Example Citizenship Services.",
        ]);
        let (left, prints) = without(second, &known);
        assert_eq!(left.text(), format!("{body}\n\nAGENCY: Example Citizenship Services."));
        assert_eq!(prints.len(), 2, "what went is still seen, a form's field is not");
    }

    #[test]
    fn a_copy_of_an_earlier_page_stays_whole() {
        let (_, prints) = without(page(&[APPEAL, "The court heard the case for a day."]), &[]);
        let known: Vec<u64> = prints.iter().map(|print| print.print).collect();
        let (left, prints) = without(page(&[APPEAL, "The court heard the case for a day.", "More."]), &known);
        assert_eq!(left.blocks().len(), 3);
        assert!(prints.is_empty());
    }
}
