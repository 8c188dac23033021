//! What a word is: the same rule for the full-text index, for queries and for highlights.
//!
//! A word is a run of letters and digits, lower case, without accents; each character of a script
//! written without spaces (Han, Kana, Thai …) is a word of its own, so that a phrase search finds
//! it. Words longer than [`LONGEST`] bytes are cut there.

use rustc_hash::FxHashSet;
use std::hash::Hasher;
use std::ops::Range;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Bytes of the longest word kept.
pub const LONGEST: usize = 64;

/// Calls `each` with every word of `text`: where it stands, and its normal form.
pub fn for_each_word(text: &str, mut each: impl FnMut(Range<usize>, &str)) {
    let bytes = text.as_bytes();
    let mut word = String::with_capacity(LONGEST);
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        // The common case: a run of ASCII letters and digits that ends at ASCII.
        while at < bytes.len() && bytes[at].is_ascii_alphanumeric() {
            at += 1;
        }
        let plain = at == bytes.len() || bytes[at].is_ascii();
        if plain {
            if at > start {
                word.clear();
                word.push_str(&text[start..at.min(start + LONGEST)]);
                word.make_ascii_lowercase();
                each(start..at, &word);
            } else {
                at += 1;
            }
            continue;
        }
        at = start + mixed_word(&text[start..], start, &mut word, &mut each);
    }
}

/// Takes one word (or one separator) that has characters beyond ASCII; gives the bytes taken.
fn mixed_word(
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
            word.extend(
                std::iter::once(lower)
                    .nfkd()
                    .filter(|c| !is_combining_mark(*c)),
            );
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

/// Gathers each different word of several texts once, for the index.
#[derive(Debug, Default)]
pub struct UniqueWords {
    seen: FxHashSet<u64>,
    joined: String,
}

impl UniqueWords {
    /// Adds the words of `text`.
    pub fn add(&mut self, text: &str) {
        let UniqueWords { seen, joined } = self;
        for_each_word(text, |_, word| {
            let mut hasher = rustc_hash::FxHasher::default();
            hasher.write(word.as_bytes());
            if seen.insert(hasher.finish()) {
                joined.push_str(word);
                joined.push(' ');
            }
        });
    }

    /// The words gathered so far, joined by spaces; the gatherer starts anew.
    pub fn take(&mut self) -> String {
        self.seen.clear();
        std::mem::take(&mut self.joined)
    }
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
        assert_eq!(
            list("Émigrés’ H-1B visas, año"),
            ["emigres", "h", "1b", "visas", "ano"]
        );
        assert_eq!(list("ŁÓDŹ straße ﬁnd"), ["łodz", "straße", "find"]);
    }

    #[test]
    fn scripts_without_spaces_give_characters() {
        assert_eq!(
            list("移民EU政策 とは"),
            ["移", "民", "eu", "政", "策", "と", "は"]
        );
    }

    #[test]
    fn gathers_each_word_once() {
        let mut words = UniqueWords::default();
        words.add("Asylum, asylum and");
        words.add("AND visas");
        assert_eq!(words.take(), "asylum and visas ");
        assert_eq!(words.take(), "");
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
