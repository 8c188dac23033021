//! Running compiled queries: lists of headlines, counts, sets of ids.

use std::ops::ControlFlow;

use rusqlite::{Connection, Row, params_from_iter};

use super::compile::{Compiled, Driver};
use super::error::Result;
use super::feed::count;
use super::verify::Candidate;
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
            let compiled = Compiled::new(connection, query, now)?;
            let mut headlines = Vec::new();
            if limit > 0 {
                walk(connection, &compiled, after, self.plain_text, |headline| {
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
        self.read(|connection| {
            let compiled = Compiled::new(connection, query, now)?;
            if compiled.nothing {
                return Ok(0);
            }
            if let Some(known) = from_counters(connection, &compiled)? {
                return Ok(known);
            }
            if !compiled.checks.is_empty() || matches!(compiled.driver, Driver::Ids(_)) {
                let mut found = 0;
                walk(connection, &compiled, None, self.plain_text, |_| {
                    found += 1;
                    ControlFlow::Continue(())
                })?;
                return Ok(found);
            }
            let (low, high) = compiled.range(None);
            let (sql, values) = compiled.count(low, high);
            Ok(connection
                .prepare_cached(&sql)?
                .query_row(params_from_iter(values), |row| count(row, 0))?)
        })
    }
}

/// All articles that a compiled query holds for.
pub(super) fn ids(connection: &Connection, compiled: &Compiled, plain_text: PlainText) -> Result<Vec<ArticleId>> {
    let mut ids = Vec::new();
    walk(connection, compiled, None, plain_text, |headline| {
        ids.push(headline.id);
        ControlFlow::Continue(())
    })?;
    Ok(ids)
}

/// Calls `each` with every article that passes, newest first, until it has enough.
fn walk(
    connection: &Connection,
    compiled: &Compiled,
    after: Option<ArticleId>,
    plain_text: PlainText,
    mut each: impl FnMut(Headline) -> ControlFlow<()>,
) -> Result<()> {
    if compiled.nothing {
        return Ok(());
    }
    let (low, high) = compiled.range(after.map(|id| id.0));
    let mut row = |row: &Row<'_>| -> Result<ControlFlow<()>> {
        let headline = article::headline(row)?;
        let candidate = Candidate {
            connection,
            headline: &headline,
            body_seq: row.get(12)?,
            plain_text,
        };
        for (column, check) in (13..).zip(&compiled.checks) {
            if !row.get::<_, bool>(column)? && !candidate.passes(check)? {
                return Ok(ControlFlow::Continue(()));
            }
        }
        Ok(each(headline))
    };
    let Driver::Ids(ids) = &compiled.driver else {
        let (sql, values) = compiled.select(low, high);
        let mut statement = connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(values))?;
        while let Some(found) = rows.next()? {
            if row(found)?.is_break() {
                break;
            }
        }
        return Ok(());
    };
    let (sql, mut values) = compiled.select(0, 0);
    let mut statement = connection.prepare_cached(&sql)?;
    for id in ids.iter().filter(|id| (low..high).contains(id)) {
        if let Some(first) = values.first_mut() {
            *first = (*id).into();
        }
        let mut rows = statement.query(params_from_iter(&values))?;
        if let Some(found) = rows.next()?
            && row(found)?.is_break()
        {
            break;
        }
    }
    Ok(())
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
