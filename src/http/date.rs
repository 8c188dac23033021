//! Dates of HTTP headers.
//!
//! The three forms of RFC 9110, section 5.6.7: `Sun, 06 Nov 1994 08:49:37 GMT`, the obsolete
//! `Sunday, 06-Nov-94 08:49:37 GMT` and `Sun Nov  6 08:49:37 1994`. The weekday is not checked
//! and the zone is always taken as GMT, as the standard says.

use crate::model::Timestamp;
use chrono::NaiveDate;

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// The moment an HTTP date names; none where it is no such date.
pub fn http_date(text: &str) -> Option<Timestamp> {
    if text.len() > 64 {
        return None;
    }
    let mut words = text
        .split(|c: char| c.is_ascii_whitespace() || matches!(c, ',' | '-'))
        .filter(|word| !word.is_empty());
    let _weekday = words.next()?;
    let (first, second, third, fourth) = (words.next()?, words.next()?, words.next()?, words.next()?);
    let (day, month, year, time) = match month(first) {
        // asctime: month, day, time, year.
        Some(month) => (second, month, fourth, third),
        None => (first, self::month(second)?, third, fourth),
    };
    let day: u32 = number(day, 2)?;
    let year = match (number(year, 4)?, year.len()) {
        // Two digits: RFC 9110 says not more than fifty years ahead of now; 1970 is as far back
        // as any date of a web server goes.
        (short, 2) if short < 70 => short + 2000,
        (short, 2) => short + 1900,
        (long, _) => long,
    };
    let mut clock = time.split(':');
    let (hour, minute, second) = (
        number(clock.next()?, 2)?,
        number(clock.next()?, 2)?,
        number(clock.next()?, 2)?,
    );
    if clock.next().is_some() {
        return None;
    }
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    // A leap second counts as the one before it.
    let moment = date.and_hms_opt(hour, minute, second.min(59))?;
    Some(Timestamp(moment.and_utc().timestamp()))
}

fn month(word: &str) -> Option<u32> {
    let at = MONTHS.iter().position(|name| word.eq_ignore_ascii_case(name))?;
    u32::try_from(at + 1).ok()
}

fn number(word: &str, digits: usize) -> Option<u32> {
    if word.is_empty() || word.len() > digits || !word.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    word.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_three_forms() {
        let moment = Some(Timestamp(784_111_777));
        assert_eq!(http_date("Sun, 06 Nov 1994 08:49:37 GMT"), moment);
        assert_eq!(http_date("Sunday, 06-Nov-94 08:49:37 GMT"), moment);
        assert_eq!(http_date("Sun Nov  6 08:49:37 1994"), moment);
        assert_eq!(http_date("Sun, 6 nov 1994 08:49:37 +0000"), moment);
    }

    #[test]
    fn what_is_no_date() {
        for text in [
            "",
            "0",
            "-1",
            "now",
            "Sun, 31 Feb 2026 00:00:00 GMT",
            "Sun, 06 Nov 1994 25:00:00 GMT",
            "Sun, 06 Nov 1994 08:49 GMT",
            "Sun, 06 Nov 1994 08:49:37:1 GMT",
            "Sun, 06 Foo 1994 08:49:37 GMT",
            "Sun, 06 Nov 99999 08:49:37 GMT",
        ] {
            assert_eq!(http_date(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_is_too_odd(text in any::<String>()) {
            let _ = http_date(&text);
        }

        #[test]
        fn what_is_written_is_read(seconds in 0i64..4_102_444_800) {
            let moment = Timestamp(seconds);
            let text = moment.utc().format("%a, %d %b %Y %H:%M:%S GMT").to_string();
            prop_assert_eq!(http_date(&text), Some(moment));
        }
    }
}
