//! Names told by where they stand: datelines, departments behind a title, forces of a nation,
//! the state in "D-Calif.".
//!
//! What the tagger is taught by its sets and what readers of this field expect differ in a few
//! fixed phrases; they are settled here by rule.

use super::found::{Found, Source};
use super::places::{self, Known};
use super::sheet::{Sheet, flag};
use super::words;
use crate::model::EntityKind;
use std::ops::Range;

/// The names told by shape, in text order.
pub fn find(sheet: &Sheet) -> Vec<Found> {
    let mut out = Vec::new();
    for (at, token) in sheet.tokens.iter().enumerate() {
        if matches!(sheet.word(at), "“" | "\"" | "‘") {
            quoted_policy(sheet, at, &mut out);
        }
        if !token.is(flag::CAP) {
            continue;
        }
        if token.is(flag::PARAGRAPH) {
            dateline(sheet, at, &mut out);
        }
        match sheet.word(at) {
            "Secretary" | "Secretaries" if sheet.is_word(at + 1, "of") && sheet.word(at + 2) == "State" => {
                person(sheet, at + 3, &mut out);
            }
            "X" if at > 0 && sheet.word(at - 1) == "on" && !sheet.token(at + 1).is(flag::CAP) => {
                out.push(named(at..at + 1, EntityKind::Media, "X"));
            }
            word if sheet.word(at + 1) == "administration" && word.len() > 3 => {
                // "the Trump administration"
                let ordinary = token.has(words::ORG_HEAD | words::OPENER | words::LINK | words::TITLE)
                    || places::known(word).is_some();
                if !ordinary && !token.is(flag::SENTENCE) && !sheet.token(at.wrapping_sub(1)).is(flag::CAP)
                    || at > 0 && sheet.word(at - 1) == "The" && !ordinary
                {
                    out.push(Found::new(at..at + 1, EntityKind::Person, Source::Shape));
                }
            }
            "D" | "R" | "I" if sheet.word(at + 1) == "-" && !sheet.token(at + 1).is(flag::SPACE) => {
                if let Some(state) = places::state(sheet.word(at + 2)) {
                    out.push(named(at + 2..at + 3, EntityKind::Place, state));
                }
            }
            _ => {}
        }
        if let Some(end) = force(sheet, at) {
            out.push(Found::new(at..end, EntityKind::Organisation, Source::Shape));
        }
    }
    out
}

fn named(tokens: Range<usize>, kind: EntityKind, name: &str) -> Found {
    Found::new(tokens, kind, Source::Shape).named(name)
}

/// The person named right after a title.
fn person(sheet: &Sheet, at: usize, out: &mut Vec<Found>) {
    let mut end = at;
    while end < at + 4
        && sheet.token(end).is(flag::CAP)
        && !sheet.opens(end)
        && !sheet.token(end).has(words::MONTH | words::WEEKDAY)
    {
        end += 1;
    }
    if end > at {
        out.push(Found::new(at..end, EntityKind::Person, Source::Shape));
    }
}

/// A policy known by a phrase in quotation marks: the “safe third country” agreement, a “public
/// charge” rule.
fn quoted_policy(sheet: &Sheet, at: usize, out: &mut Vec<Found>) {
    let Some(close) = (at + 2..at + 7).find(|i| matches!(sheet.word(*i), "”" | "\"" | "’")) else {
        return;
    };
    let noun = matches!(
        sheet.word(close + 1),
        "agreement" | "agreements" | "policy" | "program" | "programme" | "rule" | "order" | "initiative" | "protocol"
    );
    let plain = (at + 1..close).all(|i| !sheet.token(i).is(flag::PUNCT | flag::PARAGRAPH) || sheet.word(i) == "-");
    if noun && plain && !sheet.token(close + 1).is(flag::PARAGRAPH) {
        out.push(Found::new(at + 1..close, EntityKind::Law, Source::Shape));
    }
}

