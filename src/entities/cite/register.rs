//! Federal Register pages and documents, statutes at large, public laws, executive orders,
//! proclamations, regulatory dockets and identifier numbers; the treaty series of the United Nations.

use super::super::sheet::{Sheet, flag};
use super::{Cite, digits, encode};
use std::ops::Range;

fn small(number: &str, most: u32) -> bool {
    number.parse::<u32>().is_ok_and(|n| (1..=most).contains(&n))
}

/// What is cited by volume and page.
#[derive(Debug, Clone, Copy)]
enum Series {
    Register,
    Statutes,
    Treaties,
}

impl Series {
    /// The series whose abbreviation is at a token, and the token after it.
    fn at(sheet: &Sheet, at: usize) -> Option<(Self, usize)> {
        Some(match (sheet.word(at), sheet.word(at + 1)) {
            ("Fed.", "Reg.") | ("Fed", "Reg") | ("Federal", "Register") | ("F.", "R.") => (Series::Register, at + 2),
            ("FR" | "F.R.", _) => (Series::Register, at + 1),
            ("Stat." | "Stat", _) => (Series::Statutes, at + 1),
            ("U.N.T.S." | "UNTS", _) => (Series::Treaties, at + 1),
            _ => return None,
        })
    }

    /// The highest volume that is taken for one.
    fn volumes(self) -> u32 {
        match self {
            Series::Register | Series::Statutes => 150,
            Series::Treaties => 4000,
        }
    }

    fn cite(self, tokens: Range<usize>, volume: &str, page: &str) -> Cite {
        let (canonical, url) = match self {
            Series::Register => (
                format!("{volume} Fed. Reg. {}", with_commas(page)),
                format!("https://www.federalregister.gov/citation/{volume}-FR-{page}"),
            ),
            Series::Statutes => (
                format!("{volume} Stat. {page}"),
                format!("https://www.govinfo.gov/link/statute/{volume}/{page}"),
            ),
            Series::Treaties => (
                format!("{volume} U.N.T.S. {page}"),
                format!("https://treaties.un.org/doc/Publication/UNTS/Volume%20{volume}/v{volume}.pdf"),
            ),
        };
        Cite::law(tokens, canonical, Some(url))
    }
}

/// `88 Fed. Reg. 31314`, `110 Stat. 3009`, `88 FR 31314`, `189 U.N.T.S. 137`, from the volume.
pub fn document_number(sheet: &Sheet, at: usize, out: &mut Vec<Cite>) -> bool {
    let (Some(volume), Some((series, next))) = (digits(sheet.word(at)), Series::at(sheet, at + 1)) else {
        return false;
    };
    let page_at = next + usize::from(sheet.word(next) == ",") + usize::from(sheet.is_word(next, "at"));
    let Some(page) = digits(sheet.word(page_at)) else {
        return false;
    };
    if !small(&volume, series.volumes()) || !sheet.token(page_at).is(flag::NUMBER) {
        return false;
    }
    out.push(series.cite(at..page_at + 1, &volume, &page));
    true
}

/// Federal Register pages of five digits are written with a comma.
fn with_commas(page: &str) -> String {
    if page.len() < 5 {
        return page.to_owned();
    }
    let (head, tail) = page.split_at(page.len() - 3);
    format!("{head},{tail}")
}

/// Citations that begin with a word: orders, proclamations, public laws, RINs, dockets.
pub fn by_word(sheet: &Sheet, at: usize, out: &mut Vec<Cite>) -> bool {
    match sheet.word(at) {
        "Executive" if sheet.is_word(at + 1, "Order") || sheet.is_word(at + 1, "Orders") => {
            order(sheet, at, at + 2, out)
        }
        "executive" if sheet.is_word(at + 1, "order") => order(sheet, at, at + 2, out),
        "E.O." | "EO" => order(sheet, at, at + 1, out),
        "Presidential" if sheet.word(at + 1) == "Proclamation" => proclamation(sheet, at, at + 2, out),
        "Proclamation" => proclamation(sheet, at, at + 1, out),
        "Pub." if matches!(sheet.word(at + 1), "L." | "Law") => public_law(sheet, at, at + 2, out),
        "Pub.L." | "P.L." | "PL" => public_law(sheet, at, at + 1, out),
        "Public" if sheet.word(at + 1) == "Law" => public_law(sheet, at, at + 2, out),
        "RIN" => rin(sheet, at, out),
        "FR" if sheet.word(at + 1) == "Doc" || sheet.word(at + 1) == "Doc." => {
            let mut next = at + 2;
            while matches!(sheet.word(next), "." | "No." | "Number") && next < at + 5 {
                next += 1;
            }
            register_document(sheet, at, next, out)
        }
        "Docket" => {
            let mut next = at + 1;
            while ["no.", "number", "no", "id", ":", "."]
                .iter()
                .any(|w| sheet.is_word(next, w))
                && next < at + 5
            {
                next += 1;
            }
            numbered_from(sheet, at, next, out)
        }
        _ => false,
    }
}

fn number_after(sheet: &Sheet, next: usize) -> Option<(String, usize)> {
    let mut next = next;
    let mut budget = 3;
    while budget > 0
        && ["no.", "no", "nos.", "number", "#", "."]
            .iter()
            .any(|w| sheet.is_word(next, w))
    {
        next += 1;
        budget -= 1;
    }
    Some((digits(sheet.word(next))?, next + 1))
}

