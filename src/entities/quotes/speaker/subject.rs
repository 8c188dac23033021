//! The subject of a verb of saying, before it or after it.

use super::nouns::noun_phrase;
use super::pronouns::pronoun;
use super::{Speaker, named, with_verb};
use crate::entities::quotes::Scene;
use crate::entities::sheet::flag;
use crate::entities::words;
use crate::model::EntityKind;

/// The subject of the verb at `verb`, looked for back to `start`.
pub fn subject(scene: &Scene, start: usize, verb: usize) -> Option<Speaker> {
    let sheet = scene.sheet;
    let start = start.max(verb.saturating_sub(60));
    let outside = |at: usize| !scene.quoted.get(at).copied().unwrap_or(false);
    // A pronoun right before the verb.
    for at in (start..verb).rev().take(4) {
        if !outside(at) {
            break;
        }
        let token = sheet.token(at);
        if token.has(words::PRONOUN) {
            return pronoun(scene, at).map(|mut speaker| {
                speaker.verb = Some(verb);
                speaker
            });
        }
        if scene.entity(at).is_some() || !token.is(flag::LOWER) {
            break;
        }
    }
    // The last person before the verb that no preposition governs; an apposition between commas
    // ("Ken Cuccinelli, the acting director of USCIS, said") does not hide its head.
    let mut organisation = None;
    let mut noun = None;
    let mut at = verb;
    let mut governed_person = None;
    while at > start {
        at -= 1;
        if !outside(at) {
            break;
        }
        let token = sheet.token(at);
        // Another verb of saying ends the search: what is before it has said something else.
        if let Some(entity) = scene.entity(at) {
            let first = first_token(scene, entity, at);
            match scene.drafts.get(entity).map(|d| d.kind) {
                Some(EntityKind::Person) => {
                    if governed(scene, first) {
                        governed_person = governed_person.or(Some(entity));
                    } else {
                        return Some(with_verb(named(scene, entity), verb));
                    }
                }
                Some(kind) if kind.is_organisation() && !governed(scene, first) && !possessive(scene, at) => {
                    organisation = organisation.or(Some((entity, at)));
                }
                _ => {}
            }
            at = first;
            continue;
        }
        if token.has(words::SPEAKER_NOUN | words::BODY) && token.is(flag::LOWER) && !governed_noun(scene, at) {
            noun = Some(at);
        }
        if token.has(words::PRONOUN) && token.is(flag::CAP) && noun.is_none() && organisation.is_none() {
            return pronoun(scene, at).map(|speaker| with_verb(speaker, verb));
        }
    }
    if let (Some(noun), organisation) = (noun, organisation) {
        let later = organisation.is_some_and(|(_, at)| at > noun);
        if !later || organisation.is_none() {
            return noun_phrase(scene, noun, verb).map(|speaker| with_verb(speaker, verb));
        }
    }
    if let Some((entity, _)) = organisation {
        return Some(with_verb(named(scene, entity), verb));
    }
    governed_person.map(|entity| with_verb(named(scene, entity), verb))
}

pub(super) fn first_token(scene: &Scene, entity: usize, at: usize) -> usize {
    let mut first = at;
    while first > 0 && scene.entity(first - 1) == Some(entity) {
        first -= 1;
    }
    first
}

pub(super) fn possessive(scene: &Scene, at: usize) -> bool {
    matches!(scene.sheet.word(at + 1), "'s" | "’s" | "'" | "’")
}

/// Whether a preposition stands before a name (its titles skipped).
pub(super) fn governed(scene: &Scene, first: usize) -> bool {
    let sheet = scene.sheet;
    let mut at = first;
    for _ in 0..4 {
        if at == 0 {
            return false;
        }
        at -= 1;
        let token = sheet.token(at);
        if token.is(flag::SENTENCE) && token.has(words::TITLE) {
            return false;
        }
        let lower = sheet.word(at).to_ascii_lowercase();
        if matches!(
            lower.as_str(),
            "of" | "with"
                | "for"
                | "by"
                | "against"
                | "under"
                | "about"
                | "from"
                | "to"
                | "in"
                | "on"
                | "at"
                | "than"
                | "like"
                | "near"
                | "before"
                | "after"
        ) {
            return true;
        }
        if !(token.has(words::TITLE)
            || token.is(flag::CAP) && !token.is(flag::PUNCT)
            || matches!(lower.as_str(), "the" | "then" | "former" | "u.s." | "us"))
        {
            return false;
        }
    }
    false
}

fn governed_noun(scene: &Scene, at: usize) -> bool {
    let sheet = scene.sheet;
    (1..=4)
        .filter_map(|step| at.checked_sub(step))
        .take_while(|i| sheet.token(*i).is(flag::LOWER))
        .any(|i| {
            matches!(
                sheet.word(i),
                "of" | "with" | "for" | "by" | "against" | "to" | "in" | "on" | "at" | "from"
            )
        })
}

/// `said X`, `according to X`: who is named first after a verb.
pub(super) fn inverted(scene: &Scene, verb: usize, end: usize) -> Option<Speaker> {
    let sheet = scene.sheet;
    let mut organisation = None;
    for at in verb + 1..end.min(verb + 18) {
        if scene.quoted.get(at).copied().unwrap_or(false) {
            break;
        }
        let token = sheet.token(at);
        if at == verb + 1 && token.has(words::PRONOUN) {
            return pronoun(scene, at);
        }
        match scene.kind(at) {
            Some(EntityKind::Person) => return scene.entity(at).map(|entity| named(scene, entity)),
            Some(kind) if kind.is_organisation() => {
                organisation = organisation.or(scene.entity(at));
            }
            _ => {}
        }
        if sheet.word(at) == "," && organisation.is_some()
            || token.has(words::SAY)
            || matches!(sheet.word(at), "that" | ":" | ";")
        {
            break;
        }
        if token.is(flag::LOWER)
            && token.has(words::SPEAKER_NOUN | words::BODY)
            && scene.kind(at + 1).is_none_or(|k| k != EntityKind::Person)
        {
            // "said a spokesman for the agency, John Doe": look for the name a little further.
            let person = (at + 1..end.min(at + 12)).find(|i| scene.kind(*i) == Some(EntityKind::Person));
            if person.is_none() {
                return noun_phrase(scene, at, end);
            }
        }
    }
    organisation.map(|entity| named(scene, entity))
}
