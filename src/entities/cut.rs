//! Where tokens and sentences begin and end.
//!
//! One forward scan over bytes; characters outside ASCII are decoded. Hyphenated words stay
//! whole except where they join names ("U.S.-Mexico", "D-Calif."), possessive `'s` stands alone,
//! full stops belong to abbreviations. What the tokens are is [`super::sheet`].

use super::sheet::{Token, flag, hash, lower_hash};
use super::words;
use std::ops::Range;

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
            line |= byte == b'\n';
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

/// The end of the word that begins at `at`.
fn word_end(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = at;
    let mut dotted = false;
    let mut piece = at;
    loop {
        let (c, size) = char_at(text, end);
        if end >= bytes.len() || end - at >= LONGEST {
            return end;
        }
        if c.is_alphanumeric() || is_mark(c) {
            end += size;
            continue;
        }
        let next = end + size;
        let follows = bytes.get(next).copied().unwrap_or(b' ');
        let follows_letter =
            follows.is_ascii_alphanumeric() || (follows >= 0x80 && char_at(text, next).0.is_alphanumeric());
        let before = bytes.get(end.wrapping_sub(1)).copied().unwrap_or(b' ');
        let keep = match c {
            '.' => {
                let single = end - piece == 1 || (end - piece <= 4 && char_count(text, piece, end) == 1);
                if follows_letter {
                    if end - piece >= 3 && is_short(text, piece, end) && follows.is_ascii_uppercase() {
                        // "Pub.L." is two abbreviations without a blank.
                        return next;
                    }
                    // U.S, 3.5, F.3d, e.g; a missing blank between sentences is not a point
                    // inside a word.
                    (single && (dotted || follows.is_ascii_uppercase() || follows.is_ascii_digit() || piece == at))
                        || (follows.is_ascii_digit()
                            && (before.is_ascii_digit() || bytes[at].is_ascii_digit() && before.is_ascii_lowercase()))
                        || is_site(bytes, at, next)
                } else {
                    let ends_abbreviation = (dotted && single)
                        || (single && piece == at && bytes[at].is_ascii_uppercase() && follows != b'.')
                        || is_short(text, piece, end);
                    if ends_abbreviation && follows != b'.' {
                        // U.S.-Mexico is three tokens.
                        return next;
                    }
                    false
                }
            }
            ',' => {
                before.is_ascii_digit()
                    && bytes
                        .get(next..next + 3)
                        .is_some_and(|d| d.iter().all(u8::is_ascii_digit))
                    && !bytes.get(next + 3).is_some_and(u8::is_ascii_alphanumeric)
                    && bytes[at].is_ascii_digit()
            }
            '\'' | '’' => {
                let possessive = matches!(follows, b's' | b'S')
                    && !bytes
                        .get(next + 1)
                        .is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 0x80);
                follows_letter && !possessive
            }
            '-' | '\u{2010}' | '\u{2011}' => follows_letter && !splits_hyphen(text, at, end, next),
            '&' => follows_letter && before.is_ascii_uppercase() && follows.is_ascii_uppercase() && end - at <= 3,
            '/' => before.is_ascii_digit() && follows.is_ascii_digit(),
            ':' => {
                // Docket numbers: 3:18-cv-00428.
                before.is_ascii_digit() && follows.is_ascii_digit() && is_docket(bytes, at, next)
            }
            _ => false,
        };
        if !keep {
            return end;
        }
        if c == '.' {
            dotted = true;
        }
        end = next;
        piece = next;
    }
}

