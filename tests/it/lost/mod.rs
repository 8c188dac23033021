//! Nothing is lost: what was said to be stored is there after a kill, a full disk, damage and a
//! second Dateline; and where something cannot be done, one sentence says so.
//!
//! [`killed`] ends the real program at any moment, [`full`] takes its room away, [`damaged`] spoils
//! its file, [`shared`] opens it twice, [`places`] gives it folders and settings that do not work.

mod damaged;
mod full;
mod killed;
mod places;
mod shared;

use std::path::Path;

use crate::cli::dateline;
use crate::server::{Answer, Server};

/// A feed of `count` items that begin at `first`.
fn feed(first: usize, count: usize) -> String {
    let items: String = (first..first + count)
        .map(|number| {
            format!("<item><guid isPermaLink=\"false\">{number}</guid><title>Story {number}</title><description>{}</description></item>", format!("words of {number} and more ").repeat(40))
        })
        .collect();
    format!("<rss version=\"2.0\"><channel><title>Wire</title>{items}</channel></rss>")
}

/// A library with `count` articles, ten of them read and one starred, one saved.
fn library(home: &Path, count: usize) -> Server {
    let body = feed(0, count);
    let server = Server::new(move |_| Answer::ok(body.clone()));
    let opml = home.join("feeds.opml");
    std::fs::write(
        &opml,
        format!(
            "<opml><body><outline text='Wire' xmlUrl='{}'/></body></opml>",
            server.url("/feed")
        ),
    )
    .unwrap();
    done(home, &["import", opml.to_str().unwrap()]);
    done(home, &["refresh"]);
    let ids = ids(home, "");
    let read: Vec<&str> = ids.iter().take(10).map(String::as_str).collect();
    done(home, &[&["mark", "--read"], &read[..]].concat());
    done(home, &["mark", "--star", &ids[0]]);
    done(home, &["mark", "--tag", "brief", &ids[1]]);
    done(home, &["save", &ids[2]]);
    server
}

/// The ids of the articles a query holds for.
fn ids(home: &Path, query: &str) -> Vec<String> {
    let arguments = ["list", "--format", "tsv", "-n", "100000", query];
    let text = done(home, if query.is_empty() { &arguments[..5] } else { &arguments });
    text.lines()
        .map(|line| line.split('\t').next().unwrap().to_owned())
        .collect()
}

fn count(home: &Path, query: &str) -> usize {
    ids(home, query).len()
}

/// Runs what has to work; gives its output.
#[track_caller]
fn done(home: &Path, arguments: &[&str]) -> String {
    let output = dateline(home, arguments);
    assert!(
        output.status.success(),
        "{arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

/// Runs what cannot work; gives the one sentence it says.
#[track_caller]
fn refused(home: &Path, arguments: &[&str]) -> String {
    let output = dateline(home, arguments);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{arguments:?}: {said}");
    assert_eq!(said.lines().count(), 1, "one sentence: {said}");
    assert!(!said.contains("locked") && !said.contains("panicked"), "{said}");
    said
}

/// Waits until something off the screen has come true.
#[track_caller]
fn wait_for(what: &str, is_true: impl Fn() -> bool) {
    let end = std::time::Instant::now() + std::time::Duration::from_secs(20);
    while !is_true() {
        assert!(std::time::Instant::now() < end, "{what} never came");
        std::thread::park_timeout(std::time::Duration::from_millis(5));
    }
}
