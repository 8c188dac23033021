//! From a page to its feed, and from a feed to its older pages.

use dateline::feeds::discover::known_site;
use dateline::library::{History, Library, Stop};
use dateline::model::{FeedOptions, Timestamp};

use super::scene::{NOW, SETTINGS, Scene, good, rss, rss_with, runtime};
use crate::server::{Answer, Server};

fn page(head: &str) -> Answer {
    Answer::ok(format!(
        "<!doctype html><html><head><title>News</title>{head}</head><body>Hello</body></html>"
    ))
    .header("content-type", "text/html")
}

fn add(library: &Library, url: &str) -> Result<String, String> {
    let added = runtime().block_on(library.add(url, "", NOW));
    added.map(|added| added.url).map_err(|error| error.to_string())
}

#[track_caller]
fn found(routes: Vec<(&'static str, Answer)>, at: &str, feed: &str) {
    let scene = Scene::paths(routes);
    assert_eq!(add(&scene.library, &scene.server.url(at)), Ok(scene.server.url(feed)));
}

#[test]
fn a_feed_is_its_own() {
    found(vec![("/x", good())], "/x", "/x");
}

#[test]
fn a_page_names_its_feed() {
    let head = "<link rel=\"alternate\" type=\"application/atom+xml\" href=\"news.atom\">";
    found(
        vec![("/blog/", page(head)), ("/blog/news.atom", good())],
        "/blog/",
        "/blog/news.atom",
    );
}

#[test]
fn the_first_that_is_a_feed_is_taken() {
    let head = "<link rel=\"alternate\" type=\"application/rss+xml\" href=\"/dead\"><link rel=\"alternate\" type=\"application/rss+xml\" href=\"/live\">";
    found(vec![("/", page(head)), ("/live", good())], "/", "/live");
}

#[test]
fn comments_come_last() {
    let head = "<link rel=\"alternate\" type=\"application/rss+xml\" title=\"Comments\" href=\"/comments/feed/\"><link rel=\"alternate\" type=\"application/rss+xml\" href=\"/posts\">";
    found(
        vec![("/", page(head)), ("/comments/feed/", good()), ("/posts", good())],
        "/",
        "/posts",
    );
}

#[test]
fn a_page_that_names_none_is_looked_around_in() {
    found(vec![("/", page("")), ("/rss.xml", good())], "/", "/rss.xml");
}

#[test]
fn the_places_below_the_page_come_first() {
    found(
        vec![("/news", page("")), ("/news/feed/", good()), ("/feed/", good())],
        "/news",
        "/news/feed/",
    );
}

#[test]
fn looking_around_ends() {
    let scene = Scene::new(|_| page(""));
    let error = add(&scene.library, &scene.server.url("/")).unwrap_err();
    assert!(error.contains("name a feed"), "{error}");
    assert!(scene.server.asked().len() <= 10, "{}", scene.server.asked().len());
}

#[test]
fn a_page_does_not_lead_to_a_private_host() {
    let private = Server::new(|_| good());
    let head = format!(
        "<link rel=\"alternate\" type=\"application/rss+xml\" href=\"{}\">",
        private.url("/f")
    );
    let scene = Scene::new(move |_| page(&head));
    assert!(add(&scene.library, &scene.server.url("/")).is_err());
    assert_eq!(private.asked().len(), 0);
}

#[test]
fn a_name_and_password_typed_for_a_feed_are_kept_for_it() {
    let scene = Scene::new(|asked| match asked.header("authorization") {
        Some(_) => good(),
        None => Answer::new(401, ""),
    });
    let options = FeedOptions {
        credentials: Some("reader:secret".into()),
        ..FeedOptions::default()
    };
    let url = scene.server.url("/locked");
    let added = runtime()
        .block_on(scene.library.add_with(&url, "", &options, NOW))
        .unwrap();
    let feed = scene.feeds().into_iter().find(|feed| feed.id == added.feed).unwrap();
    assert_eq!(feed.options, options);
}

macro_rules! sites {
    ($($name:ident: $page:expr => $feed:expr;)*) => { $(
        #[test]
        fn $name() {
            assert_eq!(known_site($page).as_deref(), Some($feed));
        }
    )* };
}

sites! {
    a_youtube_channel: "https://www.youtube.com/channel/UC1" => "https://www.youtube.com/feeds/videos.xml?channel_id=UC1";
    a_subreddit: "https://old.reddit.com/r/immigration" => "https://www.reddit.com/r/immigration/.rss";
    a_github_project: "https://github.com/a/b" => "https://github.com/a/b/releases.atom";
    a_substack: "https://border.substack.com/p/a-post" => "https://border.substack.com/feed";
    a_wordpress_site: "https://border.wordpress.com/2026/11/" => "https://border.wordpress.com/feed/";
}

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
