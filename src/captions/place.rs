//! Where a picture was taken, from its caption.
//!
//! Agencies' captions say it beside the date ("in Sampleville, Texas, on Tuesday, …") or in
//! capitals before it ("SAMPLEVILLE, TEXAS - MARCH 3: …"); others at the first sentence's end.

use super::names;
use super::place_name::{is_other, name};
use super::taken::{self, Found};

/// The place a caption names, as written.
pub(super) fn find(caption: &str, date: Option<Found>) -> Option<String> {
    if let Some(place) = lead_in(caption) {
        return Some(place);
    }
    if let Some(place) = japanese(caption) {
        return Some(place);
    }
    let candidates = candidates(caption);
    let beside = |candidate: &&Candidate| {
        date.is_some_and(|date| {
            touches(caption, candidate.end, date.start) || touches(caption, date.end, candidate.preposition)
        })
    };
    let near = candidates
        .iter()
        .filter(beside)
        .find(|candidate| candidate.sure)
        .or_else(|| candidates.iter().find(beside));
    let place = near.or_else(|| {
        // No date beside it: the last place of the first sentence, said with "in".
        let end = first_sentence(caption);
        candidates
            .iter()
            .rfind(|candidate| candidate.end <= end && candidate.sure)
    })?;
    caption.get(place.start..place.end).map(str::to_owned)
}

/// `BOSSIER CITY, LOUISIANA - NOVEMBER 14: …`.
fn lead_in(caption: &str) -> Option<String> {
    let colon = caption
        .char_indices()
        .take(90)
        .find(|(_, c)| *c == ':')
        .map(|(at, _)| at)?;
    let lead = caption.get(..colon)?;
    let (place, day) = lead
        .rsplit_once(" - ")
        .or_else(|| lead.rsplit_once(" – "))
        .or_else(|| lead.rsplit_once(" — "))?;
    let month = day.split_whitespace().next()?;
    // In small letters only a place with its state or country is one: "El Paso, TX – April 3:".
    let words = || place.split([' ', ',']).filter(|word| !word.is_empty());
    let quiet = place.chars().any(char::is_lowercase);
    let named = place.contains(", ")
        && words().count() <= 6
        && words().all(|word| word.starts_with(char::is_uppercase) || matches!(word, "de" | "del" | "of" | "la"));
    if !taken::is_month(month) || quiet && !named || !place.chars().any(char::is_alphabetic) {
        return None;
    }
    let parts: Vec<String> = place
        .split(", ")
        .map(|part| {
            if part.chars().count() <= 2 || part.contains('.') {
                part.to_owned()
            } else {
                names::quiet(part)
            }
        })
        .collect();
    Some(parts.join(", "))
}

/// `（ソウルで、３日）`, `＝13日、東京・霞ケ関で`.
fn japanese(caption: &str) -> Option<String> {
    let end = caption.rfind('で').filter(|at| {
        let rest = caption.get(at + 'で'.len_utf8()..).unwrap_or("");
        rest.is_empty() || rest.starts_with(['、', '）', '。', '＝'])
    })?;
    let head = caption.get(..end)?;
    let start = head.rfind(['（', '＝', '、', '，', '。', '日']).map(|at| {
        at + head
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .map_or(1, char::len_utf8)
    })?;
    let place = head.get(start..)?.trim();
    (!place.is_empty() && place.chars().count() <= 20).then(|| place.to_owned())
}

#[derive(Debug)]
struct Candidate {
    preposition: usize,
    start: usize,
    end: usize,
    /// Said with "in", which is enough without a date.
    sure: bool,
}

/// Capitalised names after a preposition of place.
fn candidates(caption: &str) -> Vec<Candidate> {
    let words: Vec<(usize, &str)> = split(caption);
    // German writes all nouns big: there only a name at a clause's end is taken for a place.
    let german = words
        .iter()
        .filter(|(_, word)| {
            matches!(
                *word,
                "der" | "die" | "das" | "und" | "bei" | "von" | "auf" | "seiner" | "während"
            )
        })
        .count()
        >= 2;
    let mut found: Vec<Candidate> = Vec::new();
    let mut at = 0;
    while let Some((preposition, word)) = words.get(at).copied() {
        let lower = word.to_lowercase();
        let sure = matches!(lower.as_str(), "in" | "à" | "en" | "near" | "outside" | "bei" | "nahe");
        if !sure && !matches!(lower.as_str(), "at" | "from" | "of" | "off" | "to")
            || (found.is_empty() && lower == "of" && at == 0)
        {
            at += 1;
            continue;
        }
        let mut next = at + 1;
        if german
            && words
                .get(next)
                .is_some_and(|(_, word)| matches!(*word, "der" | "den" | "dem" | "die" | "das"))
        {
            at += 1;
            continue;
        }
        while words.get(next).is_some_and(|(_, word)| {
            matches!(
                *word,
                "the"
                    | "la"
                    | "el"
                    | "der"
                    | "den"
                    | "downtown"
                    | "central"
                    | "southern"
                    | "northern"
                    | "eastern"
                    | "western"
                    | "suburban"
                    | "nearby"
                    | "von"
            )
        }) {
            next += 1;
        }
        if let Some((mut start, mut end, mut after)) = name(&words, next) {
            // "the Sample village of Muestra" is Muestra.
            let kind_of = words.get(after).is_some_and(|(_, word)| {
                matches!(
                    *word,
                    "village"
                        | "town"
                        | "city"
                        | "port"
                        | "suburb"
                        | "district"
                        | "neighborhood"
                        | "neighbourhood"
                        | "province"
                        | "region"
                        | "island"
                )
            });
            if kind_of
                && words.get(after + 1).is_some_and(|(_, word)| *word == "of")
                && let Some((inner_start, inner_end, inner_after)) = name(&words, after + 2)
            {
                (start, end, after) = (inner_start, inner_end, inner_after);
            }
            let clause_ends = words.get(after).is_none_or(|(place, _)| {
                caption
                    .get(end..*place)
                    .is_some_and(|gap| gap.contains([',', '.', ';', ':', ')']))
            });
            if german && !clause_ends {
                at = after.max(at + 1);
                continue;
            }
            let kind = lower == "of" || lower == "from" || lower == "at" || lower == "off" || lower == "to";
            let text = caption.get(start..end).unwrap_or("");
            if !is_other(text) {
                found.push(Candidate {
                    preposition,
                    start,
                    end,
                    sure: sure && !kind,
                });
            }
            at = after.max(at + 1);
        } else {
            at += 1;
        }
    }
    found
}

