//! Where tokens and sentences begin and end.
//!
//! One forward scan over bytes; characters outside ASCII are decoded. Hyphenated words stay
//! whole except where they join names ("U.S.-Mexico", "D-Calif."), possessive `'s` stands alone,
//! full stops belong to abbreviations (`word`). What a token is told (`token`) stands in [`super::sheet`]; `sentences`
//! puts them together.

mod sentences;
mod token;
mod word;

pub use sentences::sentences;

use super::sheet::Token;
use token::push;
use word::word_end;

/// No token is longer: what goes on is cut, so that no rule meets an endless word.
const LONGEST: usize = 120;

/// Cuts a text into tokens. Texts past 4 GiB are cut off there.
pub fn tokens(text: &str) -> Vec<Token> {
    let bytes = text.as_bytes();
    let limit = bytes.len().min(u32::MAX as usize - 1);
    let mut out: Vec<Token> = Vec::with_capacity(bytes.len() / 5 + 4);
    let mut buffer = String::with_capacity(LONGEST);
    let mut at = 0;
    let mut space = true;
    let mut line = true;
    while at < limit {
        let byte = bytes[at];
        if byte.is_ascii_whitespace() || byte < 0x20 {
            space = true;
            // The cells of a table stand apart as its rows do.
            line |= matches!(byte, b'\n' | b'\t');
            at += 1;
            continue;
        }
        let (c, size) = char_at(text, at);
        if c.is_whitespace() || c == '\u{200b}' {
            space = true;
            at += size;
            continue;
        }
        let end = if c.is_alphanumeric() {
            word_end(text, at)
        } else {
            at + punctuation_len(bytes, at, c, size)
        };
        let end = end.max(at + size);
        push(text, at, end, space, line, &mut out, &mut buffer);
        at = end;
        space = false;
        line = false;
    }
    out
}

fn char_at(text: &str, at: usize) -> (char, usize) {
    match text.as_bytes().get(at) {
        Some(byte) if *byte < 0x80 => (*byte as char, 1),
        _ => match text.get(at..).and_then(|rest| rest.chars().next()) {
            Some(c) => (c, c.len_utf8()),
            None => (' ', 1),
        },
    }
}

fn punctuation_len(bytes: &[u8], at: usize, c: char, size: usize) -> usize {
    match c {
        '.' | '-' => {
            let run = bytes[at..]
                .iter()
                .take(LONGEST)
                .take_while(|b| **b == bytes[at])
                .count();
            run.max(1)
        }
        '\'' | '’' => {
            // A possessive that the word before left over.
            let rest = &bytes[at + size..];
            let s = matches!(rest.first(), Some(b's' | b'S'));
            if s && at > 0
                && !bytes[at - 1].is_ascii_whitespace()
                && !rest.get(1).is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 0x80)
            {
                size + 1
            } else {
                size
            }
        }
        '§' if bytes.get(at + size..at + 2 * size) == bytes.get(at..at + size) => 2 * size,
        _ => size,
    }
}

#[cfg(test)]
mod tests {
    use super::super::sheet::Sheet;

    fn cut(text: &str) -> Vec<&str> {
        let sheet = Sheet::new(text);
        (0..sheet.tokens.len()).map(|at| sheet.word(at)).collect()
    }

    #[test]
    fn words_stay_whole_and_names_part() {
        assert_eq!(
            cut("Trump's U.S.-Mexico deal, Rep. Lee (D-Calif.) said."),
            [
                "Trump", "'s", "U.S.", "-", "Mexico", "deal", ",", "Rep.", "Lee", "(", "D", "-", "Calif.", ")", "said",
                "."
            ]
        );
        assert_eq!(cut("8 U.S.C. §§ 1182(f)"), ["8", "U.S.C.", "§§", "1182", "(", "f", ")"]);
        assert_eq!(cut("964 F.3d 832"), ["964", "F.3d", "832"]);
        assert_eq!(cut("3:18-cv-00428-DMS"), ["3:18-cv-00428-DMS"]);
        assert_eq!(cut("O’Brien’s AT&T 1,200.50"), ["O’Brien", "’s", "AT&T", "1,200.50"]);
        assert_eq!(cut("It ended.Then"), ["It", "ended", ".", "Then"]);
    }

    #[test]
    fn sentences_end_where_they_end() {
        let sheet = Sheet::new("Mr. Lee of the U.S. Senate left. “Go,” he said.\nNew line. The U.S. The end");
        let starts: Vec<&str> = sheet.sentences.iter().map(|s| sheet.word(s.start)).collect();
        assert_eq!(starts, ["Mr.", "“", "New", "The", "The"]);
    }
}
