//! The second look: what the first labels of a text say of each other.
//!
//! After Krishnan and Manning, "An effective two-stage model for exploiting non-local dependencies
//! in named entity recognition" (ACL 2006): the kinds the other uses of a word got, of longer
//! names that hold it, and of the names it is listed with. Training and tagging share this file.

use super::super::sheet::{Sheet, flag};
use super::features::{gap, mix};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Kinds told apart: outside, person, organisation, place, group, miscellany.
const KINDS: usize = 6;

/// How often each kind was seen.
type Counts = [u16; KINDS];

fn kind(label: u8) -> usize {
    match label {
        0 => 0,
        1..=8 => usize::from(label.div_ceil(2)),
        _ => 5,
    }
}

/// The commonest kind and how sure it is (1 all, 2 most, 3 a tie); none where nothing was seen.
fn majority(counts: &Counts) -> Option<(u64, u64)> {
    let total: u16 = counts.iter().sum();
    let (best, most) = counts.iter().enumerate().max_by_key(|(at, n)| (**n, KINDS - at))?;
    if total == 0 {
        return None;
    }
    let sure = match most * 2 {
        _ if *most == total => 1,
        double if double > total => 2,
        _ => 3,
    };
    Some((best as u64, sure))
}

fn pack(parts: &[u64]) -> u64 {
    parts.iter().fold(1, |all, part| all << 8 | part)
}

/// Calls `each` with the place (counted over the tokens of all runs) and hash of every property;
/// `labels` are the first labels, one a token of the runs.
pub fn each(sheet: &Sheet, runs: &[Range<usize>], labels: &[u8], mut each: impl FnMut(usize, u64)) {
    let mut words: FxHashMap<u64, Counts> = FxHashMap::default();
    // Uses as the first, a middle, the last word of a longer name, by kind.
    let mut parts: FxHashMap<u64, [u16; KINDS * 3]> = FxHashMap::default();
    let mut roles = vec![usize::MAX; labels.len()];
    let mut offset = 0;
    let mut kinds: Vec<usize> = Vec::with_capacity(runs.len());
    for run in runs {
        let own = labels.get(offset..offset + run.len()).unwrap_or(&[]);
        let mut run_kind = 0;
        for (at, label) in own.iter().enumerate() {
            let token = sheet.token(run.start + at);
            if !token.is(flag::CAP) {
                continue;
            }
            let kind = kind(*label);
            if kind != 0 {
                run_kind = kind;
            }
            words.entry(token.exact).or_default()[kind] += 1;
            if (1..=8).contains(label) {
                let inner = label & 1 == 0;
                let goes_on = own
                    .get(at + 1)
                    .is_some_and(|next| next & 1 == 0 && *next != 0 && (*next == *label || *next == label + 1));
                let role = match (inner, goes_on) {
                    (false, false) => continue,
                    (false, true) => 0,
                    (true, true) => 1,
                    (true, false) => 2,
                };
                parts.entry(token.exact).or_insert([0; KINDS * 3])[kind * 3 + role] += 1;
                if let Some(slot) = roles.get_mut(offset + at) {
                    *slot = kind * 3 + role;
                }
            }
        }
        kinds.push(run_kind);
        offset += run.len();
    }
    let chains = chains(sheet, runs, &kinds);
    offset = 0;
    for (index, run) in runs.iter().enumerate() {
        let own = labels.get(offset..offset + run.len()).unwrap_or(&[]);
        let mut listed = chains.get(index).copied().unwrap_or_default();
        let own_kind = kinds.get(index).copied().unwrap_or(0);
        listed[own_kind] = listed[own_kind].saturating_sub(1);
        let list = majority(&listed);
        let beside = [index.checked_sub(1), Some(index + 1)].map(|other| {
            let other = other.filter(|i| *i < runs.len())?;
            let between = runs[other.min(index)].end..runs[other.max(index)].start;
            let gap = gap(sheet, between);
            (gap < 4).then(|| pack(&[gap, kinds[other] as u64]))
        });
        for (at, label) in own.iter().enumerate() {
            let place = offset + at;
            let token = sheet.token(run.start + at);
            let mut put = |template: u64, value: u64| each(place, mix(template, value));
            if let Some((kind, sure)) = list {
                put(81, pack(&[kind, sure]));
            }
            for (side, seen) in beside.iter().enumerate() {
                if let Some(seen) = seen {
                    put(82 + side as u64, *seen);
                }
            }
            if !token.is(flag::CAP) {
                continue;
            }
            let mut others = words.get(&token.exact).copied().unwrap_or_default();
            let this = kind(*label);
            others[this] = others[this].saturating_sub(1);
            if let Some((kind, sure)) = majority(&others) {
                put(84, pack(&[kind, sure]));
            }
            if let Some(mut seen) = parts.get(&token.exact).copied() {
                let role = roles.get(place).copied().unwrap_or(usize::MAX);
                if let Some(slot) = seen.get_mut(role) {
                    *slot = slot.saturating_sub(1);
                }
                if let Some((best, _)) = seen
                    .iter()
                    .enumerate()
                    .max_by_key(|(_, n)| **n)
                    .filter(|(_, n)| **n > 0)
                {
                    put(86, best as u64);
                }
            }
        }
        offset += run.len();
    }
}

/// For each run the kinds of the runs it is listed with, itself among them.
fn chains(sheet: &Sheet, runs: &[Range<usize>], kinds: &[usize]) -> Vec<Counts> {
    let mut out: Vec<Counts> = Vec::with_capacity(runs.len());
    let mut start = 0;
    for index in 0..=runs.len() {
        let linked =
            index > 0 && index < runs.len() && matches!(gap(sheet, runs[index - 1].end..runs[index].start), 1 | 2);
        if linked || index == 0 {
            continue;
        }
        let mut counts = Counts::default();
        for kind in &kinds[start..index] {
            counts[*kind] += 1;
        }
        out.resize(index, counts);
        start = index;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::features::template;
    use super::*;

    fn seen(text: &str, runs: &[Range<usize>], labels: &[u8]) -> Vec<(usize, u8)> {
        let sheet = Sheet::new(text);
        let mut out = Vec::new();
        each(&sheet, runs, labels, |place, hash| out.push((place, template(hash))));
        out
    }

    #[test]
    fn other_uses_and_longer_names_are_seen() {
        // "Hillary Clinton" a person, "Clinton" alone not yet.
        let out = seen("Hillary Clinton left . Clinton won", &[0..2, 4..5], &[1, 2, 0]);
        assert!(out.contains(&(2, 84)) && out.contains(&(2, 86)), "{out:?}");
        assert!(!out.contains(&(0, 84)), "a word is no witness of itself: {out:?}");
    }

    #[test]
    fn names_of_one_list_are_seen_by_each_other() {
        let out = seen("Shas , Meretz and Gesher met", &[0..1, 2..3, 4..5], &[3, 3, 0]);
        assert!(out.contains(&(2, 81)) && out.contains(&(2, 82)), "{out:?}");
        let apart = seen("Shas met ; later Gesher won", &[0..1, 4..5], &[3, 0]);
        assert!(
            !apart.iter().any(|(_, template)| matches!(template, 81..=83)),
            "{apart:?}"
        );
    }
}
