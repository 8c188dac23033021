//! Cases: their short names, and the same case with and without its reporter.

use super::super::found::{Found, Source};
use super::super::sheet::{Sheet, flag};
use super::super::{naming, places, words};
use super::union::Union;
use crate::model::EntityKind;
use rustc_hash::FxHashMap;

/// "Korematsu" after "Korematsu v. United States": the case, unless a person of that name acts.
pub fn short_forms(sheet: &Sheet, found: &mut Vec<Found>, links: &mut Vec<(usize, usize)>) {
    let mut shorts: Vec<(u64, usize, usize)> = Vec::new();
    for (index, span) in found.iter().enumerate() {
        if span.kind != EntityKind::Case || !matches!(sheet.word(span.tokens.start + 1), "v." | "v" | "vs.") {
            continue;
        }
        let token = sheet.token(span.tokens.start);
        let word = sheet.word(span.tokens.start);
        if word.len() >= 4
            && places::known(word).is_none()
            && !token.has(words::ORG_HEAD | words::COMMON_CAP | words::OPENER)
            && !token.is(flag::ALL_CAPS)
        {
            shorts.push((token.exact, index, span.tokens.end));
        }
    }
    for (hash, index, end) in shorts.into_iter().take(20) {
        let first = found.get(index).map_or(0, |span| span.tokens.start);
        let elsewhere: Vec<usize> = sheet
            .tokens
            .iter()
            .enumerate()
            .filter(|(at, token)| token.exact == hash && *at != first)
            .map(|(at, _)| at)
            .take(40)
            .collect();
        let personal = elsewhere.iter().any(|at| {
            let next = sheet.token(at + 1);
            let before = sheet.token(at.wrapping_sub(1));
            let in_case = found
                .iter()
                .any(|s| s.kind == EntityKind::Case && s.tokens.contains(at));
            !in_case
                && (*at < first
                    || next.has(words::SAY)
                    || next.is(flag::CAP) && !sheet.opens(at + 1)
                    || sheet.is_word(at + 1, "administration")
                    || (before.has(words::TITLE)
                        || before.is(flag::CAP) && !sheet.opens(*at) && !before.is(flag::PUNCT)))
        });
        if personal {
            continue;
        }
        for at in elsewhere.into_iter().filter(|at| *at >= end) {
            let here = at..at + 1;
            match found.iter().position(|s| s.overlaps(&here)) {
                Some(other) if found[other].kind == EntityKind::Case && found[other].tokens.len() == 1 => {
                    links.push((index, other));
                }
                Some(other) if found[other].source == Source::Tagger && found[other].tokens.len() == 1 => {
                    found[other].kind = EntityKind::Case;
                    found[other].source = Source::Law;
                    links.push((index, other));
                }
                Some(_) => {}
                None => {
                    links.push((index, found.len()));
                    found.push(Found::new(here, EntityKind::Case, Source::Law));
                }
            }
        }
    }
}

/// Joins "Plyler v. Doe, 457 U.S. 202" with "Plyler v. Doe", and gives both the key of the name
/// (the gazetteer's where it knows the case), unless a text has two cases of that name.
pub fn by_name(found: &mut [Found], union: &mut Union) {
    let mut named: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (index, span) in found.iter().enumerate() {
        if span.kind == EntityKind::Case
            && let Some(name) = span.name.as_deref().filter(|name| name.contains(" v"))
        {
            named
                .entry(naming::key(EntityKind::Case, name))
                .or_default()
                .push(index);
        }
    }
    for (name, spans) in named {
        let mut cited: Vec<&str> = spans
            .iter()
            .filter_map(|index| found[*index].key.as_deref())
            .filter(|key| *key != name)
            .collect();
        cited.sort_unstable();
        cited.dedup();
        if cited.len() > 1 {
            continue;
        }
        for index in &spans {
            union.join(spans[0], *index);
        }
        for index in spans {
            found[index].key = Some(name.clone());
        }
    }
}
