//! The people and places that belong to the name of a body.

use super::super::found::{Found, Source};
use super::super::places::{self, Known};
use super::super::sheet::{Sheet, flag};
use crate::model::EntityKind;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Whether a word says that a name is a party's or a league of people's.
fn is_political(word: &str) -> bool {
    matches!(
        word,
        "Party" | "Alliance" | "Movement" | "Front" | "Union" | "Democrats" | "Socialists" | "Democracy" | "Communists"
    )
}

/// "Italian Communist Party", "Croatian Party of Pensioners", "Ontario Liberal Party": the people or place right
/// before a party's name is part of it. A party of a state or province is not the nation's of the same name.
pub fn with_people(sheet: &Sheet, all: &mut [Found]) {
    for found in all.iter_mut().filter(|found| found.kind.is_organisation()) {
        let tagged = found.source == Source::Tagger;
        let party = found.source == Source::Gazetteer && found.kind == EntityKind::Party;
        let start = found.tokens.start;
        let political = found.tokens.clone().any(|at| is_political(sheet.word(at)));
        if !(tagged || party) || !political || start == 0 || found.tokens.len() < 2 || sheet.opens(start) {
            continue;
        }
        let before = sheet.word(start - 1);
        let (own, state) = match places::known(before) {
            Some(Known::Group(_)) => (!party, false),
            Some(Known::State(_)) => (true, true),
            Some(Known::Country(_)) => (!party && !matches!(before, "US" | "U.S." | "UK"), false),
            None => (false, false),
        };
        if !own || !sheet.token(start).is(flag::CAP) {
            continue;
        }
        found.tokens.start = start - 1;
        if party && state {
            found.name = None;
            found.key = None;
            found.url = None;
            found.source = Source::Tagger;
        }
    }
}

/// Whether a word ends the name of a body that may be told by its country: "Liberal Party of
/// Canada", "Bank of England".
fn takes_place(word: &str) -> bool {
    matches!(
        word,
        "Party"
            | "Union"
            | "Alliance"
            | "Front"
            | "Movement"
            | "Action"
            | "League"
            | "Federation"
            | "Association"
            | "Assembly"
            | "Council"
            | "Society"
            | "Bank"
            | "University"
            | "Coalition"
            | "Confederation"
            | "Congress"
            | "Church"
            | "Academy"
            | "Chamber"
            | "Institute"
            | "Forum"
            | "Group"
    )
}

/// "Bosnian Democratic Party" and "Croatia" with "of" between: one name.
pub fn with_place(sheet: &Sheet, all: &mut Vec<Found>) {
    let places: FxHashMap<usize, usize> = all
        .iter()
        .filter(|found| found.source == Source::Tagger && found.kind == EntityKind::Place)
        .map(|found| (found.tokens.start, found.tokens.end))
        .collect();
    let mut inside: Vec<Range<usize>> = Vec::new();
    for found in all
        .iter_mut()
        .filter(|found| found.source == Source::Tagger && found.kind == EntityKind::Organisation)
    {
        let mut link = found.tokens.end;
        if found.tokens.len() > 1 && sheet.word(link - 1) == "of" {
            link -= 1;
        }
        let takes = found.tokens.clone().any(|at| takes_place(sheet.word(at)));
        if sheet.word(link) != "of" || !takes || link < found.tokens.start + 2 {
            continue;
        }
        let start = link + 1 + usize::from(sheet.word(link + 1) == "the");
        if let Some(end) = places.get(&start) {
            found.tokens.end = *end;
            inside.push(start..*end);
        }
    }
    all.retain(|found| {
        !(found.source == Source::Tagger && found.kind == EntityKind::Place && inside.contains(&found.tokens))
    });
}
