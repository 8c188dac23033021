//! How far a tagged name reaches: what is two names, and what belongs to one.
//!
//! The sets the tagger learns from differ here ("US State Department", "FDP and SPD", "Liberal
//! Party of Canada"); these rules settle it one way before spans are merged.

use super::found::{Found, Source};
use super::places::{self, Known};
use super::sheet::{Sheet, flag};
use super::words;
use crate::model::EntityKind;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Parts and joins the names the tagger found, in place.
pub fn settle(sheet: &Sheet, all: &mut Vec<Found>) {
    part_nations(sheet, all);
    part_pairs(sheet, all);
    whole_parties(sheet, all);
    bodies_of_places(sheet, all);
    for found in all.iter_mut().filter(|found| found.source == Source::Tagger) {
        trim(sheet, found);
    }
}

/// "US State Department" tagged as one name, where the gazetteer knows "State Department": the
/// nation stands apart.
fn part_nations(sheet: &Sheet, all: &mut Vec<Found>) {
    let mut starts: Vec<(usize, usize)> = all
        .iter()
        .filter(|found| found.source == Source::Gazetteer)
        .map(|found| (found.tokens.start, found.tokens.end))
        .collect();
    starts.sort_unstable();
    let mut places = Vec::new();
    for found in all
        .iter_mut()
        .filter(|found| found.source == Source::Tagger && found.tokens.len() > 1)
    {
        let lead = match sheet.word(found.tokens.start) {
            "US" | "U.S." => 1,
            "United" if sheet.word(found.tokens.start + 1) == "States" => 2,
            _ => continue,
        };
        let rest = found.tokens.start + lead;
        if starts.binary_search(&(rest, found.tokens.end)).is_ok() || split_always(sheet, rest, found.tokens.end) {
            places.push(Found::new(found.tokens.start..rest, EntityKind::Place, Source::Tagger));
            found.tokens.start = rest;
        }
    }
    all.append(&mut places);
}

fn split_always(sheet: &Sheet, rest: usize, end: usize) -> bool {
    end == rest + 1
        && matches!(
            sheet.word(rest),
            "Congress" | "Senate" | "House" | "Treasury" | "Capitol"
        )
        || end == rest + 2
            && matches!(
                sheet.word(rest + 1),
                "Department" | "Embassy" | "Court" | "Representatives"
            )
            && sheet.word(rest) != "District"
}

/// "FDP and Social Democratic Party": both sides of the link are names of bodies by themselves.
fn two_bodies(sheet: &Sheet, left: &Range<usize>, right: &Range<usize>) -> bool {
    let ends = |range: &Range<usize>| {
        let last = sheet.token(range.end.saturating_sub(1));
        let word = sheet.word(range.end.saturating_sub(1));
        matches!(
            word,
            "Party"
                | "Union"
                | "Fund"
                | "Front"
                | "Alliance"
                | "Movement"
                | "League"
                | "Congress"
                | "Committee"
                | "Court"
                | "Ministry"
                | "Commission"
                | "Bank"
                | "University"
                | "Institute"
                | "Association"
                | "Community"
        ) || range.len() == 1 && last.is(flag::ALL_CAPS)
    };
    ends(left) && (ends(right) || right.len() == 1 || sheet.word(left.end) == "or")
}

/// "…, Conservative Review and Club for Growth": the last two of a list, each with a capital.
fn ends_list(sheet: &Sheet, whole: &Range<usize>, right: &Range<usize>) -> bool {
    let Some(comma) = whole.start.checked_sub(1).filter(|at| sheet.word(*at) == ",") else {
        return false;
    };
    let listed = comma > 0 && sheet.token(comma - 1).is(flag::CAP) && !sheet.token(whole.start).is(flag::SENTENCE);
    listed && right.start > whole.start + 1 && sheet.word(right.start - 1) == "and" && right.len() <= 6
}

/// "Bangladeshis and Rohingya" tagged as one name: two, where one half is known by itself.
fn part_pairs(sheet: &Sheet, all: &mut Vec<Found>) {
    let mut halves = Vec::new();
    for found in all
        .iter_mut()
        .filter(|found| found.source == Source::Tagger && found.tokens.len() >= 3)
    {
        let Some(link) = found
            .tokens
            .clone()
            .skip(1)
            .find(|at| matches!(sheet.word(*at), "and" | "or" | ","))
        else {
            continue;
        };
        let (left, right) = (found.tokens.start..link, link + 1..found.tokens.end);
        let known = |range: &Range<usize>| places::known(sheet.slice(&sheet.bytes(range.clone())));
        let (one, two) = (known(&left), known(&right));
        let complete = found.kind == EntityKind::Organisation
            && (two_bodies(sheet, &left, &right) || ends_list(sheet, &found.tokens, &right));
        if (one.is_none() && two.is_none() && !complete) || right.is_empty() || !sheet.token(right.start).is(flag::CAP)
        {
            continue;
        }
        // "Trinidad and Tobago" is one.
        if known(&found.tokens).is_some() {
            continue;
        }
        let kind_of = |known: Option<Known>, own: EntityKind| match known {
            Some(Known::Group(_)) => EntityKind::Group,
            Some(_) => EntityKind::Place,
            None => own,
        };
        halves.push(Found::new(right, kind_of(two, found.kind), Source::Tagger));
        found.kind = kind_of(one, found.kind);
        found.tokens = left;
    }
    all.append(&mut halves);
}

/// "Italian Communist Party", "Ontario Liberal Party": the people or place right before a party's
/// name is part of it.
fn whole_parties(sheet: &Sheet, all: &mut [Found]) {
    for found in all
        .iter_mut()
        .filter(|found| found.source == Source::Tagger && found.kind == EntityKind::Organisation)
    {
        let last = sheet.word(found.tokens.end.saturating_sub(1));
        if !matches!(last, "Party" | "Alliance" | "Movement" | "Front") || found.tokens.len() < 2 {
            continue;
        }
        let start = found.tokens.start;
        let before = start.saturating_sub(1);
        if start > 0
            && !sheet.opens(start)
            && sheet.token(start).is(flag::CAP)
            && matches!(
                places::known(sheet.word(before)),
                Some(Known::Group(_) | Known::State(_) | Known::Country(_))
            )
            && !matches!(sheet.word(before), "US" | "U.S." | "UK")
        {
            found.tokens.start = before;
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
fn bodies_of_places(sheet: &Sheet, all: &mut Vec<Found>) {
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
        if sheet.word(link) != "of" || !takes_place(sheet.word(link.saturating_sub(1))) || link < found.tokens.start + 2
        {
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
