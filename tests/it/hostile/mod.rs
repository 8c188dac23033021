//! What strangers may send, tried on the real program: headless and in a terminal.
//!
//! Each file holds a table of named cases: [`text`] (what would act on a terminal), [`commands`]
//! (what would run), [`reach`] (what would be read or called), [`size`] (what would eat memory and
//! time), [`lists`] (of feeds, that would), [`pages`] (articles built to hang a converter). [`vocabulary`] knows what the program may
//! send to a terminal, [`measured`] what a run has cost.

mod commands;
mod lists;
mod measured;
mod pages;
mod payloads;
mod reach;
mod size;
mod text;
mod vocabulary;

use std::path::Path;
use std::process::Output;

use crate::cli::dateline;

/// Subscribes to these addresses, and to nothing else.
#[track_caller]
fn subscribe(home: &Path, urls: impl IntoIterator<Item = String>) {
    let outlines: String = urls
        .into_iter()
        .map(|url| format!("<outline text=\"{0}\" xmlUrl=\"{0}\"/>", url.replace('&', "&amp;")))
        .collect();
    let opml = home.join("feeds.opml");
    std::fs::write(&opml, format!("<opml version=\"2.0\"><body>{outlines}</body></opml>")).unwrap();
    let output = dateline(home, &["import", opml.to_str().unwrap()]);
    assert!(output.status.success(), "{}", said(&output));
}

/// What a run wrote, to both.
fn said(output: &Output) -> String {
    format!(
        "{}\n{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

/// Runs a command and gives its standard output; it has to be done or partly done, and what it
/// wrote has to be safe to show.
#[track_caller]
fn safe(home: &Path, arguments: &[&str]) -> String {
    let output = dateline(home, arguments);
    assert!(
        matches!(output.status.code(), Some(0 | 3)),
        "{arguments:?} ended with {:?}: {}",
        output.status.code(),
        said(&output)
    );
    for (name, bytes) in [("output", &output.stdout), ("errors", &output.stderr)] {
        if let Err(what) = vocabulary::plain(bytes) {
            panic!("the {name} of {arguments:?} {what}");
        }
    }
    String::from_utf8(output.stdout).unwrap()
}

/// The lines of a JSON output.
#[track_caller]
fn json(home: &Path, arguments: &[&str]) -> Vec<serde_json::Value> {
    safe(home, arguments)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}
