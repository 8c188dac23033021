//! What the Photos tab lists of an article: for each photo its picture, where that is here, its
//! caption with names and hits set apart, its credit, the facts, what its file adds, and who else
//! printed it.

use std::ops::Range;

use super::caption_names::names_in;
use super::marks::{Marks, Named};
use crate::model::{Article, Photo, PhotoPart, PhotoSource, SafeText};
use crate::query::{PhotoField, Query, photo_hits};
use crate::tui::pictures::Standing;
use crate::tui::theme::Role;
use crate::tui::widgets::rows::Row;
use crate::tui::wrapped::wrapped;

/// The article's photos. `pictures` says how each one's picture stands.
pub fn photos(article: &Article, width: u16, query: &Query, pictures: &[Standing]) -> Vec<Row> {
    let mut rows = Vec::new();
    for (at, photo) in article.photos.iter().enumerate() {
        let picture = pictures.get(at).cloned().unwrap_or_default();
        for row in 0..picture.rows {
            rows.push(Row {
                picture: Some(row),
                ..Row::new(Some(at), Vec::new())
            });
        }
        let room = width.saturating_sub(4).max(1);
        let names = names_in(&photo.caption, at, article.analysis.as_ref(), article.document.text());
        caption(&mut rows, at, photo, room, names, query);
        let credit = &photo.credit_line().unwrap_or_default();
        marked(
            &mut rows,
            at,
            credit,
            room,
            &photo_hits(query, PhotoField::Credit, credit),
        );
        let mut add = |role, text: &str| {
            let lines = wrapped(text, room).into_iter();
            rows.extend(lines.map(|line| Row::new(Some(at), vec![(role, format!("   {line}"))])));
        };
        add(Role::SideDetail, &facts(photo));
        if let Some(alt) = photo
            .alt
            .as_deref()
            .filter(|alt| *alt != photo.caption.as_str() && !alt.trim().is_empty())
        {
            add(Role::SideDetail, &format!("alt: {alt}"));
        }
        if let Some(notice) = &photo.copyright {
            add(Role::SideDetail, notice);
        }
        add(Role::SideDetail, &from_file(photo));
        if let Some(why) = &picture.failure {
            add(Role::FeedFailed, &format!("no picture: {why}"));
        }
        if !photo.also_in.is_empty() {
            let outlets: Vec<&str> = photo.also_in.iter().map(SafeText::as_str).collect();
            add(Role::ArticlePhotoMark, &format!("also in: {}", outlets.join(", ")));
        }
        rows.push(Row::default());
    }
    rows
}

/// The numbered lines of a caption.
fn caption(rows: &mut Vec<Row>, at: usize, photo: &Photo, room: u16, names: Vec<Named>, query: &Query) {
    let number = format!("{:>2} ", at + 1);
    let (mark, text) = match photo.caption.trim() {
        "" => ("", "no caption"),
        text if photo.source == PhotoSource::Alt && photo.credit.is_none() => ("alt: ", text),
        text => ("", text),
    };
    let marks = Marks {
        names: if photo.caption.is_empty() { Vec::new() } else { names },
        hits: photo_hits(query, PhotoField::Caption, text),
    };
    let shown = format!("{mark}{text}");
    for (line, range) in lines_of(&shown, room).into_iter().enumerate() {
        let lead = if line == 0 {
            number.clone()
        } else {
            " ".repeat(number.len())
        };
        let mut parts = vec![(Role::ArticleLinkNumber, lead)];
        let inside = range.start.max(mark.len()).min(range.end);
        if range.start < inside {
            parts.push((
                Role::SideDetail,
                shown.get(range.start..inside).unwrap_or("").to_owned(),
            ));
        }
        let in_text = inside - mark.len().min(inside)..range.end - mark.len().min(range.end);
        marks.cut(&in_text, &mut |part, named, hit| {
            let role = match (hit, named) {
                (true, _) => Role::Hit,
                (false, Some(named)) => Role::of_kind(named.kind),
                (false, None) => Role::ArticleCaption,
            };
            parts.push((role, text.get(part).unwrap_or("").to_owned()));
        });
        rows.push(Row::new(Some(at), parts));
    }
}

fn marked(rows: &mut Vec<Row>, at: usize, text: &str, room: u16, hits: &[Range<usize>]) {
    let marks = Marks {
        names: Vec::new(),
        hits: hits.to_vec(),
    };
    for range in lines_of(text, room) {
        let mut parts = vec![(Role::Text, "   ".to_owned())];
        marks.cut(&range, &mut |part, _, hit| {
            let role = if hit { Role::Hit } else { Role::ArticlePhotoMark };
            parts.push((role, text.get(part).unwrap_or("").to_owned()));
        });
        rows.push(Row::new(Some(at), parts));
    }
}

/// Place, date, who took it and for whom, as far as they are known.
fn facts(photo: &Photo) -> String {
    let mut facts: Vec<String> = Vec::new();
    facts.extend(photo.place.as_ref().map(ToString::to_string));
    facts.extend(photo.date.map(|date| date.to_string()));
    let names = photo.photographers.iter().chain(&photo.agencies);
    facts.extend(names.map(ToString::to_string));
    // A credit that is nothing but the one name says it already.
    if let ([only], Some(credit)) = (facts.as_slice(), photo.credit_line())
        && *only == credit
    {
        return String::new();
    }
    // Lines end with the dot, they do not begin with it.
    facts.join("\u{a0}· ")
}

/// Which of it the picture's file says, and not the page.
fn from_file(photo: &Photo) -> String {
    let words: Vec<&str> = photo
        .from_file
        .iter()
        .map(|part| match part {
            PhotoPart::Caption => "caption",
            PhotoPart::Credit => "credit",
            PhotoPart::Photographer => "photographer",
            PhotoPart::Agency => "agency",
            PhotoPart::Place => "place",
            PhotoPart::Date => "date",
            PhotoPart::Copyright => "copyright",
        })
        .collect();
    if words.is_empty() {
        String::new()
    } else {
        format!("from the picture's file: {}", words.join(", "))
    }
}

/// The lines of a text at a width, as ranges of it.
fn lines_of(text: &str, room: u16) -> Vec<Range<usize>> {
    let mut from = 0;
    let lines = wrapped(text, room).into_iter().map(|line| {
        let start = text
            .get(from..)
            .and_then(|rest| rest.find(line.as_str()))
            .map_or(from, |at| from + at);
        let end = (start + line.len()).min(text.len());
        from = end;
        start..end
    });
    lines.collect()
}
