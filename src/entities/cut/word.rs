//! Where a word ends: what belongs to it, and what parts it from the next.

use super::super::places;
use super::super::words;
use super::{LONGEST, char_at};

/// The end of the word that begins at `at`.
pub fn word_end(text: &str, at: usize) -> usize {
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
                && places::is_country(text.get(at..hyphen).unwrap_or(""))
                && places::is_country(word))
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
