//! Where in a caption its credit stands.

use super::agency;
use super::label;
use super::names;
use super::pieces;

/// A caption parted into what it shows and who is credited.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Parted<'a> {
    pub(super) body: &'a str,
    /// The credits in order, each as shown.
    pub(super) credits: Vec<&'a str>,
}

/// Words of one credit.
const MAX_WORDS: usize = 16;

/// Parts a caption.
pub(super) fn part(caption: &str) -> Parted<'_> {
    let mut body = without_boilerplate(caption.trim());
    let mut credits = Vec::new();
    for _ in 0..4 {
        let next = japanese(body)
            .or_else(|| chinese(body))
            .or_else(|| labelled(body))
            .or_else(|| bracketed(body))
            .or_else(|| sliced(body));
        let Some((rest, credit)) = next else { break };
        credits.push(credit);
        body = without_boilerplate(rest.trim_end());
        if body.is_empty() {
            break;
        }
    }
    credits.reverse();
    Parted {
        body: body.trim_end_matches(['|', '/', '–', '—', ' ']),
        credits,
    }
}

/// Agencies' instructions and sites' words after a caption.
fn without_boilerplate(caption: &str) -> &str {
    let mut text = caption;
    for start in [
        "Purchase Licensing Rights",
        "THIS IMAGE HAS BEEN SUPPLIED",
        "ATTENTION EDITORS",
        "MANDATORY CREDIT",
        "NO RESALES",
        "EDITORIAL USE ONLY",
        "Mandatory Credit",
        "RESTRICTED TO EDITORIAL USE",
        "less ... more",
        "/ Copyright 20",
        "/ AP Images for use",
        "All rights reserved",
    ] {
        if let Some(at) = text.find(start)
            && (at > 0 || text.len() < 200)
        {
            text = text.get(..at).unwrap_or(text).trim_end();
        }
    }
    // "/ Denmark OUT", "- UK OUT" after an agency's credit: who may not use it.
    if let Some(head) = text.strip_suffix(" OUT")
        && let Some(at) = head.rfind(") ")
        && head
            .get(at + 2..)
            .is_some_and(|rest| rest.trim_start_matches(['/', '-', ' ']).split_whitespace().count() <= 3)
    {
        text = head.get(..=at).unwrap_or(head);
    }
    text
}

/// `…。新华社记者 李样本 摄`: a reporter's picture.
fn chinese(text: &str) -> Option<(&str, &str)> {
    let inner = text.trim_end_matches(['）', ')', '。', ' ']);
    if !inner.ends_with('摄') && !inner.ends_with('攝') {
        return None;
    }
    let at = text
        .rfind(['。', '（', '(', '\u{3000}'])
        .map(|at| {
            at + text
                .get(at..)
                .and_then(|rest| rest.chars().next())
                .map_or(1, char::len_utf8)
        })
        .filter(|at| at + 3 < inner.len())?;
    let credit = text.get(at..)?;
    let start = if text.get(..at)?.ends_with(['（', '(']) {
        text.get(..at)?.trim_end_matches(['（', '(']).len()
    } else {
        at
    };
    (credit.chars().count() <= 24).then_some((text.get(..start)?, credit))
}

/// `…＝ＡＰ`, `…（X撮影）`.
fn japanese(text: &str) -> Option<(&str, &str)> {
    if let Some(open) = text.rfind('（')
        && let Some(inner) = text
            .get(open + '（'.len_utf8()..)
            .and_then(|rest| rest.strip_suffix('）'))
        && (inner.ends_with("撮影")
            || inner.ends_with("提供")
            || inner.starts_with("写真")
            || agency::known(inner).is_some())
    {
        return Some((text.get(..open)?, text.get(open..)?));
    }
    let at = text.rfind('＝')?;
    let name = text.get(at + '＝'.len_utf8()..)?.trim();
    let credit = agency::known(name).is_some() || name.ends_with("撮影") || name.ends_with("提供");
    (credit && name.chars().count() <= 20).then_some((text.get(..at)?, text.get(at..)?))
}

