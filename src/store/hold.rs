//! Who has the library: every open store holds its lock file together with others, a repair holds
//! it alone; and which process is writing.
//!
//! The lock file stands beside the library and not on it, since locks of two kinds on one file
//! disturb each other on some file systems.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use super::error::{Result, StoreError};

/// The lock, held until dropped.
#[derive(Debug)]
pub(super) struct Hold {
    /// None where no lock file can be made, as in a folder that cannot be written.
    _file: Option<File>,
}

impl Hold {
    /// Together with every other Dateline.
    ///
    /// # Errors
    /// When another one has the library alone, to repair it.
    pub(super) fn shared(library: &Path) -> Result<Hold> {
        Hold::take(library, File::try_lock_shared)
    }

    /// Alone.
    ///
    /// # Errors
    /// When another Dateline has the library open.
    pub(super) fn alone(library: &Path) -> Result<Hold> {
        Hold::take(library, File::try_lock)
    }

    fn take(library: &Path, lock: impl Fn(&File) -> std::result::Result<(), TryLockError>) -> Result<Hold> {
        let path = lock_file(library);
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let Ok(file) = options.open(&path) else {
            return Ok(Hold { _file: None });
        };
        match lock(&file) {
            Err(TryLockError::WouldBlock) => Err(StoreError::Held {
                path: library.to_owned(),
                holder: named(holder(&path, "FLOCK", None)),
            }),
            // Where a file system has no locks, there is nobody to ask.
            Ok(()) | Err(TryLockError::Error(_)) => Ok(Hold { _file: Some(file) }),
        }
    }
}

fn lock_file(library: &Path) -> PathBuf {
    let mut name = library.as_os_str().to_owned();
    name.push("-lock");
    PathBuf::from(name)
}

/// ` (process 1234)`: who is writing to the library now, where the system tells.
pub(super) fn writing(library: &Path) -> String {
    let mut shared = library.as_os_str().to_owned();
    shared.push("-shm");
    // SQLite's place for the right to write. <https://sqlite.org/walformat.html#write_lock>
    named(holder(Path::new(&shared), "POSIX", Some("120")))
}

fn named(process: Option<u32>) -> String {
    process.map_or_else(String::new, |process| format!(" (process {process})"))
}

/// The process that has a file locked, read off the list that Linux keeps; none elsewhere.
/// <https://man7.org/linux/man-pages/man5/proc_locks.5.html>
fn holder(path: &Path, kind: &str, first: Option<&str>) -> Option<u32> {
    let inode = inode(path)?;
    let own = std::process::id();
    fs::read_to_string("/proc/locks").ok()?.lines().find_map(|line| {
        // `1: POSIX  ADVISORY  WRITE 1234 fd:00:567 120 120`
        let words: Vec<&str> = line.split_whitespace().collect();
        let [_, found, _, _, process, file, start, ..] = words.as_slice() else {
            return None;
        };
        let same = *found == kind && file.rsplit(':').next() == Some(inode.as_str());
        let process: u32 = process.parse().ok()?;
        (same && process != own && first.is_none_or(|first| first == *start)).then_some(process)
    })
}

#[cfg(unix)]
fn inode(path: &Path) -> Option<String> {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).ok().map(|file| file.ino().to_string())
}

#[cfg(not(unix))]
fn inode(_path: &Path) -> Option<String> {
    None
}
