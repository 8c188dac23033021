//! Turns: how many requests are under way in all and at one host, and how soon after each other
//! they begin there.
//!
//! A request waits for its host first, so that one slow host's queue takes no place from the
//! others.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore, SemaphorePermit};
use tokio::time::Instant;

use super::{HttpError, Limits};
use crate::model::SafeText;

/// Everybody's turns.
pub(super) struct Gate {
    all: Semaphore,
    hosts: Mutex<HashMap<String, Arc<Host>>>,
    per_host: usize,
    spacing: Duration,
}

struct Host {
    places: Arc<Semaphore>,
    last: Mutex<Last>,
}

/// What last happened at a host.
#[derive(Default)]
struct Last {
    /// When a request last began there, or will.
    start: Option<Instant>,
    /// When and why it could last not be reached.
    unreachable: Option<(Instant, HttpError)>,
}

impl Host {
    fn last(&self) -> MutexGuard<'_, Last> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The right to ask; given back when dropped.
pub(super) struct Pass<'a> {
    gate: &'a Gate,
    place: &'a str,
    host: Arc<Host>,
    _there: OwnedSemaphorePermit,
    _here: SemaphorePermit<'a>,
}

impl Gate {
    pub(super) fn new(limits: &Limits) -> Self {
        Gate {
            all: Semaphore::new(limits.concurrent.clamp(1, Semaphore::MAX_PERMITS)),
            hosts: Mutex::default(),
            per_host: limits.per_host.clamp(1, Semaphore::MAX_PERMITS),
            spacing: limits.spacing,
        }
    }

    /// Waits for a turn at `place` (`host:port`).
    ///
    /// # Errors
    /// When the host turned out to be out of reach while this request waited: the others in the
    /// queue need not find that out one time-out at a time.
    pub(super) async fn enter<'a>(&'a self, place: &'a str) -> Result<Pass<'a>, HttpError> {
        let host = self.host(place);
        let there = match host.places.clone().try_acquire_owned() {
            Ok(permit) => {
                host.last().start = Some(Instant::now());
                permit
            }
            Err(_) => self.queue(&host).await?,
        };
        let here = self.all.acquire().await.map_err(closed)?;
        Ok(Pass {
            gate: self,
            place,
            host,
            _there: there,
            _here: here,
        })
    }

    async fn queue(&self, host: &Host) -> Result<OwnedSemaphorePermit, HttpError> {
        let came = Instant::now();
        let permit = host.places.clone().acquire_owned().await.map_err(closed)?;
        let start = {
            let mut last = host.last();
            if let Some((_, error)) = last.unreachable.as_ref().filter(|(when, _)| *when >= came) {
                return Err(error.clone());
            }
            let now = Instant::now();
            let start = last.start.map_or(now, |start| now.max(start + self.spacing));
            last.start = Some(start);
            start
        };
        if start > Instant::now() {
            tokio::time::sleep_until(start).await;
        }
        Ok(permit)
    }

    fn hosts(&self) -> MutexGuard<'_, HashMap<String, Arc<Host>>> {
        self.hosts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn host(&self, place: &str) -> Arc<Host> {
        let mut hosts = self.hosts();
        if let Some(host) = hosts.get(place) {
            return host.clone();
        }
        let host = Arc::new(Host {
            places: Arc::new(Semaphore::new(self.per_host)),
            last: Mutex::default(),
        });
        hosts.insert(place.to_owned(), host.clone());
        host
    }
}

impl Pass<'_> {
    /// Notes that the host could not be reached, for those who wait for it now.
    pub(super) fn unreachable(&self, error: &HttpError) {
        self.host.last().unreachable = Some((Instant::now(), error.clone()));
    }
}

impl Drop for Pass<'_> {
    fn drop(&mut self) {
        let mut hosts = self.gate.hosts();
        // One is the map's, one is ours: nobody else is there or waits.
        if Arc::strong_count(&self.host) == 2 {
            hosts.remove(self.place);
        }
    }
}

/// The semaphores are never closed; should one be, the request fails rather than the program.
fn closed(error: tokio::sync::AcquireError) -> HttpError {
    HttpError::Setup {
        reason: SafeText::line(&error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::future::Future;
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    fn gate(concurrent: usize, per_host: usize) -> Gate {
        Gate::new(&Limits {
            concurrent,
            per_host,
            spacing: Duration::ZERO,
            ..Limits::default()
        })
    }

    fn poll<T>(future: std::pin::Pin<&mut impl Future<Output = T>>) -> Poll<T> {
        future.poll(&mut Context::from_waker(Waker::noop()))
    }

    fn unreachable() -> HttpError {
        HttpError::Dns {
            host: SafeText::line("a.example"),
        }
    }

    #[test]
    fn two_at_a_host_and_the_third_waits() {
        let gate = gate(10, 2);
        let mut first = pin!(gate.enter("a:80"));
        let mut second = pin!(gate.enter("a:80"));
        let mut third = pin!(gate.enter("a:80"));
        let mut other = pin!(gate.enter("b:80"));
        let Poll::Ready(Ok(first)) = poll(first.as_mut()) else {
            panic!()
        };
        let Poll::Ready(Ok(_second)) = poll(second.as_mut()) else {
            panic!()
        };
        assert!(poll(third.as_mut()).is_pending());
        let Poll::Ready(Ok(_other)) = poll(other.as_mut()) else {
            panic!()
        };
        drop(first);
        assert!(poll(third.as_mut()).is_ready());
    }

    #[test]
    fn who_waits_for_a_host_takes_no_place_from_others() {
        let gate = gate(2, 1);
        let mut first = pin!(gate.enter("a:80"));
        let mut queued = pin!(gate.enter("a:80"));
        let mut other = pin!(gate.enter("b:80"));
        let Poll::Ready(Ok(_first)) = poll(first.as_mut()) else {
            panic!()
        };
        assert!(poll(queued.as_mut()).is_pending());
        assert!(poll(other.as_mut()).is_ready());
    }

    #[test]
    fn those_who_wait_learn_that_a_host_is_out_of_reach() {
        let gate = gate(10, 1);
        let mut first = pin!(gate.enter("a:80"));
        let mut waiting = pin!(gate.enter("a:80"));
        let Poll::Ready(Ok(pass)) = poll(first.as_mut()) else {
            panic!()
        };
        assert!(poll(waiting.as_mut()).is_pending());
        pass.unreachable(&unreachable());
        drop(pass);
        let Poll::Ready(Err(error)) = poll(waiting.as_mut()) else {
            panic!()
        };
        assert_eq!(error, unreachable());
        let mut later = pin!(gate.enter("a:80"));
        assert!(matches!(poll(later.as_mut()), Poll::Ready(Ok(_))));
    }

    #[test]
    fn hosts_are_forgotten_when_nobody_is_there() {
        let gate = gate(10, 1);
        let mut first = pin!(gate.enter("a:80"));
        let Poll::Ready(Ok(pass)) = poll(first.as_mut()) else {
            panic!()
        };
        assert_eq!(gate.hosts().len(), 1);
        drop(pass);
        assert_eq!(gate.hosts().len(), 0);
    }
}
