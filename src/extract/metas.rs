//! A page's `meta` elements: Open Graph, Dublin Core, Parsely and whatever else names facts.

use super::moment;
use super::tree::{Name, Tag, Tree};
use crate::model::Timestamp;

/// The page's meta elements.
pub(super) struct Metas<'a>(Vec<(String, &'a str)>);

impl<'a> Metas<'a> {
    /// Reads them, at most 400.
    pub(super) fn of(tree: &'a Tree) -> Self {
        let mut metas = Vec::new();
        for at in 0..tree.len() {
            if tree.tag(at) != Some(Tag::Meta) || metas.len() >= 400 {
                continue;
            }
            let name = tree
                .attr(at, Name::Property)
                .or_else(|| tree.attr(at, Name::Called))
                .or_else(|| tree.attr(at, Name::Itemprop));
            if let (Some(name), Some(content)) = (name, tree.attr(at, Name::Content)) {
                metas.push((name.trim().to_ascii_lowercase(), content.trim()));
            }
        }
        Metas(metas)
    }

    /// The first of the names that has a value.
    pub(super) fn get(&self, names: &[&str]) -> Option<String> {
        names
            .iter()
            .find_map(|name| self.0.iter().find(|(known, value)| known == name && !value.is_empty()))
            .map(|(_, value)| (*value).to_owned())
    }

    /// All values of the first of the names that has any; addresses alone do not count.
    pub(super) fn all(&self, names: &[&str]) -> Vec<String> {
        for name in names {
            let values: Vec<String> = self
                .0
                .iter()
                .filter(|(known, value)| known == name && !value.is_empty())
                .map(|(_, value)| (*value).to_owned())
                .collect();
            if !values.is_empty() && values.iter().any(|value| !value.starts_with("http")) {
                return values;
            }
        }
        Vec::new()
    }

    /// The first of the names that holds a date.
    pub(super) fn moment(&self, names: &[&str]) -> Option<Timestamp> {
        names
            .iter()
            .find_map(|name| self.get(&[name]).and_then(|value| moment::parse(&value)))
    }
}
