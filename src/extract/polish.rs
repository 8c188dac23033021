//! Lines that only their words give away: "Read more: …", "Sign up for our newsletter", a byline
//! or a headline said again at the top.

use super::line_words::ENDS;
use super::lines::{bare, is_end_matter, is_line_of_furniture};
use super::opening;
use crate::model::{Block, BlockKind, Document, DocumentBuilder, SafeText};

/// What is known of the article, to recognise it where it is said again.
pub(super) struct Known<'a> {
    /// Beginnings of furniture lines of this site, in lower case.
    pub(super) site_lines: &'a [String],
    pub(super) title: &'a str,
    pub(super) bylines: &'a [SafeText],
}

/// A page's document without them.
pub(super) fn page(document: &Document, known: &Known<'_>) -> Document {
    let blocks = document.blocks();
    let mut keep = vec![true; blocks.len()];
    let words: usize = document.words();
    let mut seen_words = 0;
    for (index, block) in blocks.iter().enumerate() {
        let text = document.slice(&block.range);
        let count = text.split_whitespace().count();
        let top = seen_words < 60;
        let end = (seen_words + count) * 100 > words * 80;
        let before = index
            .checked_sub(1)
            .and_then(|before| blocks.get(before))
            .map_or("", |block| document.slice(&block.range));
        seen_words += count;
        let gone = match block.kind {
            BlockKind::Paragraph | BlockKind::Heading(_) => {
                let linked = linked(document, block);
                is_line_of_furniture(text, linked)
                    || is_site_line(text, known.site_lines)
                    || (top && repeats(text, known))
                    || (end && is_end_matter(text))
                    || (block.kind == BlockKind::Paragraph
                        && block.list.is_none()
                        && leads_elsewhere(text, linked, before))
            }
            _ => false,
        };
        if let (true, Some(slot)) = (gone, keep.get_mut(index)) {
            *slot = false;
        }
    }
    cut_after_end(document, words, &mut keep);
    orphan_headings(document, &mut keep);
    opening::joined(rebuilt(document, &keep))
}

/// A paragraph that is nothing but a link's headline, between paragraphs: another article.
fn leads_elsewhere(text: &str, linked: f32, before: &str) -> bool {
    let words = text.split_whitespace().count();
    linked > 0.9
        && (4..=30).contains(&words)
        && !text.trim_end().ends_with(['.', '!', ':', '”', '"', ','])
        && !before.trim_end().ends_with(':')
        && !text.contains("://")
}

/// Everything from a heading such as "Related articles" or "Comments" on, where it is the page's
/// last part.
fn cut_after_end(document: &Document, words: usize, keep: &mut [bool]) {
    let mut seen = 0;
    for (index, block) in document.blocks().iter().enumerate() {
        let text = document.slice(&block.range);
        seen += text.split_whitespace().count();
        let short = text.chars().count() < 60 && matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading(_));
        if short && seen * 100 > words * 65 && ENDS.contains(&bare(&text.to_lowercase())) {
            keep.iter_mut().skip(index).for_each(|keep| *keep = false);
            return;
        }
    }
}

/// Headings whose text went: the next thing kept is a heading as high, or nothing.
pub(super) fn orphan_headings(document: &Document, keep: &mut [bool]) {
    let mut next: Option<u8> = Some(0);
    for (index, block) in document.blocks().iter().enumerate().rev() {
        let Some(slot) = keep.get_mut(index).filter(|keep| **keep) else {
            continue;
        };
        match block.kind {
            BlockKind::Heading(level) => {
                if next.is_some_and(|next| next <= level && next == 0) {
                    *slot = false;
                } else {
                    next = Some(level);
                }
            }
            BlockKind::Figure(_) => {}
            _ => next = None,
        }
    }
}

/// A feed item's document without a feed service's lines.
pub(super) fn fragment(document: &Document) -> Document {
    let blocks = document.blocks();
    let keep: Vec<bool> = blocks
        .iter()
        .map(|block| {
            let text = document.slice(&block.range);
            !(text.len() < 400
                && block.kind == BlockKind::Paragraph
                && ((text.starts_with("The post ") && text.contains(" appeared first on "))
                    || (text.starts_with("This article was originally published at ") && text.len() < 200)
                    || matches!(
                        text,
                        "Advertisement" | "ADVERTISEMENT" | "Share this:" | "Continue reading..."
                    )))
        })
        .collect();
    opening::joined(rebuilt(document, &keep))
}

pub(super) fn rebuilt(document: &Document, keep: &[bool]) -> Document {
    if keep.iter().all(|keep| *keep) {
        return document.clone();
    }
    let mut build = DocumentBuilder::new();
    for (block, keep) in document.blocks().iter().zip(keep) {
        if *keep {
            build.copy(document, block, block.range.clone());
        }
    }
    build.finish()
}

/// Share of a block's bytes that are links.
fn linked(document: &Document, block: &Block) -> f32 {
    let spans = document.spans();
    let from = spans.partition_point(|span| span.range.start < block.range.start);
    let bytes: usize = spans
        .get(from..)
        .unwrap_or(&[])
        .iter()
        .take_while(|span| span.range.start < block.range.end)
        .filter(|span| matches!(span.style, crate::model::Style::Link(_)))
        .map(|span| span.range.len())
        .sum();
    bytes as f32 / block.range.len().max(1) as f32
}

/// The headline, the byline or the standfirst at the top of the text.
fn repeats(text: &str, known: &Known<'_>) -> bool {
    let line = letters(text);
    if line.is_empty() {
        return false;
    }
    if line == letters(known.title) {
        return true;
    }
    if text.len() < 200 {
        let bare = text
            .trim_start_matches("By ")
            .trim_start_matches("BY ")
            .trim_start_matches("by ");
        let mut rest = letters(bare);
        if !known.bylines.is_empty() && known.bylines.iter().any(|name| rest.starts_with(&letters(name))) {
            for name in known.bylines {
                rest = rest.replace(&letters(name), "");
            }
            return rest.len() < 12;
        }
    }
    false
}

/// Letters and digits only, in lower case.
fn letters(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

fn is_site_line(text: &str, lines: &[String]) -> bool {
    if lines.is_empty() || text.len() > 1_000 {
        return false;
    }
    let lower = text.to_lowercase();
    lines.iter().any(|line| lower.trim_start().starts_with(line.as_str()))
}
