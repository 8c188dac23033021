//! Bills, resolutions and committee reports of the United States Congress.
//!
//! A bill's address needs its Congress: the one named beside it ("113th Congress"), or else the
//! one sitting when the article was published.

use super::super::sheet::{Sheet, flag};
use super::{Cite, digits};
use crate::model::Timestamp;
use chrono::Datelike;

/// What a bill's letters mean: canonical letters, congress.gov's word.
fn form(norm: &str) -> Option<(&'static str, &'static str)> {
    Some(match norm {
        "hr" => ("H.R.", "house-bill"),
        "s" => ("S.", "senate-bill"),
        "hres" => ("H. Res.", "house-resolution"),
        "sres" => ("S. Res.", "senate-resolution"),
        "hjres" => ("H.J. Res.", "house-joint-resolution"),
        "sjres" => ("S.J. Res.", "senate-joint-resolution"),
        "hconres" => ("H. Con. Res.", "house-concurrent-resolution"),
        "sconres" => ("S. Con. Res.", "senate-concurrent-resolution"),
        _ => return None,
    })
}

/// A bill, resolution or report that begins at a token.
pub fn bill(sheet: &Sheet, at: usize, published: Option<Timestamp>, out: &mut Vec<Cite>) -> bool {
    let first = sheet.word(at);
    let (mut norm, mut next) = match first {
        "House" | "Senate" => match sheet.word(at + 1) {
            "Bill" | "bill" => (if first == "House" { "hr" } else { "s" }.to_owned(), at + 2),
            "Resolution" => (if first == "House" { "hres" } else { "sres" }.to_owned(), at + 2),
            "Joint" if sheet.word(at + 2) == "Resolution" => {
                (if first == "House" { "hjres" } else { "sjres" }.to_owned(), at + 3)
            }
            _ => return false,
        },
        "H.R." | "HR" | "H.R" | "H." | "S." | "S.J." | "H.J." | "H.Res." | "S.Res." | "H.J.Res." | "S.J.Res."
        | "H.Con.Res." | "S.Con.Res." => (letters(first), at + 1),
        _ => return false,
    };
    let mut budget = 4;
    while budget > 0 {
        let word = sheet.word(next);
        if !matches!(word, "R." | "J." | "Con." | "Res." | "Rep." | "Res" | "Con" | "Rept.") {
            break;
        }
        norm.push_str(&letters(word));
        next += 1;
        budget -= 1;
    }
    if matches!(norm.as_str(), "hrrep" | "srep" | "hrep" | "hrrept" | "hrept" | "srept") {
        return report(sheet, at, next, norm.starts_with('h'), out);
    }
    let Some((canonical, slug)) = form(&norm) else {
        return false;
    };
    let mut number_at = next;
    if sheet.word(next) == "No." {
        number_at += 1;
    }
    let word = sheet.word(number_at);
    let Some(number) = digits(word) else {
        return false;
    };
    if number.len() > 5 || number.starts_with('0') || word.contains(',') || !sheet.token(number_at).is(flag::NUMBER) {
        return false;
    }
    // "S. 5" after an initial or a street is something else; a bare S. wants a plain number.
    let before = sheet.token(at.wrapping_sub(1));
    if norm == "s"
        && (before.is(flag::INITIAL)
            || (before.is(flag::CAP) && !sheet.opens(at) && !before.is(flag::PUNCT))
            || before.is(flag::NUMBER))
    {
        return false;
    }
    let congress = congress_beside(sheet, number_at + 1).or_else(|| published.map(congress_of));
    let mut end = number_at + 1;
    if let Some(beside) = congress_span(sheet, number_at + 1) {
        end = beside;
    }
    let url = match congress {
        Some(congress) => format!(
            "https://www.congress.gov/bill/{}-congress/{slug}/{number}",
            ordinal(congress)
        ),
        None => {
            let query = super::encode(&format!("{canonical} {number}"));
            format!("https://www.congress.gov/quick-search/legislation?wordsPhrases={query}")
        }
    };
    let named = congress_span(sheet, number_at + 1).is_some();
    let canonical = match congress {
        Some(congress) if named => format!("{canonical} {number} ({})", ordinal(congress)),
        _ => format!("{canonical} {number}"),
    };
    out.push(Cite::law(at..end, canonical, Some(url)));
    true
}

fn report(sheet: &Sheet, at: usize, next: usize, house: bool, out: &mut Vec<Cite>) -> bool {
    let next = next + usize::from(sheet.word(next) == "No.");
    let Some((congress, number)) = sheet.word(next).split_once(['-', '–']) else {
        return false;
    };
    if digits(congress).is_none() || digits(number).is_none() {
        return false;
    }
    let (letters, slug) = if house {
        ("H.R. Rep. No.", "house-report")
    } else {
        ("S. Rep. No.", "senate-report")
    };
    let url = congress.parse::<u32>().ok().map(|c| {
        format!(
            "https://www.congress.gov/congressional-report/{}-congress/{slug}/{number}",
            ordinal(c)
        )
    });
    out.push(Cite::law(at..next + 1, format!("{letters} {congress}-{number}"), url));
    true
}

fn letters(word: &str) -> String {
    word.chars()
        .filter(char::is_ascii_alphabetic)
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

/// `, 113th Cong.` or `(113th Congress)` after a bill; the token after it.
fn congress_span(sheet: &Sheet, at: usize) -> Option<usize> {
    let mut next = at;
    let bracket = sheet.word(next) == "(";
    if bracket || sheet.word(next) == "," {
        next += 1;
    }
    if next == at || !matches!(sheet.word(next + 1), "Cong." | "Congress") {
        return None;
    }
    ordinal_number(sheet.word(next))?;
    Some(next + 2 + usize::from(bracket && sheet.word(next + 2) == ")"))
}

fn congress_beside(sheet: &Sheet, at: usize) -> Option<u32> {
    congress_span(sheet, at)?;
    ordinal_number(sheet.word(at + 1))
}

fn ordinal_number(word: &str) -> Option<u32> {
    let number = word
        .strip_suffix("th")
        .or_else(|| word.strip_suffix("st"))
        .or_else(|| word.strip_suffix("nd"))
        .or_else(|| word.strip_suffix("rd"))?;
    number.parse().ok().filter(|n| (1..=200).contains(n))
}

/// The Congress sitting at a time; a new one begins on 3 January of odd years.
fn congress_of(at: Timestamp) -> u32 {
    let date = at.utc().date_naive();
    let mut year = date.year();
    if year % 2 == 1 && date.month() == 1 && date.day() < 3 {
        year -= 1;
    }
    u32::try_from((year - 1789) / 2 + 1).unwrap_or(1)
}

/// `113th`.
fn ordinal(number: u32) -> String {
    let suffix = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{suffix}")
}
