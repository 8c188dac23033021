//! A credit behind a caption with nothing to mark it: names after the last sentence, or after words
//! that are no sentence.

use super::names;
use super::tail::{has_agency, is_plausible};

/// `… in Washington DC Ada Sample/via Reuters`: the name before the last slash that an agency
/// follows.
pub(super) fn after_no_sentence(text: &str) -> Option<(&str, &str)> {
    // REUTERS/Ada Sample stands at the end of captions without a stop before it.
    for lead in ["REUTERS/", "AP Photo/", "AFP PHOTO/", "AFP/", "Reuters/"] {
        if let Some(at) = text.rfind(lead)
            && text
                .get(at..)
                .is_some_and(|tail| is_plausible(tail) && tail.split_whitespace().count() <= 6)
        {
            return Some((text.get(..at)?, text.get(at..)?));
        }
    }
    // "…the bridgeGetty Images": only names that are nothing else.
    for name in ["AFP/Getty Images", "Getty Images", "REUTERS", "Shutterstock", "AFP"] {
        if let Some(head) = text.strip_suffix(name)
            && head.ends_with(|c: char| c.is_lowercase())
        {
            return Some((head, text.get(head.len()..)?));
        }
    }
    let first = text
        .char_indices()
        .filter(|(_, c)| matches!(c, '/' | '|'))
        .map(|(at, _)| at)
        .find(|at| {
            text.get(at + 1..)
                .is_some_and(|tail| has_agency(tail) && is_plausible(tail) && tail.split_whitespace().count() <= 8)
        })?;
    let head = text.get(..first)?.trim_end();
    let mut start = head.len();
    let mut taken: Vec<&str> = Vec::new();
    for word in head.rsplit(' ') {
        let bare = word.trim_end_matches(',');
        let named = bare.chars().next().is_some_and(char::is_uppercase)
            && bare
                .chars()
                .all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'))
            && bare == word;
        let abbreviation = (2..=3).contains(&word.chars().count()) && word.chars().all(char::is_uppercase);
        if !named || abbreviation || taken.len() >= 3 {
            break;
        }
        taken.push(word);
        start -= word.len() + usize::from(start > word.len());
    }
    if taken.is_empty() {
        return None;
    }
    // Three words are one name only if the first of them is a given one.
    let mut skip = 0;
    if taken.len() == 3
        && taken.get(1).is_some_and(|word| names::has_given_name(word))
        && taken.last().is_some_and(|word| !names::has_given_name(word))
    {
        skip = taken.last().map_or(0, |word| word.len() + 1);
    }
    let at = start + skip;
    let at = at + text.get(at..)?.len() - text.get(at..)?.trim_start().len();
    // The whole caption may be nothing but its credit.
    let words = text.get(..at)?.split_whitespace().count();
    (words == 0 || words > 2).then_some((text.get(..at)?, text.get(at..)?))
}

/// Where the last sentence's successor begins; stops of initials and abbreviations end nothing,
/// a stop glued to a capital does (`2019.Ada`). 0 where there is no sentence before.
pub(super) fn last_sentence_end(text: &str) -> Option<usize> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    for place in (1..chars.len().saturating_sub(1)).rev() {
        let (_, c) = *chars.get(place)?;
        if !matches!(c, '.' | '!' | '?' | '”' | '"' | '»') {
            continue;
        }
        let (after_at, after) = *chars.get(place + 1)?;
        let (_, before) = *chars.get(place - 1)?;
        let glued =
            c == '.' && after.is_uppercase() && (before.is_lowercase() || before.is_ascii_digit() || before == ')');
        if !after.is_whitespace() && !glued {
            continue;
        }
        if matches!(c, '”' | '"' | '»')
            && !matches!(before, '.' | '!' | '?' | ',' | '“')
            && before.is_alphanumeric()
            && !after.is_whitespace()
        {
            continue;
        }
        if c == '.' && before.is_uppercase() {
            let two_before = place.checked_sub(2).and_then(|place| chars.get(place)).map(|(_, c)| *c);
            let glued_initial = two_before == Some('.')
                && place
                    .checked_sub(3)
                    .and_then(|place| chars.get(place))
                    .is_some_and(|(_, c)| c.is_lowercase() || c.is_ascii_digit());
            // "U.S. Coast Guard"
            let initials = two_before == Some('.')
                && place
                    .checked_sub(3)
                    .and_then(|place| chars.get(place))
                    .is_some_and(|(_, c)| c.is_uppercase());
            if two_before.is_none_or(|c| c.is_whitespace() || matches!(c, '/' | '(')) || glued_initial || initials {
                continue; // an initial
            }
        }
        let tail = text.get(after_at..)?;
        if tail.trim().is_empty() {
            continue;
        }
        return Some(after_at);
    }
    Some(0)
}
