//! The United States before the name of one of its bodies.
//!
//! "U.S. State Department" is one name; "U.S. Senate", "U.S. Supreme Court" are a country and a house or court that
//! is spoken of without it as often as with it.

use super::super::found::{Found, Source};
use super::super::sheet::Sheet;
use crate::model::EntityKind;

/// How many tokens at a place name the United States: 0 where none do.
pub fn lead(sheet: &Sheet, at: usize) -> usize {
    match sheet.word(at) {
        "US" | "U.S." => 1,
        "United" if sheet.word(at + 1) == "States" => 2,
        _ => 0,
    }
}

/// How many tokens right before a place name the United States.
pub fn lead_before(sheet: &Sheet, at: usize) -> usize {
    (1..=2)
        .filter(|back| at >= *back && !(at - back + 1..=at).any(|i| sheet.opens(i)))
        .find(|back| lead(sheet, at - back) == *back)
        .unwrap_or(0)
}

/// Whether the name in these tokens stands apart from a country before it.
pub fn stands_apart(sheet: &Sheet, at: usize, end: usize) -> bool {
    let house = matches!(sheet.word(at), "Congress" | "Senate" | "House");
    let court = sheet.word(at) == "Supreme" && sheet.word(at + 1) == "Court";
    house && end <= at + 3 || court
}

/// Parts the country from the names the tagger gave with it, where it stands apart.
pub fn part(sheet: &Sheet, all: &mut Vec<Found>) {
    let mut places = Vec::new();
    for found in all
        .iter_mut()
        .filter(|found| found.source == Source::Tagger && found.tokens.len() > 1)
    {
        let rest = found.tokens.start + lead(sheet, found.tokens.start);
        if rest > found.tokens.start && rest < found.tokens.end && stands_apart(sheet, rest, found.tokens.end) {
            places.push(Found::new(found.tokens.start..rest, EntityKind::Place, Source::Tagger));
            found.tokens.start = rest;
        }
    }
    all.append(&mut places);
}
