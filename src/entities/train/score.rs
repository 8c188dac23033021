//! How well a model does on an annotated set: people, organisations and places, by exact span and
//! kind once titles, a leading "the" and a possessive are taken off on both sides.

use super::super::captions::Captions;
use super::super::sheet::Sheet;
use super::super::tagger::{self, model::Model};
use super::corpus::Annotated;
use crate::model::EntityKind;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

/// Which part of the engine is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// The tagger by itself.
    Tagger,
    /// Rules, gazetteer and tagger, merged, before names of one thing are joined.
    Merged,
    /// Everything: rules, gazetteer, tagger, and what resolution makes of them.
    Engine,
}

/// Counts of one kind or of all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Names found with the right span and kind.
    pub hits: usize,
    /// Names found that are none.
    pub extra: usize,
    /// Names not found.
    pub missed: usize,
}

impl Tally {
    /// The harmonic mean of precision and recall, in per cent; 0 where there is nothing.
    pub fn f1(&self) -> f64 {
        let all = 2 * self.hits + self.extra + self.missed;
        if all == 0 {
            return 0.0;
        }
        200.0 * self.hits as f64 / all as f64
    }

    fn add(&mut self, other: &Tally) {
        self.hits += other.hits;
        self.extra += other.extra;
        self.missed += other.missed;
    }
}

/// The counts of a set: people, organisations, places.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Score {
    /// In that order.
    pub kinds: [Tally; 3],
    /// What was wrong how often: "missed organisation Acme".
    pub errors: BTreeMap<String, usize>,
}

impl Score {
    /// The commonest errors, with their counts.
    pub fn commonest(&self, most: usize) -> Vec<(&str, usize)> {
        let mut errors: Vec<(&str, usize)> = self.errors.iter().map(|(what, n)| (what.as_str(), *n)).collect();
        errors.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        errors.truncate(most);
        errors
    }

    /// Over the three kinds.
    pub fn all(&self) -> Tally {
        let mut all = Tally::default();
        for kind in &self.kinds {
            all.add(kind);
        }
        all
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let [people, bodies, places] = &self.kinds;
        write!(
            f,
            "all {:.1}, people {:.1}, organisations {:.1}, places {:.1}",
            self.all().f1(),
            people.f1(),
            bodies.f1(),
            places.f1()
        )
    }
}

/// The score of a model on documents.
pub fn score(documents: &[Annotated], model: &Model, measure: Measure) -> Score {
    let mut score = Score::default();
    for document in documents {
        let text = document.text.as_str();
        let gold: FxHashSet<(usize, usize, usize)> = document
            .names
            .iter()
            .filter_map(|(range, tag)| {
                let kind = match tag.as_str() {
                    "PER" => 0,
                    "ORG" => 1,
                    "LOC" => 2,
                    _ => return None,
                };
                Some(trimmed(text, range.clone(), kind))
            })
            .collect();
        let found: FxHashSet<(usize, usize, usize)> = names(text, model, measure)
            .into_iter()
            .filter_map(|(range, kind)| {
                let kind = match kind {
                    EntityKind::Person => 0,
                    EntityKind::Place => 2,
                    EntityKind::Organisation
                    | EntityKind::Agency
                    | EntityKind::Court
                    | EntityKind::Party
                    | EntityKind::Media => 1,
                    _ => return None,
                };
                Some(trimmed(text, range, kind))
            })
            .collect();
        for (wrong, one, other) in [("missed", &gold, &found), ("extra", &found, &gold)] {
            for (start, end, kind) in one.iter().filter(|name| !other.contains(name)) {
                let name = text.get(*start..*end).unwrap_or("");
                let word = ["person", "organisation", "place"][*kind];
                *score.errors.entry(format!("{wrong} {word} {name}")).or_insert(0) += 1;
            }
        }
        for (kind, tally) in score.kinds.iter_mut().enumerate() {
            let of = |set: &FxHashSet<(usize, usize, usize)>, other: &FxHashSet<(usize, usize, usize)>| {
                set.iter()
                    .filter(|name| name.2 == kind && !other.contains(name))
                    .count()
            };
            let missed = of(&gold, &found);
            tally.missed += missed;
            tally.extra += of(&found, &gold);
            tally.hits += gold.iter().filter(|name| name.2 == kind).count() - missed;
        }
    }
    score
}

