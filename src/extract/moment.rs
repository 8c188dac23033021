//! Dates as pages write them for machines: ISO 8601 and its relatives.

use crate::model::Timestamp;
use chrono::{DateTime, NaiveDate, NaiveDateTime};

/// The moment a machine-readable date means; a time without a zone is taken as UTC, a date
/// without a time as its midnight.
pub(super) fn parse(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    if text.len() < 8 || text.len() > 40 {
        return None;
    }
    if let Ok(moment) = DateTime::parse_from_rfc3339(text) {
        return sane(moment.timestamp());
    }
    for form in [
        "%Y-%m-%dT%H:%M:%S%.f%z",
        "%Y-%m-%dT%H:%M%z",
        "%Y-%m-%d %H:%M:%S %z",
        "%Y-%m-%d %H:%M:%S%z",
    ] {
        if let Ok(moment) = DateTime::parse_from_str(text, form) {
            return sane(moment.timestamp());
        }
    }
    if let Ok(moment) = DateTime::parse_from_rfc2822(text) {
        return sane(moment.timestamp());
    }
    let bare = text.strip_suffix('Z').unwrap_or(text);
    for form in [
        "%Y-%m-%dT%H:%M:%S%.f",
        "%Y-%m-%d %H:%M:%S%.f",
        "%Y-%m-%dT%H:%M",
        "%Y-%m-%d %H:%M",
        "%Y%m%dT%H%M%S",
    ] {
        if let Ok(moment) = NaiveDateTime::parse_from_str(bare, form) {
            return sane(moment.and_utc().timestamp());
        }
    }
    for form in ["%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%B %d, %Y", "%d %B %Y", "%b %d, %Y"] {
        if let Ok(day) = NaiveDate::parse_from_str(bare, form) {
            return sane(day.and_hms_opt(0, 0, 0)?.and_utc().timestamp());
        }
    }
    if text.bytes().all(|byte| byte.is_ascii_digit()) && (10..=13).contains(&text.len()) {
        let number: i64 = text.parse().ok()?;
        return sane(if text.len() > 11 { number / 1000 } else { number });
    }
    None
}

/// Moments before the first newspapers or far ahead are mistakes.
fn sane(seconds: i64) -> Option<Timestamp> {
    const YEAR_1800: i64 = -5_364_662_400;
    const YEAR_2200: i64 = 7_258_118_400;
    (YEAR_1800..YEAR_2200).contains(&seconds).then_some(Timestamp(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_pages_write() {
        let noon = Some(Timestamp(1_560_513_600));
        assert_eq!(parse("2019-06-14T12:00:00Z"), noon);
        assert_eq!(parse("2019-06-14T08:00:00-0400"), noon);
        assert_eq!(parse("2019-06-14T12:00:00.000Z"), noon);
        assert_eq!(parse("2019-06-14 12:00:00"), noon);
        assert_eq!(parse("2019-06-14"), Some(Timestamp(1_560_470_400)));
        assert_eq!(parse("Fri, 14 Jun 2019 12:00:00 GMT"), noon);
        assert_eq!(parse("1560513600"), noon);
        assert_eq!(parse("yesterday"), None);
        assert_eq!(parse("0001-01-01T00:00:00"), None);
    }
}
