//! Turning a query into SQL.
//!
//! Every list is newest first without sorting: it is driven by something that is in the order of
//! ids already (the full-text index, an index of a feed or a state, the table itself), and the
//! other terms are conditions on each row. Nothing is left to the planner; the tests read its
//! plans. Words in a row are checked in the texts afterwards ([`super::verify`]).

use std::fmt::Write as _;

use rusqlite::Connection;
use rusqlite::types::Value;

use super::error::Result;
use super::ids::{self, ZERO_BITS};
use super::verify::Check;
use super::{article, entity, feed, tag};
use crate::model::Timestamp;
use crate::query::hits::Pattern;
use crate::query::{Query, State, Term, Test};

/// A few feeds with at most this many articles are gathered from their indexes; of more, the
/// whole table is walked until enough are found.
const FEW: u64 = 4_000;

/// What gives the articles, newest first.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Driver {
    /// The whole table.
    All,
    /// One feed.
    Feed(i64),
    /// A state's own index.
    State(State),
    /// The full-text index.
    Words,
    /// These, newest first.
    Ids(Vec<i64>),
}

impl Driver {
    fn newest_first(mut ids: Vec<i64>) -> Driver {
        ids.sort_unstable_by(|a, b| b.cmp(a));
        ids.dedup();
        Driver::Ids(ids)
    }
}

/// A query as SQL, for one state of the store.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Compiled {
    pub(super) driver: Driver,
    /// Looks into texts that rows have to pass.
    pub(super) checks: Vec<Check>,
    /// The feeds that are meant; none for all.
    pub(super) feeds: Option<Vec<i64>>,
    /// The states that are meant.
    pub(super) states: Vec<(State, bool)>,
    /// Whether words, times, tags or names are asked for, so that counters do not do.
    pub(super) particular: bool,
    /// Whether nothing can match.
    pub(super) nothing: bool,
    /// The words asked for, in FTS5's language.
    wanted: Vec<String>,
    unwanted: Vec<String>,
    /// Conditions on a row of articles, with `?` for each of `values` in turn.
    conditions: Vec<String>,
    values: Vec<Value>,
    /// The ids that are meant: from here …
    low: i64,
    /// … to before here.
    high: i64,
}

impl Compiled {
    /// Compiles a query for a store as it is now (its feeds and entities are looked up).
    pub(super) fn new(connection: &Connection, query: &Query, now: Timestamp) -> Result<Compiled> {
        let mut compiled = Compiled {
            driver: Driver::All,
            checks: Vec::new(),
            feeds: None,
            states: Vec::new(),
            particular: false,
            nothing: false,
            wanted: Vec::new(),
            unwanted: Vec::new(),
            conditions: Vec::new(),
            values: Vec::new(),
            low: 0,
            high: i64::MAX,
        };
        let mut ids: Option<Vec<i64>> = None;
        for term in &query.terms {
            compiled.term(connection, term, now, &mut ids)?;
        }
        compiled.resolve_feeds(connection, query)?;
        compiled.choose_driver(connection, ids)?;
        Ok(compiled)
    }

    /// The same, for articles whose text was stored up to this number.
    pub(super) fn stored_up_to(mut self, seq: i64) -> Self {
        self.particular = true;
        self.conditions.push("a.body_seq <= ?".into());
        self.values.push(Value::Integer(seq));
        self
    }

    fn term(&mut self, connection: &Connection, term: &Term, now: Timestamp, ids: &mut Option<Vec<i64>>) -> Result<()> {
        let negated = term.negated;
        self.particular |= !matches!(
            term.test,
            Test::Is(_) | Test::Feed(_) | Test::FeedId(_) | Test::Folder(_)
        );
        match &term.test {
            Test::Word(_) | Test::Phrase(_) => self.words(&term.test, negated),
            Test::Entity(name) => self.entity(connection, name, &term.test, negated, ids)?,
            Test::Is(state) => {
                self.conditions.push(state_condition(*state, negated).into());
                self.states.push((*state, negated));
            }
            Test::Since(moment) | Test::Before(moment) => {
                let at = ids::first_at(moment.at(now));
                match matches!(term.test, Test::Since(_)) != negated {
                    true => self.low = self.low.max(at),
                    false => self.high = self.high.min(at),
                }
            }
            Test::Tag(name) => {
                let folded = tag::folded(name);
                if negated {
                    self.conditions
                        .push("a.id NOT IN (SELECT article_id FROM tags WHERE folded = ?)".into());
                    self.values.push(Value::Text(folded));
                } else {
                    let sql = "SELECT article_id FROM tags WHERE folded = ?1";
                    let tagged = connection
                        .prepare_cached(sql)?
                        .query_map([folded], |row| row.get(0))?
                        .collect::<rusqlite::Result<_>>()?;
                    narrow(ids, tagged);
                }
            }
            Test::Feed(_) | Test::FeedId(_) | Test::Folder(_) => {}
        }
        Ok(())
    }

