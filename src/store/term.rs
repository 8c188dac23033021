//! What each term of a query means for the store.

use rusqlite::Connection;
use rusqlite::types::Value;

use super::compile::{Compiled, Named};
use super::error::Result;
use super::verify::Check;
use super::vocabulary::Wanting;
use super::{citation, entity_name, ids, photo, select, tag, vocabulary};
use crate::model::Timestamp;
use crate::query::hits::Pattern;
use crate::query::{NameField, State, Term, Test};

impl Compiled {
    /// Takes a term in; those of feeds are resolved together, later.
    pub(super) fn term(&mut self, connection: &Connection, term: &Term, now: Timestamp) -> Result<()> {
        let negated = term.negated;
        match &term.test {
            Test::Feed(_) | Test::FeedId(_) | Test::Folder(_) => return Ok(()),
            Test::Is(state) => {
                self.conditions.push(state_condition(*state, negated).into());
                self.states.push((*state, negated));
                return Ok(());
            }
            Test::Word(_) | Test::Phrase(_) => self.words(connection, &term.test, negated)?,
            Test::Entity(name) => self.entity(connection, name, &term.test, negated)?,
            Test::Since(moment) | Test::Before(moment) => {
                let at = ids::first_at(moment.at(now));
                match matches!(term.test, Test::Since(_)) != negated {
                    true => self.low = self.low.max(at),
                    false => self.high = Some(self.high.map_or(at, |high| high.min(at))),
                }
            }
            Test::Tag(name) if negated => {
                self.conditions
                    .push("a.id NOT IN (SELECT article_id FROM tags WHERE folded = ?)".into());
                self.values.push(Value::Text(tag::folded(name)));
            }
            Test::Tag(name) => self.list(tag::articles(connection, name)?),
            Test::Named(field, name) => {
                let entities = entity_name::having(connection, *field, name, self.naming)?;
                let select = entity_name::mentioning(&entities, *field == NameField::Speaker);
                self.selected(connection, &select, negated)?;
            }
            Test::Cites(written) => {
                let select = citation::citing(connection, written, self.naming)?;
                self.selected(connection, &select, negated)?;
            }
            Test::Photo(field, words) => match photo::having(*field, words) {
                None => self.nothing |= !negated,
                Some((select, value)) if negated => {
                    self.conditions.push(format!("a.id NOT IN ({select})"));
                    self.values.push(value);
                }
                Some((select, value)) => self.list(photo::articles(connection, &select, &value)?),
            },
            Test::HasPhoto => {
                let not = if negated { "NOT " } else { "" };
                self.conditions.push(format!(
                    "{not}EXISTS (SELECT 1 FROM photos p WHERE p.article_id = a.id)"
                ));
            }
        }
        self.particular = true;
        Ok(())
    }

    /// Only these articles.
    fn list(&mut self, mut ids: Vec<i64>) {
        ids.sort_unstable();
        ids.dedup();
        if let Some(listed) = self.listed.take() {
            ids.retain(|id| listed.binary_search(id).is_ok());
        }
        self.listed = Some(ids);
    }

    /// Only the articles a select gives, or none of them.
    fn selected(&mut self, connection: &Connection, select: &str, negated: bool) -> Result<()> {
        if negated {
            self.conditions.push(format!("a.id NOT IN ({select})"));
        } else {
            self.list(entity_name::ids(connection, select)?);
        }
        Ok(())
    }

    fn words(&mut self, connection: &Connection, test: &Test, negated: bool) -> Result<()> {
        let Some(pattern) = Pattern::of(test) else {
            self.nothing |= !negated;
            return Ok(());
        };
        let all_words = match_all(connection, &pattern, self.wanting)?;
        match (pattern.words.len() > 1, negated) {
            (false, false) => self.wanted.push(all_words),
            (false, true) => self.unwanted.push(all_words),
            (true, false) => {
                self.wanted.push(all_words);
                self.checks.push(Check {
                    pattern,
                    negated,
                    settled: "0".into(),
                });
            }
            (true, true) => {
                let settled = format!("a.id NOT IN ({})", select::having(&all_words));
                self.checks.push(Check {
                    pattern,
                    negated,
                    settled,
                });
            }
        }
        Ok(())
    }

    /// `entity:` holds for articles that an analysis found the entity in, and for those that have
    /// the name in their text.
    fn entity(&mut self, connection: &Connection, entity: &str, test: &Test, negated: bool) -> Result<()> {
        let Some(pattern) = Pattern::of(test) else {
            self.nothing |= !negated;
            return Ok(());
        };
        let called = entity_name::called(connection, entity, self.naming)?;
        let mentioned = entity_name::mentioning(&called, false);
        let name = match_all(connection, &pattern, self.wanting)?;
        let in_a_row = pattern.words.len() > 1;
        match negated {
            false => {
                if in_a_row {
                    let settled = format!("a.id IN ({mentioned})");
                    self.checks.push(Check {
                        pattern,
                        negated,
                        settled,
                    });
                }
                self.named.push(Named { mentioned, name });
            }
            true => {
                self.conditions.push(format!("a.id NOT IN ({mentioned})"));
                let without = format!("a.id NOT IN ({})", select::having(&name));
                match in_a_row {
                    true => self.checks.push(Check {
                        pattern,
                        negated,
                        settled: without,
                    }),
                    false => self.conditions.push(without),
                }
            }
        }
        Ok(())
    }
}

/// A state as a condition on a row of articles.
pub(super) const fn state_condition(state: State, negated: bool) -> &'static str {
    match (state, negated) {
        (State::Unread, false) | (State::Read, true) => "a.read = 0",
        (State::Unread, true) | (State::Read, false) => "a.read = 1",
        (State::Starred, false) => "a.starred = 1",
        (State::Starred, true) => "a.starred = 0",
        (State::Saved, false) => "a.saved = 1",
        (State::Saved, true) => "a.saved = 0",
        (State::Edited, false) => "a.edited = 1",
        (State::Edited, true) => "a.edited = 0",
    }
}

/// All words of a pattern, in FTS5's language. Words are letters and digits (see
/// [`crate::query::words`]), so that nothing in them means anything to FTS5 or SQL.
fn match_all(connection: &Connection, pattern: &Pattern, wanting: Wanting) -> Result<String> {
    let last = pattern.words.len().saturating_sub(1);
    let mut all = Vec::with_capacity(pattern.words.len());
    for (place, word) in pattern.words.iter().enumerate() {
        all.push(match pattern.prefix && place == last {
            true => vocabulary::beginning_with(connection, word, wanting)?.unwrap_or_else(|| format!("\"{word}\" *")),
            false => format!("\"{word}\""),
        });
    }
    Ok(all.join(" AND "))
}
