//! `dateline backup`, `doctor --repair` and the import of a backup: copies of the library, and the
//! library out of copies.

use std::io::Read;
use std::path::Path;

use serde_json::json;

use super::args::Backup;
use super::{Desk, Result, Status, print};
use crate::library::Library;

/// `dateline backup`.
pub fn run(args: &Backup, desk: &mut Desk<'_>) -> Result<Status> {
    let library = desk.library()?;
    let path = match &args.file {
        Some(file) => {
            library.backup(file)?;
            file.clone()
        }
        None => library.backup_now(desk.clock.now())?,
    };
    if desk.json {
        print::json_line(desk.out, &json!({ "path": path }))?;
    } else {
        writeln!(desk.out, "copied to {}", print::safe(&path.to_string_lossy()))?;
    }
    Ok(Status::Done)
}

/// Whether a file is a backup: what SQLite writes, whatever its name.
pub fn is_backup(file: &Path) -> bool {
    let mut beginning = [0; 16];
    let read = std::fs::File::open(file).and_then(|mut file| file.read_exact(&mut beginning));
    read.is_ok() && Library::is_backup(&beginning)
}

/// `dateline import BACKUP`.
pub fn restore(file: &Path, desk: &mut Desk<'_>) -> Result<Status> {
    let now = desk.clock.now();
    let kept = Library::restore(&desk.place, file, now)?;
    let totals = desk.bare_library()?.overview(now)?.totals;
    let kept = kept.map(|path| print::safe(&path.to_string_lossy()));
    if desk.json {
        let line = json!({ "articles": totals.total, "unread": totals.unread, "kept": kept });
        print::json_line(desk.out, &line)?;
        return Ok(Status::Done);
    }
    writeln!(
        desk.out,
        "restored: {} articles, {} unread",
        totals.total, totals.unread
    )?;
    if let Some(kept) = kept {
        writeln!(desk.out, "the library there was is kept as {kept}")?;
    }
    Ok(Status::Done)
}

/// `dateline doctor --repair`.
pub fn repair(desk: &mut Desk<'_>) -> Result<Status> {
    let now = desk.clock.now();
    let repaired = Library::repair(&desk.place, &desk.settings, &desk.environment, now)?;
    if desk.json {
        let line = match &repaired {
            None => json!({ "repaired": false }),
            Some(done) => json!({
                "repaired": true, "kept": done.kept, "feeds": done.feeds, "articles": done.articles, "texts_lost": done.texts_lost,
                "gaps": done.gaps.iter().map(|(table, times)| json!({"table": table, "gaps": times})).collect::<Vec<_>>(),
            }),
        };
        print::json_line(desk.out, &line)?;
        return Ok(Status::Done);
    }
    let Some(done) = repaired else {
        writeln!(desk.out, "the library is sound; nothing was changed")?;
        return Ok(Status::Done);
    };
    writeln!(
        desk.out,
        "saved {} articles and {} feeds into a new library",
        done.articles, done.feeds
    )?;
    if done.texts_lost > 0 {
        writeln!(
            desk.out,
            "lost: the texts of {} articles; the next refresh brings back those that their feeds still have",
            done.texts_lost
        )?;
    }
    for (table, times) in &done.gaps {
        writeln!(desk.out, "lost: something of {} in {times} places", print::safe(table))?;
    }
    writeln!(
        desk.out,
        "the damaged file is kept as {}",
        print::safe(&done.kept.to_string_lossy())
    )?;
    Ok(Status::Done)
}
