//! A number and what it counts: "1,200 arrests".

use super::super::found::{Found, Source};
use super::super::sheet::{Sheet, flag};
use super::super::words;
use super::number::{amount, plain};
use crate::model::EntityKind;

pub fn quantity(sheet: &Sheet, at: usize) -> Option<Found> {
    let token = sheet.token(at);
    if !token.is(flag::DIGIT) && (!token.has(words::NUMBER) || token.is(flag::CAP)) {
        return None;
    }
    if token.is(flag::DIGIT) && !token.is(flag::NUMBER) {
        return None;
    }
    let (value, mut end) = amount(sheet, at)?;
    if matches!(sheet.word(end), "%" | "percent") || sheet.is_word(end, "per") && sheet.is_word(end + 1, "cent") {
        end += if sheet.is_word(end, "per") { 2 } else { 1 };
        return Some(Found::new(at..end, EntityKind::Quantity, Source::Amount).valued(format!("{}%", plain(value))));
    }
    // "1,200 arrests", "10,000 new officers": at most two adjectives, then a plural.
    for step in 0..3 {
        let noun = sheet.token(end + step);
        let word = sheet.word(end + step);
        if !noun.is(flag::LOWER)
            || noun.is(flag::PARAGRAPH)
            || noun.has(words::LINK | words::SAY | words::PRONOUN | words::PERIOD | words::CURRENCY)
        {
            return None;
        }
        if is_counted(word) {
            if is_time(word) {
                return None;
            }
            let tokens = at..end + step + 1;
            let value = format!("{} {word}", plain(value));
            return Some(Found::new(tokens, EntityKind::Quantity, Source::Amount).valued(value));
        }
    }
    None
}

fn is_counted(word: &str) -> bool {
    matches!(
        word,
        "people" | "children" | "men" | "women" | "police" | "troops" | "personnel" | "acres" | "aircraft"
    ) || (word.len() > 3
        && word.ends_with('s')
        && !word.ends_with("ss")
        && !word.ends_with("us")
        && !word.ends_with("is"))
}

/// Nouns of time make durations, which are neither dates nor quantities here.
fn is_time(word: &str) -> bool {
    matches!(
        word,
        "years"
            | "months"
            | "weeks"
            | "days"
            | "hours"
            | "minutes"
            | "seconds"
            | "decades"
            | "centuries"
            | "times"
            | "others"
            | "always"
            | "was"
            | "has"
            | "does"
            | "nights"
            | "mornings"
            | "terms"
            | "ways"
    )
}
