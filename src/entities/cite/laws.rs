//! Statutes and treaties told by the word at the head of their name ("Act", "Convention"). How far the name reaches is
//! [`super::reach`]; what is told by the word before it is [`super::titled`].

use super::super::sheet::{Sheet, flag};
use super::super::words;
use super::reach::{name_start, name_tail, year_after};
use super::{Cite, europe};
use crate::model::EntityKind;

/// Heads that make a name only with words before them, not after.
fn needs_left(word: &str) -> bool {
    !matches!(
        word,
        "Pact"
            | "Treaty"
            | "Convention"
            | "Protocol"
            | "Declaration"
            | "Covenant"
            | "Agreement"
            | "Charter"
            | "Protocols"
            | "Act"
            | "Accord"
    )
}

/// A name whose head ("Act", "Convention") is at a token.
pub fn headed(sheet: &Sheet, at: usize, out: &mut Vec<Cite>) -> bool {
    let word = sheet.word(at);
    if matches!(
        word,
        "Bill"
            | "Rule"
            | "Law"
            | "Order"
            | "Code"
            | "Charter"
            | "Program"
            | "Programme"
            | "Initiative"
            | "Memorandum"
            | "Decree"
            | "Proclamation"
            | "Constitution"
            | "Statute"
            | "Ordinance"
            | "Acts"
    ) {
        return weak_head(sheet, at, out);
    }
    // "United Nations Treaty Collection" goes on, and is no treaty.
    let next = sheet.token(at + 1);
    if next.is(flag::CAP) && !sheet.opens(at + 1) && matches!(word, "Treaty" | "Convention" | "Pact" | "Charter") {
        return false;
    }
    let start = name_start(sheet, at);
    let mut end = at + 1;
    let long = start < at;
    if !long && needs_left(word) {
        return false;
    }
    // "Pact on Migration and Asylum", "Convention against Torture", "Act to …" is not a name.
    let tail = name_tail(sheet, end);
    if let Some(tail) = tail.filter(|_| {
        !long
            || matches!(
                word,
                "Convention" | "Pact" | "Treaty" | "Agreement" | "Covenant" | "Declaration" | "Protocol"
            )
    }) {
        end = tail;
    } else if !long {
        return false;
    }
    let (end, _) = year_after(sheet, end);
    push_statute(sheet, start, end, out);
    true
}

/// Heads of everyday use make a law only with a strong name before them.
fn weak_head(sheet: &Sheet, at: usize, out: &mut Vec<Cite>) -> bool {
    let word = sheet.word(at);
    let start = name_start(sheet, at);
    let (end, dated) = year_after(sheet, at + 1);
    let names = at - start;
    let follows = sheet.token(at + 1);
    if follows.is(flag::CAP) && !sheet.opens(at + 1) && !dated {
        return false;
    }
    let enough = match word {
        "Program" | "Programme" | "Initiative" | "Code" => names >= 2,
        "Rule" | "Order" | "Bill" | "Law" | "Statute" | "Memorandum" => names >= 2 || (names >= 1 && dated),
        "Constitution" => names >= 1,
        "Proclamation" => false,
        _ => names >= 2,
    };
    // "World Food Program", "U.N. Development Program" are bodies too.
    let world = matches!(sheet.word(start), "U.N." | "UN" | "United" | "World");
    // "Protective Order of Elks", "Foundation for Moral Law" are bodies.
    let body = word == "Order" && sheet.is_word(at + 1, "of")
        || word != "Program"
            && (start..at).any(|i| {
                sheet.token(i).has(words::ORG_HEAD) && matches!(sheet.word(i + 1), "for" | "of" | "on") && i + 3 >= at
            });
    if !enough
        || body
        || world
        || sheet.token(start).has(words::TITLE)
        || sheet.token(at.wrapping_sub(1)).has(words::TITLE)
    {
        return false;
    }
    push_statute(sheet, start, end, out);
    true
}

fn push_statute(sheet: &Sheet, start: usize, end: usize, out: &mut Vec<Cite>) {
    let name = sheet.slice(&sheet.bytes(start..end)).replace('\n', " ");
    let mut cite = Cite::name_only(start..end, EntityKind::Law);
    if let Some(url) = europe::statute_url(&name) {
        cite.canonical = Some(name.clone());
        cite.url = Some(url);
    }
    cite.name = Some(name);
    out.push(cite);
}
