//! Dates as feeds write them, to UTC.
//!
//! One reader for all the forms: numbers, month names and zone names are told apart wherever they
//! stand, so that RFC 822, RFC 3339, ISO 8601 in its short forms, `asctime` and what people type
//! by hand need no list of patterns. Day first where a date of three numbers is ambiguous.

use chrono::NaiveDate;

use super::date_names::month;
use super::date_parts::Parts;
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
pub(super) struct Clock {
    pub(super) hour: u32,
    pub(super) minute: u32,
    pub(super) second: u32,
}

/// A moment from its parts. A leap second is the second after it; 24:00 is the next day's start.
pub(super) fn moment(year: i32, month: u32, day: u32, time: Clock, offset: i64) -> Option<Timestamp> {
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
