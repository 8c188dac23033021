//! The command line's words, by what the commands are about. What each command does is in the file
//! of [`super`] named after it.

mod articles;
mod feeding;
mod library;
mod texts;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

pub use articles::{Fetch, List, ListFormat, Mark, Photos, Save, Show, ShowFormat};
pub use feeding::{Add, FeedMove, FeedSet, Feeds, FeedsAction, Refresh, Remove};
pub use library::{Backup, Config, Doctor, Export, Import, Sites};
pub use texts::{Credit, Entities, EntityArgs, Extract, ParseFeed, Quotes};

/// Read the news on immigration policy in your terminal: whole articles, the people, laws and
/// cases in them, and who took the photographs.
///
/// Without a command the reading desk opens. Everything it does can also be done by the commands
/// below, for scripts and cron.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, about, after_help = AFTER, disable_help_subcommand = true)]
pub struct Cli {
    /// What every command takes.
    #[command(flatten)]
    pub global: Global,
    /// What to do; nothing opens the reading desk.
    #[command(subcommand)]
    pub command: Option<Command>,
}

const AFTER: &str = "\
Queries: words are ANDed and match the beginnings of words; \"exact phrase\"; -not; is:unread
is:read is:starred is:saved; feed:NAME folder:NAME tag:NAME; since:7d before:2026-11-01; entity:\"NAME\"
for any thing named, or by what it is person: org: place: law: case:; speaker:NAME for who is quoted;
cites:\"8 USC 1158\" for what is cited, however it is written. A minus before any of them turns it round.
Photographs: caption:WORDS credit:WORDS photographer:\"NAME\" agency:NAME has:photo.

Exit status: 0 done; 1 could not be done; 2 wrong usage; 3 done, but some feeds or files failed.
Keys of the desk: press ? there, or see `dateline man`.";

/// Options of every command.
#[derive(Debug, Args)]
pub struct Global {
    /// Keep the library, and all else, below this folder
    #[arg(long, global = true, value_name = "DIR", env = "DATELINE_DATA_DIR", hide_env = true)]
    pub data_dir: Option<PathBuf>,
    /// Read the settings from this file
    #[arg(long, global = true, value_name = "FILE", env = "DATELINE_CONFIG", hide_env = true)]
    pub config: Option<PathBuf>,
    /// Take this as the present moment, in seconds since 1970
    #[arg(long, global = true, value_name = "EPOCH", allow_negative_numbers = true)]
    pub now: Option<i64>,
    /// Print data as JSON
    #[arg(long, global = true)]
    pub json: bool,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Fetch the feeds that are due, and end when all is stored and indexed
    Refresh(Refresh),
    /// List articles, newest first
    List(List),
    /// Print an article
    Show(Show),
    /// Subscribe to a feed, or to the feed of a page
    Add(Add),
    /// List the subscriptions and how they are doing
    Feeds(Feeds),
    /// Leave a feed; its starred and saved articles stay
    Remove(Remove),
    /// Subscribe to the feeds of an OPML file, or put a backup in the library's place
    Import(Import),
    /// Write the subscriptions as OPML
    Export(Export),
    /// Save articles as Markdown files
    Save(Save),
    /// Mark articles read or unread, star them, tag them
    Mark(Mark),
    /// List photographs: by query, by photographer
    Photos(Photos),
    /// Fetch the whole pages of articles
    Fetch(Fetch),
    /// Show or forget what the pages of a site were seen to repeat, and so is left out
    Sites(Sites),
    /// Show the settings and where they are
    Config(Config),
    /// Look the library over: its file, its index, its feeds
    Doctor(Doctor),
    /// Write a copy of the library, for `import` to put back
    Backup(Backup),
    /// Read one article's text out of a page
    Extract(Extract),
    /// Find the people, bodies, places, laws and cases in articles or in a text
    Entities(Entities),
    /// Tell all the library knows of one person, body, place, law or case
    Entity(EntityArgs),
    /// List who said what
    Quotes(Quotes),
    /// Read a feed and say what is in it
    ParseFeed(ParseFeed),
    /// Read photo credits
    Credit(Credit),
    /// Print the completions for a shell
    Completions {
        /// For which shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page, for man(1)
    Man,
}
