//! Who said a quote.

use super::super::sheet::flag;
use super::super::words;
use super::{Scene, marks::Marked};
use crate::model::EntityKind;
use std::ops::Range;

/// A speaker.
#[derive(Debug, Clone, PartialEq)]
pub struct Speaker {
    /// The fullest name for them in the text, or the words for them.
    pub name: String,
    /// The entity they are.
    pub entity: Option<usize>,
    /// The token of the verb of saying.
    pub verb: Option<usize>,
}

/// How far back in one sentence a pronoun's person is looked for, in tokens.
const LOOK_BACK: usize = 300;

/// Mentions of a person that are looked at for what they are called ("Mrs.", "Sir").
const CALLED: usize = 32;

/// How far a verb of saying may stand from a quote, in tokens.
const REACH: usize = 40;

/// The speaker of a quote. `next` is where the following quote stands, `last` the quote before
/// with its speaker.
pub fn of(
    scene: &Scene,
    quote: &Marked,
    next: Option<Range<usize>>,
    last: Option<&(Range<usize>, Speaker)>,
) -> Option<Speaker> {
    if quote.continues
        && let Some((_, speaker)) = last
    {
        return Some(speaker.clone());
    }
    after(scene, quote, next)
        .or_else(|| before(scene, quote))
        .or_else(|| according(scene, quote))
        .or_else(|| carried(scene, quote, last))
}

/// `“…,” X said`, `“…,” said X`.
fn after(scene: &Scene, quote: &Marked, next: Option<Range<usize>>) -> Option<Speaker> {
    let sheet = scene.sheet;
    let start = quote.outer.end;
    let inner_last = sheet.word(quote.inner.end.saturating_sub(1));
    let first = sheet.token(start);
    if !quote.closed || first.is(flag::PARAGRAPH) || start >= sheet.tokens.len() {
        return None;
    }
    // A full stop inside the marks ends the sentence, unless small letters go on.
    let ended = matches!(inner_last, "." | "!" | "?" | "…");
    let strong_next =
        first.has(words::SAY) || (start..start + 5).any(|at| sheet.token(at).has(words::SAY)) && inner_last != ".";
    if ended && !first.is(flag::LOWER) && !strong_next {
        return None;
    }
    let comma = inner_last == "," || ended || sheet.word(start) == "," || first.has(words::SAY);
    let mut end = start;
    while end < sheet.tokens.len() && end < start + REACH {
        let token = sheet.token(end);
        if end > start && token.is(flag::SENTENCE | flag::PARAGRAPH) || next.as_ref().is_some_and(|n| end >= n.start) {
            break;
        }
        end += 1;
    }
    let verb = (start..end).find(|at| {
        let token = sheet.token(*at);
        token.has(words::SAY) && token.is(flag::LOWER)
    })?;
    // The verb must be near, and nothing but its subject between.
    if !comma || verb > start + 18 {
        return None;
    }
    let between = start..verb;
    let lower_verbs = between.clone().any(|at| sheet.token(at).has(words::SAY_WEAK));
    if between.len() <= 1 && !lower_verbs {
        // "said X": the subject follows.
        if (between.is_empty() || sheet.token(start).is(flag::PUNCT))
            && let Some(mut speaker) = inverted(scene, verb, end)
        {
            speaker.verb = Some(verb);
            return Some(speaker);
        }
    }
    let mut speaker = subject(scene, start, verb).or_else(|| inverted(scene, verb, end))?;
    speaker.verb = Some(verb);
    Some(speaker)
}

/// `X said: “…”`, `X wrote that “…”`, `X, …, saying: “…”`.
fn before(scene: &Scene, quote: &Marked) -> Option<Speaker> {
    let sheet = scene.sheet;
    let at = quote.outer.start;
    let sentence = scene.sentence(at);
    let mut start = sentence.start;
    // `X said: “…”` may have been cut before the mark; the words before a colon belong to it.
    if start == at && at > 0 && matches!(sheet.word(at - 1), ":" | ",") {
        start = scene.sentence(at - 1).start;
    }
    let start = start.max(at.saturating_sub(80));
    let outside = |index: &usize| !scene.quoted.get(*index).copied().unwrap_or(false);
    let verb = (start..at)
        .rev()
        .filter(outside)
        .find(|index| sheet.token(*index).has(words::SAY) && sheet.token(*index).is(flag::LOWER))
        .filter(|verb| at - verb <= REACH)
        .or_else(|| {
            (start..at)
                .rev()
                .filter(outside)
                .find(|index| sheet.token(*index).has(words::SAY_WEAK) && sheet.token(*index).is(flag::LOWER))
        })?;
    let mut speaker = subject(scene, start, verb)?;
    speaker.verb = Some(verb);
    Some(speaker)
}

