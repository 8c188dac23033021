//! A body that the gazetteer knows, taken for one name with the person after it.

use super::super::found::{Found, Source};
use super::super::places;
use super::super::sheet::{Sheet, flag};
use super::super::words;
use crate::model::EntityKind;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// "Secretary of Homeland Security Ana Ruiz" and "Department of Homeland Security and Ana Ruiz", tagged as one name:
/// the body, and a person.
pub fn part(sheet: &Sheet, all: &mut Vec<Found>) {
    let bodies: FxHashMap<usize, usize> = all
        .iter()
        .filter(|found| found.source == Source::Gazetteer && found.kind.is_organisation())
        .map(|found| (found.tokens.start, found.tokens.end))
        .collect();
    let mut people = Vec::new();
    for found in all
        .iter_mut()
        .filter(|found| found.source == Source::Tagger && found.kind == EntityKind::Organisation)
    {
        let Some(end) = bodies.get(&found.tokens.start).filter(|end| **end < found.tokens.end) else {
            continue;
        };
        let linked = matches!(sheet.word(*end), "and" | "or" | ",");
        let rest = end + usize::from(linked)..found.tokens.end;
        if (linked || headed(sheet, found.tokens.start)) && is_person(sheet, &rest) {
            found.tokens.end = *end;
            people.push(Found::new(rest, EntityKind::Person, Source::Tagger));
        }
    }
    all.append(&mut people);
}

/// Whether "Secretary of", "director of the" or the like stands before a token.
fn headed(sheet: &Sheet, at: usize) -> bool {
    let of = at.saturating_sub(1 + usize::from(at > 0 && sheet.word(at - 1) == "the"));
    of > 0 && matches!(sheet.word(of), "of" | "for") && sheet.token(of - 1).has(words::TITLE)
}

/// Two or three capitalised words of which none belongs to a body or place.
fn is_person(sheet: &Sheet, tokens: &Range<usize>) -> bool {
    const OTHER: words::Classes = words::ORG_HEAD | words::COMPANY | words::PLACE_HEAD | words::LAW_HEAD | words::BODY;
    (2..=3).contains(&tokens.len())
        && tokens.clone().all(|at| {
            let token = sheet.token(at);
            token.is(flag::CAP) && !token.is(flag::ALL_CAPS | flag::PUNCT) && !token.has(OTHER)
        })
        && !sheet.token(tokens.start).has(words::TITLE)
        && places::known(sheet.word(tokens.start)).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parted(text: &str, known: Range<usize>, tagged: Range<usize>) -> Vec<(EntityKind, String)> {
        let sheet = Sheet::new(text);
        let mut all = vec![
            Found::new(known, EntityKind::Agency, Source::Gazetteer),
            Found::new(tagged, EntityKind::Organisation, Source::Tagger),
        ];
        part(&sheet, &mut all);
        let names = all.into_iter().skip(1);
        names
            .map(|f| (f.kind, sheet.slice(&sheet.bytes(f.tokens)).to_owned()))
            .collect()
    }

    #[test]
    fn the_holder_of_an_office_is_no_part_of_the_body() {
        use EntityKind::{Organisation, Person};
        let both = |person: &str| {
            vec![
                (Organisation, "Homeland Security".to_owned()),
                (Person, person.to_owned()),
            ]
        };
        assert_eq!(
            parted("Secretary of Homeland Security Ana Ruiz said", 2..4, 2..6),
            both("Ana Ruiz")
        );
        assert_eq!(
            parted("sued Homeland Security and Ana Ruiz", 1..3, 1..6),
            both("Ana Ruiz")
        );
        assert_eq!(
            parted("Secretary of Homeland Security Advisory Council", 2..4, 2..6),
            [(Organisation, "Homeland Security Advisory Council".to_owned())]
        );
    }
}
