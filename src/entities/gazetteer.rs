//! The hand-written gazetteer of the field: every name and alias in one trie over word hashes.
//!
//! Built once, at first use. A name in capitals means exactly these capitals; other names may be
//! written in any case as long as the text has capitals where names have them. The lists and
//! their rules are in `assets/gazetteer/`.

use super::found::{Found, Source};
use super::sheet::{Sheet, flag};
use crate::model::EntityKind;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The files, one entry a line; columns as their README says.
const FILES: &[&str] = &[
    include_str!("../../assets/gazetteer/agencies.tsv"),
    include_str!("../../assets/gazetteer/courts.tsv"),
    include_str!("../../assets/gazetteer/laws.tsv"),
    include_str!("../../assets/gazetteer/organisations.tsv"),
    include_str!("../../assets/gazetteer/cases.tsv"),
    include_str!("../../assets/gazetteer/places.tsv"),
];

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
    /// The entry that ends here, plus one.
    entry: u32,
    /// How the words must be written.
    case: Case,
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
    nodes: Vec<Node>,
    /// (node, word) to node.
    steps: FxHashMap<(u32, u64), u32>,
    /// Spellings of the nodes with exact case.
    exact: FxHashMap<u32, Vec<(String, u32)>>,
}

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| Gazetteer::read(FILES));

/// The gazetteer compiled into the program.
pub fn gazetteer() -> &'static Gazetteer {
    &GAZETTEER
}

impl Gazetteer {
    /// Reads lists; lines that are not entries are left out.
    pub fn read(files: &[&'static str]) -> Self {
        let mut gazetteer = Gazetteer {
            nodes: vec![Node::default()],
            ..Gazetteer::default()
        };
        for line in files.iter().flat_map(|file| file.lines()) {
            if line.starts_with('#') {
                continue;
            }
            let columns: Vec<&'static str> = line.split('\t').collect();
            let [id, name, kind, jurisdiction, rest @ ..] = columns.as_slice() else {
                continue;
            };
            let Ok(kind) = kind.parse::<EntityKind>() else {
                continue;
            };
            let index = gazetteer.entries.len() as u32;
            gazetteer.entries.push(Entry {
                id,
                name,
                kind,
                jurisdiction,
                url: rest.get(1).copied().filter(|url| !url.is_empty()),
            });
            gazetteer.add(name, index);
            for alias in rest.first().unwrap_or(&"").split('|') {
                gazetteer.add(alias, index);
            }
        }
        gazetteer
    }

    fn add(&mut self, alias: &str, entry: u32) {
        let sheet = Sheet::new(alias);
        if sheet.tokens.is_empty() || sheet.tokens.len() > 24 {
            return;
        }
        let mut node = 0u32;
        for token in &sheet.tokens {
            node = match self.steps.get(&(node, token.lower)) {
                Some(next) => *next,
                None => {
                    self.nodes.push(Node::default());
                    let next = self.nodes.len() as u32 - 1;
                    self.steps.insert((node, token.lower), next);
                    next
                }
            };
        }
        let letters = alias.chars().filter(|c| c.is_alphabetic());
        let case = if letters.clone().all(char::is_uppercase) {
            Case::Exact
        } else if alias.chars().any(char::is_uppercase) {
            Case::Capital
        } else {
            Case::Any
        };
        let Some(slot) = self.nodes.get_mut(node as usize) else {
            return;
        };
        if case == Case::Exact {
            self.exact.entry(node).or_default().push((alias.to_owned(), entry + 1));
            if slot.entry == 0 {
                slot.case = Case::Exact;
            }
        } else if slot.entry == 0 {
            *slot = Node { entry: entry + 1, case };
        }
    }

    /// The longest entry whose name begins at a token; the entry and the token after it.
    pub fn longest(&self, sheet: &Sheet, at: usize) -> Option<(&Entry, usize)> {
        let mut node = 0u32;
        let mut next = at;
        let mut best = None;
        while let Some(token) = sheet.tokens.get(next) {
            if next > at && token.is(flag::PARAGRAPH) {
                break;
            }
            let Some(step) = self.steps.get(&(node, token.lower)) else {
                break;
            };
            node = *step;
            next += 1;
            if let Some(entry) = self.ending(sheet, node, at, next) {
                best = Some((entry, next));
            }
        }
        best
    }

    fn ending(&self, sheet: &Sheet, node: u32, at: usize, end: usize) -> Option<&Entry> {
        let here = self.nodes.get(node as usize)?;
        let mut entry = 0;
        if let Some(exact) = self.exact.get(&node) {
            let words = sheet.slice(&sheet.bytes(at..end));
            entry = exact
                .iter()
                .find(|(alias, _)| alias == words)
                .map_or(0, |(_, entry)| *entry);
        }
        if entry == 0 && here.entry > 0 {
            let fits = match here.case {
                // Procedures in small letters ("credible fear interview") are words, not names.
                Case::Any => (at..end).any(|i| sheet.token(i).is(flag::CAP)),
                Case::Exact => false,
                Case::Capital => capitals(sheet, at, end),
            };
            if fits {
                entry = here.entry;
            }
        }
        self.entries.get((entry as usize).checked_sub(1)?)
    }

    /// Every entry named in a text, the longest at each place.
    pub fn find(&self, sheet: &Sheet) -> Vec<Found> {
        let mut out = Vec::new();
        let mut at = 0;
        while at < sheet.tokens.len() {
            if sheet.token(at).is(flag::PUNCT) {
                at += 1;
                continue;
            }
            match self.longest(sheet, at) {
                Some((entry, whole)) => {
                    let skip = nation(sheet, at, whole);
                    // "Laredo, Texas" tells which Laredo; the name is its first part.
                    let end = match entry.kind {
                        EntityKind::Place => (at..whole).find(|i| sheet.word(*i) == ",").unwrap_or(whole),
                        EntityKind::Law => without_noun(sheet, at, whole),
                        _ => whole,
                    };
                    out.push(entry.found(at + skip..end));
                    at = end;
                }
                None => at += 1,
            }
        }
        out
    }

    /// The entry with an identity.
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == id)
    }

    /// The entry a name stands for, in any of its spellings.
    pub fn named(&self, name: &str) -> Option<&Entry> {
        let sheet = Sheet::new(name);
        let (entry, end) = self.longest(&sheet, 0)?;
        (end == sheet.tokens.len()).then_some(entry)
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
    fn found(&self, tokens: std::ops::Range<usize>) -> Found {
        let mut found = Found::new(tokens, self.kind, Source::Gazetteer).named(self.name);
        found.key = Some(self.id.to_owned());
        found.url = self.url.map(str::to_owned);
        found
    }
}

