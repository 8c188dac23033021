//! An article as one HTML5 file, written from its document: no script, nothing of the page's own
//! markup, and nothing loaded but its pictures (a Content-Security-Policy says so too).

use std::fmt::Write;
use std::ops::Range;

use super::spans::{Marks, Writer, write_nested};
use super::{followed, unplaced};
use crate::model::{Article, Block, BlockKind, Document, ListPlace, Marker, Photo, Style, Table};

const HEAD: &str = concat!(
    "<meta charset=\"utf-8\">\n",
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src http: https:; style-src 'unsafe-inline'\">\n",
    "<meta name=\"referrer\" content=\"no-referrer\">\n",
    "<meta name=\"viewport\" content=\"width=device-width\">\n",
    "<style>body{max-width:40em;margin:2em auto;padding:0 1em;font:1.1em/1.5 serif}figcaption,.meta{color:#555;font-size:.9em}",
    "img{max-width:100%;height:auto}table{border-collapse:collapse}td,th{border:1px solid #ccc;padding:.2em .5em;text-align:left}",
    "pre{overflow-x:auto}</style>\n",
);

/// Quotations one inside another at most; more is not the article's doing.
const DEEPEST: usize = 32;

/// The article as a page that needs nothing else.
pub fn html(article: &Article) -> String {
    let title = escaped(&article.headline.title);
    let language = article
        .analysis
        .as_ref()
        .and_then(|analysis| analysis.language.as_deref())
        .unwrap_or("");
    let mut out = String::with_capacity(article.document.text().len() * 3 / 2 + 2_048);
    out.push_str("<!DOCTYPE html>\n<html");
    if !language.is_empty() {
        let _ = write!(out, " lang=\"{}\"", escaped(language));
    }
    let _ = write!(
        out,
        ">\n<head>\n{HEAD}<title>{title}</title>\n</head>\n<body>\n<article>\n<h1>{title}</h1>\n"
    );
    meta(article, &mut out);
    let document = &article.document;
    let mut page = Page {
        marks: Marks::new(document, followed),
        photos: &article.photos,
        quotes: 0,
        lists: Vec::new(),
        out,
    };
    for block in super::told(article) {
        page.block(block);
    }
    page.close_lists(0);
    page.quote(0);
    for photo in unplaced(article) {
        page.figure(photo);
    }
    page.out.push_str("</article>\n</body>\n</html>\n");
    page.out
}

fn meta(article: &Article, out: &mut String) {
    let published = article.headline.published;
    let mut parts = vec![escaped(&article.feed_title), escaped(&article.author())];
    parts.push(format!(
        "<time datetime=\"{}\">{}</time>",
        published.iso(),
        published.iso_date()
    ));
    if let Some(url) = article.url.as_deref().filter(|url| followed(url)) {
        parts.push(format!("<a rel=\"noreferrer\" href=\"{0}\">{0}</a>", escaped(url)));
    }
    parts.retain(|part| !part.is_empty());
    let _ = writeln!(out, "<p class=\"meta\">{}</p>", parts.join(" · "));
}

struct Page<'a> {
    marks: Marks<'a>,
    photos: &'a [Photo],
    /// Quotations open.
    quotes: usize,
    /// Lists open, each with an item open: how each ends.
    lists: Vec<&'static str>,
    out: String,
}

