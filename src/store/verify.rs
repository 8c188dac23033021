//! Looking into the texts themselves for words in a row, which the index (words only, no places)
//! cannot tell.

use rusqlite::Connection;

use super::error::Result;
use super::{PlainText, body, feed, page};
use crate::model::Headline;
use crate::query::hits::Pattern;

/// A pattern that an article's texts must have, or must not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Check {
    /// What to look for.
    pub(super) pattern: Pattern,
    /// Whether it must not be there.
    pub(super) negated: bool,
    /// An SQL expression that is true for articles that need no look: it is settled that they
    /// pass.
    pub(super) settled: String,
}

/// An article in question.
pub(super) struct Candidate<'c> {
    pub(super) connection: &'c Connection,
    pub(super) headline: &'c Headline,
    pub(super) body_seq: i64,
    pub(super) plain_text: PlainText,
}

impl Candidate<'_> {
    /// Whether the article passes a check that is not settled.
    pub(super) fn passes(&self, check: &Check) -> Result<bool> {
        Ok(self.has(&check.pattern)? != check.negated)
    }

    /// Whether one of the article's texts has the words in a row. The cheapest texts first.
    fn has(&self, pattern: &Pattern) -> Result<bool> {
        if pattern.is_in(&self.headline.title) || pattern.is_in(&self.headline.author) {
            return Ok(true);
        }
        if let Some(raw) = body::load(self.connection, self.body_seq)? {
            let mut text = String::new();
            (self.plain_text)(body::html(&raw)?, &mut text);
            if pattern.is_in(&text) {
                return Ok(true);
            }
        }
        if self.headline.flags.has_page
            && let (Some(page), _) = page::load(self.connection, self.headline.id)?
            && pattern.is_in(&page.text())
        {
            return Ok(true);
        }
        Ok(pattern.is_in(&feed::title(self.connection, self.headline.feed)?))
    }
}

/// Text without what stands in angle brackets: the plainest way, for a store nobody told a
/// better one (see [`super::Store::reading_html_with`]).
pub(super) fn without_tags(html: &str, out: &mut String) {
    let mut rest = html;
    while let Some((text, tag)) = rest.split_once('<') {
        out.push_str(text);
        out.push(' ');
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    out.push_str(rest);
}
