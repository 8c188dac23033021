//! Numbers in digits and words, with their magnitude.

use super::super::sheet::{Sheet, flag};
use super::super::words;

pub fn magnitude(word: &str) -> Option<f64> {
    Some(match word.to_ascii_lowercase().trim_end_matches('s') {
        "hundred" => 1e2,
        "thousand" | "k" => 1e3,
        "million" | "m" | "mn" => 1e6,
        "billion" | "bn" | "b" => 1e9,
        "trillion" | "tn" => 1e12,
        _ => return None,
    })
}

/// A number in digits: its value, and the magnitude glued to it ("1.2m", "$5bn").
pub fn number(word: &str) -> Option<f64> {
    if word.len() > 24 {
        return None;
    }
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = word.get(digits.len()..)?;
    let value: f64 = digits.replace(',', "").parse().ok()?;
    let scale = if suffix.is_empty() {
        1.0
    } else if matches!(suffix, "m" | "M" | "bn" | "b" | "B" | "k" | "K" | "mn" | "tn") {
        magnitude(suffix)?
    } else {
        return None;
    };
    value.is_finite().then_some(value * scale)
}

/// A number in digits or words with its magnitude, from a token: value and the token after.
pub fn amount(sheet: &Sheet, at: usize) -> Option<(f64, usize)> {
    let token = sheet.token(at);
    let mut end = at + 1;
    let mut value = if token.is(flag::DIGIT) {
        let word = sheet.word(at);
        match word.split_once('-') {
            // "5-million"
            Some((digits, scale)) if magnitude(scale).is_some() => number(digits)? * magnitude(scale)?,
            _ => number(word)?,
        }
    } else if token.has(words::NUMBER) {
        let lower = sheet.word(at).to_ascii_lowercase();
        match words::small_number(&lower) {
            Some(small) => f64::from(small),
            None => match lower.as_str() {
                "thirty" => 30.0,
                "forty" => 40.0,
                "fifty" => 50.0,
                "sixty" => 60.0,
                "seventy" => 70.0,
                "eighty" => 80.0,
                "ninety" => 90.0,
                "dozen" => 12.0,
                "hundred" => 100.0,
                _ => return None,
            },
        }
    } else {
        return None;
    };
    for _ in 0..2 {
        let next = sheet.token(end);
        if !next.has(words::MAGNITUDE)
            || next.is(flag::PARAGRAPH)
            || sheet.word(end).len() <= 2 && next.is(flag::SPACE) && sheet.word(end) != "bn"
        {
            break;
        }
        match magnitude(sheet.word(end)) {
            Some(scale) => {
                value *= scale;
                end += 1;
            }
            None => break,
        }
    }
    Some((value, end))
}

/// A value without a needless fraction.
pub fn plain(value: f64) -> String {
    if (value - value.round()).abs() < 1e-6 {
        format!("{value:.0}")
    } else {
        let text = format!("{value:.2}");
        text.trim_end_matches('0').to_owned()
    }
}
