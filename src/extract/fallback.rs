//! Text without structure, for what the walk cannot take.
//!
//! The only file that knows html2text. It wraps and recurses, so its input is bounded and its
//! width is wide; where it fails too, the tags are simply stripped.

use super::{floor, plain_text, tame};
use crate::model::{BlockKind, Document, DocumentBuilder};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Bytes of HTML handed to html2text, which is slow on long input.
const MAX_HTML: usize = 1 << 20;
/// Columns no paragraph reaches, so that nothing is wrapped.
const WIDTH: usize = 1_000_000;

/// A document of plain paragraphs from HTML.
pub(super) fn document(html: &str) -> Document {
    let html = html.get(..floor(html, MAX_HTML)).unwrap_or("");
    let tamed = tame::tame(html);
    let text = catch_unwind(AssertUnwindSafe(|| {
        html2text::config::with_decorator(html2text::render::TrivialDecorator::new())
            .string_from_read(tamed.as_bytes(), WIDTH)
            .ok()
    }));
    match text {
        Ok(Some(text)) if !text.trim().is_empty() => from_text(&text),
        _ => {
            let mut text = String::new();
            plain_text(html, &mut text);
            from_text(&text.replace('\n', "\n\n"))
        }
    }
}

/// A document of the paragraphs of plain text: parted by blank lines, or by line feeds where
/// there are no blank ones.
pub(super) fn from_text(text: &str) -> Document {
    let mut plain = String::new();
    let text = if text.contains("</") || text.contains("<p>") {
        plain_text(text, &mut plain);
        plain.as_str()
    } else {
        text
    };
    let mut build = DocumentBuilder::new();
    let mark = if text.contains("\n\n") { "\n\n" } else { "\n" };
    for paragraph in text.split(mark) {
        if paragraph.trim().is_empty() {
            continue;
        }
        build.open(BlockKind::Paragraph, 0, None);
        for (number, word) in paragraph.split_whitespace().enumerate() {
            if number > 0 {
                build.push(" ");
            }
            build.push(word);
        }
    }
    build.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_kept() {
        assert_eq!(document("<p>One</p><p>Two <b>three</b></p>").text(), "One\n\nTwo three");
        assert_eq!(from_text("a\nb").blocks().len(), 2);
        assert_eq!(from_text("a\nb\n\nc").text(), "a b\n\nc");
    }
}