fn char_count(text: &str, start: usize, end: usize) -> usize {
    text.get(start..end).map_or(0, |s| s.chars().count())
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

fn is_site(bytes: &[u8], at: usize, next: usize) -> bool {
    // "Breitbart.com": a known suffix that ends the word.
    let rest = &bytes[next..];
    let len = rest.iter().take(4).take_while(|b| b.is_ascii_lowercase()).count();
    let ends = !rest.get(len).is_some_and(|b| b.is_ascii_alphanumeric());
    at < next && ends && matches!(&rest[..len], b"com" | b"org" | b"gov" | b"net" | b"edu")
}

fn is_short(text: &str, at: usize, end: usize) -> bool {
    if end - at > 7 {
        return false;
    }
    let mut small = [0u8; 8];
    let word = &text.as_bytes()[at..end];
    for (to, from) in small.iter_mut().zip(word) {
        *to = from.to_ascii_lowercase();
    }
    small[word.len()] = b'.';
    let Ok(key) = std::str::from_utf8(&small[..=word.len()]) else {
        return false;
    };
    // "may." or "no." at the end of a sentence: abbreviations here are capitalised or followed
    // by what they abbreviate for.
    let classes = words::classes(key);
    if classes & (words::SHORT | words::STATE_SHORT) == 0 {
        return false;
    }
    let upper = word[0].is_ascii_uppercase();
    let next_digit = text.as_bytes()[end + 1..]
        .iter()
        .find(|b| **b != b' ')
        .is_some_and(u8::is_ascii_digit);
    match key {
        "no." | "nos." | "art." | "in." | "la." | "id." | "ill." | "pa." | "so." | "mo." | "ed." => {
            (upper && key != "no." && key != "so." && key != "art." && key != "ed.") || next_digit
        }
        "mar." | "mass." | "wash." | "miss." | "ark." | "reg." | "con." | "res." | "fed." | "gen." | "rep."
        | "col." | "ore." | "ave." | "sec." => upper || next_digit,
        _ => {
            upper
                || matches!(
                    key,
                    "v." | "vs."
                        | "etc."
                        | "e.g."
                        | "i.e."
                        | "al."
                        | "cf."
                        | "p."
                        | "pp."
                        | "ex."
                        | "rel."
                        | "amend."
                        | "cl."
                        | "para."
                        | "ch."
                        | "vol."
                )
        }
    }
}

/// Whether a hyphen joins two names rather than the parts of one.
fn splits_hyphen(text: &str, at: usize, hyphen: usize, next: usize) -> bool {
    let bytes = text.as_bytes();
    let left = &bytes[at..hyphen];
    let right = bytes.get(next).copied().unwrap_or(b' ');
    // D-Calif., R-Texas
    if matches!(left, b"D" | b"R" | b"I") && right.is_ascii_uppercase() {
        let more = bytes.get(next + 1).copied().unwrap_or(b' ');
        return more.is_ascii_lowercase() || more == b'.';
    }
    let capital = left.first().is_some_and(u8::is_ascii_uppercase);
    if !capital {
        return false;
    }
    match left {
        b"US" | b"UK" | b"EU" | b"UN" => right.is_ascii_alphabetic(),
        _ => {
            let tail = text.get(next..).unwrap_or("");
            let word = tail.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
            matches!(
                word,
                "led"
                    | "based"
                    | "backed"
                    | "born"
                    | "controlled"
                    | "held"
                    | "funded"
                    | "style"
                    | "run"
                    | "owned"
                    | "bound"
                    | "era"
                    | "trained"
                    | "sponsored"
                    | "wide"
                    | "made"
                    | "appointed"
                    | "area"
                    | "to"
            ) || (left.len() >= 4
                && right.is_ascii_uppercase()
                && super::places::is_country(text.get(at..hyphen).unwrap_or(""))
                && super::places::is_country(word))
        }
    }
}

fn is_docket(bytes: &[u8], at: usize, next: usize) -> bool {
    let head = next - at;
    head <= 3
        && bytes.get(next..next + 4).is_some_and(|d| {
            d[0].is_ascii_digit() && d[1].is_ascii_digit() && d[2] == b'-' && d[3].is_ascii_alphabetic()
        })
}

fn push(text: &str, start: usize, end: usize, space: bool, line: bool, out: &mut Vec<Token>, buffer: &mut String) {
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
