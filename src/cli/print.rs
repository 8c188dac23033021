//! Forms of output that several commands share. All text in them is safe text.

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::library::{Condition, FeedDone};
use crate::model::safe_text::is_shown;
use crate::model::{Feed, Headline, SafeText, Timestamp};

/// A headline as JSON; the names are stable.
pub fn headline(headline: &Headline, feed: &str, url: Option<&str>) -> Value {
    json!({
        "id": headline.id.0,
        "title": headline.title,
        "feed": feed,
        "author": headline.author,
        "published": headline.published.iso(),
        "words": headline.words,
        "read": headline.flags.read,
        "starred": headline.flags.starred,
        "saved": headline.flags.saved,
        "edited": headline.flags.edited,
        "date_guessed": headline.flags.date_guessed,
        "url": url,
    })
}

/// A feed as JSON; the names are stable.
pub fn feed(feed: &Feed) -> Value {
    let health = &feed.health;
    json!({
        "id": feed.id.0,
        "title": feed.title,
        "url": feed.url,
        "site": feed.site,
        "folder": feed.folder,
        "unread": feed.unread,
        "total": feed.total,
        "status": health.status,
        "error": health.error,
        "errors": health.errors,
        "checked": health.checked.map(Timestamp::iso),
        "good": health.good.map(Timestamp::iso),
        "due": health.due.map(Timestamp::iso),
        "due_reason": health.due_reason,
        "size": health.size,
        "gone": health.gone,
        "language": health.language,
        "condition": Condition::of(feed).word(),
        "redirects": health.hops,
        "answered_by": health.answered_by,
        "moved_from": health.moved_from,
        "new_address": health.new_address(),
        "seconds_between_items": health.pace,
        "older_pages": health.next_page.is_some(),
        "mended": health.remark,
    })
}

/// One feed of a refresh as JSON; the names are stable.
pub fn done(feed: &FeedDone) -> Value {
    json!({
        "feed": feed.feed.0, "title": feed.title, "url": feed.url, "status": feed.status,
        "new": feed.new, "edited": feed.edited, "size": feed.size, "redirects": feed.hops,
        "moved_to": feed.moved_to, "ms": feed.elapsed_ms, "due": feed.due.map(Timestamp::iso),
        "due_reason": feed.due_reason, "error": feed.error,
    })
}

/// A line of tab-separated fields; tabs and line feeds in them cannot occur in safe lines.
pub fn tsv(out: &mut dyn Write, fields: &[&str]) -> io::Result<()> {
    for (number, field) in fields.iter().enumerate() {
        if number > 0 {
            out.write_all(b"\t")?;
        }
        out.write_all(field.as_bytes())?;
    }
    out.write_all(b"\n")
}

/// A JSON value on a line of its own, escaped as [`json_text`] does.
pub fn json_line(out: &mut dyn Write, value: &Value) -> io::Result<()> {
    json_text(out, &value.to_string())
}

/// JSON already written as one line, with every character escaped that a terminal would obey or
/// not show: such characters can only stand inside its strings, where `\u` means the same.
pub fn json_text(out: &mut dyn Write, json: &str) -> io::Result<()> {
    let mut rest = json;
    while let Some(at) = rest.find(|c| !is_shown(c)) {
        let (before, from) = rest.split_at(at);
        out.write_all(before.as_bytes())?;
        let mut chars = from.chars();
        let mut units = [0; 2];
        for unit in chars.next().unwrap_or_default().encode_utf16(&mut units) {
            write!(out, "\\u{unit:04x}")?;
        }
        rest = chars.as_str();
    }
    out.write_all(rest.as_bytes())?;
    out.write_all(b"\n")
}

/// How long ago a moment is: `5m`, `2h`, `3d`, then the date.
pub fn age(at: Timestamp, now: Timestamp) -> String {
    match now.since(at) {
        ..60 => "now".into(),
        seconds @ 60..3_600 => format!("{}m", seconds / 60),
        seconds @ 3_600..86_400 => format!("{}h", seconds / 3_600),
        seconds @ 86_400..604_800 => format!("{}d", seconds / 86_400),
        _ => at.iso_date(),
    }
}

/// A path, address or message from outside, made safe for one line.
pub fn safe(text: &str) -> SafeText {
    SafeText::line(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_says_everything_and_shows_nothing_a_terminal_obeys() {
        let nasty = "a\u{1b}]0;t\u{7}\u{7f}\u{9b}2J\u{202e}\u{e0041}\u{200b} \u{fffe}é “日本” 👨\u{200d}👩";
        let mut out = Vec::new();
        json_line(&mut out, &json!({ "title": nasty })).unwrap();
        let line = String::from_utf8(out).unwrap();
        assert!(line.trim_end().chars().all(is_shown), "{line:?}");
        let again: Value = serde_json::from_str(&line).unwrap();
        assert_eq!(again["title"], nasty);
        assert!(line.contains("é “日本”"), "what can be read is left as it is");
    }
}
