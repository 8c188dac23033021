//! Halves of surrogate pairs in JSON: `\ud800` without its other half.
//!
//! JSON can spell them, text cannot hold them (RFC 8259, section 8.2), and one would make the whole
//! feed unreadable. Each becomes the replacement character.

use std::borrow::Cow;

use memchr::memchr;

/// Bytes of an escape: `\uXXXX`.
const ESCAPE: usize = 6;

/// The JSON with every lone half replaced; as it is where there is none.
pub(super) fn mended(json: &str) -> Cow<'_, str> {
    let bytes = json.as_bytes();
    let (mut out, mut copied) = (String::new(), 0);
    let mut at = 0;
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr(b'\\', rest)) {
        at += found;
        match half(bytes, at) {
            Some(Half::High) if matches!(half(bytes, at + ESCAPE), Some(Half::Low)) => at += 2 * ESCAPE,
            Some(_) => {
                out.push_str(json.get(copied..at).unwrap_or_default());
                out.push_str("\\ufffd");
                at += ESCAPE;
                copied = at;
            }
            // Another escape, of two bytes at least: what follows a doubled backslash is no escape.
            None => at += 2,
        }
    }
    if copied == 0 {
        return Cow::Borrowed(json);
    }
    out.push_str(json.get(copied..).unwrap_or_default());
    Cow::Owned(out)
}

enum Half {
    High,
    Low,
}

/// The half of a pair whose escape begins at `at`.
fn half(bytes: &[u8], at: usize) -> Option<Half> {
    let digits = bytes.get(at..at + ESCAPE)?.strip_prefix(b"\\u")?;
    match u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()? {
        0xd800..=0xdbff => Some(Half::High),
        0xdc00..=0xdfff => Some(Half::Low),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_become_a_mark_and_pairs_stay() {
        for (json, wanted) in [
            (r#"["a"]"#, r#"["a"]"#),
            (r#"["\ud83d\ude00 \n"]"#, r#"["\ud83d\ude00 \n"]"#),
            (r#"["\ud800 \uDFFF\ud83d"]"#, r#"["\ufffd \ufffd\ufffd"]"#),
            (r#"["\ud83d\ud83d\ude00"]"#, r#"["\ufffd\ud83d\ude00"]"#),
            (r#"["\\ud800"]"#, r#"["\\ud800"]"#),
            (r#"["\u00e9\ud8"#, r#"["\u00e9\ud8"#),
            ("[\"\\", "[\"\\"),
        ] {
            assert_eq!(mended(json), wanted);
        }
    }
}
