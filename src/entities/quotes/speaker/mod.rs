//! Who said a quote: from the verb of saying after or before it, from "according to", or from what
//! was quoted just before. `subject` finds whose verb it is, `nouns` what "the agency" means,
//! `pronouns` whom "she" means.

mod nouns;
mod pronouns;
mod subject;

use crate::entities::quotes::Scene;
use crate::entities::quotes::marks::Marked;
use crate::entities::sheet::flag;
use crate::entities::words;
use crate::model::EntityKind;
use std::ops::Range;
use subject::inverted;
pub use subject::subject;

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

fn with_verb(mut speaker: Speaker, verb: usize) -> Speaker {
    speaker.verb = Some(verb);
    speaker
}
