//! When to look at a feed again, and why then.
//!
//! Pure: what the server, the publisher and the person said comes in, a moment and a sentence come
//! out. What a failure means is in [`back_off`]. Whether a feed is asked at all (410, `--force`) is decided elsewhere.

mod back_off;
mod words;

#[cfg(test)]
mod tests;

use chrono::{Datelike, Timelike};

use back_off::after_failure;
use words::{clock, duration};

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
/// The newest items that tell a feed's pace.
const PACED: usize = 20;
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
