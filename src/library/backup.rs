//! Copies of the library: made when asked and once a day, put back, and saved out of a damaged one.

use std::fs;
use std::path::{Path, PathBuf};

use super::save::make_private_folder;
use super::{Library, LibraryError, Result};
use crate::config::{Environment, Place, Settings};
use crate::model::Timestamp;
use crate::store::{Repaired, Store, is_database};

/// Seconds of a day.
const DAY: i64 = 86_400;

/// What the names of the daily copies begin and end with; the day stands between.
const NAME: (&str, &str) = ("dateline-", ".db");

impl Library {
    /// Writes a copy of the whole library to a new file, while others may use it.
    ///
    /// # Errors
    /// When the file exists already or cannot be written.
    pub fn backup(&self, to: &Path) -> Result<()> {
        Ok(self.store().backup(to)?)
    }

    /// Writes a copy to where the daily ones are, numbered where there is one of today; gives it.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn backup_now(&self, now: Timestamp) -> Result<PathBuf> {
        let folder = self.backups();
        make_private_folder(&folder)?;
        let names = std::iter::once(format!("{}{}{}", NAME.0, now.iso_date(), NAME.1))
            .chain((2..1_000).map(|number| format!("{}{}-{number}{}", NAME.0, now.iso_date(), NAME.1)));
        let free = names.map(|name| folder.join(name)).find(|path| !path.exists());
        let path =
            free.ok_or_else(|| LibraryError::Unfit(format!("{} is full of copies of today", folder.display())))?;
        // Under another name until it is whole.
        let half = path.with_extension("half");
        let _ = fs::remove_file(&half);
        self.store().backup(&half)?;
        fs::rename(&half, &path).map_err(LibraryError::file(&path))?;
        Ok(path)
    }

    /// Where the daily copies are.
    pub fn backups(&self) -> PathBuf {
        self.place().data.join("backups")
    }

    /// Makes the copy of the day, if the settings want one and none was made today, and removes
    /// the oldest ones that are too many. Blocks; meant for idle time.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn daily_backup(&self, now: Timestamp) -> Result<Option<PathBuf>> {
        let keep = usize::from(self.settings().archive.daily_backups);
        let today = now.0.div_euclid(DAY);
        if keep == 0 || self.store().backup_day(today)? >= today {
            return Ok(None);
        }
        let path = self.backup_now(now)?;
        self.store().set_backup_day(today)?;
        let mut copies = copies(&self.backups());
        copies.sort();
        for old in copies.iter().rev().skip(keep) {
            fs::remove_file(old).map_err(LibraryError::file(old))?;
        }
        Ok(Some(path))
    }

    /// Whether a file that begins with these 16 bytes may be a backup.
    pub fn is_backup(beginning: &[u8]) -> bool {
        is_database(beginning)
    }

    /// Puts a backup in the library's place; gives the copy of what was there, if anything was.
    ///
    /// # Errors
    /// When the backup is no sound library of a version this program knows, or another Dateline has
    /// the library open.
    pub fn restore(place: &Place, backup: &Path, now: Timestamp) -> Result<Option<PathBuf>> {
        Ok(Store::restore(backup, &place.database(), &now.iso_date())?)
    }

    /// Saves what can be read of a damaged library into a new one in its place; the damaged file is
    /// kept. None where nothing is wrong with it.
    ///
    /// # Errors
    /// When there is no library, it was never one or is of a newer program, another Dateline has it
    /// open, or there is no room for a copy.
    pub fn repair(
        place: &Place,
        settings: &Settings,
        environment: &Environment,
        now: Timestamp,
    ) -> Result<Option<Repaired>> {
        let path = place.database();
        fs::metadata(&path).map_err(LibraryError::file(&path))?;
        let open = || Library::open(place.clone(), settings.clone(), environment.clone());
        if let Ok(library) = open()
            && library.check().is_ok_and(|wrong| wrong.is_empty())
        {
            return Ok(None);
        }
        let repaired = Store::repair(&path, &now.iso_date())?;
        open()?.catch_up_index()?;
        Ok(Some(repaired))
    }
}

/// The daily copies in a folder; other files are nobody's business.
fn copies(folder: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(folder).into_iter().flatten().flatten();
    files
        .map(|file| file.path())
        .filter(|path| {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("");
            let day = name.strip_prefix(NAME.0).and_then(|rest| rest.strip_suffix(NAME.1));
            day.is_some_and(|day| day.len() == 10 && day.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-'))
        })
        .collect()
}
