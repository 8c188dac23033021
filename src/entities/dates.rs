//! Calendar dates in running text, resolved against the day of publication.
//!
//! Durations, ages and times of day are not dates. Values are ISO 8601: `2019-06-14`, `2019-06`,
//! `2019`, a range as `2024-07-01/2024-07-07`; an expression that cannot be resolved without a
//! publication date has none.

use super::found::{Found, Source};
use super::sheet::{Sheet, flag};
use super::words;
use crate::model::{EntityKind, Timestamp};
use chrono::{Datelike, Days, Months, NaiveDate};

/// The dates of a text, in order.
pub fn find(sheet: &Sheet, published: Option<Timestamp>) -> Vec<Found> {
    let today = published.map(|at| at.utc().date_naive());
    let mut out = Vec::new();
    let mut at = 0;
    while at < sheet.tokens.len() {
        match date_at(sheet, at, today) {
            Some((end, value)) if end > at => {
                let mut found = Found::new(at..end, EntityKind::Date, Source::Amount);
                found.value = value;
                out.push(found);
                at = end;
            }
            _ => at += 1,
        }
    }
    out
}

type Hit = (usize, Option<String>);

fn date_at(sheet: &Sheet, at: usize, today: Option<NaiveDate>) -> Option<Hit> {
    let token = sheet.token(at);
    if token.has(words::MONTH) && (token.is(flag::CAP)) {
        return month(sheet, at, today);
    }
    if token.has(words::WEEKDAY) && token.is(flag::CAP) {
        return weekday(sheet, at, today);
    }
    if token.is(flag::DIGIT) {
        return numeric(sheet, at, today);
    }
    if token.is(flag::LETTER) {
        return relative(sheet, at, today);
    }
    None
}

fn year(sheet: &Sheet, at: usize) -> Option<i32> {
    let word = sheet.word(at);
    (word.len() == 4 && sheet.token(at).is(flag::NUMBER))
        .then(|| word.parse::<i32>().ok())
        .flatten()
        .filter(|year| (1500..=2199).contains(year))
}

fn day(word: &str) -> Option<u32> {
    let digits = word
        .strip_suffix("th")
        .or_else(|| word.strip_suffix("st"))
        .or_else(|| word.strip_suffix("nd"))
        .or_else(|| word.strip_suffix("rd"))
        .unwrap_or(word);
    if digits.is_empty() || digits.len() > 2 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok().filter(|day| (1..=31).contains(day))
}

fn month_number(sheet: &Sheet, at: usize) -> Option<u32> {
    let token = sheet.token(at);
    (token.has(words::MONTH) && token.is(flag::CAP))
        .then(|| words::month(&sheet.word(at).to_ascii_lowercase()))
        .flatten()
}

/// The date, or the same day in the year that brings it nearest to the publication.
fn nearest(month: u32, day: u32, today: Option<NaiveDate>) -> Option<NaiveDate> {
    let today = today?;
    (-1..=1)
        .filter_map(|shift| NaiveDate::from_ymd_opt(today.year() + shift, month, day))
        .min_by_key(|date| (*date - today).num_days().abs())
}

fn month(sheet: &Sheet, at: usize, today: Option<NaiveDate>) -> Option<Hit> {
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

fn weekday(sheet: &Sheet, at: usize, today: Option<NaiveDate>) -> Option<Hit> {
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

fn numeric(sheet: &Sheet, at: usize, today: Option<NaiveDate>) -> Option<Hit> {
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

fn relative(sheet: &Sheet, at: usize, today: Option<NaiveDate>) -> Option<Hit> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn dates(text: &str) -> Vec<(String, Option<String>)> {
        let sheet = Sheet::new(text);
        // 2024-07-10 was a Wednesday.
        find(&sheet, Some(Timestamp(1_720_612_800)))
            .into_iter()
            .map(|f| (sheet.slice(&sheet.bytes(f.tokens)).to_owned(), f.value))
            .collect()
    }

    fn one(text: &str) -> (String, Option<String>) {
        dates(text).into_iter().next().unwrap_or_default()
    }

    #[test]
    fn dates_resolve() {
        for (text, span, value) in [
            ("on June 14, 2019.", "June 14, 2019", "2019-06-14"),
            ("on Tuesday, June 26, 2018, the", "Tuesday, June 26, 2018", "2018-06-26"),
            ("on 14 June 2019", "14 June 2019", "2019-06-14"),
            ("said Monday evening", "Monday", "2024-07-08"),
            ("the rule from last December was", "last December", "2023-12"),
            ("by May 11, when", "May 11", "2024-05-11"),
            ("in March 2020 under", "March 2020", "2020-03"),
            ("blocked it earlier this year.", "earlier this year", "2024"),
            ("voted last week to", "last week", "2024-07-01/2024-07-07"),
            ("officers by 2027.", "2027", "2027"),
            ("in fiscal year 2023, the", "fiscal year 2023", "2022-10-01/2023-09-30"),
            ("in the 1990s", "1990s", "1990/1999"),
            ("In June the court", "June", "2024-06"),
            ("dated 2019-06-14", "2019-06-14", "2019-06-14"),
        ] {
            assert_eq!(one(text), (span.to_owned(), Some(value.to_owned())), "{text}");
        }
    }

    #[test]
    fn what_is_not_a_date() {
        for text in [
            "Theresa May said",
            "It may rain",
            "the march went on",
            "8000 migrants",
            "about 2000 people",
            "for three weeks",
            "April Ryan asked",
            "USA Today",
        ] {
            assert_eq!(dates(text), [], "{text}");
        }
    }
}
