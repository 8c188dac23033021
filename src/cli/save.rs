//! `dateline save`: articles as Markdown files.

use super::args::Save;
use super::{Desk, Result, Status, pick, print};

/// Does it; says where each file is.
pub fn run(args: &Save, desk: &mut Desk<'_>) -> Result<Status> {
    let library = desk.library()?;
    let now = desk.clock.now();
    let picked = pick::articles(&library, &args.ids, args.query.as_deref(), now, usize::MAX)?;
    if args.fetch {
        let runtime = super::runtime()?;
        for id in &picked {
            // A page that cannot be had leaves the feed's text to be saved.
            runtime.block_on(library.fetch_page(*id, now, false));
        }
    }
    for id in picked {
        let path = library.save(id, now)?;
        if desk.json {
            print::json_line(desk.out, &serde_json::json!({"id": id.0, "path": path}))?;
        } else {
            writeln!(desk.out, "{}", path.display())?;
        }
    }
    Ok(Status::Done)
}
