//! Names met once in a text and missed elsewhere in it.

use super::super::found::{Found, Source};
use super::super::sheet::{Sheet, flag};
use super::super::{places, words};
use super::people::surname;
use super::same;
use crate::model::EntityKind;
use rustc_hash::FxHashMap;
use std::ops::Range;

fn covered(sheet: &Sheet, found: &[Found]) -> Vec<bool> {
    let mut taken = vec![false; sheet.tokens.len()];
    for span in found {
        if let Some(part) = taken.get_mut(span.tokens.clone()) {
            part.fill(true);
        }
    }
    taken
}

/// Surnames of people with a full name that stand somewhere untagged, or tagged as another kind.
pub fn surnames(sheet: &Sheet, found: &mut Vec<Found>) {
    let mut names: FxHashMap<u64, ()> = FxHashMap::default();
    for span in found
        .iter()
        .filter(|s| s.kind == EntityKind::Person && s.tokens.len() >= 2)
    {
        let last = surname(sheet, &span.tokens);
        let word = sheet.word(last);
        let token = sheet.token(last);
        if last > span.tokens.start
            && word.chars().count() >= 3
            && !token.has(words::OPENER | words::MONTH | words::ORG_HEAD | words::TITLE)
            && places::known(word).is_none()
        {
            names.insert(token.exact, ());
        }
    }
    if names.is_empty() {
        return;
    }
    for span in found.iter_mut() {
        if span.source == Source::Tagger
            && span.tokens.len() == 1
            && matches!(
                span.kind,
                EntityKind::Place | EntityKind::Organisation | EntityKind::Group
            )
            && names.contains_key(&sheet.token(span.tokens.start).exact)
        {
            span.kind = EntityKind::Person;
        }
    }
    let taken = covered(sheet, found);
    for (at, token) in sheet.tokens.iter().enumerate() {
        if !taken[at] && token.is(flag::CAP) && names.contains_key(&token.exact) {
            // Part of another name ("Lee County") is not the person.
            let next = sheet.token(at + 1);
            let before = sheet.token(at.wrapping_sub(1));
            let longer = next.is(flag::CAP) && !sheet.opens(at + 1)
                || before.is(flag::CAP)
                    && !sheet.opens(at)
                    && !before.has(words::TITLE)
                    && !before.is(flag::PUNCT)
                    && at > 0;
            if !longer {
                found.push(Found::new(at..at + 1, EntityKind::Person, Source::Tagger));
            }
        }
    }
}

/// Names tagged once and left untagged elsewhere, word for word.
pub fn repeats(sheet: &Sheet, found: &mut Vec<Found>, others: &[Range<usize>]) {
    let mut heads: FxHashMap<u64, Vec<(Range<usize>, EntityKind)>> = FxHashMap::default();
    for span in found
        .iter()
        .filter(|s| s.source == Source::Tagger && s.tokens.len() >= 2)
    {
        let list = heads.entry(sheet.token(span.tokens.start).exact).or_default();
        if list.len() < 6 && !list.iter().any(|(known, _)| same(sheet, known, &span.tokens)) {
            list.push((span.tokens.clone(), span.kind));
        }
    }
    if heads.is_empty() {
        return;
    }
    let mut taken = covered(sheet, found);
    for other in others.iter().filter(|other| other.len() > 1) {
        if let Some(part) = taken.get_mut(other.clone()) {
            part.fill(true);
        }
    }
    let mut at = 0;
    while at < sheet.tokens.len() {
        let mut step = 1;
        if !taken[at]
            && sheet.token(at).is(flag::CAP)
            && let Some(list) = heads.get(&sheet.token(at).exact)
        {
            for (name, kind) in list {
                let here = at..at + name.len();
                if here.end <= taken.len() && !taken[here.clone()].iter().any(|t| *t) && same(sheet, name, &here) {
                    step = name.len();
                    found.push(Found::new(here, *kind, Source::Tagger));
                    break;
                }
            }
        }
        at += step;
    }
}

/// "Amnesty" alone, after "Amnesty International": the distinctive first word of an organisation
/// whose second word is of the common sort.
pub fn heads(sheet: &Sheet, found: &mut Vec<Found>) {
    let mut heads: FxHashMap<u64, ()> = FxHashMap::default();
    for span in found
        .iter()
        .filter(|s| s.kind.is_organisation() && matches!(s.tokens.len(), 2 | 3))
    {
        let (first, second) = (sheet.token(span.tokens.start), sheet.token(span.tokens.start + 1));
        let word = sheet.word(span.tokens.start);
        if first.is(flag::CAP)
            && word.len() >= 5
            && second.has(words::ORG_HEAD | words::COMPANY)
            && !first.has(words::OPENER | words::ORG_HEAD | words::TITLE | words::COMMON_CAP | words::MONTH)
            && places::known(word).is_none()
        {
            heads.insert(first.exact, ());
        }
    }
    if heads.is_empty() {
        return;
    }
    let taken = covered(sheet, found);
    for (at, token) in sheet.tokens.iter().enumerate() {
        if !taken[at]
            && token.is(flag::CAP)
            && !token.is(flag::SENTENCE)
            && heads.contains_key(&token.exact)
            && !sheet.token(at + 1).is(flag::CAP)
        {
            found.push(Found::new(at..at + 1, EntityKind::Organisation, Source::Tagger));
        }
    }
}
