//! Text to marks: tags, text and CDATA sections of a document that means to be XML.
//!
//! Owns the lexical rules only, and breaks them as feeds do: stray `<` and unquoted attributes are
//! read, comments, instructions and the document type are skipped, nothing is an error. It borrows
//! all it gives. A general XML reader stops at the first defect, and a defect must cost no more
//! than its item; that is why this is ours. Next: [`super::walk`].

use memchr::{memchr, memchr2, memchr3, memmem};

/// What stands at one place of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark<'a> {
    /// `<name attributes>` or `<name attributes/>`.
    Open(Tag<'a>),
    /// `</name>`.
    Close(&'a str),
    /// Text, its references not replaced.
    Text(&'a str),
    /// The inside of a CDATA section.
    Cdata(&'a str),
    /// The inside of `<!DOCTYPE …>`.
    Doctype(&'a str),
}

/// An opening tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// Its name, prefix and all.
    pub name: &'a str,
    /// Its attributes, as they are written.
    pub attributes: &'a str,
    /// Whether it closes itself.
    pub empty: bool,
}

impl<'a> Tag<'a> {
    /// The name without its prefix.
    pub(super) fn local(&self) -> &'a str {
        split_name(self.name).1
    }

    /// The attributes in order, values not decoded.
    pub(super) fn attributes(&self) -> Attributes<'a> {
        Attributes { rest: self.attributes }
    }
}

/// A name's prefix (empty where it has none) and local part.
pub(super) fn split_name(name: &str) -> (&str, &str) {
    name.split_once(':').unwrap_or(("", name))
}

/// Walks over a document. [`Scanner::at`] may be set back to read something again.
#[derive(Debug, Clone)]
pub(super) struct Scanner<'a> {
    source: &'a str,
    at: usize,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Scanner { source, at: 0 }
    }

    /// How many bytes have been read.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Goes (back) to a place that [`Self::at`] gave.
    pub(super) fn go_to(&mut self, at: usize) {
        self.at = at.min(self.source.len());
    }

    /// The document between two places that [`Self::at`] gave.
    pub(super) fn between(&self, start: usize, end: usize) -> &'a str {
        self.source.get(start..end).unwrap_or_default()
    }

    fn rest(&self) -> &'a str {
        self.source.get(self.at..).unwrap_or_default()
    }

    /// Takes `length` bytes, which end on a character boundary.
    fn take(&mut self, length: usize) -> &'a str {
        let taken = self.rest().get(..length).unwrap_or(self.rest());
        self.at += taken.len();
        taken
    }

    /// Everything up to `end`, which is skipped; everything there is where `end` is missing.
    fn take_past(&mut self, end: &str) -> &'a str {
        match memmem::find(self.rest().as_bytes(), end.as_bytes()) {
            Some(length) => {
                let taken = self.take(length);
                self.at += end.len();
                taken
            }
            None => self.take(usize::MAX),
        }
    }

    /// `<!DOCTYPE …>`, an internal subset in brackets included.
    fn doctype(&mut self) -> &'a str {
        let bytes = self.rest().as_bytes();
        let length = match memchr2(b'>', b'[', bytes) {
            Some(at) if bytes.get(at) == Some(&b'[') => memmem::find(bytes, b"]").and_then(|close| {
                let tail = bytes.get(close..)?;
                // The subset's own entity texts may hold a bracket; its end is one before a `>`.
                memchr(b'>', tail).map(|end| close + end)
            }),
            found => found,
        };
        let inside = self.take(length.unwrap_or(usize::MAX));
        self.take(1);
        inside
    }

    /// The tag whose `<` has been read and whose name begins here.
    fn tag(&mut self) -> Tag<'a> {
        let rest = self.rest();
        let (inside, length) = match tag_end(rest.as_bytes()) {
            Some(end) => (rest.get(..end).unwrap_or(rest), end + 1),
            None => (rest, rest.len()),
        };
        self.at += length;
        let (inside, empty) = match inside.strip_suffix('/') {
            // `<a href=/x/>` closes nothing, but no feed means it otherwise.
            Some(inside) => (inside, true),
            None => (inside, false),
        };
        let name_end = inside
            .bytes()
            .position(|byte| byte.is_ascii_whitespace() || byte == b'/');
        match name_end {
            Some(end) => {
                let (name, attributes) = inside.split_at(end);
                Tag {
                    name,
                    attributes,
                    empty,
                }
            }
            None => Tag {
                name: inside,
                attributes: "",
                empty,
            },
        }
    }
}

/// Where the `>` of a tag is: the first outside quotation marks, or, where a quotation mark is
/// never closed before the next tag, the first of all.
fn tag_end(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        let found = at + memchr3(b'>', b'"', b'\'', bytes.get(at..)?)?;
        let quote = *bytes.get(found)?;
        if quote == b'>' {
            return Some(found);
        }
        let inside = bytes.get(found + 1..)?;
        match memchr2(quote, b'<', inside) {
            Some(length) if inside.get(length) == Some(&quote) => at = found + length + 2,
            _ => return memchr(b'>', bytes),
        }
    }
}

impl<'a> Iterator for Scanner<'a> {
    type Item = Mark<'a>;

