//! Which spans name the same thing: the entities of one article.
//!
//! Works on spans that do not overlap. `kinds` votes on what they are; `missed` finds the names
//! that were met once and missed elsewhere; `cases`, `people` and `organisations` say which spans
//! name one thing, `union` joins them, and `draft` picks the fullest name of each. Who is
//! prominent is [`super::prominence`].

mod cases;
mod draft;
mod kinds;
mod missed;
mod organisations;
mod people;
mod union;

use super::acronyms;
use super::found::{Found, Source};
use super::generic;
use super::naming;
use super::sheet::{Sheet, flag};
use crate::model::EntityKind;
use rustc_hash::FxHashMap;
use std::ops::Range;
use union::Union;

pub use draft::Draft;

/// What kinds may name one thing: organisations of every sort are one family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Family {
    Organisation,
    Other(EntityKind),
}

fn family(kind: EntityKind) -> Family {
    if kind.is_organisation() {
        Family::Organisation
    } else {
        Family::Other(kind)
    }
}

/// The entities of a text, in order of first mention, and for each span of `found` (which is
/// extended and corrected on the way) its entity. Words inside `others` (events, works) name nothing by themselves.
pub fn resolve(sheet: &Sheet, found: &mut Vec<Found>, others: &[Range<usize>]) -> Vec<Draft> {
    trim(sheet, found);
    kinds::vote(sheet, found);
    let mut links = acronyms::bind(sheet, found);
    cases::short_forms(sheet, found, &mut links);
    missed::surnames(sheet, found);
    missed::repeats(sheet, found, others);
    missed::heads(sheet, found);
    let order = sorted_order(found);
    let links = links
        .into_iter()
        .map(|(a, b)| (order.get(a).copied().unwrap_or(0), order.get(b).copied().unwrap_or(0)))
        .collect::<Vec<_>>();
    found.sort_by_key(|span| span.tokens.start);
    let mut union = Union::new(found.len());
    by_key(sheet, found, &mut union);
    cases::by_name(found, &mut union);
    for (a, b) in links {
        if !are_known_apart(&found[a], &found[b]) {
            union.join(a, b);
        }
    }
    people::join(sheet, found, &mut union);
    organisations::join(sheet, found, &mut union);
    draft::all(sheet, found, &mut union)
}

/// Whether the gazetteer knows two spans as two things, whatever a rule would make of their words.
fn are_known_apart(a: &Found, b: &Found) -> bool {
    a.source == Source::Gazetteer && b.source == Source::Gazetteer && a.key != b.key
}

/// Where each span stands after sorting by place.
fn sorted_order(found: &[Found]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|index| found[*index].tokens.start);
    let mut place = vec![0; found.len()];
    for (new, old) in order.into_iter().enumerate() {
        place[old] = new;
    }
    place
}

fn trim(sheet: &Sheet, found: &mut Vec<Found>) {
    for span in found.iter_mut() {
        if span.source == Source::Tagger {
            span.tokens = naming::core(sheet, span.tokens.clone(), span.kind == EntityKind::Person);
        }
    }
    found.retain(|span| {
        let letters = span.tokens.clone().any(|at| sheet.token(at).is(flag::LETTER));
        span.source != Source::Tagger || letters && !generic::is_generic(sheet, span)
    });
}

fn same(sheet: &Sheet, a: &Range<usize>, b: &Range<usize>) -> bool {
    a.len() == b.len()
        && a.clone()
            .zip(b.clone())
            .all(|(x, y)| sheet.token(x).exact == sheet.token(y).exact)
}

fn same_lower(sheet: &Sheet, a: &Range<usize>, b: &Range<usize>) -> bool {
    a.len() == b.len()
        && a.clone()
            .zip(b.clone())
            .all(|(x, y)| sheet.token(x).lower == sheet.token(y).lower)
}

fn key_of(sheet: &Sheet, span: &Found) -> String {
    if let Some(key) = &span.key {
        return key.clone();
    }
    if let (EntityKind::Date | EntityKind::Money | EntityKind::Quantity, Some(value)) = (span.kind, &span.value) {
        return value.to_lowercase();
    }
    let words = sheet.slice(&sheet.bytes(span.tokens.clone()));
    naming::key(span.kind, span.name.as_deref().unwrap_or(words))
}

fn by_key(sheet: &Sheet, found: &mut [Found], union: &mut Union) {
    let mut seen: FxHashMap<(Family, String), usize> = FxHashMap::default();
    let mut memo: FxHashMap<(Family, u64), String> = FxHashMap::default();
    for index in 0..found.len() {
        let span = &found[index];
        let key = if span.key.is_none() && span.value.is_none() && span.name.is_none() {
            memo.entry((family(span.kind), exact(sheet, &span.tokens)))
                .or_insert_with(|| key_of(sheet, span))
                .clone()
        } else {
            key_of(sheet, span)
        };
        match seen.get(&(family(span.kind), key.clone())) {
            Some(first) => union.join(*first, index),
            None => {
                seen.insert((family(span.kind), key.clone()), index);
            }
        }
        found[index].key = Some(key);
    }
}

fn exact(sheet: &Sheet, tokens: &Range<usize>) -> u64 {
    tokens.clone().fold(11, |h: u64, at| {
        (h.rotate_left(7) ^ sheet.token(at).exact).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    })
}
