//! The words of commands about articles: listing, showing, saving, marking, their photographs and pages.

use clap::{Args, ValueEnum};

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
