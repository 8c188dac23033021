//! Organisations and laws by the head, the tail or the initials of a longer name.

use super::super::found::{Found, Source};
use super::super::sheet::{Sheet, flag};
use super::super::{acronyms, places, words};
use super::union::Union;
use super::{are_known_apart, exact, family, same_lower};
use crate::model::EntityKind;
use rustc_hash::FxHashMap;

/// Heads, tails and initials of longer names of organisations.
pub fn join(sheet: &Sheet, found: &[Found], union: &mut Union) {
    let long: Vec<usize> = (0..found.len())
        .filter(|index| {
            let span = &found[*index];
            (span.kind.is_organisation() || span.kind == EntityKind::Law) && span.tokens.len() >= 2
        })
        .take(400)
        .collect();
    let mut heads: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    let mut tails: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    let mut initials: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for index in long {
        let tokens = &found[index].tokens;
        heads.entry(sheet.token(tokens.start).lower).or_default().push(index);
        tails.entry(sheet.token(tokens.end - 1).lower).or_default().push(index);
        initials
            .entry(acronyms::initials(sheet, tokens))
            .or_default()
            .push(index);
    }
    let unique = |list: Option<&Vec<usize>>, fits: &dyn Fn(usize) -> bool, union: &mut Union| -> Option<usize> {
        let mut roots: Vec<usize> = list?
            .iter()
            .copied()
            .filter(|other| fits(*other))
            .map(|other| union.root(other))
            .collect();
        roots.sort_unstable();
        roots.dedup();
        match roots.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    };
    // What has the same words and is one with an earlier span is joined with it.
    let mut first: FxHashMap<u64, usize> = FxHashMap::default();
    for (index, span) in found.iter().enumerate() {
        if !(span.kind.is_organisation() || span.kind == EntityKind::Law) || span.source == Source::Citation {
            continue;
        }
        let earlier = *first.entry(exact(sheet, &span.tokens)).or_insert(index);
        if earlier != index && union.root(earlier) == union.root(index) {
            continue;
        }
        let tokens = &span.tokens;
        let first = sheet.token(tokens.start);
        let same_family = |other: usize| {
            family(found[other].kind) == family(span.kind) && other != index && !are_known_apart(&found[other], span)
        };
        let word = sheet.word(tokens.start);
        if tokens.len() == 1 && first.is(flag::ALL_CAPS | flag::INNER_CAP) && word.len() >= 3 {
            let letters: String = word
                .chars()
                .filter(|c| c.is_alphabetic())
                .collect::<String>()
                .to_uppercase();
            if let Some(target) = unique(initials.get(&letters), &same_family, union) {
                union.join(target, index);
                continue;
            }
        }
        let generic = first.has(words::ORG_HEAD | words::COMMON_CAP | words::OPENER | words::LINK)
            || places::known(word).is_some()
            || span.source == Source::Gazetteer;
        if !generic && tokens.len() <= 2 {
            let fits = |other: usize| {
                let longer = &found[other].tokens;
                same_family(other)
                    && found[other].kind.is_organisation()
                    && longer.len() > tokens.len()
                    && same_lower(sheet, tokens, &(longer.start..longer.start + tokens.len()))
            };
            if let Some(target) = unique(heads.get(&first.lower), &fits, union) {
                union.join(target, index);
                continue;
            }
        }
        if tokens.len() >= 2 {
            let fits = |other: usize| {
                let longer = &found[other].tokens;
                let tail = longer.end.saturating_sub(tokens.len())..longer.end;
                same_family(other)
                    && longer.len() > tokens.len()
                    && same_lower(sheet, tokens, &tail)
                    && !(is_complement(sheet, tail.start) && span.source == Source::Gazetteer)
            };
            if let Some(target) = unique(tails.get(&sheet.token(tokens.end - 1).lower), &fits, union) {
                union.join(target, index);
            }
        }
    }
}

/// Whether what begins at a token completes the name before it ("Court of Justice of the European
/// Union") and so is something else than the whole.
fn is_complement(sheet: &Sheet, at: usize) -> bool {
    (1..=2)
        .filter_map(|step| at.checked_sub(step))
        .take_while(|before| sheet.token(*before).is(flag::LOWER))
        .any(|before| matches!(sheet.word(before), "of" | "for" | "to" | "in" | "on"))
}
