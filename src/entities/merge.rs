//! One list of spans out of what citations, amounts, gazetteer and tagger found.
//!
//! No two spans of the result share a token. Citations hold against everything, dates and
//! amounts against names, and of two names the longer holds.

use super::extent;
use super::found::{Found, Source};
use super::generic;
use super::places::{self, Known};
use super::sheet::{Sheet, flag};
use super::words;
use crate::model::EntityKind;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Merges spans; the result is in text order. Words inside `others` (events, works) are not names
/// by themselves, unless the gazetteer knows the whole.
pub fn merge(sheet: &Sheet, mut all: Vec<Found>, others: &[Range<usize>]) -> Vec<Found> {
    extent::settle(sheet, &mut all);
    longer_laws(sheet, &mut all);
    let cover = covers(sheet, others);
    all.retain(|found| !(swallowed(found, &cover) || is_adjective(sheet, found) || generic::is_generic(sheet, found)));
    all.retain(|found| found.tokens.start < found.tokens.end && found.tokens.end <= sheet.tokens.len());
    all.sort_by_key(|found| (rank(sheet, found), found.tokens.start));
    let mut taken = vec![false; sheet.tokens.len()];
    let mut out: Vec<Found> = Vec::with_capacity(all.len());
    for mut found in all {
        if found.source == Source::Tagger {
            // What a stronger span left over of a name is kept where it is still a name.
            let (mut start, mut end) = (found.tokens.start, found.tokens.end);
            while start < end && (taken[start] || !sheet.token(start).is(flag::CAP)) && is_cut(&taken, &found) {
                start += 1;
            }
            while end > start && (taken[end - 1] || !sheet.token(end - 1).is(flag::CAP)) && is_cut(&taken, &found) {
                end -= 1;
            }
            if end - start < found.tokens.len()
                && (end == start || found.tokens.len() < 2 || single_title(sheet, start, end))
            {
                continue;
            }
            found.tokens = start..end;
        }
        let range = found.tokens.clone();
        if taken.get(range.clone()).is_none_or(|part| part.iter().any(|t| *t)) {
            continue;
        }
        for slot in &mut taken[range] {
            *slot = true;
        }
        out.push(found);
    }
    for other in others.iter().filter(|other| other.len() > 1) {
        if let Some(part) = taken.get_mut(other.clone()) {
            part.fill(true);
        }
    }
    known_words(sheet, &taken, &mut out);
    out.sort_by_key(|found| found.tokens.start);
    out
}

fn is_cut(taken: &[bool], found: &Found) -> bool {
    taken
        .get(found.tokens.clone())
        .is_some_and(|part| part.iter().any(|t| *t))
}

fn single_title(sheet: &Sheet, start: usize, end: usize) -> bool {
    end - start == 1
        && (sheet
            .token(start)
            .has(words::TITLE | words::OPENER | words::ORG_HEAD | words::LAW_HEAD)
            || sheet.word(start).len() < 3)
}

/// Lower ranks are placed first.
fn rank(sheet: &Sheet, found: &Found) -> (u8, usize) {
    let length = 1000usize.saturating_sub(found.tokens.len());
    match found.source {
        Source::Citation => (0, length),
        Source::Amount if found.kind == EntityKind::Quantity => (3, length),
        Source::Amount => (1, length + 1),
        // Laws hold against the years in their names.
        Source::Law => (1, length),
        Source::Shape => (1, length + 2),
        Source::Gazetteer => {
            // A single common word ("Guardian") does not outrank a tagged longer name; names of
            // people are the tagger's own.
            let _ = sheet;
            (2, length * 4)
        }
        Source::Tagger if found.kind == EntityKind::Person => (2, length * 4 + 2),
        Source::Tagger => (2, length * 4 + 3),
    }
}

