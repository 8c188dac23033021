//! Fetching feeds: many at once over the network, read on workers, written by one.
//!
//! Fetching waits, reading computes, writing is one transaction for what has piled up. The queues
//! between them are short, so that a fast network cannot fill the memory, and one slow or failing
//! feed holds up nobody.

use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use tokio::sync::{Semaphore, mpsc};

use super::{FeedDone, Library, LibraryError, LibraryEvent, Progress, Result, Stop, intake, starter};
use crate::feeds::{self, schedule};
use crate::http::{Client, HttpError, Purpose, Request, Response, Trust};
use crate::model::{ArticleId, FeedHealth, FeedId, Outcome, SafeText, Timestamp};
use crate::store::{DueFeed, FetchedFeed, Store};

/// Feeds written in one transaction at most; more would keep headlines from the screen.
const TOGETHER: usize = 16;

/// Feeds read but not yet written at most; each may hold a few hundred kilobytes.
const QUEUE: usize = 8;

/// Which feeds to fetch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selection {
    /// Every feed.
    All,
    /// These feeds.
    Feeds(Vec<FeedId>),
}

/// One feed, answered and read.
struct Answered {
    done: FeedDone,
    fetched: FetchedFeed,
}

impl Library {
    /// Fetches the feeds of `what` that are due (all of them where `force` is set), stores what is
    /// new, and ends when it is indexed too. News goes to `report` as it happens; how it ended is
    /// also the result. Feeds that fail are news, not errors.
    ///
    /// # Errors
    /// When the library itself cannot be read or written, or the network client cannot be made.
    pub async fn refresh(
        &self,
        what: Selection,
        force: bool,
        now: Timestamp,
        stop: Stop,
        report: mpsc::Sender<LibraryEvent>,
    ) -> Result<Progress> {
        let mut due = self.store().due(now, force)?;
        due.retain(|feed| feed.url != starter::SAMPLE_URL && wanted(&what, feed.id));
        let total = due.len();
        // Nobody listening any more is no reason to stop storing.
        let _ = report.send(LibraryEvent::RefreshStarted { total }).await;
        if total == 0 {
            let progress = Progress::default();
            let _ = report
                .send(LibraryEvent::RefreshEnded {
                    progress,
                    stopped: false,
                })
                .await;
            return Ok(progress);
        }
        let client = self.client()?;
        let (to_writer, from_readers) = mpsc::channel::<Answered>(QUEUE);
        let writer = {
            let library = self.clone();
            let report = report.clone();
            tokio::task::spawn_blocking(move || write(library.store(), from_readers, now, total, &report))
        };
        let slots = self.settings().refresh.concurrent.max(1);
        fetch_all(client, due, slots, now, &stop, to_writer).await;
        let progress = writer
            .await
            .map_err(|error| LibraryError::Broken(error.to_string()))??;
        let stopped = stop.is_stopped() && progress.done < total;
        let _ = report.send(LibraryEvent::RefreshEnded { progress, stopped }).await;
        Ok(progress)
    }

    /// Looks for names in the newest articles that have not been looked through, a few at a time;
    /// gives those it did, none when nothing is left. Blocks; meant for idle time.
    ///
    /// # Errors
    /// When the library cannot be read or written.
    pub fn analyse_ahead(&self, limit: usize, stop: &Stop) -> Result<Vec<ArticleId>> {
        let ids = self.store().unanalysed(crate::entities::ENGINE, limit)?;
        let mut done = Vec::with_capacity(ids.len());
        for id in ids {
            if stop.is_stopped() {
                break;
            }
            done.push((id, self.analysis_of(id)?));
        }
        let done: Vec<_> = done
            .into_iter()
            .filter_map(|(id, analysis)| Some((id, analysis?)))
            .collect();
        self.store().store_analysis(&done)?;
        Ok(done.into_iter().map(|(id, _)| id).collect())
    }
}

fn wanted(what: &Selection, feed: FeedId) -> bool {
    match what {
        Selection::All => true,
        Selection::Feeds(feeds) => feeds.contains(&feed),
    }
}

/// Asks every feed; each answer is read on a worker and handed to the writer. The client bounds
/// how many are under way at once, here and at one host.
async fn fetch_all(
    client: Client,
    due: Vec<DueFeed>,
    slots: usize,
    now: Timestamp,
    stop: &Stop,
    to_writer: mpsc::Sender<Answered>,
) {
    let workers = std::thread::available_parallelism().map_or(2, usize::from);
    let readers = Arc::new(Semaphore::new(workers));
    // A slot is held until the body is read, so that bodies do not pile up before the readers.
    let slots = Arc::new(Semaphore::new(slots));
    let mut under_way: FuturesUnordered<_> = due
        .into_iter()
        .map(|feed| {
            let (client, slots, readers, to_writer) =
                (client.clone(), slots.clone(), readers.clone(), to_writer.clone());
            async move {
                let Ok(_slot) = slots.acquire_owned().await else { return };
                let answer = client.get(request(&feed), now).await;
                let Ok(reading) = readers.acquire_owned().await else {
                    return;
                };
                let id = feed.id;
                let read = tokio::task::spawn_blocking(move || {
                    let _reading = reading;
                    read(&feed, answer, now)
                });
                match read.await {
                    // The writer is gone only when it failed; its error is reported by the verb.
                    Ok(answered) => drop(to_writer.send(answered).await),
                    Err(error) => drop(to_writer.send(broken(id, &error.to_string())).await),
                }
            }
        })
        .collect();
    drop(to_writer);
    loop {
        tokio::select! {
            biased;
            () = stop.stopped() => return,
            next = under_way.next() => if next.is_none() { return },
        }
    }
}

