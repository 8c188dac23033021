//! A short text wrapped to a width, by the same rules as an article.

use crate::flow::{self, Measure};
use crate::model::{BlockKind, DocumentBuilder};

/// The lines of `text` at `width` cells; none for a text without a visible character.
pub fn wrapped(text: &str, width: u16) -> Vec<String> {
    let mut builder = DocumentBuilder::new();
    builder.open(BlockKind::Paragraph, 0, None);
    builder.push(text);
    let document = builder.finish();
    let flow = flow::lay_out(&document, &[], &Measure::new(width));
    flow.lines.iter().map(|line| line.text(&document)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wraps() {
        assert_eq!(
            wrapped("Asylum officers’ union asks court", 16),
            ["Asylum officers’", "union asks court"]
        );
        assert_eq!(wrapped("  ", 16), Vec::<String>::new());
    }
}
