//! Writing a compiled query as statements. Everything in their text is ours or made of letters
//! and digits; the rest is bound.

use std::fmt::Write as _;

use rusqlite::types::Value;

use super::article;
use super::compile::{Compiled, Driver};
use super::ids::ZERO_BITS;
use super::term::state_condition;

/// A statement and the values it needs.
pub(super) type Statement = (String, Vec<Value>);

/// A select of the ids of articles that have words, given in FTS5's language.
pub(super) fn having(words: &str) -> String {
    // Words have neither; a condition's question marks are for its values.
    let words = words.replace(['\'', '?'], "");
    format!("SELECT rowid << {ZERO_BITS} FROM fulltext WHERE fulltext MATCH '{words}'")
}

impl Compiled {
    /// The ids that are meant, and older than `after` where it is given.
    pub(super) fn range(&self, after: Option<i64>) -> std::ops::Range<i64> {
        let high = self.high.unwrap_or(i64::MAX);
        self.low..after.map_or(high, |after| after.min(high))
    }

    /// The statement that gives the articles of ids in a range, newest first. The columns are
    /// those of a headline, the body's number, and for each check whether it is settled.
    pub(super) fn select(&self, ids: &std::ops::Range<i64>) -> Statement {
        let (mut sql, values) = self.from(&self.columns(), ids);
        sql.push_str(match self.driver {
            Driver::Words(_) => " ORDER BY fulltext.rowid DESC",
            _ => " ORDER BY a.id DESC",
        });
        (sql, values)
    }

    /// The statement that counts the same; not for a query with checks or a list of ids.
    pub(super) fn count(&self, ids: &std::ops::Range<i64>) -> Statement {
        self.from("count(*)", ids)
    }

    /// The statement that gives the article of one id, the first of the values, if it meets the
    /// conditions.
    pub(super) fn select_one(&self) -> Statement {
        let sql = format!("SELECT {} FROM articles a NOT INDEXED WHERE a.id = ?1", self.columns());
        let mut writer = Writer {
            sql,
            values: vec![Value::Null],
        };
        writer.conditions(self);
        (writer.sql, writer.values)
    }

    fn columns(&self) -> String {
        let mut columns = format!("{}, a.body_seq", article::HEADLINE);
        for check in &self.checks {
            columns.push_str(", ");
            columns.push_str(&check.settled);
        }
        columns
    }

    fn from(&self, columns: &str, ids: &std::ops::Range<i64>) -> Statement {
        let mut writer = Writer {
            sql: format!("SELECT {columns} FROM "),
            values: Vec::new(),
        };
        match &self.driver {
            Driver::Words(_) => {
                writer.sql.push_str("fulltext");
                if columns != "count(*)" || !self.conditions.is_empty() {
                    let _ = write!(
                        writer.sql,
                        " CROSS JOIN articles a NOT INDEXED ON a.id = fulltext.rowid << {ZERO_BITS}"
                    );
                }
                writer.sql.push_str(" WHERE fulltext MATCH ");
                let mut wanted = self.wanted.join(" AND ");
                if !self.unwanted.is_empty() {
                    wanted = format!("({wanted}) NOT ({})", self.unwanted.join(" OR "));
                }
                writer.bind(Value::Text(wanted));
                writer.range("fulltext.rowid", ceiling(ids.start), ceiling(ids.end));
            }
            driver => {
                match driver {
                    Driver::Feed(id) => {
                        let _ = write!(writer.sql, "articles a INDEXED BY article_feed WHERE a.feed_id = {id}");
                    }
                    Driver::State(state) => {
                        let condition = state_condition(*state, false);
                        let _ = write!(
                            writer.sql,
                            "articles a INDEXED BY article_{} WHERE {condition}",
                            state.word()
                        );
                    }
                    _ => writer.sql.push_str("articles a NOT INDEXED WHERE 1"),
                }
                writer.range("a.id", ids.start, ids.end);
            }
        }
        writer.conditions(self);
        (writer.sql, writer.values)
    }
}

/// The first full-text number whose id is not below `id`; an open end stays open.
fn ceiling(id: i64) -> i64 {
    if id == i64::MAX {
        id
    } else {
        id.saturating_add((1 << ZERO_BITS) - 1) >> ZERO_BITS
    }
}

struct Writer {
    sql: String,
    values: Vec<Value>,
}

impl Writer {
    /// Writes a place for a value; numbered, so that the order of the text does not matter.
    fn bind(&mut self, value: Value) {
        self.values.push(value);
        let _ = write!(self.sql, "?{}", self.values.len());
    }

    fn range(&mut self, column: &str, low: i64, high: i64) {
        if low > 0 {
            let _ = write!(self.sql, " AND {column} >= ");
            self.bind(Value::Integer(low));
        }
        if high < i64::MAX {
            let _ = write!(self.sql, " AND {column} < ");
            self.bind(Value::Integer(high));
        }
    }

    fn conditions(&mut self, compiled: &Compiled) {
        let mut values = compiled.values.iter();
        for condition in &compiled.conditions {
            self.sql.push_str(" AND ");
            let mut parts = condition.split('?');
            self.sql.push_str(parts.next().unwrap_or(""));
            for part in parts {
                self.bind(values.next().cloned().unwrap_or(Value::Null));
                self.sql.push_str(part);
            }
        }
    }
}
