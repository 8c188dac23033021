//! Lists of subscriptions built to eat memory and time.

use std::time::Duration;

use super::json;
use super::measured::{self, MEMORY};

#[test]
fn no_list_of_feeds_eats_the_machine() {
    let outline = |number: usize| format!("<outline text='f{number}' xmlUrl='https://f{number}.example/feed'/>");
    let many: String = (0..30_000).map(outline).collect();
    let cases = [
        (
            "larger than 10 MB",
            format!("<opml><body>{}</body></opml>", " ".repeat(11 << 20)),
            1,
            0,
        ),
        (
            "30,000 outlines",
            format!("<opml><body>{many}</body></opml>"),
            3,
            20_000,
        ),
        (
            "100,000 deep",
            format!("<opml><body>{}{}", "<outline text='x'>".repeat(100_000), outline(1)),
            3,
            0,
        ),
        (
            "an entity bomb",
            format!(
                "<!DOCTYPE opml [<!ENTITY a \"{}\">]><opml><body><outline text=\"{}\" xmlUrl='https://e.example/'/></body></opml>",
                "y".repeat(50_000),
                "&a;".repeat(50_000)
            ),
            0,
            1,
        ),
        (
            "a name of 5 MB",
            format!(
                "<opml><body><outline text='{}' xmlUrl='https://e.example/'/></body></opml>",
                "n".repeat(5 << 20)
            ),
            0,
            1,
        ),
        (
            "100,000 attributes",
            format!(
                "<opml><body><outline {} text='x' xmlUrl='https://e.example/'/></body></opml>",
                (0..100_000).map(|n| format!("a{n}='x'")).collect::<Vec<_>>().join(" ")
            ),
            0,
            1,
        ),
        (
            "one address 20,000 times",
            format!("<opml><body>{}</body></opml>", outline(1).repeat(20_000)),
            3,
            1,
        ),
    ];
    for (name, text, status, count) in cases {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("x.opml");
        std::fs::write(&file, text).unwrap();
        let run = measured::run(home.path(), &["import", file.to_str().unwrap()]);
        assert_eq!(
            run.output.status.code(),
            Some(status),
            "{name}: {}",
            String::from_utf8_lossy(&run.output.stderr)
                .chars()
                .take(300)
                .collect::<String>()
        );
        assert!(run.memory <= MEMORY, "{name} took {} MB", run.memory >> 20);
        assert!(
            run.processor <= Duration::from_secs(2) * measured::slack(),
            "{name} took {:?}",
            run.processor
        );
        let feeds = json(home.path(), &["feeds", "--json"])
            .iter()
            .filter(|feed| feed["url"].as_str().unwrap().contains(".example"))
            .count();
        // A list that was refused leaves the first subscriptions, none of them of these names.
        assert_eq!(feeds, count, "{name}");
    }
}
