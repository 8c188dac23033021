//! Which country's bodies a text is about.
//!
//! A "Supreme Court" is the one of the country whose agencies, courts and laws the text names; places and peoples count
//! less, for a text on migrants names many countries. What is counted of one thing is bounded, so that a text about
//! people of one country does not drown the agencies of another.

use super::Entry;
use crate::entities::places::{self, Known};
use crate::entities::sheet::{Sheet, flag};
use crate::model::EntityKind;
use rustc_hash::FxHashMap;

/// A country, state or union, by the code of the lists or else by its usual name.
pub type Jurisdiction = &'static str;

/// How often one thing is counted.
const OFTEN: u32 = 4;

/// In the first so many tokens a place counts double: the dateline and the lead say where a thing happens.
const LEAD: usize = 40;

/// Words of one country only, with what each weighs.
const SIGNS: &[(&str, Jurisdiction, u32)] = &[
    ("London", "uk", 2),
    ("Westminster", "uk", 3),
    ("Whitehall", "uk", 3),
    ("Commons", "uk", 2),
    ("Lords", "uk", 2),
    ("Tory", "uk", 2),
    ("Tories", "uk", 2),
    ("Belfast", "uk", 2),
    ("Edinburgh", "uk", 2),
    ("Manchester", "uk", 1),
    ("Dover", "uk", 1),
    ("Ottawa", "ca", 3),
    ("Toronto", "ca", 2),
    ("Montreal", "ca", 2),
    ("Vancouver", "ca", 2),
    ("Canberra", "au", 3),
    ("Sydney", "au", 2),
    ("Melbourne", "au", 2),
    ("Brisbane", "au", 2),
    ("Nauru", "au", 1),
    ("Brussels", "eu", 3),
    ("Strasbourg", "eu", 2),
    ("EU", "eu", 2),
    ("MEPs", "eu", 3),
    ("MEP", "eu", 3),
    ("Washington", "us", 2),
    ("Tijuana", "mx", 1),
    ("Delhi", "India", 2),
    ("Dublin", "Ireland", 2),
    ("Jerusalem", "Israel", 2),
    ("Nairobi", "Kenya", 2),
    ("Pretoria", "South Africa", 2),
    ("Islamabad", "Pakistan", 2),
    ("Wellington", "nz", 2),
    ("Auckland", "nz", 2),
];

/// The code of a country that goes by this name.
pub fn code(country: &'static str) -> Jurisdiction {
    match country {
        "United States" => "us",
        "United Kingdom" | "England" | "Scotland" | "Wales" | "Northern Ireland" => "uk",
        "Canada" => "ca",
        "Australia" => "au",
        "Mexico" => "mx",
        "New Zealand" => "nz",
        "France" => "fr",
        "Germany" => "de",
        other => other,
    }
}

/// The jurisdiction a phrase says something of.
pub fn of(phrase: &str) -> Option<Jurisdiction> {
    if let Some((_, place, _)) = SIGNS.iter().find(|(word, ..)| *word == phrase) {
        return Some(place);
    }
    places::country(phrase).map(code)
}

/// What speaks for each jurisdiction in one text.
#[derive(Debug, Default)]
pub struct Evidence {
    scores: FxHashMap<Jurisdiction, u32>,
    seen: FxHashMap<&'static str, u32>,
}

impl Evidence {
    /// Counts an entry of the lists that the text names.
    pub fn entry(&mut self, entry: &Entry) {
        let place = entry.jurisdiction.split('-').next().unwrap_or("");
        let weight = match entry.kind {
            EntityKind::Media => 0,
            EntityKind::Place => 2,
            _ => 3,
        };
        if !matches!(place, "un" | "int") {
            self.count(entry.id, place, weight);
        }
    }

    /// Counts the places and peoples of a text.
    pub fn read(&mut self, sheet: &Sheet) {
        for (at, token) in sheet.tokens.iter().enumerate() {
            if !token.is(flag::CAP) {
                continue;
            }
            let double = if at < LEAD { 2 } else { 1 };
            if let Some((word, place, weight)) = SIGNS.iter().find(|(word, ..)| *word == sheet.word(at)) {
                self.count(word, place, weight * double);
                continue;
            }
            let place = (1..=3).rev().find_map(|length| {
                let end = at + length;
                if end > sheet.tokens.len() || (at + 1..end).any(|i| sheet.token(i).is(flag::PARAGRAPH)) {
                    return None;
                }
                let phrase = sheet.slice(&sheet.bytes(at..end));
                let country = places::country(phrase)?;
                match places::known(phrase) {
                    Some(Known::State(state)) => Some((state, country)),
                    _ => Some((country, country)),
                }
            });
            // The country of that name is seldom the one a text on migration means.
            if let Some((thing, country)) = place.filter(|(_, country)| *country != "Georgia") {
                self.count(thing, code(country), double);
            }
        }
    }

    fn count(&mut self, thing: &'static str, place: Jurisdiction, weight: u32) {
        let seen = self.seen.entry(thing).or_insert(0);
        if *seen < OFTEN {
            *seen += 1;
            *self.scores.entry(place).or_insert(0) += weight;
        }
    }

    /// The first of some jurisdictions that more speaks for than for any other; where nothing speaks for anything,
    /// the first of them. A country of which the lists know no bodies counts half: it is where people come from in
    /// most texts, and seldom whose court or house is meant.
    pub fn best(&self, of: &[Jurisdiction]) -> Option<Jurisdiction> {
        let score = |place: &Jurisdiction| self.scores.get(place).copied().unwrap_or(0);
        let first = of.first().copied();
        let best = of.iter().copied().rev().max_by_key(|place| score(place))?;
        let others = self.scores.iter().filter(|(place, _)| **place != best);
        let rival = others.map(|(place, n)| if place.len() == 2 { *n } else { n / 2 }).max();
        match rival.unwrap_or(0) {
            0 if score(&best) == 0 => first,
            rival if score(&best) > rival => Some(best),
            _ => None,
        }
    }

    /// Whether more speaks for the one than for the other.
    pub fn rather(&self, one: Jurisdiction, other: Jurisdiction) -> bool {
        self.scores.get(one) > self.scores.get(other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(text: &str, of: &[Jurisdiction]) -> Option<Jurisdiction> {
        let mut evidence = Evidence::default();
        evidence.read(&Sheet::new(text));
        evidence.best(of)
    }

    #[test]
    fn the_country_that_most_speaks_for() {
        assert_eq!(best("LONDON — British ministers met.", &["us", "uk"]), Some("uk"));
        assert_eq!(best("Ministers met in Nairobi, Kenya.", &["us", "uk"]), None);
        assert_eq!(best("Ministers met.", &["us", "uk"]), Some("us"));
        assert_eq!(
            best("Texas and Ontario", &["us", "ca"]),
            None,
            "as much for the one as for the other"
        );
    }

    #[test]
    fn one_thing_said_often_is_bounded() {
        let text =
            "Mexican ".repeat(40) + "Texas, Arizona, California, Florida, Ohio, Nevada, Utah, Iowa and Washington";
        assert_eq!(best(&text, &["us", "mx"]), Some("us"));
    }
}
