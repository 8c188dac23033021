//! Short forms that a text introduces: "Migrant Protection Protocols (MPP)", "X, or MPP", "also
//! known as Y".
//!
//! After Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions"
//! (PSB 2003), on tokens: every letter of the short form begins a word of the long one, in order.

use super::found::{Found, Source};
use super::sheet::{Sheet, flag};
use super::words;
use crate::model::EntityKind;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The capital initials of a name, its small words left out: "ACLU".
pub fn initials(sheet: &Sheet, tokens: &Range<usize>) -> String {
    tokens
        .clone()
        .filter(|at| sheet.token(*at).is(flag::CAP))
        .filter_map(|at| sheet.word(at).chars().next())
        .flat_map(char::to_uppercase)
        .collect()
}

/// Finds introduced short forms, adds spans where long or short form had none, and gives the
/// pairs of spans (by index) that name one thing.
pub fn bind(sheet: &Sheet, found: &mut Vec<Found>) -> Vec<(usize, usize)> {
    let mut links = Vec::new();
    let mut ends: FxHashMap<usize, usize> = FxHashMap::default();
    let mut starts: FxHashMap<usize, usize> = FxHashMap::default();
    for (index, span) in found.iter().enumerate() {
        ends.insert(span.tokens.end, index);
        starts.insert(span.tokens.start, index);
    }
    // For each token the span that holds it, plus one.
    let mut owner = vec![0u32; sheet.tokens.len()];
    for (index, span) in found.iter().enumerate() {
        if let Some(part) = owner.get_mut(span.tokens.clone()) {
            part.fill(index as u32 + 1);
        }
    }
    let mut shorts: Vec<(u64, usize, usize)> = Vec::new();
    for at in 1..sheet.tokens.len() {
        if sheet.word(at) == "(" {
            let short_at = at + 1 + usize::from(matches!(sheet.word(at + 1), "the" | "“" | "\"" | "or"));
            let closing = sheet.word(short_at + 1);
            if is_short(sheet, short_at)
                && matches!(closing, ")" | "”" | "\"" | "," | ";")
                && let Some(index) = define(sheet, found, (&ends, &starts), at, short_at, &mut owner, &mut links)
            {
                shorts.push((sheet.token(short_at).exact, index, short_at));
            }
        } else if let Some(next) = renamed(sheet, at) {
            // "Remain in Mexico, formally the Migrant Protection Protocols"
            if let (Some(a), Some(b)) = (before(sheet, &ends, at), starts.get(&next)) {
                let kinds = (found[a].kind, found[*b].kind);
                if kinds.0 == kinds.1 && (kinds.0.is_organisation() || kinds.0 == EntityKind::Law)
                    || kinds.0.is_organisation() && kinds.1.is_organisation()
                {
                    links.push((a, *b));
                }
            }
        }
    }
    spread(sheet, found, &shorts, &mut links);
    links
}

/// The span that ends at a token, marks and commas between left out.
fn before(sheet: &Sheet, ends: &FxHashMap<usize, usize>, at: usize) -> Option<usize> {
    let mut end = at;
    for _ in 0..3 {
        if let Some(index) = ends.get(&end) {
            return Some(*index);
        }
        if end == 0
            || !matches!(
                sheet.word(end - 1),
                "," | "”" | "\"" | ")" | "program" | "policy" | "programme" | "rule"
            )
        {
            return None;
        }
        end -= 1;
    }
    ends.get(&end).copied()
}

/// Words that say a thing has another name; the token where that name begins.
fn renamed(sheet: &Sheet, at: usize) -> Option<usize> {
    let lower = sheet.token(at);
    if !lower.is(flag::LOWER) {
        return None;
    }
    let mut next = match sheet.word(at) {
        "formally" | "formerly" | "officially" | "dubbed" | "called" => at + 1,
        "or" if sheet.word(at.wrapping_sub(1)) == "," => at + 1,
        "also" | "better" | "commonly" | "known" | "sometimes" | "informally" | "popularly" => {
            let known = (at..at + 3).find(|i| sheet.word(*i) == "known" || sheet.word(*i) == "called")?;
            known + 1 + usize::from(sheet.word(known + 1) == "as")
        }
        _ => return None,
    };
    if sheet.word(at) != "or" && matches!(sheet.word(next), "known" | "called") {
        next += 1 + usize::from(sheet.word(next + 1) == "as");
    }
    while matches!(sheet.word(next), "the" | "“" | "\"" | "as" | "simply") && next < at + 7 {
        next += 1;
    }
    Some(next)
}

fn is_short(sheet: &Sheet, at: usize) -> bool {
    let token = sheet.token(at);
    let word = sheet.word(at);
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    token.is(flag::CAP) && (2..=10).contains(&word.len()) && capitals >= 2 && !word.contains('-')
}