/// A credit with its label, to the end of the caption.
fn labelled(text: &str) -> Option<(&str, &str)> {
    let (at, length) = label::last_in(text)?;
    let names = text.get(at + length..)?;
    if names.trim().is_empty() || !is_plausible(names) {
        return None;
    }
    // At the very start "Photo: the river at dawn" is a caption's own label.
    let sure = at == 0
        && !pieces::read(names)
            .photographers
            .iter()
            .all(|name| !names::has_given_name(name));
    if at == 0 && !sure && !has_agency(names) && names.split_whitespace().count() > 4 {
        return None;
    }
    let start = open_bracket(text, at)
        .filter(|_| text.ends_with([')', ']', '.']))
        .unwrap_or(at);
    Some((text.get(..start)?, text.get(start..)?))
}

/// The bracket that is open at a place.
fn open_bracket(text: &str, at: usize) -> Option<usize> {
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
fn bracketed(text: &str) -> Option<(&str, &str)> {
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
fn after_sentence_name(text: &str) -> Option<usize> {
    let at = last_sentence_end(text).filter(|at| *at > 0)?;
    let name = text.get(at..)?.trim();
    (names::looks_like_person(name) && !name.ends_with('.')).then_some(at)
}

/// Words in brackets that say something of the picture, not who made it.
fn is_note(inner: &str) -> bool {
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

/// A credit without label or brackets: `… 2019. Ada Sample/Pool via REUTERS`, `… night. AP`.
fn sliced(text: &str) -> Option<(&str, &str)> {
    let start = last_sentence_end(text);
    if let Some(at) = start {
        let tail = text.get(at..)?.trim();
        let words = tail.split_whitespace().count();
        if words > 0 && words <= 10 && is_plausible(tail) && (at > 0 || small_words(tail) == 0) {
            let alone = agency::known(pieces::trim(tail)).is_some();
            let chain = tail.contains(['/', '|']) || tail.contains(" via ") || tail.contains(", ");
            let person = !tail.ends_with('.')
                && at > 0
                && names::looks_like_person(tail)
                && names::has_given_name(tail)
                && !agency::looks_like_body(tail);
            if alone || (chain && has_agency(tail)) || at > 0 && (person || is_signed(tail)) {
                return Some((text.get(..at)?, text.get(at..)?));
            }
        }
    }
    after_no_sentence(text)
}

/// A person's name and then, after a slash or "for", a body's that need not be known:
/// `Ada Sample/EXAMPLER`, `Ada Sample for Example News`; or what a body handed out.
fn is_signed(tail: &str) -> bool {
    let tail = tail.trim_start_matches(['|', '/', '•', '·', ' ']).trim();
    if tail.ends_with(['.', '?', '!']) && !tail.ends_with("Inc.") || small_words(tail) > 0 {
        return false;
    }
    let Some((first, rest)) = tail
        .split_once('/')
        .or_else(|| tail.split_once(" | "))
        .or_else(|| tail.split_once(" for "))
    else {
        return false;
    };
    let (first, rest) = (first.trim(), rest.trim());
    let capital = rest.starts_with(|c: char| c.is_uppercase()) || rest.starts_with("the ");
    let handed = matches!(
        first.to_lowercase().as_str(),
        "handout" | "courtesy" | "provided" | "submitted"
    );
    capital && (handed || names::looks_like_person(first) && !agency::looks_like_body(first))
}

/// `… in Washington DC Ada Sample/via Reuters`: the name before the last slash that an agency
/// follows.
fn after_no_sentence(text: &str) -> Option<(&str, &str)> {
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
fn last_sentence_end(text: &str) -> Option<usize> {
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

/// Whether words could be a credit: not too many, and hardly any that begin small.
fn is_plausible(credit: &str) -> bool {
    let words = credit.split([' ', '/', '|']).filter(|word| !word.is_empty()).count();
    words > 0 && words <= MAX_WORDS && small_words(credit) * 5 <= words && credit.chars().count() <= 180
}

/// Words that begin small and belong to no name.
fn small_words(credit: &str) -> usize {
    let mut small = 0;
    for word in credit.split([' ', '/', '|']).filter(|word| !word.is_empty()) {
        let bare = word.trim_start_matches(['(', '[', '“', '"', '\'']);
        let fine = !bare.starts_with(|c: char| c.is_lowercase())
            || matches!(
                bare.trim_end_matches([',', ')', '.', ';', ':']),
                "via"
                    | "for"
                    | "of"
                    | "the"
                    | "and"
                    | "by"
                    | "de"
                    | "la"
                    | "del"
                    | "von"
                    | "van"
                    | "der"
                    | "den"
                    | "di"
                    | "da"
                    | "dpa"
                    | "picture"
                    | "alliance"
                    | "file"
                    | "photo"
                    | "photos"
                    | "left"
                    | "right"
                    | "should"
                    | "read"
                    | "credit"
                    | "imago"
                    | "iStock"
                    | "ddp"
                    | "el"
                    | "al"
                    | "bin"
                    | "du"
                    | "le"
                    | "y"
                    | "e"
                    | "et"
                    | "und"
                    | "images"
                    | "from"
                    | "top"
                    | "bottom"
                    | "illustration"
                    | "courtesy"
                    | "handout"
                    | "pool"
                    | "für"
                    | "por"
                    | "unas"
                    | "las"
                    | "los"
            )
            || bare.chars().any(char::is_uppercase)
            || bare.contains('.') && bare.len() > 5
            || bare.starts_with('@');
        small += usize::from(!fine);
    }
    small
}

/// Whether a known agency is named as a piece of its own.
pub(super) fn has_agency(credit: &str) -> bool {
    let named = pieces::read(credit);
    named.agencies.iter().any(|name| agency::known(name).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(caption: &str, body: &str, credits: &[&str]) {
        let parted = part(caption);
        assert_eq!(parted.body.trim(), body, "{caption}");
        let found: Vec<&str> = parted.credits.iter().map(|credit| credit.trim()).collect();
        assert_eq!(found, credits, "{caption}");
    }

    #[test]
    fn finds_the_credit() {
        check(
            "A boat on the lake. (AP Photo/Ada Sample, File)",
            "A boat on the lake.",
            &["(AP Photo/Ada Sample, File)"],
        );
        check(
            "A boat on May 3, 2019. REUTERS/Ada Sample",
            "A boat on May 3, 2019.",
            &["REUTERS/Ada Sample"],
        );
        check(
            "A boat on May 3, 2019.J. Ada Sample / AP file",
            "A boat on May 3, 2019.",
            &["J. Ada Sample / AP file"],
        );
        check(
            "A boat in Sample City DC Ada Sample/via Reuters",
            "A boat in Sample City DC",
            &["Ada Sample/via Reuters"],
        );
        check(
            "Die Wahl 2021Bild: Ada Sample/REUTERS",
            "Die Wahl 2021",
            &["Bild: Ada Sample/REUTERS"],
        );
        check(
            "Ein Boot. Foto: Ada Sample (Keystone)",
            "Ein Boot.",
            &["Foto: Ada Sample (Keystone)"],
        );
        check("湖の船（ソウルで）＝ＡＰ", "湖の船（ソウルで）", &["＝ＡＰ"]);
        check("湖の船（見本花子撮影）", "湖の船", &["（見本花子撮影）"]);
        check(
            "A boat. (Photo by ADA SAMPLE / AFP) (Photo credit should read ADA SAMPLE/AFP/Getty Images)",
            "A boat.",
            &[
                "(Photo by ADA SAMPLE / AFP)",
                "(Photo credit should read ADA SAMPLE/AFP/Getty Images)",
            ],
        );
    }

    #[test]
    fn leaves_what_is_no_credit() {
        for caption in [
            "A boat (left) and a raft",
            "The senator speaks (pictured)",
            "A boat on the lake",
            "Ada Sample speaks to reporters.",
            "Photo: the river at dawn, seen from the old bridge",
        ] {
            assert_eq!(part(caption).credits, Vec::<&str>::new(), "{caption}");
        }
    }

    #[test]
    fn a_caption_may_be_its_credit() {
        check("Getty Images", "", &["Getty Images"]);
        check("Ada Sample/Getty Images", "", &["Ada Sample/Getty Images"]);
    }
}
