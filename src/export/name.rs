//! Names of files that any system takes and a person can read.

use unicode_normalization::UnicodeNormalization;

use crate::model::Timestamp;

/// Bytes of the longest name, its ending included.
const LONGEST: usize = 120;

/// Names that some systems keep for devices.
const RESERVED: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2",
    "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// `2026-11-25 Headline.md`: the day, the headline's words as far as they fit, the ending. Unicode
/// is kept (composed); separators, control characters and what shells or file systems mind are
/// left out. The name never begins with a dot or a dash, and is at most 120 bytes.
pub fn file_name(title: &str, published: Timestamp, extension: &str) -> String {
    let extension: String = extension.chars().filter(char::is_ascii_alphanumeric).take(8).collect();
    let day = published.iso_date();
    let room = LONGEST - day.len() - extension.len() - 2;
    let mut words = String::new();
    for word in title.nfc().map(|c| if fits(c) { c } else { ' ' }).collect::<String>().split_whitespace() {
        if words.len() + word.len() + usize::from(!words.is_empty()) > room {
            break;
        }
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    if words.is_empty() {
        // One word longer than the room: as much of it as fits.
        words = title.nfc().filter(|c| fits(*c)).scan(0, |bytes, c| {
            *bytes += c.len_utf8();
            (*bytes <= room).then_some(c)
        }).collect();
    }
    let words = words.trim_matches(|c: char| c.is_whitespace() || c == '.' || c == '-');
    let words = if words.is_empty() || RESERVED.contains(&words.to_lowercase().as_str()) { "article" } else { words };
    format!("{day} {words}.{extension}")
}

/// The name for the `number`-th file that would have been called `name`: `… (2).md`.
pub fn numbered(name: &str, number: u32) -> String {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let mark = format!(" ({number})");
    let mut keep = stem.len().min(LONGEST.saturating_sub(mark.len() + extension.len() + 1));
    while !stem.is_char_boundary(keep) {
        keep -= 1;
    }
    let stem = stem.get(..keep).unwrap_or(stem).trim_end();
    if extension.is_empty() { format!("{stem}{mark}") } else { format!("{stem}{mark}.{extension}") }
}

fn fits(c: char) -> bool {
    !c.is_control() && !matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '\'' | '`' | '$' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const DAY: Timestamp = Timestamp(1_795_572_000);

    #[test]
    fn names_are_readable() {
        assert_eq!(file_name("Court: “Remain in Mexico” may go on", DAY, "md"), "2026-11-25 Court “Remain in Mexico” may go on.md");
        assert_eq!(file_name("移民政策の行方", DAY, "md"), "2026-11-25 移民政策の行方.md");
        assert_eq!(file_name("../../etc/passwd", DAY, "md"), "2026-11-25 etc passwd.md");
        assert_eq!(file_name("...", DAY, "md"), "2026-11-25 article.md");
        assert_eq!(numbered("2026-11-25 News.md", 2), "2026-11-25 News (2).md");
    }

    proptest! {
        #[test]
        fn every_name_is_safe(title in "\\PC{0,300}", number in 2u32..5_000) {
            for name in [file_name(&title, DAY, "md"), numbered(&file_name(&title, DAY, "md"), number)] {
                prop_assert!(name.len() <= LONGEST && name.ends_with(".md"));
                prop_assert!(!name.starts_with(['.', '-']) && !name.contains(['/', '\\', '\0']));
                prop_assert!(!name.chars().any(char::is_control));
            }
        }
    }
}
