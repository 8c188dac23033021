//! Keeps hostile HTML from ever reaching the parser: bounds depth and count on the bytes.
//!
//! An HTML5 parser is quadratic in the depth of open elements, so the bound has to come before
//! it. One scan over the tags; an ordinary page passes through untouched.

use memchr::memchr;
use std::borrow::Cow;

use super::floor;

/// Elements open at once, of those that must be closed by a tag of their own.
const MAX_OPEN: i32 = 400;
/// Elements open at once, of those whose end tag may be left out.
const MAX_IMPLIED: i32 = 2000;
/// Tags of a page; text after them is dropped.
const MAX_TAGS: usize = 200_000;
/// Bytes outside scripts and styles; what comes after is dropped.
const MAX_MARKUP: usize = 4 << 20;
/// Bytes of one tag; a longer one is dropped whole.
const MAX_TAG_BYTES: usize = 1 << 20;
/// Bytes of a tag whose attributes need no counting.
const SHORT_TAG: usize = 512;
/// Attributes of a tag; one with more is dropped whole, since a parser compares each with all.
const MAX_ATTRIBUTES: usize = 100;

/// The page with what passes the bounds left out.
pub(super) fn tame(html: &str) -> Cow<'_, str> {
    let bytes = html.as_bytes();
    let (mut open, mut implied, mut tags) = (0i32, 0i32, 0usize);
    let mut kept: Option<String> = None; // what is kept, once something had to go
    let mut copied = 0; // bytes of `html` already in `kept`
    let mut at = 0;
    let mut raw = 0; // bytes of scripts and styles so far
    while let Some(offset) = bytes.get(at..).and_then(|rest| memchr(b'<', rest)) {
        let start = at + offset;
        if start - raw > MAX_MARKUP {
            break;
        }
        let closing = bytes.get(start + 1) == Some(&b'/');
        let name_at = start + 1 + usize::from(closing);
        // What is no tag costs the parser as much as one.
        tags += 1;
        let stray = !bytes.get(name_at).is_some_and(u8::is_ascii_alphabetic);
        if stray && tags <= MAX_TAGS {
            at = start + 1;
            continue;
        }
        if tags > MAX_TAGS {
            let mut cut = kept.unwrap_or_default();
            cut.push_str(html.get(copied..start).unwrap_or(""));
            return Cow::Owned(cut);
        }
        let name_end = bytes
            .get(name_at..)
            .and_then(|rest| {
                rest.iter()
                    .position(|byte| !byte.is_ascii_alphanumeric() && *byte != b'-')
            })
            .map_or(bytes.len(), |length| name_at + length);
        let name = bytes.get(name_at..name_end).unwrap_or(&[]);
        let end = tag_end(bytes, name_end);
        let self_closed = end >= 2 && bytes.get(end - 2) == Some(&b'/');
        let counter = match kind(name) {
            Kind::Void => None,
            Kind::Implied => Some((&mut implied, MAX_IMPLIED)),
            Kind::Plain => Some((&mut open, MAX_OPEN)),
        };
        let mut drop = end - start > MAX_TAG_BYTES
            || (end - start > SHORT_TAG && has_too_many(bytes.get(name_end..end).unwrap_or(&[])));
        if let Some((count, most)) = counter {
            if closing {
                *count = (*count - 1).max(0);
            } else if *count >= most {
                drop = true;
                // Its end tag will come too, and must not close one that was kept.
                *count += 1;
            } else if !self_closed {
                *count += 1;
            }
            if closing && *count >= most {
                drop = true;
            }
        }
        if drop {
            let out = kept.get_or_insert_with(|| String::with_capacity(html.len()));
            out.push_str(html.get(copied..start).unwrap_or(""));
            copied = end;
        }
        at = end;
        if !closing && is_raw(name) {
            at = raw_end(bytes, at, name);
            raw += at - end;
        }
    }
    let last = floor(html, raw.saturating_add(MAX_MARKUP).max(at)).max(copied);
    match kept {
        None if last >= html.len() => Cow::Borrowed(html),
        kept => {
            let mut out = kept.unwrap_or_default();
            out.push_str(html.get(copied..last).unwrap_or(""));
            Cow::Owned(out)
        }
    }
}

enum Kind {
    Void,
    Implied,
    Plain,
}

