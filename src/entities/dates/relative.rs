//! Dates told from the day of publication: "yesterday", "last week", "the next month".

use super::named::{month, weekday};
use super::{Hit, day, month_number, year};
use crate::entities::sheet::{Sheet, flag};
use crate::entities::words;
use chrono::{Datelike, Days, Months, NaiveDate};

pub(super) fn relative(sheet: &Sheet, at: usize, today: Option<NaiveDate>) -> Option<Hit> {
    let token = sheet.token(at);
    if token.end - token.start > 9 {
        return None;
    }
    let lower = sheet.word(at).to_ascii_lowercase();
    let shift = |days: i64| {
        today.and_then(|today| {
            if days >= 0 {
                today.checked_add_days(Days::new(days.unsigned_abs()))
            } else {
                today.checked_sub_days(Days::new(days.unsigned_abs()))
            }
        })
    };
    let text = |date: Option<NaiveDate>| date.map(|date| date.to_string());
    match lower.as_str() {
        "today" | "tonight" => {
            // "USA Today" is a newspaper.
            let paper = token.is(flag::CAP) && at > 0 && sheet.token(at - 1).is(flag::CAP) && !sheet.opens(at);
            (!paper && (!matches!(sheet.word(at + 1), "'s" | "’s") || lower == "today"))
                .then(|| (at + 1, text(shift(0))))
        }
        "yesterday" => Some((at + 1, text(shift(-1)))),
        "tomorrow" => Some((at + 1, text(shift(1)))),
        "earlier" | "later" => {
            let period = sheet.word(at + 2).to_ascii_lowercase();
            let first = sheet.word(at + 1).to_ascii_lowercase();
            if first == "this"
                && matches!(
                    period.as_str(),
                    "week" | "month" | "year" | "summer" | "winter" | "spring" | "fall" | "decade"
                )
            {
                return Some((at + 3, span_of(&period, 0, today)));
            }
            None
        }
        "last" | "next" | "this" | "past" => step(sheet, at, &lower, today),
        "fiscal" => {
            let next = at + 1 + usize::from(sheet.is_word(at + 1, "year"));
            let year = year(sheet, next)?;
            // The US fiscal year begins on 1 October of the year before.
            Some((next + 1, Some(format!("{}-10-01/{year}-09-30", year - 1))))
        }
        "new"
            if sheet.word(at + 1) == "Year"
                && matches!(sheet.word(at + 2), "'s" | "’s")
                && matches!(sheet.word(at + 3), "Day" | "Eve") =>
        {
            Some((at + 4, None))
        }
        "fy" => {
            let year = year(sheet, at + 1)?;
            Some((at + 2, Some(format!("{}-10-01/{year}-09-30", year - 1))))
        }
        "summer" | "winter" | "spring" | "autumn" | "fall" => {
            let next = at + 1 + usize::from(sheet.is_word(at + 1, "of"));
            let year = year(sheet, next)?;
            Some((next + 1, Some(year.to_string())))
        }
        _ => None,
    }
}

/// "last week", "next Tuesday", "this year", "last December".
fn step(sheet: &Sheet, at: usize, word: &str, today: Option<NaiveDate>) -> Option<Hit> {
    let next = sheet.token(at + 1);
    if next.is(flag::PARAGRAPH) {
        return None;
    }
    let forward = match word {
        "next" => 1,
        "this" => 0,
        _ => -1,
    };
    if next.has(words::MONTH) && next.is(flag::CAP) {
        let month = month_number(sheet, at + 1)?;
        let value = today.map(|today| {
            let year = match forward {
                1 if month <= today.month() => today.year() + 1,
                -1 if month >= today.month() => today.year() - 1,
                _ => today.year(),
            };
            format!("{year:04}-{month:02}")
        });
        let (end, with_day) = match day(sheet.word(at + 2)) {
            Some(_) => month_hit(sheet, at + 1, today),
            None => (at + 2, value),
        };
        return Some((end, with_day));
    }
    if next.has(words::WEEKDAY) && next.is(flag::CAP) {
        let (end, value) = weekday(sheet, at + 1, today)?;
        let value = if forward < 0 {
            value.filter(|v| today.is_some_and(|t| *v != t.to_string()))
        } else {
            value
        };
        return Some((end, value));
    }
    let period = sheet.word(at + 1).to_ascii_lowercase();
    if word == "past"
        || !next.has(words::PERIOD)
        || matches!(period.as_str(), "day" | "morning" | "afternoon" | "evening") && word != "this"
    {
        return None;
    }
    // "last year's", "this year" are dates; "the last week of" is not told apart.
    if matches!(
        period.as_str(),
        "decade" | "century" | "morning" | "afternoon" | "evening" | "night" | "day" | "quarter"
    ) && word == "this"
        && period != "decade"
    {
        let part_of_day = matches!(period.as_str(), "morning" | "afternoon" | "evening");
        return part_of_day.then(|| (at + 2, today.map(|t| t.to_string())));
    }
    Some((at + 2, span_of(&period, forward, today)))
}

fn month_hit(sheet: &Sheet, at: usize, today: Option<NaiveDate>) -> Hit {
    month(sheet, at, today).unwrap_or((at + 1, None))
}

/// The range of "this week", "last month" and so on.
fn span_of(period: &str, forward: i32, today: Option<NaiveDate>) -> Option<String> {
    let today = today?;
    match period {
        "week" | "weekend" => {
            let monday = today.checked_sub_days(Days::new(u64::from(today.weekday().num_days_from_monday())))?;
            let monday = match forward {
                1 => monday.checked_add_days(Days::new(7))?,
                0 => monday,
                _ => monday.checked_sub_days(Days::new(7))?,
            };
            let (from, days) = if period == "week" { (0, 6) } else { (5, 6) };
            Some(format!(
                "{}/{}",
                monday.checked_add_days(Days::new(from))?,
                monday.checked_add_days(Days::new(days))?
            ))
        }
        "month" => {
            let first = today.with_day(1)?;
            let month = match forward {
                1 => first.checked_add_months(Months::new(1))?,
                0 => first,
                _ => first.checked_sub_months(Months::new(1))?,
            };
            Some(month.format("%Y-%m").to_string())
        }
        "night" => Some(today.checked_sub_days(Days::new(1))?.to_string()),
        "year" => Some((today.year() + forward).to_string()),
        "decade" => {
            let start = today.year() / 10 * 10 + forward * 10;
            Some(format!("{start}/{}", start + 9))
        }
        "summer" | "winter" | "spring" | "autumn" | "fall" => Some((today.year() + forward).to_string()),
        _ => None,
    }
}
