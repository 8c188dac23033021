//! Refreshing against a server that answers as servers do: well, late, wrongly, never.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use dateline::config::{Environment, Place, Settings, load};
use dateline::library::{Library, LibraryEvent, Progress, Selection, Stop};
use dateline::model::{Feed, PageState, ShownText, Timestamp};
use dateline::query::Query;

use crate::library::{runtime, subscribe};
use crate::server::{Answer, Body, Server};

const NOW: Timestamp = Timestamp(1_795_572_000);

fn settings() -> Settings {
    let short = "[http]\ntotal_timeout = 1.0\nheader_timeout = 0.3\nconnect_timeout = 0.3\nmax_feed_mb = 1\n";
    load(short).unwrap().0
}

fn library(folder: &Path) -> Library {
    crate::library::open(folder, Environment::default(), settings())
}

fn refresh(library: &Library) -> Progress {
    crate::library::refresh(library, true, NOW).0
}

fn titles(library: &Library) -> Vec<String> {
    library
        .headlines(&Query::all(), NOW, None, 1_000)
        .unwrap()
        .into_iter()
        .map(|row| row.title.to_string())
        .collect()
}

fn feed(library: &Library, part: &str) -> Feed {
    library
        .overview(NOW)
        .unwrap()
        .feeds
        .into_iter()
        .find(|feed| feed.url.contains(part))
        .unwrap()
}

/// An RSS feed of items with these guids and titles.
fn rss(title: &str, items: &[(&str, &str)]) -> String {
    let items: String = items
        .iter()
        .enumerate()
        .map(|(number, (guid, title))| {
            format!(
                "<item><guid isPermaLink=\"false\">{guid}</guid><title>{title}</title><description>Text of {title}</description><pubDate>Mon, 02 Nov 2026 10:{number:02}:00 GMT</pubDate></item>"
            )
        })
        .collect();
    format!("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>{title}</title>{items}</channel></rss>")
}

#[test]
fn new_items_are_stored_found_and_not_stored_twice() {
    let server = Server::with([(
        "/f",
        Answer::ok(rss("One", &[("a", "Asylum rule"), ("b", "Visa backlog")])),
    )]);
    let home = tempfile::tempdir().unwrap();
    let library = library(home.path());
    subscribe(&library, &[server.url("/f")]);
    assert_eq!(refresh(&library).new, 2);
    assert_eq!(refresh(&library).new, 0);
    assert_eq!(titles(&library), ["Visa backlog", "Asylum rule"]);
    assert_eq!(library.count(&"asyl".parse().unwrap(), NOW).unwrap(), 1);
    assert_eq!(feed(&library, "/f").title.as_str(), "One");
}

#[test]
fn a_server_that_says_unchanged_is_believed_and_its_validators_are_sent_back() {
    let server = Server::new(|asked| match asked.header("if-none-match") {
        Some("W/\"odd one\"") => Answer::new(304, ""),
        _ => Answer::ok(rss("One", &[("a", "A")]))
            .header("etag", "W/\"odd one\"")
            .header("last-modified", "yesterday-ish"),
    });
    let home = tempfile::tempdir().unwrap();
    let library = library(home.path());
    subscribe(&library, &[server.url("/f")]);
    assert_eq!((refresh(&library).new, refresh(&library).new), (1, 0));
    let asked = server.asked();
    assert_eq!(asked[1].header("if-none-match"), Some("W/\"odd one\""));
    assert_eq!(asked[1].header("if-modified-since"), Some("yesterday-ish"));
    assert_eq!(
        (feed(&library, "/f").health.status, feed(&library, "/f").health.errors),
        (304, 0)
    );
}

