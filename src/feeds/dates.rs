//! Dates as feeds write them, to UTC.
//!
//! One reader for all the forms: numbers, month names and zone names are told apart wherever they
//! stand, so that RFC 822, RFC 3339, ISO 8601 in its short forms, `asctime` and what people type
//! by hand need no list of patterns. Day first where a date of three numbers is ambiguous.

use chrono::NaiveDate;

use super::date_names::{month, zone};
use crate::model::Timestamp;

/// Bytes of a date that are looked at.
const LONGEST: usize = 64;

/// The moment a date names; nothing where it names none. Without a zone it is UTC, without a time
/// of day midnight, without a day the first.
pub(super) fn parse(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    let end = text
        .char_indices()
        .map(|(at, _)| at)
        .find(|at| *at >= LONGEST)
        .unwrap_or(text.len());
    let text = text.get(..end)?;
    rfc_822(text.as_bytes()).or_else(|| Parts::read(text)?.moment())
}

/// The form nearly every RSS feed uses, exactly: `Mon, 02 Nov 2026 13:30:00 +0100` or `GMT`.
fn rfc_822(text: &[u8]) -> Option<Timestamp> {
    let [
        _,
        _,
        _,
        b',',
        b' ',
        d1,
        d2,
        b' ',
        m1,
        m2,
        m3,
        b' ',
        y1,
        y2,
        y3,
        y4,
        b' ',
        h1,
        h2,
        b':',
        n1,
        n2,
        b':',
        s1,
        s2,
        b' ',
        zone @ ..,
    ] = text
    else {
        return None;
    };
    let two = |tens: &u8, ones: &u8| Some(u32::from(digit(*tens)?) * 10 + u32::from(digit(*ones)?));
    let offset = match zone {
        b"GMT" | b"UTC" | b"+0000" | b"-0000" | b"Z" => 0,
        [sign @ (b'+' | b'-'), h1, h2, n1, n2] => {
            let offset = i64::from(two(h1, h2)? * 60 + two(n1, n2)?) * 60;
            if *sign == b'-' { -offset } else { offset }
        }
        _ => return None,
    };
    let year = two(y1, y2)? * 100 + two(y3, y4)?;
    let time = Clock {
        hour: two(h1, h2)?,
        minute: two(n1, n2)?,
        second: two(s1, s2)?,
    };
    moment(
        i32::try_from(year).ok()?,
        month(&[*m1, *m2, *m3])?,
        two(d1, d2)?,
        time,
        offset,
    )
}

fn digit(byte: u8) -> Option<u8> {
    byte.is_ascii_digit().then(|| byte - b'0')
}

#[derive(Debug, Clone, Copy, Default)]
struct Clock {
    hour: u32,
    minute: u32,
    second: u32,
}

/// A moment from its parts. A leap second is the second after it; 24:00 is the next day's start.
fn moment(year: i32, month: u32, day: u32, time: Clock, offset: i64) -> Option<Timestamp> {
    let Clock { hour, minute, second } = time;
    if hour > 24 || minute > 59 || second > 60 {
        return None;
    }
    let date = NaiveDate::from_ymd_opt(year, month, day)?;
    let midnight = date.and_hms_opt(0, 0, 0)?.and_utc().timestamp();
    Some(Timestamp(
        midnight + i64::from(hour * 3600 + minute * 60 + second) - offset,
    ))
}

/// A date taken apart.
#[derive(Debug, Default)]
struct Parts {
    /// Numbers of the calendar date in the order they stand, with how many digits they have.
    numbers: Vec<(u32, usize)>,
    /// The month, if it is named, and how many numbers stand before it.
    named: Option<(u32, usize)>,
    clock: Option<Clock>,
    afternoon: Option<bool>,
    offset: Option<i64>,
    /// The date begins with a hyphen in place of its century: `-03-12`.
    short_year: bool,
}

