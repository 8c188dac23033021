//! Looking after the file: is it sound, copies of it, has another program changed it.

use std::path::Path;

use rusqlite::Connection;

use super::Store;
use super::error::{Result, StoreError};

/// Faults told at most.
const MOST_FAULTS: usize = 100;

impl Store {
    /// What is wrong with the file; nothing when it is sound. Reads all of it.
    ///
    /// # Errors
    /// When it cannot be read at all.
    pub fn integrity(&self) -> Result<Vec<String>> {
        self.with_writer(|writer| {
            let connection = &writer.connection;
            let mut faults = lines(connection, "PRAGMA quick_check(100)", "ok")?;
            faults.extend(lines(
                connection,
                "SELECT 'table ' || \"table\" || ' names a row of ' || parent || ' that is not there' FROM pragma_foreign_key_check",
                "",
            )?);
            faults.extend(lines(
                connection,
                "SELECT 'the text of article ' || a.id || ' is missing' FROM articles a
                    WHERE NOT EXISTS (SELECT 1 FROM bodies b WHERE b.seq = coalesce(
                        (SELECT u.first FROM bundles u WHERE u.last >= a.body_seq AND u.first =
                            (SELECT max(first) FROM bundles WHERE first <= a.body_seq)), a.body_seq))",
                "",
            )?);
            faults.extend(lines(
                connection,
                "SELECT 'the texts kept together from ' || u.first || ' on are used by more or fewer articles than noted'
                    FROM bundles u WHERE u.used <>
                    (SELECT count(*) FROM articles a WHERE a.body_seq BETWEEN u.first AND u.last)",
                "",
            )?);
            faults.extend(lines(
                connection,
                "SELECT 'the counts of feed ' || c.feed_id || ' are wrong' FROM counts c
                    WHERE c.total <> (SELECT count(*) FROM articles a WHERE a.feed_id = c.feed_id)
                    OR c.unread <> (SELECT count(*) FROM articles a WHERE a.feed_id = c.feed_id AND a.read = 0)",
                "",
            )?);
            if let Err(error) = connection.execute_batch("INSERT INTO fulltext (fulltext) VALUES ('integrity-check')") {
                faults.push(format!("the full-text index: {error}"));
            }
            faults.truncate(MOST_FAULTS);
            Ok(faults)
        })
    }

    /// Writes a copy of the library, complete and compact, to a new file, while others may use it.
    ///
    /// # Errors
    /// When the file exists already or cannot be written.
    pub fn backup(&self, to: &Path) -> Result<()> {
        if to.exists() {
            return Err(StoreError::Unfit(format!(
                "{} exists already: give another name",
                to.display()
            )));
        }
        // Over a connection that only reads, so that writing goes on meanwhile.
        self.read_apart(|connection| copy_to(connection, to))
            .map_err(|error| match error {
                // The file that failed is the new one.
                StoreError::Full { .. } => StoreError::Full { path: to.to_owned() },
                StoreError::NoAccess { what, .. } => StoreError::NoAccess {
                    path: to.to_owned(),
                    what,
                },
                other => other,
            })
    }

    /// The day of the last daily backup, in days since 1970; where none was noted, notes `today`
    /// and gives it: a new library needs no backup yet.
    ///
    /// # Errors
    /// When the store cannot be read or written.
    pub fn backup_day(&self, today: i64) -> Result<i64> {
        self.write(|transaction| {
            transaction.execute("INSERT OR IGNORE INTO meta VALUES ('backup_day', ?1)", [today])?;
            Ok(transaction.query_row("SELECT value FROM meta WHERE key = 'backup_day'", [], |row| row.get(0))?)
        })
    }

    /// Notes the day of a daily backup.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn set_backup_day(&self, day: i64) -> Result<()> {
        self.write(|transaction| {
            transaction.execute("INSERT OR REPLACE INTO meta VALUES ('backup_day', ?1)", [day])?;
            Ok(())
        })
    }

    /// A number that changes when another program changes the library, and not when this one
    /// does.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn data_version(&self) -> Result<i64> {
        self.with_writer(|writer| {
            Ok(writer
                .connection
                .pragma_query_value(None, "data_version", |row| row.get(0))?)
        })
    }
}

/// Writes a compact copy, readable for this user only.
pub(super) fn copy_to(connection: &Connection, to: &Path) -> Result<()> {
    let fail = |error: std::io::Error| StoreError::NoAccess {
        path: to.to_owned(),
        what: error.to_string(),
    };
    // Made first, and empty (which VACUUM INTO accepts), so that it is never readable for others.
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(to).map_err(fail)?;
    let name = to
        .to_str()
        .ok_or_else(|| StoreError::Unfit(format!("{} is not a name that can be used", to.display())))?;
    if let Err(error) = connection.execute("VACUUM INTO ?1", [name]) {
        // A copy that is not whole is none; the error itself is what is told.
        let _ = std::fs::remove_file(to);
        return Err(error.into());
    }
    Ok(())
}

fn lines(connection: &Connection, sql: &str, sound: &str) -> Result<Vec<String>> {
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
    let mut lines = rows.collect::<rusqlite::Result<Vec<_>>>()?;
    lines.retain(|line| line != sound);
    Ok(lines)
}