#[test]
fn each_failure_is_told_and_stops_nobody() {
    let huge = format!(
        "<rss version=\"2.0\"><channel><title>Huge</title>{}",
        "<item><title>x</title></item>".repeat(60_000)
    );
    let server = Server::with([
        ("/good", Answer::ok(rss("Good", &[("a", "Good news")]))),
        ("/404", Answer::new(404, "no")),
        ("/410", Answer::new(410, "gone")),
        ("/403", Answer::new(403, "no")),
        ("/429", Answer::new(429, "slow down").header("retry-after", "7200")),
        ("/500", Answer::new(500, "oh")),
        ("/silent", Answer::silent()),
        ("/huge", Answer::ok(huge)),
        ("/loop", Answer::to(302, "/loop")),
        ("/file", Answer::to(302, "file:///etc/passwd")),
        (
            "/page",
            Answer::ok("<!doctype html><html><head><title>News</title></head><body>Hello</body></html>"),
        ),
        ("/empty", Answer::ok("")),
    ]);
    let home = tempfile::tempdir().unwrap();
    let library = library(home.path());
    let paths = [
        "/good", "/404", "/410", "/403", "/429", "/500", "/silent", "/huge", "/loop", "/file", "/page", "/empty",
    ];
    subscribe(&library, &paths.map(|path| server.url(path)));
    let progress = refresh(&library);
    assert_eq!((progress.done, progress.failed, progress.new), (12, 11, 1));
    assert_eq!(titles(&library), ["Good news"]);
    for (path, status, said) in [
        ("/404", 404, "404"),
        ("/410", 410, "gone"),
        ("/403", 403, "user_agent"),
        ("/429", 429, "429"),
        ("/500", 500, "500"),
        ("/silent", 0, "did not begin to answer"),
        ("/huge", 200, "1 MB"),
        ("/loop", 302, "redirect"),
        ("/file", 302, "http"),
        ("/page", 200, "web page"),
        ("/empty", 200, "empty"),
    ] {
        let health = feed(&library, path).health;
        let error = health.error.map(|error| error.to_string()).unwrap_or_default();
        assert!(
            error.to_lowercase().contains(&said.to_lowercase()),
            "{path} ({status}): {error}"
        );
    }
    let health = feed(&library, "/429").health;
    assert_eq!(health.due.unwrap().since(NOW), 7_200, "Retry-After is honoured");
    assert!(feed(&library, "/410").health.gone);
}

#[test]
fn a_gone_feed_is_no_longer_asked_unless_forced() {
    let server = Server::with([("/gone", Answer::new(410, ""))]);
    let home = tempfile::tempdir().unwrap();
    let library = library(home.path());
    subscribe(&library, &[server.url("/gone")]);
    refresh(&library);
    crate::library::refresh(&library, false, NOW.plus(30 * 86_400));
    assert_eq!(server.times("/gone"), 1);
}

#[test]
fn only_what_is_due_is_asked() {
    let server = Server::with([(
        "/f",
        Answer::ok(rss("One", &[("a", "A")])).header("cache-control", "max-age=7200"),
    )]);
    let home = tempfile::tempdir().unwrap();
    let library = library(home.path());
    subscribe(&library, &[server.url("/f")]);
    crate::library::refresh(&library, false, NOW);
    crate::library::refresh(&library, false, NOW.plus(3_600));
    assert_eq!(server.times("/f"), 1);
    crate::library::refresh(&library, false, NOW.plus(7_201));
    assert_eq!(server.times("/f"), 2);
}

#[test]
fn permanent_redirects_are_remembered_and_others_are_not() {
    let server = Server::with([
        ("/old", Answer::to(301, "/new")),
        ("/moved", Answer::to(308, "/old2")),
        ("/old2", Answer::to(302, "/new2")),
        ("/new", Answer::ok(rss("New", &[("a", "A")]))),
        ("/new2", Answer::ok(rss("New2", &[("a", "B")]))),
    ]);
    let home = tempfile::tempdir().unwrap();
    let library = library(home.path());
    subscribe(&library, &[server.url("/old"), server.url("/moved")]);
    assert_eq!(refresh(&library).failed, 0);
    assert_eq!(feed(&library, "/new").url, server.url("/new"));
    assert_eq!(feed(&library, "/moved").url, server.url("/moved"));
}

#[test]
fn two_feeds_with_the_same_guids_keep_their_own_articles() {
    let server = Server::with([
        ("/a", Answer::ok(rss("A", &[("1", "From A")]))),
        ("/b", Answer::ok(rss("B", &[("1", "From B")]))),
    ]);
    let home = tempfile::tempdir().unwrap();
    let library = library(home.path());
    subscribe(&library, &[server.url("/a"), server.url("/b")]);
    assert_eq!(refresh(&library).new, 2);
    let mut both = titles(&library);
    both.sort();
    assert_eq!(both, ["From A", "From B"]);
}

