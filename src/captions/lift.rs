//! Captions pasted into the text as paragraphs of their own.

use super::credit;
use super::tail;
use crate::model::{BlockKind, Document, Photo, PhotoSource};

/// A pasted caption and the block it was.
#[derive(Debug)]
pub(super) struct Pasted {
    pub(super) block: usize,
    /// Bytes of the block's text that were the caption; all of them where it was nothing else.
    pub(super) length: usize,
    pub(super) photo: Photo,
}

/// Blocks at the top that are looked at.
const FIRST_BLOCKS: usize = 3;
/// Characters of a pasted caption.
const MAX_CHARS: usize = 1_600;

/// The captions pasted above the text. A paragraph is one if it ends in an agency's credit, in
/// brackets or in an agency's own form; an article's sentence does not.
pub(super) fn captions(document: &Document) -> Vec<Pasted> {
    let mut found = Vec::new();
    let paragraphs = document
        .blocks()
        .iter()
        .enumerate()
        .filter(|(_, block)| block.kind == BlockKind::Paragraph && block.list.is_none());
    for (index, block) in paragraphs.take(FIRST_BLOCKS) {
        let whole = document.slice(&block.range);
        let length = if is_caption(whole) && !whole.contains('\n') {
            whole.len()
        } else {
            first_lines(whole).or_else(|| glued(whole)).unwrap_or(0)
        };
        if length == 0 {
            // Captions come before the text; what follows its first paragraph is the text's.
            if whole.split_whitespace().count() > 12 {
                break;
            }
            continue;
        }
        let read = credit::parse(whole.get(..length).unwrap_or(whole));
        found.push(Pasted {
            block: index,
            length,
            photo: super::from_caption(read, PhotoSource::Body),
        });
    }
    // A text that is nothing but captions keeps them.
    let kept = document.blocks().iter().enumerate().any(|(index, block)| {
        !block.range.is_empty()
            && !found
                .iter()
                .any(|pasted| pasted.block == index && pasted.length == block.range.len())
    });
    if kept { found } else { Vec::new() }
}

/// The length of the first lines of a paragraph, where a hard break parts a caption from the text.
fn first_lines(text: &str) -> Option<usize> {
    let (first, rest) = text.split_once('\n')?;
    if is_caption(first) && !rest.trim().is_empty() {
        return Some(first.len());
    }
    // The credit may have a line of its own, before or in place of the text.
    let end = rest.find('\n').map_or(text.len(), |at| first.len() + 1 + at);
    let two = text.get(..end)?.replace('\n', " ");
    (rest.trim_start().starts_with(['(', '©']) && is_caption(&two)).then_some(end)
}

/// The length of a caption with which a paragraph begins, where the text goes on after its
/// credit's bracket: `A boat. (Photo by A / AFP) SAMPLEVILLE — The court …`.
fn glued(text: &str) -> Option<usize> {
    let mut end = None;
    for (at, _) in text.match_indices(')').take(12) {
        let head = text.get(..=at)?;
        if head.chars().count() > MAX_CHARS {
            break;
        }
        let open = head.rfind('(')?;
        // A second credit right after the first belongs to it.
        let adjoins = end.is_some_and(|end: usize| text.get(end..open).is_some_and(|gap| gap.trim().is_empty()));
        if end.is_some() && !adjoins {
            break;
        }
        if is_caption(head) {
            end = Some(at + 1);
        }
    }
    let end = end?;
    let rest = text.get(end..)?.trim_start();
    (rest.split_whitespace().count() > 3
        && rest.starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"' | '(')))
    .then_some(end)
}

fn is_caption(text: &str) -> bool {
    if text.chars().count() > MAX_CHARS {
        return false;
    }
    let parted = tail::part(text);
    let Some(last) = parted.credits.last() else {
        return false;
    };
    let last = last.trim();
    let in_brackets = last.starts_with('(') && last.trim_end_matches('.').ends_with(')');
    let in_form = last.contains("REUTERS/")
        || last.contains("AP Photo/")
        || last.contains("via REUTERS")
        || last.contains("/Getty Images")
        || last.contains("/AFP");
    let sure = tail::has_agency(last)
        && (in_form
            || in_brackets
                && (last.contains(['/', '|']) || super::label::at_start(last.trim_start_matches('(')).is_some()));
    sure && (!parted.body.trim().is_empty() || parted.credits.len() > 1)
}
