//! The commands, run as a person or a script would run them, each on a library of its own.

use std::path::Path;
use std::process::{Command, Output, Stdio};

const NOW: &str = "1795572000";

/// Runs `dateline` with its library below `folder` and no home of its own.
pub fn dateline(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(crate::program::path());
    command
        .env_clear()
        .env("HOME", folder)
        .arg("--data-dir")
        .arg(folder)
        .args(["--now", NOW])
        .args(arguments);
    command.stdin(Stdio::null()).output().unwrap()
}

#[track_caller]
fn text(folder: &Path, arguments: &[&str]) -> String {
    let output = dateline(folder, arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        output.status.success(),
        "{arguments:?} ended with {:?}: {said}",
        output.status.code()
    );
    String::from_utf8(output.stdout).unwrap()
}

#[track_caller]
fn json(folder: &Path, arguments: &[&str]) -> Vec<serde_json::Value> {
    text(folder, arguments)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn a_new_library_has_the_sample_edition_and_the_first_feeds() {
    let home = tempfile::tempdir().unwrap();
    let titles = text(home.path(), &["list", "--format", "titles"]);
    assert!(titles.lines().count() >= 8, "{titles}");
    let feeds = json(home.path(), &["feeds", "--json"]);
    assert!(feeds.len() > 50 && feeds.iter().any(|feed| feed["title"] == "Sample edition"));
    let found = json(home.path(), &["list", "--json", "feed:sample", "credible", "fear"]);
    assert!(!found.is_empty() && found.iter().all(|article| article["feed"] == "Sample edition"));
}

#[test]
fn an_own_list_of_feeds_is_not_mixed_with_the_first_ones() {
    let home = tempfile::tempdir().unwrap();
    let opml = home.path().join("mine.opml");
    let file = r#"<opml version="2.0"><body><outline text="Courts"><outline text="One" type="rss" xmlUrl="https://one.example/feed"/></outline>
        <outline text="Bad" type="rss" xmlUrl="exec:touch /tmp/x"/></body></opml>"#;
    std::fs::write(&opml, file).unwrap();
    let output = dateline(home.path(), &["import", opml.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(3), "one outline is left out, and said so");
    assert!(String::from_utf8_lossy(&output.stderr).contains("left out"));
    assert_eq!(text(home.path(), &["list", "--count"]), "0\n");
    let exported = text(home.path(), &["export"]);
    assert!(
        exported.contains("https://one.example/feed") && exported.contains("Courts") && !exported.contains("exec:")
    );
}

#[test]
fn articles_are_shown_marked_and_saved() {
    let home = tempfile::tempdir().unwrap();
    let newest = json(home.path(), &["list", "--json", "-n", "1"]).remove(0);
    let id = newest["id"].to_string();
    let shown = text(home.path(), &["show", &id, "--width", "60"]);
    assert!(shown.lines().all(|line| line.chars().count() <= 60), "{shown}");
    let whole = json(home.path(), &["show", &id, "--json"]).remove(0);
    assert!(
        whole["entities"]
            .as_array()
            .is_some_and(|entities| !entities.is_empty()),
        "{whole}"
    );
    text(home.path(), &["mark", "--read", "--star", "--tag", "brief", &id]);
    let marked = json(home.path(), &["list", "--json", "is:starred", "is:read", "tag:brief"]);
    assert_eq!(marked.len(), 1);
    assert!(
        whole["photos"][0]["url"]
            .as_str()
            .is_some_and(|url| url.starts_with("sample:")),
        "{}",
        whole["photos"]
    );
    let path = text(home.path(), &["save", &id]);
    let saved = std::fs::read_to_string(path.trim()).unwrap();
    assert!(
        saved.starts_with("---\n") && saved.contains("tags:") && saved.contains("photos:"),
        "{saved}"
    );
    assert_eq!(json(home.path(), &["list", "--json", "is:saved"]).len(), 1);
}

#[test]
fn mistakes_are_told_with_what_would_do() {
    let home = tempfile::tempdir().unwrap();
    for (arguments, code, said) in [
        (vec!["list", "is:new"], 1, "unread"),
        (vec!["show", "first"], 1, "dateline list"),
        (vec!["show", "7"], 1, "no article 7"),
        (vec!["mark", "1"], 1, "--read"),
        (vec!["import", "/nonexistent.opml"], 1, "/nonexistent.opml"),
        (vec!["remove", "nothing like it"], 1, "dateline feeds"),
        (vec!["frobnicate"], 2, "Usage"),
        (vec!["add", "javascript:alert(1)"], 1, "https://"),
    ] {
        let output = dateline(home.path(), &arguments);
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {error}");
        assert!(error.contains(said), "{arguments:?}: {error}");
    }
}

#[test]
fn a_mistake_in_the_settings_is_told_and_survived() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("mine.toml");
    std::fs::write(&file, "[http]\ntotal_timout = 5\n").unwrap();
    let output = dateline(home.path(), &["--config", file.to_str().unwrap(), "list", "--count"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        output.status.success() && said.contains("line 2") && said.contains("total_timeout"),
        "{said}"
    );
}

#[test]
fn a_file_that_is_no_library_is_refused_and_left_alone() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("dateline.db");
    std::fs::write(&file, "my diary\n".repeat(1_000)).unwrap();
    let output = dateline(home.path(), &["list"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("dateline.db"));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "my diary\n".repeat(1_000));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let home = tempfile::tempdir().unwrap();
    text(home.path(), &["list"]);
    let mut command = Command::new(crate::program::path());
    command
        .env_clear()
        .env("HOME", home.path())
        .arg("--data-dir")
        .arg(home.path())
        .arg("man");
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(
        output.status.success() && output.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn help_completions_and_the_manual_come_without_a_library() {
    let home = tempfile::tempdir().unwrap();
    assert!(text(home.path(), &["--help"]).contains("refresh"));
    assert!(text(home.path(), &["completions", "bash"]).contains("_dateline"));
    assert!(text(home.path(), &["man"]).contains(".TH"));
    assert!(text(home.path(), &["config", "--defaults"]).contains("[http]"));
    assert!(!home.path().join("dateline.db").exists());
}
