//! The box that stands in the text where a photo is: its number, caption and credit.

use std::ops::Range;

use super::line::{Piece, Role};
use super::width::{clip, width};
use super::wrap::wrap;
use crate::model::{Photo, PhotoSource};

/// Narrower than this, the box has no edges.
const EDGES_FROM: usize = 12;

/// The rows of the box of `photos[index]`, each at most `width` cells; none where there is no such
/// photo. `whole` shows all of the caption, else it is one row and the credit another (or the same,
/// where both fit).
pub(super) fn figure(photos: &[Photo], index: usize, width: usize, whole: bool) -> Vec<Vec<Piece>> {
    let Some(photo) = photos.get(index) else {
        return Vec::new();
    };
    let inner = if width >= EDGES_FROM { width - 4 } else { width };
    let mark = format!("photo {} of {}: ", index.saturating_add(1), photos.len());
    let mut rows = texts(&mark, &caption(photo), inner, whole);
    if let Some(credit) = credit(photo) {
        let room = inner.saturating_sub(rows.last().map_or(0, |row| cells(row)));
        if rows.len() == 1 && room >= 3 + self::width(&credit) {
            let both = [Piece::made(" — ", Role::PhotoMark), Piece::made(credit, Role::Credit)];
            rows.iter_mut().for_each(|row| row.extend(both.clone()));
        } else {
            rows.extend(
                cut(&credit, inner, whole)
                    .into_iter()
                    .map(|(_, row)| vec![Piece::made(row, Role::Credit)]),
            );
        }
    }
    if inner < width {
        edge(&mut rows);
    }
    rows
}

fn caption(photo: &Photo) -> String {
    let caption = one_line(&photo.caption);
    let alt = one_line(photo.alt.as_deref().unwrap_or(""));
    match (caption.is_empty(), alt.is_empty()) {
        // A description stands in, and says so.
        (false, _) if photo.source == PhotoSource::Alt && photo.credit.is_none() => format!("alt: {caption}"),
        (false, _) => caption,
        (true, false) => format!("alt: {alt}"),
        (true, true) => "no caption".to_owned(),
    }
}

/// The credit as the page shows it, else put together from who took it for whom.
fn credit(photo: &Photo) -> Option<String> {
    let shown = photo.credit_line().map(|credit| one_line(&credit));
    shown.or_else(|| {
        let names: Vec<&str> = photo
            .photographers
            .iter()
            .chain(&photo.agencies)
            .map(|name| name.as_str())
            .collect();
        (!names.is_empty()).then(|| one_line(&names.join("/")))
    })
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The rows of mark and caption.
fn texts(mark: &str, caption: &str, inner: usize, whole: bool) -> Vec<Vec<Piece>> {
    let rows = cut(&format!("{mark}{caption}"), inner, whole)
        .into_iter()
        .map(|(start, row)| {
            // The mark is the beginning of the first row, or the first rows where it is very narrow.
            let (head, tail) = row
                .split_at_checked(mark.len().saturating_sub(start).min(row.len()))
                .unwrap_or(("", &row));
            let parts = [(head, Role::PhotoMark), (tail, Role::Caption)];
            parts
                .into_iter()
                .filter(|(text, _)| !text.is_empty())
                .map(|(text, role)| Piece::made(text, role))
                .collect()
        });
    rows.collect()
}

/// All rows of a text, or the first with `…`; each with the byte it starts at.
fn cut(text: &str, inner: usize, whole: bool) -> Vec<(usize, String)> {
    if !whole {
        return vec![(0, clip(text, u16::try_from(inner).unwrap_or(u16::MAX)))];
    }
    let mut rows = Vec::new();
    wrap(text, 0..text.len(), inner, &[], &mut |range: Range<usize>| {
        rows.push((range.start, text.get(range).unwrap_or("").to_owned()));
    });
    rows
}

fn cells(row: &[Piece]) -> usize {
    row.iter()
        .map(|piece| {
            if let super::line::Content::Made(text) = &piece.content {
                self::width(text)
            } else {
                0
            }
        })
        .sum()
}

/// Draws the edges, the right one below itself.
fn edge(rows: &mut [Vec<Piece>]) {
    let widest = rows.iter().map(|row| cells(row)).max().unwrap_or(0);
    for row in rows {
        let room = widest.saturating_sub(cells(row));
        row.insert(0, Piece::made("▐ ", Role::PhotoMark));
        row.push(Piece::made(format!("{} ▌", " ".repeat(room)), Role::PhotoMark));
    }
}
