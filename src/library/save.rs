//! Saving articles as files that outlive the program.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::{Library, LibraryError, Result};
use crate::export;
use crate::model::{ArticleId, Timestamp};

/// Names tried for one article before giving up: the hundredth article of one title and day.
const MOST_NAMES: u32 = 200;

impl Library {
    /// Where saved articles go.
    pub fn archive(&self) -> PathBuf {
        match self.settings().archive.folder.as_str() {
            "" => self.place().data.join("archive"),
            folder => match (folder.strip_prefix("~/"), self.inner.environment.folder("HOME")) {
                (Some(below), Some(home)) => home.join(below),
                _ => PathBuf::from(folder),
            },
        }
    }

    /// Writes an article as Markdown into the archive folder and gives the file. The file is
    /// there whole or not at all. Saved again, it is written anew under its old name.
    ///
    /// # Errors
    /// When there is no such article, or the file cannot be written.
    pub fn save(&self, id: ArticleId, now: Timestamp) -> Result<PathBuf> {
        self.analyse(id)?;
        let article = self.article(id, None)?.ok_or(LibraryError::NoArticle(id))?;
        let folder = self.archive();
        make_private_folder(&folder)?;
        let text = export::markdown(&article, now);
        let path = match article
            .saved_as
            .as_deref()
            .map(PathBuf::from)
            .filter(|path| path.starts_with(&folder) && path.exists())
        {
            Some(path) => {
                write_whole(&path, text.as_bytes())?;
                path
            }
            None => write_new(
                &folder,
                &export::file_name(&article.headline.title, article.headline.published, "md"),
                text.as_bytes(),
            )?,
        };
        self.store().set_saved(id, Some(&path.to_string_lossy()), now)?;
        Ok(path)
    }

    /// Forgets that an article is saved; its file stays where it is.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn unsave(&self, id: ArticleId, now: Timestamp) -> Result<()> {
        Ok(self.store().set_saved(id, None, now)?)
    }
}

/// Makes a folder that only this user can look into, with the folders above it.
pub(super) fn make_private_folder(folder: &Path) -> Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(LibraryError::file(folder))
}

/// Writes a file under a name nothing else has yet, numbered where it must be.
fn write_new(folder: &Path, name: &str, bytes: &[u8]) -> Result<PathBuf> {
    let mut file = temporary(folder, bytes)?;
    for number in 1..=MOST_NAMES {
        let path = folder.join(if number == 1 {
            name.to_owned()
        } else {
            export::numbered(name, number)
        });
        match file.persist_noclobber(&path) {
            Ok(_) => return sync_folder(folder).map(|()| path),
            Err(error) if error.error.kind() == std::io::ErrorKind::AlreadyExists => file = error.file,
            Err(error) => return Err(LibraryError::file(&path)(error.error)),
        }
    }
    Err(LibraryError::Unfit(format!(
        "there are {MOST_NAMES} files named like {name} in {}",
        folder.display()
    )))
}

/// Writes a file whole, in place of the one that may be there: a crash leaves the old or the new.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    temporary(folder, bytes)?
        .persist(path)
        .map_err(|error| LibraryError::file(path)(error.error))?;
    sync_folder(folder)
}

/// A file in the same folder (so that the rename cannot cross a file system), on the disk.
fn temporary(folder: &Path, bytes: &[u8]) -> Result<tempfile::NamedTempFile> {
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(LibraryError::file(folder))?;
    file.write_all(bytes)
        .and_then(|()| file.as_file().sync_all())
        .map_err(LibraryError::file(folder))?;
    Ok(file)
}

/// Puts the folder's new entry on the disk: without it a rename may be lost with the power.
fn sync_folder(folder: &Path) -> Result<()> {
    fs::File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(LibraryError::file(folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_name_is_numbered_and_nothing_is_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let first = write_new(folder.path(), "2026-11-25 News.md", b"one").unwrap();
        let second = write_new(folder.path(), "2026-11-25 News.md", b"two").unwrap();
        assert_ne!(first, second);
        assert_eq!(
            (fs::read(&first).unwrap(), fs::read(&second).unwrap()),
            (b"one".to_vec(), b"two".to_vec())
        );
        assert_eq!(
            fs::read_dir(folder.path()).unwrap().count(),
            2,
            "no temporary file is left"
        );
    }

    #[test]
    fn a_folder_that_cannot_be_written_is_named() {
        let missing = Path::new("/nonexistent/archive");
        let said = write_whole(&missing.join("x.md"), b"").unwrap_err().to_string();
        assert!(said.starts_with("/nonexistent/archive: "), "{said}");
    }
}
