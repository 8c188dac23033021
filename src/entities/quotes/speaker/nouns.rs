//! Speakers told by a noun: "the agency", "a spokesman for the union".

use super::{Speaker, named};
use crate::entities::quotes::Scene;
use crate::entities::sheet::flag;
use crate::entities::words;
use crate::model::EntityKind;

/// "the agency", "a spokesman for the union": the body last named, or the words themselves.
pub(super) fn noun_phrase(scene: &Scene, at: usize, end: usize) -> Option<Speaker> {
    let sheet = scene.sheet;
    let word = sheet.word(at).to_ascii_lowercase();
    if sheet.token(at).has(words::BODY)
        && definite(scene, at)
        && let Some(entity) = body_named(scene, at, &word)
    {
        return Some(named(scene, entity));
    }
    phrase(scene, at, end)
}

fn definite(scene: &Scene, at: usize) -> bool {
    (1..=3)
        .filter_map(|step| at.checked_sub(step))
        .any(|i| matches!(scene.sheet.word(i), "the" | "The" | "its" | "this" | "This"))
}

/// The organisation that "the agency" or "the union" means: the last named one of that sort.
fn body_named(scene: &Scene, at: usize, noun: &str) -> Option<usize> {
    let mut index = at;
    let floor = at.saturating_sub(900);
    while index > floor {
        index -= 1;
        let Some(entity) = scene.entity(index) else {
            continue;
        };
        let draft = scene.drafts.get(entity)?;
        let lower = draft.name.to_lowercase();
        let fits = match noun {
            "agency" | "department" | "ministry" | "bureau" | "service" | "office" | "administration"
            | "government" => draft.kind == EntityKind::Agency || lower.contains(noun),
            "court" | "panel" => draft.kind == EntityKind::Court,
            "party" => draft.kind == EntityKind::Party,
            _ => draft.kind == EntityKind::Organisation && lower.contains(noun),
        };
        if fits {
            return Some(entity);
        }
    }
    None
}

/// The words of a noun phrase around its head: "union representing US asylum officers" becomes
/// "US asylum officers union".
fn phrase(scene: &Scene, at: usize, end: usize) -> Option<Speaker> {
    let sheet = scene.sheet;
    let head = sheet.word(at);
    let mut start = at;
    while start > 0 && at - start < 4 {
        let before = sheet.token(start - 1);
        let word = sheet.word(start - 1);
        if sheet.token(start).is(flag::SENTENCE)
            || before.is(flag::PUNCT)
            || before.has(words::SAY | words::LINK | words::PRONOUN) && !matches!(word, "the" | "a")
            || matches!(word, "the" | "The" | "a" | "A" | "an" | "An" | "its" | "this" | "some")
            || before.has(words::OPENER)
        {
            break;
        }
        start -= 1;
    }
    let mut tail = at + 1;
    let linked = matches!(sheet.word(tail), "representing" | "of" | "for");
    if linked {
        tail += 1;
        while tail < end.max(at + 8).min(at + 8) && !sheet.opens(tail) {
            let token = sheet.token(tail);
            if token.is(flag::PUNCT)
                || token.has(words::SAY | words::SAY_WEAK)
                || (token.has(words::LINK) && !matches!(sheet.word(tail), "the" | "of" | "and"))
            {
                break;
            }
            tail += 1;
        }
    }
    let name = if linked && sheet.word(at + 1) == "representing" && tail > at + 2 {
        let from = at + 2 + usize::from(sheet.is_word(at + 2, "the"));
        let whom = sheet.slice(&sheet.bytes(from..tail));
        format!("{whom} {head}")
    } else if linked && tail > at + 2 {
        sheet.slice(&sheet.bytes(start..tail)).to_owned()
    } else {
        sheet.slice(&sheet.bytes(start..at + 1)).to_owned()
    };
    Some(Speaker {
        name,
        entity: None,
        verb: None,
    })
}
