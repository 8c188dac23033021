//! Opening the store's file: who may read it, how SQLite is set, and that it is ours.
//!
//! Everything here is about connections; what is in the file is `migrate`'s and the tables' work.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::aside;
use super::error::{Result, StoreError};

/// How long a write waits for another program's write.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);

/// "Dtln": says in the file's header whose file it is.
pub(super) const APPLICATION: i64 = 0x4474_6C6E;

/// Bytes of a page of the file. Larger than SQLite's 4,096 so that two or three compressed bodies
/// share a page with little room left over.
const PAGE: i64 = 8_192;

/// What the writing connection's page cache may take, in KiB: the pages a refresh comes back to.
/// It is given back when the refresh is over.
const WRITER_CACHE: i64 = 8_192;

/// Prepared statements kept per connection.
const STATEMENTS: usize = 64;

/// The connection that writes; makes the file, for this user only, where there is none.
pub(super) fn writer(path: &Path) -> Result<Connection> {
    make_private(path)?;
    check_beginning(path)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    settle(&connection, WRITER_CACHE)?;
    check_owner(&connection, path)?;
    connection.pragma_update(None, "page_size", PAGE)?;
    let mode: String = connection.pragma_update_and_check(None, "journal_mode", "wal", |row| row.get(0))?;
    if mode != "wal" {
        return Err(StoreError::NoAccess {
            path: path.to_owned(),
            what: format!("journal mode {mode}"),
        });
    }
    // Each commit is on the disk before it is announced.
    connection.pragma_update(None, "synchronous", "full")?;
    // Thirty-two megabytes: pages that are written again and again go into the file seldom.
    connection.pragma_update(None, "wal_autocheckpoint", 4_000)?;
    connection.pragma_update(None, "journal_size_limit", 16 << 20)?;
    Ok(connection)
}

/// A connection that only reads.
pub(super) fn reader(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    settle(&connection, 2_048)?;
    Ok(connection)
}

/// A store that lives and dies with its connection, for tests.
pub(super) fn in_memory() -> Result<Connection> {
    let connection = Connection::open_in_memory()?;
    settle(&connection, 2_048)?;
    connection.pragma_update(None, "page_size", PAGE)?;
    Ok(connection)
}

/// Settings that hold for a connection. `cache_kib` is what its page cache may take.
fn settle(connection: &Connection, cache_kib: i64) -> Result<()> {
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    connection.pragma_update(None, "mmap_size", 0)?;
    connection.pragma_update(None, "cache_size", -cache_kib)?;
    connection.pragma_update(None, "temp_store", "memory")?;
    Ok(())
}

/// Refuses a database of another program. An empty file is nobody's yet.
pub(super) fn check_owner(connection: &Connection, path: &Path) -> Result<()> {
    let owner: i64 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if owner != APPLICATION && tables > 0 {
        return Err(StoreError::NotALibrary { path: path.to_owned() });
    }
    Ok(())
}

/// Refuses a file that does not begin as SQLite's do. SQLite itself takes one that is shorter than
/// its header for a new one, and would write over it.
fn check_beginning(path: &Path) -> Result<()> {
    let mut beginning = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(16).read_to_end(&mut beginning));
    match read {
        Ok(_) if beginning.is_empty() || super::is_database(&beginning) => Ok(()),
        Ok(_) => Err(StoreError::NotALibrary { path: path.to_owned() }),
        Err(error) => Err(aside::failed(path, &error)),
    }
}

/// Makes the folder of a library, with those above it, for this user only.
pub(super) fn make_folder(path: &Path) -> Result<()> {
    let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty() && !folder.exists())
    else {
        return Ok(());
    };
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| aside::failed(path, &error))
}

fn make_private(path: &Path) -> Result<()> {
    if path.exists() {
        return Ok(());
    }
    make_folder(path)?;
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    // SQLite gives its side files the mode of the main one.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(_) => Ok(()),
        // Another Dateline made it just now.
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(aside::failed(path, &error)),
    }
}
