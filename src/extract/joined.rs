//! An article on several pages, put together.

use super::Extracted;
use crate::model::{BlockKind, DocumentBuilder};
use std::ops::ControlFlow;

/// Bytes of text of one article, all its pages together.
const MAX_TEXT: usize = 4 << 20;

impl Extracted {
    /// Appends the article's next page: its text, its pictures, what it learnt of the site. Breaks
    /// where that page brings nothing new (a server that gives the first page for every number) or
    /// would be too long; then nothing is changed.
    pub fn join(&mut self, next: Extracted) -> ControlFlow<()> {
        let old = &self.document;
        let fresh = |text: &str| text.len() > 40 && !old.text().contains(text);
        let new = next
            .document
            .blocks()
            .iter()
            .any(|block| fresh(next.document.slice(&block.range)));
        if !new || old.text().len() + next.document.text().len() > MAX_TEXT {
            return ControlFlow::Break(());
        }
        let shift = self.figures.len();
        let mut build = DocumentBuilder::new();
        for block in old.blocks() {
            build.copy(old, block, block.range.clone());
        }
        for block in next.document.blocks() {
            match block.kind {
                BlockKind::Figure(at) => build.mark(BlockKind::Figure(at + shift), block.quote_depth),
                // The headline and the standfirst are said again on every page.
                _ if next.document.slice(&block.range).len() > 40
                    && old.text().contains(next.document.slice(&block.range)) => {}
                _ => build.copy(&next.document, block, block.range.clone()),
            }
        }
        self.document = build.finish();
        self.figures.extend(next.figures);
        self.prints.extend(next.prints);
        self.facts.corrections.extend(next.facts.corrections);
        self.facts.next_page = next.facts.next_page;
        self.facts.pages_joined = self.facts.pages_joined.max(1).saturating_add(1);
        ControlFlow::Continue(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Figure;

    fn page(paragraphs: &[&str], figure: bool) -> Extracted {
        let mut build = DocumentBuilder::new();
        for paragraph in paragraphs {
            build.open(BlockKind::Paragraph, 0, None);
            build.push(paragraph);
        }
        let mut figures = Vec::new();
        if figure {
            build.mark(BlockKind::Figure(0), 0);
            figures.push(Figure::default());
        }
        Extracted {
            document: build.finish(),
            figures,
            ..Extracted::default()
        }
    }

    const LEAD: &str = "The standfirst says in a sentence what the article is about.";

    #[test]
    fn pages_are_joined_and_pictures_keep_their_places() {
        let mut whole = page(&[LEAD, "The first page's paragraph, which is long enough."], true);
        let next = page(&[LEAD, "The second page's paragraph, which is long enough."], true);
        assert!(whole.join(next).is_continue());
        assert_eq!(whole.document.text().matches("standfirst").count(), 1);
        assert!(whole.document.text().contains("second page"));
        let places: Vec<_> = whole
            .document
            .blocks()
            .iter()
            .filter_map(|block| match block.kind {
                BlockKind::Figure(at) => Some(at),
                _ => None,
            })
            .collect();
        assert_eq!(
            (places, whole.figures.len(), whole.facts.pages_joined),
            (vec![0, 1], 2, 2)
        );
    }

    #[test]
    fn the_same_page_again_ends_it() {
        let mut whole = page(&[LEAD], false);
        assert!(whole.join(page(&[LEAD], false)).is_break());
        assert_eq!(whole.facts.pages_joined, 0);
    }
}
