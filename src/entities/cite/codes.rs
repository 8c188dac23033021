//! The US Code, the Code of Federal Regulations, the Immigration and Nationality Act, federal
//! rules of procedure and the Foreign Affairs Manual.

use super::super::sheet::{Sheet, flag};
use super::section::{self, Section};
use super::{Cite, digits, ina};
use std::ops::Range;

#[derive(Clone, Copy, PartialEq)]
enum Code {
    Usc,
    Cfr,
}

/// `U.S.C.`, `USC`, `U. S. C.`, `U.S. Code`, `C.F.R.`, … at a token; the code and the token after.
fn code_at(sheet: &Sheet, at: usize) -> Option<(Code, usize)> {
    let word = sheet.word(at);
    match word {
        "U.S.C." | "U.S.C" | "USC" | "U.S.C.A." | "U.S.C.S." | "USCA" => Some((Code::Usc, at + 1)),
        "C.F.R." | "C.F.R" | "CFR" => Some((Code::Cfr, at + 1)),
        "U." if sheet.word(at + 1) == "S." && sheet.word(at + 2) == "C." => Some((Code::Usc, at + 3)),
        "C." if sheet.word(at + 1) == "F." && sheet.word(at + 2) == "R." => Some((Code::Cfr, at + 3)),
        "U.S." | "US" if sheet.word(at + 1) == "Code" => Some((Code::Usc, at + 2)),
        "United" if sheet.word(at + 1) == "States" && sheet.word(at + 2) == "Code" => Some((Code::Usc, at + 3)),
        "Code"
            if sheet.word(at + 1) == "of" && sheet.word(at + 2) == "Federal" && sheet.word(at + 3) == "Regulations" =>
        {
            Some((Code::Cfr, at + 4))
        }
        _ => None,
    }
}

fn usc(title: &str, section: &Section, tokens: Range<usize>) -> Cite {
    Cite::law(
        tokens,
        format!("{title} U.S.C. § {}", section.whole()),
        Some(usc_url(title, &section.base)),
    )
}

fn usc_url(title: &str, base: &str) -> String {
    let base = base.split_once('-').map_or(base, |(first, second)| {
        // A range leads to its first section; `1a-7` is one section.
        if second.bytes().all(|b| b.is_ascii_digit()) && first.bytes().all(|b| b.is_ascii_digit()) {
            first
        } else {
            base
        }
    });
    format!(
        "https://uscode.house.gov/view.xhtml?req=granuleid:USC-prelim-title{title}-section{base}&num=0&edition=prelim"
    )
}

fn cfr(title: &str, section: &Section, part: bool, tokens: Range<usize>) -> Cite {
    if part || !section.base.contains('.') {
        return Cite::law(
            tokens,
            format!("{title} C.F.R. pt. {}", section.base),
            Some(format!(
                "https://www.ecfr.gov/current/title-{title}/part-{}",
                section.base
            )),
        );
    }
    Cite::law(
        tokens,
        format!("{title} C.F.R. § {}", section.whole()),
        Some(format!(
            "https://www.ecfr.gov/current/title-{title}/section-{}",
            section.base
        )),
    )
}

fn title_number(word: &str) -> Option<String> {
    let number = digits(word)?;
    let value: u32 = number.parse().ok()?;
    (1..=54).contains(&value).then_some(number)
}

/// `8 U.S.C. § 1158(a)` and its kin, from the title's number; also `9 FAM 302.1`.
pub fn by_number(sheet: &Sheet, at: usize, out: &mut Vec<Cite>) -> bool {
    let Some(title) = title_number(sheet.word(at)) else {
        return false;
    };
    if sheet.word(at + 1) == "FAM" {
        return foreign_affairs_manual(sheet, at, &title, out);
    }
    let Some((code, next)) = code_at(sheet, at + 1) else {
        return false;
    };
    sections(sheet, at, next, &title, code, out)
}

/// The sections that follow a code's name; the first is joined to the tokens from `start`.
fn sections(sheet: &Sheet, start: usize, next: usize, title: &str, code: Code, out: &mut Vec<Cite>) -> bool {
    let mut part = false;
    let (mut many, mut next) = match section::skip_mark(sheet, next) {
        (true, after) => (
            matches!(sheet.word(next), "§§")
                || after > next + 1
                || sheet.word(next).to_ascii_lowercase().ends_with('s'),
            after,
        ),
        (false, at) => (false, at),
    };
    if code == Code::Cfr
        && ["part", "parts", "pt", "pts", "pt.", "pts."]
            .iter()
            .any(|w| sheet.is_word(next, w))
    {
        part = true;
        many |= sheet
            .word(next)
            .to_ascii_lowercase()
            .trim_end_matches('.')
            .ends_with('s');
        next += 1;
        if sheet.word(next) == "." {
            next += 1;
        }
    }
    let Some(first) = section::parse(sheet, next) else {
        return false;
    };
    let mut end = first.end;
    let make = |section: &Section, tokens: Range<usize>| match code {
        Code::Usc => usc(title, section, tokens),
        Code::Cfr => cfr(title, section, part, tokens),
    };
    out.push(make(&first, start..end));
    // "§§ 1158, 1182(f) and 1225": each its own citation.
    let mut budget = 12;
    while many && budget > 0 {
        budget -= 1;
        let mut at = end;
        while matches!(sheet.word(at), "," | ";" | "and" | "&" | "or") && at < end + 2 {
            at += 1;
        }
        if at == end {
            break;
        }
        // "8 U.S.C. §§ 1158, 8 C.F.R. …" begins another title.
        if code_at(sheet, at + 1).is_some() {
            break;
        }
        let Some(section) = section::parse(sheet, at) else {
            break;
        };
        if section.base.len() < 2
            || super::super::words::classes(&sheet.word(section.end).to_lowercase()) & super::super::words::MONTH != 0
        {
            break;
        }
        end = section.end;
        out.push(make(&section, at..end));
    }
    true
}

fn foreign_affairs_manual(sheet: &Sheet, at: usize, title: &str, out: &mut Vec<Cite>) -> bool {
    let Some(section) = section::parse(sheet, at + 2) else {
        return false;
    };
    let mut parts = section.base.split('.');
    let url = match (title.parse::<u32>(), parts.next(), parts.next()) {
        (Ok(volume), Some(chapter), Some(part)) if chapter.len() == 3 => {
            let part = part.split('-').next().unwrap_or(part);
            part.parse::<u32>()
                .ok()
                .map(|part| format!("https://fam.state.gov/FAM/{volume:02}FAM/{volume:02}FAM0{chapter}{part:02}.html"))
        }
        _ => None,
    };
    out.push(Cite::law(
        at..section.end,
        format!("{title} FAM {}", section.whole()),
        url,
    ));
    true
}

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
        if !comma && let Some(end) = super::laws::statute_from(sheet, at) {
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
    let (set, slug, name, next) = match (sheet.word(at + 2), sheet.word(at + 3)) {
        ("Civ.", "P.") => ("frcp", "frcp", "Civ. P.", at + 4),
        ("App.", "P.") => ("frap", "frap", "App. P.", at + 4),
        ("Crim.", "P.") => ("frcrmp", "frcrmp", "Crim. P.", at + 4),
        ("Evid.", _) => ("fre", "fre", "Evid.", at + 3),
        ("Evid", ".") => ("fre", "fre", "Evid.", at + 4),
        _ => return false,
    };
    let Some(section) = section::parse(sheet, next) else {
        return false;
    };
    let _ = set;
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
