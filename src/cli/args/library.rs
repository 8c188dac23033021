//! The words of commands about the library as a whole: in and out of it, its settings, its state.

use std::path::PathBuf;

use clap::Args;

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
