//! Dates in figures: `2019-06-14`, "6/14/2019", years and decades.

use super::{Hit, day, month_number, nearest, year};
use crate::entities::sheet::{Sheet, flag};
use crate::entities::words;
use chrono::NaiveDate;

pub(super) fn numeric(sheet: &Sheet, at: usize, today: Option<NaiveDate>) -> Option<Hit> {
    let word = sheet.word(at);
    // "14 June 2019", "14th of June"
    if let Some(first) = day(word) {
        let next = at + 1 + usize::from(sheet.is_word(at + 1, "of"));
        if let Some(month) = month_number(sheet, next).filter(|_| !sheet.token(next).is(flag::PARAGRAPH)) {
            let after = next + 1;
            // "in 10 March 5" cannot be told; "June 14, 2019" was met at its month.
            if at > 0 && month_number(sheet, at - 1).is_some() {
                return None;
            }
            let year_at = after + usize::from(sheet.word(after) == ",");
            if let Some(year) = year(sheet, year_at).filter(|_| !sheet.token(year_at).is(flag::PARAGRAPH)) {
                let value = NaiveDate::from_ymd_opt(year, month, first).map(|d| d.to_string());
                return Some((year_at + 1, value));
            }
            if day(sheet.word(after)).is_none() {
                return Some((after, nearest(month, first, today).map(|d| d.to_string())));
            }
        }
    }
    if let Some(value) = iso_or_slashes(word) {
        return Some((at + 1, Some(value)));
    }
    decade_or_year(sheet, at)
}

/// `2019-06-14`, `6/14/2019`.
fn iso_or_slashes(word: &str) -> Option<String> {
    if !(8..=10).contains(&word.len()) {
        return None;
    }
    let (separator, order) = if word.contains('/') {
        ('/', [2, 0, 1])
    } else {
        ('-', [0, 1, 2])
    };
    let parts: Vec<&str> = word.split(separator).collect();
    if parts.len() != 3 || parts.iter().any(|part| !part.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    let number = |index: usize| parts.get(order[index]).and_then(|part| part.parse::<u32>().ok());
    let (year, mut month, mut day) = (number(0)?, number(1)?, number(2)?);
    if !(1000..=2199).contains(&year) {
        return None;
    }
    if month > 12 {
        (month, day) = (day, month);
    }
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day).map(|date| date.to_string())
}

fn decade_or_year(sheet: &Sheet, at: usize) -> Option<Hit> {
    let word = sheet.word(at);
    // "1990s", "2019-20", "2017-2019"
    if let Some(decade) = word.strip_suffix('s').filter(|d| d.len() == 4 && d.ends_with('0')) {
        let start: u32 = decade.parse().ok()?;
        return (1500..2200).contains(&start).then(|| {
            let mut first = at + 1;
            if first < at {
                first = at;
            }
            (first, Some(format!("{start}/{}", start + 9)))
        });
    }
    if let Some((from, to)) = word.split_once(['-', '–']) {
        let (from_year, to_number): (u32, u32) = (from.parse().ok()?, to.parse().ok()?);
        let to_year = match to.len() {
            4 => to_number,
            2 => from_year / 100 * 100 + to_number,
            _ => return None,
        };
        return (from.len() == 4
            && (1500..2200).contains(&from_year)
            && from_year < to_year
            && to_year < from_year + 100)
            .then(|| (at + 1, Some(format!("{from_year}/{to_year}"))));
    }
    let value = year(sheet, at).filter(|year| (1700..=2100).contains(year))?;
    let before = sheet.token(at.wrapping_sub(1));
    let follows = sheet.token(at + 1);
    let after = sheet.word(at + 1);
    if at > 0 && matches!(sheet.word(at - 1), "$" | "£" | "€" | "#" | "No." | "§" | "-")
        || matches!(
            after,
            "%" | "percent" | "-" | "people" | "miles" | "kilometers" | "feet" | "meters"
        )
    {
        return None;
    }
    // "8000 migrants", "about 2000 people": a count, unless the noun can follow a year.
    let counted = follows.is(flag::LOWER)
        && after.ends_with('s')
        && after.len() > 4
        && !matches!(
            after,
            "elections"
                | "games"
                | "census"
                | "olympics"
                | "was"
                | "has"
                | "is"
                | "talks"
                | "midterms"
                | "riots"
                | "attacks"
                | "protests"
                | "polls"
                | "wildfires"
                | "primaries"
        );
    if counted && !before.has(words::MONTH) {
        return None;
    }
    let cue = at > 0
        && !sheet.opens(at)
        && (before.has(words::YEAR_CUE)
            || matches!(
                sheet.word(at - 1),
                "(" | ","
                    | "a"
                    | "his"
                    | "her"
                    | "their"
                    | "its"
                    | "'s"
                    | "’s"
                    | "this"
                    | "["
                    | "/"
                    | "–"
                    | "—"
                    | "FY"
                    | "that"
                    | "as"
                    | "back"
                    | "or"
                    | "©"
            ))
        || sheet.opens(at) && matches!(after, "was" | "," | ":" | "and" | "saw");
    let plural = matches!(sheet.word(at.wrapping_sub(1)), "," | "(") && follows.is(flag::LOWER);
    (cue && !(plural && after.ends_with('s'))).then(|| (at + 1, Some(value.to_string())))
}