impl Page<'_> {
    fn block(&mut self, block: &Block) {
        let quotes = usize::from(block.quote_depth).min(DEEPEST);
        if quotes != self.quotes {
            self.close_lists(0);
            self.quote(quotes);
        }
        match block.list {
            Some(place) => self.item(place),
            None => self.close_lists(0),
        }
        let document = self.marks.document();
        match &block.kind {
            BlockKind::Heading(level) => {
                let level = (*level).clamp(1, 6);
                let text = self.inline(&block.range);
                let _ = write!(self.out, "<h{level}>{text}</h{level}>");
            }
            BlockKind::Paragraph => self.paragraph("p", &block.range),
            BlockKind::Embed => self.paragraph("p class=\"embed\"", &block.range),
            BlockKind::Footnote => self.paragraph("p class=\"footnote\"", &block.range),
            BlockKind::Code => {
                let _ = write!(
                    self.out,
                    "<pre><code>{}</code></pre>",
                    escaped(document.slice(&block.range))
                );
            }
            BlockKind::Rule => self.out.push_str("<hr>"),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Figure(index) => {
                if let Some(photo) = self.photos.get(*index) {
                    self.figure(photo);
                }
            }
        }
        self.out.push('\n');
    }

    fn paragraph(&mut self, tag: &str, range: &Range<usize>) {
        let text = self.inline(range).replace('\n', "<br>\n");
        let _ = write!(self.out, "<{tag}>{text}</p>");
    }

    fn quote(&mut self, depth: usize) {
        let (more, fewer) = (depth.saturating_sub(self.quotes), self.quotes.saturating_sub(depth));
        self.out.push_str(&"<blockquote>\n".repeat(more));
        self.out.push_str(&"</blockquote>\n".repeat(fewer));
        self.quotes = depth;
    }

    /// Opens what a list's block needs, and closes what it leaves.
    fn item(&mut self, place: ListPlace) {
        // A list can only be one deeper than what is open.
        let depth = usize::from(place.depth).clamp(1, self.lists.len() + 1);
        self.close_lists(depth);
        if !place.opens && self.lists.len() <= depth {
            return;
        }
        let (tag, end) = match place.marker {
            Marker::Bullet => ("<ul>\n", "</li>\n</ul>\n"),
            Marker::Number(_) => ("<ol>\n", "</li>\n</ol>\n"),
        };
        if self.lists.len() == depth {
            if self.lists.last() == Some(&end) {
                self.out.push_str("</li>\n");
            } else {
                self.close_lists(depth - 1);
            }
        }
        if self.lists.len() < depth {
            self.out.push_str(tag);
            self.lists.push(end);
        }
        match place.marker {
            Marker::Bullet => self.out.push_str("<li>"),
            Marker::Number(number) => {
                let _ = write!(self.out, "<li value=\"{}\">", number.min(999_999_999));
            }
        }
    }

    fn close_lists(&mut self, depth: usize) {
        while self.lists.len() > depth {
            self.out.push_str(self.lists.pop().unwrap_or(""));
        }
    }

    fn inline(&self, range: &Range<usize>) -> String {
        let document = self.marks.document();
        let mut line = Inline {
            document,
            out: String::new(),
        };
        write_nested(document, &self.marks.stretches(range), &mut line);
        line.out
    }

    fn table(&mut self, table: &Table) {
        self.out.push_str("<table>\n");
        for (number, row) in table.rows.iter().enumerate() {
            let tag = if number < table.header_rows { "th" } else { "td" };
            self.out.push_str("<tr>");
            for cell in row {
                let span = if cell.columns > 1 {
                    format!(" colspan=\"{}\"", cell.columns.min(200))
                } else {
                    String::new()
                };
                let text = self.inline(&cell.range);
                let _ = write!(self.out, "<{tag}{span}>{text}</{tag}>");
            }
            self.out.push_str("</tr>\n");
        }
        self.out.push_str("</table>");
    }

    fn figure(&mut self, photo: &Photo) {
        self.out.push_str("<figure>");
        if followed(&photo.url) && !photo.url.starts_with("mailto:") {
            let alt = photo.alt.as_deref().unwrap_or("");
            let _ = write!(
                self.out,
                "<img src=\"{}\" alt=\"{}\">",
                escaped(&photo.url),
                escaped(alt)
            );
        }
        let _ = write!(self.out, "<figcaption>{}", escaped(&photo.caption));
        if let Some(credit) = photo.credit_line() {
            let _ = write!(self.out, " <small>{}</small>", escaped(&credit));
        }
        self.out.push_str("</figcaption></figure>\n");
    }
}

struct Inline<'a> {
    document: &'a Document,
    out: String,
}

impl Writer for Inline<'_> {
    type Open = &'static str;

    fn text(&mut self, text: &str) {
        escape_into(text, &mut self.out);
    }

    fn open(&mut self, style: Style, _: &str, _: Option<&str>) -> &'static str {
        let (tag, end) = match style {
            Style::Emphasis => ("<em>", "</em>"),
            Style::Strong => ("<strong>", "</strong>"),
            Style::Code => ("<code>", "</code>"),
            Style::Deleted => ("<del>", "</del>"),
            Style::Subscript => ("<sub>", "</sub>"),
            Style::Superscript => ("<sup>", "</sup>"),
            Style::Link(link) => {
                let url = self.document.links().get(link).map_or("", |link| &link.url);
                let _ = write!(self.out, "<a rel=\"noreferrer\" href=\"{}\">", escaped(url));
                return "</a>";
            }
        };
        self.out.push_str(tag);
        end
    }

    fn close(&mut self, end: &'static str) {
        self.out.push_str(end);
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape_into(text, &mut out);
    out
}

fn escape_into(text: &str, out: &mut String) {
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
}
