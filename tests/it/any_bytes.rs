//! What must hold whatever the bytes are: one function a fuzz target.
//!
//! `fuzz/` calls these with bytes of its own finding, `fuzz_corpus.rs` with the ones that are kept
//! in `tests/fuzz-corpus/`. Each fails by panicking.

use std::ops::Range;

use dateline::export::file_name;
use dateline::extract::{self, Hints};
use dateline::feeds::{self, ParseError, opml};
use dateline::flow::{self, Measure};
use dateline::model::safe_text::is_shown;
use dateline::model::{Document, SafeText, Timestamp};
use dateline::query::Query;
use dateline::{captions, config, entities, http};

/// A target's name (its corpus folder has the same) and what it checks.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
#[allow(dead_code, reason = "the fuzz targets call the functions by name")]
pub const ALL: [Target; 11] = [
    ("feed", feed),
    ("page", page),
    ("fragment", fragment),
    ("safe_text", safe_text),
    ("query", query),
    ("opml", opml),
    ("config", config),
    ("credit", credit),
    ("file_name", file_name_of),
    ("dates", dates),
    ("entities", entities),
];

/// A moment all of this is read at.
const NOW: Timestamp = Timestamp(1_795_572_000);

/// The first line is the content type, the rest the feed.
pub fn feed(bytes: &[u8]) {
    let (first, body) = split(bytes);
    let kind = Some(&*first).filter(|kind| !kind.is_empty());
    match feeds::parse(body, kind, Some("https://feed.example/a/feed.xml")) {
        Err(ParseError::Fault) => panic!("a panic was contained"),
        Err(error) => block(&error.to_string()),
        Ok(feed) => {
            line(&feed.title);
            assert!(feed.items.len() <= 5_000);
            assert!(feed.site.iter().all(|url| web_scheme(url)));
            for item in &feed.items {
                assert!(!item.key.is_empty() && item.key.len() <= 2_048, "{}", item.key.len());
                line(&item.title);
                assert!(item.link.iter().all(|url| web_scheme(url)), "{:?}", item.link);
                item.authors.iter().chain(&item.categories).for_each(|text| line(text));
                for media in &item.media {
                    assert!(web_scheme(&media.url), "{}", media.url);
                    media
                        .description
                        .iter()
                        .chain(&media.credit)
                        .for_each(|text| block(text));
                }
            }
        }
    }
}

/// The first line is the content type, the rest the page.
pub fn page(bytes: &[u8]) {
    let (first, body) = split(bytes);
    let kind = Some(&*first).filter(|kind| !kind.is_empty());
    let hints = Hints {
        title: "Judges’ union asks court to end early decisions",
        summary_text: "The union representing immigration judges asked a federal court",
        ..Hints::default()
    };
    match extract::page(body, kind, "https://news.example/a/story", &hints) {
        Err(error) => line(&error.to_string()),
        Ok(found) => {
            whole(&found.document);
            line(&found.facts.title);
            found.facts.bylines.iter().for_each(|text| line(text));
            let (document, photos) = captions::photos(found.document, found.figures, &[]);
            whole(&document);
            for photo in &photos {
                assert!(photo.url.is_empty() || is_web(&photo.url), "{}", photo.url);
                block(&photo.caption);
            }
            let flow = flow::lay_out(&document, &photos, &Measure::new(40));
            for line in &flow.lines {
                SafeText::line(&line.text(&document));
            }
        }
    }
}

/// The HTML of a feed's item.
pub fn fragment(bytes: &[u8]) {
    let html = String::from_utf8_lossy(bytes);
    let found = extract::fragment(&html, Some("https://news.example/a/"));
    whole(&found.document);
    let mut plain = String::new();
    // For the index only, so that it need not be safe to show.
    extract::plain_text(&html, &mut plain);
}

/// Any text, as a line and as a block, at any width.
pub fn safe_text(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    line(&SafeText::line(&text));
    block(&SafeText::block(&text));
    assert!(SafeText::line(&text).chars().count() <= 1_000);
    for width in [0, 1, 2, 7, 40] {
        let clipped = flow::clip(&SafeText::line(&text), width);
        assert!(flow::width(&clipped) <= usize::from(width), "{clipped:?} at {width}");
    }
}

/// A query; what is read is written so that it reads the same again.
pub fn query(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match text.parse::<Query>() {
        Err(error) => assert!(!error.to_string().is_empty()),
        Ok(query) => {
            let written = query.to_string();
            let again = written.parse::<Query>().expect("what is written reads");
            assert_eq!(query, again, "{written:?}");
            dateline::query::hits::hits(&query, &text);
        }
    }
}

