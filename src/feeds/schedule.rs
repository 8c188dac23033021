//! When to ask a feed again, and why then.

use crate::model::{PublisherHints, Timestamp};

const MINUTE: i64 = 60;
const HOUR: i64 = 3_600;
const DAY: i64 = 86_400;

/// What is known when a feed has just been asked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Freshness {
    /// `Cache-Control: max-age`, in seconds.
    pub max_age: Option<u64>,
    /// The `Expires` header.
    pub expires: Option<Timestamp>,
    /// The `Age` header, in seconds.
    pub age: u64,
    /// The `Retry-After` of a refusal, in seconds from now.
    pub retry_after: Option<u64>,
    /// What the feed itself says.
    pub hints: PublisherHints,
    /// Minutes the person set at least.
    pub interval_minutes: Option<u32>,
    /// Failures in a row, this one included; 0 when it went well.
    pub errors: u32,
    /// Times of its newest items.
    pub newest: Vec<Timestamp>,
    /// A number that spreads feeds over time.
    pub jitter: u32,
}

/// When to ask again, at least a minute from now, and the reason for a person to read. A failure
/// decides before the server's wish, the server's before the feed's, the feed's before the default
/// of an hour, which grows to a day for a feed where nothing happens; the person's interval is
/// kept where it is longer.
pub fn next_due(freshness: &Freshness, now: Timestamp) -> (Timestamp, String) {
    if freshness.errors > 0 {
        return after_failure(freshness, now);
    }
    let server = freshness
        .max_age
        .map(|seconds| (i64::try_from(seconds).unwrap_or(i64::MAX), "the server says so (max-age)"))
        .or_else(|| freshness.expires.map(|at| (at.since(now), "the server says so (Expires)")))
        .map(|(seconds, why)| (seconds.saturating_sub(i64::try_from(freshness.age).unwrap_or(0)), why))
        .filter(|(seconds, _)| *seconds > 0);
    let feed = freshness.hints.every_minutes.filter(|minutes| *minutes > 0).map(|minutes| (i64::from(minutes) * MINUTE, "the feed says so (ttl)"));
    let (mut seconds, mut why) = server.or(feed).unwrap_or_else(|| quiet(freshness, now));
    seconds = seconds.clamp(5 * MINUTE, 7 * DAY);
    if let Some(own) = freshness.interval_minutes.map(|minutes| i64::from(minutes) * MINUTE).filter(|own| *own > seconds) {
        (seconds, why) = (own, "your own interval");
    }
    let due = now.plus(seconds.max(MINUTE));
    match out_of_quiet_hours(&freshness.hints, due) {
        moved if moved != due => (moved, "the feed asks not to be asked earlier (skipHours, skipDays)".to_owned()),
        due => (due, why.to_owned()),
    }
}

/// An hour where items come often, up to a day where the newest is old.
fn quiet(freshness: &Freshness, now: Timestamp) -> (i64, &'static str) {
    match freshness.newest.iter().max().map(|newest| now.since(*newest)) {
        Some(quiet) if quiet > 2 * DAY => ((quiet / 24).clamp(HOUR, DAY), "little happens there"),
        _ => (HOUR, "every hour by default"),
    }
}

fn after_failure(freshness: &Freshness, now: Timestamp) -> (Timestamp, String) {
    if let Some(seconds) = freshness.retry_after {
        let seconds = i64::try_from(seconds).unwrap_or(DAY).clamp(MINUTE, DAY);
        return (now.plus(seconds), "the server asks to wait (Retry-After)".to_owned());
    }
    let doubled = 10 * MINUTE * (1_i64 << (freshness.errors - 1).min(8));
    let wait = doubled.min(DAY);
    let spread = i64::from(freshness.jitter) % (wait / 4).max(1);
    (now.plus(wait + spread), format!("waiting after {} failure{}", freshness.errors, if freshness.errors == 1 { "" } else { "s" }))
}

/// The first hour at or after `due` that the feed does not ask to be skipped.
fn out_of_quiet_hours(hints: &PublisherHints, due: Timestamp) -> Timestamp {
    let skipped = |at: Timestamp| {
        let hour = at.0.div_euclid(HOUR).rem_euclid(24);
        // 1970-01-01 was a Thursday: day 3 counted from Monday.
        let day = (at.0.div_euclid(DAY) + 3).rem_euclid(7);
        hints.skip_hours >> hour & 1 == 1 || hints.skip_days >> day & 1 == 1
    };
    let mut at = due;
    for _ in 0..24 * 7 {
        if !skipped(at) {
            return at;
        }
        at = Timestamp((at.0.div_euclid(HOUR) + 1) * HOUR);
    }
    // It asks never to be asked; that cannot be meant.
    due
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_795_572_000); // a Wednesday, 02:00 UTC

    fn wait(freshness: &Freshness) -> i64 {
        next_due(freshness, NOW).0.since(NOW)
    }

    #[test]
    fn the_servers_wish_goes_before_the_feeds_before_the_default() {
        let hints = PublisherHints { every_minutes: Some(120), ..PublisherHints::default() };
        assert_eq!(wait(&Freshness::default()), HOUR);
        assert_eq!(wait(&Freshness { hints: hints.clone(), ..Freshness::default() }), 2 * HOUR);
        assert_eq!(wait(&Freshness { hints, max_age: Some(4_000), age: 400, ..Freshness::default() }), 3_600);
        assert_eq!(wait(&Freshness { expires: Some(NOW.plus(5 * HOUR)), ..Freshness::default() }), 5 * HOUR);
        assert_eq!(wait(&Freshness { max_age: Some(600), interval_minutes: Some(90), ..Freshness::default() }), 90 * MINUTE);
    }

    #[test]
    fn failures_wait_longer_each_time_up_to_a_day() {
        let failed = |errors| wait(&Freshness { errors, ..Freshness::default() });
        assert_eq!((failed(1), failed(2), failed(30)), (10 * MINUTE, 20 * MINUTE, DAY));
        assert_eq!(wait(&Freshness { errors: 1, retry_after: Some(3_600), ..Freshness::default() }), HOUR);
        assert_eq!(wait(&Freshness { errors: 1, retry_after: Some(u64::MAX), ..Freshness::default() }), DAY);
    }

    #[test]
    fn quiet_feeds_and_skipped_hours_are_left_alone() {
        assert_eq!(wait(&Freshness { newest: vec![NOW.plus(-12 * DAY)], ..Freshness::default() }), DAY / 2);
        let hints = PublisherHints { skip_hours: 0b1_1000, ..PublisherHints::default() };
        assert_eq!(wait(&Freshness { hints, ..Freshness::default() }), 3 * HOUR);
        let never = PublisherHints { skip_hours: u32::MAX, ..PublisherHints::default() };
        assert_eq!(wait(&Freshness { hints: never, ..Freshness::default() }), HOUR);
    }
}
