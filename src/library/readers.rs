//! The workers of a refresh that read: an answer is unpacked and parsed, what is new in it is found,
//! and its words and compressed bodies are handed to the writer.
//!
//! There are as many as the machine has cores, each a thread for the whole refresh, with memory that
//! it uses again for each answer. They give way to the writer, which all of them wait for, and to
//! the screen.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use tokio::sync::mpsc;

use super::answer::{self, Answered};
use super::intake::Intake;
use super::{Library, LibraryError, background};
use crate::http::{HttpError, Packed, Response};
use crate::model::Timestamp;
use crate::store::{DueFeed, Store};

/// Bytes of the largest body whose memory is kept for the next one.
const KEPT: usize = 2 << 20;

/// Workers at most: the one writer keeps up with no more.
const MOST: usize = 4;

/// An answer that waits to be read.
pub(super) struct Arrived {
    /// The subscriptions to its address.
    pub(super) feeds: Vec<DueFeed>,
    /// The answer.
    pub(super) packed: Result<Packed, HttpError>,
}

/// Starts the workers; where to hand them answers. They end when nobody can hand them any more, and
/// with the last of them ends what comes to the writer.
///
/// # Errors
/// When the system gives no thread.
pub(super) fn start(
    library: &Library,
    to_writer: mpsc::Sender<Answered>,
    now: Timestamp,
) -> super::Result<mpsc::Sender<Arrived>> {
    let workers = thread::available_parallelism().map_or(2, usize::from).min(MOST);
    let (to_readers, arrived) = mpsc::channel(workers);
    let arrived = Arc::new(Mutex::new(arrived));
    for _ in 0..workers {
        let (library, arrived, to_writer) = (library.clone(), arrived.clone(), to_writer.clone());
        background::spawn("reading", move || read(library.store(), &arrived, &to_writer, now))
            .map_err(|error| LibraryError::Broken(error.to_string()))?;
    }
    Ok(to_readers)
}

/// Reads what comes until nothing more can, or nobody writes any more. Blocks.
fn read(store: &Store, arrived: &Mutex<mpsc::Receiver<Arrived>>, to_writer: &mpsc::Sender<Answered>, now: Timestamp) {
    let mut intake = Intake::new(store);
    let mut body = Vec::new();
    loop {
        let next = arrived.lock().unwrap_or_else(PoisonError::into_inner).blocking_recv();
        let Some(Arrived { feeds, packed }) = next else { return };
        let buffer = std::mem::take(&mut body);
        let answer = packed.and_then(|packed| packed.open_into(buffer));
        for feed in &feeds {
            if to_writer.blocking_send(one(&mut intake, feed, &answer, now)).is_err() {
                // The writer is gone only when it failed; its error is reported by the verb.
                return;
            }
        }
        body = answer.map(|response| response.body).unwrap_or_default();
        if body.capacity() > KEPT {
            body = Vec::new();
        }
    }
}

/// Nothing below is meant to panic; should it all the same, one feed fails and not the refresh.
fn one(intake: &mut Intake<'_>, feed: &DueFeed, answer: &Result<Response, HttpError>, now: Timestamp) -> Answered {
    let read = catch_unwind(AssertUnwindSafe(|| answer::read(intake, feed, answer, now)));
    read.unwrap_or_else(|_| {
        // What it was in the middle of is not the next one's.
        intake.forget();
        answer::broken(feed, "its reading broke off", now)
    })
}
