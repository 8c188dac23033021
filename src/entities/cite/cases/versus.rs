//! Names of cases of the form "X v. Y": where the name of each party begins and ends.

use super::named;
use crate::entities::cite::Cite;
use crate::entities::sheet::{Sheet, flag};
use crate::entities::words;
use std::ops::Range;

/// Most tokens on either side of the "v.".
const SIDE: usize = 14;

/// `X v. Y`, from its "v.".
pub fn versus(sheet: &Sheet, at: usize, out: &mut Vec<Cite>) -> bool {
    if !matches!(sheet.word(at), "v." | "v" | "vs." | "vs") || sheet.token(at).is(flag::PARAGRAPH) {
        return false;
    }
    let (Some(start), Some(end)) = (left(sheet, at), right(sheet, at)) else {
        return false;
    };
    if !sheet.word(at).ends_with('.') && (end - at > 6 || sheet.word(at) == "vs") {
        return false;
    }
    let name = case_name(sheet, start..end);
    named(sheet, start, end, name, out);
    true
}

fn case_name(sheet: &Sheet, tokens: Range<usize>) -> String {
    let words = sheet.slice(&sheet.bytes(tokens));
    let mut name: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
    for (from, to) in [(" vs. ", " v. "), (" v ", " v. "), (" vs ", " v. ")] {
        name = name.replace(from, to);
    }
    name
}

fn part_of_party(sheet: &Sheet, at: usize) -> bool {
    let token = sheet.token(at);
    let word = sheet.word(at);
    (token.is(flag::CAP) && !token.is(flag::PUNCT))
        || matches!(
            word,
            "of" | "the"
                | "for"
                | "&"
                | "and"
                | "'s"
                | "’s"
                | "de"
                | "la"
                | "del"
                | "van"
                | "von"
                | "der"
                | "du"
                | "al"
                | "et"
                | "al."
                | "rel."
                | "ex"
                | "-"
                | "in"
                | "on"
        )
}

fn left(sheet: &Sheet, at: usize) -> Option<usize> {
    let mut start = at;
    while start > 0 && at - start < SIDE {
        let before = start - 1;
        let token = sheet.token(before);
        let word = sheet.word(before);
        let comma = word == "," && (sheet.token(start).has(words::COMPANY) || sheet.word(start).starts_with("et"));
        if !(part_of_party(sheet, before) || comma) || matches!(word, "v." | "v") {
            break;
        }
        start = before;
        if token.is(flag::PARAGRAPH) {
            break;
        }
        if token.is(flag::SENTENCE) {
            break;
        }
    }
    // What introduces a case does not belong to it.
    while start < at {
        let token = sheet.token(start);
        let word = sheet.word(start);
        let lower = !token.is(flag::CAP);
        let signal = matches!(
            word,
            "See"
                | "Cf."
                | "In"
                | "Under"
                | "Citing"
                | "After"
                | "Since"
                | "The"
                | "And"
                | "But"
                | "As"
                | "On"
                | "For"
                | "From"
                | "With"
                | "When"
                | "Like"
                | "By"
                | "At"
                | "To"
                | "Both"
                | "Before"
                | "While"
                | "Unlike"
                | "Although"
                | "E.g."
                | "Accord"
                | "Compare"
                | "Case"
                | "Justice"
                | "Judge"
                | "Monday"
                | "Tuesday"
                | "Wednesday"
                | "Thursday"
                | "Friday"
                | "Yet"
                | "Also"
                | "Today"
                | "Where"
                | "If"
                | "That"
                | "This"
                | "Of"
        );
        if lower || signal {
            start += 1;
        } else {
            break;
        }
    }
    // "decided Jones and in Roe v. Wade": a lower-case link cuts unless it joins a long name.
    let mut at_cut = None;
    for inner in start..at {
        if matches!(sheet.word(inner), "in" | "on" | "for") && !sheet.token(inner).is(flag::CAP) {
            let rest_is_name = sheet.token(inner + 1).is(flag::CAP);
            let long = inner > start + 1 && rest_is_name && matches!(sheet.word(inner), "for" | "on");
            if !long {
                at_cut = Some(inner + 1);
            }
        }
    }
    if let Some(cut) = at_cut {
        start = cut;
    }
    (start < at && sheet.token(start).is(flag::CAP)).then_some(start)
}

fn right(sheet: &Sheet, at: usize) -> Option<usize> {
    let mut end = at + 1;
    let mut of = false;
    while end < at + 1 + SIDE {
        let token = sheet.token(end);
        let word = sheet.word(end);
        if word.is_empty() || token.is(flag::PARAGRAPH) || (end > at + 1 && token.is(flag::SENTENCE)) {
            break;
        }
        if word == "," && sheet.token(end + 1).has(words::COMPANY) {
            end += 1;
            continue;
        }
        if matches!(word, "'s" | "’s" | "v." | "in" | "on") || (word == "and" && !joins(sheet, end, of)) {
            break;
        }
        if !part_of_party(sheet, end) {
            break;
        }
        if end > at + 1 && token.is(flag::CAP) && token.has(words::MONTH | words::WEEKDAY) {
            break;
        }
        of |= word == "of";
        end += 1;
        if token.is(flag::DOTTED) && sheet.opens(end) {
            break;
        }
    }
    while end > at + 1 && !sheet.token(end - 1).is(flag::CAP) && sheet.word(end - 1) != "al." {
        end -= 1;
    }
    (end > at + 1 && (sheet.token(at + 1).is(flag::CAP) || matches!(sheet.word(at + 1), "the" | "de" | "van")))
        .then_some(end)
}

fn joins(sheet: &Sheet, at: usize, of: bool) -> bool {
    let next = sheet.token(at + 1);
    of && next.is(flag::CAP) && !(at + 1..at + 8).any(|ahead| matches!(sheet.word(ahead), "v." | "v" | "vs."))
}
