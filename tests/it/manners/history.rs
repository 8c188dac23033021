//! From a feed to its older pages, on demand and within bounds.

use dateline::library::{History, Stop};
use dateline::model::Timestamp;

use super::scene::{NOW, SETTINGS, Scene, rss, rss_with, runtime};
use crate::server::{Answer, Server};

/// A feed whose page `n` names page `n + 1` as the next one, up to `last`.
fn paged(last: usize) -> Scene {
    Scene::new(move |asked| {
        let page: usize = asked
            .path
            .strip_prefix("/f?p=")
            .and_then(|page| page.parse().ok())
            .unwrap_or(1);
        let next = match page < last {
            true => format!(
                "<atom:link xmlns:atom=\"http://www.w3.org/2005/Atom\" rel=\"next\" href=\"/f?p={}\"/>",
                page + 1
            ),
            false => String::new(),
        };
        Answer::ok(rss_with(&next, &[(&format!("item{page}"), &format!("Page {page}"))])).header("etag", "\"x\"")
    })
}

fn history(scene: &Scene, pages: usize) -> History {
    let feed = scene.feed().id;
    runtime()
        .block_on(scene.library.history(feed, pages, scene.now, Stop::new()))
        .unwrap()
}

#[test]
fn older_pages_are_not_fetched_unasked() {
    let scene = paged(3);
    scene.force();
    assert_eq!((scene.server.asked().len(), scene.titles().len()), (1, 1));
    assert!(scene.feed().health.next_page.is_some());
}

#[test]
fn older_pages_are_fetched_on_demand_and_bounded() {
    let scene = paged(9);
    let read = history(&scene, 3);
    assert_eq!((read.pages, read.new, read.more), (3, 4, true));
    assert_eq!(scene.server.asked().len(), 4);
}

#[test]
fn the_last_page_ends_the_history() {
    let scene = paged(4);
    let read = history(&scene, 100);
    assert_eq!((read.pages, read.new, read.more, read.error), (3, 4, false, None));
}

#[test]
fn history_does_not_disturb_what_the_feed_stands_at() {
    let scene = paged(3);
    scene.force();
    let before = scene.feed().health;
    history(&scene, 5);
    let after = scene.feed().health;
    assert_eq!(
        (after.size, &after.due, &after.next_page),
        (before.size, &before.due, &before.next_page)
    );
    scene.force();
    let asked = scene.server.asked();
    assert_eq!(
        (asked.last().unwrap().header("if-none-match"), scene.titles().len()),
        (Some("\"x\""), 3)
    );
}

#[test]
fn pages_that_lead_in_a_circle_end() {
    let next = "<atom:link xmlns:atom=\"http://www.w3.org/2005/Atom\" rel=\"next\" href=\"/g\"/>";
    let back = "<atom:link xmlns:atom=\"http://www.w3.org/2005/Atom\" rel=\"next\" href=\"/f\"/>";
    let scene = Scene::paths([
        ("/f", Answer::ok(rss_with(next, &[("a", "A")]))),
        ("/g", Answer::ok(rss_with(back, &[("b", "B")]))),
    ]);
    let read = history(&scene, 50);
    assert_eq!((read.pages, read.new, read.more), (1, 2, false));
    assert_eq!(scene.server.asked().len(), 2);
}

#[test]
fn an_older_page_that_fails_leaves_what_came_before_it() {
    let next = "<atom:link xmlns:atom=\"http://www.w3.org/2005/Atom\" rel=\"next\" href=\"/gone\"/>";
    let scene = Scene::paths([("/f", Answer::ok(rss_with(next, &[("a", "A")])))]);
    let read = history(&scene, 5);
    assert!(read.error.unwrap().contains("404"));
    assert_eq!((scene.titles().len(), scene.feed().health.errors), (1, 0));
}

#[test]
fn an_older_page_does_not_lead_to_a_private_host() {
    let private = Server::new(|_| Answer::ok(rss(&[("p", "Private")])));
    let next = format!(
        "<atom:link xmlns:atom=\"http://www.w3.org/2005/Atom\" rel=\"next\" href=\"{}\"/>",
        private.url("/f")
    );
    let scene = Scene::with_environment(
        Server::new(move |_| Answer::ok(rss_with(&next, &[("a", "A")]))),
        dateline::config::Environment::default(),
        SETTINGS,
    );
    assert!(history(&scene, 5).error.is_some());
    assert_eq!(private.asked().len(), 0);
}

#[test]
fn json_feeds_have_older_pages_too() {
    let feed = |id: &str, next: &str| {
        Answer::ok(format!(
            "{{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"J\"{next},\"items\":[{{\"id\":\"{id}\",\"content_text\":\"Text {id}\"}}]}}"
        ))
    };
    let scene = Scene::paths([("/f", feed("1", ",\"next_url\":\"/f2\"")), ("/f2", feed("2", ""))]);
    assert_eq!(history(&scene, 5).new, 2);
}

#[test]
fn a_stop_ends_the_history() {
    let scene = paged(9);
    let stop = Stop::new();
    stop.stop();
    let now: Timestamp = scene.now;
    let read = runtime()
        .block_on(scene.library.history(scene.feed().id, 5, now, stop))
        .unwrap();
    assert_eq!((read.pages, read.more), (0, true));
}

#[test]
fn archived_feeds_lead_to_their_archive() {
    let archive = "<atom:link xmlns:atom=\"http://www.w3.org/2005/Atom\" rel=\"prev-archive\" href=\"/2025\"/>";
    let scene = Scene::paths([
        ("/f", Answer::ok(rss_with(archive, &[("a", "A")]))),
        ("/2025", Answer::ok(rss(&[("b", "B")]))),
    ]);
    assert_eq!(history(&scene, 5).new, 2);
}

/// A site that makes its feeds as WordPress does, with `last` pages; one that does not look at the
/// query gives the same page for ever.
fn wordpress(last: usize, looks: bool) -> Scene {
    let scene = Scene::new(move |asked| {
        let page = asked
            .path
            .split("paged=")
            .nth(1)
            .and_then(|page| page.parse().ok())
            .unwrap_or(1);
        match (looks, page) {
            (false, _) => Answer::ok(rss(&[("1", "Page 1")])),
            (true, page) if page > last => Answer::new(404, ""),
            (true, page) => Answer::ok(rss(&[(&page.to_string(), &format!("Page {page}"))])),
        }
    });
    let to = scene.server.url("/feed/");
    runtime()
        .block_on(scene.library.relocate(scene.feed().id, Some(&to), NOW))
        .unwrap();
    scene
}

#[test]
fn older_pages_of_wordpress_are_found() {
    let read = history(&wordpress(3, true), 10);
    assert_eq!((read.pages, read.new, read.more, read.error), (2, 3, false, None));
}

#[test]
fn a_guess_that_brings_the_same_again_ends() {
    let scene = wordpress(0, false);
    let read = history(&scene, 10);
    assert_eq!((read.pages, read.new, read.more), (0, 1, false));
    assert_eq!(
        scene.server.asked().len(),
        3,
        "one to see that it is a feed, the feed, one guess"
    );
}
