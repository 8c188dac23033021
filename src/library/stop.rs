//! A way to stop what is under way.

use tokio::sync::watch;

/// Tells work under way to stop; clones tell the same work.
#[derive(Debug, Clone)]
pub struct Stop {
    stopped: watch::Sender<bool>,
}

impl Default for Stop {
    fn default() -> Self {
        Stop {
            stopped: watch::Sender::new(false),
        }
    }
}

impl Stop {
    /// A fresh one, not stopped.
    pub fn new() -> Self {
        Self::default()
    }

    /// Stops the work; it ends at its next safe place.
    pub fn stop(&self) {
        self.stopped.send_replace(true);
    }

    /// Whether it has been stopped.
    pub fn is_stopped(&self) -> bool {
        *self.stopped.borrow()
    }

    /// Waits until it is stopped.
    pub async fn stopped(&self) {
        let mut seen = self.stopped.subscribe();
        // The sender lives in `self`, so waiting cannot fail while we hold it.
        let _ = seen.wait_for(|stopped| *stopped).await;
    }
}
