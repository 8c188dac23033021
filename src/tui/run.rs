//! The loop: an event comes in, the app takes it in, what it asks for is set going, and the screen
//! is drawn once for all that has piled up. Nothing runs while nothing happens.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender};
use std::thread;
use std::time::{Duration, Instant};

use crossterm::event::Event as Input;

use super::app::{App, Start};
use super::colour::Depth;
use super::effect::Effect;
use super::event::Event;
use super::keymap::Keymap;
use super::pictures::support;
use super::runner::{self, Runner};
use super::signals;
use super::terminal::Screen;
use super::theme::Theme;
use super::words::Zone;
use crate::config::settings::Images;
use crate::config::{Clock, Environment};
use crate::library::{Library, Selection};

/// Events that may wait; whoever sends more waits in turn.
const WAITING: usize = 512;
/// Between two drawings for news. Keys are answered at once.
const FRAME: Duration = Duration::from_millis(16);
/// How long a terminal may take to say how it draws pictures; all known ones answer within a few
/// thousandths of a second.
const PATIENCE: Duration = Duration::from_millis(250);
/// The same over ssh.
const PATIENCE_REMOTE: Duration = Duration::from_millis(1_000);
/// Largest keymap or theme file that is read.
const MOST_BYTES: u64 = 1 << 20;

/// Shows the screen until the person quits. `remarks` are what was wrong in the settings.
///
/// # Errors
/// When the terminal cannot be used.
pub fn run(library: Library, environment: &Environment, clock: Clock, remarks: Vec<String>) -> io::Result<()> {
    let (mut app, more) = make(&library, environment, clock);
    let remarks: Vec<String> = remarks.into_iter().chain(more).collect();
    let mut screen = Screen::open(app.mouse)?;
    app.area = screen.area()?;
    app.settle();
    let mut effects = first_look(&mut app, &library, clock);
    if let Some(remark) = remarks.first() {
        let rest = remarks.len() - 1;
        app.complain(if rest > 0 {
            format!("{remark} (and {rest} more: dateline doctor)")
        } else {
            remark.clone()
        });
    }
    screen.draw(&mut app)?;
    let typed = ask_for_pictures(&mut app, &mut screen, environment)?;

    let (events, happened) = mpsc::sync_channel(WAITING);
    for input in typed {
        let _ = events.try_send(Event::Input(input));
    }
    let mut runner = Runner::start(library.clone(), environment, clock, events.clone())?;
    listen(events.clone())?;
    signals::listen(events)?;
    if library.settings().refresh.on_start {
        app.refreshing.running = true;
        effects.push(Effect::Refresh {
            what: Selection::All,
            force: false,
        });
    } else {
        effects.push(Effect::Idle);
    }
    let ended = turn(&mut app, &mut screen, &mut runner, &happened, clock, effects);
    let _ = screen.forget_pictures(&mut app);
    drop(screen);
    runner.finish();
    ended
}

/// Finds out how pictures are drawn here, if they are wanted; gives what was typed meanwhile. The
/// first frame stands already.
fn ask_for_pictures(app: &mut App, screen: &mut Screen, environment: &Environment) -> io::Result<Vec<Input>> {
    let settings = app.start.settings.pictures.clone();
    app.gallery.place = support::place(&settings, environment);
    if app.gallery.place == Images::Off {
        return Ok(Vec::new());
    }
    let (answers, cell) = if support::has_to_ask(&settings, environment) {
        let remote = environment.get("SSH_CONNECTION").is_some();
        screen.ask(if remote { PATIENCE_REMOTE } else { PATIENCE })?
    } else {
        Default::default()
    };
    app.gallery.support = support::decide(&settings, environment, &answers, cell, app.start.depth);
    Ok(answers.typed().collect())
}

