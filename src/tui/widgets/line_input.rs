//! One line of text being typed.

use unicode_segmentation::UnicodeSegmentation;

use crate::flow;
use crate::model::SafeText;
use crate::tui::action::Action;

/// Most characters a line holds.
const MOST: usize = 500;

/// Text with a cursor in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LineInput {
    text: String,
    /// In bytes, between graphemes.
    cursor: usize,
}

impl LineInput {
    /// A line that begins as `text`, with the cursor at its end.
    pub fn new(text: &str) -> Self {
        LineInput {
            text: text.to_owned(),
            cursor: text.len(),
        }
    }

    /// What is typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Puts text in at the cursor; what cannot be shown is left out. Says whether anything was.
    pub fn insert(&mut self, text: &str) -> bool {
        let clean = SafeText::block(text).replace('\n', " ");
        let room = MOST.saturating_sub(self.text.chars().count());
        let clean: String = clean.chars().take(room).collect();
        self.text.insert_str(self.cursor, &clean);
        self.cursor += clean.len();
        !clean.is_empty()
    }

    /// Does what an action means in a line; says whether the text changed.
    pub fn act(&mut self, action: Action) -> bool {
        let before = self.text.len();
        match action {
            Action::CursorLeft => self.cursor = self.left(),
            Action::CursorRight => self.cursor = self.right(),
            Action::CursorStart => self.cursor = 0,
            Action::CursorEnd => self.cursor = self.text.len(),
            Action::Erase => self.erase(self.left()),
            Action::EraseForward => {
                let end = self.right();
                self.text.replace_range(self.cursor..end, "");
            }
            Action::EraseWord => {
                let head = self.text.get(..self.cursor).unwrap_or("").trim_end();
                let space = head.char_indices().rev().find(|(_, c)| c.is_whitespace());
                self.erase(space.map_or(0, |(at, c)| at + c.len_utf8()));
            }
            Action::EraseLine => self.erase(0),
            _ => {}
        }
        self.text.len() != before
    }

    fn erase(&mut self, start: usize) {
        self.text.replace_range(start..self.cursor, "");
        self.cursor = start;
    }

    fn left(&self) -> usize {
        let head = self.text.get(..self.cursor).unwrap_or("");
        head.grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
    }

    fn right(&self) -> usize {
        let tail = self.text.get(self.cursor..).unwrap_or("");
        self.cursor + tail.graphemes(true).next().map_or(0, str::len)
    }

    /// The part of the text that fits into `width` cells with the cursor in it, and the cursor's
    /// column in that part.
    pub fn view(&self, width: u16) -> (&str, u16) {
        let width = usize::from(width.max(1));
        let mut start = 0;
        for (at, _) in self.text.grapheme_indices(true) {
            start = at;
            let before = self.text.get(at..self.cursor).unwrap_or("");
            if at >= self.cursor || flow::width(before) < width {
                break;
            }
        }
        let start = start.min(self.cursor);
        let column = flow::width(self.text.get(start..self.cursor).unwrap_or(""));
        (
            self.text.get(start..).unwrap_or(""),
            u16::try_from(column).unwrap_or(u16::MAX),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn edits() {
        let mut line = LineInput::new("asylum rule");
        line.act(Action::EraseWord);
        assert_eq!(line.text(), "asylum ");
        line.insert("移民\n\u{1b}[31m");
        assert_eq!(line.text(), "asylum 移民 ");
        line.act(Action::Erase);
        line.act(Action::Erase);
        assert_eq!(line.text(), "asylum 移");
        assert_eq!(line.view(20), ("asylum 移", 9));
        assert_eq!(line.view(4).1, 3);
        line.act(Action::CursorStart);
        line.act(Action::EraseForward);
        assert_eq!(line.text(), "sylum 移");
        line.act(Action::CursorEnd);
        line.act(Action::EraseLine);
        assert_eq!(line.text(), "");
    }

    proptest! {
        #[test]
        fn never_loses_its_cursor(text in ".{0,20}", steps in proptest::collection::vec(0usize..8, 0..30), width in 0u16..12) {
            let actions = [Action::CursorLeft, Action::CursorRight, Action::CursorStart, Action::CursorEnd, Action::Erase, Action::EraseForward, Action::EraseWord];
            let mut line = LineInput::default();
            line.insert(&text);
            for step in steps {
                let _ = match actions.get(step) {
                    Some(action) => line.act(*action),
                    None => line.insert("é🇲🇽"),
                };
                prop_assert!(line.text.is_char_boundary(line.cursor));
                // A grapheme wider than the view stands alone before the cursor.
                prop_assert!(line.view(width).1 <= width.max(2));
            }
        }
    }
}