    fn words(&mut self, test: &Test, negated: bool) {
        let Some(pattern) = Pattern::of(test) else {
            self.nothing |= !negated;
            return;
        };
        let all_words = match_all(&pattern);
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
                let settled = format!("a.id NOT IN ({})", matching(&all_words));
                self.checks.push(Check {
                    pattern,
                    negated,
                    settled,
                });
            }
        }
    }

    /// `entity:` holds for articles that an analysis found the entity in, and for those that have
    /// the name in their text.
    fn entity(
        &mut self,
        connection: &Connection,
        name: &str,
        test: &Test,
        negated: bool,
        ids: &mut Option<Vec<i64>>,
    ) -> Result<()> {
        let Some(pattern) = Pattern::of(test) else {
            self.nothing |= !negated;
            return Ok(());
        };
        let mentioned = entity::mentioning(connection, name)?;
        let named = matching(&match_all(&pattern));
        let one_word = pattern.words.len() == 1;
        if negated {
            self.conditions.push(format!("a.id NOT IN ({mentioned})"));
            match one_word {
                true => self.conditions.push(format!("a.id NOT IN ({named})")),
                false => self.checks.push(Check {
                    pattern,
                    negated,
                    settled: format!("a.id NOT IN ({named})"),
                }),
            }
        } else {
            if !one_word {
                self.checks.push(Check {
                    pattern,
                    negated,
                    settled: format!("a.id IN ({mentioned})"),
                });
            }
            let both = connection
                .prepare(&format!("{mentioned} UNION {named}"))?
                .query_map([], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            narrow(ids, both);
        }
        Ok(())
    }

    fn resolve_feeds(&mut self, connection: &Connection, query: &Query) -> Result<()> {
        let terms: Vec<&Term> = query
            .terms
            .iter()
            .filter(|term| matches!(term.test, Test::Feed(_) | Test::FeedId(_) | Test::Folder(_)))
            .collect();
        if terms.is_empty() {
            return Ok(());
        }
        let mut meant = Vec::new();
        for known in feed::known(connection)? {
            let holds = |term: &&Term| {
                let holds = match &term.test {
                    Test::FeedId(id) => *id == known.id,
                    Test::Feed(name) => known.is_called(name),
                    Test::Folder(name) => known.stands_in(name),
                    _ => true,
                };
                holds != term.negated
            };
            if terms.iter().all(holds) {
                meant.push(known.id.0);
            }
        }
        self.nothing |= meant.is_empty();
        self.feeds = Some(meant);
        Ok(())
    }

    fn choose_driver(&mut self, connection: &Connection, ids: Option<Vec<i64>>) -> Result<()> {
        self.driver = self.driver(connection, ids)?;
        if let Some(feeds) = &self.feeds
            && !matches!(self.driver, Driver::Feed(_))
        {
            self.conditions.push(format!("a.feed_id IN ({})", list(feeds)));
        }
        if self.driver != Driver::Words {
            if !self.wanted.is_empty() {
                self.conditions
                    .push(format!("a.id IN ({})", matching(&self.match_words())));
            }
            if !self.unwanted.is_empty() {
                self.conditions
                    .push(format!("a.id NOT IN ({})", matching(&self.unwanted.join(" OR "))));
            }
        }
        Ok(())
    }

    /// What gives the fewest articles to look at, without counting any.
    fn driver(&self, connection: &Connection, ids: Option<Vec<i64>>) -> Result<Driver> {
        let state = self.states.iter().find_map(|(state, negated)| match (state, negated) {
            (State::Read, true) => Some(State::Unread),
            (State::Read, false) | (_, true) => None,
            (state, false) => Some(*state),
        });
        Ok(match (ids, &self.feeds, state) {
            (Some(ids), ..) => Driver::newest_first(ids),
            _ if !self.wanted.is_empty() => Driver::Words,
            // Few things are starred, saved or edited.
            (_, _, Some(state)) if state != State::Unread => Driver::State(state),
            (_, Some(feeds), _) => match feeds.as_slice() {
                [feed] => Driver::Feed(*feed),
                several if feed::total(connection, several)? <= FEW => {
                    Driver::newest_first(feed::article_ids(connection, several)?)
                }
                _ => state.map_or(Driver::All, Driver::State),
            },
            (_, None, state) => state.map_or(Driver::All, Driver::State),
        })
    }

    /// The words that must be there, in FTS5's language.
    fn match_words(&self) -> String {
        self.wanted.join(" AND ")
    }

    /// The ids that are meant, and older than `after` where it is given.
    pub(super) fn range(&self, after: Option<i64>) -> (i64, i64) {
        (self.low, after.map_or(self.high, |after| after.min(self.high)))
    }

    /// The statement that gives the articles of ids in a range, newest first (of one id, for
    /// [`Driver::Ids`]), with the values it needs. The columns are those of a headline, the
    /// body's number, and for each check whether it is settled.
    pub(super) fn select(&self, low: i64, high: i64) -> (String, Vec<Value>) {
        let mut columns = format!("{}, a.body_seq", article::HEADLINE);
        for check in &self.checks {
            columns.push_str(", ");
            columns.push_str(&check.settled);
        }
        let (mut sql, values) = self.from(&columns, low, high);
        match self.driver {
            Driver::Words => sql.push_str(" ORDER BY fulltext.rowid DESC"),
            _ => sql.push_str(" ORDER BY a.id DESC"),
        }
        (sql, values)
    }

    /// The statement that counts the same, for a query without checks.
    pub(super) fn count(&self, low: i64, high: i64) -> (String, Vec<Value>) {
        self.from("count(*)", low, high)
    }

    fn from(&self, columns: &str, low: i64, high: i64) -> (String, Vec<Value>) {
        let mut values = Vec::new();
        let mut sql = format!("SELECT {columns} FROM ");
        let mut bind = |sql: &mut String, value: Value| {
            values.push(value);
            // Numbers, so that a value's place does not depend on the order of the text.
            let _ = write!(sql, "?{}", values.len());
        };
        match &self.driver {
            Driver::Words => {
                let counting = columns == "count(*)" && self.conditions.is_empty();
                let join = if counting {
                    ""
                } else {
                    " CROSS JOIN articles a NOT INDEXED ON a.id = fulltext.rowid << "
                };
                sql.push_str("fulltext");
                sql.push_str(join);
                if !counting {
                    let _ = write!(sql, "{ZERO_BITS}");
                }
                sql.push_str(" WHERE fulltext MATCH ");
                let mut wanted = self.match_words();
                if !self.unwanted.is_empty() {
                    wanted = format!("({wanted}) NOT ({})", self.unwanted.join(" OR "));
                }
                bind(&mut sql, Value::Text(wanted));
                if low > 0 {
                    sql.push_str(" AND fulltext.rowid >= ");
                    bind(&mut sql, Value::Integer(ceiling(low)));
                }
                if high < i64::MAX {
                    sql.push_str(" AND fulltext.rowid < ");
                    bind(&mut sql, Value::Integer(ceiling(high)));
                }
            }
            Driver::Ids(_) => {
                sql.push_str("articles a NOT INDEXED WHERE a.id = ");
                bind(&mut sql, Value::Integer(low));
            }
            driver => {
                match driver {
                    Driver::Feed(id) => {
                        let _ = write!(sql, "articles a INDEXED BY article_feed WHERE a.feed_id = {id}");
                    }
                    Driver::State(state) => {
                        let _ = write!(
                            sql,
                            "articles a INDEXED BY article_{} WHERE {}",
                            state.word(),
                            state_condition(*state, false)
                        );
                    }
                    _ => sql.push_str("articles a NOT INDEXED WHERE 1"),
                }
                if low > 0 {
                    sql.push_str(" AND a.id >= ");
                    bind(&mut sql, Value::Integer(low));
                }
                if high < i64::MAX {
                    sql.push_str(" AND a.id < ");
                    bind(&mut sql, Value::Integer(high));
                }
            }
        }
        let mut given = self.values.iter();
        for condition in &self.conditions {
            sql.push_str(" AND ");
            let mut parts = condition.split('?');
            sql.push_str(parts.next().unwrap_or(""));
            for part in parts {
                bind(&mut sql, given.next().cloned().unwrap_or(Value::Null));
                sql.push_str(part);
            }
        }
        (sql, values)
    }
}

