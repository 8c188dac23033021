//! Which spans name the same thing: the entities of one article.
//!
//! Works on spans that do not overlap: votes on their kinds, finds the names that were met once
//! and missed elsewhere (surnames, acronyms, repeated names), joins the spans of one thing, and
//! picks its fullest name. Who is prominent is [`super::prominence`].

use super::acronyms;
use super::found::{Found, Source};
use super::naming;
use super::places;
use super::sheet::{Sheet, flag};
use super::words;
use crate::model::EntityKind;
use rustc_hash::FxHashMap;
use std::ops::Range;

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
/// extended and corrected on the way) its entity.
pub fn resolve(sheet: &Sheet, found: &mut Vec<Found>) -> Vec<Draft> {
    trim(sheet, found);
    vote(sheet, found);
    let mut links = acronyms::bind(sheet, found);
    short_cases(sheet, found, &mut links);
    surnames_missed(sheet, found);
    repeats(sheet, found);
    heads_missed(sheet, found);
    let order = sorted_order(found);
    let links = links
        .into_iter()
        .map(|(a, b)| (order.get(a).copied().unwrap_or(0), order.get(b).copied().unwrap_or(0)))
        .collect::<Vec<_>>();
    found.sort_by_key(|span| span.tokens.start);
    let mut union = Union::new(found.len());
    by_key(sheet, found, &mut union);
    for (a, b) in links {
        union.join(a, b);
    }
    people(sheet, found, &mut union);
    organisations(sheet, found, &mut union);
    drafts(sheet, found, &mut union)
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
        span.source != Source::Tagger || (span.tokens.clone()).any(|at| sheet.token(at).is(flag::LETTER))
    });
}

/// The hash of a span's words, whatever their case.
fn surface(sheet: &Sheet, tokens: &Range<usize>) -> u64 {
    tokens.clone().fold(7, |h: u64, at| {
        (h.rotate_left(7) ^ sheet.token(at).lower).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    })
}

/// Same words, same kind: the gazetteer's word counts, else the majority's.
fn vote(sheet: &Sheet, found: &mut [Found]) {
    let mut votes: FxHashMap<u64, Vec<(EntityKind, u32)>> = FxHashMap::default();
    for span in found.iter() {
        let weight = match span.source {
            Source::Gazetteer => 100,
            Source::Tagger => 2,
            _ => continue,
        };
        let counts = votes.entry(surface(sheet, &span.tokens)).or_default();
        match counts.iter_mut().find(|(kind, _)| *kind == span.kind) {
            Some((_, count)) => *count += weight,
            None => counts.push((span.kind, weight)),
        }
    }
    for span in found.iter_mut().filter(|span| span.source == Source::Tagger) {
        let Some(counts) = votes.get(&surface(sheet, &span.tokens)) else {
            continue;
        };
        let own = counts
            .iter()
            .find(|(kind, _)| *kind == span.kind)
            .map_or(0, |(_, n)| *n);
        if let Some((kind, best)) = counts.iter().max_by_key(|(_, n)| *n)
            && *best >= own * 2
        {
            span.kind = *kind;
        }
    }
}

/// The last word of a person's name that can stand for it: not "Jr.".
fn surname(sheet: &Sheet, tokens: &Range<usize>) -> usize {
    let mut last = tokens.end.saturating_sub(1);
    while last > tokens.start && (sheet.token(last).has(words::PERSON_SUFFIX) || sheet.token(last).is(flag::PUNCT)) {
        last -= 1;
    }
    last
}

fn covered(sheet: &Sheet, found: &[Found]) -> Vec<bool> {
    let mut taken = vec![false; sheet.tokens.len()];
    for span in found {
        if let Some(part) = taken.get_mut(span.tokens.clone()) {
            part.fill(true);
        }
    }
    taken
}