/// Names need their capitals: the first word's, and for long names one more.
fn capitals(sheet: &Sheet, at: usize, end: usize) -> bool {
    let first = sheet.token(at);
    let count = (at..end).filter(|index| sheet.token(*index).is(flag::CAP)).count();
    match end - at {
        1 => first.is(flag::CAP),
        2 => first.is(flag::CAP | flag::DIGIT) && count >= 1,
        _ => count >= 1,
    }
}

/// The end of a name without the common noun after it: "CBP One app", "Remain in Mexico policy".
fn without_noun(sheet: &Sheet, at: usize, end: usize) -> usize {
    let mut kept = end;
    while kept > at + 1
        && sheet.token(kept - 1).is(flag::LOWER)
        && matches!(
            sheet.word(kept - 1),
            "policy"
                | "policies"
                | "program"
                | "programs"
                | "programme"
                | "app"
                | "rule"
                | "rules"
                | "order"
                | "visa"
                | "visas"
                | "status"
                | "process"
                | "holders"
                | "recipients"
                | "agreement"
                | "law"
                | "act"
                | "initiative"
                | "petition"
                | "petitions"
                | "form"
                | "ban"
        )
    {
        kept -= 1;
    }
    if (at..kept).any(|i| sheet.token(i).is(flag::CAP)) {
        kept
    } else {
        end
    }
}

/// How many tokens of a leading "U.S." stand outside a name: "U.S. Senate" is a place and a
/// senate, "U.S. Customs and Border Protection" is one name.
fn nation(sheet: &Sheet, at: usize, end: usize) -> usize {
    let lead = match sheet.word(at) {
        "US" | "U.S." => 1,
        "United" if sheet.word(at + 1) == "States" => 2,
        _ => return 0,
    };
    let rest = sheet.word(at + lead);
    let last = sheet.word(end.saturating_sub(1));
    let split = matches!(rest, "Supreme" | "Congress" | "Senate" | "House" | "Capitol")
        || matches!(last, "Department" | "Embassy");
    if split && at + lead < end { lead } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "# comment\nuscis\tUS Citizenship and Immigration Services\tagency\tus\tUSCIS|Citizenship and Immigration Services\thttps://www.uscis.gov/\nice\tUS Immigration and Customs Enforcement\tagency\tus\tICE\t\nscotus\tUS Supreme Court\tcourt\tus\tSupreme Court|U.S. Supreme Court\t\nmpp\tMigrant Protection Protocols\tlaw\tus\tMPP|Remain in Mexico\t\n";

    fn names(text: &str) -> Vec<(String, String)> {
        let gazetteer = Gazetteer::read(&[LIST]);
        let sheet = Sheet::new(text);
        gazetteer
            .find(&sheet)
            .into_iter()
            .map(|f| {
                (
                    f.key.clone().unwrap_or_default(),
                    sheet.slice(&sheet.bytes(f.tokens)).to_owned(),
                )
            })
            .collect()
    }

    #[test]
    fn longest_name_in_its_capitals() {
        let found =
            names("USCIS and the ice at Citizenship and Immigration Services; ICE under the remain in Mexico rule");
        let keys: Vec<&str> = found.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(keys, ["uscis", "uscis", "ice", "mpp"]);
    }

    #[test]
    fn the_nation_stands_apart_where_it_does() {
        assert_eq!(names("the U.S. Supreme Court")[0].1, "Supreme Court");
        assert_eq!(
            names("US Citizenship and Immigration Services")[0].1,
            "US Citizenship and Immigration Services"
        );
    }

    #[test]
    fn the_program_has_its_lists() {
        assert!(gazetteer().len() > 300);
        assert_eq!(gazetteer().named("USCIS").map(|e| e.id), Some("uscis"));
    }
}
