//! Gathering each different word of several texts once, for the index: the hot loop of a refresh.
//!
//! Words are what [`super::words`] says. Runs of ASCII letters and digits, nearly all there is, are
//! read eight bytes at a time: arithmetic on all bytes of a 64-bit number at once tells letters and
//! digits from the rest (see "Determine if a word has a byte between m and n" in Anderson's *Bit
//! Twiddling Hacks*, <https://graphics.stanford.edu/~seander/bithacks.html>), and a short word's
//! bytes are its number.

use super::numbers::Numbers;
use super::words::{LONGEST, for_each_word, mixed_word};

/// Every byte's highest bit.
const HIGH: u64 = 0x8080_8080_8080_8080;
/// Every byte's lowest bit.
const ONES: u64 = 0x0101_0101_0101_0101;
/// Odd, so that multiplying by it mixes without loss (2⁶⁴ divided by the golden ratio).
const MIX: u64 = 0x9E37_79B9_7F4A_7C15;
/// Words remembered from one text to the next at most, to bound memory; a word that is forgotten
/// only counts as first met once more.
const MOST_MET: usize = 1 << 17;

/// Gathers each different word of several texts once.
///
/// The words seen are kept as 64-bit numbers, which are the words themselves up to seven bytes and
/// hashes beyond. Two different words of one text share one about once in 10¹⁴ texts; then one of
/// them is not found by a search.
#[derive(Debug, Default)]
pub struct UniqueWords {
    seen: Numbers,
    joined: String,
    folded: String,
    /// The words of earlier texts.
    met: Numbers,
    first_met: String,
}

impl UniqueWords {
    /// Adds the words of `text`.
    pub fn add(&mut self, text: &str) {
        self.add_counted(text);
    }

    /// Adds the words of `text`; gives how many it has, each time a word comes counted.
    pub fn add_counted(&mut self, text: &str) -> u32 {
        let bytes = text.as_bytes();
        let mut count = 0;
        let mut at = 0;
        while let Some(block) = block(bytes, at) {
            let kinds = Kinds::of(block);
            if kinds.first_is_word() {
                let taken = self.word(text, at, block, kinds, &mut count);
                at += taken;
            } else if is_punctuation(block) {
                at += PUNCTUATION;
            } else if kinds.first_is_beyond() {
                at += self.mixed(text, at, &mut count);
            } else {
                at += kinds.separators();
            }
        }
        // The last seven bytes at most.
        let rest = text.get(at..).unwrap_or_default();
        for_each_word(rest, |_, word| {
            count += 1;
            self.note(word);
        });
        count
    }

    /// Takes a word that begins with an ASCII letter or digit, and the one character after it where
    /// that parts words; gives the bytes taken. `block` are the eight bytes from `start` on.
    fn word(&mut self, text: &str, start: usize, mut block: u64, mut kinds: Kinds, count: &mut u32) -> usize {
        let bytes = text.as_bytes();
        let mut number = 0;
        let mut end = start;
        let mut after = 1;
        loop {
            let length = kinds.word_length();
            if length < 8 {
                end += length;
                if kinds.ends_beyond(length) {
                    if !self::block(bytes, end).is_some_and(is_punctuation) {
                        return self.mixed(text, start, count);
                    }
                    after = PUNCTUATION;
                }
                let last = (block | (ONES << 5)) & ((1 << (length * 8)) - 1);
                number = finish(number, last);
                break;
            }
            number = fold(number, block | (ONES << 5));
            end += 8;
            match self::block(bytes, end) {
                Some(next) => (block, kinds) = (next, Kinds::of(next)),
                None => return self.slowly(text, start, count),
            }
        }
        if end - start > LONGEST {
            return self.slowly(text, start, count);
        }
        *count += 1;
        if self.seen.add(number) {
            let first = self.joined.len();
            self.joined.push_str(text.get(start..end).unwrap_or_default());
            if let Some(word) = self.joined.get_mut(first..) {
                word.make_ascii_lowercase();
            }
            self.joined.push(' ');
            self.meet(number, first);
        }
        end - start + after
    }

