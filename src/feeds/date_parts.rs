//! A date of any form taken apart: its numbers, names and zone, and which number is which.

use chrono::NaiveDate;

use super::date_names::{month, zone};
use super::dates::{Clock, moment};
use crate::model::Timestamp;

/// A date taken apart.
#[derive(Debug, Default)]
pub(super) struct Parts {
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
    pub(super) fn read(text: &str) -> Option<Parts> {
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

    pub(super) fn moment(&self) -> Option<Timestamp> {
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
