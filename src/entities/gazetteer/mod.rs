//! The hand-written gazetteer of the field: every name and alias in one trie over word hashes.
//!
//! Built once, at first use (`read`). A name in capitals means exactly these capitals; other names may be
//! written in any case as long as the text has capitals where names have them (`find`). Names that several countries
//! have ("Supreme Court") are told apart by the country an article is about (`shared`, `jurisdiction`). The lists and
//! their rules are in `assets/gazetteer/`.

mod find;
mod jurisdiction;
mod read;
mod shared;

use super::found::{Found, Source};
use super::sheet::Sheet;
use crate::model::EntityKind;
use rustc_hash::FxHashMap;
use shared::Shared;
use std::ops::Range;
use std::sync::LazyLock;

/// The files, one entry a line; columns as their README says.
const FILES: &[&str] = &[
    include_str!("../../../assets/gazetteer/agencies.tsv"),
    include_str!("../../../assets/gazetteer/courts.tsv"),
    include_str!("../../../assets/gazetteer/laws.tsv"),
    include_str!("../../../assets/gazetteer/organisations.tsv"),
    include_str!("../../../assets/gazetteer/cases.tsv"),
    include_str!("../../../assets/gazetteer/places.tsv"),
];

/// Names that mean one thing here and another there.
const SHARED: &str = include_str!("../../../assets/gazetteer/shared.tsv");

/// One thing the gazetteer knows.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its identity, the key of the entity.
    pub id: &'static str,
    /// Its fullest usual name.
    pub name: &'static str,
    /// What it is.
    pub kind: EntityKind,
    /// Where it belongs: `us`, `mx`, `un` …
    pub jurisdiction: &'static str,
    /// Its official page.
    pub url: Option<&'static str>,
}

#[derive(Debug, Default, Clone, Copy)]
struct Node {
    /// What ends here.
    meaning: Option<Meaning>,
    /// How the words must be written.
    case: Case,
}

/// What a name in the lists means, by its place in them.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Meaning {
    Entry(u32),
    Shared(u32),
}

/// A name met in a text.
#[derive(Debug, Clone, Copy)]
enum Met<'g> {
    Entry(&'g Entry),
    Shared(&'g Shared),
}

#[derive(Debug, Default, Clone, Copy, PartialEq)]
enum Case {
    /// Any case.
    #[default]
    Any,
    /// The first word and at least one more (if there is one) capitalised.
    Capital,
    /// Exactly as in the list.
    Exact,
}

/// The gazetteer, ready for use.
#[derive(Debug, Default)]
pub struct Gazetteer {
    entries: Vec<Entry>,
    by_id: FxHashMap<&'static str, u32>,
    shared: Vec<Shared>,
    nodes: Vec<Node>,
    /// (node, word) to node.
    steps: FxHashMap<(u32, u64), u32>,
    /// Spellings of the nodes with exact case.
    exact: FxHashMap<u32, Vec<(String, Meaning)>>,
}

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(Gazetteer::of_the_program);

/// The gazetteer compiled into the program.
pub fn gazetteer() -> &'static Gazetteer {
    &GAZETTEER
}

impl Gazetteer {
    /// The lists of the program, read anew; [`gazetteer`] has them read once.
    pub fn of_the_program() -> Self {
        Gazetteer::read(FILES, SHARED)
    }

    /// The entry with an identity.
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.entries.get(*self.by_id.get(id)? as usize)
    }

    /// The entry a name stands for, in any of its spellings, wherever it is said. None for a name that several
    /// countries have.
    pub fn named(&self, name: &str) -> Option<&Entry> {
        match self.met(name)? {
            Met::Entry(entry) => Some(entry),
            Met::Shared(_) => None,
        }
    }

    /// The entry a person asks for by a name: of a name that several countries have, the first in the list.
    pub fn asked(&self, name: &str) -> Option<&Entry> {
        match self.met(name)? {
            Met::Entry(entry) => Some(entry),
            Met::Shared(shared) => self.entry(shared.first()?),
        }
    }

    fn met(&self, name: &str) -> Option<Met<'_>> {
        let sheet = Sheet::new(name);
        let (met, end) = self.longest(&sheet, 0)?;
        (end == sheet.tokens.len()).then_some(met)
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl Entry {
    /// Whether it is a body of the United States.
    fn is_federal(&self) -> bool {
        self.jurisdiction == "us" && self.kind.is_organisation()
    }

    fn found(&self, tokens: Range<usize>) -> Found {
        let mut found = Found::new(tokens, self.kind, Source::Gazetteer).named(self.name);
        found.key = Some(self.id.to_owned());
        found.url = self.url.map(str::to_owned);
        found
    }
}

#[cfg(test)]
mod tests;