fn request(feed: &DueFeed) -> Request {
    Request {
        url: feed.url.clone(),
        purpose: Purpose::Feed,
        trust: Trust::Typed,
        validators: feed.validators.clone(),
        user_agent: feed.options.user_agent.clone(),
        credentials: feed.options.credentials.clone(),
    }
}

/// Reads one answer: what is new, how the feed is doing, when to ask again.
fn read(feed: &DueFeed, answer: std::result::Result<Response, HttpError>, now: Timestamp) -> Answered {
    let mut health = FeedHealth {
        checked: Some(now),
        ..feed.health.clone()
    };
    let mut outcome = Outcome {
        validators: feed.validators.clone(),
        ..Outcome::default()
    };
    let mut fetched = FetchedFeed {
        feed: feed.id,
        ..FetchedFeed::default()
    };
    let mut freshness = schedule::Freshness {
        interval_minutes: feed.options.interval_minutes,
        newest: feed.newest.clone(),
        jitter: jitter(feed.id, now),
        ..schedule::Freshness::default()
    };
    let mut error = None;
    match answer {
        Ok(response) => {
            health.status = response.status;
            freshness.max_age = response.cache.max_age;
            freshness.expires = response.cache.expires;
            freshness.age = response.cache.age;
            if response.not_modified {
                good(&mut health, now);
            } else {
                match feeds::parse(&response.body, response.content_type.as_deref(), Some(&response.url)) {
                    Ok(parsed) => {
                        good(&mut health, now);
                        health.size = response.body.len() as u64;
                        outcome.validators = response.validators;
                        outcome.moved_to = response.moved_to;
                        freshness.hints = parsed.hints.clone();
                        freshness
                            .newest
                            .extend(parsed.items.iter().filter_map(|item| item.published));
                        fetched.site.clone_from(&parsed.site);
                        fetched.title = Some(parsed.title.clone()).filter(|title| !title.is_empty());
                        let title = feed
                            .options
                            .title
                            .clone()
                            .or_else(|| fetched.title.clone())
                            .unwrap_or_default();
                        fetched.items = Some(intake::articles(parsed, &title));
                    }
                    Err(wrong) => error = Some(SafeText::line(&wrong.to_string())),
                }
            }
        }
        Err(wrong) => {
            health.status = wrong.status();
            health.gone = wrong.status() == 410;
            freshness.retry_after = wrong.retry_after();
            error = Some(SafeText::line(&wrong.to_string()));
        }
    }
    if error.is_some() {
        health.errors = health.errors.saturating_add(1);
        health.error.clone_from(&error);
    }
    freshness.errors = health.errors;
    let (next, reason) = schedule::next_due(&freshness, now);
    health.due = Some(next);
    health.due_reason = reason;
    let done = FeedDone {
        feed: feed.id,
        title: feed.title.clone(),
        url: feed.url.clone(),
        status: health.status,
        new: 0,
        edited: 0,
        error,
    };
    outcome.health = health;
    fetched.outcome = outcome;
    Answered { done, fetched }
}

fn good(health: &mut FeedHealth, now: Timestamp) {
    health.good = Some(now);
    health.error = None;
    health.errors = 0;
    health.gone = false;
}

/// A number that spreads feeds over time without a source of chance: the same for one feed at one
/// moment.
fn jitter(feed: FeedId, now: Timestamp) -> u32 {
    let mixed =
        (feed.0 as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ (now.0 as u64).wrapping_mul(0xD1B5_4A32_D192_ED03);
    (mixed >> 32) as u32
}

/// What is written for a feed whose reading broke off.
fn broken(feed: FeedId, why: &str) -> Answered {
    let error = SafeText::line(&format!("this feed could not be read: {why}"));
    let done = FeedDone {
        feed,
        title: SafeText::default(),
        url: String::new(),
        status: 0,
        new: 0,
        edited: 0,
        error: Some(error.clone()),
    };
    let health = FeedHealth {
        error: Some(error),
        errors: 1,
        ..FeedHealth::default()
    };
    Answered {
        done,
        fetched: FetchedFeed {
            feed,
            outcome: Outcome {
                health,
                ..Outcome::default()
            },
            ..FetchedFeed::default()
        },
    }
}

/// Writes answers as they come, several in one transaction when they have piled up, and tells of
/// them once they are stored. Ends when no reader is left and the index is complete.
fn write(
    store: &Store,
    mut answers: mpsc::Receiver<Answered>,
    now: Timestamp,
    total: usize,
    report: &mpsc::Sender<LibraryEvent>,
) -> Result<Progress> {
    let mut progress = Progress {
        total,
        ..Progress::default()
    };
    let mut batch = Vec::with_capacity(TOGETHER);
    while answers.blocking_recv_many(&mut batch, TOGETHER) > 0 {
        let (mut done, fetched): (Vec<_>, Vec<_>) = batch.drain(..).map(|answer| (answer.done, answer.fetched)).unzip();
        let counts = store.store_fetched(fetched, now)?;
        for (feed, counts) in done.iter_mut().zip(counts) {
            feed.new = counts.new;
            feed.edited = counts.edited;
            progress.done += 1;
            progress.new += counts.new;
            progress.failed += usize::from(feed.error.is_some());
        }
        // A face that has gone away is no reason to stop storing.
        let _ = report.blocking_send(LibraryEvent::FeedsStored { feeds: done, progress });
    }
    store.finish_indexing()?;
    Ok(progress)
}

/// How long a face may wait between two automatic refreshes.
pub fn interval(settings: &crate::config::Settings) -> Option<Duration> {
    let minutes = settings.refresh.interval_minutes;
    (minutes > 0).then(|| Duration::from_secs(u64::from(minutes) * 60))
}
