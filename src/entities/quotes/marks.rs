//! What stands between quotation marks: curly, straight, single where a text uses only those,
//! and running over paragraphs.

use super::super::sheet::{Sheet, flag};
use std::ops::Range;

/// A stretch between quotation marks.
#[derive(Debug, Clone, PartialEq)]
pub struct Marked {
    /// The tokens between the marks.
    pub inner: Range<usize>,
    /// The tokens with the marks.
    pub outer: Range<usize>,
    /// Whether its closing mark is there; not so where the quote runs on in the next paragraph.
    pub closed: bool,
    /// Whether it goes on from the paragraph before.
    pub continues: bool,
}

/// No quote of more tokens is believed.
const LONGEST: usize = 1200;

/// Nor one with more quotes open inside it.
const DEEPEST: usize = 3;

#[derive(Clone, Copy, PartialEq)]
enum Style {
    Curly,
    Straight,
    Single,
    Angle,
}

/// The quotes of a text, outermost only, in order.
pub fn find(sheet: &Sheet) -> Vec<Marked> {
    let single = !(0..sheet.tokens.len()).any(|at| matches!(sheet.word(at), "“" | "\"" | "«"));
    let mut out: Vec<Marked> = Vec::new();
    let mut at = 0;
    let mut running = false;
    // Up to where each style is known to have no closing mark, so that no stretch is looked through
    // twice in vain.
    let mut none_until = [0usize; 4];
    while at < sheet.tokens.len() {
        let Some(style) = opening(sheet, at, single) else {
            at += 1;
            continue;
        };
        let start = at + 1;
        let mut end = start;
        let mut depth = 0usize;
        let mut closed = false;
        let mut closing = 0usize;
        if let Some(known) = none_until.get(style as usize).filter(|known| **known > start) {
            end = *known;
        }
        while end < sheet.tokens.len() && end - start < LONGEST && !(sheet.token(end).is(flag::PARAGRAPH) && end > at) {
            let word = sheet.word(end);
            match style {
                Style::Curly if word == "“" => {
                    depth += 1;
                    if depth > DEEPEST {
                        break;
                    }
                }
                Style::Curly if word == "”" || word == "\"" => {
                    closing += 1;
                    if depth == 0 {
                        closed = true;
                        break;
                    }
                    depth -= 1;
                }
                Style::Straight if matches!(word, "\"" | "”") => {
                    closed = true;
                    break;
                }
                Style::Angle if word == "»" => {
                    closed = true;
                    break;
                }
                Style::Single if closes_single(sheet, end) => {
                    closed = true;
                    break;
                }
                _ => {}
            }
            end += 1;
        }
        if !closed
            && closing == 0
            && depth <= DEEPEST
            && let Some(known) = none_until.get_mut(style as usize)
        {
            *known = end;
        }
        let paragraph_end = end >= sheet.tokens.len() || sheet.token(end).is(flag::PARAGRAPH);
        // A quote may run over paragraphs: each opens again, the last one closes.
        let runs_on = !closed && paragraph_end && opening(sheet, end, single) == Some(style);
        let believed = closed || runs_on || style == Style::Curly && paragraph_end && end - start >= 4;
        if end > start && believed {
            out.push(Marked {
                inner: start..end,
                outer: at..(end + usize::from(closed)).min(sheet.tokens.len()),
                closed,
                continues: running,
            });
            running = runs_on;
            at = end + usize::from(closed);
        } else {
            running = false;
            at = if closed { end + 1 } else { start };
        }
        at = at.max(start);
    }
    out
}

fn opening(sheet: &Sheet, at: usize, single: bool) -> Option<Style> {
    let token = sheet.tokens.get(at)?;
    match sheet.word(at) {
        "“" | "„" => Some(Style::Curly),
        "\"" => Some(Style::Straight),
        "«" => Some(Style::Angle),
        "‘" if single => Some(Style::Single),
        "'" if single && token.is(flag::SPACE) && !sheet.token(at + 1).is(flag::SPACE | flag::PUNCT) => {
            Some(Style::Single)
        }
        _ => None,
    }
}

fn closes_single(sheet: &Sheet, at: usize) -> bool {
    let next = sheet.token(at + 1);
    matches!(sheet.word(at), "’" | "'")
        && !sheet.token(at).is(flag::SPACE)
        && (next.is(flag::SPACE | flag::PUNCT) || at + 1 >= sheet.tokens.len())
        // "the lawyers’ request": a plural possessive has no stop before it.
        && (sheet.token(at.wrapping_sub(1)).is(flag::PUNCT) || !sheet.word(at.wrapping_sub(1)).ends_with('s'))
}
