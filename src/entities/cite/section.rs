//! Section numbers: `1182(a)(9)(B)(i)(I)`, `208.13(b)`, `1255a`.

use super::super::sheet::{Sheet, flag};

/// A section number as written in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// The section itself: `1182`, `208.13`, `240A`.
    pub base: String,
    /// The subdivisions with their brackets: `(a)(9)(B)`.
    pub rest: String,
    /// The token after it.
    pub end: usize,
}

impl Section {
    /// `1182(a)(9)(B)`.
    pub fn whole(&self) -> String {
        format!("{}{}", self.base, self.rest)
    }
}

/// Most subdivisions a citation has.
const DEEPEST: usize = 8;

/// The section number that begins at a token.
pub fn parse(sheet: &Sheet, at: usize) -> Option<Section> {
    let word = sheet.word(at);
    if !sheet.token(at).is(flag::DIGIT)
        || word.len() > 14
        || !word.as_bytes().first()?.is_ascii_digit()
        || !word
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'))
    {
        return None;
    }
    let (base, rest, end) = subdivisions(sheet, at);
    Some(Section { base, rest, end })
}

fn subdivisions(sheet: &Sheet, at: usize) -> (String, String, usize) {
    let mut rest = String::new();
    let mut next = at + 1;
    for _ in 0..DEEPEST {
        let inner = sheet.word(next + 1);
        if sheet.word(next) == "("
            && sheet.word(next + 2) == ")"
            && (1..=5).contains(&inner.len())
            && inner.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !sheet.token(next + 1).is(flag::SPACE)
            && (!sheet.token(next).is(flag::SPACE) || inner.len() <= 2)
            && !(inner.len() == 4 && inner.bytes().all(|b| b.is_ascii_digit()))
        {
            rest.push('(');
            rest.push_str(inner);
            rest.push(')');
            next += 3;
        } else {
            break;
        }
    }
    (sheet.word(at).to_owned(), rest, next)
}

/// Skips "§", "§§", "section", "sec.", "sections" at a token; whether there was one, and the
/// token after it.
pub fn skip_mark(sheet: &Sheet, at: usize) -> (bool, usize) {
    let word = sheet.word(at);
    if matches!(word, "§" | "§§") {
        let double = sheet.word(at + 1) == "§";
        return (true, at + 1 + usize::from(double));
    }
    let mark = ["section", "sections", "sec.", "secs.", "sec", "sect."]
        .iter()
        .any(|mark| word.eq_ignore_ascii_case(mark));
    (mark, at + usize::from(mark))
}
