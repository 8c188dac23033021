//! Cases: names (`X v. Y`, `Matter of M-S-`), reported decisions, dockets, neutral citations.

use super::super::sheet::{Sheet, flag};
use super::super::words;
use super::{Cite, digits, encode, reporters};
use std::ops::Range;

/// Most tokens on either side of the "v.".
const SIDE: usize = 14;

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
fn report(sheet: &Sheet, at: usize) -> Option<(String, String, usize)> {
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
fn citations_after(sheet: &Sheet, end: usize) -> (Option<(String, String)>, usize) {
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
    let (report, after) = citations_after(sheet, end);
    let mut cite = match report {
        Some((canonical, url)) => Cite::case(start..after, format!("{name}, {canonical}"), Some(url)),
        None => Cite::case(
            start..end,
            name.clone(),
            Some(format!(
                "https://www.courtlistener.com/?q={}",
                encode(&format!("\"{name}\""))
            )),
        ),
    };
    cite.name = Some(name);
    out.push(cite);
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

/// `Matter of M-S-, 27 I&N Dec. 509 (A.G. 2019)`, `In re Soriano`.
pub fn matter(sheet: &Sheet, at: usize, out: &mut Vec<Cite>) -> bool {
    let next = match (sheet.word(at), sheet.word(at + 1)) {
        ("Matter" | "matter", "of") if sheet.word(at) == "Matter" => at + 2,
        ("In", "re") => at + 2,
        ("In", "the") if sheet.word(at + 2) == "Matter" && sheet.word(at + 3) == "of" => at + 4,
        _ => return false,
    };
    let mut end = next;
    while end < next + 10 {
        let token = sheet.token(end);
        let word = sheet.word(end);
        let joint = matches!(word, "&" | "et" | "al." | "-" | "of" | "and" | "de" | "la");
        let initials = token.is(flag::CAP) && !token.is(flag::SENTENCE);
        if !(joint || initials) {
            break;
        }
        if word == "and" && !(sheet.token(end + 1).is(flag::CAP)) {
            break;
        }
        end += 1;
    }
    while end > next && !sheet.token(end - 1).is(flag::CAP) && !matches!(sheet.word(end - 1), "-" | "al.") {
        end -= 1;
    }
    if end == next {
        return false;
    }
    let words = sheet.slice(&sheet.bytes(next..end));
    let name = if sheet.word(at + 1) == "re" {
        format!("In re {words}")
    } else {
        format!("Matter of {words}")
    };
    let (report, after) = citations_after(sheet, end);
    let mut cite = match report {
        Some((canonical, url)) => Cite::case(at..after, format!("{name}, {canonical}"), Some(url)),
        None => Cite::case(
            at..end,
            name.clone(),
            Some(format!(
                "https://www.courtlistener.com/?q={}",
                encode(&format!("\"{name}\""))
            )),
        ),
    };
    cite.name = Some(name);
    out.push(cite);
    true
}

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
