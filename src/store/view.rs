//! The views table: queries kept under a name.

use rusqlite::params;

use super::Store;
use super::error::{Result, StoreError};
use super::feed::safe;
use crate::model::{SafeText, View, ViewId};

impl Store {
    /// The views, in the order they were added.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn views(&self) -> Result<Vec<View>> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached("SELECT id, name, query FROM views ORDER BY position, id")?;
            let mut rows = statement.query([])?;
            let mut views = Vec::new();
            while let Some(row) = rows.next()? {
                views.push(View {
                    id: ViewId(row.get(0)?),
                    name: safe(row, 1)?,
                    query: row.get(2)?,
                });
            }
            Ok(views)
        })
    }

    /// Keeps a query under a name; a view of that name gets the new query.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn add_view(&self, name: &SafeText, query: &str) -> Result<ViewId> {
        self.write(|transaction| {
            let sql = "INSERT INTO views (name, query, position)
                VALUES (?1, ?2, (SELECT coalesce(max(position), 0) + 1 FROM views))
                ON CONFLICT (name) DO UPDATE SET query = excluded.query RETURNING id";
            Ok(ViewId(transaction.query_row(
                sql,
                params![name.as_str(), query],
                |row| row.get(0),
            )?))
        })
    }

    /// Removes a view; its articles stay.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn remove_view(&self, id: ViewId) -> Result<()> {
        self.write(|transaction| {
            transaction.execute("DELETE FROM views WHERE id = ?1", [id.0])?;
            Ok(())
        })
    }

    /// Gives a view another name.
    ///
    /// # Errors
    /// When another view has that name, or the store cannot be written.
    pub fn rename_view(&self, id: ViewId, name: &SafeText) -> Result<()> {
        self.write(|transaction| {
            let sql = "UPDATE OR IGNORE views SET name = ?2 WHERE id = ?1";
            match transaction.execute(sql, params![id.0, name.as_str()])? {
                0 => Err(StoreError::Unfit(format!(
                    "there is a view named {name} already, or none to rename"
                ))),
                _ => Ok(()),
            }
        })
    }
}
