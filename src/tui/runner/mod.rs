//! Carries out effects with the library's verbs: the only part of the screen that waits, and the
//! only one that starts threads and tasks for them.
//!
//! Reads and writes each have a thread of their own, in the order asked; what needs the network
//! or long computing goes to the runtime. Answers come back as events through one bounded queue.
//! A question whose answer nobody awaits any more is passed over.

mod ahead;
mod feeds;
mod files;
mod open_with;
mod pictures;
mod pipe;
mod reads;
mod writes;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Sender, SyncSender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use tokio::runtime::Runtime;

use super::effect::Effect;
use super::event::{Event, Loaded};
use crate::config::{Clock, Environment};
use crate::library::{Library, LibraryError, LibraryEvent, Progress, Selection, Stop, background, form};
use crate::model::{Following, SafeText, following};

use reads::Latest;
pub use reads::read;

/// News of a refresh that may wait to be shown.
const NEWS: usize = 64;

/// How long the end of the program waits for what was begun in idle time to come to a good end.
const PARTING: Duration = Duration::from_secs(2);

/// Carries out effects.
pub struct Runner {
    library: Library,
    clock: Clock,
    home: Option<PathBuf>,
    events: SyncSender<Event>,
    runtime: Runtime,
    reads: Sender<Effect>,
    writes: Option<Sender<Effect>>,
    writer: Option<JoinHandle<()>>,
    latest: Arc<Latest>,
    refresh: Stop,
    idle: Stop,
    idling: Arc<AtomicBool>,
    /// Tells when what was begun in idle time has ended.
    idle_ended: Option<mpsc::Receiver<()>>,
    pictures: pictures::Pictures,
}

