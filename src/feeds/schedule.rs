//! When to look at a feed again, and why then.
//!
//! Pure: what the server, the publisher and the person said comes in, a moment and a sentence come
//! out. Whether a feed is asked at all (410, `--force`) is decided elsewhere.

use chrono::{Datelike, Timelike};

use crate::model::{PublisherHints, Timestamp};

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// Wait where nobody says anything and the feed has news often.
const DEFAULT: i64 = HOUR;
/// Wait for a feed that has long had no news.
const QUIET: i64 = DAY;
/// A feed whose newest item is this many times as old as a wait is asked after that wait.
const QUIET_SHARE: i64 = 24;
/// Wait at least, whatever is said.
const SHORTEST: i64 = 5 * MINUTE;
/// A server's or publisher's wish is believed up to this; a year is a web server's default for
/// pictures, not a wish about feeds.
const LONGEST_WISH: i64 = 7 * DAY;
/// Wait after the first failure; doubled with each further one.
const FIRST_BACK_OFF: i64 = 30 * MINUTE;
/// The newest items that tell a feed's pace.
const PACED: usize = 20;
/// The same where no host was reached: as a rule it is our own network that is away.
const FIRST_UNREACHABLE: i64 = 5 * MINUTE;
/// `Retry-After` at most.
const LONGEST_RETRY: i64 = DAY;

/// What is known about how fresh a feed is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Freshness {
    /// `Cache-Control: max-age`, in seconds.
    pub max_age: Option<u64>,
    /// `Expires`.
    pub expires: Option<Timestamp>,
    /// `Age`, in seconds: how much of `max_age` had passed when the answer came.
    pub age: u64,
    /// Seconds after which the server wants to be asked again, where it turned us away.
    pub retry_after: Option<u64>,
    /// What the feed itself says.
    pub hints: PublisherHints,
    /// Minutes between fetches at least, as the person set it.
    pub interval_minutes: Option<u32>,
    /// How many times in a row it went wrong, this time included.
    pub errors: u32,
    /// Whether no host was reached this time, so that nobody was troubled.
    pub unreachable: bool,
    /// When its newest items were published, in any order.
    pub newest: Vec<Timestamp>,
    /// Whether some of them were not there the time before.
    pub news: bool,
    /// Any number; it moves the wait after a failure by up to a quarter, so that feeds that failed
    /// together do not come back together.
    pub jitter: u32,
}

/// When the feed is due next, and the reason for a person. After a failure the server's
/// `Retry-After` or a growing wait; else the longer of what the person set and the first that is
/// said of: `Cache-Control` or `Expires`, `ttl`, `sy:update…`; else an hour, growing to a day with
/// the age of its newest item while there is no news. Hours and days the publisher asks to be left alone in are passed over.
pub fn next_due(freshness: &Freshness, now: Timestamp) -> (Timestamp, String) {
    if freshness.errors > 0 {
        return after_failure(freshness, now);
    }
    let (mut wait, mut reason) = wish(freshness, now);
    if let Some(minutes) = freshness.interval_minutes.filter(|minutes| *minutes > 0) {
        let interval = i64::from(minutes) * MINUTE;
        if interval >= wait {
            (wait, reason) = (interval, format!("you asked for every {}", duration(interval)));
        } else {
            reason.push_str(", which is longer than the interval you set");
        }
    }
    let due = now.plus(wait.max(SHORTEST));
    match past_skipped(due, &freshness.hints) {
        Some(later) if later != due => (
            later,
            format!("{reason}; the publisher asks to be left alone until {}", clock(later)),
        ),
        _ => (due, reason),
    }
}

/// Seconds between a feed's items on average, told by the newest of them; none where fewer than
/// three say so. Items of the future do not count.
pub fn pace(newest: &[Timestamp], now: Timestamp) -> Option<u64> {
    let mut times: Vec<i64> = newest.iter().filter(|at| at.since(now) <= 0).map(|at| at.0).collect();
    times.sort_unstable();
    times.dedup();
    let times = times.get(times.len().saturating_sub(PACED)..)?;
    let (first, last) = (times.first()?, times.last()?);
    let steps = u64::try_from(times.len())
        .ok()?
        .checked_sub(1)
        .filter(|steps| *steps >= 2)?;
    Some(u64::try_from(last.saturating_sub(*first)).ok()? / steps)
}

fn after_failure(freshness: &Freshness, now: Timestamp) -> (Timestamp, String) {
    let doublings = freshness.errors.saturating_sub(1).min(16);
    let first = if freshness.unreachable {
        FIRST_UNREACHABLE
    } else {
        FIRST_BACK_OFF
    };
    let wait = first.saturating_mul(1 << doublings).min(DAY);
    let spread = wait / 4 * i64::from(freshness.jitter >> 16) / i64::from(u16::MAX);
    let wait = wait + spread;
    match freshness.retry_after {
        Some(seconds) if i64::try_from(seconds).is_ok_and(|seconds| seconds >= MINUTE) => {
            let asked = i64::try_from(seconds).unwrap_or(LONGEST_RETRY).min(LONGEST_RETRY);
            (
                now.plus(asked),
                format!("the server asked to be left alone for {}", duration(asked)),
            )
        }
        _ if freshness.errors == 1 => (
            now.plus(wait),
            format!("the last fetch failed; the next try is in {}", duration(wait)),
        ),
        _ => (
            now.plus(wait),
            format!(
                "{} fetches in a row failed; the next try is in {}",
                freshness.errors,
                duration(wait)
            ),
        ),
    }
}

