//! Where in a caption its credit stands.

use super::agency;
use super::bracketed::{bracketed, open_bracket};
use super::east_asian::{chinese, japanese};
use super::label;
use super::names;
use super::pieces;
use super::unmarked::{after_no_sentence, last_sentence_end};

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

/// Whether words could be a credit: not too many, and hardly any that begin small.
pub(super) fn is_plausible(credit: &str) -> bool {
    let words = credit.split([' ', '/', '|']).filter(|word| !word.is_empty()).count();
    words > 0 && words <= MAX_WORDS && small_words(credit) * 5 <= words && credit.chars().count() <= 180
}

/// Words that begin small and belong to no name.
pub(super) fn small_words(credit: &str) -> usize {
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
