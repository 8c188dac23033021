//! The parts of a query, and how they are written.

use std::fmt;

use super::name_field::NameField;
use crate::model::FeedId;

/// Terms that must all hold. An empty query holds for every article.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Query {
    /// The terms, in the order written.
    pub terms: Vec<Term>,
}

/// One test, or its opposite.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Term {
    /// Whether the test must not hold.
    pub negated: bool,
    /// The test.
    pub test: Test,
}

/// What a term asks of an article.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Test {
    /// `asylum`: a word of title, author, feed name or text begins with it (words of one or two
    /// letters must match whole).
    Word(String),
    /// `"credible fear"`: these words, whole and in this order.
    Phrase(String),
    /// `is:unread`: a state.
    Is(State),
    /// `feed:guardian`: the feed's name or address has this in it.
    Feed(String),
    /// `feed:#12`: this very feed.
    FeedId(FeedId),
    /// `folder:Courts`: the feed stands in this folder or below it.
    Folder(String),
    /// `since:7d`, `since:2026-11-01`: filed at or after.
    Since(Moment),
    /// `before:7d`: filed before.
    Before(Moment),
    /// `entity:"Ken Cuccinelli"`: names this person, body, place, law or case.
    Entity(String),
    /// `person:cuccinelli`, `org:uscis`, `speaker:"Ken Cuccinelli"`: an analysis found such a
    /// thing; the words stand in its name in this order, the last perhaps only begun.
    Named(NameField, String),
    /// `cites:"8 USC 1158"`: cites this, or a part of it, however it is written.
    Cites(String),
    /// `tag:brief`: the person gave it this tag.
    Tag(String),
    /// `caption:raft`, `photographer:"Ana Ejemplo"`: one of its photos has these words, in a row,
    /// there; the last may go on.
    Photo(PhotoField, String),
    /// `has:photo`: it has photos.
    HasPhoto,
}

/// Which of a photo's texts is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PhotoField {
    /// What it shows.
    Caption,
    /// Everybody who is named as having to do with it.
    Credit,
    /// Who took it.
    Photographer,
    /// For whom it was taken, who distributes it.
    Agency,
}

impl PhotoField {
    /// Every field.
    pub const ALL: [PhotoField; 4] = [
        PhotoField::Caption,
        PhotoField::Credit,
        PhotoField::Photographer,
        PhotoField::Agency,
    ];

    /// The word before the colon.
    pub const fn word(self) -> &'static str {
        match self {
            PhotoField::Caption => "caption",
            PhotoField::Credit => "credit",
            PhotoField::Photographer => "photographer",
            PhotoField::Agency => "agency",
        }
    }
}

/// A state an article can be in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// Not read yet.
    Unread,
    /// Read.
    Read,
    /// Starred.
    Starred,
    /// Saved as a file.
    Saved,
    /// Changed by its publisher.
    Edited,
}

impl State {
    /// Every state.
    pub const ALL: [State; 5] = [State::Unread, State::Read, State::Starred, State::Saved, State::Edited];

    /// The word after `is:`.
    pub const fn word(self) -> &'static str {
        match self {
            State::Unread => "unread",
            State::Read => "read",
            State::Starred => "starred",
            State::Saved => "saved",
            State::Edited => "edited",
        }
    }
}

/// A moment as a person writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Moment {
    /// So many seconds before now, written in the largest whole unit of minutes, hours and days.
    Ago(i64),
    /// The start of a day in UTC, as days since 1970-01-01.
    Day(i64),
}

impl Moment {
    /// The moment in seconds since 1970, given the present.
    pub fn at(self, now: crate::model::Timestamp) -> crate::model::Timestamp {
        match self {
            Moment::Ago(seconds) => now.plus(-seconds),
            Moment::Day(days) => crate::model::Timestamp(days.saturating_mul(86_400)),
        }
    }
}

impl Query {
    /// Every article.
    pub fn all() -> Self {
        Self::default()
    }

    /// A query of one test.
    pub fn of(test: Test) -> Self {
        Query {
            terms: vec![Term { negated: false, test }],
        }
    }

    /// This query and another, both of which must hold.
    pub fn and(&self, other: &Query) -> Query {
        let mut terms = self.terms.clone();
        terms.extend(other.terms.iter().filter(|term| !self.terms.contains(term)).cloned());
        Query { terms }
    }

    /// Whether it asks for photographs.
    pub fn asks_for_photos(&self) -> bool {
        let asks = |term: &Term| matches!(term.test, Test::Photo(..) | Test::HasPhoto);
        self.terms.iter().any(asks)
    }

    /// Whether it holds for every article.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, term) in self.terms.iter().enumerate() {
            if number > 0 {
                f.write_str(" ")?;
            }
            write!(f, "{term}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.negated {
            f.write_str("-")?;
        }
        match &self.test {
            Test::Word(word) => f.write_str(word),
            Test::Phrase(phrase) => in_marks(f, phrase),
            Test::Is(state) => write!(f, "is:{}", state.word()),
            Test::Feed(name) => value(f, "feed", name),
            Test::FeedId(id) => write!(f, "feed:#{id}"),
            Test::Folder(name) => value(f, "folder", name),
            Test::Since(moment) => write!(f, "since:{moment}"),
            Test::Before(moment) => write!(f, "before:{moment}"),
            Test::Entity(name) => value(f, "entity", name),
            Test::Named(field, name) => value(f, field.word(), name),
            Test::Cites(form) => value(f, "cites", form),
            Test::Tag(name) => value(f, "tag", name),
            Test::Photo(field, words) => value(f, field.word(), words),
            Test::HasPhoto => f.write_str("has:photo"),
        }
    }
}

fn value(f: &mut fmt::Formatter<'_>, field: &str, text: &str) -> fmt::Result {
    write!(f, "{field}:")?;
    let plain = !text.is_empty() && !text.starts_with(['#', '"']) && !text.contains(char::is_whitespace);
    if plain { f.write_str(text) } else { in_marks(f, text) }
}

/// Writes a text in quotation marks, those in it (and backslashes) with a backslash before them.
fn in_marks(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    f.write_str("\"")?;
    for part in text.split_inclusive(['"', '\\']) {
        let end = part.strip_suffix(['"', '\\']).unwrap_or(part).len();
        let (before, mark) = part.split_at(end);
        f.write_str(before)?;
        if !mark.is_empty() {
            write!(f, "\\{mark}")?;
        }
    }
    f.write_str("\"")
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Moment::Ago(seconds) => {
                let units = [(86_400, 'd'), (3_600, 'h'), (60, 'm')];
                match units.iter().find(|(size, _)| seconds != 0 && seconds % size == 0) {
                    Some((size, unit)) => write!(f, "{}{unit}", seconds / size),
                    None => write!(f, "{}m", seconds / 60),
                }
            }
            Moment::Day(days) => f.write_str(&crate::model::Timestamp(days.saturating_mul(86_400)).iso_date()),
        }
    }
}
