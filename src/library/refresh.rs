//! Fetching feeds: many at once over the network, read on workers, written by one.
//!
//! Fetching waits, reading computes, writing is one transaction for what has piled up. The queues
//! between them are short, so that a fast network cannot fill the memory, and one slow or failing
//! feed holds up nobody.

use std::collections::HashMap;
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use tokio::sync::mpsc;
use tokio::time::Instant;

use super::address::one_form;
use super::answer::Answered;
use super::readers::{self, Arrived};
use super::{Library, LibraryError, LibraryEvent, Progress, Result, Stop, starter};
use crate::http::{Client, Purpose, Request, Trust};
use crate::model::{FeedId, Timestamp, Validators};
use crate::store::{DueFeed, Store};

/// Feeds written in one transaction at most.
const TOGETHER: usize = 48;

/// How long after one transaction the next one waits for more to write: the places in lists of what
/// comes together lie close, so that fewer pages are written, and each only once.
const PAUSE: Duration = Duration::from_millis(200);

/// Feeds read but not yet written at most; each may hold a hundred kilobytes. As many as are written
/// together: with half of them, the readers stand still while the writer waits for the disk.
const QUEUE: usize = TOGETHER;

/// Which feeds to fetch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selection {
    /// Every feed.
    All,
    /// These feeds.
    Feeds(Vec<FeedId>),
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
        let to_readers = readers::start(self, to_writer, now)?;
        fetch_all(client, together(due), now, &stop, to_readers).await;
        let progress = writer
            .await
            .map_err(|error| LibraryError::Broken(error.to_string()))??;
        let stopped = stop.is_stopped() && progress.done < total;
        let _ = report.send(LibraryEvent::RefreshEnded { progress, stopped }).await;
        Ok(progress)
    }
}

fn wanted(what: &Selection, feed: FeedId) -> bool {
    match what {
        Selection::All => true,
        Selection::Feeds(feeds) => feeds.contains(&feed),
    }
}

/// Subscriptions to one address, asked for in one way, are one fetch.
fn together(due: Vec<DueFeed>) -> Vec<Vec<DueFeed>> {
    let mut places: HashMap<_, usize> = HashMap::with_capacity(due.len());
    let mut groups: Vec<Vec<DueFeed>> = Vec::with_capacity(due.len());
    for feed in due {
        let options = &feed.options;
        let way = (
            one_form(&feed.url),
            options.user_agent.clone(),
            options.credentials.clone(),
        );
        let place = *places.entry(way).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.push(feed),
            None => groups.push(vec![feed]),
        }
    }
    groups
}

/// Asks every feed and hands the answers to the readers. The client bounds how many are under way at
/// once, here and at one host.
async fn fetch_all(
    client: Client,
    due: Vec<Vec<DueFeed>>,
    now: Timestamp,
    stop: &Stop,
    to_readers: mpsc::Sender<Arrived>,
) {
    let mut under_way: FuturesUnordered<_> = due
        .into_iter()
        .map(|feeds| {
            let (client, to_readers) = (client.clone(), to_readers.clone());
            async move {
                let Some(request) = request(&feeds) else { return };
                let packed = client.get_packed(request, now).await;
                // The readers are gone only when the writer failed.
                let _ = to_readers.send(Arrived { feeds, packed }).await;
            }
        })
        .collect();
    drop(to_readers);
    loop {
        tokio::select! {
            biased;
            () = stop.stopped() => return,
            next = under_way.next() => if next.is_none() { return },
        }
    }
}

/// The question for subscriptions to one address. "Has it changed?" is asked only where all of
/// them have the same answer to compare with.
fn request(feeds: &[DueFeed]) -> Option<Request> {
    let (feed, others) = feeds.split_first()?;
    let same = others.iter().all(|other| other.validators == feed.validators);
    Some(Request {
        url: feed.url.clone(),
        purpose: Purpose::Feed,
        trust: Trust::Typed,
        validators: if same {
            feed.validators.clone()
        } else {
            Validators::default()
        },
        user_agent: feed.options.user_agent.clone(),
        credentials: feed.options.credentials.clone(),
    })
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
    let waiting = tokio::runtime::Handle::current();
    let mut batch = Vec::with_capacity(TOGETHER);
    let mut written = Instant::now();
    while waiting.block_on(gather(&mut answers, &mut batch, written + PAUSE)) {
        let (mut done, fetched): (Vec<_>, Vec<_>) = batch.drain(..).map(|answer| (answer.done, answer.fetched)).unzip();
        let counts = store.store_fetched(fetched, now)?;
        for (feed, counts) in done.iter_mut().zip(counts) {
            feed.new = counts.new;
            feed.edited = counts.edited;
            feed.moved_to = feed.moved_to.take().filter(|_| counts.moved);
            progress.done += 1;
            progress.new += counts.new;
            progress.failed += usize::from(feed.error.is_some());
        }
        // A face that has gone away is no reason to stop storing.
        let _ = report.blocking_send(LibraryEvent::FeedsStored { feeds: done, progress });
        written = Instant::now();
    }
    store.finish_indexing()?;
    Ok(progress)
}

/// Takes what there is to write, at least one answer, more of them until `until`; whether there was
/// anything.
async fn gather(answers: &mut mpsc::Receiver<Answered>, batch: &mut Vec<Answered>, until: Instant) -> bool {
    if answers.recv_many(batch, TOGETHER).await == 0 {
        return false;
    }
    while batch.len() < TOGETHER {
        let more = answers.recv_many(batch, TOGETHER - batch.len());
        if !matches!(tokio::time::timeout_at(until, more).await, Ok(1..)) {
            break;
        }
    }
    true
}

/// How long a face may wait between two automatic refreshes.
pub fn interval(settings: &crate::config::Settings) -> Option<Duration> {
    let minutes = settings.refresh.interval_minutes;
    (minutes > 0).then(|| Duration::from_secs(u64::from(minutes) * 60))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{FeedHealth, FeedOptions, SafeText};

    fn due(id: i64, url: &str, etag: Option<&str>, user_agent: Option<&str>) -> DueFeed {
        DueFeed {
            id: FeedId(id),
            url: url.to_owned(),
            title: SafeText::default(),
            site: None,
            validators: Validators {
                etag: etag.map(str::to_owned),
                last_modified: None,
            },
            options: FeedOptions {
                user_agent: user_agent.map(str::to_owned),
                ..FeedOptions::default()
            },
            health: FeedHealth::default(),
            newest: Vec::new(),
        }
    }

    #[test]
    fn subscriptions_to_one_address_are_one_fetch() {
        let groups = together(vec![
            due(1, "https://e.org/f", Some("a"), None),
            due(2, "https://e.org/g", None, None),
            due(3, "https://E.org:443/f#x", Some("a"), None),
            due(4, "https://e.org/f", Some("a"), Some("Other/1")),
        ]);
        let ids: Vec<Vec<i64>> = groups
            .iter()
            .map(|group| group.iter().map(|feed| feed.id.0).collect())
            .collect();
        assert_eq!(ids, [vec![1, 3], vec![2], vec![4]]);
        assert_eq!(request(&groups[0]).unwrap().validators.etag.as_deref(), Some("a"));
    }

    #[test]
    fn nothing_has_changed_only_where_all_have_the_same() {
        let group = [
            due(1, "https://e.org/f", Some("a"), None),
            due(2, "https://e.org/f", None, None),
        ];
        assert!(request(&group).unwrap().validators.is_empty());
        assert!(request(&[]).is_none());
    }
}
