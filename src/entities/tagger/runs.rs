//! The stretches of a sentence that can hold a name.
//!
//! A name has a capital: only runs of capitalised words, with the small words that may link them,
//! are scored; everything else is outside by rule. This is what makes the tagger fast.

use super::super::sheet::{Sheet, flag};
use super::super::words;
use std::ops::Range;

/// Most small words in a row inside a name.
const LINKS: usize = 3;

/// No run is longer: a text in capitals is cut here, so that work stays in proportion.
const LONGEST: usize = 40;

fn is_anchor(sheet: &Sheet, at: usize) -> bool {
    let token = sheet.token(at);
    token.is(flag::CAP | flag::INNER_CAP) && !token.is(flag::PUNCT)
}

fn is_link(sheet: &Sheet, at: usize) -> bool {
    let token = sheet.token(at);
    if token.is(flag::PUNCT) {
        return matches!(
            sheet.word(at),
            "-" | "&" | "'" | "’" | "." | "/" | "–" | "\"" | "“" | "”" | ","
        ) && (sheet.word(at) != ",");
    }
    token.has(words::LINK | words::PARTICLE | words::ORDINAL) || token.is(flag::NUMBER) || token.is(flag::DIGIT)
}

/// Calls `each` with every run of a sentence, in order.
pub fn each(sheet: &Sheet, sentence: Range<usize>, mut each: impl FnMut(Range<usize>)) {
    let mut at = sentence.start;
    while at < sentence.end {
        if !is_anchor(sheet, at) {
            at += 1;
            continue;
        }
        let mut start = at;
        // "de la Cruz", "al-Assad", "9th Circuit", "von der Leyen"
        while start > sentence.start && at - start < LINKS {
            let before = sheet.token(start - 1);
            let particle = before.has(words::PARTICLE) || (before.is(flag::DIGIT) && before.is(flag::LETTER));
            if !particle || sheet.word(start - 1).len() > 6 {
                break;
            }
            start -= 1;
        }
        let mut end = at + 1;
        let mut ahead = end;
        let mut links = 0;
        while ahead < sentence.end && links <= LINKS && ahead - start < LONGEST {
            if is_anchor(sheet, ahead) {
                end = ahead + 1;
                links = 0;
            } else if is_link(sheet, ahead) {
                links += 1;
            } else {
                break;
            }
            ahead += 1;
        }
        // A number may end a name ("Channel 4").
        if end < sentence.end && sheet.token(end).is(flag::NUMBER) {
            end += 1;
        }
        each(start..end);
        at = end;
    }
}

/// All runs of a sentence, in order.
pub fn all(sheet: &Sheet, sentence: Range<usize>, runs: &mut Vec<Range<usize>>) {
    runs.clear();
    each(sheet, sentence, |run| runs.push(run));
}

/// The runs before and after one of a sentence; empty where there is none.
pub fn sides(runs: &[Range<usize>], index: usize) -> [Range<usize>; 2] {
    let get = |at: Option<usize>| at.and_then(|at| runs.get(at)).cloned().unwrap_or(0..0);
    [get(index.checked_sub(1)), get(index.checked_add(1))]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_hold_whole_names() {
        let sheet = Sheet::new("She met Ursula von der Leyen at the Court of Justice, then Lee.");
        let mut runs = Vec::new();
        for sentence in sheet.sentences.clone() {
            each(&sheet, sentence, |run| runs.push(sheet.slice(&sheet.bytes(run))));
        }
        assert_eq!(runs, ["She", "Ursula von der Leyen at the Court of Justice", "Lee"]);
    }
}
