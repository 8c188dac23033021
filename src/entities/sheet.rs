//! A text cut into tokens and sentences, with what the rules ask of each token worked out once.
//!
//! Tokens are byte ranges on character boundaries. The cutting is the one the tagger was trained
//! with, so a change here wants the model trained again. Rules over tokens are in the sibling
//! files; word classes in `words`.

use super::words::{self, Classes};
use rustc_hash::FxHasher;
use std::hash::Hasher;
use std::ops::Range;

/// Properties of a token's spelling and place.
pub mod flag {
    /// White space stands before it (or the text begins).
    pub const SPACE: u16 = 1;
    /// First token of a paragraph (a line).
    pub const PARAGRAPH: u16 = 2;
    /// First token of a sentence.
    pub const SENTENCE: u16 = 4;
    /// Begins with an upper-case letter.
    pub const CAP: u16 = 8;
    /// Two or more letters, all upper case.
    pub const ALL_CAPS: u16 = 16;
    /// Begins with a lower-case letter.
    pub const LOWER: u16 = 32;
    /// Only digits (and commas or points between them).
    pub const NUMBER: u16 = 64;
    /// Has a digit.
    pub const DIGIT: u16 = 128;
    /// Neither letters nor digits.
    pub const PUNCT: u16 = 256;
    /// Ends in a full stop that belongs to it: `U.S.`, `Mr.`.
    pub const DOTTED: u16 = 512;
    /// A single initial: `J.`.
    pub const INITIAL: u16 = 1024;
    /// Has a letter.
    pub const LETTER: u16 = 2048;
    /// Has an upper-case letter after its first character.
    pub const INNER_CAP: u16 = 4096;
}

/// One token.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// Bits of [`flag`].
    pub flags: u16,
    /// Classes of the lower-case word.
    pub classes: Classes,
    /// Hash of the word as written.
    pub exact: u64,
    /// Hash of the word in lower case.
    pub lower: u64,
}

impl Token {
    /// Whether any of the flags is set.
    #[inline]
    pub fn is(&self, flags: u16) -> bool {
        self.flags & flags != 0
    }

    /// Whether it is in any of the classes.
    #[inline]
    pub fn has(&self, classes: Classes) -> bool {
        self.classes & classes != 0
    }
}

/// A text with its tokens and sentences.
#[derive(Debug)]
pub struct Sheet<'t> {
    /// The text.
    pub text: &'t str,
    /// Its tokens in order.
    pub tokens: Vec<Token>,
    /// Its sentences, as ranges of tokens, covering all tokens.
    pub sentences: Vec<Range<usize>>,
}

/// The hash used for words everywhere in this module and in the model.
pub fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(bytes);
    let h = hasher.finish();
    (h ^ (h >> 29)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

impl<'t> Sheet<'t> {
    /// Cuts a text.
    pub fn new(text: &'t str) -> Self {
        let mut tokens = super::cut::tokens(text);
        let sentences = super::cut::sentences(text, &mut tokens);
        Sheet {
            text,
            tokens,
            sentences,
        }
    }

    /// The words of a token; empty past the end.
    #[inline]
    pub fn word(&self, at: usize) -> &'t str {
        self.tokens
            .get(at)
            .and_then(|t| self.text.get(t.start as usize..t.end as usize))
            .unwrap_or("")
    }

    /// The token, or one that is nothing past either end.
    #[inline]
    pub fn token(&self, at: usize) -> Token {
        self.tokens.get(at).copied().unwrap_or(NOTHING)
    }

    /// The byte range of a range of tokens.
    #[inline]
    pub fn bytes(&self, tokens: Range<usize>) -> Range<usize> {
        let start = self.token(tokens.start).start as usize;
        let end = match tokens.end.checked_sub(1) {
            Some(last) if last >= tokens.start => self.token(last).end as usize,
            _ => start,
        };
        start..end.max(start)
    }

    /// The first token that starts at or after a byte.
    pub fn token_at(&self, byte: usize) -> usize {
        self.tokens.partition_point(|token| (token.start as usize) < byte)
    }

    /// The text of a byte range; empty where it does not fit.
    #[inline]
    pub fn slice(&self, range: &Range<usize>) -> &'t str {
        self.text.get(range.clone()).unwrap_or("")
    }

    /// Whether the token is this word, whatever its case (ASCII).
    pub fn is_word(&self, at: usize, word: &str) -> bool {
        self.word(at).eq_ignore_ascii_case(word)
    }

    /// Whether the token begins a sentence or paragraph.
    #[inline]
    pub fn opens(&self, at: usize) -> bool {
        at >= self.tokens.len() || self.token(at).is(flag::SENTENCE | flag::PARAGRAPH)
    }
}

/// What stands outside the text.
pub const NOTHING: Token = Token {
    start: 0,
    end: 0,
    flags: flag::PUNCT,
    classes: 0,
    exact: 1,
    lower: 1,
};

/// Lower-cases a word into a small buffer and gives its hash and classes.
pub fn lower_hash(word: &str, buffer: &mut String) -> (u64, Classes) {
    buffer.clear();
    if word.is_ascii() {
        buffer.push_str(word);
        buffer.make_ascii_lowercase();
    } else {
        buffer.extend(word.chars().flat_map(char::to_lowercase));
        if buffer.contains('’') {
            *buffer = buffer.replace('’', "'");
        }
    }
    (hash(buffer.as_bytes()), words::classes(buffer))
}
