//! The place of reading carried over from one text of an article to another: from the feed's to
//! the page's when that arrives, or between two fetches of a page.
//!
//! The texts differ in markup, quotation marks and what stands around them, so paragraphs are
//! compared by their letters and figures alone.

use std::ops::Range;

use crate::model::Document;

/// Letters of a paragraph that are compared.
const COMPARED: usize = 160;

/// Fewer letters than these tell no paragraph from another by its beginning.
const TELLING: usize = 24;

/// Paragraphs looked at around the place.
const NEAR: usize = 60;

/// The byte of `to` where the paragraph stands that byte `offset` of `from` is in. Where `to` has
/// no such paragraph the nearest one before it that both have, else the nearest after it; none
/// where they have none in common.
pub fn carried(from: &Document, offset: usize, to: &Document) -> Option<usize> {
    if offset == 0 || from.text() == to.text() {
        return Some(offset.min(to.text().len()));
    }
    let ranges: Vec<&Range<usize>> = from.blocks().iter().map(|block| &block.range).collect();
    let here = ranges.partition_point(|range| range.start <= offset).saturating_sub(1);
    let there: Vec<(&Range<usize>, String)> = to
        .blocks()
        .iter()
        .map(|block| (&block.range, letters(to.slice(&block.range))))
        .filter(|(_, letters)| !letters.is_empty())
        .collect();
    let find = |at: usize| {
        let wanted = letters(from.slice(ranges.get(at)?));
        let found = there.iter().find(|(_, letters)| is_same(&wanted, letters))?;
        Some(found.0)
    };
    if let Some(range) = find(here) {
        let into = ranges.get(here).map_or(0, |old| offset - old.start.min(offset));
        return Some(boundary(
            to.text(),
            range.start + into.min(range.len().saturating_sub(1)),
        ));
    }
    let before = (here.saturating_sub(NEAR)..here).rev();
    let after = here + 1..ranges.len().min(here + NEAR);
    before.chain(after).find_map(find).map(|range| range.start)
}

/// Whether two paragraphs begin alike for as long as the shorter one goes.
fn is_same(one: &str, other: &str) -> bool {
    let shorter = one.len().min(other.len());
    one == other && !one.is_empty() || shorter >= TELLING && one.get(..shorter) == other.get(..shorter)
}

/// The first letters and figures of a text, in lower case.
fn letters(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).take(COMPARED).collect()
}

fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{BlockKind, DocumentBuilder};

    fn document(paragraphs: &[&str]) -> Document {
        let mut build = DocumentBuilder::new();
        for text in paragraphs {
            build.open(BlockKind::Paragraph, 0, None);
            build.push(text);
        }
        build.finish()
    }

    const FIRST: &str = "The court put off the hearing until the spring.";
    const SECOND: &str = "“Nobody was told,” said the clerk who keeps the calendar.";

    #[test]
    fn the_paragraph_is_found_among_others() {
        let feed = document(&[FIRST, SECOND, "Read more"]);
        let page = document(&[
            "By Ada Sample",
            FIRST,
            "A paragraph the feed left out.",
            "\"Nobody was told,\" said the clerk who keeps the calendar.",
            "And more.",
        ]);
        let at = feed.text().find("clerk").unwrap();
        let carried_at = carried(&feed, at, &page).unwrap();
        assert_eq!(
            page.blocks().iter().position(|block| block.range.contains(&carried_at)),
            Some(3)
        );
        assert_eq!(carried(&feed, 0, &page), Some(0));
        assert_eq!(carried(&feed, at, &feed), Some(at));
    }

    #[test]
    fn a_paragraph_cut_short_is_the_same_one() {
        let feed = document(&["Lead.", "The court put off the hearing un…"]);
        let page = document(&["Another lead.", FIRST]);
        assert_eq!(
            carried(&feed, feed.blocks()[1].range.start, &page),
            Some(page.blocks()[1].range.start)
        );
    }

    #[test]
    fn where_it_is_gone_the_nearest_before_it_stands_in() {
        let feed = document(&[FIRST, "Subscribe to our letter for more such news every day.", SECOND]);
        let page = document(&["Lead.", FIRST, SECOND]);
        let gone = feed.blocks()[1].range.start + 5;
        assert_eq!(carried(&feed, gone, &page), Some(page.blocks()[1].range.start));
        assert_eq!(carried(&document(&["移民", "政策"]), 8, &page), None);
        assert_eq!(carried(&Document::default(), 9, &page), None);
    }
}
