//! `dateline config`: the settings, and where they are.

use super::args::Config;
use super::{Desk, Result, Status};

/// Does it; without an option it says where things are and what can be asked.
pub fn run(args: &Config, desk: &mut Desk<'_>) -> Result<Status> {
    if args.defaults {
        desk.out.write_all(crate::config::DEFAULTS.as_bytes())?;
    }
    if args.keymap {
        desk.out.write_all(crate::config::KEYMAP.as_bytes())?;
    }
    if args.path || !(args.defaults || args.keymap) {
        let place = &desk.place;
        let archive = if desk.settings.archive.folder.is_empty() {
            place.data.join("archive").display().to_string()
        } else {
            desk.settings.archive.folder.clone()
        };
        for (what, path) in [
            ("settings", place.settings().display().to_string()),
            ("keymap", place.config.join("keymap.toml").display().to_string()),
            ("site rules", place.config.join("sites.toml").display().to_string()),
            ("themes", place.config.join("themes").display().to_string()),
            ("library", place.database().display().to_string()),
            ("saved articles", archive),
            ("pictures", place.cache.display().to_string()),
        ] {
            writeln!(desk.out, "{what:<15} {path}")?;
        }
    }
    Ok(Status::Done)
}
