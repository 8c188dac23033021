//! What a word is: the same rule for the full-text index, for queries and for highlights.
//!
//! A word is a run of letters and digits, lower case, without accents; each character of a script
//! written without spaces (Han, Kana, Thai …) is a word of its own, so that a phrase search finds
//! it. Words longer than [`LONGEST`] bytes are cut there.

use std::ops::Range;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Bytes of the longest word kept.
pub const LONGEST: usize = 64;

/// What each byte is to a word: [`PARTS`], [`PLAIN`], [`CAPITAL`] or [`BEYOND`].
const SORT: [u8; 256] = {
    let mut table = [PARTS; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'a'..=b'z' | b'0'..=b'9' => PLAIN,
            b'A'..=b'Z' => CAPITAL,
            0..=127 => PARTS,
            _ => BEYOND,
        };
        byte += 1;
    }
    table
};

/// A byte between words.
const PARTS: u8 = 0;
/// A small letter or a digit.
const PLAIN: u8 = 1;
/// A capital letter.
const CAPITAL: u8 = 2;
/// A byte of a character beyond ASCII.
const BEYOND: u8 = 4;

/// Calls `each` with every word of `text`: where it stands, and its normal form.
pub fn for_each_word(text: &str, mut each: impl FnMut(Range<usize>, &str)) {
    let bytes = text.as_bytes();
    let mut folded = String::with_capacity(LONGEST);
    let mut at = 0;
    while at < bytes.len() {
        // The common case: a run of ASCII letters and digits that ends at ASCII, most often in
        // normal form already.
        let start = at;
        let mut seen = PARTS;
        let mut last = PARTS;
        for byte in &bytes[start..] {
            last = SORT[usize::from(*byte)];
            if last == PARTS || last == BEYOND {
                break;
            }
            seen |= last;
            at += 1;
        }
        if last == BEYOND {
            at = start + mixed_word(&text[start..], start, &mut folded, &mut each);
        } else if seen == PARTS {
            at += 1;
        } else {
            let word = &text[start..at.min(start + LONGEST)];
            if seen == PLAIN {
                each(start..at, word);
            } else {
                folded.clear();
                folded.push_str(word);
                folded.make_ascii_lowercase();
                each(start..at, &folded);
            }
        }
    }
}

/// Takes one word (or one separator) that has characters beyond ASCII; gives the bytes taken.
pub(super) fn mixed_word(
    rest: &str,
    base: usize,
    word: &mut String,
    each: &mut impl FnMut(Range<usize>, &str),
) -> usize {
    word.clear();
    let mut end = 0;
    for (offset, c) in rest.char_indices() {
        let stays = c.is_alphanumeric() || (offset > 0 && is_combining_mark(c));
        if !stays {
            break;
        }
        if stands_alone(c) {
            if offset == 0 {
                end = c.len_utf8();
                word.push(c);
            }
            break;
        }
        end = offset + c.len_utf8();
        if word.len() < LONGEST {
            fold(c, word);
        }
    }
    if end == 0 {
        return rest.chars().next().map_or(1, char::len_utf8);
    }
    if !word.is_empty() {
        each(base..base + end, word);
    }
    end
}

fn fold(c: char, word: &mut String) {
    if c.is_ascii() {
        word.push(c.to_ascii_lowercase());
    } else {
        for lower in c.to_lowercase() {
            word.extend(std::iter::once(lower).nfkd().filter(|c| !is_combining_mark(*c)));
        }
    }
}

/// Whether a character belongs to a script that is written without spaces between words.
fn stands_alone(c: char) -> bool {
    matches!(u32::from(c),
        0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF // Thai, Lao, Burmese, Khmer
        | 0x3040..=0x30FF | 0x31F0..=0x31FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF // Kana, Han
        | 0x20000..=0x3FFFF)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn list(text: &str) -> Vec<String> {
        let mut words = Vec::new();
        for_each_word(text, |_, word| words.push(word.to_owned()));
        words
    }

    #[test]
    fn folds_case_and_accents() {
        assert_eq!(list("Émigrés’ H-1B visas, año"), ["emigres", "h", "1b", "visas", "ano"]);
        assert_eq!(list("ŁÓDŹ straße ﬁnd"), ["łodz", "straße", "find"]);
    }

    #[test]
    fn scripts_without_spaces_give_characters() {
        assert_eq!(list("移民EU政策 とは"), ["移", "民", "eu", "政", "策", "と", "は"]);
    }

    proptest! {
        #[test]
        fn ranges_are_in_order_and_on_characters(text in "\\PC{0,60}") {
            let mut last = 0;
            for_each_word(&text, |range, word| {
                assert!(range.start >= last && text.get(range.clone()).is_some() && !word.is_empty());
                last = range.end;
            });
        }
    }
}
