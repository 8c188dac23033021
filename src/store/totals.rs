//! Totals of the whole store. Those of feeds are in the counts table, kept by triggers.

use super::Store;
use super::error::Result;
use super::feed::count;

/// How many articles there are, of which sorts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// All.
    pub total: u64,
    /// Not read yet.
    pub unread: u64,
    /// Starred.
    pub starred: u64,
    /// Saved as files.
    pub saved: u64,
}

impl Store {
    /// The store's totals; nothing is counted that could be many.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn totals(&self) -> Result<Totals> {
        self.read(|connection| {
            let sql = "SELECT coalesce(sum(total), 0), coalesce(sum(unread), 0),
                (SELECT count(*) FROM articles WHERE starred = 1), (SELECT count(*) FROM articles WHERE saved = 1) FROM counts";
            let mut statement = connection.prepare_cached(sql)?;
            Ok(statement.query_row([], |row| {
                Ok(Totals { total: count(row, 0)?, unread: count(row, 1)?, starred: count(row, 2)?, saved: count(row, 3)? })
            })?)
        })
    }
}
