//! The command line's words. What each command does is in the file named after it.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

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

/// `refresh`
#[derive(Debug, Args)]
pub struct Refresh {
    /// Ask every feed, also those not due yet
    #[arg(long)]
    pub force: bool,
    /// Only these feeds: parts of their names or addresses
    pub feeds: Vec<String>,
    /// Seconds for one address in all
    #[arg(long, value_name = "SECONDS")]
    pub total_timeout: Option<f64>,
    /// Seconds until a host must have accepted the connection
    #[arg(long, value_name = "SECONDS")]
    pub connect_timeout: Option<f64>,
    /// Largest feed in MB
    #[arg(long, value_name = "MB")]
    pub max_body: Option<u64>,
    /// Seconds until a host must have begun to answer
    #[arg(long, value_name = "SECONDS")]
    pub header_timeout: Option<f64>,
    /// Redirects followed
    #[arg(long, value_name = "N")]
    pub max_redirects: Option<u8>,
    /// Feeds asked at once
    #[arg(long, value_name = "N")]
    pub concurrent: Option<usize>,
    /// Of the feeds named, also fetch up to so many pages of older articles, where they offer them
    #[arg(long, value_name = "PAGES", requires = "feeds")]
    pub history: Option<usize>,
    /// Say nothing but errors
    #[arg(long, short)]
    pub quiet: bool,
}

/// Forms of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// A line each: id, date, feed, title
    Lines,
    /// Titles only, a line each
    Titles,
    /// Tab-separated: id, date, read, starred, saved, feed, title, address
    Tsv,
    /// A JSON object a line
    Json,
}

/// `list`
#[derive(Debug, Args)]
pub struct List {
    /// Only articles this query holds for (see --help's end)
    #[arg(value_name = "QUERY", allow_hyphen_values = true)]
    pub query: Vec<String>,
    /// How to print them
    #[arg(long, value_enum)]
    pub format: Option<ListFormat>,
    /// At most so many
    #[arg(long, short = 'n', value_name = "N")]
    pub limit: Option<usize>,
    /// Print how many there are, and nothing else
    #[arg(long)]
    pub count: bool,
}

/// Forms of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ShowFormat {
    /// Wrapped text
    Text,
    /// Markdown with front matter
    Markdown,
    /// HTML
    Html,
    /// JSON
    Json,
}

/// `show`
#[derive(Debug, Args)]
pub struct Show {
    /// The article's id, as `list` gives it; `newest` for the newest
    pub id: String,
    /// How to print it
    #[arg(long, value_enum)]
    pub format: Option<ShowFormat>,
    /// Wrap at this many cells
    #[arg(long, default_value_t = 80)]
    pub width: u16,
    /// The feed's own text, even when the page is there
    #[arg(long)]
    pub feed_text: bool,
}

/// `add`
#[derive(Debug, Args)]
pub struct Add {
    /// The address of a feed, or of a page that names one
    #[arg(required = true)]
    pub urls: Vec<String>,
    /// The folder to put it in
    #[arg(long, default_value = "")]
    pub folder: String,
    /// The User-Agent to send for it
    #[arg(long)]
    pub user_agent: Option<String>,
    /// name:password, for a site that asks for one
    #[arg(long)]
    pub credentials: Option<String>,
}

/// `feeds`
#[derive(Debug, Args)]
pub struct Feeds {
    /// Ask every feed now and say which fail
    #[command(subcommand)]
    pub action: Option<FeedsAction>,
}

/// Actions on feeds.
#[derive(Debug, Subcommand)]
pub enum FeedsAction {
    /// Ask every feed now, and list those that fail with the reason and the remedy
    Check,
    /// Give a feed its new address; it is fetched first, and articles and their states stay
    Move(FeedMove),
    /// Set a feed's User-Agent, name, folder or interval
    Set(FeedSet),
}

