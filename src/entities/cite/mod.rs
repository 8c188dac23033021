//! Legal citations by rule: each found span with its canonical form and the address to read it at.
//!
//! `find` goes over the tokens once and asks the sibling files wherever a token can begin or be
//! the middle of a citation. What a citation means to the reader is `model::Citation`; spans
//! that are law without being a citation (visa classes, operations) come out as entities only.

mod bills;
mod cases;
mod codes;
mod europe;
mod forms;
mod ina;
mod laws;
mod reach;
mod register;
mod reporters;
mod section;
mod sections;
mod titled;

use super::found::{Found, Source};
use super::sheet::{Sheet, flag};
use super::words;
use crate::model::{EntityKind, Timestamp};
use std::ops::Range;

/// A citation or a legal name found in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Cite {
    /// Which tokens.
    pub tokens: Range<usize>,
    /// Law or case.
    pub kind: EntityKind,
    /// The one form for all ways of writing it; none for names that are not citations.
    pub canonical: Option<String>,
    /// Where to read it.
    pub url: Option<String>,
    /// The name to show for it as an entity; none for the words in the text.
    pub name: Option<String>,
}

impl Cite {
    fn law(tokens: Range<usize>, canonical: String, url: Option<String>) -> Self {
        Cite {
            tokens,
            kind: EntityKind::Law,
            canonical: Some(canonical),
            url,
            name: None,
        }
    }

    fn case(tokens: Range<usize>, canonical: String, url: Option<String>) -> Self {
        Cite {
            kind: EntityKind::Case,
            ..Cite::law(tokens, canonical, url)
        }
    }

    fn name_only(tokens: Range<usize>, kind: EntityKind) -> Self {
        Cite {
            tokens,
            kind,
            canonical: None,
            url: None,
            name: None,
        }
    }

    /// The citation as a found span.
    pub fn found(&self, sheet: &Sheet) -> Found {
        let mut found = Found::new(self.tokens.clone(), self.kind, Source::Citation);
        if self.canonical.is_none() {
            found.source = Source::Law;
        }
        found.name.clone_from(&self.name);
        found.url.clone_from(&self.url);
        if let Some(canonical) = &self.canonical {
            found.key = Some(super::key(self.kind, canonical));
            if found.name.is_none() && self.kind == EntityKind::Law {
                found.name = Some(canonical.clone());
            }
        }
        if found.name.is_none() {
            let words = sheet.slice(&sheet.bytes(self.tokens.clone()));
            found.name = Some(words.to_owned());
        }
        found
    }
}

/// Every citation and legal name in a text, in text order, none overlapping another.
pub fn find(sheet: &Sheet, published: Option<Timestamp>) -> Vec<Cite> {
    let mut out: Vec<Cite> = Vec::new();
    let mut at = 0;
    while at < sheet.tokens.len() {
        let before = out.len();
        look(sheet, at, published, &mut out);
        let mut next = at + 1;
        if out.len() > before {
            settle(&mut out, before);
            if let Some(last) = out.last() {
                next = next.max(last.tokens.end);
            }
        }
        at = next;
    }
    out
}

/// Lets a new find replace earlier ones it covers, and drops it where an earlier one is longer.
fn settle(out: &mut Vec<Cite>, before: usize) {
    let fresh: Vec<Cite> = out.drain(before..).collect();
    for cite in fresh {
        while let Some(last) = out.last() {
            if last.tokens.end <= cite.tokens.start {
                break;
            }
            if cite.tokens.len() > last.tokens.len() {
                out.pop();
            } else {
                break;
            }
        }
        if out.last().is_none_or(|last| last.tokens.end <= cite.tokens.start) {
            out.push(cite);
        }
    }
}

fn look(sheet: &Sheet, at: usize, published: Option<Timestamp>, out: &mut Vec<Cite>) {
    let token = sheet.token(at);
    if token.is(flag::DIGIT) {
        if token.is(flag::NUMBER) {
            if cases::reported(sheet, at, out) || codes::by_number(sheet, at, out) {
                return;
            }
            if register::document_number(sheet, at, out) {
                return;
            }
        }
        if forms::coded(sheet, at, out)
            || cases::docket(sheet, at, out)
            || europe::numbered(sheet, at, out)
            || register::numbered(sheet, at, out)
        {
            return;
        }
    }
    if token.has(words::CITE) {
        let done = sections::by_word(sheet, at, out)
            || cases::versus(sheet, at, out)
            || cases::matter(sheet, at, out)
            || cases::numbered(sheet, at, out)
            || register::by_word(sheet, at, out)
            || bills::bill(sheet, at, published, out)
            || europe::by_word(sheet, at, out)
            || forms::by_word(sheet, at, out)
            || titled::titled(sheet, at, out);
        if done {
            return;
        }
    }
    if token.is(flag::CAP) && token.has(words::LAW_HEAD) {
        laws::headed(sheet, at, out);
    } else if token.is(flag::CAP) && token.has(words::ORDINAL) || token.is(flag::DIGIT) {
        titled::amendment(sheet, at, out);
    }
}

/// Percent-encodes what stands in an address's query.
fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                out.push(byte as char);
            }
            b' ' => out.push('+'),
            _ => {
                out.push('%');
                for digit in [byte >> 4, byte & 15] {
                    out.push(char::from_digit(u32::from(digit), 16).map_or('0', |c| c.to_ascii_uppercase()));
                }
            }
        }
    }
    out
}

/// Digits of a number written with or without thousands commas; none for anything else.
fn digits(word: &str) -> Option<String> {
    let plain: String = word.chars().filter(|c| *c != ',').collect();
    (!plain.is_empty() && plain.len() <= 9 && plain.bytes().all(|b| b.is_ascii_digit())).then_some(plain)
}

#[cfg(test)]
mod tests;
