//! Text from outside, made safe to show.
//!
//! The one gate between strangers' bytes and the terminal: everything a feed, a page, a header,
//! an OPML file or an error message says becomes a [`SafeText`] (or goes through
//! [`clean_block_into`]) where it enters, and the faces show nothing else. Which characters pass
//! is in [`character`], how long an escape sequence is in [`sequence`].

mod character;
mod sequence;

use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::Deref;

use character::{Class, class, is_pictograph};

/// Longest [`SafeText::line`], in characters.
const LINE: usize = 1000;

/// What a tab becomes.
const TAB: &str = "    ";

/// Combining marks kept on one base character; more than any living script stacks.
const MARKS: u8 = 4;

/// Joiners kept in one emoji sequence; the longest in use has three.
const JOINERS: u8 = 4;

/// Text without control characters, escape sequences, bidirectional overrides, invisible
/// characters or floods of combining marks.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SafeText(String);

impl SafeText {
    /// One line: white space of every sort becomes single spaces, at most 1,000 characters.
    pub fn line(text: &str) -> Self {
        if is_plain_line(text.as_bytes()) {
            return SafeText(text.to_owned());
        }
        let block = SafeText::block(text).0;
        let mut line = String::with_capacity(block.len().min(4 * LINE));
        let mut room = LINE;
        for word in block.split_whitespace() {
            if !line.is_empty() {
                line.push(' ');
                room = room.saturating_sub(1);
            }
            match word.char_indices().nth(room) {
                None => {
                    line.push_str(word);
                    room -= word.chars().count();
                }
                Some((end, _)) => {
                    line.push_str(word.get(..end).unwrap_or_default());
                    // What the cut took the rest from would be no emoji sequence any more.
                    let whole = line.trim_end_matches([' ', '\u{200d}', '\u{fe0e}', '\u{fe0f}']);
                    line.truncate(whole.len());
                    break;
                }
            }
        }
        SafeText(line)
    }

    /// Several lines: line feeds are kept, other line ends become line feeds, tabs become spaces.
    pub fn block(text: &str) -> Self {
        let mut block = String::with_capacity(text.len());
        clean_block_into(text, &mut block);
        SafeText(block)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text, owned.
    pub fn into_string(self) -> String {
        self.0
    }
}

impl Deref for SafeText {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for SafeText {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Adds `text` to `out` with everything that is not safe to show left out, as
/// [`SafeText::block`] does: whole escape sequences, controls, bidirectional controls, invisible
/// characters, marks without a base or past four on one. Looks at each byte once.
pub fn clean_block_into(text: &str, out: &mut String) {
    let mut rest = text;
    let mut cluster = Cluster::default();
    loop {
        let plain = rest.bytes().position(|byte| !is_plain(byte)).unwrap_or(rest.len());
        let (run, after) = rest.split_at(plain);
        if let Some(&last) = run.as_bytes().last() {
            out.push_str(run);
            cluster = Cluster::of(char::from(last));
        }
        let Some(c) = after.chars().next() else { return };
        rest = after.get(c.len_utf8()..).unwrap_or_default();
        match class(c) {
            Class::Plain => {
                out.push(c);
                cluster = cluster.then(c);
            }
            Class::Mark if cluster.takes_mark() => out.push(c),
            Class::Selector if cluster.takes_selector(rest) => out.push(c),
            Class::Joiner if cluster.takes_joiner(rest) => out.push(c),
            Class::Mark | Class::Selector | Class::Joiner | Class::Dropped => {}
            Class::Tab => {
                out.push_str(TAB);
                cluster = Cluster::default();
            }
            Class::LineEnd => {
                // CR LF is one line end.
                if !(c == '\r' && rest.starts_with('\n')) {
                    out.push('\n');
                }
                cluster = Cluster::default();
            }
            Class::Introducer => {
                rest = after.get(sequence::length(after)..).unwrap_or_default();
            }
        }
    }
}

/// Whether the character may be shown by itself; what may not has to be escaped where all of a
/// text must be kept, as in JSON.
pub fn is_shown(c: char) -> bool {
    c == '\n' || matches!(class(c), Class::Plain | Class::Mark | Class::Selector | Class::Joiner)
}

/// Whether the byte is an ASCII character that passes as it is.
fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~' | b'\n')
}

/// Whether the text is one clean ASCII line already: by far the most common case.
fn is_plain_line(bytes: &[u8]) -> bool {
    let mut after_space = true;
    for &byte in bytes {
        let space = byte == b' ';
        if !matches!(byte, b' '..=b'~') || (space && after_space) {
            return false;
        }
        after_space = space;
    }
    bytes.len() <= LINE && (!after_space || bytes.is_empty())
}

/// The base character last let through, and what has been hung on it.
#[derive(Default)]
struct Cluster {
    /// None at the beginning and after white space, where a mark would hang on what is not ours.
    base: Option<char>,
    marks: u8,
    joiners: u8,
    /// The last thing let through was a selector.
    selected: bool,
    /// The last thing let through was a joiner.
    joined: bool,
}

impl Cluster {
    fn of(base: char) -> Self {
        Cluster {
            base: Some(base).filter(|c| !c.is_whitespace()),
            ..Cluster::default()
        }
    }

    /// What follows this: a cluster of its own, except that a joined emoji sequence goes on
    /// counting its joiners.
    fn then(self, base: char) -> Self {
        let joiners = if self.joined { self.joiners } else { 0 };
        Cluster {
            joiners,
            ..Cluster::of(base)
        }
    }

    fn takes_mark(&mut self) -> bool {
        let takes = self.base.is_some() && self.marks < MARKS && !self.joined;
        if takes {
            self.marks += 1;
            self.selected = false;
        }
        takes
    }

    /// One variation selector on a pictograph, or in a keycap (`1`, U+FE0F, U+20E3).
    fn takes_selector(&mut self, rest: &str) -> bool {
        let keycap = |c: char| matches!(c, '0'..='9' | '#' | '*') && self.marks == 0 && rest.starts_with('\u{20e3}');
        let takes = !self.selected && !self.joined && self.base.is_some_and(|c| is_pictograph(c) || keycap(c));
        self.selected |= takes;
        takes
    }

    /// A joiner between two pictographs.
    fn takes_joiner(&mut self, rest: &str) -> bool {
        let takes = !self.joined
            && self.joiners < JOINERS
            && self.base.is_some_and(is_pictograph)
            && rest.chars().next().is_some_and(is_pictograph);
        if takes {
            self.joined = true;
            self.joiners += 1;
        }
        takes
    }
}

#[cfg(test)]
mod tests;
