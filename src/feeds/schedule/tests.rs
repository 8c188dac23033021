//! When each wait comes about.

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
    assert_eq!(
        skip(0, 1),
        (
            14 * HOUR,
            "feeds that say nothing are asked every hour; the publisher asks to be left alone until Tuesday 00:00 UTC"
                .into()
        )
    );
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
