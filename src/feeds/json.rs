//! JSON Feed, read leniently: what publishers get wrong is put right, then feed-rs reads it.
//! <https://www.jsonfeed.org/version/1.1/>

use serde_json::{Map, Value, json};

use super::error::ParseError;
use super::links;
use super::people;
use super::second;
use super::surrogates;
use crate::model::{MediaItem, ParsedFeed, SafeText};

/// Arrays and objects open within each other at most.
const DEEPEST: usize = 64;
/// Authors of an item at most.
const MOST_AUTHORS: usize = 100;

/// Reads a JSON Feed.
///
/// # Errors
/// When it is not JSON, not a feed, or nested too deep.
pub(super) fn parse(text: &str, url: Option<&str>) -> Result<ParsedFeed, ParseError> {
    let not_a_feed = |reason: String| ParseError::NotAFeed { reason };
    let text = &*surrogates::mended(text);
    let shape = Shape::of(text);
    if shape.deepest > DEEPEST {
        return Err(ParseError::TooDeep);
    }
    let mut cut = false;
    let value: Value = match serde_json::from_str(text.trim_end_matches(|c: char| c.is_whitespace() || c == '\0')) {
        Ok(value) => value,
        Err(error) => {
            // Broken off, or broken in one place: what is whole before it is kept.
            let whole = shape.last_whole.and_then(|end| text.get(..end));
            let mended = whole.and_then(|whole| serde_json::from_str(&format!("{whole}]}}")).ok());
            cut = true;
            mended.ok_or_else(|| not_a_feed(format!("it is damaged JSON ({error})")))?
        }
    };
    let Value::Object(mut feed) = value else {
        return Err(not_a_feed("it is JSON of another sort".to_owned()));
    };
    let is_feed = feed.contains_key("items")
        || feed
            .get("version")
            .and_then(Value::as_str)
            .is_some_and(|it| it.contains("jsonfeed"));
    if !is_feed {
        return Err(not_a_feed("it is JSON without items".to_owned()));
    }
    let authors = take_authors(&mut feed);
    let items = feed.remove("items").map(items).unwrap_or_default();
    let (items, extras): (Vec<Value>, Vec<Extra>) = items.into_iter().unzip();
    feed.insert("items".into(), items.into());
    mend_feed(&mut feed);
    let next = feed
        .get("next_url")
        .and_then(Value::as_str)
        .and_then(|next| links::web(url, next));
    let mended = Value::Object(feed).to_string();
    let mut parsed = second::read(mended.as_bytes(), url).map_err(not_a_feed)?;
    parsed.next_page = next.filter(|next| Some(next.as_str()) != url);
    if cut {
        parsed.breaks_off = true;
        parsed
            .remarks
            .push("the feed is damaged; what follows its last whole item was left out".to_owned());
    }
    // Only if none were left out do the two lists run side by side.
    if parsed.items.len() == extras.len() {
        for (item, extra) in parsed.items.iter_mut().zip(extras) {
            item.language = extra.language;
            item.authors = if extra.authors.is_empty() {
                authors.clone()
            } else {
                extra.authors
            };
            let picture = extra.picture.as_deref().and_then(|picture| links::web(url, picture));
            item.media.extend(picture.map(|url| MediaItem {
                url,
                thumbnail: true,
                ..MediaItem::default()
            }));
        }
    }
    parsed.authors = authors;
    Ok(parsed)
}

/// What feed-rs leaves out of an item, and its authors, whose names it cuts where it must not (3.0
/// panics at an address before a character beyond ASCII).
struct Extra {
    language: Option<String>,
    picture: Option<String>,
    authors: Vec<SafeText>,
}

impl Extra {
    fn take(item: &mut Map<String, Value>) -> Extra {
        let authors = take_authors(item);
        let text = |name: &str| {
            item.get(name)
                .and_then(Value::as_str)
                .filter(|text| !text.is_empty())
                .map(str::to_owned)
        };
        Extra {
            language: text("language"),
            picture: text("image").or_else(|| text("banner_image")),
            authors,
        }
    }
}

