//! The canonical key of a name: one string for one thing in every article.

use super::places::{self, Known};
use super::sheet::Sheet;
use super::{gazetteer, words};
use crate::model::EntityKind;
use unicode_normalization::UnicodeNormalization;

/// The key of a name: the gazetteer's identity where it knows the name (in whatever spelling),
/// otherwise the name in lower case without accents, punctuation, articles and titles.
pub fn key(kind: EntityKind, name: &str) -> String {
    let name = name.trim();
    if !matches!(
        kind,
        EntityKind::Person | EntityKind::Date | EntityKind::Money | EntityKind::Quantity
    ) && let Some(entry) = gazetteer::gazetteer().named(strip_article(name))
    {
        let same = entry.kind == kind || entry.kind.is_organisation() && kind.is_organisation();
        if same {
            return entry.id.to_owned();
        }
    }
    let usual = match (kind, places::known(strip_article(name))) {
        (EntityKind::Place, Some(Known::Country(usual) | Known::State(usual))) => usual,
        _ => name,
    };
    plain(kind, usual)
}

fn strip_article(name: &str) -> &str {
    name.strip_prefix("the ")
        .or_else(|| name.strip_prefix("The "))
        .unwrap_or(name)
}

fn plain(kind: EntityKind, name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let section = matches!(kind, EntityKind::Law | EntityKind::Case);
    let mut blank = false;
    for c in strip_article(name).nfkd().take(400) {
        if c.is_alphanumeric() {
            if blank && !out.is_empty() {
                out.push(' ');
            }
            blank = false;
            out.extend(c.to_lowercase());
        } else if matches!(c, '\u{300}'..='\u{36f}' | '.' | '\'' | '’') && !section {
            // Accents go; "U.S." is "us", "O'Brien" is "obrien".
        } else if matches!(c, '\u{300}'..='\u{36f}' | '\'' | '’') {
        } else if section && matches!(c, '.' | '-' | '/') && out.ends_with(|c: char| c.is_ascii_digit()) {
            out.push(c);
        } else {
            blank = true;
        }
    }
    if section {
        out.truncate(out.trim_end_matches(['.', '-', '/']).len());
    }
    if kind == EntityKind::Person {
        return drop_titles(&out);
    }
    if kind == EntityKind::Group {
        return singular(&out);
    }
    out
}

/// "salvadorans" and "salvadoran" are one group.
fn singular(key: &str) -> String {
    match key.strip_suffix('s') {
        Some(stem)
            if stem.ends_with("an")
                || stem.ends_with("i")
                || stem.ends_with("o")
                || stem.ends_with("im")
                || stem.ends_with("at")
                || stem.ends_with("ian")
                || stem.ends_with("ist")
                || stem.ends_with("jew") =>
        {
            stem.to_owned()
        }
        _ => key.to_owned(),
    }
}

fn drop_titles(key: &str) -> String {
    let mut rest = key;
    while let Some((first, tail)) = rest.split_once(' ') {
        if words::classes(first) & words::TITLE == 0 {
            break;
        }
        rest = tail;
    }
    rest.to_owned()
}

/// A name as it stands in the text, without a leading article, a trailing possessive and, for
/// persons, without titles: the range of tokens that is left.
pub fn core(sheet: &Sheet, tokens: std::ops::Range<usize>, person: bool) -> std::ops::Range<usize> {
    let (mut start, mut end) = (tokens.start, tokens.end);
    while start + 1 < end
        && (matches!(
            sheet.word(start),
            "the" | "The" | "a" | "an" | "A" | "An" | "\"" | "“" | "(" | "'s" | "’s"
        ) || person && sheet.token(start).has(words::TITLE) && sheet.word(start) != "Mullah")
    {
        start += 1;
    }
    while end > start + 1 && matches!(sheet.word(end - 1), "'s" | "’s" | "\"" | "”" | ")" | "," | "'" | "’") {
        end -= 1;
    }
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_key_for_one_thing() {
        use EntityKind::{Agency, Group, Law, Organisation, Person, Place};
        assert_eq!(key(Person, "Sen. Chuck Schumer"), "chuck schumer");
        assert_eq!(key(Person, "Viktor Orbán"), "viktor orban");
        assert_eq!(key(Place, "U.S."), key(Place, "the United States"));
        assert_eq!(key(Agency, "USCIS"), "uscis");
        assert_eq!(key(Organisation, "U.S. Citizenship and Immigration Services"), "uscis");
        assert_eq!(key(Group, "Hondurans"), key(Group, "Honduran"));
        assert_eq!(key(Law, "8 C.F.R. § 208.13(b)"), "8 c f r 208.13 b");
    }
}
