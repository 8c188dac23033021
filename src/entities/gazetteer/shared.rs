//! Names that several countries have: "Supreme Court", "Department of Justice".

use super::jurisdiction::{self, Evidence, Jurisdiction};
use super::{Entry, Gazetteer};
use crate::entities::extent::nations;
use crate::entities::found::{Found, Source};
use crate::entities::places::{self, Known};
use crate::entities::sheet::{Sheet, flag};
use crate::entities::words;
use crate::model::EntityKind;
use std::ops::Range;

/// A name with the entry it means in each country.
#[derive(Debug, Clone, PartialEq)]
pub struct Shared {
    /// The name.
    pub name: &'static str,
    /// What it names.
    kind: EntityKind,
    /// Jurisdictions, and the identity of the entry of each.
    meanings: Vec<(Jurisdiction, &'static str)>,
}

impl Shared {
    /// Reads a line of the list: name, kind, `jurisdiction=id` with `|` between.
    pub fn read(line: &'static str) -> Option<Self> {
        let mut columns = line.split('\t');
        let (name, kind, meanings) = (columns.next()?, columns.next()?, columns.next()?);
        Some(Shared {
            name,
            kind: kind.parse().ok()?,
            meanings: meanings.split('|').filter_map(|one| one.split_once('=')).collect(),
        })
    }

    /// The identity of the entry that is meant where nothing tells.
    pub fn first(&self) -> Option<&'static str> {
        self.meanings.first().map(|(_, id)| *id)
    }

    /// The identities of the entries.
    #[cfg(test)]
    pub fn ids(&self) -> impl Iterator<Item = &'static str> {
        self.meanings.iter().map(|(_, id)| *id)
    }

    fn of(&self, place: Jurisdiction) -> Option<&'static str> {
        self.meanings
            .iter()
            .find(|(known, _)| *known == place)
            .map(|(_, id)| *id)
    }
}

/// What stands beside a name says whose it is.
enum Beside {
    /// Nothing does.
    Nothing,
    /// A country.
    Country(Jurisdiction),
    /// A state, a city or the like: none of the entries.
    Other,
}

impl Gazetteer {
    /// What a shared name means at a place: one of its entries, or a name without one.
    pub(super) fn tell(
        &self,
        sheet: &Sheet,
        tokens: Range<usize>,
        shared: &Shared,
        evidence: &Evidence,
    ) -> Option<Found> {
        let place = match beside(sheet, &tokens) {
            Beside::Country(place) => Some(place),
            Beside::Other => None,
            Beside::Nothing => {
                let all: Vec<Jurisdiction> = shared.meanings.iter().map(|(place, _)| *place).collect();
                evidence.best(&all)
            }
        };
        let entry: Option<&Entry> = place.and_then(|place| shared.of(place)).and_then(|id| self.entry(id));
        Some(match entry {
            Some(entry) if entry.is_federal() && !nations::stands_apart(sheet, tokens.start, tokens.end) => {
                entry.found(tokens.start - nations::lead_before(sheet, tokens.start)..tokens.end)
            }
            Some(entry) => entry.found(tokens),
            None => Found::new(tokens, shared.kind, Source::Gazetteer),
        })
    }
}

/// "Israel's Supreme Court", "the Indian Supreme Court", "Supreme Court of India", "the Texas Senate".
fn beside(sheet: &Sheet, tokens: &Range<usize>) -> Beside {
    let (start, end) = (tokens.start, tokens.end);
    if matches!(sheet.word(end), "of" | "in") && !sheet.opens(end) {
        let place = end + 1 + usize::from(sheet.word(end + 1) == "the");
        let (whole, half) = (
            sheet.slice(&sheet.bytes(place..place + 2)),
            sheet.slice(&sheet.bytes(place..place + 1)),
        );
        // "the Supreme Court in the Rwanda case" is not Rwanda's.
        let case = sheet.word(end) == "in" && place > end + 1 && !whole.starts_with("United ");
        if let Some(found) = place_of(whole).or_else(|| place_of(half)).filter(|_| !case) {
            return found;
        }
    }
    if start == 0 || sheet.opens(start) {
        return Beside::Nothing;
    }
    let owner = matches!(sheet.word(start - 1), "'s" | "’s" | "'" | "’");
    let last = start - 1 - usize::from(owner && start > 1);
    let before = sheet.token(last);
    if !before.is(flag::CAP) || before.is(flag::PUNCT) {
        return Beside::Nothing;
    }
    let two = sheet.slice(&sheet.bytes(last.saturating_sub(1)..last + 1));
    if let Some(found) = place_of(two).or_else(|| place_of(sheet.word(last))) {
        return found;
    }
    // "Bombay High Court", "Ohio's Franklin County Supreme Court"
    let plain = owner || before.has(words::TITLE | words::OPENER | words::LINK) || sheet.opens(last);
    if plain { Beside::Nothing } else { Beside::Other }
}

fn place_of(phrase: &str) -> Option<Beside> {
    if matches!(places::known(phrase), Some(Known::State(_))) {
        return Some(Beside::Other);
    }
    jurisdiction::of(phrase).map(Beside::Country)
}