/// How deep a JSON text goes, and where the last whole item of its `items` ends.
struct Shape {
    deepest: usize,
    last_whole: Option<usize>,
}

impl Shape {
    fn of(text: &str) -> Shape {
        let mut shape = Shape {
            deepest: 0,
            last_whole: None,
        };
        let (mut depth, mut at) = (0usize, 0);
        let bytes = text.as_bytes();
        let mut in_items = false;
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'"' => {
                    let start = at + 1;
                    at = string_end(bytes, start);
                    in_items |= depth == 1 && bytes.get(start..at) == Some(b"items");
                }
                b'{' | b'[' => {
                    depth += 1;
                    shape.deepest = shape.deepest.max(depth);
                }
                b'}' | b']' => {
                    depth = depth.saturating_sub(1);
                    if *byte == b'}' && depth == 2 && in_items {
                        shape.last_whole = Some(at + 1);
                    }
                    in_items &= depth >= 2 || *byte != b']';
                }
                _ => {}
            }
            at += 1;
        }
        shape
    }
}

/// Where the quotation mark is that ends the string begun before `at`.
fn string_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(next) = bytes.get(at..).and_then(|rest| memchr::memchr2(b'"', b'\\', rest)) {
        at += next;
        if bytes.get(at) == Some(&b'"') {
            return at;
        }
        at += 2;
    }
    bytes.len()
}

fn mend_feed(feed: &mut Map<String, Value>) {
    feed.insert("version".into(), "https://jsonfeed.org/version/1.1".into());
    for name in [
        "title",
        "home_page_url",
        "feed_url",
        "description",
        "language",
        "icon",
        "favicon",
    ] {
        mend_text(feed, name);
    }
    feed.entry("title").or_insert_with(|| "".into());
}

/// The items of a feed, mended, with what is kept beside them.
fn items(value: Value) -> Vec<(Value, Extra)> {
    let items = match value {
        Value::Array(items) => items,
        item @ Value::Object(_) => vec![item],
        _ => Vec::new(),
    };
    let mended = items.into_iter().filter_map(|item| match item {
        Value::Object(mut item) => {
            mend_item(&mut item);
            let extra = Extra::take(&mut item);
            Some((Value::Object(item), extra))
        }
        _ => None,
    });
    mended.collect()
}

fn mend_item(item: &mut Map<String, Value>) {
    for name in [
        "id",
        "url",
        "external_url",
        "title",
        "content_html",
        "content_text",
        "summary",
        "date_published",
        "date_modified",
    ] {
        mend_text(item, name);
    }
    if let Some(tags) = item.remove("tags") {
        let tags: Vec<Value> = list(tags)
            .into_iter()
            .filter(|tag| tag.as_str().is_some_and(|tag| !tag.trim().is_empty()))
            .collect();
        item.insert("tags".into(), tags.into());
    }
    if let Some(attachments) = item.remove("attachments") {
        let attachments: Vec<Value> = list(attachments).into_iter().filter_map(attachment).collect();
        item.insert("attachments".into(), attachments.into());
    }
}

/// A text stays, a number or truth value becomes one, anything else goes.
fn mend_text(object: &mut Map<String, Value>, name: &str) {
    let Some(value) = object.get_mut(name) else { return };
    match value {
        Value::String(_) => {}
        Value::Number(_) | Value::Bool(_) => *value = value.to_string().into(),
        _ => drop(object.remove(name)),
    }
}

fn list(value: Value) -> Vec<Value> {
    match value {
        Value::Array(values) => values,
        Value::Null => Vec::new(),
        other => vec![other],
    }
}

/// `author` and `authors`, each a name, an object, or a list of either; taken out.
fn take_authors(object: &mut Map<String, Value>) -> Vec<SafeText> {
    // Version 1.1 put `authors` in the place of `author`; where both are, the old one is a copy.
    let (old, new) = (object.remove("author"), object.remove("authors"));
    let given = new
        .map(list)
        .filter(|authors| !authors.is_empty())
        .or(old.map(list))
        .unwrap_or_default();
    let mut authors = Vec::new();
    for author in given.iter().take(MOST_AUTHORS) {
        let name = author.get("name").unwrap_or(author).as_str().unwrap_or_default();
        let name = people::shown(name);
        if !name.is_empty() && !authors.contains(&name) {
            authors.push(name);
        }
    }
    authors
}

