//! A caption as shown, read: what the picture shows, where and when, who took it, for whom.
//!
//! The parts are found by `tail` (where the credit stands), `pieces` (the names in it), `taken`
//! (when) and `place` (where). All are rules over words; nothing here fails, at worst a field is
//! empty.

use super::pieces::{self, Named};
use super::{place, tail, taken};
use crate::model::{PartialDate, SafeText};

/// Characters of a caption that are read; the rest stays caption.
const MAX_READ: usize = 4_000;

/// A caption, read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Caption {
    /// What the picture shows, without the credit.
    pub body: SafeText,
    /// The credit as shown, without brackets and label.
    pub credit: Option<SafeText>,
    /// Where the picture was taken, as written.
    pub place: Option<SafeText>,
    /// When it was taken.
    pub date: Option<PartialDate>,
    /// Who took it.
    pub photographers: Vec<SafeText>,
    /// For whom, and who distributes it, in the credit's order.
    pub agencies: Vec<SafeText>,
    /// The licence it is under, where one is named (`CC BY-SA 4.0`).
    pub licence: Option<SafeText>,
    /// Whether it is an older picture from the files.
    pub file_photo: bool,
}

/// Reads a caption with its credit in it.
pub fn parse(caption_raw: &str) -> Caption {
    let line = SafeText::line(caption_raw);
    read(&without_counter(&line), None)
}

/// Reads a caption whose credit the page sets apart.
pub fn parse_with_credit(caption: &str, credit: Option<&str>) -> Caption {
    let line = SafeText::line(caption);
    read(
        &without_counter(&line),
        credit.map(str::trim).filter(|credit| !credit.is_empty()),
    )
}

fn read(line: &str, apart: Option<&str>) -> Caption {
    let end = line.char_indices().nth(MAX_READ).map_or(line.len(), |(at, _)| at);
    let line = line.get(..end).unwrap_or(line);
    let parted = tail::part(line);
    let mut credits: Vec<&str> = parted.credits.clone();
    let mut body = parted.body;
    if let Some(apart) = apart {
        // A credit that stands apart is not in the caption too, unless it says the same again.
        let again = pieces::read(apart);
        let same = credits
            .iter()
            .all(|credit| covers(&again, &pieces::read(credit)) || covers(&pieces::read(credit), &again));
        if !same {
            body = line;
        }
        credits = vec![apart];
    }
    let mut named = Named::default();
    for credit in &credits {
        let one = pieces::read(credit);
        extend(&mut named.photographers, one.photographers);
        extend(&mut named.agencies, one.agencies);
        named.file |= one.file;
    }
    let date = taken::find(body);
    let place = place::find(body, date);
    if credits.is_empty()
        && let Some(giver) = provided_by(body)
    {
        named.agencies.push(giver);
    }
    let lower = body.get(..body.len().min(60)).unwrap_or("").to_lowercase();
    let file_photo = named.file
        || lower.contains("file photo")
        || lower.starts_with("file -")
        || lower.starts_with("file –")
        || lower.starts_with("file —")
        || body.contains("Archivbild")
        || body.contains("file photo");
    Caption {
        body: SafeText::line(body),
        credit: shown(&credits).map(|credit| SafeText::line(&credit)),
        place: place.map(|place| SafeText::line(&place)),
        date: date.map(|found| found.date),
        photographers: named.photographers.iter().map(|name| SafeText::line(name)).collect(),
        agencies: named.agencies.iter().map(|name| SafeText::line(name)).collect(),
        licence: licence(credits.last().copied().unwrap_or(line)),
        file_photo,
    }
}

/// Whether one credit names all that another does.
fn covers(one: &Named, other: &Named) -> bool {
    let within = |names: &[String], others: &[String]| {
        others
            .iter()
            .all(|name| names.iter().any(|known| known.eq_ignore_ascii_case(name)))
    };
    within(&one.photographers, &other.photographers) && within(&one.agencies, &other.agencies)
}

/// The credit to show: the fullest of several that name the same, else all of them.
fn shown(credits: &[&str]) -> Option<String> {
    let bare: Vec<&str> = credits
        .iter()
        .map(|credit| bare(credit))
        .filter(|credit| !credit.is_empty())
        .collect();
    let named: Vec<Named> = bare.iter().map(|credit| pieces::read(credit)).collect();
    let full = named
        .iter()
        .position(|one| named.iter().all(|other| covers(one, other)));
    match full {
        Some(at) => bare.get(at).map(|credit| (*credit).to_owned()),
        None if bare.is_empty() => None,
        None => Some(
            credits
                .iter()
                .map(|credit| credit.trim().trim_matches(['(', ')']))
                .collect::<Vec<_>>()
                .join(" "),
        ),
    }
}

