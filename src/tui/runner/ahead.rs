//! What idle time is used for.

use std::sync::mpsc::SyncSender;

use crate::config::Clock;
use crate::library::{Library, LibraryError, LibraryEvent, Stop};
use crate::model::ArticleId;
use crate::query::{Query, State, Test};
use crate::tui::event::Event;

/// Articles looked through for names in one go, so that stopping is quick.
const TOGETHER: usize = 4;

/// Completes the index and looks for names in the newest articles, a few at a time, until done or
/// stopped.
///
/// # Errors
/// When the library cannot be read or written.
pub fn look_ahead(library: &Library, events: &SyncSender<Event>, stop: &Stop) -> Result<(), LibraryError> {
    if library.index_pending()? {
        library.catch_up_index()?;
    }
    let mut left = library.settings().analysis.ahead;
    while left > 0 && !stop.is_stopped() {
        let done = library.analyse_ahead(TOGETHER.min(left), stop)?;
        if done.is_empty() {
            return Ok(());
        }
        left = left.saturating_sub(done.len());
        if events.send(Event::Library(LibraryEvent::Analysed(done))).is_err() {
            return Ok(());
        }
    }
    Ok(())
}

/// The newest unread articles whose pages are not here, among the first `ahead`.
pub fn to_fetch(library: &Library, clock: Clock, ahead: usize) -> Vec<ArticleId> {
    let unread = Query::of(Test::Is(State::Unread));
    let rows = library.headlines(&unread, clock.now(), None, ahead).unwrap_or_default();
    rows.into_iter()
        .filter(|row| !row.flags.has_page)
        .map(|row| row.id)
        .collect()
}
