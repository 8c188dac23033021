//! The pictures table: what is known of pictures' files, once they were fetched.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::Store;
use super::error::{Result, StoreError};
use crate::model::FileFacts;

/// Looks compared with one picture's at most, the latest first.
const MOST_LOOKS: i64 = 100_000;

/// What is known of a picture's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownPicture {
    /// The number of its address.
    pub address: i64,
    /// A number for its bytes.
    pub file: i64,
    /// How it looks: differences across and down (see `pictures::Look`).
    pub look: Option<(u64, u64)>,
    /// What the file says of itself.
    pub facts: FileFacts,
}

impl Store {
    /// Keeps what is known of a picture's file.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn store_picture(&self, known: &KnownPicture) -> Result<()> {
        let facts = serde_json::to_string(&known.facts).map_err(StoreError::unreadable)?;
        let (across, down) = known
            .look
            .map(|(across, down)| (across.cast_signed(), down.cast_signed()))
            .unzip();
        self.write(|transaction| {
            transaction.execute(
                "INSERT OR REPLACE INTO pictures (address, file, across, down, facts) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![known.address, known.file, across, down, facts],
            )?;
            if !known.facts.is_empty() {
                // What the file adds to its photos is gathered in idle time.
                transaction.execute(
                    "DELETE FROM gathered WHERE article_id IN (SELECT article_id FROM photos WHERE address = ?1)",
                    [known.address],
                )?;
            }
            Ok(())
        })
    }

    /// What is known of the picture of an address.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn known_picture(&self, address: i64) -> Result<Option<KnownPicture>> {
        self.read(|connection| load(connection, address))
    }

    /// The addresses of pictures that are this one: its own, those with the same bytes, and those
    /// whose look `is_same` takes for it.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn same_pictures(&self, address: i64, is_same: impl Fn((u64, u64), (u64, u64)) -> bool) -> Result<Vec<i64>> {
        self.read(|connection| {
            let mut same = vec![address];
            let Some(known) = load(connection, address)? else {
                return Ok(same);
            };
            let mut files = connection.prepare_cached("SELECT address FROM pictures WHERE file = ?1 LIMIT 200")?;
            for other in files.query_map([known.file], |row| row.get(0))? {
                same.push(other?);
            }
            if let Some(look) = known.look {
                let sql =
                    "SELECT address, across, down FROM pictures WHERE across IS NOT NULL ORDER BY rowid DESC LIMIT ?1";
                let mut looks = connection.prepare_cached(sql)?;
                let mut rows = looks.query([MOST_LOOKS])?;
                while let Some(row) = rows.next()? {
                    if let Some(other) = look_of(row, 1)?.filter(|other| is_same(look, *other)) {
                        let _ = other;
                        same.push(row.get(0)?);
                    }
                }
            }
            same.sort_unstable();
            same.dedup();
            same.truncate(200);
            Ok(same)
        })
    }
}

fn load(connection: &Connection, address: i64) -> Result<Option<KnownPicture>> {
    let sql = "SELECT file, across, down, facts FROM pictures WHERE address = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let found = statement.query_row([address], |row| {
        Ok((row.get(0)?, look_of(row, 1)?, row.get::<_, String>(3)?))
    });
    let Some((file, look, facts)) = found.optional()? else {
        return Ok(None);
    };
    Ok(Some(KnownPicture {
        address,
        file,
        look,
        facts: serde_json::from_str(&facts).map_err(StoreError::unreadable)?,
    }))
}

fn look_of(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<(u64, u64)>> {
    let across: Option<i64> = row.get(column)?;
    let down: Option<i64> = row.get(column + 1)?;
    Ok(across
        .zip(down)
        .map(|(across, down)| (across.cast_unsigned(), down.cast_unsigned())))
}
