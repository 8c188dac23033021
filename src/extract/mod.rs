//! Page or feed HTML in, [`Document`], pictures and facts out.
//!
//! The trip of a page, in `whole` (of a feed item, in `fragment`): bytes → `charset` → `tame` (bounds) → `tree` (the parser) → `marks` and
//! `weigh` (what each part says of itself and holds) → `prune` (furniture out) → `figures`
//! (pictures out) → `body` (where the article is) → `clean` (what is not it) → `walk` (blocks and
//! spans) → `polish` (lines that only the words give away). `facts` reads what the page says of
//! itself. What captions and credits mean is for `captions`; wrapping is for `flow`.
//!
//! Everything here is hostile input: sizes, depths and counts are bounded, and a panic in
//! someone else's code costs the structure of one article, not the program.

mod alternate;
mod app_state;
mod body;
mod bylines;
mod caption_text;
mod caption_words;
mod charref;
mod charset;
mod clean;
mod dateline;
mod embed;
mod error;
mod facts;
mod fallback;
mod figures;
mod footnote;
mod fragment;
mod furniture;
mod image;
mod joined;
mod json_ld;
mod line_words;
mod lines;
mod links;
mod marks;
mod metas;
mod moment;
mod opening;
mod picture_facts;
mod plain;
mod polish;
mod prune;
mod sites;
mod sniff;
mod streamed;
mod table;
mod tags;
mod tame;
mod tree;
mod walk;
mod weigh;
mod whole;

#[cfg(test)]
mod block_tests;
#[cfg(test)]
mod hostile_tests;
#[cfg(test)]
mod picture_tests;
#[cfg(test)]
mod tests;

pub use alternate::alternate;
pub use dateline::find as dateline;
pub use error::ExtractError;
pub use facts::Facts;
pub use furniture::BlockPrint;
pub use plain::{loose_text, plain_text};
pub use sites::{RuleMistake, SiteRules};

use crate::model::{Document, Figure};
use links::Base;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Bytes of a page; a longer one is refused. The network's own limit is lower.
pub const MAX_PAGE_BYTES: usize = 16 << 20;

/// What the feed already knows of the article; helps to find it on its page.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hints<'a> {
    /// The item's title; may be empty.
    pub title: &'a str,
    /// The item's summary as plain text; may be empty.
    pub summary_text: &'a str,
    /// Prints of blocks known as the site's furniture; see [`Extracted::prints`].
    pub furniture: &'a [u64],
}

/// What a page or a feed item gives.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Extracted {
    /// The article's text; [`crate::model::BlockKind::Figure`] points into [`figures`](Self::figures).
    pub document: Document,
    /// The article's pictures, in page order.
    pub figures: Vec<Figure>,
    /// What the page says of it.
    pub facts: Facts,
    /// Prints of the text's blocks, for learning what a site repeats; empty for feed items.
    pub prints: Vec<BlockPrint>,
}

/// Takes the article from a page: `html` as it came, `content_type` as the response gave it,
/// `url` the address it came from in the end.
///
/// The rules for single sites are those that come with the program; see [`page_with`].
pub fn page(html: &[u8], content_type: Option<&str>, url: &str, hints: &Hints<'_>) -> Result<Extracted, ExtractError> {
    page_with(html, content_type, url, hints, SiteRules::shipped())
}

/// [`page`] with other rules for single sites.
pub fn page_with(
    html: &[u8],
    content_type: Option<&str>,
    url: &str,
    hints: &Hints<'_>,
    rules: &SiteRules,
) -> Result<Extracted, ExtractError> {
    if html.len() > MAX_PAGE_BYTES {
        return Err(ExtractError::TooLarge);
    }
    if !sniff::is_html(html, content_type) {
        return Err(ExtractError::NotHtml);
    }
    let text = charset::decode(html, content_type);
    match catch_unwind(AssertUnwindSafe(|| whole::read(&text, url, hints, rules))) {
        Ok(result) => result,
        Err(_) => {
            let document = fallback::document(&text);
            if document.is_empty() {
                Err(ExtractError::Empty)
            } else {
                Ok(Extracted {
                    document,
                    ..Extracted::default()
                })
            }
        }
    }
}

/// Takes the text of a feed item: its own HTML, or text that was escaped twice. Never fails, and
/// leaves out only trackers, share lines and the like.
pub fn fragment(html: &str, base: Option<&str>) -> Extracted {
    let html = html.get(..floor(html, 4 << 20)).unwrap_or("");
    let unescaped = sniff::unescape(html);
    let html = unescaped.as_deref().unwrap_or(html);
    let lines = sniff::lines_to_paragraphs(html);
    let html = lines.as_deref().unwrap_or(html);
    let base = Base::new(base.unwrap_or(""));
    catch_unwind(AssertUnwindSafe(|| fragment::read(html, &base))).unwrap_or_else(|_| Extracted {
        document: fallback::document(html),
        ..Extracted::default()
    })
}

/// One line of plain text from a value that may hold tags and references.
fn plain_line(text: &str) -> String {
    if !text.contains(['<', '&', '\n', '\t', '\r']) && !text.contains("  ") {
        return text.trim().to_owned();
    }
    let mut line = String::new();
    plain_text(text, &mut line);
    if line.contains('&') {
        // Machine-readable values are often escaped twice.
        let once = std::mem::take(&mut line);
        plain_text(&once, &mut line);
    }
    line.replace('\n', " ")
}

/// The last character boundary at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
