//! When a feed is asked again: who is believed, in which order, and within which bounds.

use dateline::model::FeedOptions;

use super::scene::{DAY, HOUR, MINUTE, Scene, good, rss, rss_with};
use crate::server::Answer;

const ITEMS: &[(&str, &str)] = &[("a", "A"), ("b", "B")];

macro_rules! due {
    ($($name:ident: $answer:expr => $seconds:expr;)*) => { $(
        #[test]
        fn $name() {
            let scene = Scene::turns([$answer]);
            scene.force();
            assert_eq!(scene.due(), $seconds, "{}", scene.feed().health.due_reason);
        }
    )* };
}

due! {
    nothing_said_is_an_hour: good() => HOUR;
    max_age_is_kept: good().header("cache-control", "public, max-age=7200") => 2 * HOUR;
    max_age_without_age: good().header("cache-control", "max-age=7200").header("age", "1800") => 90 * MINUTE;
    max_age_before_expires: good().header("cache-control", "max-age=7200").header("expires", "Wed, 25 Nov 2026 12:00:00 GMT") => 2 * HOUR;
    expires_is_kept: good().header("expires", "Wed, 25 Nov 2026 05:00:00 GMT") => 3 * HOUR;
    expires_is_counted_from_the_servers_own_clock:
        good().header("date", "Wed, 25 Nov 2026 09:00:00 GMT").header("expires", "Wed, 25 Nov 2026 11:00:00 GMT") => 2 * HOUR;
    expires_in_the_past_says_nothing: good().header("expires", "Tue, 24 Nov 2026 05:00:00 GMT") => HOUR;
    expires_zero_says_nothing: good().header("expires", "0") => HOUR;
    no_cache_says_nothing: good().header("cache-control", "no-cache, max-age=0") => HOUR;
    s_maxage_is_for_proxies: good().header("cache-control", "s-maxage=99999") => HOUR;
    max_age_of_seconds_is_not_a_storm: good().header("cache-control", "max-age=5") => 5 * MINUTE;
    max_age_of_a_year_is_not_believed: good().header("cache-control", "max-age=31536000") => 7 * DAY;
    max_age_that_is_no_number_says_nothing: good().header("cache-control", "max-age=soon") => HOUR;
    ttl_is_minutes: Answer::ok(rss_with("<ttl>180</ttl>", ITEMS)) => 3 * HOUR;
    cache_control_before_ttl: Answer::ok(rss_with("<ttl>180</ttl>", ITEMS)).header("cache-control", "max-age=7200") => 2 * HOUR;
    a_ttl_of_nothing_says_nothing: Answer::ok(rss_with("<ttl>0</ttl>", ITEMS)) => HOUR;
    syndication_twice_a_day:
        Answer::ok(rss_with("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>", ITEMS)) => 12 * HOUR;
    ttl_before_syndication:
        Answer::ok(rss_with("<sy:updatePeriod>daily</sy:updatePeriod><ttl>120</ttl>", ITEMS)) => 2 * HOUR;
    skipped_hours_are_passed_over:
        Answer::ok(rss_with("<skipHours><hour>3</hour><hour>4</hour></skipHours>", ITEMS)) => 3 * HOUR;
    skipped_days_are_passed_over: Answer::ok(rss_with("<skipDays><day>Wednesday</day></skipDays>", ITEMS)) => 22 * HOUR;
    every_hour_skipped_is_nonsense: Answer::ok(rss_with(
        &format!("<skipHours>{}</skipHours>", (0..24).map(|hour| format!("<hour>{hour}</hour>")).collect::<String>()), ITEMS)) => HOUR;
}

/// A feed whose newest item is of this day, at ten in the morning.
fn newest_of(day: &str) -> Answer {
    let old = rss(ITEMS).replace("25 Nov 2026 01:59", &format!("{day} 10:00"));
    Answer::ok(old.replace("25 Nov 2026 01:58", &format!("{day} 09:00")))
}

