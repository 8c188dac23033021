//! For tests that bound how long something computes: the processor time of this thread, which
//! does not grow when other programs take turns with it.

use std::time::{Duration, Instant};

/// A clock that runs while this thread does.
#[derive(Debug)]
pub struct CpuClock {
    start: Option<Duration>,
    wall: Instant,
}

impl CpuClock {
    /// Starts it.
    pub fn start() -> CpuClock {
        CpuClock {
            start: spent(),
            wall: Instant::now(),
        }
    }

    /// The time computed since then; the time passed, where the system does not tell.
    pub fn elapsed(&self) -> Duration {
        match (self.start, spent()) {
            (Some(start), Some(now)) => now.saturating_sub(start),
            _ => self.wall.elapsed(),
        }
    }
}

/// Linux: the first figure is the thread's time on a processor in nanoseconds.
/// <https://docs.kernel.org/scheduler/sched-stats.html>
fn spent() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}
