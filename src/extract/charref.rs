//! Character references (`&amp;`, `&#8217;`) as feeds and captions use them.
//!
//! The parser decodes all 2,231 names; this is the short list for the fast path, which leaves a
//! name it does not know as it stands.

/// A decoded reference: at most one character.
#[derive(Debug, Clone, Copy)]
pub(super) struct Decoded {
    bytes: [u8; 4],
    length: usize,
}

impl Decoded {
    fn of(c: char) -> Self {
        let mut bytes = [0; 4];
        let length = c.encode_utf8(&mut bytes).len();
        Decoded { bytes, length }
    }

    /// The character as text.
    pub(super) fn as_str(&self) -> &str {
        self.bytes
            .get(..self.length)
            .and_then(|bytes| std::str::from_utf8(bytes).ok())
            .unwrap_or("")
    }

    /// The character, as an iterator of one.
    pub(super) fn chars(&self) -> std::str::Chars<'_> {
        self.as_str().chars()
    }
}

/// Decodes the reference `text` begins with (`text` starts with `&`): the character and how many
/// bytes it took. What is no reference gives `&` itself and 1.
pub(super) fn decode(text: &str) -> (Decoded, usize) {
    let stray = (Decoded::of('&'), 1);
    let window = text.as_bytes().get(1..text.len().min(34)).unwrap_or(&[]);
    let end = window
        .iter()
        .position(|byte| !byte.is_ascii_alphanumeric() && *byte != b'#')
        .unwrap_or(window.len());
    let Some(name) = text.get(1..1 + end) else { return stray };
    let closed = window.get(end) == Some(&b';');
    let length = 1 + end + usize::from(closed);
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => number.parse().ok(),
        };
        return match code.map(from_code) {
            Some(c) => (Decoded::of(c), length),
            None => stray,
        };
    }
    match named(name).filter(|_| closed || matches!(name, "amp" | "lt" | "gt" | "quot" | "nbsp")) {
        Some(c) => (Decoded::of(c), length),
        None => stray,
    }
}

/// Numbers 128 to 159 mean windows-1252, as the HTML standard has it.
fn from_code(code: u32) -> char {
    const WINDOWS: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
    if (0x80..0xA0).contains(&code) {
        let place = usize::try_from(code - 0x80).unwrap_or(0);
        return WINDOWS.chars().nth(place).unwrap_or('\u{FFFD}');
    }
    char::from_u32(code).filter(|c| *c != '\0').unwrap_or('\u{FFFD}')
}

fn named(name: &str) -> Option<char> {
    Some(match name {
        "amp" | "AMP" => '&',
        "lt" | "LT" => '<',
        "gt" | "GT" => '>',
        "quot" | "QUOT" => '"',
        "apos" => '\'',
        "nbsp" => '\u{A0}',
        "ensp" | "emsp" | "thinsp" => ' ',
        "shy" => '\u{AD}',
        "hellip" => '…',
        "mdash" => '—',
        "ndash" => '–',
        "lsquo" => '‘',
        "rsquo" => '’',
        "sbquo" => '‚',
        "ldquo" => '“',
        "rdquo" => '”',
        "bdquo" => '„',
        "laquo" => '«',
        "raquo" => '»',
        "bull" => '•',
        "middot" => '·',
        "copy" => '©',
        "reg" => '®',
        "trade" => '™',
        "deg" => '°',
        "sect" => '§',
        "para" => '¶',
        "euro" => '€',
        "pound" => '£',
        "yen" => '¥',
        "cent" => '¢',
        "times" => '×',
        "frac12" => '½',
        "frac14" => '¼',
        "frac34" => '¾',
        "plusmn" => '±',
        "iexcl" => '¡',
        "iquest" => '¿',
        "szlig" => 'ß',
        "ordf" => 'ª',
        "ordm" => 'º',
        "aelig" => 'æ',
        "oslash" => 'ø',
        "Oslash" => 'Ø',
        "aring" => 'å',
        "Aring" => 'Å',
        _ => return accented(name),
    })
}

/// A letter and the name of its accent: `eacute`, `Ntilde`.
fn accented(name: &str) -> Option<char> {
    let mut chars = name.chars();
    let letter = chars.next()?;
    let accent = match chars.as_str() {
        "acute" => '\u{301}',
        "grave" => '\u{300}',
        "circ" => '\u{302}',
        "uml" => '\u{308}',
        "tilde" => '\u{303}',
        "cedil" => '\u{327}',
        "caron" => '\u{30C}',
        _ => return None,
    };
    unicode_normalization::char::compose(letter, accent)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> (String, usize) {
        let (decoded, length) = decode(text);
        (decoded.as_str().to_owned(), length)
    }

    #[test]
    fn decodes_names_and_numbers() {
        assert_eq!(one("&amp;x"), ("&".into(), 5));
        assert_eq!(one("&eacute;"), ("é".into(), 8));
        assert_eq!(one("&Ntilde;"), ("Ñ".into(), 8));
        assert_eq!(one("&#8217;s"), ("’".into(), 7));
        assert_eq!(one("&#146;"), ("’".into(), 6));
        assert_eq!(one("&#x1F600;"), ("😀".into(), 9));
        assert_eq!(one("&#xD800;").0, "\u{FFFD}");
        assert_eq!(one("&nosuch;"), ("&".into(), 1));
        assert_eq!(one("& b"), ("&".into(), 1));
        assert_eq!(one("&"), ("&".into(), 1));
        assert_eq!(one("&é"), ("&".into(), 1));
    }
}