    /// Takes one word, or one character that parts words, of any script.
    fn mixed(&mut self, text: &str, start: usize, count: &mut u32) -> usize {
        let mut folded = std::mem::take(&mut self.folded);
        let rest = text.get(start..).unwrap_or_default();
        let taken = mixed_word(rest, start, &mut folded, &mut |_, word| {
            *count += 1;
            self.note(word);
        });
        self.folded = folded;
        taken
    }

    /// Takes a run of ASCII letters and digits that is very long or near the text's end, and what
    /// belongs to its word beyond it.
    fn slowly(&mut self, text: &str, start: usize, count: &mut u32) -> usize {
        let rest = text.get(start..).unwrap_or_default();
        let run = rest
            .bytes()
            .position(|byte| !byte.is_ascii_alphanumeric())
            .unwrap_or(rest.len());
        if rest.as_bytes().get(run).is_some_and(|byte| !byte.is_ascii()) {
            return self.mixed(text, start, count);
        }
        for_each_word(rest.get(..run).unwrap_or_default(), |_, word| {
            *count += 1;
            self.note(word);
        });
        run
    }

    /// Notes a word in normal form.
    fn note(&mut self, word: &str) {
        let (blocks, rest) = word.as_bytes().as_chunks::<8>();
        let number = blocks
            .iter()
            .fold(0, |number, block| fold(number, u64::from_le_bytes(*block)));
        let mut last = [0; 8];
        last.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
        let number = finish(number, u64::from_le_bytes(last));
        if self.seen.add(number) {
            let first = self.joined.len();
            self.joined.push_str(word);
            self.joined.push(' ');
            self.meet(number, first);
        }
    }

    /// Keeps the word that was gathered last, from `start` on, where no text before had it.
    fn meet(&mut self, number: u64, start: usize) {
        if self.met.len() >= MOST_MET {
            self.met = Numbers::default();
        }
        if self.met.add(number) {
            self.first_met.push_str(self.joined.get(start..).unwrap_or_default());
        }
    }

    /// The words gathered so far, joined by spaces; the gatherer starts anew.
    pub fn take(&mut self) -> String {
        self.seen.clear();
        let words = self.joined.as_str().to_owned();
        self.joined.clear();
        words
    }

    /// The words among those gathered since this was last asked that no text before had, joined by
    /// spaces: what a list of all words lacks.
    pub fn take_first_met(&mut self) -> String {
        std::mem::take(&mut self.first_met)
    }
}

/// The eight bytes at a place, the first in the lowest bits; none near the end.
fn block(bytes: &[u8], at: usize) -> Option<u64> {
    bytes
        .get(at..)?
        .first_chunk::<8>()
        .map(|block| u64::from_le_bytes(*block))
}

/// Bytes of a character of [`is_punctuation`].
const PUNCTUATION: usize = 3;

/// Whether a block begins with a character of U+2000 to U+203F, the dashes, quotation marks and
/// ellipsis of print: all of them part words, and nearly all there is beyond ASCII in English.
fn is_punctuation(block: u64) -> bool {
    block & 0xFFFF == 0x80E2
}

/// Mixes eight bytes of a long word in (the step of [wyhash](https://github.com/wangyi-fudan/wyhash)).
fn fold(number: u64, block: u64) -> u64 {
    let product = u128::from(number ^ block ^ MIX) * u128::from(MIX | (ONES << 1));
    (product as u64) ^ (product >> 64) as u64
}

/// Mixes the last, up to seven, bytes in. Without loss where there were none before.
fn finish(number: u64, last: u64) -> u64 {
    (number ^ last).wrapping_mul(MIX)
}

/// What the bytes of a block are: each byte's highest bit is set or not.
#[derive(Clone, Copy)]
struct Kinds {
    /// ASCII letters and digits.
    words: u64,
    /// Parts of characters beyond ASCII.
    beyond: u64,
}

impl Kinds {
    #[inline]
    fn of(block: u64) -> Kinds {
        let beyond = block & HIGH;
        let low = block & !HIGH;
        let small = low | (ONES << 5);
        // No sum reaches the next byte: each is at most 127 + 80.
        let letters = (small + ONES * (128 - 0x61)) & !(small + ONES * (128 - 0x7B));
        let digits = (low + ONES * (128 - 0x30)) & !(low + ONES * (128 - 0x3A));
        Kinds {
            words: (letters | digits) & HIGH & !beyond,
            beyond,
        }
    }