/// The wait that the server, the publisher or the feed's own pace asks for, in seconds.
fn wish(freshness: &Freshness, now: Timestamp) -> (i64, String) {
    let server = match (freshness.max_age, freshness.expires) {
        (Some(max_age), _) => Some((
            i64::try_from(max_age.saturating_sub(freshness.age)).unwrap_or(i64::MAX),
            "Cache-Control",
        )),
        (None, Some(expires)) => Some((expires.since(now), "Expires")),
        (None, None) => None,
    };
    if let Some((seconds, header)) = server.filter(|(seconds, _)| *seconds > 0) {
        let wait = seconds.clamp(SHORTEST, LONGEST_WISH);
        return (
            wait,
            format!("the server says it stays fresh for {} ({header})", duration(wait)),
        );
    }
    if let Some(minutes) = freshness.hints.every_minutes.filter(|minutes| *minutes > 0) {
        let wait = (i64::from(minutes) * MINUTE).clamp(SHORTEST, LONGEST_WISH);
        return (wait, format!("the publisher asks for every {}", duration(wait)));
    }
    let newest = freshness.newest.iter().filter(|at| at.since(now) <= 0).max();
    let newest = newest.filter(|_| !freshness.news);
    let wait = newest.map_or(DEFAULT, |newest| {
        (now.since(*newest) / QUIET_SHARE).clamp(DEFAULT, QUIET)
    });
    let reason = if wait > DEFAULT {
        let days = newest.map_or(0, |newest| now.since(*newest));
        format!(
            "it has had no news for {}, so it is asked every {}",
            duration(days),
            duration(wait)
        )
    } else {
        "feeds that say nothing are asked every hour".to_owned()
    };
    (wait, reason)
}

/// The first moment from `due` on that is in no skipped hour or day; nothing where all are.
fn past_skipped(due: Timestamp, hints: &PublisherHints) -> Option<Timestamp> {
    const EVERY_HOUR: u32 = (1 << 24) - 1;
    const EVERY_DAY: u8 = (1 << 7) - 1;
    if hints.skip_hours & EVERY_HOUR == EVERY_HOUR || hints.skip_days & EVERY_DAY == EVERY_DAY {
        return None;
    }
    let mut at = due;
    for _ in 0..=8 * 24 {
        let date = at.utc();
        let hour = hints.skip_hours & (1 << date.hour()) != 0;
        let day = hints.skip_days & (1 << date.weekday().num_days_from_monday()) != 0;
        if !hour && !day {
            return Some(at);
        }
        at = Timestamp(at.0 - at.0.rem_euclid(HOUR)).plus(HOUR);
    }
    None
}

fn clock(at: Timestamp) -> String {
    at.utc().format("%A %H:%M UTC").to_string()
}

