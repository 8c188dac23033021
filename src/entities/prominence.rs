//! How much an article is about each of its entities.

use super::resolve::Draft;
use super::sheet::Sheet;
use crate::model::EntityKind;

/// A figure from 0 to 1 for a draft: named in the title, named early, named often, named all
/// through the text.
pub fn of(sheet: &Sheet, title_words: &[u64], draft: &Draft) -> f32 {
    let total = sheet.tokens.len().max(1) as f32;
    let Some(first) = draft.mentions.first() else {
        return 0.0;
    };
    let count = draft.mentions.len() as f32;
    let early = 1.0 - (first.start as f32 / total.max(200.0)).min(1.0);
    let mut tenths = 0u16;
    for mention in &draft.mentions {
        tenths |= 1 << ((mention.start as f32 / total * 10.0) as u16).min(9);
    }
    let spread = tenths.count_ones() as f32 / 10.0;
    let in_title = draft.mentions.iter().take(8).any(|mention| {
        let mut named = mention
            .clone()
            .filter(|at| sheet.token(*at).is(super::sheet::flag::CAP))
            .peekable();
        named.peek().is_some() && named.all(|at| title_words.binary_search(&sheet.token(at).lower).is_ok())
    });
    let score = f32::from(u8::from(in_title)) * 2.5 + early * early * 1.5 + count.ln_1p() * 1.2 + spread * 1.5;
    let weight = match draft.kind {
        EntityKind::Place => 0.75,
        EntityKind::Group => 0.5,
        EntityKind::Media => 0.7,
        EntityKind::Money => 0.3,
        EntityKind::Date => 0.15,
        EntityKind::Quantity => 0.2,
        _ => 1.0,
    };
    let score = score * weight;
    score / (score + 4.0)
}

/// The hashes of a title's words, sorted.
pub fn title_words(title: &str) -> Vec<u64> {
    let sheet = Sheet::new(title);
    let mut words: Vec<u64> = sheet.tokens.iter().map(|token| token.lower).collect();
    words.sort_unstable();
    words
}