/// Surnames of people with a full name that stand somewhere untagged, or tagged as another kind.
fn surnames_missed(sheet: &Sheet, found: &mut Vec<Found>) {
    let mut names: FxHashMap<u64, ()> = FxHashMap::default();
    for span in found
        .iter()
        .filter(|s| s.kind == EntityKind::Person && s.tokens.len() >= 2)
    {
        let last = surname(sheet, &span.tokens);
        let word = sheet.word(last);
        let token = sheet.token(last);
        if last > span.tokens.start
            && word.chars().count() >= 3
            && !token.has(words::OPENER | words::MONTH | words::ORG_HEAD | words::TITLE)
            && places::known(word).is_none()
        {
            names.insert(token.exact, ());
        }
    }
    if names.is_empty() {
        return;
    }
    for span in found.iter_mut() {
        if span.source == Source::Tagger
            && span.tokens.len() == 1
            && matches!(
                span.kind,
                EntityKind::Place | EntityKind::Organisation | EntityKind::Group
            )
            && names.contains_key(&sheet.token(span.tokens.start).exact)
        {
            span.kind = EntityKind::Person;
        }
    }
    let taken = covered(sheet, found);
    for (at, token) in sheet.tokens.iter().enumerate() {
        if !taken[at] && token.is(flag::CAP) && names.contains_key(&token.exact) {
            // Part of another name ("Lee County") is not the person.
            let next = sheet.token(at + 1);
            let before = sheet.token(at.wrapping_sub(1));
            let longer = next.is(flag::CAP) && !sheet.opens(at + 1)
                || before.is(flag::CAP)
                    && !sheet.opens(at)
                    && !before.has(words::TITLE)
                    && !before.is(flag::PUNCT)
                    && at > 0;
            if !longer {
                found.push(Found::new(at..at + 1, EntityKind::Person, Source::Tagger));
            }
        }
    }
}

/// Names tagged once and left untagged elsewhere, word for word.
fn repeats(sheet: &Sheet, found: &mut Vec<Found>) {
    let mut heads: FxHashMap<u64, Vec<(Range<usize>, EntityKind)>> = FxHashMap::default();
    for span in found
        .iter()
        .filter(|s| s.source == Source::Tagger && s.tokens.len() >= 2)
    {
        let list = heads.entry(sheet.token(span.tokens.start).exact).or_default();
        if list.len() < 6 && !list.iter().any(|(known, _)| same(sheet, known, &span.tokens)) {
            list.push((span.tokens.clone(), span.kind));
        }
    }
    if heads.is_empty() {
        return;
    }
    let taken = covered(sheet, found);
    let mut at = 0;
    while at < sheet.tokens.len() {
        let mut step = 1;
        if !taken[at]
            && sheet.token(at).is(flag::CAP)
            && let Some(list) = heads.get(&sheet.token(at).exact)
        {
            for (name, kind) in list {
                let here = at..at + name.len();
                if here.end <= taken.len() && !taken[here.clone()].iter().any(|t| *t) && same(sheet, name, &here) {
                    step = name.len();
                    found.push(Found::new(here, *kind, Source::Tagger));
                    break;
                }
            }
        }
        at += step;
    }
}

/// "Amnesty" alone, after "Amnesty International": the distinctive first word of an organisation
/// whose second word is of the common sort.
fn heads_missed(sheet: &Sheet, found: &mut Vec<Found>) {
    let mut heads: FxHashMap<u64, ()> = FxHashMap::default();
    for span in found
        .iter()
        .filter(|s| s.kind.is_organisation() && matches!(s.tokens.len(), 2 | 3))
    {
        let (first, second) = (sheet.token(span.tokens.start), sheet.token(span.tokens.start + 1));
        let word = sheet.word(span.tokens.start);
        if first.is(flag::CAP)
            && word.len() >= 5
            && second.has(words::ORG_HEAD | words::COMPANY)
            && !first.has(words::OPENER | words::ORG_HEAD | words::TITLE | words::COMMON_CAP | words::MONTH)
            && places::known(word).is_none()
        {
            heads.insert(first.exact, ());
        }
    }
    if heads.is_empty() {
        return;
    }
    let taken = covered(sheet, found);
    for (at, token) in sheet.tokens.iter().enumerate() {
        if !taken[at]
            && token.is(flag::CAP)
            && !token.is(flag::SENTENCE)
            && heads.contains_key(&token.exact)
            && !sheet.token(at + 1).is(flag::CAP)
        {
            found.push(Found::new(at..at + 1, EntityKind::Organisation, Source::Tagger));
        }
    }
}

fn same(sheet: &Sheet, a: &Range<usize>, b: &Range<usize>) -> bool {
    a.len() == b.len()
        && a.clone()
            .zip(b.clone())
            .all(|(x, y)| sheet.token(x).exact == sheet.token(y).exact)
}

