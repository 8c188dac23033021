//! Two names with "and" between them that were taken for one.

use super::super::found::{Found, Source};
use super::super::places::{self, Known};
use super::super::sheet::{Sheet, flag};
use super::super::words;
use super::surface;
use crate::model::EntityKind;
use rustc_hash::FxHashSet;
use std::ops::Range;

/// Whether a word is what a body's name says that it is.
fn is_body(word: &str) -> bool {
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
    )
}

/// "FDP and Social Democratic Party": both sides of the link are names of bodies by themselves.
fn two_bodies(sheet: &Sheet, left: &Range<usize>, right: &Range<usize>) -> bool {
    let ends = |range: &Range<usize>| {
        let last = sheet.token(range.end.saturating_sub(1));
        let word = sheet.word(range.end.saturating_sub(1));
        is_body(word) || range.len() == 1 && last.is(flag::ALL_CAPS)
    };
    let whole = ends(right) || right.clone().any(|at| is_body(sheet.word(at))) && right.len() > 1;
    let party = left.len() > 1 && matches!(sheet.word(left.end - 1), "Party" | "League");
    ends(left) && (whole || party || right.len() == 1 || sheet.word(left.end) == "or")
}

/// "…, Conservative Review and Club for Growth": the last two of a list, each with a capital.
fn ends_list(sheet: &Sheet, whole: &Range<usize>, right: &Range<usize>) -> bool {
    let Some(comma) = whole.start.checked_sub(1).filter(|at| sheet.word(*at) == ",") else {
        return false;
    };
    let listed = comma > 0 && sheet.token(comma - 1).is(flag::CAP) && !sheet.token(whole.start).is(flag::SENTENCE);
    listed && right.start > whole.start + 1 && sheet.word(right.start - 1) == "and" && right.len() <= 6
}

/// "Bangladeshis and Rohingya" tagged as one name: two, where one half is known by itself or met elsewhere in the text, or
/// both are whole. `names` are the words of the text's names.
pub fn part(sheet: &Sheet, all: &mut Vec<Found>, names: &FxHashSet<u64>) {
    let mut halves = Vec::new();
    for found in all
        .iter_mut()
        .filter(|found| found.source == Source::Tagger && found.tokens.len() >= 3)
    {
        // "Trinidad and Tobago" is one.
        if known(sheet, &found.tokens).is_some() {
            continue;
        }
        let links = found.tokens.clone().skip(1);
        let half = links
            .filter(|at| matches!(sheet.word(*at), "and" | "or" | "," | "/"))
            .find_map(|link| halve(sheet, found, link, names));
        if let Some((left, right)) = half {
            halves.push(right);
            *found = left;
        }
    }
    all.append(&mut halves);
}

fn known(sheet: &Sheet, range: &Range<usize>) -> Option<Known> {
    places::known(sheet.slice(&sheet.bytes(range.clone())))
}

/// Whether a word says what the name is: "Social Democratic" of "Social Democratic and Labour Party" has none.
fn headed(sheet: &Sheet, half: &Range<usize>) -> bool {
    half.clone().any(|at| sheet.token(at).has(words::ORG_HEAD))
}

/// Whether half of a name is met by itself in the text: a body or person, not a word.
fn met(sheet: &Sheet, half: &Range<usize>, names: &FxHashSet<u64>) -> bool {
    let first = sheet.token(half.start);
    !half.is_empty()
        && !first.has(words::ORG_HEAD | words::LAW_HEAD | words::TITLE)
        && names.contains(&surface(sheet, half))
}

/// The two names on the sides of a link, where they are two.
fn halve(sheet: &Sheet, found: &Found, link: usize, names: &FxHashSet<u64>) -> Option<(Found, Found)> {
    let (left, right) = (found.tokens.start..link, link + 1..found.tokens.end);
    let (one, two) = (known(sheet, &left), known(sheet, &right));
    let body = found.kind == EntityKind::Organisation;
    let complete = body && (two_bodies(sheet, &left, &right) || ends_list(sheet, &found.tokens, &right))
        || found.kind == EntityKind::Person && sheet.word(link) != ","
        || body
            && !sheet.token(right.end.saturating_sub(1)).has(words::PLACE_HEAD)
            && headed(sheet, &left) == headed(sheet, &right)
            && (met(sheet, &left, names) || met(sheet, &right, names));
    if one.is_none() && two.is_none() && !complete || right.is_empty() || !sheet.token(right.start).is(flag::CAP) {
        return None;
    }
    // "Law Society of England and Wales": the place is the body's.
    if body && one.is_none() && !complete && two.is_some() && sheet.word(link.saturating_sub(2)) == "of" {
        return None;
    }
    let name = |tokens: Range<usize>, known: Option<Known>| {
        let kind = match known {
            Some(Known::Group(_)) => EntityKind::Group,
            Some(_) => EntityKind::Place,
            None => found.kind,
        };
        Found::new(tokens, kind, Source::Tagger)
    };
    Some((name(left, one), name(right, two)))
}
