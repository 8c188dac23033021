//! Who is named and who said what, on the command line: from texts, from lines of JSON, from a library.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use crate::cli::dateline;
use crate::server::{Answer, Server};

/// Three articles of our own, of one feed.
const FEED: &str = r#"<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Lantern</title>
<item><guid>1</guid><title>Agency halts the lottery</title><link>https://lantern.example/1</link><pubDate>Tue, 24 Nov 2026 09:00:00 GMT</pubDate>
<content:encoded><![CDATA[<p>WASHINGTON — U.S. Citizenship and Immigration Services (USCIS) halted its lottery on Tuesday, the agency said.</p>
<p>“We had to stop the machine,” said Xiomara Prueba, its director. “It drew the same names twice.”</p>
<p>The Supreme Court may hear the case, Prueba v. Testcase, next year.</p>]]></content:encoded></item>
<item><guid>2</guid><title>Ministers lose at the highest court</title><link>https://lantern.example/2</link><pubDate>Wed, 18 Nov 2026 09:00:00 GMT</pubDate>
<content:encoded><![CDATA[<p>LONDON — The Home Office lost its appeal. The Supreme Court found that ministers had misread the Immigration Act 1971.</p>
<p>“This was never in doubt,” said Barnaby Probe, a lawyer for the family.</p>]]></content:encoded></item>
<item><guid>3</guid><title>Old rules, new forms</title><link>https://lantern.example/3</link><pubDate>Tue, 10 Nov 2026 09:00:00 GMT</pubDate>
<content:encoded><![CDATA[<p>USCIS printed a new Form I-589, Xiomara Prueba said. Section 208 of the INA has not changed.</p>]]></content:encoded></item>
</channel></rss>"#;

/// A library that holds the feed and nothing else.
fn library() -> (TempDir, Server) {
    let server = Server::with([("/feed", Answer::ok(FEED))]);
    let home = tempfile::tempdir().unwrap();
    let opml = home.path().join("mine.opml");
    let url = server.url("/feed");
    let outline = format!("<opml version=\"2.0\"><body><outline text=\"L\" xmlUrl=\"{url}\"/></body></opml>");
    std::fs::write(&opml, outline).unwrap();
    dateline(home.path(), &["import", opml.to_str().unwrap()]);
    dateline(home.path(), &["refresh"]);
    (home, server)
}

