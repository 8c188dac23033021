//! A statement of a credit cut at slashes, commas and "and" into the names in it.

use super::agency;
use super::names;
use super::pieces::{MAX_PIECES, is_known, trim};

/// One piece of a statement, and which of the parts between slashes and the like it stands in.
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) group: usize,
    /// Whether another maker's credit begins with it: "A/Getty Images and B/AP".
    pub(super) opens: bool,
}

/// The pieces of one statement.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut group = 0;
    let separated = text
        .replace(" via ", "/")
        .replace(" Via ", "/")
        .replace(" VIA ", "/")
        .replace("/via ", "/");
    for rough in separated.split(['/', '|', '•', '·', '(', ')', '／', '＝', '[', ']']) {
        for rough in rough
            .split(" - ")
            .flat_map(|part| part.split(" – "))
            .flat_map(|part| part.split(" — "))
        {
            let piece = trim(rough);
            let piece = piece
                .strip_prefix("via ")
                .or_else(|| piece.strip_prefix("in "))
                .unwrap_or(piece);
            if piece.is_empty() {
                continue;
            }
            // "A for the paper" names both; "an agency for a client" names only the agency.
            let mut parts: Vec<String> = Vec::new();
            match piece.split_once(" for ") {
                Some((head, client)) => {
                    let head = trim(head);
                    split_commas(head, &mut parts);
                    if !is_known(head) {
                        parts.push(trim(client).to_owned());
                    }
                }
                None => split_commas(piece, &mut parts),
            }
            pieces.extend(parts.into_iter().map(|text| Piece {
                text,
                group,
                opens: false,
            }));
            group += 1;
        }
    }
    pieces.truncate(MAX_PIECES);
    mark_openings(&mut pieces);
    pieces
}

/// A name that stands beside an agency's, after it, and has a slash and an agency behind it, is the
/// next maker's.
fn mark_openings(pieces: &mut [Piece]) {
    let opens: Vec<bool> = pieces
        .windows(3)
        .map(|three| match three {
            [before, piece, after] => {
                before.group == piece.group
                    && piece.group < after.group
                    && is_known(&before.text)
                    && is_known(&after.text)
                    && !is_known(&piece.text)
            }
            _ => false,
        })
        .collect();
    for (piece, opens) in pieces.iter_mut().skip(1).zip(opens) {
        piece.opens = opens;
    }
}

/// Splits "A, AP", "A, left, and B" and "A and B"; leaves a body's own commas alone.
fn split_commas(piece: &str, pieces: &mut Vec<String>) {
    let parts: Vec<&str> = piece
        .split([',', '、', '，'])
        .map(trim)
        .filter(|part| !part.is_empty())
        .collect();
    let place = |part: &str| {
        matches!(
            part.to_lowercase()
                .trim_start_matches("from ")
                .trim_start_matches("and "),
            "left"
                | "right"
                | "top"
                | "bottom"
                | "center"
                | "centre"
                | "above"
                | "below"
                | "top left"
                | "top right"
                | "bottom left"
                | "bottom right"
                | "l"
                | "r"
                | "clockwise"
                | "file"
        )
    };
    let person = |part: &str| names::looks_like_person(part) && !agency::looks_like_body(part);
    let bare = |part: &str| -> String { part.strip_prefix("and ").unwrap_or(part).to_owned() };
    let first_person = parts.first().is_some_and(|part| person(part));
    let apart = parts.len() > 1
        && (parts
            .iter()
            .any(|part| is_known(part) || agency::is_nobody(part) || place(part))
            || parts.iter().all(|part| person(&bare(part)))
            || first_person && parts.last().is_some_and(|part| agency::looks_like_body(part)));
    let parts = if apart { parts } else { vec![piece] };
    for part in parts {
        if place(part) && !part.eq_ignore_ascii_case("file") {
            continue;
        }
        let part = part.strip_prefix("and ").unwrap_or(part);
        let couple: Vec<&str> = [" and ", " & ", " und ", " et ", " y "]
            .iter()
            .find(|mark| part.contains(**mark))
            .map(|mark| part.split(*mark).map(trim).collect())
            .unwrap_or_default();
        if couple.len() > 1 && couple.iter().all(|part| person(part) || is_known(part)) {
            pieces.extend(couple.into_iter().map(str::to_owned));
        } else {
            pieces.push(part.to_owned());
        }
    }
}
