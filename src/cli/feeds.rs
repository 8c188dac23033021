//! `dateline feeds` and `dateline remove`: the subscriptions and how they are doing.

use super::args::{FeedMove, FeedSet, Feeds, FeedsAction, Remove};
use super::{Desk, Result, Status, health, pick, print};
use crate::library::{LibraryEvent, Selection, Stop};
use crate::model::{Feed, FeedOptions};

/// Does it.
pub fn run(args: &Feeds, desk: &mut Desk<'_>) -> Result<Status> {
    match &args.action {
        None => list(desk),
        Some(FeedsAction::Check) => check(desk),
        Some(FeedsAction::Move(args)) => relocate(args, desk),
        Some(FeedsAction::Set(args)) => set(args, desk),
    }
}

fn list(desk: &mut Desk<'_>) -> Result<Status> {
    let library = desk.library()?;
    let now = desk.clock.now();
    let mut folder = None;
    for feed in library.overview(now)?.feeds {
        if desk.json {
            print::json_line(desk.out, &print::feed(&feed))?;
            continue;
        }
        if folder.as_ref() != Some(&feed.folder) {
            if !feed.folder.is_empty() {
                writeln!(desk.out, "{}", feed.folder)?;
            }
            folder = Some(feed.folder.clone());
        }
        let indent = if feed.folder.is_empty() { "" } else { "  " };
        writeln!(
            desk.out,
            "{indent}{}  {} unread of {}  {}",
            feed.title,
            feed.unread,
            feed.total,
            print::safe(&feed.url)
        )?;
        if let Some(error) = &feed.health.error {
            writeln!(desk.out, "{indent}  failed {}×: {error}", feed.health.errors)?;
        }
    }
    Ok(Status::Done)
}

/// Asks every feed and explains those that fail.
fn check(desk: &mut Desk<'_>) -> Result<Status> {
    let library = desk.library()?;
    let now = desk.clock.now();
    let (report, mut news) = tokio::sync::mpsc::channel(64);
    let runtime = super::runtime()?;
    let asked = library.clone();
    let work = runtime.spawn(async move { asked.refresh(Selection::All, true, now, Stop::new(), report).await });
    while let Some(event) = news.blocking_recv() {
        let LibraryEvent::FeedsStored { feeds, .. } = event else {
            continue;
        };
        for feed in feeds.iter().filter(|_| desk.json) {
            let line = print::done(feed);
            print::json_line(desk.out, &line)?;
        }
    }
    let progress = runtime
        .block_on(work)
        .map_err(|error| super::CliError::Said(error.to_string()))??;
    if !desk.json {
        let feeds = library.overview(now)?.feeds;
        let well = progress.done - progress.failed;
        writeln!(desk.out, "{well} of {} feeds answer well", progress.total)?;
        for (condition, feed) in health::ill(&feeds) {
            health::explain(condition, feed, desk)?;
        }
    }
    Ok(if progress.failed > 0 {
        Status::Partly
    } else {
        Status::Done
    })
}

fn relocate(args: &FeedMove, desk: &mut Desk<'_>) -> Result<Status> {
    let library = desk.library()?;
    let now = desk.clock.now();
    let feed = pick::feed(&library, &args.feed, now)?;
    let moved = desk.wait(library.relocate(feed.id, args.url.as_deref(), now))??;
    writeln!(
        desk.out,
        "{} is fetched from {} from now on",
        moved.title,
        print::safe(&moved.to)
    )?;
    Ok(Status::Done)
}

fn set(args: &FeedSet, desk: &mut Desk<'_>) -> Result<Status> {
    let library = desk.library()?;
    let feed = pick::feed(&library, &args.feed, desk.clock.now())?;
    if let Some(folder) = &args.folder {
        library.set_folder(feed.id, folder)?;
    }
    library.set_options(feed.id, &changed(&feed, args))?;
    Ok(Status::Done)
}

fn changed(feed: &Feed, args: &FeedSet) -> FeedOptions {
    let text = |new: &Option<String>, old: &Option<String>| match new {
        Some(new) => Some(new.clone()).filter(|new| !new.is_empty()),
        None => old.clone(),
    };
    let old = &feed.options;
    FeedOptions {
        title: text(&args.title, &old.title.as_ref().map(ToString::to_string)).map(|title| print::safe(&title)),
        user_agent: text(&args.user_agent, &old.user_agent),
        credentials: text(&args.credentials, &old.credentials),
        interval_minutes: match args.interval {
            Some(minutes) => Some(minutes).filter(|minutes| *minutes > 0),
            None => old.interval_minutes,
        },
    }
}

/// `dateline remove`.
pub fn remove(args: &Remove, desk: &mut Desk<'_>) -> Result<Status> {
    let library = desk.bare_library()?;
    let feed = pick::feed(&library, &args.feed, desk.clock.now())?;
    library.unsubscribe(feed.id)?;
    writeln!(desk.out, "left {}; its starred and saved articles stay", feed.title)?;
    Ok(Status::Done)
}
