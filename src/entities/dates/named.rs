//! Dates with the name of a month or a weekday: "June 14, 2019", "on Tuesday".

use super::numeric::numeric;
use super::{Hit, day, month_number, nearest, year};
use crate::entities::sheet::{Sheet, flag};
use crate::entities::words;
use chrono::{Datelike, Days, NaiveDate};

pub(super) fn month(sheet: &Sheet, at: usize, today: Option<NaiveDate>) -> Option<Hit> {
    let month = month_number(sheet, at)?;
    let word = sheet.word(at);
    let next = at + 1;
    let opens = |at: usize| sheet.token(at).is(flag::PARAGRAPH);
    if !opens(next) {
        if let Some(first) = day(sheet.word(next)) {
            return Some(month_day(sheet, next, month, first, today));
        }
        let year_at = next + usize::from(matches!(sheet.word(next), "," | "of"));
        if let Some(year) = year(sheet, year_at) {
            return Some((year_at + 1, Some(format!("{year:04}-{month:02}"))));
        }
    }
    // A month alone: "May" and "March" are words and names; they need company.
    let risky = matches!(
        word,
        "May"
            | "March"
            | "Mar"
            | "Mar."
            | "Jan"
            | "Dec"
            | "Sep"
            | "Apr"
            | "Jun"
            | "August"
            | "April"
            | "June"
            | "Jan."
            | "Oct"
            | "Feb"
            | "Nov"
            | "Jul"
            | "Aug"
            | "Sept"
    );
    if word.len() <= 4 && word != "May" && word != "June" && word != "July" {
        return None;
    }
    let before = sheet.token(at.wrapping_sub(1));
    let cue = at > 0
        && (before.has(words::YEAR_CUE | words::DATE_MODIFIER | words::PERIOD)
            || matches!(
                sheet.word(at - 1).to_ascii_lowercase().as_str(),
                "in" | "last"
                    | "next"
                    | "this"
                    | "on"
                    | "since"
                    | "until"
                    | "by"
                    | "from"
                    | "through"
                    | "late"
                    | "early"
                    | "mid"
                    | "every"
                    | "each"
                    | "'s"
                    | "("
                    | "and"
                    | "or"
                    | "of"
                    | "to"
            ));
    if risky && !cue {
        return None;
    }
    // A name: "April Ryan", "in March, …" is a month, "Theresa May" is not.
    let follows = sheet.token(next);
    let is_name = (before.is(flag::CAP) && !before.has(words::OPENER | words::YEAR_CUE) && !sheet.opens(at))
        || (risky && follows.is(flag::CAP) && !sheet.opens(next) && !follows.has(words::MONTH));
    if is_name {
        return None;
    }
    let value = today.map(|today| {
        let forward = at > 0 && sheet.is_word(at - 1, "next");
        let mut year = today.year();
        if !forward && month > today.month() + 4 {
            year -= 1;
        } else if forward && month <= today.month() || (month + 8 < today.month()) {
            year += 1;
        }
        format!("{year:04}-{month:02}")
    });
    Some((next, value))
}

fn month_day(sheet: &Sheet, at: usize, month: u32, first: u32, today: Option<NaiveDate>) -> Hit {
    let mut end = at + 1;
    let mut last = None;
    // "June 14-16", "June 14 to 16"
    if matches!(sheet.word(end), "-" | "–" | "—" | "to" | "and")
        && !sheet.token(end).is(flag::PARAGRAPH)
        && let Some(second) = day(sheet.word(end + 1)).filter(|second| *second > first)
    {
        let time = matches!(sheet.word(end + 2), "a.m." | "p.m." | "%" | "percent" | "million")
            || sheet.token(end + 2).is(flag::LOWER) && sheet.word(end) == "and";
        if !time {
            last = Some(second);
            end += 2;
        }
    }
    let year_at = end + usize::from(matches!(sheet.word(end), "," | "of"));
    let given = if sheet.token(year_at).is(flag::PARAGRAPH) {
        None
    } else {
        year(sheet, year_at)
    };
    if given.is_some() {
        end = year_at + 1;
    }
    let date = match given {
        Some(year) => NaiveDate::from_ymd_opt(year, month, first),
        None => nearest(month, first, today),
    };
    let value = match (date, last) {
        (Some(date), Some(last)) => {
            NaiveDate::from_ymd_opt(date.year(), month, last).map(|last| format!("{date}/{last}"))
        }
        (Some(date), None) => Some(date.to_string()),
        (None, _) => None,
    };
    (end, value)
}

pub(super) fn weekday(sheet: &Sheet, at: usize, today: Option<NaiveDate>) -> Option<Hit> {
    let word = sheet.word(at);
    let number = words::weekday(&word.to_ascii_lowercase())?;
    // "Monday, May 18, 2015"; "Friday, 14 June".
    let next = at + 1 + usize::from(sheet.word(at + 1) == ",");
    if !sheet.token(next).is(flag::PARAGRAPH) {
        if month_number(sheet, next).is_some() && day(sheet.word(next + 1)).is_some() {
            return month(sheet, next, today);
        }
        if day(sheet.word(next)).is_some() && month_number(sheet, next + 1).is_some() {
            return numeric(sheet, next, today);
        }
    }
    let before = sheet.token(at.wrapping_sub(1));
    if at > 0
        && before.is(flag::CAP)
        && !sheet.opens(at)
        && !before.has(words::OPENER)
        && sheet.word(at - 1).len() > 3
        && !sheet.token(at - 1).has(words::SPEAKER_NOUN)
        && matches!(
            sheet.word(at - 1),
            "Black" | "Good" | "Ash" | "Super" | "Holy" | "Palm" | "Easter" | "Bloody"
        )
    {
        return None;
    }
    let value = today.map(|today| {
        let forward = at > 0 && sheet.is_word(at - 1, "next");
        let now = today.weekday().num_days_from_monday();
        let date = if forward {
            let ahead = (number + 7 - now) % 7;
            today.checked_add_days(Days::new(u64::from(if ahead == 0 { 7 } else { ahead })))
        } else {
            today.checked_sub_days(Days::new(u64::from((now + 7 - number) % 7)))
        };
        date.map_or_else(String::new, |date| date.to_string())
    });
    Some((at + 1, value.filter(|value| !value.is_empty())))
}
