//! `dateline doctor`: how the library and its feeds are.

use super::args::Doctor;
use super::{Desk, Result, Status, print};
use crate::model::Timestamp;
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
    let ill: Vec<_> = overview
        .feeds
        .iter()
        .filter(|feed| feed.health.error.is_some() || feed.health.gone)
        .collect();
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
            "feeds     {}, {} of them failing",
            overview.feeds.len(),
            ill.len()
        )?;
        for feed in &ill {
            let health = &feed.health;
            writeln!(desk.out, "\n{}\n  {}", feed.title, print::safe(&feed.url))?;
            writeln!(desk.out, "  {}", health.error.as_deref().unwrap_or("gone"))?;
            let good = health.good.map_or_else(|| "never".to_owned(), Timestamp::iso);
            let due = health.due.map_or_else(|| "no more".to_owned(), Timestamp::iso);
            writeln!(
                desk.out,
                "  failed {}×; last good {good}; asked again {due} ({})",
                health.errors,
                print::safe(&health.due_reason)
            )?;
            if health.gone {
                writeln!(desk.out, "  leave it: dateline remove {}", print::safe(&feed.url))?;
            } else if health.status == 403 {
                writeln!(
                    desk.out,
                    "  try another name: dateline feeds set {} --user-agent 'Mozilla/5.0 (compatible)'",
                    print::safe(&feed.url)
                )?;
            }
        }
    }
    Ok(if wrong.is_empty() { Status::Done } else { Status::Partly })
}