/// `feeds move`
#[derive(Debug, Args)]
pub struct FeedMove {
    /// The feed: its address, or a part of its name that only it has
    pub feed: String,
    /// The new address, or that of a page that names it; nothing takes over the one that the last
    /// answer or the feed's site names
    pub url: Option<String>,
}

/// `feeds set`
#[derive(Debug, Args)]
pub struct FeedSet {
    /// The feed: its address, or a part of its name that only it has
    pub feed: String,
    /// A name of your own ("" for the publisher's)
    #[arg(long)]
    pub title: Option<String>,
    /// The folder to put it in
    #[arg(long)]
    pub folder: Option<String>,
    /// The User-Agent to send ("" for the program's)
    #[arg(long)]
    pub user_agent: Option<String>,
    /// name:password for sites that ask for one ("" for none)
    #[arg(long)]
    pub credentials: Option<String>,
    /// Minutes between fetches at least (0 for the publisher's wish)
    #[arg(long)]
    pub interval: Option<u32>,
}

/// `remove`
#[derive(Debug, Args)]
pub struct Remove {
    /// The feed: its address, or a part of its name that only it has
    pub feed: String,
}

/// `import`
#[derive(Debug, Args)]
pub struct Import {
    /// The OPML file (- for standard input), or a backup: the library there was is kept beside it
    #[arg(required_unless_present = "starter")]
    pub file: Option<PathBuf>,
    /// The subscriptions that come with the program, and the sample edition
    #[arg(long)]
    pub starter: bool,
}

/// `export`
#[derive(Debug, Args)]
pub struct Export {
    /// The file to write; nothing or - for standard output
    pub file: Option<PathBuf>,
}

/// `save`
#[derive(Debug, Args)]
pub struct Save {
    /// Ids, as `list` gives them
    pub ids: Vec<i64>,
    /// Every article this query holds for
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
    pub query: Option<String>,
    /// Fetch the page first where it is not there yet
    #[arg(long)]
    pub fetch: bool,
}

/// `mark`
#[derive(Debug, Args)]
pub struct Mark {
    /// Ids, as `list` gives them
    pub ids: Vec<i64>,
    /// Every article this query holds for
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
    pub query: Option<String>,
    /// Mark as read
    #[arg(long, conflicts_with = "unread")]
    pub read: bool,
    /// Mark as unread
    #[arg(long)]
    pub unread: bool,
    /// Star
    #[arg(long, conflicts_with = "unstar")]
    pub star: bool,
    /// Take the star away
    #[arg(long)]
    pub unstar: bool,
    /// Give a tag
    #[arg(long, value_name = "TAG")]
    pub tag: Vec<String>,
    /// Take a tag away
    #[arg(long, value_name = "TAG")]
    pub untag: Vec<String>,
}

/// `photos`
#[derive(Debug, Args)]
pub struct Photos {
    /// Only photographs by this person
    #[arg(long, value_name = "NAME")]
    pub photographer: Option<String>,
    /// Only of articles this query holds for, and only photographs its caption: credit:
    /// photographer: and agency: hold for
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
    pub query: Option<String>,
    /// List the photographers instead, those of most articles first
    #[arg(long, conflicts_with_all = ["photographer", "query"])]
    pub photographers: bool,
    /// At most so many
    #[arg(long, short = 'n', value_name = "N", default_value_t = 1_000)]
    pub limit: usize,
}

/// `fetch`
#[derive(Debug, Args)]
pub struct Fetch {
    /// Ids, as `list` gives them
    pub ids: Vec<i64>,
    /// Every article this query holds for
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
    pub query: Option<String>,
    /// What the settings want ahead of reading ([pages] ahead, ahead_starred, ahead_views)
    #[arg(long, conflicts_with_all = ["ids", "query"])]
    pub ahead: bool,
    /// At most so many
    #[arg(long, short = 'n', default_value_t = 50)]
    pub limit: usize,
    /// Fetch again what is there already
    #[arg(long)]
    pub force: bool,
}

