//! Carries out effects with the library's verbs: the only file of the screen that waits, and the
//! only one that starts threads and tasks for them.
//!
//! Reads and writes each have a thread of their own, in the order asked; what needs the network
//! or long computing goes to the runtime. Answers come back as events through one bounded queue.
//! A question whose answer nobody awaits any more is passed over.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, Sender, SyncSender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use tokio::runtime::Runtime;

use super::effect::Effect;
use super::event::{Event, Loaded, Marking, Page};
use crate::config::{Clock, Environment};
use crate::library::{Library, LibraryError, LibraryEvent, Progress, Selection, Stop};
use crate::model::{ArticleId, SafeText};
use crate::query::{Query, State, Test};

/// Articles looked through for names in one go, so that stopping is quick.
const TOGETHER: usize = 4;
/// News of a refresh that may wait to be shown.
const NEWS: usize = 64;

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
}

/// The last question of each sort.
#[derive(Debug, Default)]
struct Latest {
    list: AtomicU64,
    article: AtomicU64,
}

impl Latest {
    fn note(&self, effect: &Effect) {
        match effect {
            Effect::LoadHeadlines {
                ticket,
                page: Page::First,
                ..
            } => self.list.store(*ticket, Ordering::Relaxed),
            Effect::LoadArticle { ticket, .. } => self.article.store(*ticket, Ordering::Relaxed),
            _ => {}
        }
    }

    fn is_stale(&self, effect: &Effect) -> bool {
        match effect {
            Effect::LoadHeadlines { page: Page::Again, .. } => false,
            Effect::LoadHeadlines { ticket, .. } | Effect::Count { ticket, .. } => {
                *ticket < self.list.load(Ordering::Relaxed)
            }
            Effect::LoadArticle { ticket, .. } => *ticket < self.article.load(Ordering::Relaxed),
            _ => false,
        }
    }
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
            .spawn(move || read_on(&reader.0, clock, &to_read, &reader.1, &reader.2))?;
        let scribe = (library.clone(), events.clone());
        let writer = thread::Builder::new()
            .name("writes".into())
            .spawn(move || write_on(&scribe.0, clock, &to_write, &scribe.1))?;
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
            Effect::LoadOverview | Effect::LoadHeadlines { .. } | Effect::Count { .. } | Effect::LoadArticle { .. } => {
                let _ = self.reads.send(effect);
            }
            Effect::Mark { .. }
            | Effect::MarkAllRead { .. }
            | Effect::Tag { .. }
            | Effect::KeepScroll(..)
            | Effect::KeepView { .. }
            | Effect::DropView(_)
            | Effect::Unsubscribe(_)
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
                self.compute(move |library, _| import(library, &file));
            }
            Effect::Export(file) => {
                let file = self.expand(&file);
                self.compute(move |library, _| export(library, &file));
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
            Effect::Add { url, folder } => {
                let (library, now, events) = (self.library.clone(), self.clock.now(), self.events.clone());
                self.runtime.spawn(async move {
                    let event = match library.add(&url, &folder, now).await {
                        Ok(added) if added.already => {
                            changed(format!("{} is subscribed to already", added.title), false)
                        }
                        Ok(added) => changed(format!("subscribed to {}", added.title), true),
                        Err(error) => failed(&error),
                    };
                    send(events, event).await;
                });
            }
            Effect::Refresh { what, force } => self.refresh(what, force),
            Effect::StopRefresh => self.refresh.stop(),
            Effect::Idle => self.use_idle_time(),
            Effect::OpenLink(url) => self.open(self.library.settings().open.browser.clone(), url),
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
        let (library, events, stop, idling) = (
            self.library.clone(),
            self.events.clone(),
            self.idle.clone(),
            self.idling.clone(),
        );
        self.runtime.spawn_blocking(move || {
            if let Err(error) = look_ahead(&library, &events, &stop) {
                let _ = events.send(failed(&error));
            }
            idling.store(false, Ordering::Release);
        });
        let ahead = self.library.settings().pages.ahead;
        if ahead > 0 {
            let (library, events, stop, clock) =
                (self.library.clone(), self.events.clone(), self.idle.clone(), self.clock);
            self.runtime.spawn(async move {
                for id in to_fetch(&library, clock, ahead) {
                    if stop.is_stopped() {
                        return;
                    }
                    let news = library.fetch_page(id, clock.now(), false).await;
                    send(events.clone(), Event::Library(news)).await;
                }
            });
        }
    }

    /// Opens something with a program of its own, given as words and never through a shell.
    fn open(&self, program: Vec<String>, what: String) {
        let events = self.events.clone();
        self.runtime.spawn_blocking(move || {
            if let Err(error) = open_with(&program, &what) {
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

fn read_on(library: &Library, clock: Clock, effects: &Receiver<Effect>, events: &SyncSender<Event>, latest: &Latest) {
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
        _ => return Ok(None),
    }))
}

fn write_on(library: &Library, clock: Clock, effects: &Receiver<Effect>, events: &SyncSender<Event>) {
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

fn import(library: &Library, file: &Path) -> Result<Event, LibraryError> {
    let shown = file.display();
    let bytes = match fs::read(file) {
        Ok(bytes) => bytes,
        Err(error) => {
            return Ok(Event::Loaded(Loaded::Failed(SafeText::line(&format!(
                "{shown}: {error}"
            )))));
        }
    };
    let imported = library.import(&bytes)?;
    let mut said = format!(
        "{} feeds added, {} were there already",
        imported.added, imported.already
    );
    if !imported.dropped.is_empty() {
        said.push_str(&format!(", {} left out", imported.dropped.len()));
    }
    Ok(changed(said, imported.added > 0))
}

fn export(library: &Library, file: &Path) -> Result<Event, LibraryError> {
    let mut bytes = Vec::new();
    library.export(&mut bytes)?;
    let shown = file.display();
    let made = fs::OpenOptions::new().write(true).create_new(true).open(file);
    let written = made.and_then(|mut out| io::Write::write_all(&mut out, &bytes));
    let said = match written {
        Ok(()) => {
            return Ok(Event::Loaded(Loaded::Said(SafeText::line(&format!(
                "subscriptions written to {shown}"
            )))));
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            format!("{shown} is there already: give another name")
        }
        Err(error) => format!("{shown}: {error}"),
    };
    Ok(Event::Loaded(Loaded::Failed(SafeText::line(&said))))
}

fn look_ahead(library: &Library, events: &SyncSender<Event>, stop: &Stop) -> Result<(), LibraryError> {
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

fn to_fetch(library: &Library, clock: Clock, ahead: usize) -> Vec<ArticleId> {
    let unread = Query::of(Test::Is(State::Unread));
    let rows = library.headlines(&unread, clock.now(), None, ahead).unwrap_or_default();
    rows.into_iter()
        .filter(|row| !row.flags.has_page)
        .map(|row| row.id)
        .collect()
}

fn open_with(program: &[String], what: &str) -> io::Result<()> {
    let Some((name, words)) = program.split_first() else {
        return open::that_detached(what);
    };
    let mut command = Command::new(name);
    command
        .args(words)
        .arg(what)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let mut child = command.spawn()?;
    // Waited for on the side, so that it leaves no dead process behind.
    thread::Builder::new()
        .name("viewer".into())
        .spawn(move || child.wait())?;
    Ok(())
}
