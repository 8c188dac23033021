//! Whether bytes are a page at all, and why a page shows no article.

use super::charref;
use super::error::ExtractError;
use super::tree::{Name, Tag, Tree};

/// Whether a body is HTML, by its declared type and its first bytes.
pub(super) fn is_html(bytes: &[u8], content_type: Option<&str>) -> bool {
    let head = bytes.get(..1024).unwrap_or(bytes);
    let start = head.trim_ascii_start();
    for magic in [
        &b"%PDF"[..],
        b"\x89PNG",
        b"\xFF\xD8\xFF",
        b"GIF8",
        b"PK\x03\x04",
        b"\x1F\x8B",
        b"RIFF",
        b"{\\rtf",
    ] {
        if start.starts_with(magic) {
            return false;
        }
    }
    let wide = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    if !wide && head.iter().filter(|byte| **byte == 0).count() > 4 {
        return false;
    }
    let kind = content_type
        .unwrap_or("")
        .split(';')
        .next()
        .unwrap_or("")
        .trim()
        .to_ascii_lowercase();
    let known = kind.is_empty() || kind.contains("html") || kind.starts_with("text/") || kind.contains("xml");
    known || kind == "application/octet-stream" || start.starts_with(b"<!") || start.starts_with(b"<html")
}

/// Text that was escaped twice, unescaped once; none where it was not.
pub(super) fn unescape(html: &str) -> Option<String> {
    if html.contains('<') || !html.contains("&lt;") || !html.contains("&gt;") {
        return None;
    }
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('&') {
        out.push_str(rest.get(..at).unwrap_or(""));
        rest = rest.get(at..).unwrap_or("");
        let (decoded, length) = charref::decode(rest);
        out.push_str(decoded.as_str());
        rest = rest.get(length..).unwrap_or("");
    }
    out.push_str(rest);
    // "a &lt; b" is no markup.
    let tags = [
        "<p",
        "<a ",
        "<div",
        "<br",
        "<img",
        "<b>",
        "<i>",
        "<em",
        "<strong",
        "<span",
        "<ul",
        "<h",
        "<figure",
        "<blockquote",
    ];
    tags.iter().any(|tag| out.contains(tag)).then_some(out)
}

/// Plain text whose line feeds part its paragraphs, with the paragraphs marked; none where there
/// is markup or a single line.
pub(super) fn lines_to_paragraphs(html: &str) -> Option<String> {
    let text = html.trim();
    if text.contains('<') || !text.contains('\n') {
        return None;
    }
    // Text wrapped at some width has line feeds inside its sentences: then only blank lines part.
    let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
    let ends = text
        .lines()
        .filter(|line| {
            line.trim_end()
                .ends_with(['.', '!', '?', '”', '"', ')', ':', '—', '-', '。'])
        })
        .count();
    let wrapped = ends * 2 < lines;
    let mut out = String::with_capacity(text.len() + lines * 7);
    out.push_str("<p>");
    for line in text.lines() {
        if line.trim().is_empty() || !wrapped {
            out.push_str("<p>");
        }
        out.push_str(line);
        out.push('\n');
    }
    Some(out)
}

/// Whether an element of a feed item is a row of share buttons or a feed service's own box.
pub(super) fn is_share_box(tree: &Tree, at: usize) -> bool {
    let Some(class) = tree.attr(at, Name::Class) else {
        return false;
    };
    matches!(tree.tag(at), Some(Tag::Div | Tag::Ul | Tag::P | Tag::Span))
        && [
            "feedflare",
            "sharedaddy",
            "share-buttons",
            "social-share",
            "addtoany",
            "jp-relatedposts",
            "mc4wp-form",
        ]
        .iter()
        .any(|known| class.contains(known))
}

/// Why nothing was found on a page.
pub(super) fn why_empty(tree: &Tree, html: &str) -> ExtractError {
    // What stands for browsers without scripts counts here: it says what is missing.
    let shown: String = tree.line(0, |_| false).chars().take(1500).collect();
    if let Some(error) = wall(tree, &shown) {
        return error;
    }
    let text: usize = (0..tree.len())
        .filter_map(|at| tree.text(at))
        .map(|text| text.trim().len())
        .sum();
    let fetched = text < 200 && html.contains("<script") && html.contains("src=");
    if fetched || tree.script_bytes > 200 && text < 600 || (html.contains("__NEXT_DATA__") && text < 2000) {
        return ExtractError::ScriptOnly;
    }
    ExtractError::Empty
}

/// Whether a page with next to no text is a check, a consent wall or a log-in.
pub(super) fn wall(tree: &Tree, text: &str) -> Option<ExtractError> {
    let title = (0..tree.len())
        .find(|at| tree.tag(*at) == Some(Tag::Title))
        .map(|at| tree.line(at, |_| false))
        .unwrap_or_default();
    let head: String = title
        .chars()
        .chain(" ".chars())
        .chain(text.chars().take(1500))
        .collect::<String>()
        .to_lowercase();
    let signs = [
        "just a moment",
        "access denied",
        "attention required",
        "are you a robot",
        "verify you are human",
        "verify you are a human",
        "you are a human",
        "pardon our interruption",
        "request unsuccessful",
        "security check",
        "checking your browser",
        "unusual traffic",
        "press & hold",
        "before you continue to",
        "403 forbidden",
    ];
    if signs.iter().any(|sign| head.contains(sign)) {
        return Some(ExtractError::Wall);
    }
    let script = [
        "enable javascript",
        "javascript is disabled",
        "javascript is required",
        "please turn on javascript",
        "requires javascript",
    ];
    script
        .iter()
        .any(|sign| head.contains(sign))
        .then_some(ExtractError::ScriptOnly)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_html_from_the_rest() {
        assert!(is_html(b"<!doctype html><p>x", Some("text/html; charset=utf-8")));
        assert!(is_html(b"<p>x", None));
        assert!(is_html(b"<!doctype html>", Some("image/png")));
        assert!(!is_html(b"%PDF-1.7", Some("text/html")));
        assert!(!is_html(b"\x89PNG\r\n", None));
        assert!(!is_html(b"{}", Some("application/json")));
    }

    #[test]
    fn unescapes_only_markup() {
        assert_eq!(
            unescape("&lt;p&gt;a &amp;amp; b&lt;/p&gt;").as_deref(),
            Some("<p>a &amp; b</p>")
        );
        assert_eq!(unescape("a &lt; b &gt; c"), None);
        assert_eq!(unescape("<p>a &lt;b&gt;</p>"), None);
    }
}