/// "Korematsu" after "Korematsu v. United States": the case, unless a person of that name acts.
fn short_cases(sheet: &Sheet, found: &mut Vec<Found>, links: &mut Vec<(usize, usize)>) {
    let mut shorts: Vec<(u64, usize, usize)> = Vec::new();
    for (index, span) in found.iter().enumerate() {
        if span.kind != EntityKind::Case || !matches!(sheet.word(span.tokens.start + 1), "v." | "v" | "vs.") {
            continue;
        }
        let token = sheet.token(span.tokens.start);
        let word = sheet.word(span.tokens.start);
        if word.len() >= 4
            && places::known(word).is_none()
            && !token.has(words::ORG_HEAD | words::COMMON_CAP | words::OPENER)
            && !token.is(flag::ALL_CAPS)
        {
            shorts.push((token.exact, index, span.tokens.end));
        }
    }
    for (hash, index, end) in shorts.into_iter().take(20) {
        let first = found.get(index).map_or(0, |span| span.tokens.start);
        let elsewhere: Vec<usize> = sheet
            .tokens
            .iter()
            .enumerate()
            .filter(|(at, token)| token.exact == hash && *at != first)
            .map(|(at, _)| at)
            .take(40)
            .collect();
        let personal = elsewhere.iter().any(|at| {
            let next = sheet.token(at + 1);
            let before = sheet.token(at.wrapping_sub(1));
            let in_case = found
                .iter()
                .any(|s| s.kind == EntityKind::Case && s.tokens.contains(at));
            !in_case
                && (*at < first
                    || next.has(words::SAY)
                    || next.is(flag::CAP) && !sheet.opens(at + 1)
                    || sheet.is_word(at + 1, "administration")
                    || (before.has(words::TITLE)
                        || before.is(flag::CAP) && !sheet.opens(*at) && !before.is(flag::PUNCT)))
        });
        if personal {
            continue;
        }
        for at in elsewhere.into_iter().filter(|at| *at >= end) {
            let here = at..at + 1;
            match found.iter().position(|s| s.overlaps(&here)) {
                Some(other) if found[other].source == Source::Tagger && found[other].tokens.len() == 1 => {
                    found[other].kind = EntityKind::Case;
                    found[other].source = Source::Law;
                    links.push((index, other));
                }
                Some(_) => {}
                None => {
                    links.push((index, found.len()));
                    found.push(Found::new(here, EntityKind::Case, Source::Law));
                }
            }
        }
    }
}

/// Sets of spans that name one thing.
#[derive(Debug)]
pub struct Union {
    parent: Vec<usize>,
}

impl Union {
    fn new(count: usize) -> Self {
        Union {
            parent: (0..count).collect(),
        }
    }

