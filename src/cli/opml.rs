//! `dateline import` and `dateline export`: subscriptions as OPML.

use std::path::Path;

use super::args::{Export, Import};
use super::{Desk, Result, Status, backup, print, read_input};

/// `dateline import`.
pub fn import(args: &Import, desk: &mut Desk<'_>) -> Result<Status> {
    if let Some(file) = args.file.as_deref().filter(|file| backup::is_backup(file)) {
        return backup::restore(file, desk);
    }
    let library = desk.bare_library()?;
    if args.starter {
        library.add_starter(desk.clock.now())?;
    }
    let Some(file) = &args.file else {
        return Ok(Status::Done);
    };
    let imported = library.import(&read_input(file)?)?;
    for dropped in &imported.dropped {
        writeln!(desk.err, "left out: {}", print::safe(dropped))?;
    }
    if desk.json {
        let line =
            serde_json::json!({"added": imported.added, "already": imported.already, "dropped": imported.dropped});
        print::json_line(desk.out, &line)?;
    } else {
        writeln!(
            desk.out,
            "{} feeds subscribed, {} were there already, {} left out",
            imported.added, imported.already, imported.left_out
        )?;
    }
    Ok(if imported.dropped.is_empty() {
        Status::Done
    } else {
        Status::Partly
    })
}

/// `dateline export`.
pub fn export(args: &Export, desk: &mut Desk<'_>) -> Result<Status> {
    let library = desk.library()?;
    match args.file.as_deref().filter(|file| *file != Path::new("-")) {
        None => library.export(&mut desk.out)?,
        Some(file) => {
            library.export_to(file)?;
        }
    }
    Ok(Status::Done)
}