/// Whether only commas, blanks, "on", "the" or "le" stand between two places in the text.
fn touches(caption: &str, from: usize, to: usize) -> bool {
    let Some(between) = caption.get(from..to) else {
        return false;
    };
    between.len() <= 32
        && between
            .split(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '\'' | '’'))
            .all(|word| {
                matches!(
                    word,
                    "" | "on" | "le" | "am" | "s" | "late" | "early" | "el" | "a" | "international" | "airport"
                )
            })
}

fn first_sentence(caption: &str) -> usize {
    // "FILE - In this …" and "FILE PHOTO:" open a caption and end nothing.
    let mut from = 0;
    while let Some(offset) = caption.get(from..).and_then(|rest| rest.find(". ")) {
        let at = from + offset;
        let head = caption.get(..at).unwrap_or("");
        let word = head.rsplit([' ', ',']).next().unwrap_or("");
        let next = caption.get(at + 2..).and_then(|rest| rest.chars().next());
        let new = next.is_some_and(|c| c.is_uppercase() || matches!(c, '“' | '"' | '‘'));
        if new
            && !word.contains('.')
            && !matches!(
                word,
                "Mr" | "Ms"
                    | "Mrs"
                    | "Dr"
                    | "Gov"
                    | "Sen"
                    | "Rep"
                    | "St"
                    | "Gen"
                    | "Lt"
                    | "Col"
                    | "Sgt"
                    | "Jr"
                    | "Sr"
                    | "No"
                    | "Oct"
                    | "Nov"
                    | "Dec"
                    | "Jan"
                    | "Feb"
                    | "Aug"
                    | "Sept"
            )
        {
            return at + 1;
        }
        from = at + 2;
    }
    caption.len()
}

fn split(text: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            if let Some(from) = start.take() {
                words.push((from, text.get(from..at).unwrap_or("")));
            }
        } else if start.is_none() {
            start = Some(at);
        }
    }
    if let Some(from) = start {
        words.push((from, text.get(from..).unwrap_or("")));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(caption: &str) -> Option<String> {
        find(caption, taken::find(caption))
    }

    #[test]
    fn places_beside_dates() {
        assert_eq!(
            place("A rally in Sampleville, Texas, Tuesday, Nov. 19, 2019.").as_deref(),
            Some("Sampleville, Texas")
        );
        assert_eq!(
            place("A rally at a hall in Sample City, Wash., on May 3, 2019.").as_deref(),
            Some("Sample City, Wash.")
        );
        assert_eq!(
            place("A rally on May 3, 2018 in Sampleton, DC.").as_deref(),
            Some("Sampleton, DC")
        );
        assert_eq!(
            place("A fair in Osample, near Milan, Italy, Friday, Dec. 14, 2018.").as_deref(),
            Some("Osample, near Milan, Italy")
        );
        assert_eq!(
            place("A plane leaves from Sample Kong's airport on March 13, 2019.").as_deref(),
            Some("Sample Kong")
        );
        assert_eq!(
            place("A man in the Muestran village of Sample Hill, May 3, 2019.").as_deref(),
            Some("Sample Hill")
        );
    }

    #[test]
    fn places_without_dates() {
        assert_eq!(
            place("SAMPLE CITY, LOUISIANA - MARCH 3: A rally.").as_deref(),
            Some("Sample City, Louisiana")
        );
        assert_eq!(
            place("A store in Sampleville, Fla.").as_deref(),
            Some("Sampleville, Fla.")
        );
        assert_eq!(place("Eine Rede in Sample am See.").as_deref(), Some("Sample am See"));
        assert_eq!(place("見本を見る人（見本市で、３日）").as_deref(), Some("見本市"));
        assert_eq!(place("A vote in Congress"), None);
        assert_eq!(place("A judge reads the order."), None);
    }
}