#[test]
fn an_edited_item_keeps_its_states_and_says_so() {
    static ROUND: AtomicUsize = AtomicUsize::new(0);
    let server = Server::new(|_| {
        let title = if ROUND.fetch_add(1, Ordering::SeqCst) == 0 {
            "First words"
        } else {
            "Corrected words"
        };
        Answer::ok(rss("One", &[("a", title)]))
    });
    let home = tempfile::tempdir().unwrap();
    let library = library(home.path());
    subscribe(&library, &[server.url("/f")]);
    refresh(&library);
    let id = library.headlines(&Query::all(), NOW, None, 1).unwrap()[0].id;
    library.set_read(&[id], true).unwrap();
    library.set_starred(&[id], true).unwrap();
    library.tag(id, "brief").unwrap();
    refresh(&library);
    let rows = library.headlines(&"tag:brief".parse().unwrap(), NOW, None, 10).unwrap();
    assert_eq!(
        (rows.len(), rows[0].id, rows[0].title.as_str()),
        (1, id, "Corrected words")
    );
    assert!(rows[0].flags.read && rows[0].flags.starred && rows[0].flags.edited);
    assert_eq!(library.count(&"corrected".parse().unwrap(), NOW).unwrap(), 1);
    assert_eq!(library.count(&"first".parse().unwrap(), NOW).unwrap(), 0);
}

#[test]
fn a_lying_charset_is_seen_through() {
    let latin = rss("Año", &[("a", "Migración")])
        .replace("ñ", "\u{1}")
        .replace("ó", "\u{2}");
    let latin: Vec<u8> = latin
        .bytes()
        .map(|byte| match byte {
            1 => 0xF1,
            2 => 0xF3,
            other => other,
        })
        .collect();
    let server = Server::with([
        (
            "/latin",
            Answer::ok(latin).header("content-type", "application/rss+xml; charset=utf-8"),
        ),
        (
            "/utf8",
            Answer::ok(rss("Ñandú", &[("a", "Política")])).header("content-type", "text/xml; charset=iso-8859-1"),
        ),
    ]);
    let home = tempfile::tempdir().unwrap();
    let library = library(home.path());
    subscribe(&library, &[server.url("/latin"), server.url("/utf8")]);
    refresh(&library);
    let mut both = titles(&library);
    both.sort();
    assert_eq!(both, ["Migración", "Política"]);
}

#[test]
fn a_page_is_fetched_once_turned_into_text_and_kept() {
    let paragraph = "The court heard the case of an asylum seeker on Monday, and its judges asked about the policy known as Migrant Protection Protocols (MPP). ";
    let page = format!(
        "<!doctype html><html><head><title>The headline</title></head><body><nav><a href=\"/x\">Sections</a></nav><article><h1>The headline</h1><figure><img src=\"/p.jpg\" width=\"900\" height=\"600\"><figcaption>Judges in the courtroom. (AP Photo/Jo Doe)</figcaption></figure><p>{}</p><p>{}</p><p>{}</p></article></body></html>",
        paragraph.repeat(3),
        paragraph.repeat(2),
        paragraph.repeat(4)
    );
    let server = Server::new(move |asked| {
        match asked.path.as_str() {
        "/f" => Answer::ok("<rss version=\"2.0\"><channel><title>One</title><item><guid>a</guid><title>The headline</title><link>/story</link><description>A lead.</description></item></channel></rss>".to_string()),
        "/story" => Answer::ok(page.clone()).header("content-type", "text/html; charset=utf-8"),
        _ => Answer::new(404, ""),
    }
    });
    let home = tempfile::tempdir().unwrap();
    let library = library(home.path());
    subscribe(&library, &[server.url("/f")]);
    refresh(&library);
    let id = library.headlines(&Query::all(), NOW, None, 1).unwrap()[0].id;
    assert_eq!(library.article(id, None).unwrap().unwrap().page, PageState::NotFetched);
    for _ in 0..2 {
        assert_eq!(
            runtime().block_on(library.fetch_page(id, NOW, false)),
            LibraryEvent::ArticleReady(id)
        );
    }
    assert_eq!(server.times("/story"), 1);
    let article = library.article(id, None).unwrap().unwrap();
    assert_eq!(article.shown, ShownText::Page);
    assert!(article.document.text().contains("asylum seeker") && !article.document.text().contains("Sections"));
    assert_eq!(article.photos[0].caption.as_str(), "Judges in the courtroom.");
    assert_eq!(article.photos[0].photographers[0].as_str(), "Jo Doe");
    let named = article.analysis.unwrap().entities;
    assert!(
        named
            .iter()
            .any(|entity| entity.name.contains("Migrant Protection Protocols")),
        "{named:#?}"
    );
    assert_eq!(
        library.count(&"courtroom".parse().unwrap(), NOW).unwrap(),
        1,
        "captions can be searched"
    );
}

