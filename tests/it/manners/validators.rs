//! Validators: kept verbatim and as a pair, replaced only by a good answer.

use super::scene::{Scene, good, rss};
use crate::server::{Answer, Body};

fn tagged(etag: &str, date: &str) -> Answer {
    good().header("etag", etag).header("last-modified", date)
}

const DATE: &str = "Wed, 25 Nov 2026 01:00:00 GMT";

/// What the second question asks with, after these answers to the ones before.
#[track_caller]
fn asks_with(answers: Vec<Answer>, etag: Option<&str>, since: Option<&str>) {
    let last = answers.len();
    let scene = Scene::turns(answers);
    for _ in 0..=last {
        scene.force();
    }
    let asked = scene.asked(last);
    assert_eq!(
        (asked.header("if-none-match"), asked.header("if-modified-since")),
        (etag, since)
    );
}

#[test]
fn the_first_question_has_none() {
    asks_with(Vec::from([good()]), None, None);
    let scene = Scene::turns([tagged("\"a\"", DATE)]);
    scene.force();
    assert!(scene.asked(0).header("if-none-match").is_none() && scene.asked(0).header("if-modified-since").is_none());
}

macro_rules! verbatim {
    ($($name:ident: $etag:expr, $date:expr;)*) => { $(
        #[test]
        fn $name() {
            asks_with(vec![tagged($etag, $date)], Some($etag), Some($date));
        }
    )* };
}

verbatim! {
    a_strong_tag_and_a_date_go_back_as_a_pair: "\"a1\"", DATE;
    a_weak_tag_stays_weak: "W/\"a1\"", DATE;
    a_tag_without_quotes_stays_without: "a1b2", DATE;
    a_tag_with_commas_and_spaces_stays_whole: "\"a, b c\"", DATE;
    a_tag_cut_in_half_stays_so: "W/\"a1", DATE;
    an_empty_quoted_tag_is_a_tag: "\"\"", DATE;
    a_date_in_an_old_form_stays_in_it: "\"a\"", "Wednesday, 25-Nov-26 01:00:00 GMT";
    a_date_that_is_none_goes_back_too: "\"a\"", "yesterday-ish";
}

#[test]
fn a_date_alone_is_sent_alone() {
    asks_with(vec![good().header("last-modified", DATE)], None, Some(DATE));
}

#[test]
fn a_bare_304_keeps_both() {
    asks_with(
        vec![tagged("\"a\"", DATE), Answer::new(304, "")],
        Some("\"a\""),
        Some(DATE),
    );
}

#[test]
fn a_304_with_another_tag_changes_nothing() {
    let odd = Answer::new(304, "").header("etag", "\"other\"");
    asks_with(vec![tagged("\"a\"", DATE), odd], Some("\"a\""), Some(DATE));
}

#[test]
fn a_good_answer_replaces_both() {
    let (first, second) = (tagged("\"a\"", DATE), good().header("etag", "\"b\""));
    asks_with(vec![first, second], Some("\"b\""), None);
}

#[test]
fn a_good_answer_without_any_drops_both() {
    asks_with(vec![tagged("\"a\"", DATE), good()], None, None);
}

#[test]
fn an_error_keeps_those_of_the_last_good_answer() {
    let error = Answer::new(500, "").header("etag", "\"error\"");
    asks_with(vec![tagged("\"a\"", DATE), error], Some("\"a\""), Some(DATE));
}

#[test]
fn none_are_taken_from_an_error_page_with_status_200() {
    let page = Answer::ok("<!doctype html><html><body>Down for maintenance</body></html>").header("etag", "\"page\"");
    asks_with(vec![tagged("\"a\"", DATE), page], Some("\"a\""), Some(DATE));
}

#[test]
fn none_are_taken_from_a_body_cut_short() {
    let whole = rss(&[("a", "A"), ("b", "B")]);
    let cut = Answer::body(Body::Cut(whole.len() + 9, whole.into_bytes())).header("etag", "\"cut\"");
    asks_with(vec![tagged("\"a\"", DATE), cut], Some("\"a\""), Some(DATE));
}

#[test]
fn none_are_taken_from_a_document_that_breaks_off() {
    let whole = rss(&[("a", "A"), ("b", "B")]);
    let half = whole.split("<item>").take(2).collect::<Vec<_>>().join("<item>");
    asks_with(vec![Answer::ok(half).header("etag", "\"half\"")], None, None);
}

#[test]
fn a_304_that_was_not_asked_for_is_a_failure() {
    let scene = Scene::turns([Answer::new(304, "")]);
    assert_eq!(scene.force().failed, 1);
}

#[test]
fn a_304_is_a_good_answer() {
    let scene = Scene::turns([tagged("\"a\"", DATE), Answer::new(304, "")]);
    scene.force();
    assert_eq!(scene.force().failed, 0);
    let health = scene.feed().health;
    assert_eq!((health.status, health.errors, health.good), (304, 0, Some(scene.now)));
}

#[test]
fn another_address_forgets_them() {
    let scene = Scene::new(|_| tagged("\"a\"", DATE));
    scene.force();
    let to = scene.server.url("/other");
    let moved = super::scene::runtime().block_on(scene.library.relocate(scene.feed().id, Some(&to), scene.now));
    assert_eq!(moved.unwrap().to, to);
    scene.force();
    let asked = scene.server.asked();
    assert!(asked.last().unwrap().header("if-none-match").is_none());
}
