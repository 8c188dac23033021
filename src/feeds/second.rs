//! feed-rs: reads JSON Feed, and is asked for a second opinion on XML. The only file that knows it.
//!
//! It may panic on odd input; [`super::parse`] contains that for JSON, [`opinion`] does for XML.

use chrono::{DateTime, Utc};
use feed_rs::model::{Content, Entry, Feed, Link, MediaObject, Person, Text};
use feed_rs::parser::Builder;

use super::draft::content_key;
use super::feed_draft::{keep_newest, tell_apart};
use super::html_text;
use super::links;
use super::people;
use super::references;
use super::{dates, feed_draft::MOST_ITEMS};
use crate::model::{MediaItem, ParsedFeed, ParsedItem, PublisherHints, SafeText, Timestamp};

/// What feed-rs makes of a document that the walk found nothing in; nothing where it too fails.
pub(super) fn opinion(text: &str, url: Option<&str>) -> Option<ParsedFeed> {
    // The text is decoded; what its declaration says of an encoding is no longer true. A
    // declaration further on makes quick-xml panic (0.42, `set_encoding`).
    let text = match text.strip_prefix("<?xml") {
        Some(declared) => declared.split_once('>')?.1,
        None => text,
    };
    // It also panics (3.0) at an author's address before a character beyond ASCII.
    let addresses = text.contains('@') && !text.is_ascii();
    if addresses || memchr::memmem::find(text.as_bytes(), b"<?xml").is_some() {
        return None;
    }
    std::panic::catch_unwind(|| read(text.as_bytes(), url).ok())
        .ok()
        .flatten()
}

/// A feed as feed-rs reads it, in our terms.
///
/// # Errors
/// What feed-rs says.
pub(super) fn read(bytes: &[u8], url: Option<&str>) -> Result<ParsedFeed, String> {
    let parser = Builder::new()
        .base_uri(url)
        .sanitize_content(false)
        // Its own way is a random identity where there is none; ours is given afterwards.
        .id_generator(|_, _, _| String::new())
        .timestamp_parser(|text| dates::parse(text).map(Timestamp::utc))
        .build();
    parser
        .parse(bytes)
        .map(|feed| convert(feed, url))
        .map_err(|error| error.to_string())
}

fn convert(feed: Feed, url: Option<&str>) -> ParsedFeed {
    let mut items: Vec<ParsedItem> = feed.entries.into_iter().map(|entry| item(entry, url)).collect();
    let mut remarks = Vec::new();
    let left_out = keep_newest(&mut items);
    if left_out > 0 {
        remarks.push(format!(
            "only the newest {MOST_ITEMS} items were kept; {left_out} older ones were left out"
        ));
    }
    tell_apart(&mut items);
    ParsedFeed {
        title: line(feed.title.as_ref()),
        site: page(&feed.links, url),
        description: line(feed.description.as_ref()),
        language: feed.language,
        authors: people(&feed.authors),
        categories: feed
            .categories
            .iter()
            .map(|category| SafeText::line(&category.term))
            .collect(),
        items,
        hints: PublisherHints {
            every_minutes: feed.ttl,
            ..PublisherHints::default()
        },
        next_page: feed
            .links
            .iter()
            .find(|link| link.rel.as_deref() == Some("next"))
            .and_then(|link| links::web(url, &link.href)),
        remarks,
        breaks_off: false,
    }
}

