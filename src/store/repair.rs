//! Repairing a damaged store: a copy of it is kept as it is, what can be read goes into a new one,
//! and that takes its place. Restoring one from a backup. Nothing is ever overwritten.

use std::fs;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::error::{Result, StoreError};
use super::hold::Hold;
use super::{Store, aside, connect, mend, migrate, salvage};

/// Bytes of SQLite's header and the page it is on; see [`connect`].
const PAGE: usize = 8_192;

/// What a repair has done.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Repaired {
    /// The damaged file, kept as it was.
    pub kept: PathBuf,
    /// Feeds in the new library.
    pub feeds: i64,
    /// Articles in the new library.
    pub articles: i64,
    /// Articles whose text is lost until their feed is fetched again, if it still has it.
    pub texts_lost: usize,
    /// Where reading ran into damage: tables, and how often in each.
    pub gaps: Vec<(String, usize)>,
}

impl Store {
    /// Repairs the library in a file; `day` names the copy that is kept.
    ///
    /// # Errors
    /// When there is no such file, another Dateline has it open, it was never a library, or there
    /// is no room for the copies. The file is then as it was.
    pub fn repair(path: &Path, day: &str) -> Result<Repaired> {
        let _alone = Hold::alone(path)?;
        let kept = aside::keep(path, &format!("damaged-{day}"))?;
        let new = aside::named(path, ".recovered");
        let attempt = recover(&kept, &new, path).and_then(|found| {
            aside::put_in_place(&new, path)?;
            Ok(Repaired {
                kept: kept.clone(),
                ..found
            })
        });
        let _ = aside::remove_all(&new);
        if attempt.is_err() {
            // The file itself is untouched, so the copy says nothing more than it does.
            let _ = aside::remove_all(&kept);
        }
        let _ = fs::remove_file(aside::named(&kept, "-shm"));
        attempt
    }

    /// Puts a backup in the library's place; gives the copy of what was there, if anything was.
    ///
    /// # Errors
    /// When the backup is no sound library of a version this program knows, another Dateline has
    /// the library open, or there is no room.
    pub fn restore(backup: &Path, path: &Path, day: &str) -> Result<Option<PathBuf>> {
        check_backup(backup).map_err(|error| error.at(backup))?;
        connect::make_folder(path)?;
        let _alone = Hold::alone(path)?;
        let new = aside::named(path, ".restored");
        let _ = aside::remove_all(&new);
        aside::copy_new(backup, &new).map_err(|error| aside::failed(&new, &error))?;
        let kept = match path.exists() {
            true => Some(aside::keep(path, &format!("before-restore-{day}"))?),
            false => None,
        };
        aside::put_in_place(&new, path)?;
        Ok(kept)
    }
}

/// Whether a file begins as SQLite's do.
pub fn is_database(bytes: &[u8]) -> bool {
    bytes.starts_with(b"SQLite format 3\0")
}

fn check_backup(backup: &Path) -> Result<()> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(backup, flags)?;
    connect::check_owner(&connection, backup)?;
    migrate::check_version(&connection, backup)?;
    let sound: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    match sound.as_str() {
        "ok" => Ok(()),
        what => Err(StoreError::Damaged {
            path: backup.to_owned(),
            what: what.to_owned(),
        }),
    }
}

/// Fills a new store at `new` from the damaged one at `kept`; errors name `path`.
fn recover(kept: &Path, new: &Path, path: &Path) -> Result<Repaired> {
    let _ = aside::remove_all(new);
    drop(Store::open(new)?);
    let source = source(kept, new, path)?;
    let mut connection = connect::writer(new).map_err(|error| error.at(new))?;
    let filled = fill(&source, &mut connection).map_err(|error| error.at(new))?;
    if filled.feeds + filled.articles == 0 {
        return Err(StoreError::NotALibrary { path: path.to_owned() });
    }
    Ok(filled)
}