/// The first full-text number whose id is not below `id`.
fn ceiling(id: i64) -> i64 {
    id.saturating_add((1 << ZERO_BITS) - 1) >> ZERO_BITS
}

const fn state_condition(state: State, negated: bool) -> &'static str {
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
fn match_all(pattern: &Pattern) -> String {
    let last = pattern.words.len().saturating_sub(1);
    let words = pattern.words.iter().enumerate().map(|(place, word)| {
        let star = if pattern.prefix && place == last { " *" } else { "" };
        format!("\"{word}\"{star}")
    });
    words.collect::<Vec<_>>().join(" AND ")
}

/// A sub-select of the ids of articles that have words.
fn matching(words: &str) -> String {
    format!(
        "SELECT rowid << {ZERO_BITS} FROM fulltext WHERE fulltext MATCH '{}'",
        words.replace('\'', "''").replace('?', "")
    )
}

fn list(ids: &[i64]) -> String {
    ids.iter().map(i64::to_string).collect::<Vec<_>>().join(",")
}

/// Keeps what is in both.
fn narrow(ids: &mut Option<Vec<i64>>, mut other: Vec<i64>) {
    if let Some(ids) = ids {
        other.sort_unstable();
        ids.retain(|id| other.binary_search(id).is_ok());
    } else {
        *ids = Some(other);
    }
}
