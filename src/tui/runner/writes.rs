//! Writing to the library on a thread of its own, in the order asked.

use std::sync::mpsc::{Receiver, SyncSender};

use super::failed;
use crate::config::Clock;
use crate::library::{Library, LibraryError};
use crate::tui::effect::Effect;
use crate::tui::event::{Event, Loaded, Marking};

/// Writes until nothing more comes.
pub fn write_on(library: &Library, clock: Clock, effects: &Receiver<Effect>, events: &SyncSender<Event>) {
    for effect in effects {
        match write(library, clock, effect) {
            Ok(Some(loaded)) => drop(events.send(Event::Loaded(loaded))),
            Ok(None) => {}
            Err(error) => drop(events.send(failed(&error))),
        }
    }
}

fn write(library: &Library, clock: Clock, effect: Effect) -> Result<Option<Loaded>, LibraryError> {
    let changed = |said: String| Loaded::Changed { said, fetch: false };
    Ok(Some(match effect {
        Effect::Mark { ids, how, undoable } => {
            let ids = match how {
                Marking::Read(read) => library.set_read(&ids, read)?,
                Marking::Starred(starred) => library.set_starred(&ids, starred)?,
            };
            Loaded::Marked { how, ids, undoable }
        }
        Effect::MarkAllRead { query, seen } => {
            let ids = library.mark_all_read(&query, clock.now(), seen)?;
            Loaded::Marked {
                how: Marking::Read(true),
                ids,
                undoable: true,
            }
        }
        Effect::Tag { id, tag, give } => {
            if give {
                library.tag(id, &tag)?
            } else {
                library.untag(id, &tag)?
            }
            Loaded::Tagged(id)
        }
        Effect::KeepScroll(id, place) => {
            library.keep_scroll(id, place)?;
            return Ok(None);
        }
        Effect::KeepView { name, query } => {
            library.keep_view(&name, &query)?;
            changed(format!("kept as the view {name}"))
        }
        Effect::DropView(id) => {
            library.drop_view(id)?;
            changed("the view is dropped".to_owned())
        }
        Effect::Unsubscribe(id) => {
            library.unsubscribe(id)?;
            changed("the feed is left".to_owned())
        }
        Effect::SetOptions(id, options) => {
            library.set_options(id, &options)?;
            let said = match &options.user_agent {
                Some(name) => format!("this feed is asked as {name} from now on"),
                None => "this feed is asked by the program's own name from now on".to_owned(),
            };
            Loaded::Changed { said, fetch: true }
        }
        Effect::SetFolder(id, folder) => {
            library.set_folder(id, &folder)?;
            changed(if folder.is_empty() {
                "moved to the top".to_owned()
            } else {
                format!("moved to {folder}")
            })
        }
        _ => return Ok(None),
    }))
}
