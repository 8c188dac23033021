//! The feeds' health through the real program: what is said, and the commands that help.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

use super::scene::{good, rss_with};
use crate::server::{Answer, Server};

const NOW: i64 = 1_795_572_000;

fn dateline(folder: &Path, now: i64, arguments: &[&str]) -> Output {
    let mut command = Command::new(crate::program::path());
    command
        .env_clear()
        .env("HOME", folder)
        .arg("--data-dir")
        .arg(folder)
        .args(["--now", &now.to_string()])
        .args(arguments);
    command.stdin(Stdio::null()).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// A library with these paths of a server as its feeds.
fn home(server: &Server, paths: &[&str]) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let outlines: String = paths
        .iter()
        .map(|path| {
            format!(
                "<outline type=\"rss\" text=\"Feed {path}\" xmlUrl=\"{}\"/>",
                server.url(path)
            )
        })
        .collect();
    let opml = home.path().join("mine.opml");
    std::fs::write(&opml, format!("<opml version=\"2.0\"><body>{outlines}</body></opml>")).unwrap();
    let imported = dateline(home.path(), NOW, &["import", opml.to_str().unwrap()]);
    assert!(imported.status.success(), "{}", said(&imported));
    home
}

fn lines(output: &Output) -> Vec<Value> {
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn refresh_asks_what_is_due_by_the_clock_it_is_given() {
    let server = Server::new(|_| good());
    let home = home(&server, &["/f"]);
    for (now, times) in [(NOW, 1), (NOW + 1_800, 1), (NOW + 3_700, 2)] {
        dateline(home.path(), now, &["refresh"]);
        assert_eq!(server.times("/f"), times);
    }
    dateline(home.path(), NOW + 3_700, &["refresh", "--force"]);
    assert_eq!(server.times("/f"), 3);
}

#[test]
fn refresh_says_a_line_a_feed() {
    let server = Server::with([("/f", good()), ("/bad", Answer::new(500, ""))]);
    let home = home(&server, &["/f", "/bad"]);
    let output = dateline(home.path(), NOW, &["refresh", "--json"]);
    assert_eq!(output.status.code(), Some(3));
    let lines = lines(&output);
    assert_eq!(lines.len(), 2);
    let good = lines.iter().find(|line| line["status"] == 200).unwrap();
    assert!(good["new"] == 1 && good["size"].as_u64().unwrap() > 100 && good["error"].is_null());
    assert!(good["due"] == "2026-11-25T03:00:00Z" && good["due_reason"].is_string());
    let bad = lines.iter().find(|line| line["status"] == 500).unwrap();
    assert!(bad["error"].as_str().unwrap().contains("500"));
}

#[test]
fn limits_are_flags_of_refresh() {
    let server = Server::with([
        ("/silent", Answer::silent()),
        ("/large", Answer::ok(vec![b' '; 1_100_000])),
    ]);
    let home = home(&server, &["/silent", "/large"]);
    let flags = [
        "refresh",
        "--total-timeout",
        "1.5",
        "--connect-timeout",
        "0.75",
        "--header-timeout",
        "0.75",
        "--max-body",
        "1",
    ];
    let text = said(&dateline(home.path(), NOW, &flags));
    assert!(
        text.contains("within 750 ms") && text.contains("limit of 1 MB"),
        "{text}"
    );
}

#[test]
fn limits_are_settings() {
    let server = Server::with([("/f", Answer::to(302, "/g")), ("/g", good())]);
    let home = home(&server, &["/f"]);
    let settings = home.path().join("other.toml");
    std::fs::write(&settings, "[http]\nmax_redirects = 0\n").unwrap();
    let text = said(&dateline(
        home.path(),
        NOW,
        &["--config", settings.to_str().unwrap(), "refresh"],
    ));
    assert!(text.contains("more than 0 redirects"), "{text}");
}

#[test]
fn doctor_explains_each_trouble_with_its_remedy() {
    let named =
        "<!doctype html><html><head><link rel=\"alternate\" type=\"application/rss+xml\" href=\"/new\"></head></html>";
    let server = Server::with([
        ("/well", good()),
        ("/gone", Answer::new(410, "")),
        ("/refused", Answer::new(403, "")),
        ("/locked", Answer::new(401, "")),
        ("/missing", Answer::new(404, "")),
        ("/busy", Answer::new(429, "").header("retry-after", "7200")),
        ("/page", Answer::ok(named)),
        ("/twin", Answer::to(301, "/well")),
    ]);
    let home = home(
        &server,
        &[
            "/well", "/gone", "/refused", "/locked", "/missing", "/busy", "/page", "/twin",
        ],
    );
    dateline(home.path(), NOW, &["refresh"]);
    let text = said(&dateline(home.path(), NOW, &["doctor"]));
    let url = |path| server.url(path);
    for part in [
        format!("dateline remove {}", url("/gone")),
        format!(
            "dateline feeds set {} --user-agent 'Mozilla/5.0 (compatible; dateline/",
            url("/refused")
        ),
        format!("dateline feeds set {} --credentials NAME:PASSWORD", url("/locked")),
        format!("dateline feeds move {} NEW-ADDRESS", url("/missing")),
        format!("dateline feeds move {} {}", url("/page"), url("/new")),
        format!("dateline remove {}", url("/twin")),
        "asked again 2026-11-25T04:00:00Z: the server asked to be left alone for 2 hours".to_owned(),
        "not asked again".to_owned(),
        "feeds     8, 7 of them in trouble".to_owned(),
    ] {
        assert!(text.contains(&part), "{part}\n{text}");
    }
}

#[test]
fn a_name_that_the_site_accepts_is_tried_at_once() {
    let server = Server::new(|asked| match asked.header("user-agent") {
        Some(name) if name.starts_with("Mozilla/5.0") => good(),
        _ => Answer::new(403, ""),
    });
    let home = home(&server, &["/f"]);
    dateline(home.path(), NOW, &["refresh"]);
    dateline(
        home.path(),
        NOW,
        &["feeds", "set", "Feed /f", "--user-agent", "Mozilla/5.0 (compatible; x)"],
    );
    let output = dateline(home.path(), NOW, &["refresh", "--json"]);
    assert_eq!(lines(&output)[0]["status"], 200);
}

#[test]
fn check_asks_everything_and_says_how_much_is_well() {
    let server = Server::with([("/a", good()), ("/b", Answer::new(404, ""))]);
    let home = home(&server, &["/a", "/b"]);
    let output = dateline(home.path(), NOW, &["feeds", "check"]);
    assert_eq!(output.status.code(), Some(3));
    let text = said(&output);
    assert!(
        text.starts_with("1 of 2 feeds answer well") && text.contains("404"),
        "{text}"
    );
    assert_eq!(
        lines(&dateline(home.path(), NOW, &["feeds", "check", "--json"])).len(),
        2
    );
    assert_eq!(server.times("/a"), 2, "also what is not due");
}

#[test]
fn a_feed_is_moved_by_command() {
    let server = Server::with([("/old", Answer::new(404, "")), ("/new", good())]);
    let home = home(&server, &["/old"]);
    let to = server.url("/new");
    let output = dateline(home.path(), NOW, &["feeds", "move", "/old", &to]);
    assert!(
        output.status.success() && said(&output).contains(&to),
        "{}",
        said(&output)
    );
    let feeds = lines(&dateline(home.path(), NOW, &["feeds", "--json"]));
    assert_eq!(feeds[0]["url"], to);
    let output = dateline(home.path(), NOW, &["feeds", "move", &to, &server.url("/nowhere")]);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn health_is_data() {
    let server = Server::with([
        ("/f", Answer::to(302, "/g")),
        ("/g", Answer::ok(rss_with("", &[("a", "A"), ("b", "B"), ("c", "C")]))),
    ]);
    let home = home(&server, &["/f"]);
    dateline(home.path(), NOW, &["refresh"]);
    let feed = lines(&dateline(home.path(), NOW, &["feeds", "--json"])).remove(0);
    assert_eq!(
        (&feed["condition"], &feed["redirects"]),
        (&"redirected".into(), &1.into())
    );
    assert_eq!(
        (&feed["new_address"], &feed["seconds_between_items"]),
        (&server.url("/g").into(), &60.into())
    );
    assert_eq!(feed["due_reason"], "feeds that say nothing are asked every hour");
}

#[test]
fn history_is_a_flag_of_refresh() {
    let next = "<atom:link xmlns:atom=\"http://www.w3.org/2005/Atom\" rel=\"next\" href=\"/g\"/>";
    let server = Server::with([
        ("/f", Answer::ok(rss_with(next, &[("a", "A")]))),
        ("/g", Answer::ok(rss_with("", &[("b", "B")]))),
    ]);
    let home = home(&server, &["/f"]);
    let output = dateline(home.path(), NOW, &["refresh", "--history", "3", "/f"]);
    assert!(
        said(&output).contains("1 older page, 2 new; that is all there is"),
        "{}",
        said(&output)
    );
}

#[test]
fn one_feed_is_parsed_from_an_address() {
    let server = Server::with([("/f", good())]);
    let home = tempfile::tempdir().unwrap();
    let output = dateline(home.path(), NOW, &["parse-feed", &server.url("/f")]);
    assert_eq!(lines(&output)[0]["entries"][0]["title"], "Asylum rule");
}
