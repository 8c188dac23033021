//! `dateline fetch`: whole pages of articles, ahead of reading them.

use super::args::Fetch;
use super::{Desk, Result, Status, pick, print};
use crate::library::LibraryEvent;
use serde_json::json;

/// Does it, one page after another: the sites are guests' hosts.
pub fn run(args: &Fetch, desk: &mut Desk<'_>) -> Result<Status> {
    let library = desk.library()?;
    let now = desk.clock.now();
    let picked = if args.ahead {
        library.pages_ahead(now)?.into_iter().take(args.limit).collect()
    } else {
        pick::articles(&library, &args.ids, args.query.as_deref(), now, args.limit)?
    };
    let runtime = super::runtime()?;
    let mut failed = 0;
    for id in &picked {
        let event = runtime.block_on(library.fetch_page(*id, now, args.force));
        let error = match event {
            LibraryEvent::ArticleFailed(_, why) => Some(why),
            _ => None,
        };
        failed += usize::from(error.is_some());
        match (&error, desk.json) {
            (_, true) => print::json_line(desk.out, &json!({"id": id.0, "error": error}))?,
            (Some(why), false) => writeln!(desk.err, "{id}: {why}")?,
            (None, false) => {}
        }
    }
    if !desk.json {
        writeln!(
            desk.out,
            "{} of {} pages are stored",
            picked.len() - failed,
            picked.len()
        )?;
    }
    Ok(if failed > 0 { Status::Partly } else { Status::Done })
}
