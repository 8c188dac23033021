//! Who said what: quotations, and the words of reported speech, with their speakers.
//!
//! `marks` finds what stands between quotation marks; `speaker` finds who said it from the verb
//! of saying beside it, or from what was quoted just before. Pronouns are resolved to the person
//! or body the text spoke of last.

mod marks;
mod speaker;

use super::resolve::Draft;
use super::sheet::{Sheet, flag};
use super::words;
use crate::model::{EntityKind, Quote, QuoteKind, SafeText};
use marks::Marked;
use speaker::Speaker;
use std::ops::Range;

/// What the finder of speakers needs to know of a text.
pub struct Scene<'a> {
    /// The text.
    pub sheet: &'a Sheet<'a>,
    /// Its entities.
    pub drafts: &'a [Draft],
    /// For every token the entity that names it there, plus one; 0 for none.
    pub owner: Vec<u32>,
    /// Whether a token stands inside quotation marks.
    pub quoted: Vec<bool>,
}

impl Scene<'_> {
    /// The entity at a token.
    pub fn entity(&self, at: usize) -> Option<usize> {
        (self.owner.get(at).copied()? as usize).checked_sub(1)
    }

    /// The kind of the entity at a token.
    pub fn kind(&self, at: usize) -> Option<EntityKind> {
        self.drafts.get(self.entity(at)?).map(|draft| draft.kind)
    }

    /// The sentence that holds a token.
    pub fn sentence(&self, at: usize) -> Range<usize> {
        let index = self.sheet.sentences.partition_point(|sentence| sentence.end <= at);
        self.sheet.sentences.get(index).cloned().unwrap_or(at..at)
    }
}

/// The quotes of a text, in order; speakers are given by index into `drafts`.
pub fn find(sheet: &Sheet, drafts: &[Draft]) -> Vec<Quote> {
    let marked = marks::find(sheet);
    let mut scene = Scene {
        sheet,
        drafts,
        owner: vec![0; sheet.tokens.len()],
        quoted: vec![false; sheet.tokens.len()],
    };
    for (index, draft) in drafts.iter().enumerate() {
        for mention in &draft.mentions {
            if let Some(part) = scene.owner.get_mut(mention.clone()) {
                part.fill(index as u32 + 1);
            }
        }
    }
    for quote in &marked {
        if let Some(part) = scene.quoted.get_mut(quote.outer.clone()) {
            part.fill(true);
        }
    }
    let mut out: Vec<Quote> = Vec::new();
    let mut last: Option<(Range<usize>, Speaker)> = None;
    let mut last_kept: Option<Range<usize>> = None;
    for (index, quote) in marked.iter().enumerate() {
        let next = marked.get(index + 1).map(|q| q.outer.clone());
        let speaker = speaker::of(&scene, quote, next, last.as_ref());
        let kind = kind_of(sheet, quote);
        // The second half of “…,” he said, “… .”
        let goes_on = last_kept.as_ref().is_some_and(|before: &Range<usize>| {
            before.end <= quote.outer.start && scene.sentence(before.start) == scene.sentence(quote.outer.start)
        }) && ends_a_sentence(sheet, quote);
        let keep = match kind {
            QuoteKind::Direct => true,
            _ if goes_on => true,
            // A few words in quotation marks are a quote when somebody is said to say them; a
            // name in quotation marks is not.
            _ => speaker.as_ref().is_some_and(|s| s.verb.is_some()) && !is_name(&scene, quote),
        };
        if !keep {
            continue;
        }
        last_kept = Some(quote.outer.clone());
        if let Some(speaker) = &speaker {
            last = Some((quote.outer.clone(), speaker.clone()));
        }
        out.push(Quote {
            range: sheet.bytes(quote.inner.clone()),
            kind,
            speaker: speaker.as_ref().map(|s| SafeText::line(&s.name)),
            entity: speaker.as_ref().and_then(|s| s.entity),
            around: around(&scene, &quote.outer, speaker.as_ref().and_then(|s| s.verb)),
            verb: speaker.and_then(|s| s.verb).map(|at| sheet.bytes(at..at + 1)),
        });
    }
    run_on(&scene, &marked, &mut out);
    reported(&scene, &mut out);
    out.sort_by_key(|quote| quote.range.start);
    out
}

