//! Money, and quantities with what they count.

use super::found::{Found, Source};
use super::sheet::{Sheet, flag};
use super::words;
use crate::model::EntityKind;

/// The amounts of a text, in order.
pub fn find(sheet: &Sheet) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    let mut at = 0;
    while at < sheet.tokens.len() {
        let hit = money(sheet, at).or_else(|| quantity(sheet, at));
        match hit {
            Some(found) => {
                at = found.tokens.end.max(at + 1);
                out.push(found);
            }
            None => at += 1,
        }
    }
    out
}

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

fn magnitude(word: &str) -> Option<f64> {
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
fn number(word: &str) -> Option<f64> {
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
fn amount(sheet: &Sheet, at: usize) -> Option<(f64, usize)> {
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
fn plain(value: f64) -> String {
    if (value - value.round()).abs() < 1e-6 {
        format!("{value:.0}")
    } else {
        let text = format!("{value:.2}");
        text.trim_end_matches('0').to_owned()
    }
}

fn money(sheet: &Sheet, at: usize) -> Option<Found> {
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
    if sheet.word(end) == "-" && sheet.word(end + 1).eq_ignore_ascii_case("a") {
        end += 0;
    }
    // "$5 million Canadian"
    found(end, format!("{unit} {}", plain(value)))
}

fn quantity(sheet: &Sheet, at: usize) -> Option<Found> {
    let token = sheet.token(at);
    if !token.is(flag::DIGIT) && (!token.has(words::NUMBER) || token.is(flag::CAP)) {
        return None;
    }
    if token.is(flag::DIGIT) && !token.is(flag::NUMBER) {
        return None;
    }
    let (value, mut end) = amount(sheet, at)?;
    if matches!(sheet.word(end), "%" | "percent") || sheet.is_word(end, "per") && sheet.is_word(end + 1, "cent") {
        end += if sheet.is_word(end, "per") { 2 } else { 1 };
        return Some(Found::new(at..end, EntityKind::Quantity, Source::Amount).valued(format!("{}%", plain(value))));
    }
    // "1,200 arrests", "10,000 new officers": at most two adjectives, then a plural.
    for step in 0..3 {
        let noun = sheet.token(end + step);
        let word = sheet.word(end + step);
        if !noun.is(flag::LOWER)
            || noun.is(flag::PARAGRAPH)
            || noun.has(words::LINK | words::SAY | words::PRONOUN | words::PERIOD | words::CURRENCY)
        {
            return None;
        }
        if is_counted(word) {
            if is_time(word) {
                return None;
            }
            let tokens = at..end + step + 1;
            let value = format!("{} {word}", plain(value));
            return Some(Found::new(tokens, EntityKind::Quantity, Source::Amount).valued(value));
        }
    }
    None
}

fn is_counted(word: &str) -> bool {
    matches!(
        word,
        "people" | "children" | "men" | "women" | "police" | "troops" | "personnel" | "acres" | "aircraft"
    ) || (word.len() > 3
        && word.ends_with('s')
        && !word.ends_with("ss")
        && !word.ends_with("us")
        && !word.ends_with("is"))
}

/// Nouns of time make durations, which are neither dates nor quantities here.
fn is_time(word: &str) -> bool {
    matches!(
        word,
        "years"
            | "months"
            | "weeks"
            | "days"
            | "hours"
            | "minutes"
            | "seconds"
            | "decades"
            | "centuries"
            | "times"
            | "others"
            | "always"
            | "was"
            | "has"
            | "does"
            | "nights"
            | "mornings"
            | "terms"
            | "ways"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<(String, EntityKind, Option<String>)> {
        let sheet = Sheet::new(text);
        find(&sheet)
            .into_iter()
            .map(|f| (sheet.slice(&sheet.bytes(f.tokens)).to_owned(), f.kind, f.value))
            .collect()
    }

    #[test]
    fn money_and_its_value() {
        for (text, span, value) in [
            ("paid $1.2 million to", "$1.2 million", "USD 1200000"),
            ("fined 200 million euros in", "200 million euros", "EUR 200000000"),
            ("a US$5,000 bond", "US$5,000", "USD 5000"),
            ("cost £3bn", "£3bn", "GBP 3000000000"),
            ("a $50 fee", "$50", "USD 50"),
            ("10,000 pesos", "10,000 pesos", "MXN 10000"),
        ] {
            assert_eq!(
                all(text),
                [(span.to_owned(), EntityKind::Money, Some(value.to_owned()))],
                "{text}"
            );
        }
        assert_eq!(all("it weighed 20 pounds"), []);
    }

    #[test]
    fn quantities_and_their_nouns() {
        assert_eq!(all("made 1,200 arrests")[0].2.as_deref(), Some("1200 arrests"));
        assert_eq!(all("hire 10,000 new officers")[0].0, "10,000 new officers");
        assert_eq!(all("rose 12% in")[0].2.as_deref(), Some("12%"));
        assert_eq!(all("for three years"), []);
    }
}