#[test]
fn a_page_that_cannot_be_had_leaves_the_feeds_text_and_the_reason() {
    let server = Server::new(|asked| match asked.path.as_str() {
        "/f" => Answer::ok(
            "<rss version=\"2.0\"><channel><title>One</title><item><guid>a</guid><title>T</title><link>/story</link><description>The lead.</description></item></channel></rss>",
        ),
        _ => Answer::new(403, ""),
    });
    let home = tempfile::tempdir().unwrap();
    let library = library(home.path());
    subscribe(&library, &[server.url("/f")]);
    refresh(&library);
    let id = library.headlines(&Query::all(), NOW, None, 1).unwrap()[0].id;
    assert!(matches!(
        runtime().block_on(library.fetch_page(id, NOW, false)),
        LibraryEvent::ArticleFailed(..)
    ));
    let article = library.article(id, None).unwrap().unwrap();
    assert!(
        matches!(&article.page, PageState::Failed(why) if why.contains("403")),
        "{:?}",
        article.page
    );
    assert_eq!(article.document.text(), "The lead.");
}

#[test]
fn a_stopped_refresh_ends_and_keeps_what_it_has() {
    let server = Server::with([("/silent", Answer::silent())]);
    let home = tempfile::tempdir().unwrap();
    let library = library(home.path());
    subscribe(&library, &[server.url("/silent")]);
    let (report, mut news) = tokio::sync::mpsc::channel(1_000);
    let stop = Stop::new();
    stop.stop();
    let progress = runtime()
        .block_on(library.refresh(Selection::All, true, NOW, stop, report))
        .unwrap();
    assert_eq!(progress.done, 0);
    let mut last = None;
    while let Ok(event) = news.try_recv() {
        last = Some(event);
    }
    assert!(
        matches!(last, Some(LibraryEvent::RefreshEnded { stopped: true, .. })),
        "{last:?}"
    );
}

#[test]
fn an_unfinished_body_is_a_failure_not_a_feed() {
    let whole = rss("Cut", &[("a", "A"), ("b", "B")]);
    let server = Server::with([("/cut", Answer::body(Body::Cut(whole.len() + 50, whole.into_bytes())))]);
    let home = tempfile::tempdir().unwrap();
    let library = library(home.path());
    subscribe(&library, &[server.url("/cut")]);
    assert_eq!(refresh(&library).failed, 1);
    assert!(titles(&library).is_empty());
}

#[test]
fn feeds_that_hang_or_never_end_hold_up_nobody() {
    let good = Server::new(|asked| Answer::ok(rss(&asked.path, &[(&asked.path, &format!("News of {}", asked.path))])));
    let hangs = Server::with([("/f", Answer::silent())]);
    let stalls = Server::with([("/f", Answer::body(Body::Stalled(vec![b' '; 300_000])))]);
    let endless = Server::with([("/f", Answer::body(Body::Endless(vec![b' '; 100_000])))]);
    let home = tempfile::tempdir().unwrap();
    // Time-outs that this test does not live to see: who waits for them fails it.
    let patient = "[http]\ntotal_timeout = 3000\nheader_timeout = 3000\nconnect_timeout = 3000\nmax_feed_mb = 50\n";
    let library = Library::open(
        Place::below(home.path()),
        load(patient).unwrap().0,
        Environment::default(),
    )
    .unwrap();
    let mut urls: Vec<_> = [&hangs, &stalls, &endless].map(|server| server.url("/f")).into();
    urls.extend((0..47).map(|number| good.url(&format!("/{number}"))));
    subscribe(&library, &urls);
    let (report, mut news) = tokio::sync::mpsc::channel(1_000);
    let stop = Stop::new();
    let stored = runtime().block_on(async {
        let refresh = tokio::spawn({
            let (library, stop) = (library.clone(), stop.clone());
            async move { library.refresh(Selection::All, true, NOW, stop, report).await }
        });
        let mut stored = 0;
        while stored < 47 {
            let event = tokio::time::timeout(std::time::Duration::from_secs(120), news.recv()).await;
            if let LibraryEvent::FeedsStored { feeds, .. } = event.unwrap().unwrap() {
                stored += feeds.iter().filter(|feed| feed.new == 1).count();
                assert!(feeds.iter().all(|feed| feed.url != urls[0] && feed.url != urls[1]));
            }
        }
        stop.stop();
        refresh.await.unwrap().unwrap();
        stored
    });
    assert_eq!((stored, titles(&library).len()), (47, 47));
    assert_eq!(library.count(&"news".parse().unwrap(), NOW).unwrap(), 47, "and indexed");
}
