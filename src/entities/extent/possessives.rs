//! A possessive inside a name: "Blue Origin's New Glenn" is the firm; "People's Party", "Turkey's Foreign Ministry" are
//! one name.

use super::super::found::{Found, Source};
use super::super::places;
use super::super::sheet::{Sheet, flag};
use super::super::words;
use super::surface;
use crate::model::EntityKind;
use rustc_hash::FxHashSet;
use std::ops::Range;

/// Parts the names the tagger gave as one: the owner, and what it owns where that is a person; a body owned is
/// left with its owner. `known` are
/// the words of the text's other names.
pub fn part(sheet: &Sheet, all: &mut Vec<Found>, known: &FxHashSet<u64>) {
    let mut owned = Vec::new();
    for found in all
        .iter_mut()
        .filter(|found| found.source == Source::Tagger && found.kind == EntityKind::Organisation)
    {
        let mut inner = found.tokens.clone().skip(1);
        let Some(mark) = inner.find(|at| matches!(sheet.word(*at), "'s" | "’s") && at + 1 < found.tokens.end) else {
            continue;
        };
        let owner = found.tokens.start..mark;
        if !owns(sheet, &owner, known) {
            continue;
        }
        let rest = mark + 1..found.tokens.end;
        if rest
            .clone()
            .any(|at| sheet.token(at).has(words::ORG_HEAD | words::COMPANY))
        {
            continue;
        }
        if is_person(sheet, &rest) {
            owned.push(Found::new(rest, EntityKind::Person, Source::Tagger));
        }
        if places::country(sheet.slice(&sheet.bytes(owner.clone()))).is_some() {
            found.kind = EntityKind::Place;
        }
        found.tokens = owner;
    }
    all.append(&mut owned);
}

/// Whether the words before a possessive are a name by themselves: a country, letters, a name met elsewhere in the
/// text, several words that are no saint or school.
fn owns(sheet: &Sheet, owner: &Range<usize>, known: &FxHashSet<u64>) -> bool {
    let first = sheet.token(owner.start);
    let letters = owner.len() == 1 && first.is(flag::ALL_CAPS | flag::INNER_CAP);
    letters
        || known.contains(&surface(sheet, owner))
        || places::country(sheet.slice(&sheet.bytes(owner.clone()))).is_some()
        || first.has(words::ORG_HEAD) && owner.len() == 1
}

/// "Joop den Uyl": with a particle between capitals it can only be a person.
fn is_person(sheet: &Sheet, rest: &Range<usize>) -> bool {
    let ends = |at: usize| sheet.token(at).is(flag::CAP) && !sheet.token(at).is(flag::ALL_CAPS | flag::INNER_CAP);
    (3..=4).contains(&rest.len())
        && ends(rest.start)
        && ends(rest.end - 1)
        && rest.clone().any(|at| sheet.token(at).has(words::PARTICLE))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parted(text: &str, end: usize) -> Vec<String> {
        let sheet = Sheet::new(text);
        let mut all = vec![Found::new(0..end, EntityKind::Organisation, Source::Tagger)];
        part(&sheet, &mut all, &FxHashSet::default());
        all.into_iter()
            .map(|f| sheet.slice(&sheet.bytes(f.tokens)).to_owned())
            .collect()
    }

    #[test]
    fn what_is_owned_is_no_part_of_the_owner() {
        assert_eq!(parted("NASA's Lunar Gateway flew", 4), ["NASA"]);
        assert_eq!(parted("PvdA's Joop den Uyl won", 5), ["PvdA", "Joop den Uyl"]);
        assert_eq!(
            parted("Turkey's Foreign Ministry said", 4),
            ["Turkey's Foreign Ministry"]
        );
        assert_eq!(parted("People's Radio Forum said", 4), ["People's Radio Forum"]);
    }
}
