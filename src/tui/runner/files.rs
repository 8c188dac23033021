//! Subscriptions as files: OPML in and out.

use std::fs;
use std::io;
use std::path::Path;

use super::changed;
use crate::library::{Library, LibraryError};
use crate::model::SafeText;
use crate::tui::event::{Event, Loaded};

/// Subscribes to the feeds of an OPML file.
///
/// # Errors
/// When it is not OPML, or the library cannot be written.
pub fn import(library: &Library, file: &Path) -> Result<Event, LibraryError> {
    let shown = file.display();
    let bytes = match fs::read(file) {
        Ok(bytes) => bytes,
        Err(error) => {
            return Ok(Event::Loaded(Loaded::Failed(SafeText::line(&format!(
                "{shown}: {error}"
            )))));
        }
    };
    if Library::is_backup(&bytes) {
        let said = format!("{shown} is a backup: close the desk, then dateline import puts it in the library's place");
        return Ok(Event::Loaded(Loaded::Failed(SafeText::line(&said))));
    }
    let imported = library.import(&bytes)?;
    let mut said = format!(
        "{} feeds added, {} were there already",
        imported.added, imported.already
    );
    if imported.left_out > 0 {
        said.push_str(&format!(", {} left out", imported.left_out));
    }
    Ok(changed(said, imported.added > 0))
}

/// Writes the subscriptions to a new file.
///
/// # Errors
/// When the library cannot be read.
pub fn export(library: &Library, file: &Path) -> Result<Event, LibraryError> {
    let mut bytes = Vec::new();
    library.export(&mut bytes)?;
    let shown = file.display();
    let made = fs::OpenOptions::new().write(true).create_new(true).open(file);
    let written = made.and_then(|mut out| io::Write::write_all(&mut out, &bytes));
    let said = match written {
        Ok(()) => {
            return Ok(Event::Loaded(Loaded::Said(SafeText::line(&format!(
                "subscriptions written to {shown}"
            )))));
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            format!("{shown} is there already: give another name")
        }
        Err(error) => format!("{shown}: {error}"),
    };
    Ok(Event::Loaded(Loaded::Failed(SafeText::line(&said))))
}