fn kind(name: &[u8]) -> Kind {
    let mut lower = [0u8; 10];
    let Some(slot) = lower.get_mut(..name.len()) else {
        return Kind::Plain;
    };
    slot.copy_from_slice(name);
    slot.make_ascii_lowercase();
    match &*slot {
        b"area" | b"base" | b"br" | b"col" | b"embed" | b"hr" | b"img" | b"input" | b"link" | b"meta" | b"param"
        | b"source" | b"track" | b"wbr" | b"html" | b"head" | b"body" | b"path" | b"use" | b"rect" => Kind::Void,
        b"p" | b"li" | b"dd" | b"dt" | b"tr" | b"td" | b"th" | b"thead" | b"tbody" | b"tfoot" | b"option" => {
            Kind::Implied
        }
        _ => Kind::Plain,
    }
}

/// Elements whose content is no markup.
pub(super) fn is_raw(name: &[u8]) -> bool {
    [
        &b"script"[..],
        b"style",
        b"textarea",
        b"title",
        b"xmp",
        b"iframe",
        b"noembed",
    ]
    .iter()
    .any(|raw| name.eq_ignore_ascii_case(raw))
}

/// Where the tag ends: after its `>`, quoted values passed over.
pub(super) fn tag_end(bytes: &[u8], mut at: usize) -> usize {
    let mut quote = 0u8;
    let mut after_equals = false;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        if quote != 0 {
            if byte == quote {
                quote = 0;
            }
            continue;
        }
        match byte {
            b'>' => return at,
            b'"' | b'\'' if after_equals => quote = byte,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            after_equals = byte == b'=';
        }
    }
    bytes.len()
}

/// Whether a tag's attributes, quoted values passed over, are more than can be meant.
fn has_too_many(attributes: &[u8]) -> bool {
    let (mut quote, mut before, mut count) = (0u8, b' ', 0);
    for &byte in attributes {
        if quote != 0 {
            if byte == quote {
                quote = 0;
                before = b' ';
            }
            continue;
        }
        match byte {
            b'"' | b'\'' if before == b'=' => quote = byte,
            b'/' | b'>' => before = b' ',
            byte if byte.is_ascii_whitespace() => {
                if before != b'=' {
                    before = b' ';
                }
            }
            byte => {
                count += usize::from(before == b' ');
                before = byte;
            }
        }
    }
    count > MAX_ATTRIBUTES
}

/// Where a raw element's content ends: at its end tag, or at the end of the page.
pub(super) fn raw_end(bytes: &[u8], mut at: usize, name: &[u8]) -> usize {
    while let Some(offset) = bytes.get(at..).and_then(|rest| memchr(b'<', rest)) {
        at += offset;
        let rest = bytes.get(at + 1..).unwrap_or(&[]);
        if rest.first() == Some(&b'/')
            && rest
                .get(1..=name.len())
                .is_some_and(|end| end.eq_ignore_ascii_case(name))
        {
            return at;
        }
        at += 1;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_pages_pass_untouched() {
        let page = "<p>a<p>b<div title='<div>'><br><img src=x>c</div><script>if (a<b) '<div>'</script>";
        assert!(matches!(tame(page), Cow::Borrowed(_)));
    }

    #[test]
    fn depth_is_bounded_and_end_tags_still_match() {
        let page = format!("{}core{}<p>after", "<div>".repeat(5_000), "</div>".repeat(5_000));
        let tamed = tame(&page);
        assert_eq!(tamed.matches("<div>").count(), MAX_OPEN as usize);
        assert_eq!(tamed.matches("</div>").count(), MAX_OPEN as usize);
        assert!(tamed.contains("core") && tamed.ends_with("<p>after"));
    }

    #[test]
    fn attributes_are_bounded() {
        let many = |between: &str| format!("<p {}>text", vec!["name=\"a value\""; 2_000].join(between));
        for page in [many(" "), many("/"), many("\n\t"), many("")] {
            assert_eq!(tame(&page), "text");
        }
        let style = format!(
            "<p style=\"{}\" title = 'x y' class=a>text",
            "margin: 0 1px / 2px; ".repeat(500)
        );
        assert!(matches!(tame(&style), Cow::Borrowed(_)));
    }

    #[test]
    fn count_is_bounded() {
        let page = "<b>x</b>".repeat(150_000);
        assert!(tame(&page).len() <= 8 * MAX_TAGS);
    }
}
