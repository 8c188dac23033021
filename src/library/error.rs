//! Why a verb could not be done, as sentences that say what to do.

use crate::feeds::ParseError;
use crate::http::HttpError;
use crate::model::ArticleId;
use crate::store::StoreError;

/// What every verb gives.
pub type Result<T> = std::result::Result<T, LibraryError>;

/// Why a verb could not be done. Its text is safe to show.
#[derive(Debug, thiserror::Error)]
pub enum LibraryError {
    /// The store said no.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The network said no.
    #[error(transparent)]
    Http(#[from] HttpError),
    /// What came is no feed.
    #[error(transparent)]
    Feed(#[from] ParseError),
    /// An OPML file that cannot be read.
    #[error(transparent)]
    Opml(#[from] crate::feeds::opml::OpmlError),
    /// There is no such article.
    #[error("there is no article {0}; `dateline list --format tsv` shows the ids")]
    NoArticle(ArticleId),
    /// There is no such feed.
    #[error("there is no feed {0}; `dateline feeds` lists them")]
    NoFeed(String),
    /// An address that is none.
    #[error("{0} is not an address: it should begin with https:// or http://")]
    NotAnAddress(String),
    /// A page that names no feed.
    #[error("{0} is a page, and neither it nor the usual places name a feed")]
    NoFeedFound(String),
    /// A file could not be written or read.
    #[error("{path}: {error}")]
    File {
        /// Which file.
        path: String,
        /// What the system said.
        error: std::io::Error,
    },
    /// A name that cannot be used.
    #[error("{0}")]
    Unfit(String),
    /// A worker broke off; the article or feed it worked on is as it was.
    #[error("this could not be finished: {0}")]
    Broken(String),
}

impl LibraryError {
    /// A file's error with its path.
    pub(super) fn file(path: &std::path::Path) -> impl FnOnce(std::io::Error) -> LibraryError {
        let path = path.display().to_string();
        move |error| LibraryError::File { path, error }
    }
}
