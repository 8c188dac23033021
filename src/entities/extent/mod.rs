//! How far a tagged name reaches: what is two names, and what belongs to one.
//!
//! The sets the tagger learns from differ here ("US State Department", "FDP and SPD", "Liberal
//! Party of Canada"); these rules settle it one way before spans are merged: `nations` the country before a body, `known` the person after one,
//! `pairs` two names with "and" between, `possessives` what one owns, `bodies` the people and places that belong to a body's name.

mod bodies;
mod known;
pub mod nations;
mod pairs;
mod possessives;

use super::found::{Found, Source};
use super::sheet::{Sheet, flag};
use super::words;
use crate::model::EntityKind;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// Parts and joins the names the tagger found, in place.
pub fn settle(sheet: &Sheet, all: &mut Vec<Found>) {
    nations::part(sheet, all);
    known::part(sheet, all);
    let known = surfaces(sheet, all);
    possessives::part(sheet, all, &known);
    pairs::part(sheet, all, &known);
    bodies::with_people(sheet, all);
    bodies::with_place(sheet, all);
    for found in all.iter_mut().filter(|found| found.source == Source::Tagger) {
        trim(sheet, found);
    }
    join_people(sheet, all);
}

/// "Ana" and "Prueba Ruiz" with nothing between are one person.
fn join_people(sheet: &Sheet, all: &mut Vec<Found>) {
    let firsts: FxHashMap<usize, usize> = all
        .iter()
        .filter(|found| found.source == Source::Tagger && found.kind == EntityKind::Person && found.tokens.len() == 1)
        .map(|found| (found.tokens.end, found.tokens.start))
        .collect();
    let mut joined: FxHashSet<usize> = FxHashSet::default();
    for found in all.iter_mut() {
        let start = found.tokens.start;
        if found.source == Source::Tagger
            && found.kind == EntityKind::Person
            && (2..=3).contains(&found.tokens.len())
            && !sheet.opens(start)
            && let Some(first) = firsts.get(&start)
        {
            found.tokens.start = *first;
            joined.insert(*first);
        }
    }
    all.retain(|found| {
        found.tokens.len() > 1 || found.kind != EntityKind::Person || !joined.contains(&found.tokens.start)
    });
}

/// The words of every name in a text.
fn surfaces(sheet: &Sheet, all: &[Found]) -> FxHashSet<u64> {
    all.iter()
        .filter(|found| matches!(found.source, Source::Tagger | Source::Gazetteer))
        .map(|found| surface(sheet, &found.tokens))
        .collect()
}

/// A hash of words as they are written.
fn surface(sheet: &Sheet, tokens: &Range<usize>) -> u64 {
    tokens.clone().fold(5, |h: u64, at| {
        (h.rotate_left(9) ^ sheet.token(at).exact).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    })
}

/// A link left hanging at the end, a number before a person.
fn trim(sheet: &Sheet, found: &mut Found) {
    while found.tokens.len() > 1
        && sheet.token(found.tokens.end - 1).is(flag::LOWER)
        && sheet.token(found.tokens.end - 1).has(words::LINK)
    {
        found.tokens.end -= 1;
    }
    if found.kind == EntityKind::Person && found.tokens.len() > 1 && sheet.token(found.tokens.start).is(flag::NUMBER) {
        found.tokens.start += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(text: &str, names: &[(Range<usize>, EntityKind)]) -> Vec<String> {
        let sheet = Sheet::new(text);
        let mut all: Vec<Found> = names
            .iter()
            .map(|(tokens, kind)| Found::new(tokens.clone(), *kind, Source::Tagger))
            .collect();
        settle(&sheet, &mut all);
        all.sort_by_key(|found| found.tokens.start);
        all.into_iter()
            .map(|found| sheet.slice(&sheet.bytes(found.tokens)).to_owned())
            .collect()
    }

    #[test]
    fn a_body_takes_its_country_in() {
        use EntityKind::{Organisation, Place};
        assert_eq!(
            settled(
                "the Liberal Party of Canada won",
                &[(1..3, Organisation), (4..5, Place)]
            ),
            ["Liberal Party of Canada"]
        );
        assert_eq!(
            settled("the Home Office of Canada won", &[(1..3, Organisation), (4..5, Place)]),
            ["Home Office", "Canada"]
        );
    }

    #[test]
    fn a_party_takes_its_people_or_province_in() {
        use EntityKind::Organisation;
        assert_eq!(
            settled("the Croatian Party of Pensioners won", &[(2..5, Organisation)]),
            ["Croatian Party of Pensioners"]
        );
        assert_eq!(
            settled("the Ontario Liberal Party won", &[(2..4, Organisation)]),
            ["Ontario Liberal Party"]
        );
    }

    #[test]
    fn what_is_met_alone_is_no_half_of_a_name() {
        use EntityKind::Organisation;
        let text =
            "Lantern and Blueway rose . Lantern won , the Social Democratic and Labour Party lost to Labour Party";
        let names = [
            (0..3, Organisation),
            (5..6, Organisation),
            (9..14, Organisation),
            (16..18, Organisation),
        ];
        assert_eq!(
            settled(text, &names),
            [
                "Lantern",
                "Blueway",
                "Lantern",
                "Social Democratic and Labour Party",
                "Labour Party"
            ]
        );
    }

    #[test]
    fn the_last_two_of_a_list_are_two() {
        use EntityKind::Organisation;
        assert_eq!(
            settled(
                "Gesher, Civic Forum and Blue Wave met",
                &[(0..1, Organisation), (2..7, Organisation)]
            ),
            ["Gesher", "Civic Forum", "Blue Wave"]
        );
    }
}