fn attachment(value: Value) -> Option<Value> {
    let url = value.get("url").unwrap_or(&value).as_str()?;
    let media_type = value
        .get("mime_type")
        .and_then(Value::as_str)
        .unwrap_or("application/octet-stream");
    let size = value
        .get("size_in_bytes")
        .and_then(|size| size.as_u64().or_else(|| size.as_str()?.parse().ok()));
    Some(json!({ "url": url, "mime_type": media_type, "size_in_bytes": size }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> ParsedFeed {
        parse(text, Some("https://e.org/feed.json")).unwrap()
    }

    #[test]
    fn a_sloppy_feed_is_read() {
        let feed = read(
            r#"{"title": null, "home_page_url": "/", "author": {"name": "Desk"}, "next_url": "/feed.json?page=2", "items": [
              {"id": 12, "url": "/a", "title": "A &amp; B", "content_text": "5 < 6", "authors": {"name": "Ana"}, "tags": ["x", 3, ""],
               "attachments": {"url": "/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": "12"}, "image": "/a.png", "language": "es"},
              "no item", {"content_html": "<a href='/b'>b</a>", "date_published": "2 Nov 2026", "authors": ["b@e.or½ (Bo)"]}]}"#,
        );
        assert_eq!(feed.site.as_deref(), Some("https://e.org/"));
        assert_eq!(feed.next_page.as_deref(), Some("https://e.org/feed.json?page=2"));
        let [first, second] = feed.items.as_slice() else {
            panic!("{feed:?}")
        };
        assert_eq!(
            (first.key.as_str(), first.title.as_str(), first.link.as_deref()),
            ("12", "A & B", Some("https://e.org/a"))
        );
        assert_eq!(first.content_html.as_deref(), Some("5 &lt; 6"));
        assert_eq!(first.authors[0].as_str(), "Ana");
        assert_eq!(first.categories.len(), 1);
        assert_eq!(
            (first.media[0].url.as_str(), first.media[0].length),
            ("https://e.org/a.mp3", Some(12))
        );
        assert_eq!(
            (first.media[1].url.as_str(), first.media[1].thumbnail),
            ("https://e.org/a.png", true)
        );
        assert_eq!(first.language.as_deref(), Some("es"));
        assert!(second.key.starts_with("hash:"));
        assert_eq!(second.content_html.as_deref(), Some("<a href='https://e.org/b'>b</a>"));
        assert_eq!(second.published.map(|at| at.iso_date()).as_deref(), Some("2026-11-02"));
    }

    #[test]
    fn a_feed_that_breaks_off_keeps_its_whole_items() {
        let feed = read(r#"{"title": "items", "items": [{"id": "1", "x": {"y": []}}, {"id": "2"}, {"id": "3", "ti"#);
        assert_eq!(
            feed.items.iter().map(|item| item.key.as_str()).collect::<Vec<_>>(),
            ["1", "2"]
        );
        assert_eq!(feed.remarks.len(), 1);
    }

    #[test]
    fn other_json_is_refused() {
        assert!(matches!(
            parse("{\"error\": 1}", None),
            Err(ParseError::NotAFeed { .. })
        ));
        assert!(matches!(parse("{\"items\": [", None), Err(ParseError::NotAFeed { .. })));
        let deep = format!("{{\"items\": {}{}}}", "[".repeat(70), "]".repeat(70));
        assert_eq!(parse(&deep, None), Err(ParseError::TooDeep));
        assert!(parse(&format!("{{\"items\": [{{\"id\": \"{}\"}}]}}", "[".repeat(500)), None).is_ok());
    }

    proptest! {
        #[test]
        fn any_json_is_answered(text in "\\{(\"(items|id|a|authors)\":|[\\[\\]{}\",1n])*") {
            let _ = parse(&text, None);
        }
    }
}
