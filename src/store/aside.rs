//! Putting one file in the place of another so that a crash at any moment leaves a library, and
//! keeping what was there before.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use super::error::{Result, StoreError};

/// Names tried for a copy.
const MOST_NAMES: u32 = 1_000;

/// What SQLite keeps beside its file: the log, which belongs to it, and an index of the log.
const BESIDE: [&str; 2] = ["-wal", "-shm"];

/// The file's name with something added.
pub(super) fn named(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Copies the library and its log, byte for byte, to `FILE.WHY` (numbered where that is there),
/// readable for this user only; gives the copy.
pub(super) fn keep(path: &Path, why: &str) -> Result<PathBuf> {
    for number in 1..=MOST_NAMES {
        let ending = if number == 1 {
            format!(".{why}")
        } else {
            format!(".{why}-{number}")
        };
        let copy = named(path, &ending);
        match copy_new(path, &copy) {
            Ok(()) => {
                let log = named(path, "-wal");
                if log.exists() {
                    copy_new(&log, &named(&copy, "-wal")).map_err(|error| failed(&copy, &error))?;
                }
                return Ok(copy);
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(failed(&copy, &error)),
        }
    }
    Err(StoreError::Unfit(format!(
        "there are {MOST_NAMES} copies of {} already: move some away",
        path.display()
    )))
}

/// Puts `new` in the place of `path`, whose log is dropped: it has been copied, and would be taken
/// for the new file's.
pub(super) fn put_in_place(new: &Path, path: &Path) -> Result<()> {
    let put = || {
        File::open(new)?.sync_all()?;
        for beside in BESIDE {
            remove(&named(path, beside))?;
            remove(&named(new, beside))?;
        }
        fs::rename(new, path)?;
        match path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            Some(folder) => File::open(folder)?.sync_all(),
            None => Ok(()),
        }
    };
    put().map_err(|error: io::Error| failed(path, &error))
}

/// Copies to a file that is not there yet, onto the disk.
pub(super) fn copy_new(from: &Path, to: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut out = options.open(to)?;
    let copied = io::copy(&mut File::open(from)?, &mut out).and_then(|_| out.sync_all());
    // Half a copy is none.
    copied.inspect_err(|_| drop(fs::remove_file(to)))
}

/// Removes a file and what SQLite keeps beside it, where they are.
pub(super) fn remove_all(path: &Path) -> io::Result<()> {
    for beside in BESIDE {
        remove(&named(path, beside))?;
    }
    remove(&named(path, "-lock"))?;
    remove(path)
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// A file's error as one of the store.
pub(super) fn failed(path: &Path, error: &io::Error) -> StoreError {
    let path = path.to_owned();
    match error.kind() {
        io::ErrorKind::StorageFull => StoreError::Full { path },
        _ => StoreError::NoAccess {
            path,
            what: error.to_string(),
        },
    }
}