/// Adds the words for peoples, and countries, that nothing else has claimed.
fn known_words(sheet: &Sheet, taken: &[bool], out: &mut Vec<Found>) {
    let mut at = 0;
    while at < sheet.tokens.len() {
        let token = sheet.token(at);
        if taken.get(at).copied().unwrap_or(true) || !token.is(flag::CAP) {
            at += 1;
            continue;
        }
        let mut step = 1;
        for length in (1..=3usize).rev() {
            let end = at + length;
            if end > sheet.tokens.len()
                || taken[at..end].iter().any(|t| *t)
                || (1..length).any(|i| sheet.token(at + i).is(flag::PARAGRAPH | flag::PUNCT))
            {
                continue;
            }
            let phrase = sheet.slice(&sheet.bytes(at..end));
            let Some(known) = places::known(phrase) else {
                continue;
            };
            let kind = match known {
                Known::Group(_) => EntityKind::Group,
                Known::Country(_) | Known::State(_) => EntityKind::Place,
            };
            // "Turkey" opening a recipe, "Polish the table": only away from a sentence's start,
            // for the words that are English too.
            let shared = matches!(
                phrase,
                "Turkey"
                    | "Polish"
                    | "Jordan"
                    | "Chad"
                    | "Georgia"
                    | "Pole"
                    | "Dane"
                    | "Western"
                    | "Roma"
                    | "Chile"
                    | "Guinea"
                    | "Niger"
                    | "Finn"
                    | "Swede"
                    | "Lao"
                    | "Conservatives"
                    | "Ore."
                    | "Miss."
                    | "Wash."
                    | "Ill."
                    | "Mass."
                    | "Md."
                    | "Mo."
                    | "Ga."
                    | "La."
                    | "Ind."
                    | "Del."
                    | "Pa."
                    | "Va."
                    | "Ark."
                    | "Me."
                    | "Ala."
            );
            if super::tagger::mend::joined(sheet, end)
                || shared
                    && (sheet.opens(at) || kind == EntityKind::Place && sheet.token(at.wrapping_sub(1)).is(flag::CAP))
            {
                break;
            }
            out.push(Found::new(at..end, kind, Source::Gazetteer));
            step = length;
            break;
        }
        at += step;
    }
}

/// Whether a gazetteer's name is only a part of an event's or work's name.
fn swallowed(found: &Found, cover: &[Range<usize>]) -> bool {
    let weak = match found.source {
        Source::Gazetteer => found.kind != EntityKind::Law,
        Source::Tagger => matches!(
            found.kind,
            EntityKind::Place | EntityKind::Group | EntityKind::Organisation
        ),
        _ => false,
    };
    if !weak {
        return false;
    }
    cover
        .get(found.tokens.start)
        .is_some_and(|other| found.tokens.end <= other.end && other.len() > found.tokens.len() + 1)
}

/// "NATO-led forces": an adjective made of a name that the lists know.
fn is_adjective(sheet: &Sheet, found: &Found) -> bool {
    found.source == Source::Gazetteer
        && found.kind.is_organisation()
        && super::tagger::mend::joined(sheet, found.tokens.end)
}

/// For each token the longest event or work that holds it.
fn covers(sheet: &Sheet, others: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut cover = vec![0..0; sheet.tokens.len()];
    for other in others {
        for at in other.clone() {
            if let Some(slot) = cover.get_mut(at).filter(|slot| slot.len() < other.len()) {
                *slot = other.clone();
            }
        }
    }
    cover
}

/// Where the shape of a name and the gazetteer both know a law: the longer span, with the
/// gazetteer's name and address.
fn longer_laws(sheet: &Sheet, all: &mut Vec<Found>) {
    let told = |found: &Found| found.source == Source::Law && found.kind == EntityKind::Law;
    let mut listed: FxHashMap<usize, usize> = FxHashMap::default();
    for (index, found) in all.iter().enumerate() {
        if found.source == Source::Gazetteer {
            listed.insert(found.tokens.start, index);
        }
    }
    let mut dropped = vec![false; all.len()];
    for index in 0..all.len() {
        let found = &all[index];
        let at = found.tokens.clone().take(3).find_map(|start| listed.get(&start));
        let Some(entry) = at.filter(|_| told(found)).map(|at| &all[*at]) else {
            continue;
        };
        let whole = entry.tokens.end >= found.tokens.end && entry.tokens.start <= found.tokens.start;
        // Told by its shape it holds against the year at its end.
        let dated = sheet.token(entry.tokens.end - 1).is(flag::NUMBER);
        if whole && (entry.kind != EntityKind::Law || !dated) {
            dropped[index] = true;
        } else if whole
            || entry.tokens.start == found.tokens.start && entry.kind == EntityKind::Law && found.url.is_none()
        {
            let mut law = entry.clone();
            law.source = Source::Law;
            if !whole {
                law.tokens = found.tokens.clone();
            }
            all[index] = law;
        }
    }
    let mut dropped = dropped.into_iter();
    all.retain(|_| dropped.next() != Some(true));
}
