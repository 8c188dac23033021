//! The lists made into a trie.

use super::shared::Shared;
use super::{Case, Entry, Gazetteer, Meaning, Node};
use crate::entities::sheet::Sheet;
use crate::model::EntityKind;

/// Names of more tokens are not taken.
const LONGEST: usize = 24;

impl Gazetteer {
    /// Reads lists of entries and one of shared names; lines that are neither are left out.
    pub fn read(files: &[&'static str], shared: &'static str) -> Self {
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
            gazetteer.by_id.insert(id, index);
            gazetteer.entries.push(Entry {
                id,
                name,
                kind,
                jurisdiction,
                url: rest.get(1).copied().filter(|url| !url.is_empty()),
            });
            gazetteer.add(name, Meaning::Entry(index));
            for alias in rest.first().unwrap_or(&"").split('|') {
                gazetteer.add(alias, Meaning::Entry(index));
            }
        }
        for shared in shared.lines().filter_map(Shared::read) {
            let index = gazetteer.shared.len() as u32;
            gazetteer.add(shared.name, Meaning::Shared(index));
            gazetteer.shared.push(shared);
        }
        gazetteer
    }

    fn add(&mut self, alias: &str, meaning: Meaning) {
        let sheet = Sheet::new(alias);
        if sheet.tokens.is_empty() || sheet.tokens.len() > LONGEST {
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
            self.exact.entry(node).or_default().push((alias.to_owned(), meaning));
            if slot.meaning.is_none() {
                slot.case = Case::Exact;
            }
        } else if slot.meaning.is_none() {
            *slot = Node {
                meaning: Some(meaning),
                case,
            };
        }
    }
}
