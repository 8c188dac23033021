//! Sums of money: the sign or noun of a currency, and how much.

use super::super::found::{Found, Source};
use super::super::sheet::{Sheet, flag};
use super::super::words;
use super::number::{amount, number, plain};
use crate::model::EntityKind;

/// A currency sign, with the letters before it ("US$", "C$").
fn sign(word: &str) -> Option<&'static str> {
    Some(match word {
        "$" => "USD",
        "£" => "GBP",
        "€" => "EUR",
        "¥" => "JPY",
        "₹" => "INR",
        "₽" => "RUB",
        "₩" => "KRW",
        "₪" => "ILS",
        "₦" => "NGN",
        _ => return None,
    })
}

fn currency(word: &str) -> Option<&'static str> {
    Some(match word.to_ascii_lowercase().trim_end_matches('s') {
        "dollar" | "usd" | "buck" => "USD",
        "euro" | "eur" => "EUR",
        "pound" | "gbp" => "GBP",
        "peso" | "mxn" => "MXN",
        "cent" => "USD",
        "yen" => "JPY",
        "yuan" => "CNY",
        "rupee" => "INR",
        "ruble" | "rouble" => "RUB",
        "cad" => "CAD",
        "aud" => "AUD",
        "quetzal" | "quetzale" => "GTQ",
        "lempira" => "HNL",
        "franc" => "CHF",
        "krona" | "kronor" => "SEK",
        "lira" => "TRY",
        "zloty" => "PLN",
        "forint" => "HUF",
        "shekel" => "ILS",
        _ => return None,
    })
}

pub fn money(sheet: &Sheet, at: usize) -> Option<Found> {
    let token = sheet.token(at);
    let word = sheet.word(at);
    let found = |end: usize, value: String| Some(Found::new(at..end, EntityKind::Money, Source::Amount).valued(value));
    // "US$5", "C$5", "$5 million"
    let (unit, next) = if let Some(unit) = sign(word) {
        (unit, at + 1)
    } else if sheet.word(at + 1) == "$" && !sheet.token(at + 1).is(flag::SPACE) {
        let unit = match word {
            "US" | "U.S." => "USD",
            "C" | "CA" | "CAD" | "Can" => "CAD",
            "A" | "AU" | "AUD" => "AUD",
            "NZ" => "NZD",
            "HK" => "HKD",
            "MX" | "Mex" => "MXN",
            "S" => "SGD",
            _ => "",
        };
        if unit.is_empty() {
            return None;
        }
        (unit, at + 2)
    } else if matches!(word, "USD" | "EUR" | "GBP" | "CAD" | "AUD" | "MXN") && sheet.token(at + 1).is(flag::DIGIT) {
        (currency(word)?, at + 1)
    } else {
        if !(token.is(flag::DIGIT) || token.has(words::NUMBER)) {
            return None;
        }
        let (value, mut end) = amount(sheet, at)
            .or_else(|| matches!(word, "millions" | "billions" | "thousands" | "hundreds").then_some((0.0, at + 1)))?;
        // "5 million US dollars", "millions of dollars", "200 million euros"
        if sheet.is_word(end, "of") && value == 0.0 {
            end += 1;
        }
        if matches!(
            sheet.word(end),
            "U.S." | "US" | "Canadian" | "Australian" | "Mexican" | "American"
        ) && sheet.token(end + 1).has(words::CURRENCY)
        {
            end += 1;
        }
        if sheet.token(end).is(flag::PARAGRAPH) || !sheet.token(end).has(words::CURRENCY) {
            return None;
        }
        // "pounds" weigh as well: money only where a sum is spoken of in large numbers.
        let noun = sheet.word(end);
        if noun.eq_ignore_ascii_case("pounds") && value < 1000.0
            || noun.eq_ignore_ascii_case("real")
            || noun.eq_ignore_ascii_case("won")
            || noun.eq_ignore_ascii_case("rand") && !token.is(flag::DIGIT)
        {
            return None;
        }
        let unit = currency(noun).unwrap_or("");
        let scale = if noun.to_ascii_lowercase().starts_with("cent") {
            0.01
        } else {
            1.0
        };
        let text = if value == 0.0 || unit.is_empty() {
            return Some(Found::new(at..end + 1, EntityKind::Money, Source::Amount));
        } else {
            format!("{unit} {}", plain(value * scale))
        };
        return found(end + 1, text);
    };
    let (mut value, mut end) = amount(sheet, next)?;
    // "$1 to $5 million" and "$5-$10 million" stay two amounts; "$5-10 million" is one.
    if let Some((from, to)) = sheet.word(next).split_once('-')
        && let (Some(low), Some(high)) = (number(from), number(to))
    {
        let _ = low;
        value = high;
        end = next + 1;
    }
    // "$5 million Canadian"
    found(end, format!("{unit} {}", plain(value)))
}
