//! An article as plain text, wrapped: for `show` and for printing. Links are numbered in the text
//! and listed below it, photos stand in their boxes with caption and credit whole.

use std::fmt::Write;

use crate::flow::{self, Measure};
use crate::model::{Article, BlockKind, Document, DocumentBuilder, PageState, Photo, ShownText};

/// The article wrapped at `width` cells. Addresses are never broken, so that they can be copied:
/// the list of them may be wider.
pub fn text(article: &Article, width: u16) -> String {
    let document = &article.document;
    let measure = Measure {
        link_numbers: true,
        whole_captions: true,
        ..Measure::new(width)
    };
    let mut out = String::with_capacity(document.text().len() * 5 / 4 + 512);
    let headline = &article.headline;
    lines_into(&paragraph(&headline.title), &[], &measure, &mut out);
    let day = headline.published.iso_date();
    let author = article.author();
    let meta = [article.feed_title.as_str(), &author, &day];
    let meta: Vec<&str> = meta.into_iter().filter(|part| !part.is_empty()).collect();
    lines_into(&paragraph(&meta.join(" · ")), &[], &measure, &mut out);
    if let Some(url) = &article.url {
        let _ = writeln!(out, "{url}");
    }
    let notes = notes(article);
    if !notes.is_empty() {
        lines_into(&paragraph(&notes.join(" · ")), &[], &measure, &mut out);
    }
    if !document.is_empty() {
        out.push('\n');
        lines_into(document, &article.photos, &measure, &mut out);
    }
    let apart = apart(article);
    if !apart.is_empty() {
        out.push('\n');
        lines_into(&apart, &article.photos, &measure, &mut out);
    }
    if !document.links().is_empty() {
        out.push('\n');
    }
    for (number, link) in document.links().iter().enumerate() {
        let _ = writeln!(out, "[{}] {}", number + 1, link.url);
    }
    out
}

/// What a reader should know of the text before reading it.
fn notes(article: &Article) -> Vec<String> {
    match (&article.page, article.shown) {
        (_, ShownText::Page) => article.facts.caveats(),
        (PageState::Failed(why), ShownText::Feed) => vec![format!("the feed's text; its page could not be had: {why}")],
        (_, ShownText::Feed) => Vec::new(),
    }
}

fn lines_into(document: &Document, photos: &[Photo], measure: &Measure, out: &mut String) {
    for line in flow::lay_out(document, photos, measure).lines {
        let start = out.len();
        for piece in &line.pieces {
            out.push_str(piece.text(document));
        }
        let end = start + out.get(start..).unwrap_or("").trim_end_matches(' ').len();
        out.truncate(end);
        out.push('\n');
    }
}

fn paragraph(text: &str) -> Document {
    let mut build = DocumentBuilder::new();
    build.push(text);
    build.finish()
}

/// The photos that have no place in the text.
fn apart(article: &Article) -> Document {
    let mut build = DocumentBuilder::new();
    for photo in super::unplaced_indices(article) {
        build.mark(BlockKind::Figure(photo), 0);
    }
    build.finish()
}
