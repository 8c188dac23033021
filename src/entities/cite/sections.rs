//! Sections told by a word or sign before them: of the Immigration and Nationality Act, of other acts, of a title of
//! the US Code, of the federal rules of procedure.

use super::super::sheet::{Sheet, flag};
use super::codes::{Code, cfr, code_at, sections, title_number, usc, usc_url};
use super::reach::statute_from;
use super::section::{self, Section};
use super::{Cite, ina};
use std::ops::Range;

/// Citations that begin with a word: `INA § 212(f)`, `section 1158 of title 8`, `Title 8, U.S.
/// Code`, `Fed. R. Civ. P. 23`.
pub fn by_word(sheet: &Sheet, at: usize, out: &mut Vec<Cite>) -> bool {
    let word = sheet.word(at);
    match word {
        "INA" | "I.N.A." => act(sheet, at, at + 1, out),
        "Fed." if sheet.word(at + 1) == "R." => rules(sheet, at, out),
        _ if word.eq_ignore_ascii_case("title") => title(sheet, at, out),
        _ => {
            let (mark, next) = section::skip_mark(sheet, at);
            mark && marked(sheet, at, next, out)
        }
    }
}

fn ina_cite(section: &Section, tokens: Range<usize>) -> Option<Cite> {
    let base = section.base.to_ascii_uppercase();
    let code = ina::code_section(&base)?;
    Some(Cite::law(
        tokens,
        format!("INA § {base}{}", section.rest),
        Some(usc_url("8", code)),
    ))
}

/// `INA § 212(f)`, `INA 212(f)`, `INA, section 212(f)`.
fn act(sheet: &Sheet, start: usize, next: usize, out: &mut Vec<Cite>) -> bool {
    let next = next + usize::from(sheet.word(next) == ",");
    let (_, next) = section::skip_mark(sheet, next);
    let Some(section) = section::parse(sheet, next) else {
        return false;
    };
    match ina_cite(&section, start..section.end) {
        Some(cite) => {
            out.push(cite);
            true
        }
        None => false,
    }
}

/// "Immigration and Nationality Act" (or its acronym), with or without "the", at a token; the
/// token after it.
pub fn act_name(sheet: &Sheet, at: usize) -> Option<usize> {
    let at = at + usize::from(sheet.is_word(at, "the"));
    if matches!(sheet.word(at), "INA" | "I.N.A.") {
        return Some(at + 1);
    }
    let words = ["immigration", "and", "nationality", "act"];
    if !words
        .iter()
        .enumerate()
        .all(|(i, word)| sheet.is_word(at + i, word) || (*word == "and" && sheet.word(at + i) == "&"))
    {
        return None;
    }
    let mut end = at + 4;
    if sheet.word(end) == "(" && matches!(sheet.word(end + 1), "INA" | "I.N.A.") && sheet.word(end + 2) == ")" {
        end += 3;
    }
    Some(end)
}

/// What begins with "section" or "§".
fn marked(sheet: &Sheet, start: usize, next: usize, out: &mut Vec<Cite>) -> bool {
    let Some(section) = section::parse(sheet, next) else {
        return false;
    };
    let mut at = section.end;
    let comma = sheet.word(at) == ",";
    if sheet.is_word(at, "of") || comma {
        at += 1;
        if let Some(end) = act_name(sheet, at)
            && let Some(cite) = ina_cite(&section, start..end)
        {
            out.push(cite);
            return true;
        }
        if sheet.is_word(at, "the") {
            at += 1;
        }
        if sheet.is_word(at, "title")
            && let Some(title) = title_number(sheet.word(at + 1))
        {
            let mut code = at + 2;
            while matches!(sheet.word(code), "," | "of" | "the") && code < at + 5 {
                code += 1;
            }
            if let Some((code, end)) = code_at(sheet, code) {
                out.push(match code {
                    Code::Usc => usc(&title, &section, start..end),
                    Code::Cfr => cfr(&title, &section, false, start..end),
                });
                return true;
            }
        }
        // "Section 230 of the Communications Decency Act": another statute by name.
        if !comma && let Some(end) = statute_from(sheet, at) {
            let name = sheet.slice(&sheet.bytes(at..end)).to_owned();
            let canonical = format!("{name} § {}", section.whole());
            out.push(Cite::law(start..end, canonical, super::europe::statute_url(&name)));
            return true;
        }
    }
    // "section 287(g)" alone: the Act is meant where the number is one of its sections and a
    // subdivision is named.
    if !section.rest.is_empty()
        && section.base.len() >= 3
        && let Some(cite) = ina_cite(&section, start..section.end)
    {
        out.push(cite);
        return true;
    }
    false
}

/// `Title 8, U.S. Code, Section 1158`; `Title 8 of the U.S. Code`; `title 8 CFR part 208`.
fn title(sheet: &Sheet, at: usize, out: &mut Vec<Cite>) -> bool {
    let Some(number) = title_number(sheet.word(at + 1)) else {
        return false;
    };
    let mut next = at + 2;
    while matches!(sheet.word(next), "," | "of" | "the") && next < at + 5 {
        next += 1;
    }
    let Some((code, end)) = code_at(sheet, next) else {
        return false;
    };
    let after = end + usize::from(sheet.word(end) == ",");
    if (section::skip_mark(sheet, after).0
        || sheet.token(after).is(flag::DIGIT) && after == end
        || sheet.is_word(after, "part"))
        && sections(sheet, at, after, &number, code, out)
    {
        return true;
    }
    let (canonical, url) = match code {
        Code::Usc => (
            format!("{number} U.S.C."),
            format!("https://uscode.house.gov/browse/prelim@title{number}&edition=prelim"),
        ),
        Code::Cfr => (
            format!("{number} C.F.R."),
            format!("https://www.ecfr.gov/current/title-{number}"),
        ),
    };
    out.push(Cite::law(at..end, canonical, Some(url)));
    true
}

/// `Fed. R. Civ. P. 23(b)(2)`.
fn rules(sheet: &Sheet, at: usize, out: &mut Vec<Cite>) -> bool {
    let (slug, name, next) = match (sheet.word(at + 2), sheet.word(at + 3)) {
        ("Civ.", "P.") => ("frcp", "Civ. P.", at + 4),
        ("App.", "P.") => ("frap", "App. P.", at + 4),
        ("Crim.", "P.") => ("frcrmp", "Crim. P.", at + 4),
        ("Evid.", _) => ("fre", "Evid.", at + 3),
        ("Evid", ".") => ("fre", "Evid.", at + 4),
        _ => return false,
    };
    let Some(section) = section::parse(sheet, next) else {
        return false;
    };
    out.push(Cite::law(
        at..section.end,
        format!("Fed. R. {name} {}", section.whole()),
        Some(format!(
            "https://www.law.cornell.edu/rules/{slug}/rule_{}",
            section.base
        )),
    ));
    true
}
