//! An article as one HTML file, written from its document: no script, nothing loaded but its
//! pictures.

use std::fmt::Write;

use super::spans::stretches;
use crate::model::{Article, Block, BlockKind, Document, Marker, Photo, Style, Table};

/// The article as a page that needs nothing else.
pub fn html(article: &Article) -> String {
    let title = escaped(&article.headline.title);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src http: https:; style-src 'unsafe-inline'\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<title>{title}</title>\n<style>body{{max-width:40em;margin:2em auto;font:1.1em/1.5 serif}}figcaption,.meta{{color:#555;font-size:.9em}}img{{max-width:100%}}td,th{{border:1px solid #ccc;padding:.2em .5em}}</style>\n</head>\n<body>\n<article>\n<h1>{title}</h1>\n",
        escaped(article.analysis.as_ref().and_then(|analysis| analysis.language.as_deref()).unwrap_or("en"))
    );
    let mut meta = vec![escaped(&article.feed_title)];
    if !article.headline.author.is_empty() {
        meta.push(escaped(&article.headline.author));
    }
    meta.push(article.headline.published.iso_date());
    if let Some(url) = article.url.as_deref().filter(|url| openable(url)) {
        meta.push(format!("<a href=\"{0}\">{0}</a>", escaped(url)));
    }
    let _ = writeln!(out, "<p class=\"meta\">{}</p>", meta.join(" · "));
    for block in article.document.blocks() {
        block_into(&article.document, &article.photos, block, &mut out);
    }
    out.push_str("</article>\n</body>\n</html>\n");
    out
}

fn block_into(document: &Document, photos: &[Photo], block: &Block, out: &mut String) {
    let quotes = usize::from(block.quote_depth);
    out.push_str(&"<blockquote>".repeat(quotes));
    let mut closing = Vec::new();
    if let Some(place) = block.list {
        for _ in 0..place.depth {
            let (open, close) = match place.marker {
                Marker::Bullet => ("<ul>".to_owned(), "</ul>"),
                Marker::Number(number) => (format!("<ol start=\"{number}\">"), "</ol>"),
            };
            out.push_str(&open);
            closing.push(close);
        }
        out.push_str(if place.opens { "<li>" } else { "<li style=\"list-style:none\">" });
    }
    match &block.kind {
        BlockKind::Heading(level) => {
            let level = (*level).clamp(1, 6);
            let _ = write!(out, "<h{level}>{}</h{level}>", inline(document, block));
        }
        BlockKind::Paragraph | BlockKind::Embed | BlockKind::Footnote => {
            let _ = write!(out, "<p>{}</p>", inline(document, block).replace('\n', "<br>\n"));
        }
        BlockKind::Code => {
            let _ = write!(out, "<pre><code>{}</code></pre>", escaped(document.slice(&block.range)));
        }
        BlockKind::Rule => out.push_str("<hr>"),
        BlockKind::Table(table) => table_into(document, table, out),
        BlockKind::Figure(index) => {
            if let Some(photo) = photos.get(*index) {
                figure_into(photo, out);
            }
        }
    }
    if block.list.is_some() {
        out.push_str("</li>");
    }
    out.extend(closing);
    out.push_str(&"</blockquote>".repeat(quotes));
    out.push('\n');
}

fn inline(document: &Document, block: &Block) -> String {
    let mut out = String::new();
    stretches(document, &block.range, |text, styles| {
        let mut piece = escaped(text);
        for style in styles {
            piece = match style {
                Style::Emphasis => format!("<em>{piece}</em>"),
                Style::Strong => format!("<strong>{piece}</strong>"),
                Style::Code => format!("<code>{piece}</code>"),
                Style::Deleted => format!("<del>{piece}</del>"),
                Style::Subscript => format!("<sub>{piece}</sub>"),
                Style::Superscript => format!("<sup>{piece}</sup>"),
                Style::Link(index) => match document.links().get(*index).filter(|link| openable(&link.url)) {
                    Some(link) => format!("<a rel=\"noreferrer\" href=\"{}\">{piece}</a>", escaped(&link.url)),
                    None => piece,
                },
            };
        }
        out.push_str(&piece);
    });
    out
}

fn table_into(document: &Document, table: &Table, out: &mut String) {
    out.push_str("<table>\n");
    for (number, row) in table.rows.iter().enumerate() {
        let cell_name = if number < table.header_rows { "th" } else { "td" };
        out.push_str("<tr>");
        for cell in row {
            let span = if cell.columns > 1 { format!(" colspan=\"{}\"", cell.columns) } else { String::new() };
            let _ = write!(out, "<{cell_name}{span}>{}</{cell_name}>", escaped(document.slice(&cell.range)));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</table>");
}

fn figure_into(photo: &Photo, out: &mut String) {
    out.push_str("<figure>");
    if photo.url.starts_with("http") && openable(&photo.url) {
        let alt = photo.alt.as_deref().unwrap_or("");
        let _ = write!(out, "<img src=\"{}\" alt=\"{}\">", escaped(&photo.url), escaped(alt));
    }
    let credit = photo.credit.as_deref().map(|credit| format!(" <small>{}</small>", escaped(credit))).unwrap_or_default();
    let _ = write!(out, "<figcaption>{}{credit}</figcaption></figure>", escaped(&photo.caption));
}

fn openable(url: &str) -> bool {
    ["http://", "https://", "mailto:"].iter().any(|scheme| url.starts_with(scheme))
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}