/// Binds the short form at `short_at` to the name before the bracket; the long form's index.
fn define(
    sheet: &Sheet,
    found: &mut Vec<Found>,
    (ends, starts): (&FxHashMap<usize, usize>, &FxHashMap<usize, usize>),
    bracket: usize,
    short_at: usize,
    owner: &mut [u32],
    links: &mut Vec<(usize, usize)>,
) -> Option<usize> {
    let letters: Vec<char> = sheet
        .word(short_at)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_uppercase)
        .collect();
    let mut index = None;
    if let Some(known) = ends.get(&bracket).copied() {
        let span = &found[known];
        let fits = spells(sheet, &span.tokens, &letters);
        if fits || matches!(span.source, Source::Gazetteer) && span.kind != EntityKind::Place {
            index = Some(known);
        }
    }
    if index.is_none() {
        let start = long_form(sheet, bracket, &letters)?;
        let tokens = start..bracket;
        let last = sheet.token(bracket - 1);
        let kind = if last.has(words::LAW_HEAD)
            || matches!(
                sheet.word(bracket - 1),
                "Protocols" | "Status" | "Arrivals" | "Rules" | "Visa" | "Plan"
            ) {
            EntityKind::Law
        } else {
            EntityKind::Organisation
        };
        let inside = tokens.clone().find_map(|at| (*owner.get(at)? as usize).checked_sub(1));
        match inside {
            Some(known) if found[known].source == Source::Tagger || found[known].source == Source::Law => {
                let whole = found[known].kind;
                // Parts of the long form make way for it.
                found[known].tokens = tokens.clone();
                found[known].kind = if whole == EntityKind::Law || whole.is_organisation() {
                    whole
                } else {
                    kind
                };
                for at in tokens {
                    let Some(slot) = owner.get_mut(at) else { continue };
                    if let Some(other) = (*slot as usize).checked_sub(1).filter(|o| *o != known) {
                        found[other].tokens = bracket..bracket;
                    }
                    *slot = known as u32 + 1;
                }
                index = Some(known);
            }
            Some(_) => return None,
            None => {
                found.push(Found::new(tokens.clone(), kind, Source::Tagger));
                if let Some(part) = owner.get_mut(tokens) {
                    part.fill(found.len() as u32);
                }
                index = Some(found.len() - 1);
            }
        }
    }
    let index = index?;
    let kind = found[index].kind;
    match starts.get(&short_at).copied() {
        Some(short) => {
            if found[short].source == Source::Tagger {
                found[short].kind = kind;
            }
            links.push((index, short));
        }
        None => {
            let token = short_at..short_at + 1;
            if owner.get(short_at) == Some(&0) {
                found.push(Found::new(token, kind, Source::Tagger));
                owner[short_at] = found.len() as u32;
                links.push((index, found.len() - 1));
            }
        }
    }
    Some(index)
}

/// Whether the letters begin words of the name, in order, the first letter the first word.
fn spells(sheet: &Sheet, tokens: &Range<usize>, letters: &[char]) -> bool {
    let mut wanted = letters.iter();
    let mut next = wanted.next();
    for at in tokens.clone() {
        for part in sheet.word(at).split('-') {
            let initial = part.chars().next().and_then(|c| c.to_uppercase().next());
            if next.is_some() && initial == next.copied() {
                next = wanted.next();
            } else if at == tokens.start && !matches!(part, "the" | "The" | "US" | "U.S.") {
                return false;
            }
        }
    }
    next.is_none()
}

/// The first token of the words before a bracket that spell the letters.
fn long_form(sheet: &Sheet, bracket: usize, letters: &[char]) -> Option<usize> {
    if letters.len() < 2 {
        return None;
    }
    let mut start = bracket;
    for _ in 0..letters.len() * 2 + 2 {
        if start == 0 || sheet.token(start).is(flag::SENTENCE | flag::PARAGRAPH) && start < bracket {
            return None;
        }
        start -= 1;
        let token = sheet.token(start);
        if !(token.is(flag::CAP) || token.has(words::LINK)) {
            return None;
        }
        if token.is(flag::CAP) && spells(sheet, &(start..bracket), letters) {
            return Some(start);
        }
    }
    None
}

/// Every later use of a short form is a mention of the long one.
fn spread(sheet: &Sheet, found: &mut Vec<Found>, shorts: &[(u64, usize, usize)], links: &mut Vec<(usize, usize)>) {
    if shorts.is_empty() {
        return;
    }
    let meaning: FxHashMap<u64, usize> = shorts.iter().map(|(hash, index, _)| (*hash, *index)).collect();
    let mut owner: FxHashMap<usize, usize> = FxHashMap::default();
    for (index, span) in found.iter().enumerate() {
        for at in span.tokens.clone() {
            owner.insert(at, index);
        }
    }
    for (at, token) in sheet.tokens.iter().enumerate() {
        let Some(long) = meaning.get(&token.exact).copied() else {
            continue;
        };
        match owner.get(&at).copied() {
            Some(other) if found[other].tokens.len() == 1 => {
                if found[other].source == Source::Tagger {
                    found[other].kind = found[long].kind;
                }
                links.push((long, other));
            }
            Some(_) => {}
            None => {
                let kind = found[long].kind;
                links.push((long, found.len()));
                found.push(Found::new(at..at + 1, kind, Source::Tagger));
            }
        }
    }
}
