//! One small language for filters, views, bulk marks and the command line.
//!
//! A [`Query`] is a list of terms that must all hold: words, `"phrases"`, `-not`, `is:unread`,
//! `feed:`, `since:7d` and the like (see [`term`]). [`parse`] reads it, [`std::fmt::Display`]
//! writes it back, [`words`] says what a word is (for the index as well), [`unique_words`] gathers
//! them for the index, [`hits`] finds the words of a query in a text. Turning a query into SQL is the store's work.

pub mod hits;
pub mod name_field;
mod numbers;
pub mod parse;
pub mod photo;
pub mod term;
pub mod unique_words;
pub mod words;

#[cfg(test)]
mod tests;

pub use hits::hits;
pub use name_field::NameField;
pub use parse::QueryError;
pub use photo::{holds_for_photo, photo_hits, photo_patterns};
pub use term::{Moment, PhotoField, Query, State, Term, Test};
pub use unique_words::UniqueWords;
pub use words::for_each_word;
