//! An entity out of the spans that name it: its fullest name, key, value and address.

use super::super::found::{Found, Source};
use super::super::sheet::Sheet;
use super::union::Union;
use crate::model::EntityKind;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Mentions of one entity that are kept; no article comes near, a text made to be a burden does.
const MOST: usize = 10_000;

/// An entity in the making.
#[derive(Debug, Clone)]
pub struct Draft {
    /// What it is.
    pub kind: EntityKind,
    /// Its fullest name.
    pub name: String,
    /// Its key.
    pub key: String,
    /// A value it stands for.
    pub value: Option<String>,
    /// Where to read about it.
    pub url: Option<String>,
    /// Tokens of its mentions, in text order.
    pub mentions: Vec<Range<usize>>,
}

/// The entities of a text, in order of first mention.
pub fn all(sheet: &Sheet, found: &[Found], union: &mut Union) -> Vec<Draft> {
    let mut place: FxHashMap<usize, usize> = FxHashMap::default();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for index in 0..found.len() {
        let root = union.root(index);
        match place.get(&root) {
            Some(group) => groups[*group].push(index),
            None => {
                place.insert(root, groups.len());
                groups.push(vec![index]);
            }
        }
    }
    groups
        .into_iter()
        .filter_map(|group| draft(sheet, found, &group))
        .collect()
}

fn draft(sheet: &Sheet, found: &[Found], group: &[usize]) -> Option<Draft> {
    let spans: Vec<&Found> = group
        .iter()
        .filter_map(|index| found.get(*index))
        .filter(|span| !span.tokens.is_empty())
        .collect();
    let known = spans
        .iter()
        .filter(|span| matches!(span.source, Source::Gazetteer | Source::Citation) && span.name.is_some())
        .min_by_key(|span| span.source);
    let fullest = known.or_else(|| {
        spans
            .iter()
            .max_by_key(|span| (fullness(sheet, span), usize::MAX - span.tokens.start))
    })?;
    let words = sheet.slice(&sheet.bytes(fullest.tokens.clone()));
    let mut name = fullest.name.clone().unwrap_or_else(|| words.to_owned());
    if known.is_none() && matches!(fullest.kind, EntityKind::Person) && is_shouted(&name) {
        name = capitalised(&name);
    }
    Some(Draft {
        kind: fullest.kind,
        name,
        key: fullest.key.clone().unwrap_or_default(),
        value: spans.iter().find_map(|span| span.value.clone()),
        url: spans.iter().find_map(|span| span.url.clone()),
        mentions: spans.iter().take(MOST).map(|span| span.tokens.clone()).collect(),
    })
}

fn fullness(sheet: &Sheet, span: &Found) -> usize {
    let words = sheet.slice(&sheet.bytes(span.tokens.clone()));
    let shouted = usize::from(!is_shouted(words) || words.len() < 7);
    span.tokens.len() * 100 + shouted * 40 + words.len().min(39)
}

fn is_shouted(name: &str) -> bool {
    name.len() > 4 && name.contains(' ') && !name.chars().any(char::is_lowercase)
}

fn capitalised(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut inside = false;
    for c in name.chars() {
        if inside {
            out.extend(c.to_lowercase());
        } else {
            out.push(c);
        }
        inside = c.is_alphabetic() || c == '\'' && inside;
    }
    out
}
