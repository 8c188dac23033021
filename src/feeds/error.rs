//! Why something that was fetched could not be read as a feed, in sentences that say what to do.

use super::discover::Candidate;

/// Why there is no feed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParseError {
    /// It is a web page; the feeds it names, which may be none.
    #[error("this is a web page, not a feed{}", named(.0))]
    Html(Vec<Candidate>),
    /// There was nothing in it.
    #[error("the server sent an empty answer; try again later")]
    Empty,
    /// It is something else.
    #[error("this is not a feed: {reason}")]
    NotAFeed {
        /// What it seems to be.
        reason: String,
    },
    /// Its elements stand deeper within each other than any honest feed's.
    #[error(
        "this feed is refused: its elements are nested more than {} deep",
        super::walk::DEEPEST
    )]
    TooDeep,
    /// Reading it went wrong in a way that should not happen.
    #[error("this feed could not be read because of a fault in the program; please report its address")]
    Fault,
}

fn named(candidates: &[Candidate]) -> String {
    match candidates {
        [] => "; look on the site for a link that says RSS, Atom or feed".to_owned(),
        [first, ..] => format!(
            "; the page names a feed at {}",
            crate::model::SafeText::line(&first.url)
        ),
    }
}
