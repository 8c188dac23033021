//! Docket numbers of courts, and the registration numbers of persons.

use crate::entities::cite::{Cite, encode};
use crate::entities::sheet::Sheet;
use std::ops::Range;

/// Docket numbers that a word announces: `No. 19-15716`, `Case No. 21-cv-1`, `A012-345-678`.
pub fn numbered(sheet: &Sheet, at: usize, out: &mut Vec<Cite>) -> bool {
    let mut next = at;
    let mut announced = false;
    let mut budget = 4;
    while budget > 0
        && ["case", "docket", "no.", "nos.", "number", "civil", "action", ":"]
            .iter()
            .any(|w| sheet.is_word(next, w))
    {
        announced |= ["no.", "nos.", "number"].iter().any(|w| sheet.is_word(next, w));
        next += 1;
        budget -= 1;
    }
    if next == at || !announced {
        return false;
    }
    let word = sheet.word(next);
    let Some(number) = appeal_number(word).or_else(|| district_number(word)) else {
        return false;
    };
    out.push(docket_cite(at..next + 1, &number));
    true
}

fn docket_cite(tokens: Range<usize>, number: &str) -> Cite {
    let mut cite = Cite::case(
        tokens,
        format!("No. {number}"),
        Some(format!(
            "https://www.courtlistener.com/?type=r&q={}",
            encode(&format!("docketNumber:\"{number}\""))
        )),
    );
    cite.name = Some(format!("No. {number}"));
    cite
}

/// `19-15716`, `21-954`, `22A444`.
fn appeal_number(word: &str) -> Option<String> {
    let shape = |separator: char| {
        let (year, number) = word.split_once(separator)?;
        (year.len() == 2
            && year.bytes().all(|b| b.is_ascii_digit())
            && (1..=6).contains(&number.len())
            && number.bytes().all(|b| b.is_ascii_digit()))
        .then(|| word.to_owned())
    };
    shape('-').or_else(|| shape('–')).or_else(|| shape('A'))
}

/// `3:18-cv-00428-DMS-MDD`, `1:25-cv-00766`, `18-cv-428`.
fn district_number(word: &str) -> Option<String> {
    let core = match word.split_once(':') {
        Some((division, rest)) if division.len() <= 2 => rest,
        Some(_) => return None,
        None => word,
    };
    let mut parts = core.split('-');
    let year = parts.next()?;
    let kind = parts.next()?;
    let number = parts.next()?;
    let kinds = ["cv", "cr", "mc", "mj", "md", "ap", "bk", "civ", "misc", "cvs"];
    ((2..=4).contains(&year.len())
        && year.bytes().all(|b| b.is_ascii_digit())
        && kinds.iter().any(|k| kind.eq_ignore_ascii_case(k))
        && (1..=6).contains(&number.len())
        && number.bytes().all(|b| b.is_ascii_digit())
        && parts.all(|judge| judge.len() <= 5 && judge.bytes().all(|b| b.is_ascii_alphanumeric())))
    .then(|| word.to_owned())
}

/// Docket numbers that say what they are by their shape, and alien registration numbers.
pub fn docket(sheet: &Sheet, at: usize, out: &mut Vec<Cite>) -> bool {
    let word = sheet.word(at);
    if let Some(number) = district_number(word) {
        out.push(docket_cite(at..at + 1, &number));
        return true;
    }
    if let Some(last) = registration(word) {
        // Shown without its digits: the number identifies a person.
        let mut cite = Cite::name_only(at..at + 1, crate::model::EntityKind::Case);
        cite.name = Some(format!("A-number ending {last}"));
        out.push(cite);
        return true;
    }
    false
}

/// The last three digits of `A012-345-678`, `A012345678`, `A-12345678`.
fn registration(word: &str) -> Option<&str> {
    let rest = word.strip_prefix('A')?.trim_start_matches('-');
    let count = rest.bytes().filter(u8::is_ascii_digit).count();
    (matches!(count, 8 | 9) && rest.bytes().all(|b| b.is_ascii_digit() || b == b'-'))
        .then(|| rest.get(rest.len() - 3..))
        .flatten()
        .filter(|last| last.bytes().all(|b| b.is_ascii_digit()))
}
