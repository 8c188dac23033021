//! What the rest of an article says of a word: all its uses vote.
//!
//! After Chieu and Ng, "Named entity recognition: a maximum entropy approach using global
//! information" (COLING 2002): whether a capitalised word also stands in small letters, stands
//! capitalised inside sentences, follows a title, is followed by a verb of saying, and so on.

use super::super::sheet::{Sheet, flag};
use super::super::words;
use super::lexicon::{Info, list};
use rustc_hash::FxHashMap;

/// The word stands in small letters somewhere.
pub const SMALL: u16 = 1;
/// Capitalised inside a sentence somewhere.
pub const INSIDE: u16 = 2;
/// After a title or a given name somewhere.
pub const NAMED: u16 = 4;
/// Before a verb of saying somewhere.
pub const SAYS: u16 = 8;
/// After "in", "at", "from", "near" somewhere.
pub const PLACED: u16 = 16;
/// Before a word that ends an organisation's name somewhere.
pub const BODIED: u16 = 32;
/// After "the" somewhere.
pub const THE: u16 = 64;
/// Before another capitalised word somewhere.
pub const JOINED: u16 = 128;
/// More than once in the text.
pub const OFTEN: u16 = 256;
/// In brackets after a name somewhere.
pub const BRACKETED: u16 = 512;
/// Before "'s" somewhere.
pub const OWNS: u16 = 1024;

/// For each token of a text, the evidence of all uses of its word; 0 for words that are never
/// capitalised.
pub fn gather(sheet: &Sheet, info: &[Info]) -> Vec<u16> {
    let mut words_seen: FxHashMap<u64, u16> = FxHashMap::default();
    for (at, token) in sheet.tokens.iter().enumerate() {
        if token.is(flag::CAP) {
            let before = sheet.token(at.wrapping_sub(1));
            let next = sheet.token(at + 1);
            let opens = token.is(flag::SENTENCE);
            let next_inside = !next.is(flag::SENTENCE);
            let mut bits = 0;
            if !opens {
                if !before.is(flag::PUNCT) {
                    bits |= INSIDE;
                }
                let given = info
                    .get(at - 1)
                    .is_some_and(|i| i.lists & (list::MALE | list::FEMALE) != 0);
                if before.is(flag::CAP) && (before.has(words::TITLE) || given) {
                    bits |= NAMED;
                }
                match sheet.word(at - 1) {
                    "in" | "at" | "from" | "near" | "outside" | "across" => bits |= PLACED,
                    "the" | "The" => bits |= THE,
                    "(" => bits |= BRACKETED,
                    _ => {}
                }
            }
            if next_inside {
                if next.has(words::SAY) {
                    bits |= SAYS;
                }
                if next.is(flag::CAP) {
                    bits |= JOINED;
                    if next.has(words::ORG_HEAD | words::COMPANY) {
                        bits |= BODIED;
                    }
                }
                if matches!(sheet.word(at + 1), "'s" | "’s") {
                    bits |= OWNS;
                }
            }
            let slot = words_seen.entry(token.lower).or_insert(0);
            if *slot & 0x8000 != 0 {
                bits |= OFTEN;
            }
            *slot |= bits | 0x8000;
        }
    }
    for token in &sheet.tokens {
        if token.is(flag::LOWER)
            && let Some(slot) = words_seen.get_mut(&token.lower)
        {
            *slot |= SMALL;
        }
    }
    sheet
        .tokens
        .iter()
        .map(|token| {
            if token.is(flag::CAP) {
                words_seen.get(&token.lower).copied().unwrap_or(0) & 0x7fff
            } else {
                0
            }
        })
        .collect()
}
