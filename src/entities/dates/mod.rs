//! Calendar dates in running text, resolved against the day of publication.
//!
//! Durations, ages and times of day are not dates. Values are ISO 8601: `2019-06-14`, `2019-06`,
//! `2019`, a range as `2024-07-01/2024-07-07`; an expression that cannot be resolved without a
//! publication date has none. `named` reads months and weekdays, `numeric` figures, `relative`
//! words such as "last week".

mod named;
mod numeric;
mod relative;

use crate::entities::found::{Found, Source};
use crate::entities::sheet::{Sheet, flag};
use crate::entities::words;
use crate::model::{EntityKind, Timestamp};
use chrono::{Datelike, NaiveDate};
use named::{month, weekday};
use numeric::numeric;
use relative::relative;

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