#[test]
fn a_feed_asked_for_the_first_time_is_asked_again_in_an_hour_however_old_its_items() {
    let scene = Scene::turns([newest_of("25 Nov 2024")]);
    scene.force();
    assert_eq!(scene.due(), HOUR);
}

#[test]
fn the_wait_grows_while_there_is_no_news() {
    let scene = Scene::turns([newest_of("15 Nov 2026")]);
    scene.force();
    scene.force();
    assert_eq!(scene.due(), (9 * DAY + 16 * HOUR) / 24);
}

#[test]
fn the_wait_grows_to_a_day_and_no_further() {
    let scene = Scene::turns([newest_of("25 Nov 2024")]);
    scene.force();
    scene.force();
    assert_eq!(scene.due(), DAY);
}

#[test]
fn news_after_a_long_silence_ends_the_long_waits() {
    let scene = Scene::turns([
        newest_of("25 Nov 2024"),
        newest_of("25 Nov 2024"),
        newest_of("20 Nov 2026"),
    ]);
    scene.force();
    scene.force();
    scene.force();
    assert_eq!(scene.due(), HOUR);
}

#[test]
fn the_reason_is_said() {
    let scene = Scene::turns([good().header("cache-control", "max-age=7200")]);
    scene.force();
    assert!(scene.feed().health.due_reason.contains("Cache-Control"));
}

#[test]
fn what_the_feed_said_holds_over_a_304() {
    let feed = Answer::ok(rss_with("<ttl>180</ttl>", ITEMS)).header("etag", "\"a\"");
    let scene = Scene::turns([feed, Answer::new(304, "")]);
    for _ in 0..3 {
        scene.force();
        assert_eq!(scene.due(), 3 * HOUR);
    }
}

#[test]
fn what_the_server_said_holds_over_a_bare_304() {
    let feed = good().header("etag", "\"a\"").header("cache-control", "max-age=7200");
    let scene = Scene::turns([feed, Answer::new(304, "")]);
    scene.force();
    scene.force();
    assert_eq!(scene.due(), 2 * HOUR);
}

#[test]
fn a_304_may_say_otherwise() {
    let feed = good().header("etag", "\"a\"").header("cache-control", "max-age=7200");
    let scene = Scene::turns([feed, Answer::new(304, "").header("cache-control", "max-age=14400")]);
    scene.force();
    scene.force();
    assert_eq!(scene.due(), 4 * HOUR);
}

fn every(minutes: u32) -> FeedOptions {
    FeedOptions {
        interval_minutes: Some(minutes),
        ..FeedOptions::default()
    }
}

#[test]
fn a_longer_interval_of_the_persons_counts() {
    let scene = Scene::turns([good().header("cache-control", "max-age=7200")]);
    scene.set(every(240));
    scene.force();
    assert_eq!(scene.due(), 4 * HOUR);
}

#[test]
fn a_shorter_interval_of_the_persons_does_not_overrule_the_server() {
    let scene = Scene::turns([good().header("cache-control", "max-age=7200")]);
    scene.set(every(10));
    scene.force();
    assert_eq!(scene.due(), 2 * HOUR);
}

#[test]
fn what_is_not_due_is_not_asked() {
    let mut scene = Scene::turns([good().header("cache-control", "max-age=7200")]);
    scene.refresh();
    assert_eq!(scene.later(HOUR).refresh().total, 0);
    assert_eq!(scene.later(HOUR).refresh().total, 1);
    assert_eq!(scene.server.times("/f"), 2);
}

#[test]
fn what_is_not_due_is_asked_by_force() {
    let scene = Scene::turns([good().header("cache-control", "max-age=7200")]);
    scene.refresh();
    assert_eq!(scene.force().total, 1);
}

#[test]
fn a_clock_that_was_ahead_is_got_over_without_a_storm() {
    let mut scene = Scene::turns([good()]);
    scene.later(400 * DAY).refresh();
    assert_eq!(scene.later(-400 * DAY).refresh().total, 1);
    assert_eq!(scene.refresh().total, 0);
    assert_eq!(scene.later(-HOUR).refresh().total, 0);
}
