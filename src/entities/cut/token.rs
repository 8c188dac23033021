//! What is told of a token when it is cut.

use super::super::sheet::{Token, flag, hash, lower_hash};
use super::super::words;
use super::char_at;

pub fn push(text: &str, start: usize, end: usize, space: bool, line: bool, out: &mut Vec<Token>, buffer: &mut String) {
    let Some(word) = text.get(start..end) else { return };
    let bytes = word.as_bytes();
    let mut flags = 0;
    if space {
        flags |= flag::SPACE;
    }
    if line {
        flags |= flag::PARAGRAPH;
    }
    let (mut letters, mut uppers, mut digits) = (0usize, 0usize, 0usize);
    let mut inner = false;
    if word.is_ascii() {
        for (i, b) in bytes.iter().enumerate() {
            if b.is_ascii_alphabetic() {
                letters += 1;
                if b.is_ascii_uppercase() {
                    uppers += 1;
                    inner |= i > 0;
                }
            } else if b.is_ascii_digit() {
                digits += 1;
            }
        }
    } else {
        for (i, c) in word.chars().enumerate() {
            if c.is_alphabetic() {
                letters += 1;
                if c.is_uppercase() {
                    uppers += 1;
                    inner |= i > 0;
                }
            } else if c.is_numeric() {
                digits += 1;
            }
        }
    }
    let (first, _) = char_at(word, 0);
    if first.is_uppercase() {
        flags |= flag::CAP;
    } else if first.is_lowercase() {
        flags |= flag::LOWER;
    }
    if letters >= 2 && letters == uppers {
        flags |= flag::ALL_CAPS;
    }
    if letters > 0 {
        flags |= flag::LETTER;
    }
    if inner {
        flags |= flag::INNER_CAP;
    }
    if digits > 0 {
        flags |= flag::DIGIT;
        if letters == 0 {
            flags |= flag::NUMBER;
        }
    }
    if letters + digits == 0 {
        flags |= flag::PUNCT;
    } else if bytes.last() == Some(&b'.') {
        flags |= flag::DOTTED;
        if letters == 1 && bytes.len() <= 3 {
            flags |= flag::INITIAL;
        }
    }
    let exact = hash(bytes);
    let (lower, classes) = if uppers == 0 && word.is_ascii() {
        (exact, words::classes(word))
    } else {
        lower_hash(word, buffer)
    };
    out.push(Token {
        start: start as u32,
        end: end as u32,
        flags,
        classes,
        exact,
        lower,
    });
}
