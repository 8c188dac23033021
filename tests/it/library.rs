//! A library in a folder of the test's own: opened, subscribed, refreshed.

use std::path::Path;

use dateline::config::{Environment, Place, Settings};
use dateline::library::{Library, LibraryEvent, Progress, Selection, Stop};
use dateline::model::Timestamp;

/// The library below a folder.
pub fn open(folder: &Path, environment: Environment, settings: Settings) -> Library {
    Library::open(Place::below(folder), settings, environment).unwrap()
}

/// Subscribes to these addresses, without asking them.
pub fn subscribe(library: &Library, urls: &[String]) {
    let outlines: String = urls
        .iter()
        .map(|url| format!("<outline type=\"rss\" text=\"{url}\" xmlUrl=\"{url}\"/>"))
        .collect();
    library
        .import(format!("<opml version=\"2.0\"><body>{outlines}</body></opml>").as_bytes())
        .unwrap();
}

/// What fetching runs on.
pub fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap()
}

/// Fetches what is due, or every feed; gives how that ended and what was told meanwhile.
pub fn refresh(library: &Library, force: bool, now: Timestamp) -> (Progress, Vec<LibraryEvent>) {
    let (report, mut news) = tokio::sync::mpsc::channel(1_000);
    let progress = runtime()
        .block_on(library.refresh(Selection::All, force, now, Stop::new(), report))
        .unwrap();
    let mut events = Vec::new();
    while let Ok(event) = news.try_recv() {
        events.push(event);
    }
    (progress, events)
}
