//! Addresses made absolute: a feed's own, and those inside its HTML.
//!
//! An address that is absolute already is kept as its publisher wrote it, so that it stays the
//! same across fetches; only relative ones are resolved and so rewritten by `url`.

use std::borrow::Cow;

use memchr::{memmem, memrchr2};
use url::Url;

use super::references::{self, OwnEntities};

/// Bytes of the longest address that is kept.
const LONGEST: usize = 8 * 1024;

/// Bytes between a tag's `<` and one of its attributes at most.
const LONGEST_TAG: usize = 4 * 1024;

/// `base`, itself resolved against `outer`; the outer one where `base` is not an address.
pub(super) fn rebase(outer: Option<&str>, base: &str) -> Option<String> {
    resolve(outer, base).or_else(|| outer.map(str::to_owned))
}

/// An absolute `http` or `https` address from what a feed gives; nothing where it gives none.
pub(super) fn web(base: Option<&str>, text: &str) -> Option<String> {
    resolve(base, text).filter(|url| is_web(url))
}

/// Whether the address is absolute and `http` or `https`.
pub(super) fn is_web(url: &str) -> bool {
    scheme(url).is_some_and(|scheme| scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https"))
}

/// An absolute address of any scheme.
pub(super) fn resolve(base: Option<&str>, text: &str) -> Option<String> {
    let text = tidy(text);
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    if let Some(scheme) = scheme(&text) {
        let web = is_web(&text);
        let hosted = text
            .get(scheme.len()..)
            .is_some_and(|rest| rest.starts_with("://") && !rest.starts_with(":///"));
        if !web || (hosted && !text.contains('\\')) {
            return Some(text.into_owned());
        }
    }
    let base = base.and_then(|base| Url::parse(base).ok());
    match base {
        Some(base) => base.join(&text).ok().map(String::from),
        None => Url::parse(&text).ok().map(String::from),
    }
}

/// Without white space round it, and without the line breaks and control characters inside that
/// the URL standard says to drop.
fn tidy(text: &str) -> Cow<'_, str> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c.is_control());
    if text.bytes().any(|byte| byte < b' ' || byte == 0x7F) {
        Cow::Owned(text.chars().filter(|c| !c.is_control()).collect())
    } else {
        Cow::Borrowed(text)
    }
}

fn scheme(url: &str) -> Option<&str> {
    let (scheme, _) = url.split_once(':')?;
    let mut bytes = scheme.bytes();
    let sound = bytes.next()?.is_ascii_alphabetic()
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    sound.then_some(scheme)
}

/// Makes the links and pictures of `html` absolute; the very same text comes back where all are.
pub(super) fn absolutise(html: String, base: Option<&str>) -> String {
    let Some(base) = base else { return html };
    let mut finder = Relative { html: &html, at: 0 };
    let Some(first) = finder.next() else { return html };
    let Ok(url) = Url::parse(base) else { return html };
    let none = OwnEntities::default();
    let mut out = String::with_capacity(html.len() + 256);
    let mut copied = 0;
    for (start, end) in std::iter::once(first).chain(finder) {
        let written = html.get(start..end).unwrap_or_default();
        let meant = references::decode(written, &none);
        let Ok(absolute) = url.join(tidy(&meant).as_ref()) else {
            continue;
        };
        out.push_str(html.get(copied..start).unwrap_or_default());
        references::escape_into(absolute.as_str(), &mut out);
        copied = end;
    }
    out.push_str(html.get(copied..).unwrap_or_default());
    out
}

/// Finds the values of `href`, `src` and `poster` attributes that are relative.
struct Relative<'a> {
    html: &'a str,
    at: usize,
}

