//! Copying what can be read out of a damaged store into a new one, table by table.
//!
//! Damage sits in pages of the file: reading runs into one and stops. It goes on behind it, at the
//! next row that can be found, and then once more from the end, for what lay between two of them.
//! After the way of SQLite's own `.recover`. <https://sqlite.org/recovery.html>

use rusqlite::types::Value;
use rusqlite::{Connection, Transaction, params_from_iter};

use super::error::Result;

/// What is made anew and not copied: counts are counted, the index is built again.
const MADE_ANEW: [&str; 3] = ["counts", "unindexed", "vocabulary"];

/// Times that reading may start again in one table.
const MOST_STARTS: usize = 10_000;

/// What became of a table's rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Copied {
    pub(super) table: String,
    /// Rows in the new store.
    pub(super) rows: i64,
    /// Places where reading ran into damage.
    pub(super) gaps: usize,
}

/// Copies every table that both have.
pub(super) fn tables(from: &Connection, to: &Transaction<'_>) -> Result<Vec<Copied>> {
    let mut statement = to.prepare(
        "SELECT l.name, l.wr FROM pragma_table_list l JOIN sqlite_schema s ON s.name = l.name
            WHERE l.schema = 'main' AND l.type = 'table' AND l.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY s.rowid",
    )?;
    let tables = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, bool>(1)?)))?;
    let tables = tables.collect::<rusqlite::Result<Vec<_>>>()?;
    let mut copied = Vec::new();
    for (name, without_rowid) in tables {
        if MADE_ANEW.contains(&&*name) {
            continue;
        }
        let known = columns(from, &name).unwrap_or_default();
        let columns: Vec<String> = columns(to, &name)?
            .into_iter()
            .filter(|column| known.contains(column))
            .collect();
        let mut table = Table {
            from,
            to,
            gaps: 0,
            starts: 0,
            insert: insert(&name, &columns),
            columns: columns.join(", "),
            name,
        };
        if !columns.is_empty() {
            if without_rowid {
                table.in_order()?;
            } else {
                table.by_row(true)?;
                if table.gaps > 0 {
                    table.by_row(false)?;
                }
            }
        }
        let sql = format!("SELECT count(*) FROM {}", table.name);
        copied.push(Copied {
            rows: to.query_row(&sql, [], |row| row.get(0))?,
            gaps: table.gaps,
            table: table.name,
        });
    }
    Ok(copied)
}

/// A table's columns, each as it is to be written in SQL.
fn columns(connection: &Connection, table: &str) -> Result<Vec<String>> {
    let mut statement = connection.prepare("SELECT name FROM pragma_table_info(?1)")?;
    let names = statement.query_map([table], |row| row.get::<_, String>(0))?;
    let names = names.collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(names
        .into_iter()
        .map(|name| format!("\"{}\"", name.replace('"', "")))
        .collect())
}

fn insert(table: &str, columns: &[String]) -> String {
    let places = vec!["?"; columns.len()].join(", ");
    format!(
        "INSERT OR REPLACE INTO {table} ({}) VALUES ({places})",
        columns.join(", ")
    )
}

struct Table<'c> {
    from: &'c Connection,
    to: &'c Connection,
    name: String,
    columns: String,
    insert: String,
    gaps: usize,
    starts: usize,
}

impl Table<'_> {
    /// Copies by row number, forward or backward, going on behind what cannot be read.
    fn by_row(&mut self, forward: bool) -> Result<()> {
        let (compare, order) = if forward { (">=", "ASC") } else { ("<=", "DESC") };
        let sql = format!(
            "SELECT rowid, {} FROM {} WHERE rowid {compare} ?1 ORDER BY rowid {order}",
            self.columns, self.name
        );
        let mut at = Some(if forward { i64::MIN } else { i64::MAX });
        while let Some(start) = at {
            self.starts += 1;
            let mut last = start;
            let ended = self.copy(&sql, &[start], Some(&mut last))?;
            at = if ended || self.starts > MOST_STARTS {
                None
            } else {
                self.gaps += usize::from(forward);
                self.behind(last, forward)
            };
        }
        Ok(())
    }

    /// Copies a table that has no row numbers: from its beginning, then from its end.
    fn in_order(&mut self) -> Result<()> {
        let key = "SELECT group_concat('\"' || name || '\" DESC', ', ') FROM
            (SELECT name FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk)";
        let key: String = self.to.query_row(key, [&self.name], |row| row.get(0))?;
        let sql = format!("SELECT 0, {} FROM {}", self.columns, self.name);
        if !self.copy(&sql, &[], None)? {
            self.gaps += 1;
            self.copy(&format!("{sql} ORDER BY {key}"), &[], None)?;
        }
        Ok(())
    }

    /// Copies rows until the end (true) or damage (false); `last` is the last row's number.
    fn copy(&self, sql: &str, from: &[i64], mut last: Option<&mut i64>) -> Result<bool> {
        let Ok(mut statement) = self.from.prepare_cached(sql) else {
            return Ok(false);
        };
        let width = statement.column_count();
        let Ok(mut rows) = statement.query(params_from_iter(from)) else {
            return Ok(false);
        };
        let mut insert = self.to.prepare_cached(&self.insert)?;
        loop {
            let row = match rows.next() {
                Ok(Some(row)) => row,
                Ok(None) => return Ok(true),
                Err(_) => return Ok(false),
            };
            let values = (1..width).map(|column| row.get::<_, Value>(column));
            let Ok(values) = values.collect::<rusqlite::Result<Vec<Value>>>() else {
                return Ok(false);
            };
            if let (Some(last), Ok(number)) = (&mut last, row.get(0)) {
                **last = number;
            }
            match insert.execute(params_from_iter(values)) {
                Ok(_) => {}
                // A row that the rules of the table do not allow is one that damage has made.
                Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// The nearest row number past `last` from which reading works again: leaps that double, then
    /// halves between the last leap that failed and the first that did not.
    fn behind(&self, last: i64, forward: bool) -> Option<i64> {
        let (compare, order) = if forward { (">=", "ASC") } else { ("<=", "DESC") };
        let sql = format!(
            "SELECT rowid FROM {} WHERE rowid {compare} ?1 ORDER BY rowid {order} LIMIT 1",
            self.name
        );
        let place = |leap: i64| {
            if forward {
                last.checked_add(leap)
            } else {
                last.checked_sub(leap)
            }
        };
        let works = |leap: i64| {
            let place = place(leap)?;
            let mut statement = self.from.prepare_cached(&sql).ok()?;
            match statement.query_row([place], |row| row.get::<_, i64>(0)) {
                Err(rusqlite::Error::QueryReturnedNoRows) => None,
                found => Some(found.is_ok()),
            }
        };
        let mut fails = 0;
        let mut leap = 1_i64;
        while !works(leap)? {
            fails = leap;
            leap = leap.checked_mul(2)?;
        }
        while leap - fails > 1 {
            let middle = fails + (leap - fails) / 2;
            if works(middle).unwrap_or(true) {
                leap = middle;
            } else {
                fails = middle;
            }
        }
        place(leap)
    }
}
