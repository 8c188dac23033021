//! `dateline import` and `dateline export`: subscriptions as OPML.

use std::path::Path;

use super::args::{Export, Import};
use super::{CliError, Desk, Result, Status, print, read_input};

/// `dateline import`.
pub fn import(args: &Import, desk: &mut Desk<'_>) -> Result<Status> {
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
            imported.added,
            imported.already,
            imported.dropped.len()
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
            let error = |error| CliError::Input {
                path: file.display().to_string(),
                error,
            };
            let mut text = Vec::new();
            library.export(&mut text)?;
            std::fs::write(file, text).map_err(error)?;
        }
    }
    Ok(Status::Done)
}