/// The app with the person's keys and themes, and what was wrong in them.
fn make(library: &Library, environment: &Environment, clock: Clock) -> (App, Vec<String>) {
    let settings = library.settings().clone();
    let folder = &library.place().config;
    let (keymap, mut remarks) = Keymap::load(
        &settings.screen.keymap,
        small_file(&folder.join("keymap.toml")).as_deref(),
    );
    let themes = user_themes(&folder.join("themes"));
    let depth = Depth::of(settings.screen.colours, environment);
    let name = settings.screen.theme.clone();
    let (theme, more) = Theme::load(&name, themes.get(&name).map(String::as_str), depth);
    remarks.extend(more);
    let start = Start {
        settings,
        keymap,
        theme,
        themes,
        depth,
        now: clock.now(),
        zone: Zone::Local,
    };
    (App::new(start), remarks)
}

fn small_file(path: &Path) -> Option<String> {
    let small = fs::metadata(path).is_ok_and(|file| file.is_file() && file.len() <= MOST_BYTES);
    small.then(|| fs::read_to_string(path).ok()).flatten()
}

fn user_themes(folder: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let themes = entries.filter_map(|entry| {
        let path = entry.path();
        let name = path.file_stem()?.to_str()?.to_owned();
        (path.extension()? == "toml")
            .then(|| small_file(&path))
            .flatten()
            .map(|text| (name, text))
    });
    themes.collect()
}

/// Reads what the first frame shows, at once: two quick questions to the library.
fn first_look(app: &mut App, library: &Library, clock: Clock) -> Vec<Effect> {
    let mut later = Vec::new();
    let mut questions = vec![Effect::LoadOverview];
    questions.extend(app.list(None));
    for question in questions {
        match runner::read(library, clock, question) {
            Ok(Some(loaded)) => later.extend(app.update(Event::Loaded(loaded), clock.now()).1),
            Ok(None) => {}
            Err(error) => app.complain(error.to_string()),
        }
    }
    later
}

/// Reads the terminal on a thread of its own, which sleeps until something is there.
fn listen(events: SyncSender<Event>) -> io::Result<()> {
    thread::Builder::new().name("input".into()).spawn(move || {
        loop {
            let event = match crossterm::event::read() {
                Ok(input) => Event::Input(input),
                Err(_) => Event::Terminate,
            };
            let last = matches!(event, Event::Terminate);
            if events.send(event).is_err() || last {
                return;
            }
        }
    })?;
    Ok(())
}

fn turn(
    app: &mut App,
    screen: &mut Screen,
    runner: &mut Runner,
    happened: &Receiver<Event>,
    clock: Clock,
    effects: Vec<Effect>,
) -> io::Result<()> {
    for effect in effects {
        runner.run(effect);
    }
    let mut drawn = Instant::now();
    let mut dirty = false;
    loop {
        let next = if dirty {
            match happened.recv_timeout(FRAME.saturating_sub(drawn.elapsed())) {
                Ok(event) => Some(event),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            }
        } else {
            match happened.recv() {
                Ok(event) => Some(event),
                Err(_) => return Ok(()),
            }
        };
        let mut urgent = next.is_none();
        let mut next = next;
        while let Some(event) = next {
            urgent |= matches!(event, Event::Input(_));
            let (changed, effects) = app.update(event, clock.now());
            dirty |= changed;
            for effect in effects {
                if carry_out(effect, screen, runner)? {
                    return Ok(());
                }
            }
            next = happened.try_recv().ok();
        }
        if dirty && (urgent || drawn.elapsed() >= FRAME) {
            screen.draw(app)?;
            drawn = Instant::now();
            dirty = false;
        }
    }
}

/// Carries out an effect; says whether it is the last.
fn carry_out(effect: Effect, screen: &mut Screen, runner: &mut Runner) -> io::Result<bool> {
    match effect {
        Effect::Quit => return Ok(true),
        Effect::Copy(text) => screen.copy(&text)?,
        Effect::Redraw => screen.redraw()?,
        Effect::Mouse(on) => screen.set_mouse(on)?,
        Effect::Suspend => screen.suspend()?,
        effect => runner.run(effect),
    }
    Ok(false)
}
