//! Money, and quantities with what they count.

mod money;
mod number;
mod quantity;

use super::found::Found;
use super::sheet::Sheet;
use money::money;
use quantity::quantity;

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::EntityKind;

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