#[track_caller]
fn json(home: &Path, arguments: &[&str]) -> Vec<Value> {
    let output = dateline(home, arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{arguments:?}: {said}");
    String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// The command with `input` on its standard input; its lines of JSON.
fn piped(arguments: &[&str], input: &str) -> Vec<Value> {
    let home = tempfile::tempdir().unwrap();
    let mut child = Command::new(crate::program::path())
        .env_clear()
        .env("HOME", home.path())
        .arg("--data-dir")
        .arg(home.path())
        .args(["--now", "1795572000"])
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The words of the entities of a kind, by offsets in code points.
fn named(line: &Value, text: &str, kind: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let entities = line["entities"].as_array().unwrap();
    let of_kind = entities.iter().filter(|entity| entity["kind"] == kind);
    of_kind
        .map(|entity| {
            let at = |key: &str| usize::try_from(entity[key].as_u64().unwrap()).unwrap();
            letters[at("start")..at("end")].iter().collect()
        })
        .collect()
}

#[test]
fn a_batch_counts_in_the_unit_asked_for() {
    let text = "In São Tomé, Xiomara Prueba sued USCIS on Monday, 23 November 2026. “Ya basta — enough,” Prueba said.";
    let line = serde_json::json!({"id": "a", "text": text, "published": "2026-11-25"}).to_string() + "\n";
    let chars = piped(&["entities", "--batch", "-", "--unit", "char"], &line).remove(0);
    assert_eq!(chars["id"], "a");
    assert!(
        named(&chars, text, "person").contains(&"Xiomara Prueba".to_owned()),
        "{chars}"
    );
    assert_eq!(named(&chars, text, "agency"), ["USCIS"]);
    let quotes = chars["quotes"].as_array().unwrap();
    assert!(
        quotes.iter().any(|quote| quote["speaker"] == "Xiomara Prueba"),
        "{chars}"
    );
    let bytes = piped(&["entities", "--batch", "-"], &line).remove(0);
    let agency = bytes["entities"]
        .as_array()
        .unwrap()
        .iter()
        .find(|e| e["kind"] == "agency")
        .unwrap();
    let at = |key: &str| usize::try_from(agency[key].as_u64().unwrap()).unwrap();
    assert_eq!(
        text.get(at("start")..at("end")),
        Some("USCIS"),
        "bytes where nothing else is asked for"
    );
}

#[test]
fn a_batch_answers_line_for_line_and_says_which_is_no_json() {
    let lines = "{\"id\":1,\"text\":\"\"}\n{\"id\":2,\"text\":\"See 8 U.S.C. § 1158.\"}\n";
    let found = piped(&["entities", "--batch", "-", "--unit", "char"], lines);
    assert_eq!(found.len(), 2);
    assert_eq!(found[0]["entities"], serde_json::json!([]));
    assert_eq!(found[1]["citations"][0]["canonical"], "8 U.S.C. § 1158");
    assert!(
        found[1]["citations"][0]["url"]
            .as_str()
            .unwrap()
            .starts_with("https://uscode.house.gov/")
    );
    let home = tempfile::tempdir().unwrap();
    let bad = home.path().join("bad.jsonl");
    std::fs::write(&bad, "{\"id\":1,\"text\":\"USCIS\"}\nnot json\n").unwrap();
    let output = dateline(home.path(), &["entities", "--batch", bad.to_str().unwrap()]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        !output.status.success() && said.contains('2'),
        "the line is named: {said}"
    );
}

#[test]
fn an_article_is_listed_with_its_names() {
    let (home, _server) = library();
    let output = dateline(home.path(), &["entities", "--query", "lottery"]);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(text.starts_with("Agency halts the lottery\n"), "{text}");
    for name in [
        "Xiomara Prueba",
        "US Citizenship and Immigration Services",
        "Prueba v. Testcase",
    ] {
        assert!(text.contains(name), "{name} in {text}");
    }
    let british = json(home.path(), &["entities", "--json", "--query", "ministers"]).remove(0);
    let entities = british["analysis"]["entities"].as_array().unwrap();
    let court = entities.iter().find(|entity| entity["kind"] == "court").unwrap();
    assert_eq!(court["key"], "uksc", "the court of the country the article is about");
    let output = dateline(home.path(), &["entities", "no-number"]);
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("not an article's id"));
}

#[test]
fn an_entity_has_one_page_over_the_library() {
    let (home, _server) = library();
    dateline(home.path(), &["entities", "--query", "feed:lantern"]);
    let page = json(home.path(), &["entity", "USCIS", "--json"]).remove(0);
    assert_eq!(page["key"], "uscis");
    assert_eq!(page["articles"], 2);
    assert_eq!(page["url"], "https://www.uscis.gov/");
    assert_eq!(page["newest"].as_array().unwrap().len(), 2);
    let weeks: u64 = page["weeks"].as_array().unwrap().iter().filter_map(Value::as_u64).sum();
    assert!(weeks >= 2, "{page}");
    let person = json(home.path(), &["entity", "Xiomara", "Prueba", "--json"]).remove(0);
    assert_eq!(person["articles"], 2);
    assert!(person["quoted"].as_u64().unwrap() >= 2, "{person}");
    let nobody = dateline(home.path(), &["entity", "Nobody", "At", "All"]);
    assert!(!nobody.status.success());
    assert!(String::from_utf8_lossy(&nobody.stderr).contains("no article names"));
}

#[test]
fn quotes_are_found_by_who_said_them() {
    let (home, _server) = library();
    dateline(home.path(), &["entities", "--query", "feed:lantern"]);
    let quotes = json(home.path(), &["quotes", "--speaker", "Xiomara Prueba", "--json"]);
    assert!(quotes.len() >= 2, "{quotes:?}");
    assert!(quotes.iter().all(|quote| quote["speaker"] == "Xiomara Prueba"));
    assert!(
        quotes
            .iter()
            .any(|quote| quote["said"].as_str().unwrap().contains("stop the machine"))
    );
    let dated = quotes
        .iter()
        .find(|quote| quote["said"].as_str().unwrap().contains("stop the machine"))
        .unwrap();
    assert_eq!(dated["published"], "2026-11-24T09:00:00Z");
    let output = dateline(home.path(), &["quotes", "--speaker", "Barnaby Probe"]);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(text.starts_with("Barnaby Probe: “This was never in doubt"), "{text}");
    assert!(json(home.path(), &["quotes", "--speaker", "Nobody At All", "--json"]).is_empty());
}
