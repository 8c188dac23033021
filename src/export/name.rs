//! Names of files that any system takes and a person can read.

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use crate::model::Timestamp;

/// Bytes of the longest name, its ending included.
const LONGEST: usize = 120;

/// The first moment of the year 10000: later years have more than four digits.
const YEAR_10000: i64 = 253_402_300_800;

/// The first moment of the year 0: earlier ones begin with a dash.
const YEAR_0: i64 = -62_167_219_200;

/// `2026-11-25 Headline.md`: the day, the headline's words as far as they fit, the ending.
///
/// Unicode is kept (composed, NFC); separators, control and invisible characters and what shells
/// or file systems mind are left out. The name never begins with a dot or a dash (it begins with
/// the day, which also keeps it from the names some systems reserve for devices), is never empty
/// and is at most 120 bytes.
pub fn file_name(title: &str, published: Timestamp, extension: &str) -> String {
    let ending: String = extension.chars().filter(char::is_ascii_alphanumeric).take(8).collect();
    let ending = if ending.is_empty() {
        ending
    } else {
        format!(".{ending}")
    };
    let day = Timestamp(published.0.clamp(YEAR_0, YEAR_10000 - 1)).iso_date();
    let words = shortened(&readable(title), LONGEST - day.len() - ending.len() - 1);
    let words = words.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '-' | '_' | ','));
    format!("{day} {}{ending}", if words.is_empty() { "article" } else { words })
}

/// The name for the `number`-th file that would have been called `name`: `… (2).md`.
pub fn numbered(name: &str, number: u32) -> String {
    let (stem, ending) = match name.rfind('.').and_then(|dot| name.split_at_checked(dot)) {
        Some((stem, ending)) if ending.len() <= 9 && !stem.is_empty() => (stem, ending),
        _ => (name, ""),
    };
    let mark = format!(" ({number})");
    let stem = cut(stem, LONGEST - mark.len() - ending.len());
    format!("{}{mark}{ending}", stem.trim_end_matches([' ', '.']))
}

/// The title with all left out that a file's name should not have.
fn readable(title: &str) -> String {
    let mut out = String::with_capacity(title.len());
    // Composed first, since some characters compose to marks that are left out, and again at the
    // end, since leaving out may bring together what composes.
    let mut chars = title.nfc().peekable();
    let mut before = ' ';
    while let Some(c) = chars.next() {
        let within = before.is_alphanumeric() && chars.peek().copied().is_some_and(char::is_alphanumeric);
        match c {
            // Forms B1/B2 and 10:30 stay readable.
            '/' | '\\' | '|' | ':' if within => out.push('-'),
            '\'' => out.push('’'),
            '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '`' | '$' => out.push(' '),
            _ if c.is_control() || c.is_whitespace() => out.push(' '),
            _ if is_invisible(c) => {}
            _ => out.push(c),
        }
        before = c;
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect()
}

/// Characters without a shape of their own: joiners, directions, tags, unassigned by intent.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
        || u32::from(c) & 0xfffe == 0xfffe
}

/// As many words as fit into `room` bytes; where they would fill less than half of it (scripts
/// without spaces), as much as fits of the next word.
fn shortened(text: &str, room: usize) -> String {
    if text.len() <= room {
        return text.to_owned();
    }
    let whole = cut(text, room);
    let after_word = text.get(whole.len()..).is_some_and(|rest| rest.starts_with(' '));
    match whole.rfind(' ') {
        Some(space) if !after_word && space >= room / 2 => whole.get(..space).unwrap_or(whole).to_owned(),
        _ => whole.to_owned(),
    }
}

/// The beginning of a text of at most `room` bytes, between two graphemes; between two characters
/// where one grapheme is longer than that.
fn cut(text: &str, room: usize) -> &str {
    if text.len() <= room {
        return text;
    }
    let ends = |end: &usize| *end <= room;
    let grapheme = text
        .grapheme_indices(true)
        .map(|(at, part)| at + part.len())
        .take_while(ends)
        .last();
    let end = grapheme.or_else(|| {
        text.char_indices()
            .map(|(at, c)| at + c.len_utf8())
            .take_while(ends)
            .last()
    });
    text.get(..end.unwrap_or(0)).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const DAY: Timestamp = Timestamp(1_795_572_000);

    #[test]
    fn names_are_readable() {
        for (title, wanted) in [
            (
                "Court: “Remain in Mexico” may go on",
                "2026-11-25 Court “Remain in Mexico” may go on.md",
            ),
            ("移民政策の行方", "2026-11-25 移民政策の行方.md"),
            ("../../etc/passwd", "2026-11-25 etc-passwd.md"),
            ("...", "2026-11-25 article.md"),
            ("", "2026-11-25 article.md"),
            ("CON", "2026-11-25 CON.md"),
            ("B1/B2 visas: what's new?", "2026-11-25 B1-B2 visas what’s new.md"),
            ("a\u{200b}b\u{202e}c\nd", "2026-11-25 abc d.md"),
            ("cafe\u{301}", "2026-11-25 café.md"),
        ] {
            assert_eq!(file_name(title, DAY, "md"), wanted);
        }
        assert_eq!(file_name("x", Timestamp(i64::MIN), "md"), "0000-01-01 x.md");
        assert_eq!(file_name("x", DAY, "../"), "2026-11-25 x");
    }

    #[test]
    fn long_titles_end_with_a_word_or_a_character() {
        let name = file_name(&"removal proceedings ".repeat(20), DAY, "md");
        assert!(
            name.ends_with("proceedings.md") || name.ends_with("removal.md"),
            "{name}"
        );
        assert!(name.len() > 100);
        let name = file_name(&"移民政策".repeat(30), DAY, "md");
        assert!(name.len() > 110 && name.len() <= 120, "{name}");
    }

    #[test]
    fn numbers_go_before_the_ending() {
        assert_eq!(numbered("2026-11-25 News.md", 2), "2026-11-25 News (2).md");
        assert_eq!(numbered("News", 3), "News (3)");
        assert_eq!(
            numbered("2026-11-25 The U.S. and asylum law", 3),
            "2026-11-25 The U.S. and asylum law (3)"
        );
    }

    proptest! {
        #[test]
        fn every_name_is_safe(title in prop_oneof!["\\PC{0,300}", any::<String>()], seconds: i64, number: u32) {
            let name = file_name(&title, Timestamp(seconds), "md");
            let again = numbered(&name, number);
            prop_assert_ne!(&name, &again);
            for name in [name, again] {
                prop_assert!(name.len() <= LONGEST && name.ends_with(".md"), "{}", name);
                prop_assert!(name.starts_with(|c: char| c.is_ascii_digit()), "{}", name);
                prop_assert!(!name.contains(['/', '\\', ':', '"', '<', '>', '|', '?', '*']), "{}", name);
                prop_assert!(!name.chars().any(|c| c.is_control() || is_invisible(c)), "{}", name);
                prop_assert!(unicode_normalization::is_nfc(&name), "{}", name);
                prop_assert!(!name.contains("  ") || title.contains("  "), "{}", name);
            }
        }
    }
}
