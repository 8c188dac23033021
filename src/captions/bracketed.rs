//! A credit in brackets behind a caption, and brackets that are none: ages, parties, notes.

use super::tail::{has_agency, is_plausible, small_words};
use super::unmarked::last_sentence_end;
use super::{agency, label, names, pieces};

/// The bracket that is open at a place.
pub(super) fn open_bracket(text: &str, at: usize) -> Option<usize> {
    let mut open = Vec::new();
    for (place, c) in text.get(..at)?.char_indices() {
        match c {
            '(' | '[' => open.push(place),
            ')' | ']' => {
                open.pop();
            }
            _ => {}
        }
    }
    open.first().copied()
}

/// A credit in brackets at the end.
pub(super) fn bracketed(text: &str) -> Option<(&str, &str)> {
    let closed = text.strip_suffix('.').unwrap_or(text);
    let inner_end = closed.strip_suffix(')').or_else(|| closed.strip_suffix(']'))?.len();
    let mut depth = 1;
    let mut open = None;
    for (at, c) in text.get(..inner_end)?.char_indices().rev() {
        match c {
            ')' | ']' => depth += 1,
            '(' | '[' => {
                depth -= 1;
                if depth == 0 {
                    open = Some(at);
                    break;
                }
            }
            _ => {}
        }
    }
    let open = open?;
    let inner = text.get(open + 1..inner_end)?.trim();
    let before = text.get(..open)?.trim_end();
    if inner.is_empty() || !is_plausible(inner) || is_note(inner) {
        return None;
    }
    let named = pieces::read(inner);
    let by_name = named.photographers.iter().any(|name| names::has_given_name(name));
    let after_sentence = before.is_empty() || before.ends_with(['.', '”', '"', '!', '?', '»', '’']);
    let sure = has_agency(inner) || label::at_start(inner).is_some();
    let likely = after_sentence
        && (inner.split_whitespace().count() <= 6 || small_words(inner) == 0 && inner.split_whitespace().count() <= 12)
        && inner.chars().next().is_some_and(char::is_uppercase);
    let person = by_name && inner.split_whitespace().count() <= 4 && inner.contains('/');
    if !after_sentence && agency::is_spoken_of(inner) {
        return None;
    }
    // "A sentence. Ada Sample (Agency)": the name before the bracket is the credit's.
    let named_before = after_sentence_name(before).filter(|_| agency::known(inner).is_some());
    let open = named_before.unwrap_or(open);
    (sure || likely || person).then_some((text.get(..open)?, text.get(open..)?))
}

/// Where a person's name begins that is all that follows the last sentence.
pub(super) fn after_sentence_name(text: &str) -> Option<usize> {
    let at = last_sentence_end(text).filter(|at| *at > 0)?;
    let name = text.get(at..)?.trim();
    (names::looks_like_person(name) && !name.ends_with('.')).then_some(at)
}

/// Words in brackets that say something of the picture, not who made it.
pub(super) fn is_note(inner: &str) -> bool {
    let lower = inner.to_lowercase();
    let lower = lower.trim_end_matches('.');
    matches!(
        lower,
        "archivbild"
            | "symbolbild"
            | "symbolfoto"
            | "archivfoto"
            | "archivaufnahme"
            | "pictured"
            | "left"
            | "right"
            | "center"
            | "centre"
            | "l"
            | "r"
            | "c"
            | "top"
            | "bottom"
            | "background"
            | "foreground"
            | "file"
            | "file photo"
            | "above"
            | "below"
            | "not pictured"
            | "undated"
            | "file image"
            | "archive"
    ) || lower.starts_with("see ")
        || lower.starts_with("pictured")
        || lower.chars().all(|c| !c.is_alphabetic())
}
