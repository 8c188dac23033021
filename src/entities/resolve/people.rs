//! Persons by surname and given name.

use super::super::found::Found;
use super::super::sheet::{Sheet, flag};
use super::super::words;
use super::union::Union;
use crate::model::EntityKind;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The last word of a person's name that can stand for it: not "Jr.".
pub fn surname(sheet: &Sheet, tokens: &Range<usize>) -> usize {
    let mut last = tokens.end.saturating_sub(1);
    while last > tokens.start && (sheet.token(last).has(words::PERSON_SUFFIX) || sheet.token(last).is(flag::PUNCT)) {
        last -= 1;
    }
    last
}

/// Surnames and given names join the full name met last before them, or else the first after.
pub fn join(sheet: &Sheet, found: &[Found], union: &mut Union) {
    let mut by_last: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    let mut by_first: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (index, span) in found.iter().enumerate() {
        if span.kind == EntityKind::Person && span.tokens.len() >= 2 {
            let last = sheet.token(surname(sheet, &span.tokens)).lower;
            let list = by_last.entry(last).or_default();
            if list.len() < 64 {
                list.push(index);
            }
            let list = by_first.entry(sheet.token(span.tokens.start).lower).or_default();
            if list.len() < 64 {
                list.push(index);
            }
        }
    }
    for (index, span) in found.iter().enumerate() {
        if span.kind != EntityKind::Person {
            continue;
        }
        let last = sheet.token(surname(sheet, &span.tokens)).lower;
        let length = span.tokens.len();
        let fits = |other: &&usize| {
            let full = &found[**other];
            full.tokens.len() > length && contains_name(sheet, &full.tokens, &span.tokens)
        };
        let target = by_last.get(&last).and_then(|list| {
            list.iter()
                .rev()
                .filter(|other| **other < index)
                .find(fits)
                .or_else(|| list.iter().find(fits))
                .copied()
        });
        if let Some(target) = target {
            union.join(target, index);
        } else if length == 1
            && let Some(list) = by_first.get(&sheet.token(span.tokens.start).lower)
        {
            let mut roots: Vec<usize> = list.iter().map(|other| union.root(*other)).collect();
            roots.sort_unstable();
            roots.dedup();
            if let [only] = roots.as_slice() {
                union.join(*only, index);
            }
        }
    }
}

/// Whether every word of the short name stands in the full one, in order.
fn contains_name(sheet: &Sheet, full: &Range<usize>, short: &Range<usize>) -> bool {
    let mut at = full.start;
    for word in short.clone() {
        let hash = sheet.token(word).lower;
        let initial = sheet.token(word).is(flag::INITIAL);
        loop {
            if at >= full.end {
                return initial;
            }
            at += 1;
            if sheet.token(at - 1).lower == hash {
                break;
            }
            if initial {
                at -= 1;
                break;
            }
        }
    }
    true
}