/// `according to X`, on either side.
fn according(scene: &Scene, quote: &Marked) -> Option<Speaker> {
    let sheet = scene.sheet;
    let sentence = scene.sentence(quote.outer.start);
    let end = scene
        .sentence(quote.outer.end.saturating_sub(1))
        .end
        .min(sheet.tokens.len());
    let start = sentence.start.max(quote.outer.start.saturating_sub(60));
    let cue = (start..end.min(start + 400)).find(|at| {
        sheet.is_word(*at, "according")
            && sheet.is_word(at + 1, "to")
            && !scene.quoted.get(*at).copied().unwrap_or(false)
    })?;
    let mut speaker = inverted(scene, cue + 1, end.min(cue + 12))?;
    speaker.verb = Some(cue);
    Some(speaker)
}

/// No verb beside it: the speaker of the quote just before, when this goes on from it, or the
/// subject of the sentence before.
fn carried(scene: &Scene, quote: &Marked, last: Option<&(Range<usize>, Speaker)>) -> Option<Speaker> {
    let sheet = scene.sheet;
    let at = quote.outer.start;
    let sentence = scene.sentence(at);
    let alone = sentence.start == at || sheet.opens(at);
    if let Some((place, speaker)) = last {
        let gap = place.end..at;
        // Only attribution may stand between: the rest of one sentence.
        let near = alone && gap.len() <= 45;
        let opens = |bits: u16| gap.clone().filter(|i| sheet.token(*i).is(bits)).count();
        if near && opens(flag::SENTENCE) <= 1 && opens(flag::PARAGRAPH) == 0 {
            return Some(Speaker {
                verb: None,
                ..speaker.clone()
            });
        }
    }
    if !alone || at == 0 {
        return None;
    }
    // "Roberts rejected the comparison. “…”"
    let previous = scene.sentence(at - 1);
    if sheet.token(at).is(flag::PARAGRAPH) && previous.len() > 60 {
        return None;
    }
    first_person(scene, previous.start, previous.end).map(|entity| named(scene, entity))
}

fn named(scene: &Scene, entity: usize) -> Speaker {
    Speaker {
        name: scene.drafts.get(entity).map_or_else(String::new, |d| d.name.clone()),
        entity: Some(entity),
        verb: None,
    }
}

fn first_person(scene: &Scene, start: usize, end: usize) -> Option<usize> {
    (start..end.min(start + 120))
        .filter(|at| !scene.quoted.get(*at).copied().unwrap_or(false))
        .find(|at| scene.kind(*at) == Some(EntityKind::Person))
        .and_then(|at| scene.entity(at))
}

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

fn with_verb(mut speaker: Speaker, verb: usize) -> Speaker {
    speaker.verb = Some(verb);
    speaker
}

fn first_token(scene: &Scene, entity: usize, at: usize) -> usize {
    let mut first = at;
    while first > 0 && scene.entity(first - 1) == Some(entity) {
        first -= 1;
    }
    first
}

fn possessive(scene: &Scene, at: usize) -> bool {
    matches!(scene.sheet.word(at + 1), "'s" | "’s" | "'" | "’")
}

/// Whether a preposition stands before a name (its titles skipped).
fn governed(scene: &Scene, first: usize) -> bool {
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
fn inverted(scene: &Scene, verb: usize, end: usize) -> Option<Speaker> {
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

/// "the agency", "a spokesman for the union": the body last named, or the words themselves.
fn noun_phrase(scene: &Scene, at: usize, end: usize) -> Option<Speaker> {
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

/// Who a pronoun means, among what was named before it.
fn pronoun(scene: &Scene, at: usize) -> Option<Speaker> {
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
            if kind.is_organisation() && !governed(scene, at) {
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

fn organisation_in(scene: &Scene, start: usize, end: usize) -> Option<Speaker> {
    (start.max(end.saturating_sub(LOOK_BACK))..end)
        .filter(|at| !scene.quoted.get(*at).copied().unwrap_or(false))
        .find(|at| scene.kind(*at).is_some_and(EntityKind::is_organisation))
        .and_then(|at| scene.entity(at))
        .map(|entity| named(scene, entity))
}