    fn next(&mut self) -> Option<Mark<'a>> {
        loop {
            let bytes = self.rest().as_bytes();
            match bytes {
                [] => return None,
                [b'<', b'!', b'-', b'-', ..] => {
                    self.at += 4;
                    self.take_past("-->");
                }
                [b'<', b'!', b'[', ..] if bytes.starts_with(b"<![CDATA[") => {
                    self.at += 9;
                    return Some(Mark::Cdata(self.take_past("]]>")));
                }
                [b'<', b'!', next, ..] if next.is_ascii_alphabetic() => {
                    self.at += 2;
                    return Some(Mark::Doctype(self.doctype()));
                }
                [b'<', b'?', ..] => {
                    self.at += 2;
                    self.take_past(">");
                }
                [b'<', b'/', next, ..] if is_name_start(*next) => {
                    self.at += 2;
                    let length = memchr2(b'>', b'<', self.rest().as_bytes());
                    let name = self.take(length.unwrap_or(usize::MAX));
                    if self.rest().starts_with('>') {
                        self.at += 1;
                    }
                    return Some(Mark::Close(name.trim_ascii()));
                }
                [b'<', next, ..] if is_name_start(*next) => {
                    self.at += 1;
                    return Some(Mark::Open(self.tag()));
                }
                _ => {
                    // The first byte is text even if it is a `<`.
                    let length = memchr(b'<', bytes.get(1..).unwrap_or_default()).map_or(bytes.len(), |at| at + 1);
                    return Some(Mark::Text(self.take(length)));
                }
            }
        }
    }
}

fn is_name_start(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80
}

/// A tag's attributes: names as written, values without their quotation marks and not decoded.
#[derive(Debug, Clone)]
pub(super) struct Attributes<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<(&'a str, &'a str)> {
        let rest = self
            .rest
            .trim_start_matches(|byte: char| byte.is_ascii_whitespace() || matches!(byte, '/' | '"' | '\''));
        if rest.is_empty() {
            self.rest = "";
            return None;
        }
        let end = rest
            .bytes()
            .skip(1)
            .position(|byte| byte == b'=' || byte.is_ascii_whitespace())
            .map_or(rest.len(), |at| at + 1);
        let (name, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let Some(value) = after.trim_ascii_start().strip_prefix('=') else {
            self.rest = after;
            return Some((name, ""));
        };
        let value = value.trim_ascii_start();
        let (value, rest) = match value.as_bytes().first() {
            Some(quote @ (b'"' | b'\'')) => {
                let inside = value.get(1..).unwrap_or_default();
                match memchr(*quote, inside.as_bytes()) {
                    Some(end) => (
                        inside.get(..end).unwrap_or_default(),
                        inside.get(end + 1..).unwrap_or_default(),
                    ),
                    None => (inside, ""),
                }
            }
            _ => {
                let end = value
                    .bytes()
                    .position(|byte| byte.is_ascii_whitespace())
                    .unwrap_or(value.len());
                value.split_at_checked(end).unwrap_or((value, ""))
            }
        };
        self.rest = rest;
        Some((name, value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn marks(source: &str) -> Vec<Mark<'_>> {
        Scanner::new(source).collect()
    }

    fn open<'a>(name: &'a str, attributes: &'a str, empty: bool) -> Mark<'a> {
        Mark::Open(Tag {
            name,
            attributes,
            empty,
        })
    }

    #[test]
    fn a_sound_document_is_read() {
        let source = "<?xml version=\"1.0\"?><!-- <x> --><!DOCTYPE rss [<!ENTITY a \"b\">]><a:b c=\"d>\">e<f/><![CDATA[<g>]]></a:b>";
        let expected = [
            Mark::Doctype("DOCTYPE rss [<!ENTITY a \"b\">]"),
            open("a:b", " c=\"d>\"", false),
            Mark::Text("e"),
            open("f", "", true),
            Mark::Cdata("<g>"),
            Mark::Close("a:b"),
        ];
        assert_eq!(marks(source), expected);
    }

    #[test]
    fn defects_are_read_over() {
        assert_eq!(
            marks("1 < 2 <3"),
            [Mark::Text("1 "), Mark::Text("< 2 "), Mark::Text("<3")]
        );
        assert_eq!(
            marks("<a b=\"c>d<e>"),
            [open("a", " b=\"c", false), Mark::Text("d"), open("e", "", false)]
        );
        assert_eq!(marks("</a<b>"), [Mark::Close("a"), open("b", "", false)]);
        assert_eq!(marks("<![CDATA[x"), [Mark::Cdata("x")]);
        assert_eq!(marks("<a b"), [open("a", " b", false)]);
        assert_eq!(marks("<!-- x"), []);
        assert_eq!(marks("<!"), [Mark::Text("<!")]);
    }

    #[test]
    fn attributes_in_every_spelling() {
        let tag = Tag {
            name: "a",
            attributes: " b=\"1\" c = '2'\n d=3 e f='&amp;\"' g=\"",
            empty: false,
        };
        let expected = [
            ("b", "1"),
            ("c", "2"),
            ("d", "3"),
            ("e", ""),
            ("f", "&amp;\""),
            ("g", ""),
        ];
        assert_eq!(tag.attributes().collect::<Vec<_>>(), expected);
    }

    proptest! {
        #[test]
        fn any_text_is_read_to_its_end(source in "[<>/!?a-c \"'=\\[\\]&;é-]*") {
            let mut scanner = Scanner::new(&source);
            let mut last = 0;
            while scanner.next().is_some() {
                prop_assert!(scanner.at() > last);
                last = scanner.at();
            }
            prop_assert!(scanner.at() >= source.trim_end().len() || scanner.next().is_none());
        }

        #[test]
        fn attributes_end(text in "[a-c \"'=/é]*") {
            let tag = Tag { name: "a", attributes: &text, empty: false };
            prop_assert!(tag.attributes().count() <= text.len());
        }
    }
}