impl Parts {
    fn read(text: &str) -> Option<Parts> {
        let mut parts = Parts {
            short_year: text.starts_with('-') && !text.starts_with("--"),
            ..Parts::default()
        };
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            at += match byte {
                b'0'..=b'9' => parts.number(text, at)?,
                b'+' | b'-' if parts.clock.is_some() && parts.offset.is_none_or(|offset| offset == 0) => {
                    parts.numeric_zone(text.get(at..)?).unwrap_or(1)
                }
                byte if byte.is_ascii_alphabetic() => parts.word(text.get(at..)?)?,
                // What a mail client adds in parentheses repeats the zone.
                b'(' => break,
                byte if byte.is_ascii() => 1,
                _ => parts.word(text.get(at..)?)?,
            };
        }
        Some(parts)
    }

    /// A run of digits at `at`: a time of day if a colon follows, else part of the date.
    fn number(&mut self, text: &str, at: usize) -> Option<usize> {
        let rest = text.get(at..)?;
        let length = digits(rest);
        let value: u64 = rest.get(..length)?.parse().ok()?;
        if rest.as_bytes().get(length) == Some(&b':') && length <= 2 {
            return self.clock(rest);
        }
        match length {
            // 20261102T133000Z, 20261102133000, 20261102
            8 | 14 => {
                let date = value / if length == 14 { 1_000_000 } else { 1 };
                let part = |value: u64| u32::try_from(value).unwrap_or(0);
                self.numbers = vec![
                    (part(date / 10_000), 4),
                    (part(date / 100 % 100), 2),
                    (part(date % 100), 2),
                ];
                if length == 14 {
                    self.clock = Some(packed(value % 1_000_000));
                }
            }
            4 | 6 if text.get(..at).is_some_and(|before| before.ends_with('T')) && self.numbers.len() >= 3 => {
                self.clock = Some(packed(if length == 4 { value * 100 } else { value }));
            }
            // Seconds or milliseconds since 1970.
            9..=13 if self.numbers.is_empty() && length == text.len() => {
                let seconds = i64::try_from(value).ok()? / if length == 13 { 1000 } else { 1 };
                let date = Timestamp(seconds).utc();
                use chrono::{Datelike, Timelike};
                self.numbers = vec![
                    (u32::try_from(date.year()).ok()?, 4),
                    (date.month(), 2),
                    (date.day(), 2),
                ];
                self.clock = Some(Clock {
                    hour: date.hour(),
                    minute: date.minute(),
                    second: date.second(),
                });
            }
            // 2003-335: the day of the year.
            3 if self.numbers.len() == 1 && self.numbers.first().is_some_and(|(_, digits)| *digits == 4) => {
                let year = i32::try_from(self.numbers.first()?.0).ok()?;
                let date = NaiveDate::from_yo_opt(year, u32::try_from(value).ok()?)?;
                use chrono::Datelike;
                self.numbers.extend([(date.month(), 2), (date.day(), 2)]);
            }
            1..=5 => self.numbers.push((u32::try_from(value).ok()?, length)),
            _ => return None,
        }
        Some(length)
    }

    /// `13:30`, `13:30:00`, `13:30:00.123`; gives how much it takes up.
    fn clock(&mut self, text: &str) -> Option<usize> {
        let mut fields = [0u32; 3];
        let mut at = 0;
        for (index, field) in fields.iter_mut().enumerate() {
            let rest = text.get(at..)?;
            let length = digits(rest);
            if length == 0 || length > 2 {
                return None;
            }
            *field = rest.get(..length)?.parse().ok()?;
            at += length;
            let more =
                text.as_bytes().get(at) == Some(&b':') && text.as_bytes().get(at + 1).is_some_and(u8::is_ascii_digit);
            if index < 2 && more {
                at += 1;
            } else {
                break;
            }
        }
        if matches!(text.as_bytes().get(at), Some(b'.' | b',')) {
            at += 1 + digits(text.get(at + 1..)?);
        }
        let [hour, minute, second] = fields;
        // A second time of day is a remark of some sort.
        self.clock.get_or_insert(Clock { hour, minute, second });
        Some(at)
    }

    /// `+01:00`, `-0500`, `+1`; gives how much it takes up.
    fn numeric_zone(&mut self, text: &str) -> Option<usize> {
        let rest = text.get(1..)?;
        let length = digits(rest);
        let value: i64 = rest.get(..length)?.parse().ok()?;
        let (minutes, taken) = match length {
            1 | 2 if rest.as_bytes().get(length) == Some(&b':') => {
                let after = rest.get(length + 1..)?;
                let more = digits(after).min(2);
                (
                    value * 60 + after.get(..more)?.parse::<i64>().unwrap_or(0),
                    length + 1 + more,
                )
            }
            1 | 2 => (value * 60, length),
            3 | 4 => (value / 100 * 60 + value % 100, length),
            // A year after a hyphen, as in `13:30 02-Nov-2026`.
            _ => return None,
        };
        if minutes > 24 * 60 {
            return None;
        }
        self.offset = Some(if text.starts_with('-') {
            -minutes * 60
        } else {
            minutes * 60
        });
        Some(1 + taken)
    }

    /// A weekday, month, zone, `am` or `pm`, the T between date and time; other words are passed
    /// over. Gives how much it takes up.
    fn word(&mut self, text: &str) -> Option<usize> {
        let first = text.chars().next()?.len_utf8();
        let length = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
        let word = text.get(..length)?;
        let lower = word.to_lowercase();
        if let Some(month) = month(lower.as_bytes()).filter(|_| self.named.is_none()) {
            self.named = Some((month, self.numbers.len()));
        } else if matches!(lower.as_str(), "am" | "pm") && self.clock.is_some() {
            self.afternoon = Some(lower == "pm");
        } else if let Some(offset) = zone(word).filter(|_| self.clock.is_some() && self.offset.is_none()) {
            self.offset = Some(offset);
        }
        // Of `T`, `2nd`, weekdays and `at` there is nothing to learn.
        Some(length.max(first))
    }

    fn moment(&self) -> Option<Timestamp> {
        let (year, month, day) = self.date()?;
        let mut time = self.clock.unwrap_or_default();
        match self.afternoon {
            Some(true) if time.hour < 12 => time.hour += 12,
            Some(false) if time.hour == 12 => time.hour = 0,
            _ => {}
        }
        moment(year, month, day, time, self.offset.unwrap_or(0))
    }

    /// Year, month, day.
    fn date(&self) -> Option<(i32, u32, u32)> {
        let number = |index: usize| self.numbers.get(index).copied();
        let long = |index: usize| number(index).is_some_and(|(value, digits)| digits >= 4 || value > 31);
        if let Some((month, _)) = self.named {
            // `2026 Nov 2`, else day before year; a month and a year alone are its first day.
            let (day, year) = match (number(0), number(1)) {
                (Some(year), Some(day)) if long(0) => (day.0, year),
                (Some(day), Some(year)) => (day.0, year),
                (Some(year), None) if long(0) => (1, year),
                _ => return None,
            };
            return Some((full_year(year)?, month, day));
        }
        let (first, second, third) = (number(0)?, number(1), number(2));
        match (second, third) {
            // `-03-12` is December 2003: ISO 8601 of 1988.
            (Some(month), None) if self.short_year => Some((full_year(first)?, month.0, 1)),
            (Some(month), Some(day)) if long(0) => Some((full_year(first)?, month.0, day.0)),
            (Some(month), None) if long(0) => Some((full_year(first)?, month.0, 1)),
            (None, _) if first.1 == 4 => Some((full_year(first)?, 1, 1)),
            // Two short numbers and a year: day first, unless only the second can be a day.
            (Some(second), Some(year)) if long(2) => {
                let (day, month) = if second.0 > 12 {
                    (second.0, first.0)
                } else {
                    (first.0, second.0)
                };
                Some((full_year(year)?, month, day))
            }
            // Three short ones: year first (ISO), unless it can only be a day.
            (Some(month), Some(day)) => Some((full_year(first)?, month.0, day.0)),
            _ => None,
        }
    }
}

