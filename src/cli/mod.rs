//! The command line: the same verbs as the screen, for scripts, cron and pipes.
//!
//! [`args`] has the words, one file per command does it, [`print`] writes. Nothing here asks a
//! question: without a terminal there would be nobody to answer.

pub mod add;
pub mod args;
pub mod backup;
pub mod config;
pub mod doctor;
pub mod feeds;
pub mod fetch;
pub mod health;
pub mod inspect;
pub mod list;
pub mod mark;
mod names;
pub mod opml;
pub mod photos;
pub mod pick;
pub mod print;
pub mod refresh;
pub mod save;
pub mod show;
pub mod sites;

use std::io::{self, Write};
use std::path::PathBuf;

use clap::CommandFactory;

use crate::config::{Clock, Environment, Place, Settings};
use crate::library::{Library, LibraryError};
use args::{Cli, Command};

/// How a command ended, as an exit status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// All done: 0.
    Done,
    /// Done, but some feeds or files failed: 3.
    Partly,
}

/// Why a command could not be done.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// A verb failed.
    #[error(transparent)]
    Library(#[from] LibraryError),
    /// A query cannot be read.
    #[error(transparent)]
    Query(#[from] crate::query::QueryError),
    /// Output or a file failed.
    #[error("{0}")]
    Output(#[from] io::Error),
    /// A file cannot be read.
    #[error("{path}: {error}")]
    Input {
        /// Which file.
        path: String,
        /// What the system said.
        error: io::Error,
    },
    /// Something else, as a sentence.
    #[error("{0}")]
    Said(String),
}

impl CliError {
    /// Whether the reader of our output went away: nothing to complain about.
    pub fn is_broken_pipe(&self) -> bool {
        matches!(self, CliError::Output(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}

/// What a command gives.
pub type Result<T> = std::result::Result<T, CliError>;

/// What a command works with.
pub struct Desk<'d> {
    /// Where the present moment comes from.
    pub clock: Clock,
    /// Where things are kept.
    pub place: Place,
    /// The settings.
    pub settings: Settings,
    /// The environment.
    pub environment: Environment,
    /// Whether data is printed as JSON.
    pub json: bool,
    /// Where output goes.
    pub out: &'d mut dyn Write,
    /// Where remarks go.
    pub err: &'d mut dyn Write,
}

impl Desk<'_> {
    /// The library, opened or made; filled with the first subscriptions if it never had any.
    fn library(&mut self) -> Result<Library> {
        let library = self.bare_library()?;
        library.start_if_new(self.clock.now())?;
        Ok(library)
    }

    /// The library as it is: for commands that bring a person's own subscriptions.
    fn bare_library(&mut self) -> Result<Library> {
        Ok(Library::open(
            self.place.clone(),
            self.settings.clone(),
            self.environment.clone(),
        )?)
    }

    /// Runs what waits for the network.
    fn wait<T>(&self, work: impl Future<Output = T>) -> Result<T> {
        Ok(runtime()?.block_on(work))
    }
}

/// The machinery for waiting: one worker for the network, which only waits; what computes or blocks
/// has threads of its own, a few dozen at most (they look up names, too).
///
/// # Errors
/// When the system gives no threads.
pub fn runtime() -> io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .max_blocking_threads(32)
        .enable_all()
        .build()
}

/// Does a command.
///
/// # Errors
/// When it could not be done; the error is a sentence for the person.
pub fn run(command: Command, desk: &mut Desk<'_>) -> Result<Status> {
    match command {
        Command::Refresh(args) => refresh::run(&args, desk),
        Command::List(args) => list::run(&args, desk),
        Command::Show(args) => show::run(&args, desk),
        Command::Add(args) => add::run(&args, desk),
        Command::Feeds(args) => feeds::run(&args, desk),
        Command::Remove(args) => feeds::remove(&args, desk),
        Command::Import(args) => opml::import(&args, desk),
        Command::Export(args) => opml::export(&args, desk),
        Command::Save(args) => save::run(&args, desk),
        Command::Mark(args) => mark::run(&args, desk),
        Command::Fetch(args) => fetch::run(&args, desk),
        Command::Photos(args) => photos::run(&args, desk),
        Command::Sites(args) => sites::run(&args, desk),
        Command::Config(args) => config::run(&args, desk),
        Command::Doctor(args) if args.repair => backup::repair(desk),
        Command::Doctor(args) => doctor::run(&args, desk),
        Command::Backup(args) => backup::run(&args, desk),
        Command::Extract(args) => inspect::extract(&args, desk),
        Command::Entities(args) => names::entities(&args, desk),
        Command::Entity(args) => names::entity(&args, desk),
        Command::Quotes(args) => names::quotes(&args, desk),
        Command::ParseFeed(args) => inspect::parse_feed(&args, desk),
        Command::Credit(args) => inspect::credit(&args, desk),
        Command::Completions { shell } => completions(shell, desk),
        Command::Man => man(desk),
    }
}

fn completions(shell: clap_complete::Shell, desk: &mut Desk<'_>) -> Result<Status> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "dateline", &mut script);
    desk.out.write_all(&script)?;
    Ok(Status::Done)
}

fn man(desk: &mut Desk<'_>) -> Result<Status> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Cli::command()).render(&mut page)?;
    for command in Cli::command().get_subcommands() {
        let mut section = Vec::new();
        let name = command.get_name().to_owned();
        let man = clap_mangen::Man::new(command.clone());
        man.render_synopsis_section(&mut section)?;
        man.render_description_section(&mut section)?;
        man.render_options_section(&mut section)?;
        let text = String::from_utf8_lossy(&section)
            .replace(".SH SYNOPSIS", &format!(".SH \"DATELINE {}\"", name.to_uppercase()));
        let text = text.replace(".SH DESCRIPTION", ".PP").replace(".SH OPTIONS", ".PP");
        page.extend_from_slice(text.as_bytes());
    }
    desk.out.write_all(&page)?;
    Ok(Status::Done)
}

/// The bytes of a file, or of standard input for `-`.
fn read_input(path: &std::path::Path) -> Result<Vec<u8>> {
    if path == std::path::Path::new("-") {
        let mut bytes = Vec::new();
        io::Read::read_to_end(&mut io::stdin().lock(), &mut bytes)?;
        return Ok(bytes);
    }
    std::fs::read(path).map_err(|error| CliError::Input {
        path: path.display().to_string(),
        error,
    })
}

/// The settings for this run: the user's file over the defaults, and what was wrong in it and in
/// `sites.toml` beside it. A
/// file named on the command line must be there; the standard one need not be.
///
/// # Errors
/// When the file cannot be read.
pub fn settings(place: &Place, named: Option<PathBuf>) -> Result<(Settings, Vec<String>)> {
    let (path, must) = match named {
        Some(path) => (path, true),
        None => (place.settings(), false),
    };
    let mut unreadable = None;
    let text = match std::fs::read(&path) {
        Ok(bytes) => String::from_utf8(bytes).unwrap_or_else(|error| {
            let before = error
                .as_bytes()
                .get(..error.utf8_error().valid_up_to())
                .unwrap_or_default();
            let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
            unreadable = Some(format!(
                "{}, line {line}: this is not UTF-8; the defaults stand",
                path.display()
            ));
            String::new()
        }),
        Err(error) if !must && error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => {
            return Err(CliError::Input {
                path: path.display().to_string(),
                error,
            });
        }
    };
    let (settings, remarks) = crate::config::load(&text).map_err(|error| CliError::Said(error.to_string()))?;
    let remarks = remarks.iter().map(|remark| format!("{}, {remark}", path.display()));
    let (_, of_sites) = crate::library::sites::rules(place);
    let remarks = unreadable.into_iter().chain(remarks).chain(of_sites);
    Ok((settings, remarks.collect()))
}
