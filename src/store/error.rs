//! Why the store could not do something, as sentences that say what to do.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// What every part of the store gives.
pub(super) type Result<T> = std::result::Result<T, StoreError>;

/// Why the store could not do something. Each is a sentence with the file's path and a remedy.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Made by a newer program.
    #[error(
        "{path} is of version {found}, and this program knows versions up to {known}: use a newer program, or another --data-dir"
    )]
    Newer {
        /// Which file.
        path: PathBuf,
        /// The file's version.
        found: i64,
        /// The newest version this program knows.
        known: i64,
    },
    /// Not a store of ours.
    #[error("{path} is not a Dateline library; it was left as it is: move it away, or use another --data-dir")]
    NotALibrary {
        /// Which file.
        path: PathBuf,
    },
    /// Damaged.
    #[error(
        "{path} is damaged ({what}); it was left as it is: `dateline doctor --repair` keeps a copy and saves what can be read, `dateline import BACKUP` puts a backup in its place"
    )]
    Damaged {
        /// Which file.
        path: PathBuf,
        /// What is wrong, as far as it is known.
        what: String,
    },
    /// May not be written (or read).
    #[error(
        "{path} cannot be opened or written: check that the file and its folder are yours and not write-protected ({what})"
    )]
    NoAccess {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        what: String,
    },
    /// No room.
    #[error("there is no room on the disk of {path}: make some, then try again; nothing that was stored is lost")]
    Full {
        /// Which file.
        path: PathBuf,
    },
    /// Another program kept writing.
    #[error(
        "another Dateline{holder} is writing to {path} and did not finish within {seconds} seconds: try again when it is done"
    )]
    Locked {
        /// Which file.
        path: PathBuf,
        /// ` (process 1234)`, where the system tells.
        holder: String,
        /// How long it was waited.
        seconds: u64,
    },
    /// Another program has the library, and this cannot be done beside it.
    #[error("another Dateline{holder} has {path} open: close it, then try again")]
    Held {
        /// Which file.
        path: PathBuf,
        /// ` (process 1234)`, where the system tells.
        holder: String,
    },
    /// The disk failed.
    #[error("{path} could not be read or written: the disk or file system reported an error ({what})")]
    Disk {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        what: String,
    },
    /// Something that cannot be stored, and why.
    #[error("{0}")]
    Unfit(String),
    /// Something else, which should not happen.
    #[error("{path}: {what}")]
    Other {
        /// Which file.
        path: PathBuf,
        /// What the database said.
        what: String,
    },
    /// An error on its way up, before the path is known. Never leaves the store.
    #[doc(hidden)]
    #[error("{0}")]
    Raw(#[from] rusqlite::Error),
    /// A stored value that does not read, before the path is known. Never leaves the store.
    #[doc(hidden)]
    #[error("{0}")]
    Unreadable(String),
}

impl StoreError {
    /// The same error, with the path of the store.
    pub(super) fn at(self, path: &Path) -> StoreError {
        let path = path.to_owned();
        let error = match self {
            StoreError::Unreadable(what) => return StoreError::Damaged { path, what },
            StoreError::Raw(error) => error,
            complete => return complete,
        };
        let what = error.to_string();
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => StoreError::NotALibrary { path },
            Some(ErrorCode::DatabaseCorrupt) => StoreError::Damaged { path, what },
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                StoreError::NoAccess { path, what }
            }
            Some(ErrorCode::DiskFull) => StoreError::Full { path },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Locked {
                holder: super::hold::writing(&path),
                path,
                seconds: super::connect::PATIENCE.as_secs(),
            },
            Some(ErrorCode::SystemIoFailure) => StoreError::Disk { path, what },
            _ => StoreError::Other { path, what },
        }
    }

    /// A value in the store that does not read.
    pub(super) fn unreadable(what: impl std::fmt::Display) -> StoreError {
        StoreError::Unreadable(what.to_string())
    }
}