impl Iterator for Relative<'_> {
    type Item = (usize, usize);

    fn next(&mut self) -> Option<(usize, usize)> {
        let bytes = self.html.as_bytes();
        loop {
            // An equals sign is what the three have in common; few texts have many.
            let equals = self.at + memchr::memchr(b'=', bytes.get(self.at..)?)?;
            self.at = equals + 1;
            let before = bytes.get(..equals)?.trim_ascii_end();
            let name = [&b"href"[..], b"src", b"poster"].into_iter().find(|name| {
                let start = before.len().wrapping_sub(name.len());
                before.get(start..).is_some_and(|end| end.eq_ignore_ascii_case(name))
                    && start
                        .checked_sub(1)
                        .and_then(|at| before.get(at))
                        .is_some_and(u8::is_ascii_whitespace)
            });
            if name.is_none() {
                continue;
            }
            let after = bytes.get(equals + 1..)?;
            let skipped = after.len() - after.trim_ascii_start().len();
            let start = equals + 1 + skipped;
            let (start, end) = match bytes.get(start) {
                Some(quote @ (b'"' | b'\'')) => {
                    let start = start + 1;
                    (start, start + memchr::memchr(*quote, bytes.get(start..)?)?)
                }
                _ => (
                    start,
                    start
                        + bytes
                            .get(start..)?
                            .iter()
                            .position(|byte| byte.is_ascii_whitespace() || *byte == b'>')?,
                ),
            };
            self.at = end;
            let value = bytes.get(start..end)?;
            let near = before.get(before.len().saturating_sub(LONGEST_TAG)..)?;
            if is_relative(value) && memrchr2(b'<', b'>', near).is_some_and(|at| near.get(at) == Some(&b'<')) {
                return Some((start, end));
            }
        }
    }
}

fn is_relative(value: &[u8]) -> bool {
    if value.starts_with(b"https://") || value.starts_with(b"http://") {
        return false;
    }
    let value = value.trim_ascii();
    if value.is_empty() || value.first() == Some(&b'#') || value.len() > LONGEST || memmem::find(value, b"{{").is_some()
    {
        return false;
    }
    std::str::from_utf8(value).is_ok_and(|value| scheme(value).is_none())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn absolute_addresses_stay_as_written() {
        assert_eq!(
            resolve(None, " http://Example.org/a b?x=1&y \n"),
            Some("http://Example.org/a b?x=1&y".into())
        );
        assert_eq!(web(None, "mailto:a@b.example"), None);
        assert_eq!(web(None, "javascript:alert(1)"), None);
        assert_eq!(resolve(None, "urn:x"), Some("urn:x".into()));
        assert_eq!(
            web(Some("https://e.org/"), "ht\ntp://x.example/\u{1b}"),
            Some("http://x.example/".into())
        );
    }

    #[test]
    fn relative_addresses_are_resolved() {
        let base = Some("https://news.example.org/feeds/all.xml");
        assert_eq!(web(base, "/a"), Some("https://news.example.org/a".into()));
        assert_eq!(web(base, "a?b#c"), Some("https://news.example.org/feeds/a?b#c".into()));
        assert_eq!(web(base, "//cdn.example/x"), Some("https://cdn.example/x".into()));
        assert_eq!(web(None, "/a"), None);
        assert_eq!(web(base, ""), None);
        assert_eq!(rebase(base, "../x/"), Some("https://news.example.org/x/".into()));
        assert_eq!(
            rebase(None, "http:///example.org/x/"),
            Some("http://example.org/x/".into())
        );
    }

    #[test]
    fn links_in_html_are_resolved_in_tags_only() {
        let html = r#"<a href="/a?x=1&amp;y">href="/b"</a> <IMG alt=x src = ../c.png> <a href='https://x.example/'>d</a> <a href="?q=&lt;">"#;
        let expected = r#"<a href="https://e.org/a?x=1&amp;y">href="/b"</a> <IMG alt=x src = https://e.org/c.png> <a href='https://x.example/'>d</a> <a href="https://e.org/p/q?q=%3C">"#;
        assert_eq!(absolutise(html.into(), Some("https://e.org/p/q")), expected);
        assert_eq!(absolutise(html.into(), None), html);
        let clean = r##"<a href="mailto:x">a</a><a href="#n">b</a> data-src="/x" <a data-src="/x">"##;
        assert_eq!(absolutise(clean.into(), Some("https://e.org/")), clean);
    }

    proptest! {
        #[test]
        fn any_html_is_answered(html in "[<>a-z =\"'/#&;é]*(href=|src=)?[<>\"'/a ]*") {
            let _ = absolutise(html, Some("https://e.org/p"));
        }
    }
}
