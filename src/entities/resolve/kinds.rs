//! What a name is, by what its spans in one article say of it.

use super::super::found::{Found, Source};
use super::super::sheet::{Sheet, flag};
use super::super::words;
use crate::model::EntityKind;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The hash of a span's words, whatever their case.
fn surface(sheet: &Sheet, tokens: &Range<usize>) -> u64 {
    tokens.clone().fold(7, |h: u64, at| {
        (h.rotate_left(7) ^ sheet.token(at).lower).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    })
}

/// Same words, same kind: the gazetteer's word counts, else the majority's.
pub fn vote(sheet: &Sheet, found: &mut [Found]) {
    let mut votes: FxHashMap<u64, Vec<(EntityKind, u32)>> = FxHashMap::default();
    for span in found.iter() {
        let weight = match span.source {
            Source::Gazetteer => 100,
            Source::Tagger => 2,
            _ => continue,
        };
        let counts = votes.entry(surface(sheet, &span.tokens)).or_default();
        match counts.iter_mut().find(|(kind, _)| *kind == span.kind) {
            Some((_, count)) => *count += weight,
            None => counts.push((span.kind, weight)),
        }
    }
    for span in found.iter_mut().filter(|span| span.source == Source::Tagger) {
        let Some(counts) = votes.get(&surface(sheet, &span.tokens)) else {
            continue;
        };
        let own = counts
            .iter()
            .find(|(kind, _)| *kind == span.kind)
            .map_or(0, |(_, n)| *n);
        if let Some((kind, best)) = counts.iter().max_by_key(|(_, n)| *n)
            && *best >= own * 2
        {
            span.kind = *kind;
        }
    }
    whole_names(sheet, found);
}

/// "Luis Posada Carriles" taken for a body, where "Posada Carriles" is a person: the whole name is
/// that person's, unless a word in it says that it is a body.
fn whole_names(sheet: &Sheet, found: &mut [Found]) {
    let mut people: FxHashMap<u64, ()> = FxHashMap::default();
    for span in found.iter() {
        if span.source == Source::Tagger && span.kind == EntityKind::Person && span.tokens.len() == 2 {
            people.insert(surface(sheet, &span.tokens), ());
        }
    }
    if people.is_empty() {
        return;
    }
    for span in found.iter_mut() {
        let tail = span.tokens.end.saturating_sub(2)..span.tokens.end;
        if span.source == Source::Tagger
            && span.kind.is_organisation()
            && (3..=4).contains(&span.tokens.len())
            && span.tokens.clone().all(|at| {
                let token = sheet.token(at);
                token.is(flag::CAP) && !token.has(words::ORG_HEAD | words::COMPANY | words::LAW_HEAD)
            })
            && people.contains_key(&surface(sheet, &tail))
        {
            span.kind = EntityKind::Person;
        }
    }
}
