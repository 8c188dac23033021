//! Making pictures ready: fetched and decoded by the library, scaled and written for the terminal
//! here, a few at a time, on workers.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Semaphore;

use super::{Runner, send};
use crate::config::Clock;
use crate::library::{Library, LibraryError, Looked, Stop};
use crate::model::{Photo, Pixels, SafeText};
use crate::tui::event::{Event, Loaded};
use crate::tui::pictures::{Drawn, Frame, Support};

/// Longest side that pictures are kept in, in pixels: more than a screen shows, enough to zoom.
const MOST_SIDE: u32 = 2_048;
/// Decoded pictures kept for another size, in bytes.
const MOST_KEPT: usize = 64 << 20;
/// Photographers to choose from.
const MOST_NAMES: usize = 50;
/// Pictures made ready at once.
const TOGETHER: usize = 2;

impl Runner {
    /// Makes a picture ready.
    pub(super) fn draw_picture(&self, photo: Photo, place: (Frame, Support, u32)) {
        let (library, clock, events) = (self.library.clone(), self.clock, self.events.clone());
        let pictures = self.pictures.clone();
        self.runtime.spawn(async move {
            let event = pictures.draw(&library, clock, photo, place).await;
            send(events, event).await;
        });
    }

    /// Reads everything by a photographer; what came since the last idle time is gathered first.
    pub(super) fn load_photographer(&self, name: String) {
        self.compute(move |library, clock| {
            library.gather_photos(&Stop::new())?;
            let page = library.photographer_page(&name, clock.now())?;
            Ok(Event::Loaded(Loaded::Photographer(Box::new(page))))
        });
    }

    /// Reads the photographers whose name begins so.
    pub(super) fn complete_photographer(&self, beginning: String) {
        self.compute(move |library, _| {
            let names = library.photographers(&beginning, MOST_NAMES)?;
            Ok(Event::Loaded(Loaded::Photographers { beginning, names }))
        });
    }
}

/// Decoded pictures, the last one used at the end.
type Kept = Vec<(String, Arc<Pixels>)>;

/// Makes pictures ready. Cheap to clone.
#[derive(Clone)]
pub struct Pictures {
    kept: Arc<Mutex<Kept>>,
    places: Arc<Semaphore>,
}

impl Default for Pictures {
    fn default() -> Self {
        Pictures {
            kept: Arc::default(),
            places: Arc::new(Semaphore::new(TOGETHER)),
        }
    }
}

impl Pictures {
    /// Makes a photo's picture ready, or says why it cannot be had.
    pub async fn draw(
        &self,
        library: &Library,
        clock: Clock,
        photo: Photo,
        (frame, support, number): (Frame, Support, u32),
    ) -> Event {
        // Nobody closes it.
        let _place = self.places.acquire().await;
        let (result, fresh) = match self.pixels(library, clock, &photo).await {
            Ok((pixels, fresh)) => {
                let drawn = tokio::task::spawn_blocking(move || Drawn::new(&pixels, frame, support, number));
                let broken = |_| Err(SafeText::line("the picture could not be drawn"));
                (drawn.await.unwrap_or_else(broken), fresh)
            }
            Err(error) => (Err(SafeText::line(&error.to_string())), false),
        };
        Event::Loaded(Loaded::Drawn {
            url: photo.url,
            frame,
            result,
            fresh,
        })
    }

    async fn pixels(
        &self,
        library: &Library,
        clock: Clock,
        photo: &Photo,
    ) -> Result<(Arc<Pixels>, bool), LibraryError> {
        if let Some(pixels) = self.known(&photo.url) {
            return Ok((pixels, false));
        }
        let Looked { pixels, fresh } = library.look_at(photo, MOST_SIDE, clock.now()).await?;
        let pixels = Arc::new(pixels);
        self.keep(&photo.url, &pixels);
        Ok((pixels, fresh))
    }

    fn known(&self, url: &str) -> Option<Arc<Pixels>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let at = kept.iter().position(|(known, _)| known == url)?;
        let entry = kept.remove(at);
        let pixels = entry.1.clone();
        kept.push(entry);
        Some(pixels)
    }

    fn keep(&self, url: &str, pixels: &Arc<Pixels>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push((url.to_owned(), pixels.clone()));
        let mut total: usize = kept.iter().map(|(_, pixels)| pixels.rgba.len()).sum();
        while total > MOST_KEPT && kept.len() > 1 {
            total -= kept.remove(0).1.rgba.len();
        }
    }
}
