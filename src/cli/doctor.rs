//! `dateline doctor`: how the library and its feeds are.

use super::args::Doctor;
use super::{Desk, Result, Status, health, print};
use serde_json::json;

/// Does it: the file's soundness, the index, and every feed that is not well, with what to do.
pub fn run(args: &Doctor, desk: &mut Desk<'_>) -> Result<Status> {
    let library = desk.library()?;
    let now = desk.clock.now();
    if let Some(to) = &args.backup {
        library.backup(to)?;
        writeln!(desk.out, "copied to {}", to.display())?;
    }
    let wrong = library.check()?;
    let pending = library.index_pending()?;
    if pending {
        library.catch_up_index()?;
    }
    let overview = library.overview(now)?;
    let ill = health::ill(&overview.feeds);
    if desk.json {
        let line = json!({
            "library": library.place().database(), "articles": overview.totals.total, "unread": overview.totals.unread,
            "sound": wrong.is_empty(), "wrong": wrong, "index_completed": pending,
            "feeds": overview.feeds.iter().map(print::feed).collect::<Vec<_>>(),
        });
        print::json_line(desk.out, &line)?;
    } else {
        writeln!(desk.out, "library   {}", library.place().database().display())?;
        writeln!(
            desk.out,
            "articles  {} ({} unread)",
            overview.totals.total, overview.totals.unread
        )?;
        writeln!(
            desk.out,
            "file      {}",
            if wrong.is_empty() { "sound" } else { "damaged" }
        )?;
        for line in &wrong {
            writeln!(desk.out, "          {}", print::safe(line))?;
        }
        writeln!(
            desk.out,
            "index     {}",
            if pending {
                "was incomplete; completed now"
            } else {
                "complete"
            }
        )?;
        writeln!(
            desk.out,
            "feeds     {}, {} of them in trouble",
            overview.feeds.len(),
            ill.len()
        )?;
        for (condition, feed) in &ill {
            health::explain(*condition, feed, desk)?;
        }
    }
    Ok(if wrong.is_empty() { Status::Done } else { Status::Partly })
}
