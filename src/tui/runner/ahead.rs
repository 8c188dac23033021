//! What idle time is used for.

use std::sync::mpsc::SyncSender;

use crate::config::Clock;
use crate::library::{Library, LibraryError, LibraryEvent, Stop};
use crate::model::ArticleId;
use crate::tui::event::Event;

/// Articles looked through for names in one go, so that stopping is quick.
const TOGETHER: usize = 4;

/// The same for articles that were looked through by an earlier engine.
const AGAIN: usize = 16;

/// Completes the index, gathers photographs, looks for names in the newest articles, a few at a time, and then again in
/// those that an earlier engine looked through, until done or stopped. What was not reached is
/// gone on with the next time.
///
/// # Errors
/// When the library cannot be read or written.
pub fn look_ahead(
    library: &Library,
    clock: Clock,
    events: &SyncSender<Event>,
    stop: &Stop,
) -> Result<(), LibraryError> {
    if library.index_pending()? {
        library.catch_up_index()?;
    }
    library.daily_backup(clock.now())?;
    library.gather_photos(stop)?;
    let tell =
        |done: Vec<ArticleId>| done.is_empty() || events.send(Event::Library(LibraryEvent::Analysed(done))).is_ok();
    let mut left = library.settings().analysis.ahead;
    while left > 0 && !stop.is_stopped() {
        let ids = library.unanalysed(TOGETHER.min(left))?;
        if ids.is_empty() {
            break;
        }
        left = left.saturating_sub(ids.len());
        if !tell(library.analyse_all(&ids, stop)?) {
            return Ok(());
        }
    }
    if library.settings().analysis.ahead == 0 || stop.is_stopped() {
        return Ok(());
    }
    for ids in library.outdated()?.chunks(AGAIN) {
        if stop.is_stopped() || !tell(library.analyse_all(ids, stop)?) {
            return Ok(());
        }
    }
    Ok(())
}