impl Runner {
    /// Starts the threads. Events go to `events`.
    ///
    /// # Errors
    /// When the system gives no threads.
    pub fn start(
        library: Library,
        environment: &Environment,
        clock: Clock,
        events: SyncSender<Event>,
    ) -> io::Result<Runner> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .thread_name("dateline")
            .enable_all()
            .build()?;
        let latest = Arc::new(Latest::default());
        let (reads, to_read) = mpsc::channel();
        let (writes, to_write) = mpsc::channel();
        let reader = (library.clone(), events.clone(), latest.clone());
        thread::Builder::new()
            .name("reads".into())
            .spawn(move || reads::read_on(&reader.0, clock, &to_read, &reader.1, &reader.2))?;
        let scribe = (library.clone(), events.clone());
        let writer = thread::Builder::new()
            .name("writes".into())
            .spawn(move || writes::write_on(&scribe.0, clock, &to_write, &scribe.1))?;
        let runner = Runner {
            library,
            clock,
            home: environment.folder("HOME"),
            events,
            runtime,
            reads,
            writes: Some(writes),
            writer: Some(writer),
            latest,
            refresh: Stop::new(),
            idle: Stop::new(),
            idling: Arc::default(),
            idle_ended: None,
            pictures: pictures::Pictures::default(),
        };
        runner.keep_time();
        Ok(runner)
    }

    /// Tells when the next refresh is due, as often as the settings say.
    fn keep_time(&self) {
        let minutes = self.library.settings().refresh.interval_minutes;
        if minutes == 0 {
            return;
        }
        let events = self.events.clone();
        self.runtime.spawn(async move {
            loop {
                tokio::time::sleep(Duration::from_secs(u64::from(minutes) * 60)).await;
                // A full queue means that much is going on: the next time will do.
                let _ = events.try_send(Event::Due);
            }
        });
    }

    /// Carries out an effect; those that are the terminal's own are not its work.
    pub fn run(&mut self, effect: Effect) {
        self.latest.note(&effect);
        match effect {
            Effect::LoadOverview
            | Effect::LoadHeadlines { .. }
            | Effect::Count { .. }
            | Effect::LoadArticle { .. }
            | Effect::LoadEntityPage { .. }
            | Effect::LoadEntityNames(_) => {
                let _ = self.reads.send(effect);
            }
            Effect::Mark { .. }
            | Effect::MarkAllRead { .. }
            | Effect::Tag { .. }
            | Effect::KeepScroll(..)
            | Effect::KeepView { .. }
            | Effect::DropView(_)
            | Effect::Unsubscribe(_)
            | Effect::SetOptions(..)
            | Effect::SetFolder(..) => {
                if let Some(writes) = &self.writes {
                    let _ = writes.send(effect);
                }
            }
            Effect::Analyse(id) => self.compute(move |library, _| {
                library.analyse(id)?;
                Ok(Event::Library(LibraryEvent::Analysed(vec![id])))
            }),
            Effect::Save(id) => self.compute(move |library, clock| {
                let path = library.save(id, clock.now())?;
                Ok(Event::Loaded(Loaded::Saved { id, path }))
            }),
            Effect::Import(file) => {
                let file = self.expand(&file);
                self.compute(move |library, _| files::import(library, &file));
            }
            Effect::Export(file) => {
                let file = self.expand(&file);
                self.compute(move |library, _| files::export(library, &file));
            }
            Effect::FetchPage { id, force } => {
                let (library, now, events) = (self.library.clone(), self.clock.now(), self.events.clone());
                self.runtime.spawn(async move {
                    let news = library.fetch_page(id, now, force).await;
                    send(events, Event::Library(news)).await;
                });
            }
            Effect::LoadPicture(photo) => {
                let (library, now, events) = (self.library.clone(), self.clock.now(), self.events.clone());
                self.runtime.spawn(async move {
                    let event = match library.picture(&photo, now).await {
                        Ok(path) => Event::Loaded(Loaded::Picture { photo, path }),
                        Err(error) => failed(&error),
                    };
                    send(events, event).await;
                });
            }
            Effect::DrawPicture {
                photo,
                frame,
                support,
                number,
            } => self.draw_picture(*photo, (frame, support, number)),
            Effect::LoadPhotographer(name) => self.load_photographer(name),
            Effect::CompletePhotographer(beginning) => self.complete_photographer(beginning),
            Effect::Add { url, folder } => self.add(url, folder),
            Effect::Relocate { feed, url } => self.relocate(feed, url),
            Effect::History(feed) => self.history(feed),
            Effect::Refresh { what, force } => self.refresh(what, force),
            Effect::StopRefresh => self.refresh.stop(),
            Effect::Idle => self.use_idle_time(),
            Effect::OpenLink(url) => {
                // The person's browser is for pages; what leads elsewhere is the system's to know.
                let program = match following(&url) {
                    Following::Web | Following::Mail => self.library.settings().open.browser.clone(),
                    Following::Asked(_) | Following::Never => Vec::new(),
                };
                self.open(program, url);
            }
            Effect::Pipe(id, program) => self.compute(move |library, _| {
                let article = library.article(id, None)?.ok_or(LibraryError::NoArticle(id))?;
                let text = form::text(&article, library.settings().reader.measure);
                Ok(Event::Loaded(match pipe::pipe(&program, text) {
                    Ok(said) => Loaded::Said(said),
                    Err(why) => Loaded::Failed(why),
                }))
            }),
            Effect::OpenPicture(path) => self.open(
                self.library.settings().open.pictures.clone(),
                path.to_string_lossy().into_owned(),
            ),
            Effect::Copy(_) | Effect::Redraw | Effect::Mouse(_) | Effect::Suspend | Effect::Quit => {}
        }
    }

    /// Computes on a worker; what fails is told.
    fn compute(&self, work: impl FnOnce(&Library, Clock) -> Result<Event, LibraryError> + Send + 'static) {
        let (library, clock, events) = (self.library.clone(), self.clock, self.events.clone());
        self.runtime.spawn_blocking(move || {
            let event = work(&library, clock).unwrap_or_else(|error| failed(&error));
            let _ = events.send(event);
        });
    }

    fn refresh(&mut self, what: Selection, force: bool) {
        self.idle.stop();
        self.refresh = Stop::new();
        let (report, mut news) = tokio::sync::mpsc::channel(NEWS);
        let events = self.events.clone();
        let forwarding = self.runtime.spawn_blocking(move || {
            while let Some(news) = news.blocking_recv() {
                if events.send(Event::Library(news)).is_err() {
                    return;
                }
            }
        });
        let (library, now, events, stop) = (
            self.library.clone(),
            self.clock.now(),
            self.events.clone(),
            self.refresh.clone(),
        );
        self.runtime.spawn(async move {
            let result = library.refresh(what, force, now, stop, report).await;
            let _ = forwarding.await;
            if let Err(error) = result {
                let ended = LibraryEvent::RefreshEnded {
                    progress: Progress::default(),
                    stopped: true,
                };
                send(events.clone(), Event::Library(ended)).await;
                send(events, failed(&error)).await;
            }
        });
    }

    /// Completes the index, looks for names in the newest articles, fetches pages ahead: a little
    /// at a time, until done or until a refresh begins.
    fn use_idle_time(&mut self) {
        if self.idling.swap(true, Ordering::AcqRel) {
            return;
        }
        self.idle = Stop::new();
        let clock = self.clock;
        let (library, events, stop, idling) = (
            self.library.clone(),
            self.events.clone(),
            self.idle.clone(),
            self.idling.clone(),
        );
        let (end, ended) = mpsc::channel();
        let looking = background::spawn("idle", move || {
            // Gone at the end, which is all that is waited for.
            let _end: mpsc::Sender<()> = end;
            if let Err(error) = ahead::look_ahead(&library, clock, &events, &stop) {
                let _ = events.send(failed(&error));
            }
            idling.store(false, Ordering::Release);
        });
        if looking.is_err() {
            // Without a thread to spare there is no idle time either.
            self.idling.store(false, Ordering::Release);
        }
        self.idle_ended = Some(ended);
        let (library, events, stop, clock) = (self.library.clone(), self.events.clone(), self.idle.clone(), self.clock);
        self.runtime.spawn(async move {
            let wanted = {
                let library = library.clone();
                tokio::task::spawn_blocking(move || library.pages_ahead(clock.now())).await
            };
            for id in wanted.ok().and_then(Result::ok).unwrap_or_default() {
                if stop.is_stopped() {
                    return;
                }
                let news = library.fetch_page(id, clock.now(), false).await;
                send(events.clone(), Event::Library(news)).await;
            }
        });
    }

    /// Opens something with a program of its own, given as words and never through a shell.
    fn open(&self, program: Vec<String>, what: String) {
        let events = self.events.clone();
        self.runtime.spawn_blocking(move || {
            if let Err(error) = open_with::open_with(&program, &what) {
                let name = program.first().map_or("the system", String::as_str);
                let said = SafeText::line(&format!(
                    "{name} could not open it: {error}; settings [open] name another program"
                ));
                let _ = events.send(Event::Loaded(Loaded::Failed(said)));
            }
        });
    }

    /// `~/` is the home folder.
    fn expand(&self, file: &Path) -> PathBuf {
        match (file.strip_prefix("~"), &self.home) {
            (Ok(below), Some(home)) => home.join(below),
            _ => file.to_owned(),
        }
    }

    /// Waits until everything that was to be written is, and stops the rest.
    pub fn finish(mut self) {
        self.refresh.stop();
        self.idle.stop();
        self.writes = None;
        if let Some(writer) = self.writer.take() {
            let _ = writer.join();
        }
        if let Some(ended) = self.idle_ended.take() {
            let _ = ended.recv_timeout(PARTING);
        }
        self.runtime.shutdown_background();
    }
}

/// Sends from a task, giving way while the queue is full.
async fn send(events: SyncSender<Event>, event: Event) {
    let mut event = event;
    loop {
        match events.try_send(event) {
            Ok(()) | Err(mpsc::TrySendError::Disconnected(_)) => return,
            Err(mpsc::TrySendError::Full(back)) => event = back,
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

fn failed(error: &LibraryError) -> Event {
    Event::Loaded(Loaded::Failed(SafeText::line(&error.to_string())))
}

fn changed(said: String, fetch: bool) -> Event {
    Event::Loaded(Loaded::Changed { said, fetch })
}
