//! Why a page gave no article.

use thiserror::Error;

/// Why a page gave no article, as a sentence to show. The feed's own text stands in each case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ExtractError {
    /// The body is something else than HTML.
    #[error("The page is not HTML, so there is no text to take from it.")]
    NotHtml,
    /// The body is longer than [`super::MAX_PAGE_BYTES`].
    #[error("The page is longer than 16 MB and was not read.")]
    TooLarge,
    /// The page's text is put together by a script.
    #[error("The page shows its text only with JavaScript, which is not run here.")]
    ScriptOnly,
    /// The site asks who is there (a bot check, a consent wall, a log-in) before it shows anything.
    #[error("The site shows a check or a log-in page in place of the article.")]
    Wall,
    /// The page is HTML, but there is no article's text on it.
    #[error("The page has no article's text.")]
    Empty,
}