/// Elections named by year and place ("2003 Ontario general election"): the place in them is not
/// spoken of by itself.
pub fn elections(sheet: &Sheet) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for at in 0..sheet.tokens.len() {
        let year = sheet.word(at);
        if year.len() != 4 || !sheet.token(at).is(flag::NUMBER) || !sheet.token(at + 1).is(flag::CAP) {
            continue;
        }
        let mut end = at + 1;
        while end < at + 9
            && (sheet.token(end).is(flag::CAP | flag::LOWER) || sheet.word(end) == "-")
            && !sheet.token(end).is(flag::PARAGRAPH)
        {
            end += 1;
            if matches!(
                sheet.word(end - 1),
                "election" | "elections" | "referendum" | "primary" | "primaries"
            ) {
                // "… election in Ohio"
                let place = end + 1 + usize::from(sheet.word(end + 1) == "the");
                if sheet.word(end) == "in" && sheet.token(place).is(flag::CAP) {
                    end = place + 1;
                    while sheet.token(end).is(flag::CAP) && !sheet.opens(end) {
                        end += 1;
                    }
                }
                out.push(at..end.min(sheet.tokens.len()));
                break;
            }
            if matches!(sheet.word(end - 1), "and" | "the" | "in" | "to" | "was" | "for") {
                break;
            }
        }
    }
    out
}

/// "BRUSSELS —", "WASHINGTON (AP) —", "SAN DIEGO, Calif. —" at the start of a paragraph.
fn dateline(sheet: &Sheet, at: usize, out: &mut Vec<Found>) {
    let mut end = at;
    while end < at + 4 && sheet.token(end).is(flag::ALL_CAPS) && !sheet.token(end).is(flag::PUNCT) {
        end += 1;
    }
    if end == at {
        return;
    }
    let mut next = end;
    let mut state = None;
    if sheet.word(next) == "," && sheet.token(next + 1).is(flag::CAP) {
        state = Some(next + 1);
        next += 2;
        if sheet.token(next).is(flag::CAP) {
            next += 1;
        }
    }
    let mut agency = None;
    if sheet.word(next) == "(" {
        let Some(close) = (next + 1..next + 5).find(|i| sheet.word(*i) == ")") else {
            return;
        };
        agency = Some(next + 1..close);
        next = close + 1;
    }
    // "CNN —" is a source, not a place: known places only, unless a source follows in brackets.
    let dash = matches!(sheet.word(next), "—" | "–" | "--" | "-");
    let words = sheet.slice(&sheet.bytes(at..end));
    let single = end == at + 1 && words.len() <= 4;
    if !dash || single && agency.is_none() && state.is_none() {
        return;
    }
    out.push(Found::new(at..end, EntityKind::Place, Source::Shape));
    if let Some(agency) = agency.filter(|range| sheet.token(range.start).is(flag::CAP)) {
        out.push(Found::new(agency, EntityKind::Media, Source::Shape));
    }
    if let Some(state) = state {
        out.push(Found::new(state..state + 1, EntityKind::Place, Source::Shape));
    }
}

/// "Indonesian navy", "Mexican Army", "British Home Office": a nation's force or house is one
/// name; the nation's people before anything else are not.
fn force(sheet: &Sheet, at: usize) -> Option<usize> {
    let next = sheet.word(at + 1);
    let two = sheet.word(at + 2);
    let end = match next {
        "navy" | "Navy" | "Army" | "Parliament" | "Senate" | "Congress" | "Embassy" => at + 2,
        "Coast" | "coast" if two == "Guard" || two == "guard" => at + 3,
        "Air" | "air" if two == "Force" || two == "force" => at + 3,
        "National" if matches!(two, "Police" | "Guard" | "Army" | "Assembly") => at + 3,
        "Supreme" | "Constitutional" if two == "Court" => at + 3,
        _ => return None,
    };
    let people = matches!(places::known(sheet.word(at)), Some(Known::Group(_)));
    let token = sheet.token(at);
    (people && !token.has(words::TITLE) && !sheet.token(end).is(flag::CAP | flag::PARAGRAPH)
        || people && sheet.opens(end))
    .then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<(EntityKind, String)> {
        let sheet = Sheet::new(text);
        find(&sheet)
            .into_iter()
            .map(|f| (f.kind, sheet.slice(&sheet.bytes(f.tokens)).to_owned()))
            .collect()
    }

    #[test]
    fn datelines_name_place_and_source() {
        assert_eq!(
            names("SAN DIEGO (AP) — A court"),
            [
                (EntityKind::Place, "SAN DIEGO".into()),
                (EntityKind::Media, "AP".into())
            ]
        );
        assert_eq!(names("CNN — A court"), []);
    }

    #[test]
    fn forces_and_states() {
        assert_eq!(
            names("the Thai navy said"),
            [(EntityKind::Organisation, "Thai navy".into())]
        );
        assert_eq!(names("Lee, D-Calif., said"), [(EntityKind::Place, "Calif.".into())]);
    }
}
