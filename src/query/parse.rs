//! Reading a query.

use std::str::FromStr;

use super::name_field::NameField;
use super::term::{Moment, PhotoField, Query, State, Term, Test};
use crate::model::{FeedId, SafeText};

/// Most terms a query may have; more is a mistake, or somebody trying.
const MOST_TERMS: usize = 64;

/// Longest query, in characters, as typed and as written again: what [`SafeText::line`] keeps whole.
const MOST_CHARACTERS: usize = 1_000;
/// Furthest back a query can look with a number of days and the like.
const FURTHEST: i64 = 100_000 * 86_400;

/// Why a query cannot be read, in a sentence that says what would do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QueryError {
    /// A state that does not exist.
    #[error("is:{0} is not a state: unread, read, starred, saved or edited")]
    State(String),
    /// Something that cannot be had.
    #[error("has:{0} is not known: has:photo")]
    Has(String),
    /// A moment that cannot be read.
    #[error("{0}: write 12h, 7d, 2w or a day such as 2026-11-01")]
    Moment(String),
    /// A field without a value.
    #[error("{0}: needs something after the colon")]
    Value(String),
    /// Too long.
    #[error("a query has at most {MOST_TERMS} terms and {MOST_CHARACTERS} characters")]
    TooLong,
}

impl FromStr for Query {
    type Err = QueryError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.chars().nth(MOST_CHARACTERS).is_some() {
            return Err(QueryError::TooLong);
        }
        let safe = SafeText::line(text);
        let mut rest = safe.as_str().trim_start();
        let mut terms = Vec::new();
        while !rest.is_empty() {
            let (term, after) = term(rest)?;
            if let Some(term) = term {
                terms.push(term);
            }
            if terms.len() > MOST_TERMS {
                return Err(QueryError::TooLong);
            }
            rest = after.trim_start();
        }
        let query = Query { terms };
        // Written again a query may be longer (`a"b"` gets a space), and must still be read whole.
        if query.to_string().chars().nth(MOST_CHARACTERS).is_some() {
            return Err(QueryError::TooLong);
        }
        Ok(query)
    }
}

/// The first term of `text`, and what is left.
fn term(text: &str) -> Result<(Option<Term>, &str), QueryError> {
    let text = text.trim_start_matches(hangs);
    let (negated, text) = match text.strip_prefix('-') {
        Some(rest) if !rest.is_empty() && !rest.starts_with(char::is_whitespace) => (true, rest),
        _ => (false, text),
    };
    let text = text.trim_start_matches(hangs);
    if let Some(rest) = text.strip_prefix('"') {
        let (phrase, after) = quoted(rest);
        let test = (!phrase.trim().is_empty()).then(|| Test::Phrase(phrase.trim().to_owned()));
        return Ok((test.map(|test| Term { negated, test }), after));
    }
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    if let Some((field, rest)) = text
        .split_once(':')
        .filter(|(field, _)| field.len() < end && is_field(field))
    {
        let (test, after) = match rest.strip_prefix('"') {
            Some(inner) => {
                let (value, after) = quoted(inner);
                (field_test(field, value.trim(), true)?, after)
            }
            None => {
                let (value, after) = rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len()));
                (field_test(field, value, false)?, after)
            }
        };
        return Ok((Some(Term { negated, test }), after));
    }
    // A quotation mark ends a word and begins a phrase.
    let (word, after) = text.split_at(text.find(['"', ' ']).unwrap_or(text.len()));
    let readable = word.contains(char::is_alphanumeric);
    let test = Test::Word(word.to_owned());
    Ok((readable.then_some(Term { negated, test }), after))
}

/// Whether the character hangs on the one before it, so that no line, and no term, begins with it.
fn hangs(c: char) -> bool {
    !c.is_ascii() && SafeText::line(c.encode_utf8(&mut [0; 4])).is_empty()
}

/// The text up to the closing mark (or to the end, while it is still being typed), and what is
/// after it. A backslash before a mark or a backslash takes that as it is.
fn quoted(text: &str) -> (String, &str) {
    let mut inside = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['"', '\\']) {
        let (before, from) = rest.split_at(at);
        inside.push_str(before);
        let mut after = from.chars();
        if after.next() == Some('"') {
            return (inside, after.as_str());
        }
        inside.push(match after.clone().next() {
            Some(taken @ ('"' | '\\')) => {
                after.next();
                taken
            }
            _ => '\\',
        });
        rest = after.as_str();
    }
    inside.push_str(rest);
    (inside, "")
}

fn is_field(word: &str) -> bool {
    matches!(
        word,
        "is" | "has" | "feed" | "folder" | "since" | "before" | "entity" | "cites" | "tag"
    ) || NameField::named(word).is_some()
        || photo_field(word).is_some()
}

fn photo_field(word: &str) -> Option<PhotoField> {
    PhotoField::ALL.into_iter().find(|field| field.word() == word)
}

/// The test of a field and its value; in quotation marks a value is never a number of a feed.
fn field_test(field: &str, value: &str, in_marks: bool) -> Result<Test, QueryError> {
    if value.is_empty() {
        return Err(QueryError::Value(field.to_owned()));
    }
    let owned = value.to_owned();
    Ok(match field {
        "is" => match State::ALL.into_iter().find(|state| state.word() == value) {
            Some(state) => Test::Is(state),
            None => return Err(QueryError::State(owned)),
        },
        "feed" => match value.strip_prefix('#').and_then(|id| id.parse::<FeedId>().ok()) {
            Some(id) if !in_marks => Test::FeedId(id),
            _ => Test::Feed(owned),
        },
        "folder" => Test::Folder(owned),
        "since" => Test::Since(moment(field, value)?),
        "before" => Test::Before(moment(field, value)?),
        "entity" => Test::Entity(owned),
        "cites" => Test::Cites(owned),
        "tag" => Test::Tag(owned),
        "has" if matches!(value, "photo" | "photos") => Test::HasPhoto,
        "has" => return Err(QueryError::Has(owned)),
        other => match (NameField::named(other), photo_field(other)) {
            (Some(field), _) => Test::Named(field, owned),
            (None, Some(field)) => Test::Photo(field, owned),
            (None, None) => return Err(QueryError::Value(other.to_owned())),
        },
    })
}

fn moment(field: &str, value: &str) -> Result<Moment, QueryError> {
    let error = || QueryError::Moment(format!("{field}:{value}"));
    let day = chrono::NaiveDate::parse_from_str(value, "%Y-%m-%d").ok();
    if let Some(day) = day.filter(|day| (1..=9999).contains(&chrono::Datelike::year(day))) {
        let days = day.signed_duration_since(chrono::NaiveDate::default()).num_days();
        return Ok(Moment::Day(days));
    }
    let (number, seconds) = match value.char_indices().last() {
        Some((at, 'm')) => (&value[..at], 60),
        Some((at, 'h')) => (&value[..at], 3_600),
        Some((at, 'd')) => (&value[..at], 86_400),
        Some((at, 'w')) => (&value[..at], 604_800),
        _ => return Err(error()),
    };
    let ago = number
        .parse()
        .ok()
        .and_then(|number: i64| number.checked_mul(seconds))
        .filter(|ago| (0..=FURTHEST).contains(ago))
        .ok_or_else(error)?;
    Ok(Moment::Ago(ago))
}
