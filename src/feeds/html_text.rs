//! HTML to one line of text, for titles and names; and whether a text is HTML at all.
//!
//! Bodies are not converted here: they stay HTML until somebody reads them (`extract`).

use memchr::{memchr, memchr2};

use super::references::{self, OwnEntities};
use super::scan::{Mark, Scanner};

/// Elements whose text nobody is meant to read.
const HIDDEN: [&str; 3] = ["script", "style", "noscript"];

/// Elements that stand inside a line; all others part words.
const INLINE: [&str; 22] = [
    "a", "abbr", "acronym", "b", "big", "bdi", "bdo", "cite", "code", "del", "em", "font", "i", "ins", "mark", "s",
    "small", "span", "strong", "sub", "sup", "u",
];

/// The text of `html` as a person reads it.
pub(super) fn to_text(html: &str) -> String {
    let none = OwnEntities::default();
    let mut text = String::with_capacity(html.len());
    if memchr(b'<', html.as_bytes()).is_none() {
        references::decode_into(html, &none, &mut text);
        return text;
    }
    let mut hidden: Option<&str> = None;
    for mark in Scanner::new(html) {
        match mark {
            Mark::Text(raw) if hidden.is_none() => references::decode_into(raw, &none, &mut text),
            Mark::Cdata(raw) if hidden.is_none() => text.push_str(raw),
            Mark::Open(tag) => {
                part(tag.name, &mut text);
                if !tag.empty && hidden.is_none() && is(&HIDDEN, tag.name) {
                    hidden = Some(tag.name);
                }
            }
            Mark::Close(name) => {
                part(name, &mut text);
                if hidden.is_some_and(|open| open.eq_ignore_ascii_case(name)) {
                    hidden = None;
                }
            }
            _ => {}
        }
    }
    text
}

fn part(name: &str, text: &mut String) {
    if !is(&INLINE, name) {
        text.push(' ');
    }
}

fn is(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Whether a text that claims to be plain is HTML: it has a closing tag, a void element or an
/// entity, and no tag that HTML does not have. (The rule of Mark Pilgrim's feedparser, void
/// elements added.)
pub(super) fn looks_like_html(text: &str) -> bool {
    if memchr2(b'<', b'&', text.as_bytes()).is_none() {
        return false;
    }
    let mut evidence = false;
    for mark in Scanner::new(text) {
        match mark {
            Mark::Text(raw) => evidence |= has_reference(raw),
            Mark::Open(tag) if is_html(tag.name) => {
                evidence |= super::vocabulary::is_void(tag.name) && is_finished(text, tag.name)
            }
            Mark::Close(name) if is_html(name) => evidence = true,
            _ => return false,
        }
    }
    evidence
}

/// Whether the tag was really closed by a `>`: `a <br` at a text's end is no element.
fn is_finished(text: &str, name: &str) -> bool {
    text.find(name)
        .and_then(|at| text.get(at..))
        .is_some_and(|rest| rest.contains('>'))
}

fn has_reference(raw: &str) -> bool {
    let mut rest = raw;
    while let Some(at) = memchr(b'&', rest.as_bytes()) {
        rest = rest.get(at + 1..).unwrap_or_default();
        let Some((name, _)) = rest.split_once(';') else {
            return false;
        };
        let number = name
            .strip_prefix('#')
            .is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_alphanumeric()));
        if number || references::is_html_name(name) {
            return true;
        }
    }
    false
}

fn is_html(name: &str) -> bool {
    const BLOCK: [&str; 45] = [
        "address",
        "area",
        "article",
        "aside",
        "audio",
        "blockquote",
        "br",
        "button",
        "caption",
        "center",
        "col",
        "dd",
        "dfn",
        "div",
        "dl",
        "dt",
        "embed",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "img",
        "kbd",
        "li",
        "ol",
        "p",
        "pre",
        "q",
        "section",
        "table",
        "tbody",
        "td",
        "th",
        "tr",
        "tt",
        "ul",
        "var",
        "wbr",
    ];
    is(&INLINE, name) || is(&BLOCK, name) || is(&HIDDEN, name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn html_becomes_text() {
        assert_eq!(to_text("Example <b>Atom</b>"), "Example Atom");
        assert_eq!(
            to_text("Tom &amp; <i>Jerry</i>&nbsp;&#8212;<script>x()</script>end"),
            "Tom & Jerry\u{a0}—  end"
        );
        assert_eq!(to_text("one<br>two"), "one two");
        assert_eq!(to_text("5 < 6"), "5 < 6");
    }

    #[test]
    fn html_is_told_from_text_about_it() {
        for html in ["<b>x</b>", "a &amp; b", "a<br/>b", "it&#8217;s", "<p>x</p>"] {
            assert!(looks_like_html(html), "{html}");
        }
        for text in [
            "Q&A",
            "5 < 6",
            "the <blink> tag",
            "a <b",
            "Vec<T></T>",
            "x &unknown; y",
            "plain",
            "use <b> for bold",
        ] {
            assert!(!looks_like_html(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in "[<>/&;a-z #é\"]*") {
            let _ = (to_text(&text), looks_like_html(&text));
        }
    }
}
