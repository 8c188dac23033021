//! From a page to its feed.

use dateline::feeds::discover::known_site;
use dateline::library::Library;
use dateline::model::FeedOptions;

use super::scene::{NOW, Scene, good, runtime};
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
