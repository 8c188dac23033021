//! The front matter of a Markdown file: what is known about the article, as YAML.
//!
//! Every string is written as a JSON string, which is a YAML double-quoted scalar
//! (<https://yaml.org/spec/1.2.2/#731-double-quoted-style>), so that no text can break out of it.
//!
//! ```yaml
//! title, source, url, author: strings; url and author only where known
//! published, updated, retrieved, saved: times in UTC; updated only where known
//! tags, categories, citations: lists of strings
//! entities: a list of names under each kind that occurs
//! photos: a list of {caption, credit, photographer, agency, place, date, url}, as far as known
//! ```

use std::fmt::Write;

use crate::model::{Article, EntityKind, Photo, SafeText, Timestamp};

/// Entities listed at most; the most prominent come first.
const MOST_ENTITIES: usize = 60;

/// Writes the front matter, with its fences.
pub(super) fn front(article: &Article, saved: Timestamp, out: &mut String) {
    out.push_str("---\n");
    let headline = &article.headline;
    field(out, "title", &headline.title);
    field(out, "source", &article.feed_title);
    if let Some(url) = &article.url {
        field(out, "url", url);
    }
    let author = article.author();
    if !author.is_empty() {
        field(out, "author", &author);
    }
    let _ = writeln!(out, "published: {}", headline.published.iso());
    if let Some(updated) = article.updated {
        let _ = writeln!(out, "updated: {}", updated.iso());
    }
    let _ = writeln!(out, "retrieved: {}", article.retrieved.iso());
    let _ = writeln!(out, "saved: {}", saved.iso());
    list(out, "tags", article.tags.iter().map(SafeText::as_str));
    list(out, "categories", article.categories.iter().map(SafeText::as_str));
    entities(article, out);
    photos(&article.photos, out);
    out.push_str("---\n\n");
}

fn entities(article: &Article, out: &mut String) {
    let Some(analysis) = &article.analysis else {
        out.push_str("entities: {}\ncitations: []\n");
        return;
    };
    let named: Vec<_> = analysis
        .entities
        .iter()
        .filter(|entity| !matches!(entity.kind, EntityKind::Date | EntityKind::Money | EntityKind::Quantity))
        .take(MOST_ENTITIES)
        .collect();
    out.push_str(if named.is_empty() {
        "entities: {}\n"
    } else {
        "entities:\n"
    });
    for kind in EntityKind::ALL {
        let names: Vec<&str> = named
            .iter()
            .filter(|entity| entity.kind == kind)
            .map(|entity| entity.name.as_str())
            .collect();
        if !names.is_empty() {
            let _ = writeln!(
                out,
                "  {}: [{}]",
                kind.word(),
                names.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", ")
            );
        }
    }
    list(
        out,
        "citations",
        analysis.citations.iter().map(|citation| citation.canonical.as_str()),
    );
}

fn photos(photos: &[Photo], out: &mut String) {
    if photos.is_empty() {
        out.push_str("photos: []\n");
        return;
    }
    out.push_str("photos:\n");
    for photo in photos {
        let _ = writeln!(out, "  - caption: {}", quoted(&photo.caption));
        let mut part = |name: &str, value: &str| {
            if !value.is_empty() {
                let _ = writeln!(out, "    {name}: {}", quoted(value));
            }
        };
        part("credit", photo.credit.as_deref().unwrap_or(""));
        part("photographer", &joined(&photo.photographers, "; "));
        part("agency", &joined(&photo.agencies, "/"));
        part("place", photo.place.as_deref().unwrap_or(""));
        part("date", &photo.date.map(|date| date.to_string()).unwrap_or_default());
        part("url", &photo.url);
    }
}

fn joined(names: &[SafeText], by: &str) -> String {
    names.iter().map(SafeText::as_str).collect::<Vec<_>>().join(by)
}

fn field(out: &mut String, name: &str, value: &str) {
    let _ = writeln!(out, "{name}: {}", quoted(value));
}

fn list<'v>(out: &mut String, name: &str, values: impl Iterator<Item = &'v str>) {
    let _ = writeln!(out, "{name}: [{}]", values.map(quoted).collect::<Vec<_>>().join(", "));
}

/// The text as a JSON string. YAML has fewer printable characters than JSON
/// (<https://yaml.org/spec/1.2.2/#51-character-set>): the others are written as escapes.
fn quoted(text: &str) -> String {
    let json = serde_json::Value::from(text).to_string();
    if json.is_ascii() && !json.contains('\u{7f}') {
        return json;
    }
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            _ => out.push(c),
        }
    }
    out
}