    fn root(&mut self, mut at: usize) -> usize {
        while let Some(parent) = self.parent.get(at).copied() {
            if parent == at {
                break;
            }
            let grand = self.parent.get(parent).copied().unwrap_or(parent);
            self.parent[at] = grand;
            at = grand;
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        if a >= self.parent.len() || b >= self.parent.len() {
            return;
        }
        let (a, b) = (self.root(a), self.root(b));
        self.parent[a.max(b)] = a.min(b);
    }
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

/// Surnames and given names join the full name met last before them, or else the first after.
fn people(sheet: &Sheet, found: &[Found], union: &mut Union) {
    let mut by_last: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    let mut by_first: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (index, span) in found.iter().enumerate() {
        if span.kind == EntityKind::Person && span.tokens.len() >= 2 {
            let last = sheet.token(surname(sheet, &span.tokens)).lower;
            let list = by_last.entry(last).or_default();
            if list.len() < 64 {
                list.push(index);
            }
            let list = by_first.entry(sheet.token(span.tokens.start).lower).or_default();
            if list.len() < 64 {
                list.push(index);
            }
        }
    }
    for (index, span) in found.iter().enumerate() {
        if span.kind != EntityKind::Person {
            continue;
        }
        let last = sheet.token(surname(sheet, &span.tokens)).lower;
        let length = span.tokens.len();
        let fits = |other: &&usize| {
            let full = &found[**other];
            full.tokens.len() > length && contains_name(sheet, &full.tokens, &span.tokens)
        };
        let target = by_last.get(&last).and_then(|list| {
            list.iter()
                .rev()
                .filter(|other| **other < index)
                .find(fits)
                .or_else(|| list.iter().find(fits))
                .copied()
        });
        if let Some(target) = target {
            union.join(target, index);
        } else if length == 1
            && let Some(list) = by_first.get(&sheet.token(span.tokens.start).lower)
        {
            let mut roots: Vec<usize> = list.iter().map(|other| union.root(*other)).collect();
            roots.sort_unstable();
            roots.dedup();
            if let [only] = roots.as_slice() {
                union.join(*only, index);
            }
        }
    }
}

/// Whether every word of the short name stands in the full one, in order.
fn contains_name(sheet: &Sheet, full: &Range<usize>, short: &Range<usize>) -> bool {
    let mut at = full.start;
    for word in short.clone() {
        let hash = sheet.token(word).lower;
        let initial = sheet.token(word).is(flag::INITIAL);
        loop {
            if at >= full.end {
                return initial;
            }
            at += 1;
            if sheet.token(at - 1).lower == hash {
                break;
            }
            if initial {
                at -= 1;
                break;
            }
        }
    }
    true
}

/// Heads, tails and initials of longer names of organisations.
fn organisations(sheet: &Sheet, found: &[Found], union: &mut Union) {
    let long: Vec<usize> = (0..found.len())
        .filter(|index| {
            let span = &found[*index];
            (span.kind.is_organisation() || span.kind == EntityKind::Law) && span.tokens.len() >= 2
        })
        .take(400)
        .collect();
    let mut heads: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    let mut tails: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    let mut initials: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for index in long {
        let tokens = &found[index].tokens;
        heads.entry(sheet.token(tokens.start).lower).or_default().push(index);
        tails.entry(sheet.token(tokens.end - 1).lower).or_default().push(index);
        initials
            .entry(acronyms::initials(sheet, tokens))
            .or_default()
            .push(index);
    }
    let unique = |list: Option<&Vec<usize>>, fits: &dyn Fn(usize) -> bool, union: &mut Union| -> Option<usize> {
        let mut roots: Vec<usize> = list?
            .iter()
            .copied()
            .filter(|other| fits(*other))
            .map(|other| union.root(other))
            .collect();
        roots.sort_unstable();
        roots.dedup();
        match roots.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    };
    for (index, span) in found.iter().enumerate() {
        if !(span.kind.is_organisation() || span.kind == EntityKind::Law) || span.source == Source::Citation {
            continue;
        }
        let tokens = &span.tokens;
        let first = sheet.token(tokens.start);
        let same_family = |other: usize| family(found[other].kind) == family(span.kind) && other != index;
        let word = sheet.word(tokens.start);
        if tokens.len() == 1 && first.is(flag::ALL_CAPS | flag::INNER_CAP) && word.len() >= 3 {
            let letters: String = word
                .chars()
                .filter(|c| c.is_alphabetic())
                .collect::<String>()
                .to_uppercase();
            if let Some(target) = unique(initials.get(&letters), &same_family, union) {
                union.join(target, index);
                continue;
            }
        }
        let generic = first.has(words::ORG_HEAD | words::COMMON_CAP | words::OPENER | words::LINK)
            || places::known(word).is_some()
            || span.source == Source::Gazetteer;
        if !generic && tokens.len() <= 2 {
            let fits = |other: usize| {
                let longer = &found[other].tokens;
                same_family(other)
                    && found[other].kind.is_organisation()
                    && longer.len() > tokens.len()
                    && same_lower(sheet, tokens, &(longer.start..longer.start + tokens.len()))
            };
            if let Some(target) = unique(heads.get(&first.lower), &fits, union) {
                union.join(target, index);
                continue;
            }
        }
        if tokens.len() >= 2 {
            let fits = |other: usize| {
                let longer = &found[other].tokens;
                same_family(other)
                    && longer.len() > tokens.len()
                    && same_lower(sheet, tokens, &(longer.end - tokens.len()..longer.end))
            };
            if let Some(target) = unique(tails.get(&sheet.token(tokens.end - 1).lower), &fits, union) {
                union.join(target, index);
            }
        }
    }
}

fn same_lower(sheet: &Sheet, a: &Range<usize>, b: &Range<usize>) -> bool {
    a.len() == b.len()
        && a.clone()
            .zip(b.clone())
            .all(|(x, y)| sheet.token(x).lower == sheet.token(y).lower)
}

fn drafts(sheet: &Sheet, found: &[Found], union: &mut Union) -> Vec<Draft> {
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
        mentions: spans.iter().map(|span| span.tokens.clone()).collect(),
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

/// Whether an entity is named in more than one way, so that saying its mentions are one thing
/// says something: "Hilda Solis" and "Solis", a name and its acronym. Places, whose forms are
/// spellings, do not count.
pub fn has_variants(text: &str, entity: &crate::model::Entity) -> bool {
    if !(entity.kind == EntityKind::Person
        || entity.kind.is_organisation()
        || matches!(entity.kind, EntityKind::Law | EntityKind::Case))
    {
        return false;
    }
    let mut forms = entity
        .mentions
        .iter()
        .filter_map(|mention| text.get(mention.range.clone()))
        .map(str::to_lowercase);
    let first = forms.next();
    forms.any(|form| Some(&form) != first.as_ref())
}