fn fill(source: &Connection, to: &mut Connection) -> Result<Repaired> {
    to.pragma_update(None, "foreign_keys", false)?;
    let transaction = to.transaction()?;
    let copied = salvage::tables(source, &transaction)?;
    let texts_lost = mend::whole(&transaction)?;
    let count = |table: &str| transaction.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0));
    let (feeds, articles) = (count("feeds")?, count("articles")?);
    transaction.commit()?;
    // All of it into the file itself: its log does not move with it.
    to.pragma_update_and_check(None, "wal_checkpoint", "TRUNCATE", |_| Ok(()))?;
    let gaps = copied.into_iter().filter(|table| table.gaps > 0);
    Ok(Repaired {
        kept: PathBuf::new(),
        feeds,
        articles,
        texts_lost,
        gaps: gaps.map(|table| (table.table, table.gaps)).collect(),
    })
}

/// The damaged store, opened for reading; where its first page is gone, with that of an empty one.
fn source(kept: &Path, fresh: &Path, path: &Path) -> Result<Connection> {
    let opened = Connection::open(kept)?;
    // The copy stays as it is: its log is read, and not folded into it.
    opened.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    let whole = opened
        .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0))
        .is_ok();
    if whole {
        connect::check_owner(&opened, path)?;
        migrate::check_version(&opened, path)?;
        return Ok(opened);
    }
    drop(opened);
    let graft = aside::named(fresh, ".first-page");
    let _ = aside::remove_all(&graft);
    let grafted = graft_first_page(kept, fresh, &graft);
    let opened = grafted.map_err(|_| StoreError::NotALibrary { path: path.to_owned() })?;
    // It stays readable while it is open, and is gone afterwards.
    let _ = aside::remove_all(&graft);
    Ok(opened)
}

/// The pages that the first one names where it is not a leaf of its tree.
/// <https://sqlite.org/fileformat.html#b_tree_pages>
fn children(first: &[u8]) -> Vec<u32> {
    let number = |at: usize| {
        let bytes = first.get(at..at + 4)?;
        bytes.try_into().ok().map(u32::from_be_bytes)
    };
    let short = |at: usize| {
        first
            .get(at..at + 2)
            .map_or(0, |b| usize::from(b.iter().fold(0_u16, |n, b| n << 8 | u16::from(*b))))
    };
    if first.get(100) != Some(&5) {
        return Vec::new();
    }
    let cells = (0..short(103)).filter_map(|cell| number(short(112 + 2 * cell)));
    cells.chain(number(108)).filter(|page| *page > 1).collect()
}

/// A copy of the damaged file with the first page of an empty store: the same program makes its
/// tables in the same places.
fn graft_first_page(kept: &Path, fresh: &Path, graft: &Path) -> std::io::Result<Connection> {
    aside::copy_new(kept, graft)?;
    let mut file = fs::OpenOptions::new().read(true).write(true).open(graft)?;
    let pages = u32::try_from(file.metadata()?.len() / PAGE as u64).unwrap_or(0);
    let mut page = vec![0; PAGE];
    let mut whole = fs::File::open(fresh)?;
    whole.read_exact(&mut page)?;
    // The list of tables may go on in further pages, which the first one names.
    for number in children(&page) {
        let place = SeekFrom::Start((u64::from(number) - 1) * PAGE as u64);
        let mut child = vec![0; PAGE];
        whole.seek(place)?;
        whole.read_exact(&mut child)?;
        file.seek(place)?;
        file.write_all(&child)?;
    }
    // Pages of the file, and no list of free ones. <https://sqlite.org/fileformat.html#the_database_header>
    for (at, value) in [(28, pages), (32, 0), (36, 0)] {
        if let Some(place) = page.get_mut(at..at + 4) {
            place.copy_from_slice(&value.to_be_bytes());
        }
    }
    // Not in the way of a log, which is not there.
    if let Some(place) = page.get_mut(18..20) {
        place.fill(1);
    }
    file.seek(SeekFrom::Start(0))?;
    file.write_all(&page)?;
    file.sync_all()?;
    Connection::open(graft).map_err(std::io::Error::other)
}