/// A quote that runs on in the next paragraph is by whoever is named there, where nobody is named
/// before.
fn run_on(scene: &Scene, marked: &[Marked], out: &mut [Quote]) {
    for pair in (1..marked.len()).rev() {
        let [first, second] = [&marked[pair - 1], &marked[pair]];
        if first.closed || !second.continues {
            continue;
        }
        let start = |quote: &Marked| scene.sheet.bytes(quote.inner.clone()).start;
        let at = |quote: &Marked| out.binary_search_by_key(&start(quote), |known| known.range.start);
        let (Ok(first), Ok(second)) = (at(first), at(second)) else {
            continue;
        };
        if out[first].speaker.is_none() {
            let (speaker, entity) = (out[second].speaker.clone(), out[second].entity);
            out[first].speaker = speaker;
            out[first].entity = entity;
        }
    }
}

/// The sentences a quote and its verb of saying stand in.
fn around(scene: &Scene, outer: &Range<usize>, verb: Option<usize>) -> Range<usize> {
    let first = outer.start.min(verb.unwrap_or(outer.start));
    let last = outer.end.saturating_sub(1).max(verb.unwrap_or(0));
    let (first, last) = (scene.sentence(first), scene.sentence(last));
    scene.sheet.bytes(first.start..last.end.max(first.end))
}

fn kind_of(sheet: &Sheet, quote: &Marked) -> QuoteKind {
    let length = quote.inner.len();
    let begins = sheet.token(quote.inner.start);
    let last = sheet.word(quote.inner.end.saturating_sub(1));
    let stops = matches!(last, "." | "!" | "?" | "," | "…" | "...") || !quote.closed;
    let whole = begins.is(flag::CAP) && stops && length >= 3 || length >= 9 && stops || length >= 14;
    if whole { QuoteKind::Direct } else { QuoteKind::Partial }
}

fn ends_a_sentence(sheet: &Sheet, quote: &Marked) -> bool {
    matches!(sheet.word(quote.inner.end.saturating_sub(1)), "." | "!" | "?")
}

fn is_name(scene: &Scene, quote: &Marked) -> bool {
    let named = quote
        .inner
        .clone()
        .filter(|at| !scene.sheet.token(*at).is(flag::PUNCT))
        .all(|at| scene.entity(at).is_some());
    let title = quote.inner.len() <= 6
        && quote.inner.clone().all(|at| {
            let token = scene.sheet.token(at);
            token.is(flag::CAP | flag::PUNCT | flag::DIGIT) || token.has(words::LINK)
        });
    named || title
}

/// Most sentences of reported speech that are kept of one text.
const MOST_REPORTED: usize = 200;

/// "X said the rule would …": the words after the verb, in sentences without quotation marks.
fn reported(scene: &Scene, out: &mut Vec<Quote>) {
    let sheet = scene.sheet;
    let mut count = 0;
    for sentence in &sheet.sentences {
        if count >= MOST_REPORTED {
            break;
        }
        if sentence.len() > 150
            || sentence
                .clone()
                .any(|at| scene.quoted.get(at).copied().unwrap_or(false))
        {
            continue;
        }
        let Some(verb) = sentence.clone().find(|at| {
            let token = sheet.token(*at);
            token.has(words::SAY) && token.is(flag::LOWER) && !sheet.word(*at).ends_with("ing")
        }) else {
            continue;
        };
        let Some(speaker) = speaker::subject(scene, sentence.start, verb) else {
            continue;
        };
        let start = verb + 1 + usize::from(sheet.is_word(verb + 1, "that"));
        let mut end = sentence.end;
        while end > start && sheet.token(end - 1).is(flag::PUNCT) {
            end -= 1;
        }
        if end < start + 4 {
            continue;
        }
        count += 1;
        out.push(Quote {
            range: sheet.bytes(start..end),
            kind: QuoteKind::Reported,
            speaker: Some(SafeText::line(&speaker.name)),
            entity: speaker.entity,
            verb: Some(sheet.bytes(verb..verb + 1)),
            around: sheet.bytes(sentence.clone()),
        });
    }
}

#[cfg(test)]
mod tests;
