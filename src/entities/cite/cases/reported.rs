//! Decisions by where they are reported: `323 U.S. 214 (1944)`, `[2023] UKSC 42`.

use crate::entities::cite::{Cite, digits, encode, reporters};
use crate::entities::sheet::{Sheet, flag};

/// A reported decision from its volume on: `323 U.S. 214 (1944)`, `27 I&N Dec. 316 (A.G. 2018)`.
pub fn reported(sheet: &Sheet, at: usize, out: &mut Vec<Cite>) -> bool {
    if let Some(cite) = neutral(sheet, at) {
        out.push(cite);
        return true;
    }
    match report(sheet, at) {
        Some((canonical, url, end)) => {
            let end = parenthesis(sheet, end);
            out.push(Cite::case(at..end, canonical, Some(url)));
            true
        }
        None => false,
    }
}

/// Volume, reporter, page: canonical form, address, the token after.
pub(super) fn report(sheet: &Sheet, at: usize) -> Option<(String, String, usize)> {
    let volume = digits(sheet.word(at)).filter(|v| v.len() <= 4)?;
    let next = sheet.token(at + 1);
    if !next.is(flag::CAP) || next.is(flag::SENTENCE) || sheet.word(at + 1).len() > 10 {
        return None;
    }
    let mut name = String::new();
    let mut end = at + 1;
    let mut best = None;
    while end < at + 7 {
        let word = sheet.word(end);
        if word.is_empty() || sheet.token(end).is(flag::PARAGRAPH) {
            break;
        }
        name.push_str(&reporters::normal(word));
        end += 1;
        if name.len() > 24 {
            break;
        }
        let page = sheet.word(end);
        let blank = !page.is_empty() && page.bytes().all(|b| matches!(b, b'_' | b'-')) && page.len() >= 2;
        if (digits(page).is_some_and(|p| p.len() <= 7) && sheet.token(end).is(flag::NUMBER)) || blank {
            if is_board(&name) {
                best = Some(("I. & N. Dec.".to_owned(), end));
                break;
            }
            if let Some(usual) = reporters::usual(&name) {
                best = Some((usual, end));
                break;
            }
            if name == "WL" || name == "LEXIS" {
                best = Some(("WL".to_owned(), end));
                break;
            }
        }
    }
    let (usual, page_at) = best?;
    let page = digits(sheet.word(page_at)).unwrap_or_else(|| "___".to_owned());
    let canonical = format!("{volume} {usual} {page}");
    let url = if usual == "I. & N. Dec." {
        board_url(&volume)
    } else {
        format!(
            "https://www.courtlistener.com/?q={}",
            encode(&format!("\"{canonical}\""))
        )
    };
    let mut end = page_at + 1;
    // A page pinned to: ", 220-21", "at 220".
    if sheet.word(end) == "," {
        let pin = sheet.token(end + 1);
        if pin.is(flag::NUMBER)
            && sheet.word(end + 1).len() <= 9
            && (matches!(sheet.word(end + 2), "(" | "." | ";" | ",") || sheet.opens(end + 2))
            && !sheet.token(end + 2).is(flag::CAP)
            && report(sheet, end + 1).is_none()
        {
            end += 2;
        }
    }
    Some((canonical, url, end))
}

fn is_board(normal: &str) -> bool {
    matches!(normal, "I&NDec" | "I&NDecs" | "INDec" | "I&N")
}

fn board_url(volume: &str) -> String {
    format!("https://www.justice.gov/eoir/precedent-decisions-volume-{volume}")
}

