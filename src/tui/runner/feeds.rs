//! Work on single feeds that waits for the network: subscribing, another address, older pages.

use super::{Runner, changed, failed, send};
use crate::model::{FeedId, SafeText};
use crate::tui::event::Event;

/// Pages of a feed's history fetched at one press of the key.
const PAGES_AT_A_TIME: usize = 5;

impl Runner {
    pub(super) fn add(&self, url: String, folder: String) {
        let (library, now) = (self.library.clone(), self.clock.now());
        self.tell(async move {
            match library.add(&url, &folder, now).await {
                Ok(added) if added.already => changed(format!("{} is subscribed to already", added.title), false),
                Ok(added) => changed(format!("subscribed to {}", added.title), true),
                Err(error) => failed(&error),
            }
        });
    }

    pub(super) fn relocate(&self, feed: FeedId, url: Option<String>) {
        let (library, now) = (self.library.clone(), self.clock.now());
        self.tell(async move {
            match library.relocate(feed, url.as_deref(), now).await {
                Ok(moved) => {
                    let to = SafeText::line(&moved.to);
                    changed(format!("{} is fetched from {to} from now on", moved.title), true)
                }
                Err(error) => failed(&error),
            }
        });
    }

    pub(super) fn history(&self, feed: FeedId) {
        let (library, now, stop) = (self.library.clone(), self.clock.now(), self.refresh.clone());
        self.tell(async move {
            match library.history(feed, PAGES_AT_A_TIME, now, stop).await {
                Ok(history) => changed(history.sentence(), false),
                Err(error) => failed(&error),
            }
        });
    }

    /// Tells what comes of some work.
    fn tell(&self, work: impl Future<Output = Event> + Send + 'static) {
        let events = self.events.clone();
        self.runtime.spawn(async move { send(events, work.await).await });
    }
}
