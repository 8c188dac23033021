//! The names of the lists in a text.

use super::jurisdiction::Evidence;
use super::{Case, Gazetteer, Meaning, Met};
use crate::entities::extent::nations;
use crate::entities::found::{Found, Source};
use crate::entities::sheet::{Sheet, flag};
use crate::model::EntityKind;

impl Gazetteer {
    /// The longest name of the lists that begins at a token, and the token after it.
    pub(super) fn longest(&self, sheet: &Sheet, at: usize) -> Option<(Met<'_>, usize)> {
        let mut node = 0u32;
        let mut next = at;
        let mut best = None;
        while let Some(token) = sheet.tokens.get(next) {
            if next > at && token.is(flag::PARAGRAPH) {
                break;
            }
            let Some(step) = self.steps.get(&(node, token.lower)) else {
                break;
            };
            node = *step;
            next += 1;
            if let Some(met) = self.ending(sheet, node, at, next) {
                best = Some((met, next));
            }
        }
        best
    }

    fn ending(&self, sheet: &Sheet, node: u32, at: usize, end: usize) -> Option<Met<'_>> {
        let here = self.nodes.get(node as usize)?;
        let exact = self.exact.get(&node).and_then(|exact| {
            let words = sheet.slice(&sheet.bytes(at..end));
            let (_, meaning) = exact.iter().find(|(alias, _)| alias == words)?;
            Some(*meaning)
        });
        let fits = || match here.case {
            // Procedures in small letters ("credible fear interview") are words, not names.
            Case::Any => (at..end).any(|i| sheet.token(i).is(flag::CAP)),
            Case::Exact => false,
            Case::Capital => capitals(sheet, at, end),
        };
        match exact.or_else(|| here.meaning.filter(|_| fits()))? {
            Meaning::Entry(index) => self.entries.get(index as usize).map(Met::Entry),
            Meaning::Shared(index) => self.shared.get(index as usize).map(Met::Shared),
        }
    }

    /// Every entry named in a text, the longest at each place. A name that several countries have is the entry of
    /// the country the text is about, or of its own sentence; where that has none, a name without an entry.
    pub fn find(&self, sheet: &Sheet) -> Vec<Found> {
        let mut out = Vec::new();
        let mut open = Vec::new();
        let mut ministers = Vec::new();
        let mut evidence = Evidence::default();
        let mut at = 0;
        while at < sheet.tokens.len() {
            if sheet.token(at).is(flag::PUNCT) {
                at += 1;
                continue;
            }
            if is_minister(sheet, at) {
                ministers.push(at + 2..at + 3);
                at += 3;
                continue;
            }
            match self.longest(sheet, at) {
                Some((Met::Entry(entry), whole)) => {
                    let skip = nation(sheet, at, whole);
                    // "Laredo, Texas" tells which Laredo; the name is its first part.
                    let end = match entry.kind {
                        EntityKind::Place => (at..whole).find(|i| sheet.word(*i) == ",").unwrap_or(whole),
                        EntityKind::Law => without_noun(sheet, at, whole),
                        _ => whole,
                    };
                    // "U.S. State Department", where the list has "State Department".
                    let start = if skip == 0 && entry.is_federal() && !nations::stands_apart(sheet, at, end) {
                        at - nations::lead_before(sheet, at)
                    } else {
                        at + skip
                    };
                    evidence.entry(entry);
                    out.push(entry.found(start..end));
                    at = end;
                }
                Some((Met::Shared(shared), end)) => {
                    open.push((at..end, shared));
                    at = end;
                }
                None => at += 1,
            }
        }
        if !(open.is_empty() && ministers.is_empty()) {
            evidence.read(sheet);
            // "Secretary of State Antony Blinken" is of the department; a British one is told by what follows.
            if let Some(department) = self.entry("dos").filter(|_| evidence.rather("us", "uk")) {
                out.extend(ministers.into_iter().map(|tokens| Found {
                    source: Source::Shape,
                    ..department.found(tokens)
                }));
            }
            for (tokens, shared) in open {
                out.extend(self.tell(sheet, tokens, shared, &evidence));
            }
            out.sort_by_key(|found| found.tokens.start);
        }
        out
    }
}

/// Whether "Secretary of State" stands at a token, and not "for" something.
fn is_minister(sheet: &Sheet, at: usize) -> bool {
    matches!(sheet.word(at), "Secretary" | "Secretaries")
        && sheet.is_word(at + 1, "of")
        && sheet.word(at + 2) == "State"
        && !sheet.is_word(at + 3, "for")
}

/// Names need their capitals: the first word's, and for long names one more.
fn capitals(sheet: &Sheet, at: usize, end: usize) -> bool {
    let first = sheet.token(at);
    let count = (at..end).filter(|index| sheet.token(*index).is(flag::CAP)).count();
    match end - at {
        1 => first.is(flag::CAP),
        2 => first.is(flag::CAP | flag::DIGIT) && count >= 1,
        _ => count >= 1,
    }
}

/// The end of a name without the common noun after it: "CBP One app", "Remain in Mexico policy".
fn without_noun(sheet: &Sheet, at: usize, end: usize) -> usize {
    let mut kept = end;
    while kept > at + 1
        && sheet.token(kept - 1).is(flag::LOWER)
        && matches!(
            sheet.word(kept - 1),
            "policy"
                | "policies"
                | "program"
                | "programs"
                | "programme"
                | "app"
                | "rule"
                | "rules"
                | "order"
                | "visa"
                | "visas"
                | "status"
                | "process"
                | "holders"
                | "recipients"
                | "agreement"
                | "law"
                | "act"
                | "initiative"
                | "petition"
                | "petitions"
                | "form"
                | "ban"
        )
    {
        kept -= 1;
    }
    if (at..kept).any(|i| sheet.token(i).is(flag::CAP)) {
        kept
    } else {
        end
    }
}

/// How many tokens of a leading "U.S." stand outside a name: "U.S. Senate" is a place and a
/// senate, "U.S. Customs and Border Protection" is one name.
pub(super) fn nation(sheet: &Sheet, at: usize, end: usize) -> usize {
    let lead = nations::lead(sheet, at);
    if lead > 0 && at + lead < end && nations::stands_apart(sheet, at + lead, end) {
        lead
    } else {
        0
    }
}