/// `133000` as a time of day.
fn packed(value: u64) -> Clock {
    let part = |value: u64| u32::try_from(value % 100).unwrap_or(0);
    Clock {
        hour: part(value / 10_000),
        minute: part(value / 100),
        second: part(value),
    }
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// A year of two digits is within 1970 to 2069; of others only the four-digit ones are believed.
fn full_year((value, digits): (u32, usize)) -> Option<i32> {
    let year = match digits {
        1 | 2 if value < 70 => 2000 + value,
        1 | 2 => 1900 + value,
        // 126 for 2026, a year counted from 1900.
        3 if (70..200).contains(&value) => 1900 + value,
        4 => value,
        _ => return None,
    };
    i32::try_from(year).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn iso(text: &str) -> String {
        parse(text).map_or_else(|| "none".to_owned(), Timestamp::iso)
    }

    #[test]
    fn one_moment_in_many_spellings() {
        for text in [
            "Mon, 02 Nov 2026 13:30:00 GMT",
            "Mon, 02 Nov 2026 14:30:00 +0100",
            "Mon, 02 Nov 2026 08:30:00 EST",
            "Mon, 2 Nov 2026 08:30:00 -0500 (EST)",
            "Monday, 02-Nov-26 13:30:00 GMT",
            "Mon, 02 Nov, 2026 13:30 UT",
            "Mon Nov  2 13:30:00 2026",
            "Mon Nov 2 08:30:00 EST 2026",
            "2 November 2026 13:30",
            "Nov 2, 2026, 1:30 PM",
            "November 2nd 2026 at 1:30pm UTC",
            "2026-11-02T13:30:00Z",
            "2026-11-02t13:30z",
            "2026-11-02T13:30:00.123456+00:00",
            "2026-11-02 13:30:00",
            "2026-11-02 14:30:00 +01:00",
            "2026-11-02T08:30:00-05",
            "2026/11/02 13:30",
            "20261102T133000Z",
            "20261102133000",
            "02/11/2026 13:30",
            "02.11.2026 13:30:00",
            "2. November 2026 13:30",
            "lun. 2 nov. 2026 14:30:00 CET",
            "Mon, 02 Nov 2026 13:30:00.123 GMT",
            "Mon, 02 Nov 2026 14:30:00 GMT+01:00",
            "1793626200",
            "1793626200000",
            "  Mon, 02 Nov 2026 13:30:00 GMT\n",
        ] {
            assert_eq!(iso(text), "2026-11-02T13:30:00Z", "{text}");
        }
    }

    #[test]
    fn parts_that_are_missing_are_the_first() {
        assert_eq!(iso("2026-11-02"), "2026-11-02T00:00:00Z");
        assert_eq!(iso("2 Nov 2026"), "2026-11-02T00:00:00Z");
        assert_eq!(iso("2026-11"), "2026-11-01T00:00:00Z");
        assert_eq!(iso("2026"), "2026-01-01T00:00:00Z");
        assert_eq!(iso("2003-335"), "2003-12-01T00:00:00Z");
        assert_eq!(iso("11/25/2026"), "2026-11-25T00:00:00Z");
        assert_eq!(iso("März 2026"), "2026-03-01T00:00:00Z");
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "yesterday",
            "Mon",
            "2026-13-45",
            "0",
            "32 Nov 2026",
            "25:00",
            "Mon, 02 Nov 2026 25:00:00 GMT",
            "é",
            "1/2",
        ] {
            assert_eq!(iso(text), "none", "{text}");
        }
    }

    #[test]
    fn a_leap_second_is_the_next_second() {
        assert_eq!(iso("Sat, 31 Dec 2016 23:59:60 GMT"), "2017-01-01T00:00:00Z");
        assert_eq!(iso("2026-11-01T24:00:00Z"), "2026-11-02T00:00:00Z");
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in "\\PC{0,40}") {
            let _ = parse(&text);
        }

        #[test]
        fn digits_and_marks_are_answered(text in "[0-9:+TZ /.,-]{0,40}") {
            let _ = parse(&text);
        }

        #[test]
        fn rfc_forms_come_back(seconds in 0i64..4_000_000_000) {
            let date = Timestamp(seconds).utc();
            prop_assert_eq!(parse(&date.to_rfc2822()), Some(Timestamp(seconds)));
            prop_assert_eq!(parse(&date.to_rfc3339()), Some(Timestamp(seconds)));
            prop_assert_eq!(parse(&date.format("%a %b %e %T %Y").to_string()), Some(Timestamp(seconds)));
        }
    }
}
