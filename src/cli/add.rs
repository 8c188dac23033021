//! `dateline add`: subscribe to a feed, or to the feed of a page.

use super::args::Add;
use super::{Desk, Result, Status, print};
use crate::model::FeedOptions;
use serde_json::json;

/// Does it; one address that fails does not stop the others.
pub fn run(args: &Add, desk: &mut Desk<'_>) -> Result<Status> {
    let library = desk.bare_library()?;
    let now = desk.clock.now();
    let runtime = super::runtime()?;
    let options = FeedOptions {
        user_agent: args.user_agent.clone().filter(|name| !name.is_empty()),
        credentials: args.credentials.clone().filter(|both| !both.is_empty()),
        ..FeedOptions::default()
    };
    let mut status = Status::Done;
    for url in &args.urls {
        match runtime.block_on(library.add_with(url, &args.folder, &options, now)) {
            Ok(added) if desk.json => {
                let line =
                    json!({"id": added.feed.0, "title": added.title, "url": added.url, "already": added.already});
                print::json_line(desk.out, &line)?;
            }
            Ok(added) => {
                let done = if added.already {
                    "was subscribed already"
                } else {
                    "subscribed"
                };
                writeln!(desk.out, "{} {done} ({})", added.title, print::safe(&added.url))?;
            }
            Err(error) if args.urls.len() == 1 => return Err(error.into()),
            Err(error) => {
                writeln!(desk.err, "{}: {error}", print::safe(url))?;
                status = Status::Partly;
            }
        }
    }
    Ok(status)
}
