//! `dateline refresh`: fetch what is due, end when all is stored and indexed.

use tokio::sync::mpsc;

use super::args::Refresh;
use super::{Desk, Result, Status, print};
use crate::library::{FeedDone, Library, LibraryEvent, Selection, Stop};
use crate::model::{FeedId, Timestamp};

/// Events that may wait for printing.
const QUEUE: usize = 64;

/// Does it.
pub fn run(args: &Refresh, desk: &mut Desk<'_>) -> Result<Status> {
    let http = &mut desk.settings.http;
    http.total_timeout = args.total_timeout.unwrap_or(http.total_timeout);
    http.connect_timeout = args.connect_timeout.unwrap_or(http.connect_timeout);
    http.header_timeout = args
        .header_timeout
        .unwrap_or(http.header_timeout)
        .min(http.total_timeout);
    http.max_redirects = args.max_redirects.unwrap_or(http.max_redirects);
    http.max_feed_mb = args.max_body.unwrap_or(http.max_feed_mb);
    http.host_spacing = args.host_spacing.unwrap_or(http.host_spacing);
    desk.settings.refresh.concurrent = args.concurrent.unwrap_or(desk.settings.refresh.concurrent);
    let library = desk.library()?;
    if library.index_pending()? {
        library.catch_up_index()?;
    }
    let now = desk.clock.now();
    let selection = select(args, &library, now)?;
    if let (Some(pages), Selection::Feeds(feeds)) = (args.history, &selection) {
        return history(pages, feeds, &library, desk);
    }
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
    if let Err(error) = library.daily_backup(now) {
        writeln!(desk.err, "no backup was made: {}", print::safe(&error.to_string()))?;
    }
    let partly = progress.failed > 0 || progress.done < progress.total;
    Ok(if partly { Status::Partly } else { Status::Done })
}

/// The feeds named and their older pages, one after the other.
fn history(pages: usize, feeds: &[FeedId], library: &Library, desk: &mut Desk<'_>) -> Result<Status> {
    let mut status = Status::Done;
    for feed in feeds {
        let read = desk.wait(library.history(*feed, pages, desk.clock.now(), Stop::new()))??;
        if read.error.is_some() {
            status = Status::Partly;
        }
        if desk.json {
            let line = serde_json::json!({
                "feed": feed.0, "title": read.title, "pages": read.pages, "new": read.new, "more": read.more, "error": read.error,
            });
            print::json_line(desk.out, &line)?;
        } else {
            writeln!(desk.out, "{}", read.sentence())?;
        }
    }
    Ok(status)
}

fn select(args: &Refresh, library: &Library, now: Timestamp) -> Result<Selection> {
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
        return Ok(print::json_line(desk.out, &print::done(feed))?);
    }
    if let Some(error) = &feed.error {
        writeln!(desk.err, "{}: {error}", feed.title)?;
        return Ok(());
    }
    if args.quiet {
        return Ok(());
    }
    let mut what = match (feed.new, feed.edited) {
        (0, 0) if feed.status == 304 => "unchanged".to_owned(),
        (0, 0) => "nothing new".to_owned(),
        (new, 0) => format!("{new} new"),
        (new, edited) => format!("{new} new, {edited} edited"),
    };
    if let Some(to) = &feed.moved_to {
        what += &format!(", moved to {}", print::safe(to));
    }
    writeln!(desk.out, "{}: {what}", feed.title)?;
    Ok(())
}