/// A list of subscriptions.
pub fn opml(bytes: &[u8]) {
    match opml::read(bytes) {
        Err(error) => line(&error.to_string()),
        Ok(list) => {
            for feed in &list.feeds {
                assert!(web_scheme(&feed.url), "{}", feed.url);
                line(&feed.title);
                line(&feed.folder);
            }
            list.dropped.iter().for_each(|said| block(said));
            let mut out = Vec::new();
            opml::write("x", &list.feeds, &mut out).expect("a vector takes it");
            let again = opml::read(&out).expect("our own list reads").feeds;
            assert_eq!(again.len(), list.feeds.len());
        }
    }
}

/// A person's settings.
pub fn config(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (_, remarks) = config::load(&text).expect("the defaults are sound");
    for remark in remarks {
        assert!(!SafeText::line(&remark.to_string()).is_empty());
    }
}

/// A photo's caption with its credit.
pub fn credit(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let caption = captions::credit::parse(&text);
    block(&caption.body);
    caption
        .photographers
        .iter()
        .chain(&caption.agencies)
        .chain(&caption.credit)
        .for_each(|text| line(text));
    let (first, rest) = text.split_once('\n').unwrap_or((&text, ""));
    block(&captions::credit::parse_with_credit(first, Some(rest)).body);
}

/// A headline as a file's name.
pub fn file_name_of(bytes: &[u8]) {
    // A headline has been through the gate before it names a file.
    let title = SafeText::line(&String::from_utf8_lossy(bytes));
    let name = file_name(&title, NOW, "md");
    for name in [dateline::export::numbered(&name, 199), name] {
        assert!(
            name.len() <= 120 && name.starts_with("2026-11-25 ") && name.ends_with(".md"),
            "{name}"
        );
        assert!(
            !name.contains(['/', '\\', '\0', ':']) && !name.chars().any(char::is_control),
            "{name:?}"
        );
        assert!(name.chars().all(is_shown), "{name:?}");
    }
}

/// Dates of headers and of feeds, and waits.
pub fn dates(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    http::http_date(&text);
    assert!(http::retry_after(&text, NOW).is_none_or(|wait| wait <= 86_400));
    let escaped = text.replace(['<', '&'], " ");
    for tag in ["pubDate", "dc:date", "published"] {
        let item = format!(
            "<rss><channel><title>t</title><item><title>a</title><{tag}>{escaped}</{tag}></item></channel></rss>"
        );
        feeds::parse(item.as_bytes(), None, None).expect("it is a feed");
    }
}

/// Any text, looked through for names, quotes and citations.
pub fn entities(bytes: &[u8]) {
    let text = SafeText::block(&String::from_utf8_lossy(bytes));
    let found = entities::analyse_text(&text, Some(NOW));
    let sound = |range: &Range<usize>| {
        assert!(
            text.get(range.clone()).is_some_and(|part| !part.is_empty()),
            "{range:?}"
        )
    };
    for entity in &found.entities {
        line(&entity.name);
        assert!(!entity.mentions.is_empty() && entity.url.iter().all(|url| is_web(url)));
        entity.mentions.iter().for_each(|mention| sound(&mention.range));
    }
    found.quotes.iter().for_each(|quote| sound(&quote.range));
    found
        .citations
        .iter()
        .flat_map(|citation| &citation.ranges)
        .for_each(sound);
}

/// A document whose ranges all fit its text, which is safe.
fn whole(document: &Document) {
    // Tabs stand between the cells of tables.
    block(&document.text().replace('\t', " "));
    let text = document.text();
    let sound = |range: &Range<usize>| assert!(text.get(range.clone()).is_some(), "{range:?}");
    document.blocks().iter().for_each(|part| sound(&part.range));
    document.spans().iter().for_each(|part| sound(&part.range));
    for link in document.links() {
        let scheme = link
            .url
            .split_once(':')
            .map_or("", |(scheme, _)| scheme)
            .to_ascii_lowercase();
        assert!(["http", "https", "mailto", "tel"].contains(&&*scheme), "{}", link.url);
    }
}

#[track_caller]
fn line(text: &str) {
    assert_eq!(SafeText::line(text).as_str(), text);
}

#[track_caller]
fn block(text: &str) {
    assert_eq!(SafeText::block(text).as_str(), text);
}

fn is_web(url: &str) -> bool {
    url::Url::parse(url).is_ok_and(|parsed| matches!(parsed.scheme(), "http" | "https") && parsed.as_str() == url)
}

fn web_scheme(url: &str) -> bool {
    let scheme = url.split_once(':').map_or("", |(scheme, _)| scheme);
    scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
}

/// The first line, and what is after it.
fn split(bytes: &[u8]) -> (String, &[u8]) {
    let end = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(0);
    let (first, rest) = bytes.split_at(end);
    (
        String::from_utf8_lossy(first).into_owned(),
        rest.get(1..).unwrap_or(rest),
    )
}
