//! A feed's reading as one line of JSON, for comparing readers over a corpus of feeds.
//!
//! A case is a line of JSON with `file`, `url` and `content_type`; its line of answer holds what a
//! person would be shown: texts plain, times UTC, links absolute.

use serde::Deserialize;
use serde_json::{Value, json};

use super::parse;
use crate::model::{Coordinates, MediaItem, ParsedFeed, ParsedItem, SafeText, Timestamp};

/// One case of a batch.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Case {
    /// The name of the file that holds the feed's bytes.
    pub file: String,
    /// Where the feed came from, if that is known.
    #[serde(default)]
    pub url: Option<String>,
    /// The `Content-Type` it came with, if any.
    #[serde(default)]
    pub content_type: Option<String>,
}

impl Case {
    /// Reads a line of a batch; other keys are passed over.
    ///
    /// # Errors
    /// When it is not such a line.
    pub fn read(line: &str) -> Result<Case, serde_json::Error> {
        serde_json::from_str(line)
    }
}

/// The answer to a case, one line of JSON without its line feed.
pub fn answer(case: &Case, bytes: &[u8]) -> String {
    let answer = match parse(bytes, case.content_type.as_deref(), case.url.as_deref()) {
        Ok(feed) => feed_value(&case.file, &feed),
        Err(error) => json!({ "file": case.file, "ok": false, "error": error.to_string() }),
    };
    answer.to_string()
}

/// The answer for a case whose file cannot be read.
pub fn unreadable(case: &Case, why: &std::io::Error) -> String {
    json!({ "file": case.file, "ok": false, "error": why.to_string() }).to_string()
}

fn feed_value(file: &str, feed: &ParsedFeed) -> Value {
    json!({
        "file": file,
        "ok": true,
        "title": text(&feed.title),
        "link": feed.site,
        "description": text(&feed.description),
        "language": feed.language,
        "authors": texts(&feed.authors),
        "categories": texts(&feed.categories),
        "entries": feed.items.iter().map(item_value).collect::<Vec<_>>(),
        "remarks": feed.remarks,
    })
}

fn item_value(item: &ParsedItem) -> Value {
    let urls = |wanted: fn(&MediaItem) -> bool| {
        item.media
            .iter()
            .filter(|media| wanted(media))
            .map(|media| media.url.as_str())
            .collect::<Vec<_>>()
    };
    json!({
        "id": item.key,
        "title": text(&item.title),
        "link": item.link,
        "published": item.published.map(Timestamp::iso),
        "updated": item.updated.map(Timestamp::iso),
        "authors": texts(&item.authors),
        "categories": texts(&item.categories),
        "enclosures": urls(|media| media.enclosure),
        "media": urls(|media| !media.enclosure && !media.thumbnail),
        "thumbnails": urls(|media| media.thumbnail),
        "summary_html": item.summary_html,
        "content_html": item.content_html,
        "coordinates": item.coordinates.map(Coordinates::degrees),
    })
}

fn text(text: &SafeText) -> Option<&str> {
    Some(text.as_str()).filter(|text| !text.is_empty())
}

fn texts(texts: &[SafeText]) -> Vec<&str> {
    texts.iter().map(SafeText::as_str).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_is_answered_in_one_line() {
        let case =
            Case::read(r#"{"file": "a.xml", "url": "https://e.org/f", "content_type": null, "class": "x"}"#).unwrap();
        let line = answer(
            &case,
            b"<rss><channel><title>T</title><item><link>/a</link><pubDate>2 Nov 2026</pubDate></item></channel></rss>",
        );
        assert!(!line.contains('\n'));
        let value: Value = serde_json::from_str(&line).unwrap();
        assert_eq!(value["entries"][0]["link"], "https://e.org/a");
        assert_eq!(value["entries"][0]["published"], "2026-11-02T00:00:00Z");
        let line = answer(&case, b"");
        assert!(line.contains("\"ok\":false"), "{line}");
    }
}