fn order(sheet: &Sheet, start: usize, next: usize, out: &mut Vec<Cite>) -> bool {
    let Some((number, end)) = number_after(sheet, next) else {
        return false;
    };
    if !(3..=5).contains(&number.len()) {
        return false;
    }
    out.push(Cite::law(
        start..end,
        format!("Executive Order {number}"),
        Some(format!("https://www.federalregister.gov/executive-order/{number}")),
    ));
    true
}

fn proclamation(sheet: &Sheet, start: usize, next: usize, out: &mut Vec<Cite>) -> bool {
    let Some((number, end)) = number_after(sheet, next) else {
        return false;
    };
    if !(4..=5).contains(&number.len()) {
        return false;
    }
    let term = encode(&format!("\"Proclamation {number}\""));
    out.push(Cite::law(
        start..end,
        format!("Proclamation {number}"),
        Some(format!(
            "https://www.federalregister.gov/documents/search?conditions%5Bterm%5D={term}"
        )),
    ));
    true
}

fn public_law(sheet: &Sheet, start: usize, next: usize, out: &mut Vec<Cite>) -> bool {
    let mut next = next;
    let mut budget = 3;
    while budget > 0 && ["no.", "no", "number", "."].iter().any(|w| sheet.is_word(next, w)) {
        next += 1;
        budget -= 1;
    }
    let word = sheet.word(next);
    let Some((congress, law)) = word.split_once(['-', '–']) else {
        return false;
    };
    if !small(congress, 200) || digits(law).is_none() || law.len() > 4 {
        return false;
    }
    let url = if congress.parse::<u32>().is_ok_and(|n| n >= 104) {
        format!("https://www.govinfo.gov/link/plaw/{congress}/public/{law}")
    } else {
        format!("https://www.govinfo.gov/app/search/%7B%22query%22%3A%22Pub.+L.+{congress}-{law}%22%7D")
    };
    out.push(Cite::law(
        start..next + 1,
        format!("Pub. L. No. {congress}-{law}"),
        Some(url),
    ));
    true
}

fn rin(sheet: &Sheet, at: usize, out: &mut Vec<Cite>) -> bool {
    let next = at + 1 + usize::from(matches!(sheet.word(at + 1), ":" | "No."));
    let word = sheet.word(next);
    if !is_rin(word) {
        return false;
    }
    out.push(rin_cite(word, at..next + 1));
    true
}

fn rin_cite(word: &str, tokens: Range<usize>) -> Cite {
    Cite::law(
        tokens,
        format!("RIN {word}"),
        Some(format!(
            "https://www.federalregister.gov/documents/search?conditions%5Bterm%5D=%22{word}%22"
        )),
    )
}

/// Four digits, a hyphen, two letters, two digits: `1615-AC57`.
fn is_rin(word: &str) -> bool {
    let b = word.as_bytes();
    b.len() == 9
        && b[4] == b'-'
        && b[..4].iter().all(u8::is_ascii_digit)
        && b[5..7].iter().all(u8::is_ascii_uppercase)
        && b[7..].iter().all(u8::is_ascii_digit)
}

/// `2023-10146` after "FR Doc.".
fn register_document(sheet: &Sheet, start: usize, next: usize, out: &mut Vec<Cite>) -> bool {
    let word = sheet.word(next);
    let Some((year, number)) = word.split_once('-') else {
        return false;
    };
    if digits(year).is_none()
        || !matches!(year.len(), 2 | 4)
        || digits(number).is_none()
        || !(4..=6).contains(&number.len())
    {
        return false;
    }
    out.push(Cite::law(
        start..next + 1,
        format!("FR Doc. {word}"),
        Some(format!("https://www.federalregister.gov/d/{word}")),
    ));
    true
}

/// Numbers that say what they are by their shape: RINs and agency dockets.
pub fn numbered(sheet: &Sheet, at: usize, out: &mut Vec<Cite>) -> bool {
    numbered_from(sheet, at, at, out)
}

fn numbered_from(sheet: &Sheet, start: usize, at: usize, out: &mut Vec<Cite>) -> bool {
    let word = sheet.word(at);
    if is_rin(word) {
        out.push(rin_cite(word, start..at + 1));
        return true;
    }
    if is_agency_docket(word) {
        out.push(Cite::law(
            start..at + 1,
            format!("Docket {word}"),
            Some(format!("https://www.regulations.gov/docket/{word}")),
        ));
        return true;
    }
    false
}

/// `USCIS-2021-0012`, `DHS-2019-0042`, `EOIR-2020-0003-0001`.
fn is_agency_docket(word: &str) -> bool {
    let mut parts = word.split('-');
    let (Some(agency), Some(year), Some(number)) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    (2..=6).contains(&agency.len())
        && agency.bytes().all(|b| b.is_ascii_uppercase())
        && year.len() == 4
        && (year.starts_with("20") || year.starts_with("19"))
        && year.bytes().all(|b| b.is_ascii_digit())
        && number.len() == 4
        && number.bytes().all(|b| b.is_ascii_digit())
        && parts.all(|part| part.len() <= 6 && part.bytes().all(|b| b.is_ascii_digit()))
}
