//! Running compiled queries: lists of headlines, counts, sets of ids.

use std::cell::Cell;
use std::ops::ControlFlow;

use rusqlite::types::Value;
use rusqlite::{CachedStatement, Connection, Row, params_from_iter};

use super::compile::{Compiled, Driver};
use super::error::Result;
use super::feed::count;
use super::verify::Candidate;
use super::vocabulary::Wanting;
use super::{PlainText, Store, article};
use crate::model::{ArticleId, Headline, Timestamp};
use crate::query::{Query, State};

impl Store {
    /// At most `limit` headlines of the articles that the query holds for, newest first, all of
    /// them older than `after` where it is given.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn headlines(
        &self,
        query: &Query,
        now: Timestamp,
        after: Option<ArticleId>,
        limit: usize,
    ) -> Result<Vec<Headline>> {
        self.read(|connection| {
            let compiled = Compiled::new(connection, query, now, Wanting::First, self.naming)?;
            let mut headlines = Vec::new();
            if limit > 0 {
                let looks = Cell::new(usize::MAX);
                walk(connection, &compiled, after, self.plain_text, &looks, |headline| {
                    headlines.push(headline);
                    if headlines.len() < limit {
                        ControlFlow::Continue(())
                    } else {
                        ControlFlow::Break(())
                    }
                })?;
            }
            Ok(headlines)
        })
    }

    /// How many articles the query holds for. States and feeds come from counters.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn count(&self, query: &Query, now: Timestamp) -> Result<u64> {
        Ok(self.count_within(query, now, &Cell::new(usize::MAX))?.0)
    }

    /// How many articles the query holds for, as far as can be told by looking into `looks` texts,
    /// from which those looked into are taken; and whether there may be more.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn count_within(&self, query: &Query, now: Timestamp, looks: &Cell<usize>) -> Result<(u64, bool)> {
        self.read(|connection| {
            let compiled = Compiled::new(connection, query, now, Wanting::All, self.naming)?;
            if compiled.nothing {
                return Ok((0, false));
            }
            if let Some(known) = from_counters(connection, &compiled)? {
                return Ok((known, false));
            }
            let in_sql = match &compiled.driver {
                Driver::Ids(_) => false,
                Driver::Words(besides) => besides.is_empty(),
                _ => true,
            };
            if !in_sql || !compiled.checks.is_empty() {
                let mut found = 0;
                let more = walk(connection, &compiled, None, self.plain_text, looks, |_| {
                    found += 1;
                    ControlFlow::Continue(())
                })?;
                return Ok((found, more));
            }
            let (sql, values) = compiled.count(&compiled.range(None));
            let mut statement = connection.prepare_cached(&sql)?;
            Ok((
                statement.query_row(params_from_iter(values), |row| count(row, 0))?,
                false,
            ))
        })
    }
}

/// All articles that a compiled query holds for.
pub(super) fn ids(connection: &Connection, compiled: &Compiled, plain_text: PlainText) -> Result<Vec<ArticleId>> {
    let mut ids = Vec::new();
    walk(
        connection,
        compiled,
        None,
        plain_text,
        &Cell::new(usize::MAX),
        |headline| {
            ids.push(headline.id);
            ControlFlow::Continue(())
        },
    )?;
    Ok(ids)
}

/// Calls `each` with every article that passes, newest first, until it has enough; says whether it
/// ended because `looks` texts have been looked into.
fn walk(
    connection: &Connection,
    compiled: &Compiled,
    after: Option<ArticleId>,
    plain_text: PlainText,
    looks: &Cell<usize>,
    mut each: impl FnMut(Headline) -> ControlFlow<()>,
) -> Result<bool> {
    let tired = Cell::new(false);
    if compiled.nothing {
        return Ok(false);
    }
    let range = compiled.range(after.map(|id| id.0));
    let mut take = |row: &Row<'_>| -> Result<ControlFlow<()>> {
        let headline = article::headline(row)?;
        let candidate = Candidate {
            connection,
            headline: &headline,
            body_seq: row.get(12)?,
            plain_text,
        };
        for (column, check) in (13..).zip(&compiled.checks) {
            if row.get(column)? {
                continue;
            }
            let Some(left) = looks.get().checked_sub(1) else {
                tired.set(true);
                return Ok(ControlFlow::Break(()));
            };
            looks.set(left);
            if !candidate.passes(check)? {
                return Ok(ControlFlow::Continue(()));
            }
        }
        Ok(each(headline))
    };
    let listed = match &compiled.driver {
        Driver::Ids(ids) | Driver::Words(ids) => ids.as_slice(),
        _ => &[],
    };
    let mut listed = listed.iter().copied().filter(|id| range.contains(id)).peekable();
    let mut one = One::new(connection, compiled)?;
    if !matches!(compiled.driver, Driver::Ids(_)) {
        let (sql, values) = compiled.select(&range);
        let mut statement = connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(values))?;
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            while let Some(newer) = listed.next_if(|listed| *listed >= id) {
                if newer > id && one.take(newer, &mut take)?.is_break() {
                    return Ok(tired.get());
                }
            }
            if take(row)?.is_break() {
                return Ok(tired.get());
            }
        }
    }
    for id in listed {
        if one.take(id, &mut take)?.is_break() {
            break;
        }
    }
    Ok(tired.get())
}

/// Looks up listed articles one at a time.
struct One<'c> {
    statement: CachedStatement<'c>,
    values: Vec<Value>,
}

impl<'c> One<'c> {
    fn new(connection: &'c Connection, compiled: &Compiled) -> Result<Self> {
        let (sql, values) = compiled.select_one();
        Ok(One {
            statement: connection.prepare_cached(&sql)?,
            values,
        })
    }

    fn take(&mut self, id: i64, take: &mut impl FnMut(&Row<'_>) -> Result<ControlFlow<()>>) -> Result<ControlFlow<()>> {
        if let Some(first) = self.values.first_mut() {
            *first = Value::Integer(id);
        }
        let mut rows = self.statement.query(params_from_iter(&self.values))?;
        rows.next()?.map_or(Ok(ControlFlow::Continue(())), take)
    }
}

/// The count of a query that asks for nothing but feeds and, perhaps, unread ones.
fn from_counters(connection: &Connection, compiled: &Compiled) -> Result<Option<u64>> {
    let column = match compiled.states.as_slice() {
        [] => "total",
        [(State::Unread, false) | (State::Read, true)] => "unread",
        [(State::Unread, true) | (State::Read, false)] => "total - unread",
        _ => return Ok(None),
    };
    if compiled.particular {
        return Ok(None);
    }
    let mut sql = format!("SELECT coalesce(sum({column}), 0) FROM counts");
    if let Some(feeds) = &compiled.feeds {
        let feeds: Vec<String> = feeds.iter().map(i64::to_string).collect();
        sql.push_str(&format!(" WHERE feed_id IN ({})", feeds.join(",")));
    }
    Ok(Some(
        connection.prepare_cached(&sql)?.query_row([], |row| count(row, 0))?,
    ))
}
