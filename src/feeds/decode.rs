//! Bytes to text: which encoding a feed is in, whatever its labels claim.
//!
//! Owns the choice and the decoding, nothing of XML but the declaration's label. A document that
//! is already UTF-8 is borrowed, not copied. Next: [`super::scan`].

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::code_pages;

/// How far into the document its own declaration is looked for.
const DECLARATION: usize = 1024;

/// The document as text. Trusted in this order: a byte order mark, the HTTP charset, the XML
/// declaration, the pattern of zero bytes, UTF-8, the letters' frequency (windows-1252 where most
/// are ASCII). Bytes that are valid UTF-8 are UTF-8 even where an 8-bit encoding is declared: such
/// labels are wrong far more often than such bytes are an accident.
pub(super) fn decode<'a>(bytes: &'a [u8], content_type: Option<&str>) -> Cow<'a, str> {
    if let Some(text) = utf_32(bytes) {
        return Cow::Owned(text);
    }
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(length..).unwrap_or_default();
        return encoding.decode_without_bom_handling(rest).0;
    }
    if let Some(encoding) = zero_pattern(bytes) {
        return encoding.decode_without_bom_handling(bytes).0;
    }
    let labels = [
        content_type.and_then(charset_parameter).map(str::as_bytes),
        declaration(bytes),
    ];
    let declared = labels.into_iter().flatten().find_map(known);
    // The one declared encoding whose bytes are all ASCII is believed before UTF-8.
    if declared != Some(ISO_2022_JP)
        && let Some(text) = UTF_8.decode_without_bom_handling_and_without_replacement(bytes)
    {
        return text;
    }
    let encoding = match declared {
        Some(encoding) if encoding != UTF_8 && encoding != UTF_16LE && encoding != UTF_16BE => encoding,
        _ if mostly_utf8(bytes) => UTF_8,
        _ => match labels.into_iter().flatten().find_map(code_pages::table) {
            Some(table) => return Cow::Owned(table.decode_string_lossy(bytes)),
            None => guess(bytes),
        },
    };
    if encoding == UTF_8 {
        Cow::Owned(mixed(bytes))
    } else {
        encoding.decode_without_bom_handling(bytes).0
    }
}

/// The encoding of bytes that nobody says anything true about. In the languages that are written in
/// windows-1252 most letters are ASCII; where they are not, the frequency of letters is looked at.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let (beyond, letters) = letters_of_text(bytes);
    if beyond * 2 < letters {
        return WINDOWS_1252;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Bytes beyond ASCII and ASCII letters outside of tags.
fn letters_of_text(bytes: &[u8]) -> (usize, usize) {
    let (mut beyond, mut letters, mut tag) = (0, 0, false);
    for byte in bytes {
        match byte {
            b'<' => tag = true,
            b'>' => tag = false,
            _ if tag => {}
            _ if !byte.is_ascii() => beyond += 1,
            _ if byte.is_ascii_alphabetic() => letters += 1,
            _ => {}
        }
    }
    (beyond, letters)
}

/// UTF-8 with a few bytes of windows-1252 pasted in.
fn mixed(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() + 16);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        match chunk.invalid() {
            [] => {}
            one @ [_] => text.push_str(&WINDOWS_1252.decode_without_bom_handling(one).0),
            // A longer one is a character cut in two.
            _ => text.push(char::REPLACEMENT_CHARACTER),
        }
    }
    text
}

/// Whether the bytes beyond ASCII are UTF-8 more often than not; a few bad bytes (a cut-off
/// character, one pasted quote) do not make a document windows-1252.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad
}

/// UTF-16 without a mark, told by the zero bytes beside the first `<`.
fn zero_pattern(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [b'<', 0, second, 0, ..] if *second != 0 => Some(UTF_16LE),
        [0, b'<', 0, second, ..] if *second != 0 => Some(UTF_16BE),
        _ => None,
    }
}

/// UTF-32, which no browser and no other crate of ours reads, by its mark or its zero bytes.
fn utf_32(bytes: &[u8]) -> Option<String> {
    let (big, rest) = match bytes {
        [0, 0, 0xFE, 0xFF, rest @ ..] => (true, rest),
        [0xFF, 0xFE, 0, 0, rest @ ..] => (false, rest),
        [0, 0, 0, b'<', ..] => (true, bytes),
        [b'<', 0, 0, 0, ..] => (false, bytes),
        _ => return None,
    };
    let units = rest.as_chunks::<4>().0.iter().map(|unit| {
        if big {
            u32::from_be_bytes(*unit)
        } else {
            u32::from_le_bytes(*unit)
        }
    });
    Some(
        units
            .map(|unit| char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect(),
    )
}

/// The `charset` of a `Content-Type`.
fn charset_parameter(content_type: &str) -> Option<&str> {
    content_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim()
            .eq_ignore_ascii_case("charset")
            .then(|| value.trim().trim_matches(['"', '\'']))
    })
}

/// The `encoding` of an XML declaration, wherever in the first kilobyte it stands.
fn declaration(bytes: &[u8]) -> Option<&[u8]> {
    let head = bytes.get(..DECLARATION).unwrap_or(bytes);
    let start = memchr::memmem::find(head, b"<?xml")?;
    let head = head.get(start..)?;
    let head = head.get(..memchr::memchr(b'>', head)?)?;
    let after = head.get(memchr::memmem::find(head, b"encoding")? + 8..)?;
    let (opening, quote) = after
        .iter()
        .copied()
        .enumerate()
        .find(|(_, byte)| matches!(byte, b'"' | b'\''))?;
    let value = after.get(opening + 1..)?;
    value.get(..memchr::memchr(quote, value)?)
}

