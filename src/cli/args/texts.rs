//! The words of commands about texts: extracting, and finding names, quotes and credits in them.

use std::path::PathBuf;

use clap::Args;

use super::ShowFormat;

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
