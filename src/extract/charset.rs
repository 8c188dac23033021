//! The character set of a page: what its bytes say as text.
//!
//! In order: byte order mark, the response's `Content-Type`, the page's own `meta`, valid UTF-8,
//! and windows-1252 for the rest (the order of the WHATWG's encoding sniffing, with UTF-8 tried
//! before the fallback because most pages that say nothing are UTF-8).

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use std::borrow::Cow;

/// How far into a page its own `meta` is looked for.
const META_WINDOW: usize = 4096;

/// The page as text; bytes that fit no character become U+FFFD.
pub(super) fn decode<'a>(bytes: &'a [u8], content_type: Option<&str>) -> Cow<'a, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or(&[])).0;
    }
    let declared = content_type.and_then(|value| label(value.as_bytes()));
    let valid = std::str::from_utf8(bytes).is_ok();
    if let Some(encoding) = declared {
        // A server's word for all its pages is often wrong where the bytes are plainly UTF-8.
        if encoding == UTF_8 || !valid || bytes.is_ascii() {
            return encoding.decode_without_bom_handling(bytes).0;
        }
    }
    if valid {
        return UTF_8.decode_without_bom_handling(bytes).0;
    }
    let head = bytes.get(..META_WINDOW).unwrap_or(bytes);
    let encoding = label(head).unwrap_or(WINDOWS_1252);
    encoding.decode_without_bom_handling(bytes).0
}

/// The encoding named after the first `charset=`; UTF-16 in a `meta` means UTF-8, since the
/// `meta` could be read at all.
fn label(bytes: &[u8]) -> Option<&'static Encoding> {
    const NAME: &[u8] = b"charset";
    let at = bytes
        .windows(NAME.len())
        .position(|window| window.eq_ignore_ascii_case(NAME))?;
    let rest = bytes.get(at + NAME.len()..)?.trim_ascii_start().strip_prefix(b"=")?;
    let rest = rest.trim_ascii_start();
    let rest = rest
        .strip_prefix(b"\"")
        .or_else(|| rest.strip_prefix(b"'"))
        .unwrap_or(rest);
    let end = rest
        .iter()
        .position(|byte| matches!(byte, b'"' | b'\'' | b';' | b'>' | b'/') || byte.is_ascii_whitespace())
        .unwrap_or(rest.len());
    let encoding = Encoding::for_label(rest.get(..end)?)?;
    let name = encoding.name();
    Some(if name.starts_with("UTF-16") { UTF_8 } else { encoding })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_of_trust() {
        assert_eq!(
            decode(b"\xEF\xBB\xBFcaf\xC3\xA9", Some("text/html; charset=latin1")),
            "café"
        );
        assert_eq!(decode(b"caf\xE9", Some("text/html; charset=ISO-8859-1")), "café");
        assert_eq!(
            decode(b"<meta charset='windows-1251'>\xEF\xF0", None),
            "<meta charset='windows-1251'>пр"
        );
        assert_eq!(decode("naïve".as_bytes(), None), "naïve");
        assert_eq!(decode(b"caf\xE9", None), "café");
        assert_eq!(decode(b"\x93quoted\x94", None), "“quoted”");
    }

    #[test]
    fn a_lying_header_loses_to_plain_utf8() {
        assert_eq!(
            decode("“Straße”".as_bytes(), Some("text/html; charset=iso-8859-1")),
            "“Straße”"
        );
    }

    #[test]
    fn nonsense_is_no_error() {
        assert_eq!(decode(b"a\xFF", Some("text/html; charset=utf-8")), "a\u{FFFD}");
        assert_eq!(decode(b"a", Some("text/html; charset=")), "a");
        assert_eq!(decode(b"", None), "");
    }
}