/// `[2023] UKSC 42`, `2012 SCC 12`, `[2021] EWCA Civ 12`: from the year.
fn neutral(sheet: &Sheet, at: usize) -> Option<Cite> {
    let year = sheet.word(at);
    if year.len() != 4 || !(year.starts_with("19") || year.starts_with("20")) {
        return None;
    }
    let bracketed = at > 0 && sheet.word(at - 1) == "[" && sheet.word(at + 1) == "]";
    let court_at = at + 1 + usize::from(bracketed);
    let court = sheet.word(court_at);
    let division = sheet.word(court_at + 1);
    let start = if bracketed { at - 1 } else { at };
    let (path, name, number_at) = match court {
        "UKSC" | "UKHL" | "UKPC" | "UKUT" | "UKFTT" => (court.to_ascii_lowercase(), court.to_owned(), court_at + 1),
        "EWCA" if matches!(division, "Civ" | "Crim") => (
            format!("ewca/{}", division.to_ascii_lowercase()),
            format!("EWCA {division}"),
            court_at + 2,
        ),
        "EWHC" => ("ewhc".to_owned(), "EWHC".to_owned(), court_at + 1),
        "SCC" | "FC" | "FCA" | "HCA" | "FCAFC" | "CSIH" | "NICA" => (String::new(), court.to_owned(), court_at + 1),
        _ => return None,
    };
    let number = digits(sheet.word(number_at)).filter(|n| n.len() <= 5)?;
    let mut end = number_at + 1;
    let mut chamber = String::new();
    if matches!(court, "EWHC" | "UKUT" | "UKFTT") && sheet.word(end) == "(" && sheet.word(end + 2) == ")" {
        chamber = sheet.word(end + 1).to_owned();
        end += 3;
    }
    let brackets = bracketed && !matches!(court, "SCC" | "FC");
    let mut canonical = if brackets {
        format!("[{year}] {name} {number}")
    } else {
        format!("{year} {name} {number}")
    };
    if !chamber.is_empty() {
        canonical.push_str(&format!(" ({chamber})"));
    }
    let url = match court {
        "SCC" | "FC" => format!(
            "https://www.canlii.org/en/#search/id={}",
            encode(&canonical).replace('+', "%20")
        ),
        "HCA" | "FCAFC" => {
            format!("https://www.austlii.edu.au/cgi-bin/viewdoc/au/cases/cth/{court}/{year}/{number}.html")
        }
        "FCA" if bracketed => {
            format!("https://www.austlii.edu.au/cgi-bin/viewdoc/au/cases/cth/FCA/{year}/{number}.html")
        }
        "FCA" => format!(
            "https://www.canlii.org/en/#search/id={}",
            encode(&canonical).replace('+', "%20")
        ),
        "EWHC" if !chamber.is_empty() => format!(
            "https://caselaw.nationalarchives.gov.uk/ewhc/{}/{year}/{number}",
            chamber.to_ascii_lowercase()
        ),
        "UKUT" | "UKFTT" if !chamber.is_empty() => format!(
            "https://caselaw.nationalarchives.gov.uk/{path}/{}/{year}/{number}",
            chamber.to_ascii_lowercase()
        ),
        "EWHC" | "UKUT" | "UKFTT" | "CSIH" | "NICA" => format!(
            "https://caselaw.nationalarchives.gov.uk/search?query={}",
            encode(&canonical)
        ),
        _ => format!("https://caselaw.nationalarchives.gov.uk/{path}/{year}/{number}"),
    };
    Some(Cite::case(start..end, canonical, Some(url)))
}

/// The token after a "(9th Cir. 2020)" that may follow; `end` itself where none does.
fn parenthesis(sheet: &Sheet, end: usize) -> usize {
    if sheet.word(end) != "(" || sheet.token(end).is(flag::PARAGRAPH) {
        return end;
    }
    for at in end + 1..end + 14 {
        if sheet.word(at) == ")" {
            let year = sheet.word(at - 1);
            let dated = year.len() == 4
                && digits(year).is_some_and(|y| {
                    y.starts_with("19") || y.starts_with("20") || y.starts_with("18") || y.starts_with("17")
                });
            return if dated { at + 1 } else { end };
        }
        if sheet.word(at).is_empty() || sheet.token(at).is(flag::PARAGRAPH) {
            break;
        }
    }
    end
}

/// The reports that follow a case's name: the first one's form and address, the token after all.
pub(super) fn citations_after(sheet: &Sheet, end: usize) -> (Option<(String, String)>, usize) {
    let mut first = None;
    let mut at = end;
    for _ in 0..4 {
        let next = at + usize::from(sheet.word(at) == ",");
        if let Some((canonical, url, after)) = report(sheet, next) {
            first = first.or(Some((canonical, url)));
            at = after;
            continue;
        }
        let open = next + usize::from(sheet.word(next) == "[");
        match neutral(sheet, open) {
            Some(cite) if next > at || open > next => {
                first = first.or_else(|| cite.canonical.clone().zip(cite.url.clone()));
                at = cite.tokens.end;
            }
            _ => break,
        }
    }
    if first.is_some() {
        at = parenthesis(sheet, at);
    }
    (first, at)
}