/// `sites`
#[derive(Debug, Args)]
pub struct Sites {
    /// A site's host; without one, all sites are listed
    pub host: Option<String>,
    /// Forget what was learnt about it
    #[arg(long, requires = "host")]
    pub forget: bool,
}

/// `config`
#[derive(Debug, Args)]
pub struct Config {
    /// Print the defaults, as a file to start from
    #[arg(long)]
    pub defaults: bool,
    /// Print the keymap's defaults
    #[arg(long)]
    pub keymap: bool,
    /// Print where the files and folders are
    #[arg(long)]
    pub path: bool,
}

/// `doctor`
#[derive(Debug, Args)]
pub struct Doctor {
    /// Write a copy of the library to this new file
    #[arg(long, value_name = "FILE")]
    pub backup: Option<PathBuf>,
    /// Save what can be read of a damaged library into a new one; the damaged file is kept
    #[arg(long, conflicts_with = "backup")]
    pub repair: bool,
}

/// `backup`
#[derive(Debug, Args)]
pub struct Backup {
    /// The new file; nothing for one of today among the daily copies
    pub file: Option<PathBuf>,
}

/// `extract`
#[derive(Debug, Args)]
pub struct Extract {
    /// A file, an address, or - for standard input
    #[arg(required_unless_present = "batch")]
    pub input: Option<String>,
    /// Lines of {"id","html":"path.html.gz","url"}; a line of JSON out for each
    #[arg(long, value_name = "FILE", conflicts_with = "input")]
    pub batch: Option<PathBuf>,
    /// The page's address, for a file
    #[arg(long, default_value = "")]
    pub url: String,
    /// How to print it
    #[arg(long, value_enum, default_value = "text")]
    pub format: ShowFormat,
    /// Wrap at this many cells
    #[arg(long, default_value_t = 80)]
    pub width: u16,
}

/// `entities`
#[derive(Debug, Args)]
pub struct Entities {
    /// Articles by id, as `list` gives them; - for a text from standard input
    #[arg(value_name = "ARTICLE")]
    pub ids: Vec<String>,
    /// Every article this query holds for
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
    pub query: Option<String>,
    /// A text file, or - for standard input
    #[arg(long, value_name = "FILE", conflicts_with = "ids")]
    pub text: Option<PathBuf>,
    /// Lines of {"id","text"}, with "published" (a date) where "Tuesday" is to be that day; a line of JSON out for each
    #[arg(long, value_name = "FILE")]
    pub batch: Option<PathBuf>,
    /// What offsets count in the batch form
    #[arg(long, value_parser = ["char", "byte"], default_value = "byte")]
    pub unit: String,
}

/// `entity`
#[derive(Debug, Args)]
pub struct EntityArgs {
    /// Its name, another name it is known by, or its key
    #[arg(required = true)]
    pub name: Vec<String>,
}

/// `quotes`
#[derive(Debug, Args)]
pub struct Quotes {
    /// Only by speakers whose name has these words
    #[arg(long, value_name = "NAME")]
    pub speaker: Option<String>,
    /// Only in articles this query holds for
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
    pub query: Option<String>,
    /// At most so many
    #[arg(long, short = 'n', value_name = "N", default_value_t = 200)]
    pub limit: usize,
}

/// `parse-feed`
#[derive(Debug, Args)]
pub struct ParseFeed {
    /// A file or an address
    #[arg(required_unless_present = "batch")]
    pub input: Option<String>,
    /// Lines of {"file","url","content_type"}, the files in files/ beside it
    #[arg(long, value_name = "FILE", conflicts_with = "input")]
    pub batch: Option<PathBuf>,
}

/// `credit`
#[derive(Debug, Args)]
pub struct Credit {
    /// A caption with its credit
    #[arg(required_unless_present = "batch")]
    pub caption: Option<String>,
    /// Lines of {"id","raw"}; a line of JSON out for each
    #[arg(long, value_name = "FILE", conflicts_with = "caption")]
    pub batch: Option<PathBuf>,
}