    fn first_is_word(self) -> bool {
        self.words & 0x80 != 0
    }

    fn first_is_beyond(self) -> bool {
        self.beyond & 0x80 != 0
    }

    /// How many bytes from the first on are letters and digits.
    fn word_length(self) -> usize {
        ((self.words ^ HIGH).trailing_zeros() / 8) as usize
    }

    /// Whether the byte after a word is part of a character beyond ASCII.
    fn ends_beyond(self, length: usize) -> bool {
        (self.beyond >> (length * 8)) & 0x80 != 0
    }

    /// How many bytes from the first on part words.
    fn separators(self) -> usize {
        ((self.words | self.beyond).trailing_zeros() / 8) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashSet;

    /// The same, plainly.
    fn plainly(texts: &[&str]) -> (u32, String) {
        let (mut seen, mut words, mut count) = (HashSet::new(), String::new(), 0);
        for text in texts {
            for_each_word(text, |_, word| {
                count += 1;
                if seen.insert(word.to_owned()) {
                    words.push_str(word);
                    words.push(' ');
                }
            });
        }
        (count, words)
    }

    fn gathered(texts: &[&str]) -> (u32, String) {
        let mut words = UniqueWords::default();
        let count = texts.iter().map(|text| words.add_counted(text)).sum();
        (count, words.take())
    }

    #[test]
    fn gathers_each_word_once() {
        let mut words = UniqueWords::default();
        words.add("Asylum, asylum and");
        words.add("AND visas");
        assert_eq!(words.take(), "asylum and visas ");
        assert_eq!(words.take(), "");
    }

    #[test]
    fn words_no_text_before_had_are_told_once() {
        let mut words = UniqueWords::default();
        words.add("visa bulletin visa");
        words.take();
        assert_eq!(words.take_first_met(), "visa bulletin ");
        words.add("Bulletin Élysée VISA");
        assert_eq!(words.take(), "bulletin elysee visa ");
        words.add("parole");
        assert_eq!(words.take_first_met(), "elysee parole ");
        assert_eq!(words.take_first_met(), "");
    }

    #[test]
    fn many_words_and_many_texts_are_told_apart() {
        let mut words = UniqueWords::default();
        let text: String = (0..10_000).map(|n| format!("w{n} w{} ", n / 2)).collect();
        words.add(&text);
        assert_eq!(words.take().split_ascii_whitespace().count(), 10_000);
        words.add("w1 w2 w1");
        assert_eq!(words.take(), "w1 w2 ");
    }

    #[test]
    fn long_words_ends_and_scripts_are_as_the_rule_says() {
        let long = "x".repeat(70);
        let wide = format!("{}é tail", "abcdefgh".repeat(3));
        for text in [
            "Émigrés’ H-1B visas, año 2026",
            "eightlet eightlet ninelette",
            "0123456789012345 A",
            "移民EU政策 とは abc移民",
            "\u{10}\u{19}@[`{/:",
            &long,
            &format!("{long} {long}é end of it"),
            &wide,
            "ab\u{301}cdefgh ab\u{301}cdefgh",
            "“It’s over”—said he … twice, ‘eightlet’ U+203F\u{203f}tie \u{2040}tie a\u{2070}b",
        ] {
            assert_eq!(gathered(&[text]), plainly(&[text]), "{text}");
        }
    }

    proptest! {
        #[test]
        fn gathers_what_the_rule_says(texts in prop::collection::vec("(?s)[a-cA-C0-9 é.移’—\u{203f}\u{2071}\u{301}\u{10}-\u{19}@\\[`{]{0,90}", 0..4)) {
            let texts: Vec<_> = texts.iter().map(String::as_str).collect();
            prop_assert_eq!(gathered(&texts), plainly(&texts));
        }

        #[test]
        fn any_text_is_gathered(text in "\\PC{0,90}") {
            prop_assert_eq!(gathered(&[&text]), plainly(&[&text]));
        }
    }
}