fn item(entry: Entry, url: Option<&str>) -> ParsedItem {
    let title = line(entry.title.as_ref());
    let link = page(&entry.links, url);
    let published = entry.published.map(timestamp);
    let base = entry.base.as_deref().or(url);
    let absolute = |html: String| links::absolutise(html, base);
    let summary_html = entry
        .summary
        .map(text_html)
        .filter(|html| !html.trim().is_empty())
        .map(absolute);
    let content_html = entry.content.and_then(content_html).map(absolute);
    let key = match (entry.id.trim(), &link) {
        ("", Some(link)) => link.clone(),
        ("", None) => content_key(&title, published, summary_html.as_deref(), content_html.as_deref()),
        (id, _) => id.to_owned(),
    };
    let attached = entry.links.iter().filter(|link| is_attached(link)).filter_map(|link| {
        let url = links::web(base, &link.href)?;
        Some(MediaItem {
            url,
            mime: link.media_type.clone(),
            length: link.length,
            enclosure: true,
            ..MediaItem::default()
        })
    });
    let media = attached
        .chain(entry.media.iter().flat_map(|object| media(object, base)))
        .collect();
    ParsedItem {
        key,
        title,
        link,
        published,
        updated: entry.updated.map(timestamp),
        authors: people(&entry.authors),
        categories: entry
            .categories
            .iter()
            .map(|category| SafeText::line(&category.term))
            .filter(|term| !term.is_empty())
            .collect(),
        summary_html,
        content_html,
        media,
        comments: None,
        language: entry.language,
        coordinates: None,
    }
}

/// JSON Feed's attachments are links with a media type; others say so by their relation.
fn is_attached(link: &Link) -> bool {
    match link.rel.as_deref() {
        Some(rel) => rel == "enclosure",
        None => link
            .media_type
            .as_deref()
            .is_some_and(|media_type| !media_type.contains("html")),
    }
}

fn page(all: &[Link], url: Option<&str>) -> Option<String> {
    let is_page = |link: &&Link| matches!(link.rel.as_deref(), None | Some("alternate")) && !is_attached(link);
    all.iter().filter(is_page).find_map(|link| links::web(url, &link.href))
}

fn media(object: &MediaObject, base: Option<&str>) -> Vec<MediaItem> {
    let text = |text: &Option<Text>| {
        text.as_ref()
            .map(|text| line(Some(text)))
            .filter(|line| !line.is_empty())
    };
    let credit = object.credits.first().map(|credit| SafeText::line(&credit.entity));
    let caption = MediaItem {
        title: text(&object.title),
        description: text(&object.description),
        credit,
        ..MediaItem::default()
    };
    let contents = object.content.iter().filter_map(|content| {
        let url = links::web(base, content.url.as_ref()?.as_str())?;
        Some(MediaItem {
            url,
            mime: content.content_type.as_ref().map(ToString::to_string),
            length: content.size,
            ..caption.clone()
        })
    });
    let thumbnails = object.thumbnails.iter().filter_map(|thumbnail| {
        let url = links::web(base, &thumbnail.image.uri)?;
        Some(MediaItem {
            url,
            thumbnail: true,
            ..caption.clone()
        })
    });
    contents.chain(thumbnails).collect()
}

fn timestamp(at: DateTime<Utc>) -> Timestamp {
    Timestamp(at.timestamp())
}

fn is_html(text: &Text) -> bool {
    text.content_type.subty().as_str().contains("html")
}

fn line(text: Option<&Text>) -> SafeText {
    match text {
        None => SafeText::default(),
        Some(text) if is_html(text) || html_text::looks_like_html(&text.content) => {
            SafeText::line(&html_text::to_text(&text.content))
        }
        Some(text) => SafeText::line(&text.content),
    }
}

fn text_html(text: Text) -> String {
    if is_html(&text) {
        text.content
    } else {
        references::escape(&text.content)
    }
}

fn content_html(content: Content) -> Option<String> {
    let kind = content.content_type.subty().as_str().to_ascii_lowercase();
    let body = content.body.filter(|body| !body.trim().is_empty())?;
    Some(if kind.contains("html") {
        body
    } else {
        references::escape(&body)
    })
}

fn people(all: &[Person]) -> Vec<SafeText> {
    let mut shown = Vec::with_capacity(all.len());
    for person in all {
        let email = person.email.as_deref().unwrap_or_default();
        let name = people::shown_parts(person.name.as_deref().unwrap_or_default(), email, "");
        if !name.is_empty() && !shown.contains(&name) {
            shown.push(name);
        }
    }
    shown
}