/// A credit without brackets round it and without its label.
pub(super) fn bare(credit: &str) -> &str {
    let mut text = credit.trim();
    loop {
        let before = text;
        text = text.trim_start_matches(['＝', '*', '|', '/', '–', '—', ' ']).trim();
        let dotless = text
            .strip_suffix('.')
            .filter(|head| head.ends_with([')', ']']))
            .unwrap_or(text);
        for (open, close) in [('(', ')'), ('[', ']'), ('（', '）')] {
            if let Some(inner) = dotless
                .strip_prefix(open)
                .and_then(|rest| rest.strip_suffix(close))
                .filter(|inner| !inner.contains(open))
            {
                text = inner.trim();
            }
        }
        if let Some((_, length)) = super::label::at_start(text)
            && text.get(length..).is_some_and(|rest| !rest.is_empty())
            && !text.to_lowercase().starts_with("photo illustration by")
        {
            text = text.get(length..).unwrap_or("");
        }
        if text == before {
            return text;
        }
    }
}

fn extend(names: &mut Vec<String>, more: Vec<String>) {
    for name in more {
        if !names.iter().any(|known| known.eq_ignore_ascii_case(&name)) {
            names.push(name);
        }
    }
}

/// "provided by the Sample Registry shows …": who gave the picture, where no credit says so.
fn provided_by(body: &str) -> Option<String> {
    let at = ["provided by ", "released by ", "issued by ", "supplied by "]
        .iter()
        .find_map(|words| body.find(words).map(|at| at + words.len()))?;
    let rest = body.get(at..)?;
    let rest = rest.strip_prefix("the ").unwrap_or(rest);
    let mut end = 0;
    for word in rest.split_inclusive(' ') {
        let bare = word.trim();
        let small =
            bare.starts_with(|c: char| c.is_lowercase()) && !matches!(bare, "of" | "for" | "the" | "and" | "de");
        if small || bare.is_empty() {
            break;
        }
        end += word.len();
        if bare.ends_with([',', ';', ':']) || bare.ends_with('.') && bare.chars().count() > 4 {
            break;
        }
    }
    let name = rest
        .get(..end)?
        .trim()
        .trim_end_matches([',', '.', ';', ':'])
        .trim_end_matches(" of")
        .trim_end_matches(" the")
        .trim_end_matches(" and");
    (!name.is_empty() && name.split_whitespace().count() <= 10).then(|| name.to_owned())
}

/// A Creative Commons licence or the public domain, as named.
fn licence(text: &str) -> Option<SafeText> {
    let upper = text.to_uppercase();
    if upper.len() == text.len()
        && let Some(at) = upper
            .find("CC BY")
            .or_else(|| upper.find("CC-BY"))
            .or_else(|| upper.find("CC0"))
    {
        let rest = text.get(at..)?;
        let end = rest
            .char_indices()
            .find(|(_, c)| !(c.is_ascii_alphanumeric() || matches!(c, ' ' | '-' | '.')))
            .map_or(rest.len(), |(at, _)| at);
        let words: Vec<&str> = rest
            .get(..end)?
            .split_whitespace()
            .take_while(|word| {
                word.chars()
                    .all(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '-' | '.'))
            })
            .collect();
        return Some(SafeText::line(words.join(" ").trim_end_matches('.')));
    }
    upper.contains("PUBLIC DOMAIN").then(|| SafeText::line("Public domain"))
}

/// Leaves out a slide show's counter: `[1/5]`, `1 of 5 |`.
fn without_counter(line: &str) -> String {
    let text = line.trim();
    if let Some(rest) = text.strip_prefix('[')
        && let Some((count, rest)) = rest.split_once(']')
        && count.len() <= 7
        && count.contains('/')
        && count.chars().all(|c| c.is_ascii_digit() || c == '/')
    {
        return rest.trim_start().to_owned();
    }
    if let Some((count, rest)) = text.split_once(" | ")
        && let Some((a, b)) = count.split_once(" of ")
        && a.len() <= 3
        && b.len() <= 3
        && a.bytes().chain(b.bytes()).all(|byte| byte.is_ascii_digit())
    {
        return rest.trim_start().to_owned();
    }
    text.to_owned()
}
