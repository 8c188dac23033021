//! Text that would act on a terminal, in every field a stranger can fill, in three writings.

use std::path::Path;

use super::payloads::{self, Payload};
use super::{dateline, json, safe, subscribe, vocabulary};
use crate::server::{Answer, Asked, Server};
use crate::terminal::Terminal;

/// How a payload is written in a feed.
const WRITINGS: [&str; 3] = ["raw", "referred", "json"];

/// A payload in XML: as it is but for the marks of XML, or every character as a reference.
fn xml(text: &str, referred: bool) -> String {
    if referred {
        return text.chars().map(|c| format!("&#x{:x};", u32::from(c))).collect();
    }
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

fn feed(number: usize, writing: &str, (_, text): &Payload) -> String {
    if writing == "json" {
        let text = text.as_str();
        let mut feed = serde_json::json!({
            "version": "https://jsonfeed.org/version/1.1", "title": format!("Feed {text}"),
            "home_page_url": format!("https://example.org/{text}"), "language": text,
            "items": [{
                "id": format!("{number} {text}"), "title": format!("N{number}. {text}"), "url": format!("/page/{number}?{text}"),
                "content_html": format!("<p>{text}</p>"), "summary": text, "authors": [{"name": text}], "tags": [text, "\u{d7ff}"],
                "image": format!("/picture?{text}"), "attachments": [{"url": format!("/sound?{text}"), "mime_type": text}]
            }]
        })
        .to_string();
        // A half of a pair, which JSON can spell and no text can hold.
        feed = feed.replace("\u{d7ff}", "\\ud800");
        return feed;
    }
    let text = xml(text, writing == "referred");
    format!(
        "<rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:media=\"http://search.yahoo.com/mrss/\"><channel>\
        <title>Feed {text}</title><link>https://example.org/{text}</link><language>{text}</language><description>{text}</description>\
        <item><guid isPermaLink=\"false\">{number} {text}</guid><title>N{number}. {text}</title><link>/page/{number}?{text}</link>\
        <dc:creator>{text}</dc:creator><category>{text}</category><description>{text}</description><pubDate>{text}</pubDate>\
        <comments>https://example.org/{text}</comments><enclosure url=\"/sound?{text}\" type=\"{text}\" length=\"{text}\"/>\
        <media:content url=\"/picture?{text}\"><media:description>{text}</media:description><media:credit>{text}</media:credit></media:content>\
        </item></channel></rss>"
    )
}

/// An article's page with the payload wherever a page says something.
fn page((_, text): &Payload) -> String {
    let text = xml(text, false);
    let paragraph = "<p>The union representing immigration judges asked a federal court on Tuesday to end the practice, and the court agreed to hear it in the spring.</p>".repeat(4);
    format!(
        "<html lang=\"{text}\"><head><title>{text}</title><meta name=\"author\" content=\"{text}\"><meta property=\"og:site_name\" content=\"{text}\">\
        <link rel=\"canonical\" href=\"https://example.org/{text}\"></head><body><article><h1>{text}</h1><p class=\"byline\">By {text}</p>{paragraph}\
        <p>{text} <a href=\"https://example.org/{text}\">{text}</a> <code>{text}</code></p><pre>{text}</pre>\
        <figure><img src=\"/p?{text}\" alt=\"{text}\" width=\"800\" height=\"600\"><figcaption>{text} (Photo by {text} / AFP)</figcaption></figure>\
        <table><tr><th>{text}</th><td>{text}</td></tr></table><blockquote>“{text} are what we ask for,” said {text}.</blockquote></article></body></html>"
    )
}

fn answer(asked: &Asked, payloads: &[Payload]) -> Answer {
    let path = asked.path.split('?').next().unwrap_or_default();
    let mut parts = path.trim_start_matches('/').split('/');
    let (kind, number) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let Some(payload) = number.parse::<usize>().ok().and_then(|number| payloads.get(number)) else {
        return Answer::new(404, "nothing here");
    };
    let number = number.parse().unwrap_or(0);
    match kind {
        "page" => Answer::ok(page(payload)).header("Content-Type", "text/html; charset=utf-8"),
        "json" => Answer::ok(feed(number, kind, payload)).header("Content-Type", "application/feed+json"),
        kind => Answer::ok(feed(number, kind, payload)).header("Content-Type", "application/rss+xml; charset=utf-8"),
    }
}

struct Filled {
    home: tempfile::TempDir,
    payloads: Vec<Payload>,
    _server: Server,
}

/// A library with every payload in every writing, refreshed.
fn filled() -> Filled {
    let payloads = payloads::all();
    let known = payloads.clone();
    let server = Server::new(move |asked| answer(asked, &known));
    let home = tempfile::tempdir().unwrap();
    let every = (0..payloads.len()).flat_map(|number| WRITINGS.map(|writing| format!("/{writing}/{number}")));
    subscribe(home.path(), every.map(|path| server.url(&path)));
    safe(home.path(), &["refresh"]);
    Filled {
        home,
        payloads,
        _server: server,
    }
}

/// The archive's files are named as the program names files and hold nothing but text.
fn check_archive(home: &Path) {
    for entry in std::fs::read_dir(home.join("archive")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        assert!(
            name.len() <= 120 && name.ends_with(".md") && name.starts_with("20"),
            "{name:?}"
        );
        assert_eq!(vocabulary::plain(name.as_bytes()), Ok(()), "{name:?}");
        assert_eq!(vocabulary::plain(&std::fs::read(&path).unwrap()), Ok(()), "{name:?}");
    }
}

#[test]
fn nothing_in_a_feed_acts_on_a_pipe() {
    let filled = filled();
    let (home, payloads) = (filled.home.path(), &filled.payloads);
    let all = json(home, &["list", "--json", "-n", "1000"]);
    for writing in WRITINGS {
        for (number, (name, _)) in payloads.iter().enumerate() {
            let begins = format!("N{number}. ");
            let count = all
                .iter()
                .filter(|row| row["title"].as_str().is_some_and(|title| title.starts_with(&begins)))
                .count();
            assert_eq!(count, WRITINGS.len(), "{name} ({writing})");
        }
    }
    for row in &all {
        let title = row["title"].as_str().unwrap();
        let number = title.strip_prefix('N').and_then(|rest| rest.split('.').next()).unwrap();
        let payload = &payloads[number.parse::<usize>().unwrap()].1;
        // A reference to a C1 control means the letter that windows-1252 has there: no sequence.
        let letters = title.contains(['Ÿ', 'œ', '\u{9d}']) && payload.contains(['\u{90}', '\u{9d}', '\u{9f}']);
        assert!(
            letters || !title.contains("pwned"),
            "a sequence left its inside behind: {title:?}"
        );
        assert!(title.contains("before") && title.chars().count() <= 1_000, "{title:?}");
    }
    for arguments in [
        &["list", "-n", "1000"][..],
        &["list", "--format", "titles", "-n", "1000"],
        &["list", "--format", "tsv", "-n", "1000"],
        &["feeds"],
        &["feeds", "--json"],
        &["export"],
        &["doctor"],
        &["doctor", "--json"],
    ] {
        safe(home, arguments);
    }
    for row in all
        .iter()
        .filter(|row| !row["title"].as_str().unwrap().contains("x x x x"))
        .step_by(4)
    {
        let id = row["id"].to_string();
        safe(home, &["show", &id, "--format", "html"]);
    }
    for row in all.iter().step_by(16) {
        let id = row["id"].to_string();
        for format in ["text", "markdown", "json"] {
            safe(home, &["show", &id, "--format", format]);
        }
    }
    safe(home, &["save", "--query", ""]);
    check_archive(home);
}

#[test]
fn nothing_in_a_page_acts_on_a_pipe() {
    let filled = filled();
    let home = filled.home.path();
    // One writing of each is enough here: the page is the same.
    safe(home, &["fetch", "--query", "feed:raw", "-n", "500"]);
    let all = json(home, &["list", "--json", "-n", "1000"]);
    safe(home, &["fetch", "--query", "", "-n", "90"]);
    for row in all.iter().take(90).step_by(4) {
        let id = row["id"].to_string();
        for arguments in [
            &["show", &id][..],
            &["show", &id, "--format", "markdown"],
            &["show", &id, "--json"],
        ] {
            safe(home, arguments);
        }
    }
    safe(home, &["save", "--query", ""]);
    check_archive(home);
}

#[test]
fn nothing_acts_on_the_terminal() {
    let filled = filled();
    let home = filled.home.path();
    let folder = home.to_str().unwrap();
    for (columns, rows) in [(160, 45), (80, 24)] {
        let mut desk = Terminal::start(home, columns, rows, &["--data-dir", folder, "--now", "1795572000"]);
        desk.wait_for("before");
        desk.keys("\r");
        // Which article is the newest differs by what landed last, so its words are not waited for.
        desk.wait_for("read on");
        // Through all of them, with the side pane's lists; the last key is answered last.
        for _ in 0..12 {
            desk.keys("JJJJJ12345y");
        }
        desk.keys("!");
        desk.wait_for("in trouble");
        desk.keys("\u{1b}");
        desk.wait_until("the panes again", |screen| !screen.contains("in trouble"));
        desk.keys("?");
        desk.wait_for("Everywhere");
        desk.keys("\u{1b}");
        desk.wait_until("the panes again", |screen| !screen.contains("Everywhere"));
        desk.keys("q");
        assert_eq!(desk.wait_for_end(), 0);
        if let Err(what) = vocabulary::terminal(&desk.bytes()) {
            panic!("the desk at {columns}x{rows} {what}");
        }
    }
}

#[test]
fn nothing_in_an_error_acts_on_a_pipe() {
    let payloads = payloads::all();
    let known = payloads.clone();
    // What is no feed, with a root that says something; headers and statuses that do.
    let server = Server::new(move |asked| {
        let number = asked
            .path
            .rsplit('/')
            .next()
            .and_then(|number| number.parse::<usize>().ok())
            .unwrap_or(0);
        let text = &known[number % known.len()].1;
        let mild: String = text
            .chars()
            .filter(|c| !matches!(c, '\r' | '\n' | '\0'))
            .take(2_000)
            .collect();
        match number % 6 {
            0 => Answer::ok(format!("<x{text}>{text}</x{text}>")),
            1 => Answer::new(500, text.as_str()).header("Retry-After", &mild),
            2 => Answer::to(302, &format!("ftp://example.org/{mild}")),
            3 => Answer::to(301, &mild),
            4 => Answer::ok("<rss/>").header("Content-Encoding", &mild),
            _ => Answer::ok("<rss><channel><title>x</title></channel></rss>")
                .header("ETag", &mild)
                .header("Content-Type", &mild),
        }
    });
    let home = tempfile::tempdir().unwrap();
    subscribe(
        home.path(),
        (0..6 * payloads.len()).map(|number| server.url(&format!("/{number}"))),
    );
    safe(home.path(), &["refresh"]);
    safe(home.path(), &["refresh", "--force", "--json"]);
    for arguments in [&["feeds"][..], &["feeds", "--json"], &["doctor"], &["feeds", "check"]] {
        safe(home.path(), arguments);
    }
}

#[test]
fn nothing_a_person_pastes_acts_on_a_pipe() {
    let home = tempfile::tempdir().unwrap();
    for (name, text) in payloads::all().into_iter().step_by(3) {
        if text.contains('\0') || text.len() > 4_000 {
            continue;
        }
        let file = home.path().join("x.opml");
        let mild = xml(&text, false);
        std::fs::write(&file, format!("<opml><body><outline text=\"{mild}\"><outline text=\"{mild}\" xmlUrl=\"javascript:{mild}\"/></outline></body></opml>")).unwrap();
        for arguments in [
            &["import", file.to_str().unwrap()][..],
            &["add", &format!("javascript:{text}")],
            &["list", &format!("is:{text}")],
            &["show", &text],
            &["remove", &text],
            &["import", &format!("/nonexistent/{text}")],
            &["credit", &format!("People wait. Photo by {text}")],
        ] {
            let output = dateline(home.path(), arguments);
            for bytes in [&output.stdout, &output.stderr] {
                assert_eq!(vocabulary::plain(bytes), Ok(()), "{name}: {arguments:?}");
            }
        }
    }
}
