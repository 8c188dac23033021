//! Reading the library on a thread of its own, in the order asked; what nobody awaits any more is
//! passed over.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender};

use super::failed;
use crate::config::Clock;
use crate::library::{Library, LibraryError};
use crate::tui::effect::{Effect, Which};
use crate::tui::event::{Event, Loaded, Page};

/// Names offered for a beginning.
const NAMES: usize = 12;

/// The last question of each sort.
#[derive(Debug, Default)]
pub struct Latest {
    list: AtomicU64,
    article: AtomicU64,
    page: AtomicU64,
}

impl Latest {
    /// Notes what is asked now.
    pub fn note(&self, effect: &Effect) {
        match effect {
            Effect::LoadHeadlines {
                ticket,
                page: Page::First,
                ..
            } => self.list.store(*ticket, Ordering::Relaxed),
            Effect::LoadArticle { ticket, .. } => self.article.store(*ticket, Ordering::Relaxed),
            Effect::LoadEntityPage { ticket, .. } => self.page.store(*ticket, Ordering::Relaxed),
            _ => {}
        }
    }

    /// Whether nobody awaits the answer any more.
    fn is_stale(&self, effect: &Effect) -> bool {
        match effect {
            Effect::LoadHeadlines { page: Page::Again, .. } => false,
            Effect::LoadHeadlines { ticket, .. } | Effect::Count { ticket, .. } => {
                *ticket < self.list.load(Ordering::Relaxed)
            }
            Effect::LoadArticle { ticket, .. } => *ticket < self.article.load(Ordering::Relaxed),
            Effect::LoadEntityPage { ticket, .. } => *ticket < self.page.load(Ordering::Relaxed),
            _ => false,
        }
    }
}

/// Answers questions until nobody asks any more.
pub fn read_on(
    library: &Library,
    clock: Clock,
    effects: &Receiver<Effect>,
    events: &SyncSender<Event>,
    latest: &Latest,
) {
    for effect in effects {
        if latest.is_stale(&effect) {
            continue;
        }
        let event = match read(library, clock, effect) {
            Ok(Some(loaded)) => Event::Loaded(loaded),
            Ok(None) => continue,
            Err(error) => failed(&error),
        };
        if events.send(event).is_err() {
            return;
        }
    }
}

/// Carries out a reading effect; none for any other.
///
/// # Errors
/// When the library cannot be read.
pub fn read(library: &Library, clock: Clock, effect: Effect) -> Result<Option<Loaded>, LibraryError> {
    let now = clock.now();
    Ok(Some(match effect {
        Effect::LoadOverview => Loaded::Overview(library.overview(now)?),
        Effect::LoadHeadlines {
            ticket,
            query,
            page,
            limit,
        } => {
            let after = if let Page::After(id) = page { Some(id) } else { None };
            // Before the rows: what comes in between counts as not seen.
            let seen = library.watermark().ok();
            let rows = library.headlines(&query, now, after, limit)?;
            let end = rows.len() < limit;
            Loaded::Headlines {
                ticket,
                page,
                rows,
                end,
                seen,
            }
        }
        Effect::Count { ticket, query } => Loaded::Count {
            ticket,
            count: library.count(&query, now)?,
        },
        Effect::LoadArticle { ticket, id, text } => {
            let article = library.article(id, text)?.map(Box::new);
            let scroll = library.scroll(id).unwrap_or(0);
            Loaded::Article {
                ticket,
                article,
                scroll,
            }
        }
        Effect::LoadEntityPage { ticket, which } => {
            let (key, kind) = match which {
                Which::Key(key, kind) => (key, kind),
                Which::Name(name) => {
                    let entity = library.entity_named(&name)?;
                    (entity.key, entity.kind)
                }
            };
            let page = library.entity_page(&key, kind, now)?.map(Box::new);
            Loaded::EntityPage { ticket, page }
        }
        Effect::LoadEntityNames(begun) => Loaded::EntityNames {
            names: library.entity_names(&begun, NAMES)?,
            begun,
        },
        _ => return Ok(None),
    }))
}