/// A duration as a person says it, in its one or two largest units.
fn duration(seconds: i64) -> String {
    let unit = |count: i64, name: &str| {
        if count == 1 {
            format!("1 {name}")
        } else {
            format!("{count} {name}s")
        }
    };
    let two = |large: i64, name: &str, small: i64, small_name: &str| {
        if small == 0 {
            unit(large, name)
        } else {
            format!("{} {}", unit(large, name), unit(small, small_name))
        }
    };
    let minutes = (seconds + MINUTE / 2) / MINUTE;
    match minutes {
        0..60 => unit(minutes, "minute"),
        60..1440 => two(minutes / 60, "hour", minutes % 60, "minute"),
        _ => two(minutes / 1440, "day", minutes % 1440 / 60, "hour"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A Monday, 10:00 UTC.
    const NOW: Timestamp = Timestamp(1_767_607_200);

    fn wait(freshness: Freshness) -> (i64, String) {
        let (due, reason) = next_due(&freshness, NOW);
        (due.since(NOW), reason)
    }

    #[test]
    fn each_source_gives_way_to_the_one_before() {
        let mut all = Freshness {
            max_age: Some(3 * 3600),
            expires: Some(NOW.plus(5 * HOUR)),
            age: 3600,
            hints: PublisherHints {
                every_minutes: Some(90),
                ..PublisherHints::default()
            },
            newest: vec![NOW.plus(-48 * DAY)],
            ..Freshness::default()
        };
        assert_eq!(
            wait(all.clone()),
            (
                2 * HOUR,
                "the server says it stays fresh for 2 hours (Cache-Control)".into()
            )
        );
        all.max_age = None;
        assert_eq!(wait(all.clone()).0, 5 * HOUR);
        all.expires = Some(NOW.plus(-HOUR));
        assert_eq!(
            wait(all.clone()),
            (90 * MINUTE, "the publisher asks for every 1 hour 30 minutes".into())
        );
        all.hints.every_minutes = None;
        assert_eq!(
            wait(all.clone()),
            (DAY, "it has had no news for 48 days, so it is asked every 1 day".into())
        );
        all.newest = vec![NOW.plus(-HOUR), NOW.plus(DAY), NOW.plus(-90 * DAY)];
        assert_eq!(wait(all.clone()).0, HOUR);
        all.newest = vec![NOW.plus(-90 * DAY)];
        assert_eq!(wait(all.clone()).0, DAY);
        all.news = true;
        assert_eq!(wait(all).0, HOUR);
        assert_eq!(wait(Freshness::default()).0, HOUR);
    }

    #[test]
    fn the_longer_of_hint_and_interval_counts() {
        let hint = |minutes| Freshness {
            max_age: Some(3600),
            interval_minutes: Some(minutes),
            ..Freshness::default()
        };
        assert_eq!(wait(hint(30)).0, HOUR);
        assert_eq!(wait(hint(120)), (2 * HOUR, "you asked for every 2 hours".into()));
        assert_eq!(wait(hint(0)).0, HOUR);
    }

    #[test]
    fn impossible_wishes_are_bounded() {
        assert_eq!(
            wait(Freshness {
                max_age: Some(u64::MAX),
                ..Freshness::default()
            })
            .0,
            7 * DAY
        );
        assert_eq!(
            wait(Freshness {
                max_age: Some(10),
                ..Freshness::default()
            })
            .0,
            5 * MINUTE
        );
        assert_eq!(
            wait(Freshness {
                max_age: Some(60),
                age: 60,
                ..Freshness::default()
            })
            .0,
            HOUR
        );
        assert_eq!(
            wait(Freshness {
                retry_after: Some(u64::MAX),
                errors: 1,
                ..Freshness::default()
            })
            .0,
            30 * MINUTE
        );
        assert_eq!(
            wait(Freshness {
                retry_after: Some(9_999_999),
                errors: 1,
                ..Freshness::default()
            })
            .0,
            DAY
        );
    }

    #[test]
    fn failures_wait_longer_each_time() {
        let failed = |errors, jitter| {
            wait(Freshness {
                errors,
                jitter,
                max_age: Some(60),
                ..Freshness::default()
            })
            .0
        };
        assert_eq!(
            [1, 2, 3, 6, 7, 60].map(|errors| failed(errors, 0) / MINUTE),
            [30, 60, 120, 960, 1440, 1440]
        );
        let away = |errors| {
            let unreachable = Freshness {
                errors,
                unreachable: true,
                ..Freshness::default()
            };
            wait(unreachable).0 / MINUTE
        };
        assert_eq!([1, 2, 3, 60].map(away), [5, 10, 20, 1440]);
        assert!(failed(1, u32::MAX) > failed(1, 0) && failed(1, u32::MAX) <= 30 * MINUTE * 5 / 4);
        let retry = Freshness {
            errors: 4,
            retry_after: Some(120),
            jitter: 9,
            ..Freshness::default()
        };
        assert_eq!(
            wait(retry),
            (120, "the server asked to be left alone for 2 minutes".into())
        );
    }

    #[test]
    fn skipped_hours_and_days_are_passed_over() {
        let skip = |skip_hours, skip_days| {
            wait(Freshness {
                hints: PublisherHints {
                    every_minutes: None,
                    skip_hours,
                    skip_days,
                },
                ..Freshness::default()
            })
        };
        assert_eq!(skip(1 << 11 | 1 << 12, 0).0, 3 * HOUR);
        assert!(skip(1 << 11, 0).1.ends_with("until Monday 12:00 UTC"));
        assert_eq!(skip(0, 1), (14 * HOUR, "feeds that say nothing are asked every hour; the publisher asks to be left alone until Tuesday 00:00 UTC".into()));
        assert_eq!(skip(u32::MAX, 0).0, HOUR);
        assert_eq!(skip(0, u8::MAX).0, HOUR);
    }

    proptest! {
        #[test]
        fn always_later_and_never_beyond_reason(
            max_age: Option<u64>, expires: Option<i64>, age: u64, retry_after: Option<u64>, minutes: Option<u32>,
            skip_hours: u32, skip_days: u8, interval in proptest::option::of(0u32..20_000), errors: u32, unreachable: bool, newest: Vec<i64>, news: bool, jitter: u32,
        ) {
            let freshness = Freshness {
                max_age, expires: expires.map(Timestamp), age, retry_after,
                hints: PublisherHints { every_minutes: minutes, skip_hours, skip_days },
                interval_minutes: interval, errors, unreachable, newest: newest.into_iter().map(Timestamp).collect(), news, jitter,
            };
            let (due, reason) = next_due(&freshness, NOW);
            prop_assert!(due.since(NOW) >= MINUTE && due.since(NOW) <= 23 * DAY);
            prop_assert!(!reason.is_empty());
        }
    }
}
