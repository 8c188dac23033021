//! The line being typed at the bottom of the screen, and what it is for.

use crate::model::FeedId;
use crate::query::Query;
use crate::tui::widgets::line_input::LineInput;

/// What a typed line is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// The filter; with what it was before, to go back to.
    Filter {
        /// The filter before.
        before: String,
    },
    /// A name for this query as a view.
    View(Query),
    /// A tag.
    Tag,
    /// A link's number.
    Link,
    /// A program that gets the article's text.
    Pipe,
    /// A feed's new address.
    Address(FeedId),
}

impl Purpose {
    /// What stands before the line.
    pub fn lead(&self) -> &'static str {
        match self {
            Purpose::Filter { .. } => " / ",
            Purpose::View(_) => " Name of the view: ",
            Purpose::Tag => " Tag: ",
            Purpose::Address(_) => " New address: ",
            Purpose::Link => " Number of the link: ",
            Purpose::Pipe => " Pipe to program: ",
        }
    }
}

/// The line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prompt {
    /// What it is for.
    pub purpose: Purpose,
    /// What is typed.
    pub input: LineInput,
}

impl Prompt {
    /// A line that begins as `text`.
    pub fn new(purpose: Purpose, text: &str) -> Prompt {
        Prompt {
            purpose,
            input: LineInput::new(text),
        }
    }
}
