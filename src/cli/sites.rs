//! `dateline sites`: what is known of the sites whose pages were read.

use serde_json::json;

use super::args::Sites;
use super::{Desk, Result, Status, print};

/// Lists the sites, or one site's repeated blocks; or forgets them.
pub fn run(args: &Sites, desk: &mut Desk<'_>) -> Result<Status> {
    let library = desk.library()?;
    let Some(host) = &args.host else {
        for (host, blocks) in library.sites()? {
            if desk.json {
                print::json_line(desk.out, &json!({"host": host, "repeated": blocks}))?;
            } else {
                writeln!(desk.out, "{blocks:>4}  {host}")?;
            }
        }
        return Ok(Status::Done);
    };
    if args.forget {
        let blocks = library.forget_site(host)?;
        writeln!(desk.out, "{blocks} blocks of {} are forgotten", print::safe(host))?;
        return Ok(Status::Done);
    }
    for block in library.site_blocks(host)? {
        if desk.json {
            let print = format!("{:016x}", block.print);
            print::json_line(
                desk.out,
                &json!({"print": print, "pages": block.pages, "begins": block.sample}),
            )?;
        } else {
            writeln!(desk.out, "{:>4} pages  {}", block.pages, block.sample)?;
        }
    }
    Ok(Status::Done)
}
