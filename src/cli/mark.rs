//! `dateline mark`: read states, stars, tags.

use super::args::Mark;
use super::{CliError, Desk, Result, Status, pick};

/// Does it.
pub fn run(args: &Mark, desk: &mut Desk<'_>) -> Result<Status> {
    if !(args.read || args.unread || args.star || args.unstar) && args.tag.is_empty() && args.untag.is_empty() {
        return Err(CliError::Said(
            "say what to mark: --read, --unread, --star, --unstar, --tag TAG or --untag TAG".into(),
        ));
    }
    let library = desk.library()?;
    let ids = pick::articles(&library, &args.ids, args.query.as_deref(), desk.clock.now(), usize::MAX)?;
    let mut changed = 0;
    if args.read || args.unread {
        changed += library.set_read(&ids, args.read)?.len();
    }
    if args.star || args.unstar {
        changed += library.set_starred(&ids, args.star)?.len();
    }
    for id in &ids {
        for tag in &args.tag {
            library.tag(*id, tag)?;
            changed += 1;
        }
        for tag in &args.untag {
            library.untag(*id, tag)?;
            changed += 1;
        }
    }
    writeln!(desk.out, "{changed} changed")?;
    Ok(Status::Done)
}
