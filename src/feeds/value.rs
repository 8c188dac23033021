//! The value of one element: its text, whether that is HTML, and its way through type and mode
//! attributes, escaping, CDATA and inline markup.

use std::borrow::Cow;
use std::rc::Rc;

use super::html_text;
use super::references;
use super::scan::{Mark, Scanner, split_name};
use super::vocabulary::is_void;
use crate::model::SafeText;

/// How the text of an element is meant, from its attributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Kind {
    /// It does not say.
    #[default]
    Unsaid,
    /// Plain text.
    Plain,
    /// Escaped HTML.
    Html,
    /// Markup inside the element itself.
    Xhtml,
    /// Neither text nor markup: a picture, say.
    Binary,
}

impl Kind {
    /// The kind that a `type` attribute names.
    pub(super) fn of(media_type: &str) -> Kind {
        let media_type = media_type.trim().to_ascii_lowercase();
        match media_type.split(';').next().unwrap_or_default().trim() {
            "" => Kind::Unsaid,
            "text" | "text/plain" | "plain" => Kind::Plain,
            "html" | "text/html" | "application/html" => Kind::Html,
            "xhtml" | "application/xhtml+xml" | "text/xhtml" | "xml" => Kind::Xhtml,
            other if other.ends_with("+xml") || other.ends_with("/xml") => Kind::Xhtml,
            other if other.starts_with("text/") || !other.contains('/') => Kind::Plain,
            _ => Kind::Binary,
        }
    }
}

/// An element's text as it stood.
#[derive(Debug, Clone, Default)]
pub(super) struct Value<'a> {
    /// The text, references replaced; or, where there was markup inside, that markup as HTML.
    pub text: Cow<'a, str>,
    /// Whether [`Self::text`] is markup.
    pub markup: bool,
    /// How it is meant.
    pub kind: Kind,
    /// Its `xml:base`, if any is in effect.
    pub base: Option<Rc<str>>,
}

impl Value<'_> {
    /// One line of text, for titles, names and categories.
    pub(super) fn line(&self) -> SafeText {
        let html = match self.kind {
            _ if self.markup => true,
            Kind::Html => true,
            Kind::Unsaid => html_text::looks_like_html(&self.text),
            Kind::Plain | Kind::Xhtml | Kind::Binary => false,
        };
        if html {
            SafeText::line(&html_text::to_text(&self.text))
        } else {
            SafeText::line(&self.text)
        }
    }

    /// HTML, for bodies; `unsaid_is_html` is the dialect's rule for values that do not say what
    /// they are.
    pub(super) fn into_html(self, unsaid_is_html: bool) -> Option<String> {
        let html = self.markup || self.kind == Kind::Html || (self.kind == Kind::Unsaid && unsaid_is_html);
        match self.kind {
            Kind::Binary => None,
            _ if self.text.trim_ascii().is_empty() => None,
            _ if html => Some(self.text.into_owned()),
            _ => Some(references::escape(&self.text)),
        }
    }
}

/// Text decoded from Base64 (RFC 4648), white space and padding passed over; nothing where it is
/// not Base64 of UTF-8.
pub(super) fn from_base64(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0u32, 0u32);
    for byte in text.bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            byte if byte.is_ascii_whitespace() => continue,
            _ => return None,
        };
        bits = (bits << 6) | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from((bits >> count) & 0xFF).unwrap_or(0));
        }
    }
    String::from_utf8(bytes).ok()
}

/// XML from inside an element as HTML: prefixes dropped, CDATA escaped, elements that HTML cannot
/// close by themselves closed.
pub(super) fn to_html(xml: &str) -> String {
    let mut html = String::with_capacity(xml.len() + 16);
    for mark in Scanner::new(xml) {
        match mark {
            Mark::Text(raw) => html.push_str(raw),
            Mark::Cdata(text) => references::escape_into(text, &mut html),
            Mark::Open(tag) => {
                let local = tag.local();
                html.push('<');
                html.push_str(local);
                html.push_str(tag.attributes);
                html.push('>');
                if tag.empty && !is_void(local) {
                    close(local, &mut html);
                }
            }
            Mark::Close(name) => close(split_name(name).1, &mut html),
            Mark::Doctype(_) => {}
        }
    }
    html
}

fn close(local: &str, html: &mut String) {
    if !is_void(local) {
        html.push_str("</");
        html.push_str(local);
        html.push('>');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn kinds() {
        for (text, kind) in [
            ("text", Kind::Plain),
            ("HTML", Kind::Html),
            ("text/html; charset=utf-8", Kind::Html),
            ("application/xhtml+xml", Kind::Xhtml),
            ("image/svg+xml", Kind::Xhtml),
            ("text/markdown", Kind::Plain),
            ("image/png", Kind::Binary),
            ("", Kind::Unsaid),
        ] {
            assert_eq!(Kind::of(text), kind, "{text}");
        }
    }

    #[test]
    fn base64() {
        assert_eq!(
            from_base64(" RXhh\nbXBsZSA8Yj5BdG9tPC9iPg== ").as_deref(),
            Some("Example <b>Atom</b>")
        );
        assert_eq!(from_base64("w6k").as_deref(), Some("é"));
        assert_eq!(from_base64("!"), None);
        assert_eq!(from_base64("/w=="), None);
    }

    #[test]
    fn xml_becomes_html() {
        assert_eq!(
            to_html("<h:div><h:a name='x'/>1 &lt; 2<![CDATA[<b>&]]><h:br/><i/></h:div>"),
            "<div><a name='x'></a>1 &lt; 2&lt;b&gt;&amp;<br><i></i></div>"
        );
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in "\\PC*") {
            let _ = (from_base64(&text), to_html(&text));
        }
    }
}