/// The encoding of a label; beyond the WHATWG's list, the spellings of code pages that feeds use.
fn known(label: &[u8]) -> Option<&'static Encoding> {
    if let Some(encoding) = Encoding::for_label(label) {
        return Some(encoding);
    }
    let label = std::str::from_utf8(label)
        .ok()?
        .trim()
        .to_ascii_lowercase()
        .replace('_', "-");
    let page = label
        .trim_start_matches("x-")
        .trim_start_matches("windows")
        .trim_start_matches("cp")
        .trim_start_matches("win");
    let name = match page.trim_matches('-') {
        "932" | "ms932" => "shift_jis",
        "936" | "ms936" => "gbk",
        "949" | "ms949" => "euc-kr",
        "950" | "ms950" => "big5",
        "roman" | "macroman" | "mac-roman" => "macintosh",
        page @ ("1250" | "1251" | "1252" | "1253" | "1254" | "1255" | "1256" | "1257" | "1258") => {
            return Encoding::for_label(format!("windows-{page}").as_bytes());
        }
        _ => &label,
    };
    Encoding::for_label(name.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf_16(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect()
    }

    #[test]
    fn utf8_is_borrowed() {
        assert!(matches!(
            decode("<rss>é</rss>".as_bytes(), None),
            Cow::Borrowed("<rss>é</rss>")
        ));
    }

    #[test]
    fn marks_patterns_and_labels_are_believed_in_order() {
        assert_eq!(
            decode(b"\xEF\xBB\xBF<rss/>", Some("text/xml; charset=koi8-r")),
            "<rss/>"
        );
        assert_eq!(decode(&utf_16("<rss>é</rss>", true), None), "<rss>é</rss>");
        assert_eq!(decode(&utf_16("<rss>é</rss>", false), None), "<rss>é</rss>");
        assert_eq!(decode(b"<\0\0\0a\0\0\0", None), "<a");
        assert_eq!(
            decode(b"<?xml version='1.0' encoding='koi8-r'?>\xCD", None),
            "<?xml version='1.0' encoding='koi8-r'?>м"
        );
        assert_eq!(
            decode(b"<?xml encoding='koi8-r'?>\xCD", Some("a/b; charset=\"windows-1251\"")),
            "<?xml encoding='koi8-r'?>Н"
        );
        assert_eq!(
            decode(b"<?xml encoding='cp1251'?>\xCD", None),
            "<?xml encoding='cp1251'?>Н"
        );
    }

    #[test]
    fn latin_1_is_windows_1252_and_wrong_labels_lose_to_utf8() {
        assert_eq!(
            decode(b"<?xml encoding='iso-8859-1'?>\x93x\x94", None),
            "<?xml encoding='iso-8859-1'?>“x”"
        );
        assert_eq!(
            decode("<?xml encoding='iso-8859-1'?>é".as_bytes(), None),
            "<?xml encoding='iso-8859-1'?>é"
        );
        assert_eq!(decode(b"caf\xE9", None), "café");
    }

    #[test]
    fn code_pages_of_dos_are_believed_where_nothing_else_fits() {
        assert_eq!(
            decode(b"<?xml encoding='cp850'?>\x90", None),
            "<?xml encoding='cp850'?>É"
        );
        assert_eq!(
            decode("<?xml encoding='cp850'?>É".as_bytes(), None),
            "<?xml encoding='cp850'?>É"
        );
    }

    #[test]
    fn what_nobody_declares_is_told_by_its_letters() {
        let russian = "<title>Верховный суд рассмотрит жалобу мигрантов на новые правила въезда в страну</title>";
        for encoding in [encoding_rs::WINDOWS_1251, encoding_rs::KOI8_R] {
            let (bytes, _, _) = encoding.encode(russian);
            assert_eq!(decode(&bytes, None), russian, "{}", encoding.name());
        }
        let japanese = "<title>難民申請者の権利を守る新しい法律について国会で議論が続いています</title>";
        let (bytes, _, _) = encoding_rs::EUC_JP.encode(japanese);
        assert_eq!(decode(&bytes, None), japanese);
        let french = "<title>Les réfugiés arrêtés à Évreux ont été relâchés après l’été</title>";
        let (bytes, _, _) = WINDOWS_1252.encode(french);
        assert_eq!(decode(&bytes, None), french);
    }

    #[test]
    fn one_bad_byte_does_not_spoil_utf8() {
        assert_eq!(decode("éàü\u{fffd}".replace('\u{fffd}', "").as_bytes(), None), "éàü");
        let mut bytes = "éàü".as_bytes().to_vec();
        bytes.push(0xE9);
        bytes.extend(b" \xE2\x80");
        assert_eq!(decode(&bytes, None), "éàüé \u{fffd}");
    }

    #[test]
    fn seven_bit_japanese_is_decoded() {
        assert_eq!(
            decode(b"<?xml encoding='iso-2022-jp'?>\x1b$B$\"\x1b(B", None),
            "<?xml encoding='iso-2022-jp'?>あ"
        );
    }
}
