//! Speakers told by a pronoun.

use super::nouns::noun_phrase;
use super::subject::{first_token, governed, possessive};
use super::{Speaker, named};
use crate::entities::quotes::Scene;
use crate::entities::sheet::flag;
use crate::entities::words;
use crate::model::EntityKind;

/// How far back in one sentence a pronoun's person is looked for, in tokens.
const LOOK_BACK: usize = 300;

/// Mentions of a person that are looked at for what they are called ("Mrs.", "Sir").
const CALLED: usize = 32;

/// Who a pronoun means, among what was named before it.
pub(super) fn pronoun(scene: &Scene, at: usize) -> Option<Speaker> {
    let sheet = scene.sheet;
    let word = sheet.word(at).to_ascii_lowercase();
    let mut sentence = scene.sentence(at);
    let mut end = at;
    for _ in 0..10 {
        let found = match word.as_str() {
            "he" | "she" => person_in(scene, sentence.start, end, word == "she"),
            "they" => body_in(scene, sentence.start, end),
            "it" => organisation_in(scene, sentence.start, end),
            _ => return None,
        };
        if found.is_some() {
            return found;
        }
        if sentence.start == 0 {
            return ahead(scene, at, &word);
        }
        end = sentence.start;
        sentence = scene.sentence(sentence.start - 1);
    }
    None
}

/// Nobody was named before: who is named first in the sentences that follow, as where a text opens
/// with a quote and then says whose it is.
fn ahead(scene: &Scene, at: usize, word: &str) -> Option<Speaker> {
    if !matches!(word, "he" | "she") {
        return None;
    }
    let own = scene.sentence(at);
    let next = scene.sentence(own.end);
    person_in(scene, own.end, next.end, word == "she")
}

fn person_in(scene: &Scene, start: usize, end: usize, female: bool) -> Option<Speaker> {
    let sheet = scene.sheet;
    let mut fallback = None;
    let start = start.max(end.saturating_sub(LOOK_BACK));
    for at in start..end {
        if scene.quoted.get(at).copied().unwrap_or(false) || scene.kind(at) != Some(EntityKind::Person) {
            continue;
        }
        let entity = scene.entity(at)?;
        let first = first_token(scene, entity, at);
        if first != at {
            continue;
        }
        let marked_female = scene.drafts.get(entity).is_some_and(|draft| {
            draft
                .mentions
                .iter()
                .take(CALLED)
                .any(|mention| mention.start > 0 && sheet.token(mention.start - 1).has(words::FEMALE))
        });
        let marked_male = scene.drafts.get(entity).is_some_and(|draft| {
            draft.mentions.iter().take(CALLED).any(|mention| {
                mention.start > 0
                    && matches!(
                        sheet.word(mention.start - 1),
                        "Mr." | "Mr" | "Sir" | "Lord" | "King" | "Prince" | "Father"
                    )
            })
        });
        if female && marked_male || !female && marked_female {
            continue;
        }
        if possessive(scene, at) || governed(scene, first) {
            fallback = fallback.or(Some(entity));
            continue;
        }
        return Some(named(scene, entity));
    }
    fallback.map(|entity| named(scene, entity))
}

/// "they": a body without a name or an organisation that leads its sentence.
fn body_in(scene: &Scene, start: usize, end: usize) -> Option<Speaker> {
    let sheet = scene.sheet;
    for at in start..end.min(start + 40) {
        if scene.quoted.get(at).copied().unwrap_or(false) {
            continue;
        }
        let token = sheet.token(at);
        if let Some(kind) = scene.kind(at) {
            if kind.is_organisation() && !is_dateline(scene, start, at) && !governed(scene, at) {
                return scene.entity(at).map(|entity| named(scene, entity));
            }
            continue;
        }
        let leads = at < start + 6;
        if leads && token.is(flag::LOWER) && token.has(words::BODY | words::SPEAKER_NOUN) {
            return noun_phrase(scene, at, end);
        }
    }
    None
}

/// Whether the mention at `at` opens a paragraph and a dash follows it ("EXAMPLE NEWS — The union
/// …"): who brings the news has said none of it.
fn is_dateline(scene: &Scene, start: usize, at: usize) -> bool {
    let sheet = scene.sheet;
    let dash = (at + 1..at + 5).find(|next| matches!(sheet.word(*next), "—" | "–" | "--"));
    at < start + 4
        && sheet.token(start).is(flag::PARAGRAPH)
        && dash.is_some_and(|dash| sheet.token(dash + 1).is(flag::CAP))
}

fn organisation_in(scene: &Scene, start: usize, end: usize) -> Option<Speaker> {
    (start.max(end.saturating_sub(LOOK_BACK))..end)
        .filter(|at| !scene.quoted.get(*at).copied().unwrap_or(false))
        .find(|at| scene.kind(*at).is_some_and(EntityKind::is_organisation))
        .and_then(|at| scene.entity(at))
        .map(|entity| named(scene, entity))
}
