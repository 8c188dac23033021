//! An article as CommonMark with the tables and struck-out text of GFM, below YAML front matter.
//! <https://spec.commonmark.org/0.31.2/>, <https://github.github.com/gfm/>
//!
//! This file sets blocks one under another: quotations, lists, tables, photos. Marks inside a line
//! are [`super::inline`]'s, escaping is [`super::escape`]'s.

use std::fmt::Write;

use super::escape::{fenced, line_start};
use super::front::front;
use super::inline::{inline, picture, plain};
use super::spans::Marks;
use super::{followed, unplaced};
use crate::model::{Article, Block, BlockKind, Cell, Marker, Photo, Table, Timestamp};

/// The article with front matter, as saved at `saved`.
pub fn markdown(article: &Article, saved: Timestamp) -> String {
    let document = &article.document;
    let mut out = String::with_capacity(document.text().len() * 5 / 4 + 1_024);
    front(article, saved, &mut out);
    let _ = writeln!(out, "# {}", heading(&plain(&article.headline.title)));
    let mut set = Setter {
        marks: Marks::new(document, followed),
        photos: &article.photos,
        quotes: 0,
        items: Vec::new(),
        out,
    };
    for block in super::told(article) {
        set.block(block);
    }
    for photo in unplaced(article) {
        set.separate(0, false);
        set.quotes = 0;
        set.lines(&figure(photo), "", "");
    }
    set.out
}

/// Sets blocks, knowing what stands open above.
struct Setter<'a> {
    marks: Marks<'a>,
    photos: &'a [Photo],
    /// How many quotations the last block stood in.
    quotes: usize,
    /// For each list open, how far its items' text is set in.
    items: Vec<usize>,
    out: String,
}

impl Setter<'_> {
    fn block(&mut self, block: &Block) {
        let document = self.marks.document();
        let body = match &block.kind {
            BlockKind::Heading(level) => {
                let text = inline(&self.marks, &block.range).join(" ");
                format!("{} {}", "#".repeat(usize::from((*level).clamp(1, 6))), heading(&text))
            }
            BlockKind::Paragraph | BlockKind::Embed | BlockKind::Footnote => {
                let lines: Vec<String> = inline(&self.marks, &block.range)
                    .iter()
                    .map(|line| line_start(line))
                    .collect();
                lines.join("\\\n")
            }
            BlockKind::Code => fenced(document.slice(&block.range)),
            BlockKind::Rule => "---".to_owned(),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Figure(index) => self.photos.get(*index).map(figure).unwrap_or_default(),
        };
        if body.is_empty() {
            return;
        }
        let quotes = usize::from(block.quote_depth);
        if quotes != self.quotes || block.list.is_none() {
            self.items.clear();
        }
        let (tight, first, rest) = self.item(block);
        self.separate(quotes, tight);
        self.quotes = quotes;
        let bars = "> ".repeat(quotes);
        self.lines(&body, &format!("{bars}{first}"), &format!("{bars}{rest}"));
    }

    /// What stands before the first and the other lines of a block in a list, and whether it
    /// follows the item above without a blank line.
    fn item(&mut self, block: &Block) -> (bool, String, String) {
        let Some(place) = block.list else {
            return Default::default();
        };
        let above = self.items.len();
        // A list can only be one deeper than what is open.
        let depth = usize::from(place.depth).clamp(1, above + 1);
        if !place.opens {
            self.items.truncate(depth);
            let indent = " ".repeat(self.items.iter().sum());
            return (false, indent.clone(), indent);
        }
        self.items.truncate(depth - 1);
        let indent: usize = self.items.iter().sum();
        let marker = match place.marker {
            Marker::Number(number) if number <= 999_999_999 => format!("{number}. "),
            _ => "- ".to_owned(),
        };
        // A deeper list may follow its item's text closely only where it can be told from it.
        let tight = above > 0 && (depth <= above || matches!(place.marker, Marker::Bullet | Marker::Number(1)));
        self.items.push(marker.len());
        (
            tight,
            format!("{}{marker}", " ".repeat(indent)),
            " ".repeat(indent + marker.len()),
        )
    }

    /// Ends the line, and leaves one free (with the bars that both blocks share) unless `tight`.
    fn separate(&mut self, quotes: usize, tight: bool) {
        if !self.out.ends_with('\n') {
            self.out.push('\n');
        }
        if !tight {
            let bars = "> ".repeat(quotes.min(self.quotes));
            self.out.push_str(bars.trim_end());
            self.out.push('\n');
        }
    }

    fn lines(&mut self, body: &str, first: &str, rest: &str) {
        for (number, line) in body.split('\n').enumerate() {
            let start = self.out.len();
            self.out.push_str(if number == 0 { first } else { rest });
            self.out.push_str(line);
            let end = start + self.out.get(start..).unwrap_or("").trim_end_matches(' ').len();
            self.out.truncate(end);
            self.out.push('\n');
        }
    }

    /// A table of GFM: it has exactly one row of headings, which may be blank.
    fn table(&self, table: &Table) -> String {
        let rows: Vec<Vec<String>> = table.rows.iter().map(|row| self.cells(row)).collect();
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let (header, body) = if table.header_rows > 0 {
            rows.split_at(rows.len().min(1))
        } else {
            rows.split_at(0)
        };
        let mut out = String::new();
        row_into(header.first().map_or(&[], Vec::as_slice), columns, &mut out);
        let _ = write!(out, "\n|{}", " --- |".repeat(columns));
        for row in body {
            out.push('\n');
            row_into(row, columns, &mut out);
        }
        out
    }

    fn cells(&self, row: &[Cell]) -> Vec<String> {
        let mut cells = Vec::with_capacity(row.len());
        for cell in row {
            cells.push(inline(&self.marks, &cell.range).join(" "));
            // What covers several columns stands in the first of them; 200 is what extraction allows.
            let more = usize::from(cell.columns.saturating_sub(1)).min(200usize.saturating_sub(cells.len()));
            cells.extend(std::iter::repeat_n(String::new(), more));
        }
        cells
    }
}

fn row_into(cells: &[String], columns: usize, out: &mut String) {
    out.push('|');
    for column in 0..columns {
        let _ = write!(out, " {} |", cells.get(column).map_or("", String::as_str));
    }
}

/// A heading's text; number signs at its end would be taken for its closing.
fn heading(text: &str) -> String {
    let text = text.trim();
    match text.strip_suffix('#') {
        Some(before) if !before.ends_with('\\') => format!("{before}\\#"),
        _ => text.to_owned(),
    }
}

/// A photo: the picture, and on the next line its caption with the credit in italics.
fn figure(photo: &Photo) -> String {
    let mut lines = Vec::new();
    if followed(&photo.url) && !photo.url.starts_with("mailto:") {
        lines.push(picture(photo.alt.as_deref().unwrap_or(&photo.caption), &photo.url));
    }
    let mut caption = line_start(&plain(&photo.caption));
    if let Some(credit) = photo.credit_line() {
        caption.push_str(if caption.is_empty() { "" } else { " " });
        let _ = write!(caption, "*{}*", plain(credit.trim()));
    }
    if !caption.is_empty() {
        lines.push(caption);
    }
    lines.join("\\\n")
}
