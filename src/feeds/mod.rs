//! Feeds: bytes to [`ParsedFeed`], finding a site's feed, OPML, and when to look again.
//!
//! Pure functions from value to value; fetching is `http`'s, storing is `store`'s. The way of the
//! bytes: [`decode`] (to text), [`scan`] (to marks), [`walk`] and [`take`] (to values), [`draft`]
//! (to items). JSON Feed goes through [`json`] and [`second`], the one file that knows feed-rs,
//! which is also asked for a second opinion where the walk finds nothing.

pub mod batch;
mod code_pages;
mod date_names;
mod date_parts;
mod dates;
mod decode;
pub mod discover;
mod draft;
mod error;
mod feed_draft;
mod html_text;
mod json;
mod known_sites;
mod links;
mod namespace;
pub mod opml;
mod opml_write;
pub mod paging;
mod people;
mod references;
mod scan;
pub mod schedule;
mod second;
mod surrogates;
mod take;
mod take_coordinates;
mod take_media;
mod take_value;
mod value;
mod vocabulary;
mod walk;
mod walk_value;

#[cfg(test)]
mod tests;

pub use discover::Candidate;
pub use error::ParseError;

use crate::model::ParsedFeed;

/// Reads a feed: RSS of every version, Atom 0.3 and 1.0, CDF, JSON Feed, in any encoding a browser
/// knows. `content_type` is the HTTP header; `url` is where it came from after redirects, the base
/// of last resort for relative links. What had to be mended is in [`ParsedFeed::remarks`].
///
/// # Errors
/// When it is a web page (with the feeds it names), empty, something else, or nested too deep.
pub fn parse(bytes: &[u8], content_type: Option<&str>, url: Option<&str>) -> Result<ParsedFeed, ParseError> {
    // Nothing below is meant to panic; should it all the same, one feed fails and not the refresh.
    let read = std::panic::catch_unwind(|| read(bytes, content_type, url));
    read.unwrap_or(Err(ParseError::Fault))
}

fn read(bytes: &[u8], content_type: Option<&str>, url: Option<&str>) -> Result<ParsedFeed, ParseError> {
    let text = decode::decode(bytes, content_type);
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '\0' | '\u{feff}'));
    if text.is_empty() {
        return Err(ParseError::Empty);
    }
    if text.starts_with('{') {
        return json::parse(text, url);
    }
    match walk::read(text, url)? {
        // A root that is a feed's, but nothing known inside: perhaps another reader knows better.
        Some(feed) if feed.items.is_empty() && feed.title.is_empty() => Ok(second::opinion(text, url)
            .filter(|other| !other.items.is_empty())
            .unwrap_or(feed)),
        Some(feed) => Ok(feed),
        None => Err(not_a_feed(text, url)),
    }
}

/// What a document is that holds no feed.
fn not_a_feed(text: &str, url: Option<&str>) -> ParseError {
    let mut roots = scan::Scanner::new(text).filter_map(|mark| match mark {
        scan::Mark::Open(tag) => Some(tag.local()),
        _ => None,
    });
    let root = roots.next().unwrap_or_default().to_ascii_lowercase();
    let reason = match root.as_str() {
        "" => "it holds no XML and no JSON".to_owned(),
        "opml" => "it is a list of feeds (OPML); import it instead".to_owned(),
        "urlset" | "sitemapindex" => "it is a site map; look for the site's RSS or Atom address".to_owned(),
        "html" | "head" | "body" | "div" | "script" | "meta" | "p" | "br" | "title" => {
            return ParseError::Html(discover::in_page(text, url.unwrap_or_default()));
        }
        other => {
            let candidates = discover::in_page(text, url.unwrap_or_default());
            if !candidates.is_empty() {
                return ParseError::Html(candidates);
            }
            let name: String = other.chars().take(40).collect();
            format!("its outermost element is “{}”", crate::model::SafeText::line(&name))
        }
    };
    ParseError::NotAFeed { reason }
}
