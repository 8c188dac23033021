//! Which articles or feed a command means.

use super::{CliError, Result};
use crate::library::{Library, Stop};
use crate::model::{ArticleId, Feed, Timestamp};
use crate::query::Query;

/// Articles read from the library at a time.
const PAGE: usize = 1_000;

/// The articles named by id, then those the query holds for, at most `limit`.
pub fn articles(
    library: &Library,
    ids: &[i64],
    query: Option<&str>,
    now: Timestamp,
    limit: usize,
) -> Result<Vec<ArticleId>> {
    if ids.is_empty() && query.is_none() {
        return Err(CliError::Said(
            "name articles by id (see `dateline list`), or with --query".into(),
        ));
    }
    let mut picked: Vec<ArticleId> = ids.iter().map(|id| ArticleId(*id)).collect();
    if let Some(query) = query {
        let query: Query = query.parse()?;
        each(library, &query, now, limit.saturating_sub(picked.len()), |headline| {
            picked.push(headline.id);
            Ok(())
        })?;
    }
    picked.truncate(limit);
    Ok(picked)
}

/// Sees to it that what a query asks for has been gathered: the screen does so when it is idle, a
/// command has to before it answers.
pub fn complete(library: &Library, query: &Query) -> Result<()> {
    if query.asks_for_photos() {
        library.gather_photos(&Stop::new())?;
    }
    Ok(())
}

/// Calls `take` with each headline the query holds for, newest first, at most `limit`, reading a
/// page at a time.
pub fn each(
    library: &Library,
    query: &Query,
    now: Timestamp,
    limit: usize,
    mut take: impl FnMut(crate::model::Headline) -> Result<()>,
) -> Result<()> {
    complete(library, query)?;
    let mut after = None;
    let mut left = limit;
    while left > 0 {
        let page = library.headlines(query, now, after, left.min(PAGE))?;
        let Some(last) = page.last() else { break };
        after = Some(last.id);
        left -= page.len().min(left);
        let short = page.len() < PAGE;
        for headline in page {
            take(headline)?;
        }
        if short && left > 0 {
            break;
        }
    }
    Ok(())
}

/// The one feed that `name` means: its address, its id, or a part of its name or address that
/// only it has.
pub fn feed(library: &Library, name: &str, now: Timestamp) -> Result<Feed> {
    let mut feeds = library.overview(now)?.feeds;
    if let Some(at) = feeds
        .iter()
        .position(|feed| feed.url == name || feed.id.to_string() == name || &*feed.title == name)
    {
        return Ok(feeds.swap_remove(at));
    }
    let wanted = name.to_lowercase();
    feeds.retain(|feed| feed.title.to_lowercase().contains(&wanted) || feed.url.to_lowercase().contains(&wanted));
    match feeds.len() {
        1 => Ok(feeds.swap_remove(0)),
        0 => Err(CliError::Said(format!(
            "no feed is called {name}; `dateline feeds` lists them"
        ))),
        many => Err(CliError::Said(format!(
            "{many} feeds have {name} in their name; give more of it, or the address"
        ))),
    }
}
