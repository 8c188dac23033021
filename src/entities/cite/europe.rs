//! Acts of the European Union, cases of its Court, statutes of the United Kingdom.

use super::super::sheet::{Sheet, flag};
use super::{Cite, digits, encode};

/// `Regulation (EU) 2024/1351`, `Directive 2013/32/EU`, `Council Decision (EU) 2015/1601`, from
/// the noun.
pub fn by_word(sheet: &Sheet, at: usize, out: &mut Vec<Cite>) -> bool {
    let word = sheet.word(at);
    let slug = match word {
        "Regulation" | "regulation" => "reg",
        "Directive" | "directive" => "dir",
        "Decision" | "decision" => "dec",
        "Implementing" if matches!(sheet.word(at + 1), "Regulation" | "Decision") => {
            return inner(
                sheet,
                at,
                at + 1,
                if sheet.word(at + 1) == "Regulation" {
                    "reg_impl"
                } else {
                    "dec_impl"
                },
                out,
            );
        }
        _ => return false,
    };
    inner(sheet, at, at, slug, out)
}

fn inner(sheet: &Sheet, start: usize, at: usize, slug: &str, out: &mut Vec<Cite>) -> bool {
    let mut next = at + 1;
    let mut union = None;
    if sheet.word(next) == "(" && is_union(sheet.word(next + 1)) && sheet.word(next + 2) == ")" {
        union = Some(sheet.word(next + 1));
        next += 3;
    }
    let numbered = sheet.word(next) == "No." || sheet.word(next) == "No";
    if numbered {
        next += 1;
    }
    let word = sheet.word(next);
    let Some((first, second)) = word.split_once('/') else {
        return false;
    };
    let mut end = next + 1;
    // "2013/32/EU": the union stands after a stroke.
    if sheet.word(end) == "/" && is_union(sheet.word(end + 1)) {
        union = union.or(Some(sheet.word(end + 1)));
        end += 2;
    }
    let Some(union) = union else {
        return false;
    };
    if digits(first).is_none() || digits(second).is_none() {
        return false;
    }
    let year_of = |word: &str| -> Option<u32> {
        match (word.len(), word.parse::<u32>().ok()?) {
            (4, year @ 1952..=2099) => Some(year),
            (2, short) if short >= 52 => Some(1900 + short),
            _ => None,
        }
    };
    // Since 2015 the year comes first; before, regulations had the number first.
    let (year, number) = match (slug, numbered, year_of(first), year_of(second)) {
        ("reg" | "reg_impl", true, _, Some(year)) => (year, first),
        (_, _, Some(year), _) => (year, second),
        (_, _, None, Some(year)) => (year, first),
        _ => return false,
    };
    let number = number.trim_start_matches('0');
    let label = match slug {
        "reg" => "Regulation",
        "dir" => "Directive",
        "dec" => "Decision",
        "reg_impl" => "Implementing Regulation",
        _ => "Implementing Decision",
    };
    let canonical = match slug {
        "dir" if year < 2015 || sheet.word(end - 2) == "/" => format!("{label} {year}/{number}/{union}"),
        "reg" | "reg_impl" if numbered && year < 2015 => format!("{label} ({union}) No {number}/{year}"),
        _ => format!("{label} ({union}) {year}/{number}"),
    };
    let url = format!("https://eur-lex.europa.eu/eli/{slug}/{year}/{number}/oj");
    out.push(Cite::law(start..end, canonical, Some(url)));
    true
}

fn is_union(word: &str) -> bool {
    matches!(word, "EU" | "EC" | "EEC" | "Euratom" | "CFSP" | "JHA")
}

/// Case numbers of the Court of Justice and the General Court: `C-123/22`, `T-600/21 P`.
pub fn numbered(sheet: &Sheet, at: usize, out: &mut Vec<Cite>) -> bool {
    let word = sheet.word(at);
    let Some((court, number)) = word.split_once(['-', '‑', '–']) else {
        return false;
    };
    if !matches!(court, "C" | "T" | "F") {
        return false;
    }
    let Some((number, year)) = number.split_once('/') else {
        return false;
    };
    if digits(number).is_none_or(|n| n.len() > 4) || year.len() != 2 || digits(year).is_none() {
        return false;
    }
    let start = if at > 0 && matches!(sheet.word(at - 1), "Case") {
        at - 1
    } else {
        at
    };
    let canonical = format!("Case {court}-{number}/{year}");
    let mut cite = Cite::case(
        start..at + 1,
        canonical,
        Some(format!(
            "https://eur-lex.europa.eu/search.html?scope=EURLEX&text=%22{court}-{number}%2F{year}%22&type=quick"
        )),
    );
    cite.name = Some(format!("{court}-{number}/{year}"));
    out.push(cite);
    true
}

/// Where a statute that is named with its year can be read: `Illegal Migration Act 2023` (the
/// British way of naming) leads to legislation.gov.uk; other names lead nowhere by rule.
pub fn statute_url(name: &str) -> Option<String> {
    let (head, year) = name.rsplit_once(' ')?;
    (year.len() == 4 && digits(year).is_some() && head.ends_with(" Act")
        || head.ends_with(" Order") && year.len() == 4 && digits(year).is_some())
    .then(|| {
        format!(
            "https://www.legislation.gov.uk/id?title={}",
            encode(name).replace('+', "%20")
        )
    })
}

/// Whether a token is a year that names a statute.
pub fn is_year(sheet: &Sheet, at: usize) -> bool {
    let word = sheet.word(at);
    sheet.token(at).is(flag::NUMBER)
        && word.len() == 4
        && word.parse::<u32>().is_ok_and(|year| (1700..=2100).contains(&year))
}
