//! The system's signals: to end in good order, and to stop for a while.

use std::io;
use std::sync::mpsc::SyncSender;
use std::thread;

use super::event::Event;

/// Has `events` told when the system asks the program to end.
///
/// # Errors
/// When the signals cannot be listened for.
#[cfg(unix)]
pub fn listen(events: SyncSender<Event>) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGTERM])?;
    thread::Builder::new().name("signals".into()).spawn(move || {
        for _ in signals.forever() {
            if events.send(Event::Terminate).is_err() {
                return;
            }
        }
    })?;
    Ok(())
}

/// Stops the program until it is continued.
///
/// # Errors
/// When the system does not let it.
#[cfg(unix)]
pub fn stop_here() -> io::Result<()> {
    signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)
}

/// There are no such signals here.
///
/// # Errors
/// Never.
#[cfg(not(unix))]
pub fn listen(_events: SyncSender<Event>) -> io::Result<()> {
    Ok(())
}

/// There is no stopping here.
///
/// # Errors
/// Never.
#[cfg(not(unix))]
pub fn stop_here() -> io::Result<()> {
    Ok(())
}
