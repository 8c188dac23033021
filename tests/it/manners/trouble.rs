//! After a failure: when the server says when to come back, when it does not, and when it says never.

use std::collections::HashSet;

use super::scene::{DAY, HOUR, MINUTE, NOW, Scene, good, rss_with, subscribe};
use crate::server::Answer;

macro_rules! waits {
    ($($name:ident: $answer:expr => $seconds:expr;)*) => { $(
        #[test]
        fn $name() {
            let scene = Scene::turns([$answer]);
            assert_eq!(scene.force().failed, 1);
            assert_eq!(scene.due(), $seconds, "{}", scene.feed().health.due_reason);
        }
    )* };
}

waits! {
    retry_after_of_a_429_in_seconds: Answer::new(429, "").header("retry-after", "7200") => 2 * HOUR;
    retry_after_of_a_429_as_a_date: Answer::new(429, "").header("retry-after", "Wed, 25 Nov 2026 06:00:00 GMT") => 4 * HOUR;
    retry_after_of_a_503_in_seconds: Answer::new(503, "").header("retry-after", "600") => 10 * MINUTE;
    retry_after_of_a_503_as_a_date: Answer::new(503, "").header("retry-after", "Wed, 25 Nov 2026 03:00:00 GMT") => HOUR;
    retry_after_of_a_month_is_a_day: Answer::new(503, "").header("retry-after", "2592000") => DAY;
    max_age_of_a_429_counts_where_retry_after_is_missing: Answer::new(429, "").header("cache-control", "max-age=5400") => 90 * MINUTE;
    retry_after_before_max_age: Answer::new(429, "").header("retry-after", "7200").header("cache-control", "max-age=60") => 2 * HOUR;
}

/// Seconds a failing feed waits after so many failures in a row.
fn back_off(failures: usize, status: u16) -> i64 {
    let scene = Scene::turns([Answer::new(status, "")]);
    for _ in 0..failures {
        scene.force();
    }
    scene.due()
}

#[test]
fn a_first_failure_waits_half_an_hour_and_a_little() {
    let wait = back_off(1, 500);
    assert!((30 * MINUTE..=38 * MINUTE).contains(&wait), "{wait}");
}

#[test]
fn failures_in_a_row_wait_longer() {
    let waits = [1, 2, 3, 4].map(|failures| back_off(failures, 502));
    assert!(waits.windows(2).all(|pair| pair[1] >= pair[0] * 3 / 2), "{waits:?}");
}

#[test]
fn the_longest_wait_is_a_day_and_a_little() {
    let wait = back_off(12, 500);
    assert!((DAY..=DAY * 5 / 4).contains(&wait), "{wait}");
}

#[test]
fn a_retry_after_of_no_time_is_no_storm() {
    let scene = Scene::turns([Answer::new(503, "").header("retry-after", "0")]);
    scene.force();
    assert!(scene.due() >= 30 * MINUTE);
}

#[test]
fn a_retry_after_in_the_past_is_no_storm() {
    let scene = Scene::turns([Answer::new(503, "").header("retry-after", "Tue, 24 Nov 2026 02:00:00 GMT")]);
    scene.force();
    assert!(scene.due() >= 30 * MINUTE);
}

#[test]
fn a_retry_after_that_cannot_be_read_is_none() {
    let scene = Scene::turns([Answer::new(429, "").header("retry-after", "later")]);
    scene.force();
    assert!(scene.due() >= 30 * MINUTE);
}

#[test]
fn a_failure_goes_before_what_the_feed_said() {
    let scene = Scene::turns([
        Answer::ok(rss_with("<ttl>1440</ttl>", &[("a", "A")])),
        Answer::new(500, ""),
    ]);
    scene.force();
    assert_eq!(scene.due(), DAY);
    scene.force();
    assert!(scene.due() < HOUR, "{}", scene.due());
}

#[test]
fn feeds_that_failed_together_do_not_come_back_together() {
    let scene = Scene::new(|_| Answer::new(500, ""));
    subscribe(
        &scene.library,
        &(0..20).map(|n| scene.server.url(&format!("/{n}"))).collect::<Vec<_>>(),
    );
    scene.force();
    let due: HashSet<_> = scene.feeds().into_iter().map(|feed| feed.health.due).collect();
    assert!(due.len() > 10, "{} moments for 21 feeds", due.len());
}

#[test]
fn a_failing_feed_is_asked_once_a_refresh() {
    let scene = Scene::turns([Answer::new(503, "")]);
    scene.force();
    assert_eq!(scene.server.times("/f"), 1);
    scene.refresh();
    assert_eq!(scene.server.times("/f"), 1, "and not again before its time");
}

#[test]
fn a_good_answer_ends_the_waiting() {
    let scene = Scene::turns([Answer::new(500, ""), Answer::new(500, ""), good()]);
    scene.force();
    scene.force();
    assert_eq!(scene.feed().health.errors, 2);
    scene.force();
    assert_eq!(
        (scene.feed().health.errors, scene.due(), scene.error()),
        (0, HOUR, String::new())
    );
}

#[test]
fn the_last_good_answer_is_remembered() {
    let mut scene = Scene::turns([good(), Answer::new(500, "")]);
    scene.force();
    scene.later(DAY).force();
    assert_eq!(scene.feed().health.good, Some(NOW));
    assert_eq!(scene.feed().health.checked, Some(scene.now));
}

#[test]
fn a_410_stops_the_asking() {
    let mut scene = Scene::turns([Answer::new(410, "")]);
    scene.refresh();
    assert!(scene.feed().health.gone && scene.feed().health.due.is_none());
    assert_eq!(scene.later(90 * DAY).refresh().total, 0);
}

#[test]
fn a_410_is_asked_again_by_force_and_may_have_come_back() {
    let scene = Scene::turns([Answer::new(410, ""), Answer::new(500, ""), good()]);
    scene.refresh();
    scene.force();
    assert!(scene.feed().health.gone, "another failure does not undo it");
    scene.force();
    assert!(!scene.feed().health.gone && scene.feed().health.due.is_some());
}

#[test]
fn a_404_is_asked_again() {
    let mut scene = Scene::turns([Answer::new(404, "")]);
    scene.refresh();
    assert_eq!(scene.later(2 * DAY).refresh().total, 1);
}

#[test]
fn articles_survive_every_failure() {
    let scene = Scene::turns([good(), Answer::new(410, ""), Answer::ok(""), Answer::closed()]);
    for _ in 0..4 {
        scene.force();
        assert_eq!(scene.titles(), ["Asylum rule"]);
    }
}

#[test]
fn a_host_that_cannot_be_reached_is_tried_again_soon() {
    let scene = Scene::turns([good()]);
    subscribe(&scene.library, &["http://127.0.0.1:9/nobody".to_owned()]);
    scene.force();
    let away = scene.feeds().into_iter().find(|feed| feed.url.contains(":9/")).unwrap();
    let wait = away.health.due.unwrap().since(scene.now);
    assert!((5 * MINUTE..=7 * MINUTE).contains(&wait), "{wait}");
}
