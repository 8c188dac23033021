//! An article as CommonMark with tables (GFM). <https://spec.commonmark.org/0.31.2/>

use std::fmt::Write;

use super::front::front;
use super::spans::stretches;
use crate::model::{Article, Block, BlockKind, Document, Marker, Photo, Style, Table, Timestamp};

/// The article with front matter, saved at `saved`.
pub fn markdown(article: &Article, saved: Timestamp) -> String {
    let document = &article.document;
    let mut out = String::with_capacity(document.text().len() * 5 / 4 + 1_024);
    front(article, saved, &mut out);
    let _ = writeln!(out, "# {}\n", escaped(&article.headline.title));
    for (index, block) in document.blocks().iter().enumerate() {
        // The page's own headline, when it opens the text, is already above.
        let repeats = index == 0 && matches!(block.kind, BlockKind::Heading(_)) && document.slice(&block.range) == article.headline.title.as_str();
        if !repeats {
            let tight = document.blocks().get(index + 1).is_some_and(|next| next.list.is_some() && block.list.is_some());
            block_into(document, &article.photos, block, &mut out);
            out.push_str(if tight { "\n" } else { "\n\n" });
        }
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn block_into(document: &Document, photos: &[Photo], block: &Block, out: &mut String) {
    let mut first = "> ".repeat(usize::from(block.quote_depth));
    let mut rest = first.clone();
    if let Some(place) = block.list {
        let indent = "    ".repeat(usize::from(place.depth.saturating_sub(1)));
        let marker = match place.marker {
            Marker::Bullet => "-   ".to_owned(),
            Marker::Number(number) => format!("{:<4}", format!("{number}.")),
        };
        first.push_str(&indent);
        first.push_str(if place.opens { &marker } else { "    " });
        rest.push_str(&indent);
        rest.push_str("    ");
    }
    let body = match &block.kind {
        BlockKind::Heading(level) => format!("{} {}", "#".repeat(usize::from((*level).clamp(1, 6))), inline(document, block).replace('\n', " ")),
        BlockKind::Paragraph | BlockKind::Embed | BlockKind::Footnote => inline(document, block).replace('\n', "  \n"),
        BlockKind::Code => fenced(document.slice(&block.range)),
        BlockKind::Rule => "---".to_owned(),
        BlockKind::Table(table) => table_rows(document, table),
        BlockKind::Figure(index) => photos.get(*index).map(figure).unwrap_or_default(),
    };
    for (number, line) in body.lines().enumerate() {
        if number > 0 {
            out.push('\n');
        }
        out.push_str(if number == 0 { &first } else { &rest });
        out.push_str(line);
    }
}

fn inline(document: &Document, block: &Block) -> String {
    let mut out = String::new();
    stretches(document, &block.range, |text, styles| {
        let code = styles.contains(&Style::Code);
        let mut marked = if code { code_span(text) } else { escaped(text) };
        let (before, inner, after) = apart(&marked);
        let mut wrapped = inner.to_owned();
        if !inner.is_empty() {
            for style in styles {
                wrapped = match style {
                    Style::Emphasis => format!("*{wrapped}*"),
                    Style::Strong => format!("**{wrapped}**"),
                    Style::Deleted => format!("~~{wrapped}~~"),
                    Style::Subscript => format!("<sub>{wrapped}</sub>"),
                    Style::Superscript => format!("<sup>{wrapped}</sup>"),
                    Style::Code | Style::Link(_) => wrapped,
                };
            }
            for style in styles {
                if let Style::Link(index) = style
                    && let Some(link) = document.links().get(*index)
                {
                    wrapped = format!("[{wrapped}]({})", destination(&link.url));
                }
            }
        }
        marked = format!("{before}{wrapped}{after}");
        out.push_str(&marked);
    });
    line_starts(&out)
}

/// A text's leading space, body and trailing space: marks must touch the body.
fn apart(text: &str) -> (&str, &str, &str) {
    let body = text.trim();
    let at = text.find(body).unwrap_or(0);
    (&text[..at], body, &text[at + body.len()..])
}

/// Text with everything escaped that Markdown or HTML would read.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' => out.extend(['\\', c]),
            '&' => out.push_str("&amp;"),
            _ => out.push(c),
        }
    }
    out
}

/// Escapes what would open a block at the beginning of a line: headings, lists, rules, fences.
fn line_starts(text: &str) -> String {
    let lines = text.split('\n').map(|line| {
        let line = line.trim_start();
        let digits = line.chars().take_while(char::is_ascii_digit).count();
        match line.as_bytes().get(digits) {
            Some(b'.' | b')') if digits > 0 => format!("{}\\{}", &line[..digits], &line[digits..]),
            _ if line.starts_with(['#', '+', '-', '=']) => format!("\\{line}"),
            _ => line.to_owned(),
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn code_span(text: &str) -> String {
    let ticks = "`".repeat(longest_run(text, '`') + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{ticks}{pad}{text}{pad}{ticks}")
}

fn fenced(text: &str) -> String {
    let fence = "`".repeat((longest_run(text, '`') + 1).max(3));
    format!("{fence}\n{text}\n{fence}")
}

fn longest_run(text: &str, wanted: char) -> usize {
    let mut longest = 0;
    let mut run = 0;
    for c in text.chars() {
        run = if c == wanted { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

/// A link's address with what would end it percent-encoded.
fn destination(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for c in url.chars() {
        match c {
            ' ' => out.push_str("%20"),
            '(' => out.push_str("%28"),
            ')' => out.push_str("%29"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            _ if c.is_control() => {}
            _ => out.push(c),
        }
    }
    out
}

fn table_rows(document: &Document, table: &Table) -> String {
    let columns = table.rows.iter().map(|row| row.iter().map(|cell| usize::from(cell.columns)).sum::<usize>()).max().unwrap_or(0);
    let mut out = String::new();
    let row_into = |cells: &[String], out: &mut String| {
        out.push('|');
        for column in 0..columns {
            let _ = write!(out, " {} |", cells.get(column).map_or("", String::as_str));
        }
        out.push('\n');
    };
    let texts = |row: &[crate::model::Cell]| -> Vec<String> {
        let mut cells = Vec::new();
        for cell in row {
            cells.push(escaped(document.slice(&cell.range)));
            cells.extend((1..cell.columns).map(|_| String::new()));
        }
        cells
    };
    let rows: Vec<Vec<String>> = table.rows.iter().map(|row| texts(row)).collect();
    // A Markdown table has one heading row, which may be blank.
    let body_from = if table.header_rows > 0 { 1 } else { 0 };
    row_into(rows.first().filter(|_| body_from == 1).map_or(&[][..], Vec::as_slice), &mut out);
    out.push_str(&format!("|{}\n", " --- |".repeat(columns)));
    for row in rows.iter().skip(body_from) {
        row_into(row, &mut out);
    }
    out
}

fn figure(photo: &Photo) -> String {
    let alt = photo.alt.as_ref().unwrap_or(&photo.caption);
    let mut out = String::new();
    if photo.url.starts_with("http") {
        let _ = write!(out, "![{}]({})", escaped(alt), destination(&photo.url));
    }
    let mut caption = escaped(&photo.caption);
    if let Some(credit) = &photo.credit {
        caption.push_str(if caption.is_empty() { "" } else { " " });
        let _ = write!(caption, "*{}*", escaped(credit.trim()));
    }
    if !caption.is_empty() {
        if !out.is_empty() {
            out.push_str("  \n");
        }
        out.push_str(&caption);
    }
    out
}
