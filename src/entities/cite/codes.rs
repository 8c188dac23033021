//! The US Code, the Code of Federal Regulations and the Foreign Affairs Manual by the number before them. The same
//! after a word ("section 1158 of title 8") is [`super::sections`].

use super::super::sheet::Sheet;
use super::section::{self, Section};
use super::{Cite, digits};
use std::ops::Range;

/// One of the two codes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Code {
    /// The US Code.
    Usc,
    /// The Code of Federal Regulations.
    Cfr,
}

/// `U.S.C.`, `USC`, `U. S. C.`, `U.S. Code`, `C.F.R.`, … at a token; the code and the token after.
pub fn code_at(sheet: &Sheet, at: usize) -> Option<(Code, usize)> {
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

pub fn usc(title: &str, section: &Section, tokens: Range<usize>) -> Cite {
    Cite::law(
        tokens,
        format!("{title} U.S.C. § {}", section.whole()),
        Some(usc_url(title, &section.base)),
    )
}

pub fn usc_url(title: &str, base: &str) -> String {
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

pub fn cfr(title: &str, section: &Section, part: bool, tokens: Range<usize>) -> Cite {
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

pub fn title_number(word: &str) -> Option<String> {
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
pub fn sections(sheet: &Sheet, start: usize, next: usize, title: &str, code: Code, out: &mut Vec<Cite>) -> bool {
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