fn names(text: &str, model: &Model, measure: Measure) -> Vec<(Range<usize>, EntityKind)> {
    match measure {
        Measure::Tagger => {
            let sheet = Sheet::new(text);
            tagger::tag_with(&sheet, model)
                .names
                .into_iter()
                .map(|name| (sheet.bytes(name.tokens), name.kind))
                .collect()
        }
        Measure::Merged => {
            let sheet = Sheet::new(text);
            super::super::spans(&sheet, None, Some(model))
                .0
                .into_iter()
                .map(|name| (sheet.bytes(name.tokens), name.kind))
                .collect()
        }
        Measure::Engine => super::super::run("", text, &Captions::default(), None, Some(model))
            .entities
            .into_iter()
            .flat_map(|entity| entity.mentions.into_iter().map(move |m| (m.range, entity.kind)))
            .collect(),
    }
}

/// Words that may stand before a person's name and are no part of it.
const TITLES: &str = " mr mr. mrs mrs. ms ms. miss dr dr. sen sen. rep rep. gov gov. gen gen. col col. lt lt. sgt \
    sgt. capt capt. maj maj. adm adm. sir dame lord lady president vice premier prime minister secretary senator \
    senators congressman congresswoman representative governor mayor judge justice chief attorney general chancellor \
    king queen prince princess pope bishop archbishop cardinal rev rev. reverend father sister imam rabbi sheikh \
    ayatollah professor prof prof. former acting deputy assistant director commissioner ambassador speaker sheriff \
    officer commander admiral captain sergeant lieutenant lawyer spokesman spokeswoman spokesperson foreign defense \
    defence interior finance majority minority leader hon hon. u.s. us ";

/// A name's bytes without what is forgiven, and its kind.
fn trimmed(text: &str, range: Range<usize>, kind: usize) -> (usize, usize, usize) {
    let Some(whole) = text.get(range.clone()) else {
        return (range.start, range.end, kind);
    };
    let mut name = bare(whole);
    for article in ["the ", "a ", "an "] {
        if name
            .get(..article.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(article))
        {
            name = name[article.len()..].trim_start();
            break;
        }
    }
    for owner in ["'s", "’s", "'S", "’S"] {
        name = name.strip_suffix(owner).unwrap_or(name);
    }
    if kind == 0 {
        while let Some((first, rest)) = name.split_once(' ') {
            if rest.is_empty() || !TITLES.contains(&format!(" {} ", first.to_lowercase())) {
                break;
            }
            name = rest.trim_start();
        }
    }
    let name = bare(name);
    // Where the rest lies within the text: both are slices of it.
    let start = name.as_ptr() as usize - text.as_ptr() as usize;
    (start, start + name.len(), kind)
}

/// Without marks around it; a full stop that belongs to an abbreviation stays.
fn bare(name: &str) -> &str {
    const MARKS: &[char] = &[
        ' ', '\t', '\n', '"', '\'', '“', '”', '‘', '’', '`', '.', ',', ';', ':', '!', '?', '(', ')', '[', ']', '{',
        '}', '–', '—', '-',
    ];
    let mut name = name.trim_start_matches(MARKS);
    while let Some(last) = name.chars().next_back().filter(|c| MARKS.contains(c)) {
        if last == '.' && keeps_point(name) {
            break;
        }
        name = &name[..name.len() - last.len_utf8()];
    }
    name
}

/// Whether a final full stop is part of the word: "U.S.", "Jr.", "St.".
fn keeps_point(name: &str) -> bool {
    let word = name
        .trim_end_matches('.')
        .rsplit(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or("");
    word.chars().count() == 1 && word.chars().all(|c| c.is_ascii_alphabetic())
        || matches!(word, "Jr" | "Sr" | "Inc" | "Corp" | "Co" | "Ltd" | "St" | "Bros")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_forgiven_is_taken_off() {
        let text = "President Lee's, the U.S. and \"Acme Inc.\"";
        let part = |range: Range<usize>, kind| {
            let (start, end, _) = trimmed(text, range, kind);
            &text[start..end]
        };
        assert_eq!(part(0..15, 0), "Lee");
        assert_eq!(part(17..25, 2), "U.S.");
        assert_eq!(part(30..41, 1), "Acme Inc.");
    }

    #[test]
    fn f1_is_the_harmonic_mean() {
        let tally = Tally {
            hits: 6,
            extra: 2,
            missed: 4,
        };
        assert!((tally.f1() - 66.666).abs() < 0.01, "{}", tally.f1());
    }
}
