//! Rank 2, the memory: one SQLite file with every feed, article, page, analysis and mark. The only
//! folder with SQL.
//!
//! One connection writes, behind a lock; a few read. All calls block and belong on a worker.
//! What a call says is stored is on the disk. [`connect`] opens the file, [`migrate`] brings it to
//! the present schema (`schema/`), [`feed`], [`article`], [`page`], [`analysis`], [`tag`],
//! [`view`] and the like own a table each, [`prepare`] gets what a refresh brought ready (bodies in
//! a [`bundle`]) and [`intake`] stores it, [`fulltext`]
//! keeps the index, [`compile`], [`term`] and [`select`] turn a query into SQL and [`list`] runs it.

mod again;
mod analysis;
mod article;
mod aside;
mod body;
mod bundle;
mod care;
mod citation;
mod compile;
mod connect;
mod due;
mod entity;
mod entity_name;
mod entity_page;
mod error;
mod feed;
mod fetched;
mod fulltext;
mod hash;
mod hold;
mod ids;
mod intake;
mod known;
mod list;
mod mark;
mod mend;
mod migrate;
mod pack;
mod page;
mod photo;
mod picture;
mod prepare;
mod removal;
mod repair;
mod salvage;
mod same_item;
mod scroll;
mod select;
mod site;
mod tag;
mod term;
#[cfg(test)]
mod tests;
mod totals;
mod verify;
mod view;
mod vocabulary;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, Transaction, TransactionBehavior};

pub use article::StoredArticle;
pub use body::FeedBody;
pub use due::DueFeed;
pub use entity_name::Naming;
pub use entity_page::{EntityRecord, PageSize};
pub use error::StoreError;
pub use feed::{AddedFeed, NewFeed};
pub use fetched::{FetchedFeed, NewArticle, StoredCounts};
pub use fulltext::Unindexed;
pub use migrate::VERSION;
pub use page::PageText;
pub use photo::{Photographer, StoredPhoto};
pub use picture::KnownPicture;
pub use prepare::{Items, Keys};
pub use repair::{Repaired, is_database};
pub use site::SiteBlock;
pub use totals::Totals;

use error::Result;
use hold::Hold;

/// Read-only connections kept for the next reader.
const READERS: usize = 3;

/// Turns HTML into the words a person would see, added to the second argument. The store needs it
/// to look for phrases in texts; it is the same function that the index's words come from.
pub type PlainText = fn(&str, &mut String);

/// A person's library on disk. Shared by reference between threads; several programs may have
/// the same file open.
pub struct Store {
    path: PathBuf,
    writer: Mutex<Writer>,
    readers: Mutex<Vec<Connection>>,
    benches: Mutex<Vec<prepare::Bench>>,
    /// Whether reading has connections of its own (all but stores in memory).
    apart: bool,
    new: bool,
    plain_text: PlainText,
    naming: Naming,
    /// Says to a repair that the library is in use.
    _hold: Option<Hold>,
}

/// What writing needs; one for the store.
struct Writer {
    connection: Connection,
    pending: fulltext::Pending,
    vocabulary: vocabulary::Vocabulary,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

impl Store {
    /// Opens the library in a file, making it (and its folder), readable for this user only,
    /// where there is none.
    ///
    /// # Errors
    /// When the file cannot be opened or made, is not a library, is damaged, or is of a newer
    /// program. The file is left as it was.
    pub fn open(path: &Path) -> Result<Store> {
        Store::set_up(path).map_err(|error| error.at(path))
    }

    fn set_up(path: &Path) -> Result<Store> {
        connect::make_folder(path)?;
        let hold = Hold::shared(path)?;
        let mut connection = connect::writer(path)?;
        let new = migrate::run(&mut connection, path)?;
        let mut store = Store::around(connection, path.to_owned(), true, new)?;
        store._hold = Some(hold);
        Ok(store)
    }

    /// A library that is gone when it is dropped.
    ///
    /// # Errors
    /// When there is not enough memory.
    pub fn open_in_memory() -> Result<Store> {
        let mut connection = connect::in_memory()?;
        let new = migrate::run(&mut connection, Path::new(""))?;
        Store::around(connection, PathBuf::new(), false, new)
    }

    fn around(connection: Connection, path: PathBuf, apart: bool, new: bool) -> Result<Store> {
        let writer = Writer {
            connection,
            pending: fulltext::Pending::default(),
            vocabulary: vocabulary::Vocabulary::default(),
        };
        Ok(Store {
            path,
            writer: Mutex::new(writer),
            readers: Mutex::default(),
            benches: Mutex::default(),
            apart,
            new,
            plain_text: verify::without_tags,
            naming: Naming::default(),
            _hold: None,
        })
    }

    /// The same store, reading HTML with this function where it looks for phrases in texts.
    #[must_use]
    pub fn reading_html_with(mut self, plain_text: PlainText) -> Store {
        self.plain_text = plain_text;
        self
    }

    /// The same store, knowing names and citations in more than one way of writing them.
    #[must_use]
    pub fn naming_with(mut self, naming: Naming) -> Store {
        self.naming = naming;
        self
    }

    /// Whether the file was made just now.
    pub fn is_new(&self) -> bool {
        self.new
    }

    /// The library's file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Runs one writing step in a transaction; it is kept whole, on the disk, or not at all.
    fn write<T>(&self, step: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        self.with_writer(|writer| {
            let transaction = begin(&mut writer.connection)?;
            let result = step(&transaction)?;
            transaction.commit()?;
            Ok(result)
        })
    }

    fn with_writer<T>(&self, work: impl FnOnce(&mut Writer) -> Result<T>) -> Result<T> {
        work(&mut lock(&self.writer)).map_err(|error| error.at(&self.path))
    }

    /// Runs one reading step on a snapshot of the store; writing goes on beside it.
    fn read<T>(&self, step: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        if !self.apart {
            return self.with_writer(|writer| step(&writer.connection));
        }
        let kept = lock(&self.readers).pop();
        let connection = match kept {
            Some(connection) => connection,
            None => connect::reader(&self.path).map_err(|error| error.at(&self.path))?,
        };
        let result = snapshot(&connection, step).map_err(|error| error.at(&self.path));
        let mut readers = lock(&self.readers);
        if readers.len() < READERS {
            readers.push(connection);
        }
        result
    }
}

impl Store {
    /// Runs one reading step on a connection of its own, without a transaction around it.
    fn read_apart<T>(&self, step: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        if !self.apart {
            return self.with_writer(|writer| step(&writer.connection));
        }
        connect::reader(&self.path)
            .and_then(|connection| step(&connection))
            .map_err(|error| error.at(&self.path))
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        // The writer has to be the last to close: it folds the log into the file.
        lock(&self.readers).clear();
        let mut writer = lock(&self.writer);
        // What is not indexed yet is noted in the store; finishing it now only saves the next
        // start the work. Nothing can be reported from here, and nothing is lost.
        let _ = writer.flush_index();
    }
}

/// A step on a connection, all of it on one state of the store.
fn snapshot<T>(connection: &Connection, step: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
    let transaction = connection.unchecked_transaction()?;
    let result = step(&transaction);
    // Nothing was written; ending it either way is the same.
    drop(transaction);
    result
}

/// A transaction that has the right to write from its beginning, so that it never has to be
/// given up half way for another program's sake.
fn begin(connection: &mut Connection) -> Result<Transaction<'_>> {
    Ok(connection.transaction_with_behavior(TransactionBehavior::Immediate)?)
}

/// A lock that a panic elsewhere does not poison for good: the transaction that broke off was
/// rolled back, so what it guards is sound.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
