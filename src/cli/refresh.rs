//! `dateline refresh`: fetch what is due, end when all is stored and indexed.

use tokio::sync::mpsc;

use super::args::Refresh;
use super::{Desk, Result, Status, print};
use crate::library::{FeedDone, LibraryEvent, Selection, Stop};
use serde_json::json;

/// Events that may wait for printing.
const QUEUE: usize = 64;

/// Does it.
pub fn run(args: &Refresh, desk: &mut Desk<'_>) -> Result<Status> {
    let http = &mut desk.settings.http;
    http.total_timeout = args.total_timeout.unwrap_or(http.total_timeout);
    http.connect_timeout = args.connect_timeout.unwrap_or(http.connect_timeout);
    http.header_timeout = http.header_timeout.min(http.total_timeout);
    http.max_feed_mb = args.max_body.unwrap_or(http.max_feed_mb);
    desk.settings.refresh.concurrent = args.concurrent.unwrap_or(desk.settings.refresh.concurrent);
    let library = desk.library()?;
    if library.index_pending()? {
        library.catch_up_index()?;
    }
    let now = desk.clock.now();
    let selection = select(args, &library, now)?;
    let force = args.force || !args.feeds.is_empty();
    let (report, mut news) = mpsc::channel(QUEUE);
    let stop = Stop::new();
    let runtime = super::runtime()?;
    let work = runtime.spawn({
        let (library, stop) = (library.clone(), stop.clone());
        async move { library.refresh(selection, force, now, stop, report).await }
    });
    runtime.spawn({
        let stop = stop.clone();
        async move {
            if tokio::signal::ctrl_c().await.is_ok() {
                stop.stop();
            }
        }
    });
    let printed = say(args, desk, &mut news);
    if printed.is_err() {
        // Nobody reads us any more; what has been fetched is stored all the same.
        while news.blocking_recv().is_some() {}
    }
    let ended = runtime
        .block_on(work)
        .map_err(|error| super::CliError::Said(error.to_string()))?;
    let progress = ended?;
    printed?;
    let partly = progress.failed > 0 || progress.done < progress.total;
    Ok(if partly { Status::Partly } else { Status::Done })
}

fn select(args: &Refresh, library: &crate::library::Library, now: crate::model::Timestamp) -> Result<Selection> {
    if args.feeds.is_empty() {
        return Ok(Selection::All);
    }
    let feeds = args
        .feeds
        .iter()
        .map(|name| super::pick::feed(library, name, now).map(|feed| feed.id));
    Ok(Selection::Feeds(feeds.collect::<Result<_>>()?))
}

fn say(args: &Refresh, desk: &mut Desk<'_>, news: &mut mpsc::Receiver<LibraryEvent>) -> Result<()> {
    while let Some(event) = news.blocking_recv() {
        match event {
            LibraryEvent::FeedsStored { feeds, .. } => {
                for feed in &feeds {
                    feed_line(args, desk, feed)?;
                }
                desk.out.flush()?;
            }
            LibraryEvent::RefreshEnded { progress, stopped } if !args.quiet && !desk.json => {
                let how = if stopped { "stopped" } else { "done" };
                writeln!(
                    desk.out,
                    "{how}: {} of {} feeds, {} new, {} failed",
                    progress.done, progress.total, progress.new, progress.failed
                )?;
            }
            _ => {}
        }
    }
    Ok(())
}

fn feed_line(args: &Refresh, desk: &mut Desk<'_>, feed: &FeedDone) -> Result<()> {
    if desk.json {
        let line = json!({
            "feed": feed.feed.0, "title": feed.title, "url": feed.url, "status": feed.status,
            "new": feed.new, "edited": feed.edited, "error": feed.error,
        });
        return Ok(print::json_line(desk.out, &line)?);
    }
    if let Some(error) = &feed.error {
        writeln!(desk.err, "{}: {error}", feed.title)?;
    } else if !args.quiet && feed.new + feed.edited > 0 {
        let edited = if feed.edited > 0 {
            format!(", {} edited", feed.edited)
        } else {
            String::new()
        };
        writeln!(desk.out, "{}: {} new{edited}", feed.title, feed.new)?;
    }
    Ok(())
}
