//! An article as plain text, wrapped: for `show` and for printing.

use std::fmt::Write;

use crate::flow::{self, Content, Measure};
use crate::model::Article;

/// The article wrapped at `width` cells, its links listed at the end.
pub fn text(article: &Article, width: u16) -> String {
    let mut out = String::new();
    let headline = &article.headline;
    for line in wrapped(&headline.title, width) {
        let _ = writeln!(out, "{line}");
    }
    let mut meta = vec![article.feed_title.to_string(), headline.author.to_string(), headline.published.iso_date()];
    meta.retain(|part| !part.is_empty());
    for line in wrapped(&meta.join(" · "), width) {
        let _ = writeln!(out, "{line}");
    }
    out.push('\n');
    let measure = Measure { link_numbers: true, whole_captions: true, ..Measure::new(width) };
    for line in flow::lay_out(&article.document, &article.photos, &measure).lines {
        let start = out.len();
        for piece in line.pieces {
            match piece.content {
                Content::Text(range) => out.push_str(article.document.slice(&range)),
                Content::Made(made) => out.push_str(&made),
            }
        }
        out.truncate(start + out[start..].trim_end().len());
        out.push('\n');
    }
    if !article.document.links().is_empty() {
        out.push('\n');
    }
    for (number, link) in article.document.links().iter().enumerate() {
        let _ = writeln!(out, "[{}] {}", number + 1, link.url);
    }
    out
}

fn wrapped(text: &str, width: u16) -> Vec<String> {
    let mut build = crate::model::DocumentBuilder::new();
    build.push(text);
    let document = build.finish();
    flow::lay_out(&document, &[], &Measure::new(width))
        .lines
        .into_iter()
        .map(|line| {
            line.pieces
                .into_iter()
                .map(|piece| match piece.content {
                    Content::Text(range) => document.slice(&range).to_owned(),
                    Content::Made(made) => made,
                })
                .collect()
        })
        .collect()
}
