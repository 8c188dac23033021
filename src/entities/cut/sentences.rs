//! Where sentences end.

use super::super::sheet::{Token, flag};
use super::super::words;
use std::ops::Range;

/// Marks the first token of each sentence and gives the sentences as ranges of tokens.
pub fn sentences(text: &str, tokens: &mut [Token]) -> Vec<Range<usize>> {
    let mut out = Vec::with_capacity(tokens.len() / 18 + 1);
    let mut start = 0;
    let mut ended = true;
    for at in 0..tokens.len() {
        let token = tokens[at];
        let word = text.get(token.start as usize..token.end as usize).unwrap_or("");
        let closing = matches!(word, "”" | "\"" | ")" | "]" | "’" | "'") && !token.is(flag::SPACE);
        let begins = token.is(flag::PARAGRAPH) || (ended && !closing);
        if begins {
            if at > start {
                out.push(start..at);
            }
            start = at;
            tokens[at].flags |= flag::SENTENCE;
            ended = false;
        }
        let stop = match word {
            "." | "!" | "?" | "…" | "..." => true,
            _ if token.is(flag::DOTTED) => ends_on_abbreviation(text, tokens, at),
            _ => ended && closing,
        };
        ended = stop && starts_well(text, tokens, at + 1);
    }
    if start < tokens.len() {
        out.push(start..tokens.len());
    }
    out
}

fn starts_well(text: &str, tokens: &[Token], at: usize) -> bool {
    let Some(token) = tokens.get(at) else {
        return true;
    };
    token.is(flag::CAP | flag::DIGIT | flag::PARAGRAPH)
        || matches!(
            text.get(token.start as usize..token.end as usize),
            Some("“" | "\"" | "‘" | "(" | "[" | "”" | ")" | "’" | "'" | "—" | "-" | "•")
        )
}

/// An abbreviation ends a sentence only when what follows can hardly go on with it.
fn ends_on_abbreviation(text: &str, tokens: &[Token], at: usize) -> bool {
    let (Some(token), Some(next)) = (tokens.get(at), tokens.get(at + 1)) else {
        return true;
    };
    if next.is(flag::PARAGRAPH) {
        return true;
    }
    if token.has(words::TITLE) || token.is(flag::INITIAL) && token.end - token.start == 2 {
        return false;
    }
    let word = text.get(next.start as usize..next.end as usize).unwrap_or("");
    let function = next.is(flag::CAP)
        && next.has(words::OPENER)
        && !matches!(
            word,
            "Immigration" | "State" | "Federal" | "Border" | "Asylum" | "New" | "House" | "Senate"
        );
    function && (token.end - token.start >= 4 || token.has(words::STATE_SHORT | words::COMPANY))
}
