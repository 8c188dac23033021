//! Turning a query into SQL: what gives the articles, and which conditions they have to meet.
//!
//! Every list is newest first without sorting: it is driven by something that is in the order of
//! ids already (the full-text index, an index of a feed or a state, the table itself), and the
//! other terms are conditions on each row. Nothing is left to the planner; the tests read its
//! plans. Words in a row are checked in the texts afterwards ([`super::verify`]). What each term
//! means is in [`super::term`], the statements are written by [`super::select`].

use rusqlite::Connection;
use rusqlite::types::Value;

use super::entity_name::Naming;
use super::error::Result;
use super::verify::Check;
use super::vocabulary::Wanting;
use super::{entity_name, known, select};
use crate::model::Timestamp;
use crate::query::{Query, State, Term, Test};

/// A few feeds with at most this many articles are gathered from their indexes; of more, the
/// whole table is walked until enough are found.
const FEW: u64 = 4_000;

/// What gives the articles, newest first.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) enum Driver {
    /// The whole table.
    #[default]
    All,
    /// One feed.
    Feed(i64),
    /// A state's own index.
    State(State),
    /// The full-text index, and besides these articles, newest first, whether they have the words
    /// or not.
    Words(Vec<i64>),
    /// These, newest first.
    Ids(Vec<i64>),
}

/// An entity asked for: articles that mention it, or that have its name.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Named {
    /// A select of the articles that mention it.
    pub(super) mentioned: String,
    /// The name's words, in FTS5's language.
    pub(super) name: String,
}

/// A query as SQL, for one state of the store.
#[derive(Debug, Clone, Default)]
pub(super) struct Compiled {
    pub(super) driver: Driver,
    /// What the answer is for.
    pub(super) wanting: Wanting,
    /// How names are known.
    pub(super) naming: Naming,
    /// Looks into texts that rows have to pass.
    pub(super) checks: Vec<Check>,
    /// The feeds that are meant; none for all.
    pub(super) feeds: Option<Vec<i64>>,
    /// The states that are meant, and whether they must not hold.
    pub(super) states: Vec<(State, bool)>,
    /// Whether words, times, tags or names are asked for, so that counters do not do.
    pub(super) particular: bool,
    /// Whether nothing can match.
    pub(super) nothing: bool,
    /// What must be in the index, each in FTS5's language.
    pub(super) wanted: Vec<String>,
    /// What must not be in the index.
    pub(super) unwanted: Vec<String>,
    /// The entities asked for.
    pub(super) named: Vec<Named>,
    /// Articles that a list of their own gives (tags, kinds of names, citations); none where there is no such term.
    pub(super) listed: Option<Vec<i64>>,
    /// Conditions on a row of articles, with `?` for each of `values` in turn.
    pub(super) conditions: Vec<String>,
    /// The values for the conditions.
    pub(super) values: Vec<Value>,
    /// The ids that are meant: from here …
    pub(super) low: i64,
    /// … to before here; none for no end.
    pub(super) high: Option<i64>,
}

impl Compiled {
    /// Compiles a query for a store as it is now (its feeds, words and entities are looked up).
    pub(super) fn new(
        connection: &Connection,
        query: &Query,
        now: Timestamp,
        wanting: Wanting,
        naming: Naming,
    ) -> Result<Compiled> {
        let mut compiled = Compiled {
            wanting,
            naming,
            ..Compiled::default()
        };
        for term in &query.terms {
            compiled.term(connection, term, now)?;
        }
        compiled.resolve_feeds(connection, query)?;
        compiled.choose_driver(connection)?;
        compiled.complete();
        Ok(compiled)
    }

    /// The same, for articles whose text was stored up to this number.
    pub(super) fn stored_up_to(mut self, seq: i64) -> Self {
        self.particular = true;
        self.conditions.push("a.body_seq <= ?".into());
        self.values.push(Value::Integer(seq));
        self
    }

    fn resolve_feeds(&mut self, connection: &Connection, query: &Query) -> Result<()> {
        let is_of_feeds = |term: &&Term| matches!(term.test, Test::Feed(_) | Test::FeedId(_) | Test::Folder(_));
        let terms: Vec<&Term> = query.terms.iter().filter(is_of_feeds).collect();
        if terms.is_empty() {
            return Ok(());
        }
        let mut meant = Vec::new();
        for feed in known::all(connection)? {
            let holds = |term: &&Term| {
                let holds = match &term.test {
                    Test::FeedId(id) => *id == feed.id,
                    Test::Feed(name) => feed.is_called(name),
                    Test::Folder(name) => feed.stands_in(name),
                    _ => true,
                };
                holds != term.negated
            };
            if terms.iter().all(holds) {
                meant.push(feed.id.0);
            }
        }
        self.nothing |= meant.is_empty();
        self.feeds = Some(meant);
        Ok(())
    }

    /// Takes what gives the fewest articles to look at, without counting any.
    fn choose_driver(&mut self, connection: &Connection) -> Result<()> {
        let state = self.states.iter().find_map(|(state, negated)| match (state, negated) {
            (State::Read, true) => Some(State::Unread),
            (State::Read, false) | (_, true) => None,
            (state, false) => Some(*state),
        });
        self.driver = if let Some(ids) = self.listed.take() {
            Driver::Ids(newest_first(ids))
        } else if !self.wanted.is_empty() {
            Driver::Words(Vec::new())
        } else if let Some(named) = self.named.pop() {
            self.wanted.push(named.name);
            Driver::Words(newest_first(entity_name::ids(connection, &named.mentioned)?))
        } else {
            match (state, &self.feeds) {
                // Few things are starred, saved or edited.
                (Some(state), _) if state != State::Unread => Driver::State(state),
                (_, Some(feeds)) if feeds.len() == 1 => feeds.first().map_or(Driver::All, |feed| Driver::Feed(*feed)),
                (_, Some(feeds)) if known::total(connection, feeds)? <= FEW => {
                    Driver::Ids(newest_first(known::article_ids(connection, feeds)?))
                }
                (Some(state), _) => Driver::State(state),
                (None, _) => Driver::All,
            }
        };
        Ok(())
    }

    /// Makes conditions of what the driver does not see to.
    fn complete(&mut self) {
        if let Some(feeds) = self.feeds.as_ref().filter(|_| !matches!(self.driver, Driver::Feed(_))) {
            let feeds: Vec<String> = feeds.iter().map(i64::to_string).collect();
            self.conditions.push(format!("a.feed_id IN ({})", feeds.join(",")));
        }
        for Named { mentioned, name } in &self.named {
            self.conditions
                .push(format!("(a.id IN ({mentioned}) OR a.id IN ({}))", select::having(name)));
        }
        let by_words = match &self.driver {
            Driver::Words(besides) => besides.is_empty(),
            _ => {
                if !self.wanted.is_empty() {
                    self.conditions
                        .push(format!("a.id IN ({})", select::having(&self.wanted.join(" AND "))));
                }
                false
            }
        };
        if !by_words && !self.unwanted.is_empty() {
            let unwanted = std::mem::take(&mut self.unwanted);
            self.conditions
                .push(format!("a.id NOT IN ({})", select::having(&unwanted.join(" OR "))));
        }
    }
}

fn newest_first(mut ids: Vec<i64>) -> Vec<i64> {
    ids.sort_unstable_by(|a, b| b.cmp(a));
    ids.dedup();
    ids
}
