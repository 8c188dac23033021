//! Marks inside a line of Markdown: emphasis, code, links.
//!
//! `*` and `_` open and close only where the characters round them allow it
//! (<https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis>). They are used where a word
//! begins and ends, which always works; in the middle of a word an HTML tag says the same. Strong
//! emphasis is `**` and emphasis `_`, so that the two can stand together.

use std::ops::Range;

use super::escape;
use super::spans::{Marks, Writer, write_nested};
use crate::model::{Document, Style};

/// The lines of a range, escaped and marked; none of them empty. Their beginnings are not escaped.
pub(super) fn inline(marks: &Marks<'_>, range: &Range<usize>) -> Vec<String> {
    let document = marks.document();
    let mut line = Inline {
        document,
        out: String::new(),
        code: None,
        skip: 0,
    };
    write_nested(document, &marks.stretches(range), &mut line);
    let lines = line.out.split('\n').map(|line| line.trim().to_owned());
    lines.filter(|line| !line.is_empty()).collect()
}

/// Text without marks on one line, escaped.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape::inline(&text.split_whitespace().collect::<Vec<_>>().join(" "), &mut out);
    out
}

/// A picture.
pub(super) fn picture(alt: &str, url: &str) -> String {
    format!("![{}]({})", plain(alt), escape::destination(url))
}

struct Inline<'a> {
    document: &'a Document,
    out: String,
    /// The code being written.
    code: Option<String>,
    /// Bytes of white space already written before a mark.
    skip: usize,
}

/// How an open mark ends.
enum Open {
    Code,
    Mark(String),
}

impl Inline<'_> {
    fn push_text(&mut self, text: &str) {
        match &mut self.code {
            Some(code) => code.extend(text.chars().map(|c| if c == '\n' { ' ' } else { c })),
            None => escape::inline(text, &mut self.out),
        }
    }
}

impl Writer for Inline<'_> {
    type Open = Open;

    fn text(&mut self, text: &str) {
        let skip = self.skip.min(text.len());
        self.skip -= skip;
        self.push_text(text.get(skip..).unwrap_or(text));
    }

    fn open(&mut self, style: Style, inner: &str, follows: Option<&str>) -> Open {
        // White space inside goes before the mark: marks must touch their words.
        if self.skip == 0 {
            self.skip = inner.len() - inner.trim_start().len();
            self.out.push_str(inner.get(..self.skip).unwrap_or(""));
        }
        let bounded = self.out.chars().next_back().is_none_or(is_bound)
            && (inner.ends_with(char::is_whitespace)
                || follows.and_then(|text| text.chars().next()).is_none_or(is_bound));
        let (mark, tag) = match style {
            Style::Link(link) => {
                let url = self.document.links().get(link).map_or("", |link| &link.url);
                if self.out.ends_with('!') {
                    // "Look!" before a link must not make a picture of it.
                    self.out.pop();
                    self.out.push_str("\\!");
                }
                self.out.push('[');
                return Open::Mark(format!("]({})", escape::destination(url)));
            }
            Style::Code => {
                self.code = Some(String::new());
                return Open::Code;
            }
            Style::Emphasis => ("_", "em"),
            Style::Strong => ("**", "strong"),
            Style::Deleted => ("~~", "del"),
            Style::Subscript => ("", "sub"),
            Style::Superscript => ("", "sup"),
        };
        if bounded && !mark.is_empty() && !self.out.ends_with(mark.get(..1).unwrap_or("")) {
            self.out.push_str(mark);
            return Open::Mark(mark.to_owned());
        }
        self.out.push_str(&format!("<{tag}>"));
        Open::Mark(format!("</{tag}>"))
    }

    fn close(&mut self, open: Open) {
        match open {
            Open::Code => {
                let code = self.code.take().unwrap_or_default();
                let kept = code.trim_end();
                self.out.push_str(&escape::code_span(kept));
                self.out.push_str(code.get(kept.len()..).unwrap_or(""));
            }
            Open::Mark(end) => {
                let spaces = self.out.split_off(self.out.trim_end_matches([' ', '\n']).len());
                self.out.push_str(&end);
                self.out.push_str(&spaces);
            }
        }
    }
}

/// Whether a mark may stand beside this character from its other side: white space and
/// punctuation.
fn is_bound(c: char) -> bool {
    c.is_whitespace()
        || c.is_ascii_punctuation()
        || matches!(c, '«' | '»' | '¿' | '¡' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{3001}' | '\u{3002}' | '\u{3008}'..='\u{3011}')
}
