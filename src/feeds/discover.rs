//! Finding a site's feed: what its page names, what sites of its sort do, where feeds usually are.
//!
//! Sites by name are in [`super::known_sites`]. Nothing is fetched here; every function gives addresses that are worth fetching.

use url::Url;

pub use super::known_sites::known_site;

use super::html_text;
use super::links;
use super::references::{self, OwnEntities};
use super::scan::{Mark, Scanner, Tag};
use crate::model::SafeText;

/// Feeds that one page may name.
const MOST_CANDIDATES: usize = 20;
/// Bytes of a page that are looked at; what names feeds stands in its head.
const LONGEST_PAGE: usize = 1024 * 1024;

/// A feed that a page names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Its address, absolute.
    pub url: String,
    /// The page's name for it; empty where it gives none.
    pub title: SafeText,
}

/// The feeds that a page names, best first: `<link rel="alternate">` in its order (comment feeds
/// last), then links in the text whose address looks like a feed's. `base` is the page's address.
pub fn in_page(html: &str, base: &str) -> Vec<Candidate> {
    let end = html
        .char_indices()
        .map(|(at, _)| at)
        .take_while(|at| *at <= LONGEST_PAGE)
        .last()
        .unwrap_or(0);
    let html = if html.len() > LONGEST_PAGE {
        html.get(..end).unwrap_or(html)
    } else {
        html
    };
    let (mut declared, mut linked): (Vec<Candidate>, Vec<Candidate>) = (Vec::new(), Vec::new());
    let mut hidden = false;
    for mark in Scanner::new(html) {
        match mark {
            Mark::Open(tag) if tag.name.eq_ignore_ascii_case("script") => hidden = !tag.empty,
            Mark::Close(name) if name.eq_ignore_ascii_case("script") => hidden = false,
            Mark::Open(tag) if !hidden && tag.name.eq_ignore_ascii_case("link") => {
                add(&mut declared, declared_feed(tag, base))
            }
            Mark::Open(tag) if !hidden && tag.name.eq_ignore_ascii_case("a") => {
                add(&mut linked, linked_feed(tag, base))
            }
            _ => {}
        }
    }
    declared.sort_by_key(is_comments);
    for candidate in linked {
        add(&mut declared, Some(candidate));
    }
    declared
}

fn add(candidates: &mut Vec<Candidate>, candidate: Option<Candidate>) {
    if let Some(candidate) = candidate
        && candidates.len() < MOST_CANDIDATES
        && candidates.iter().all(|known| known.url != candidate.url)
    {
        candidates.push(candidate);
    }
}

fn attribute(tag: Tag, wanted: &str) -> Option<String> {
    let (_, value) = tag.attributes().find(|(name, _)| name.eq_ignore_ascii_case(wanted))?;
    Some(references::decode(value, &OwnEntities::default()).into_owned())
}

/// `<link rel="alternate" type="application/rss+xml" href="…" title="…">`, or `rel="feed"`.
fn declared_feed(tag: Tag, base: &str) -> Option<Candidate> {
    let rel = attribute(tag, "rel")?.to_ascii_lowercase();
    let mut rels = rel.split_ascii_whitespace();
    let media_type = attribute(tag, "type").unwrap_or_default().to_ascii_lowercase();
    let is_feed = match media_type.split(';').next().unwrap_or_default().trim() {
        "application/rss+xml" | "application/atom+xml" | "application/rdf+xml" | "application/feed+json" => true,
        "application/xml" | "text/xml" | "application/json" | "application/rss" | "application/atom" => {
            looks_like_feed(&attribute(tag, "href")?)
                || attribute(tag, "title").is_some_and(|title| title.to_ascii_lowercase().contains("rss"))
        }
        _ => false,
    };
    let named = rels.any(|rel| rel == "feed" || (is_feed && rel == "alternate"));
    if !named {
        return None;
    }
    let url = links::web(Some(base).filter(|base| !base.is_empty()), &attribute(tag, "href")?)?;
    // WordPress and Drupal offer their interfaces under JSON's type.
    if url.contains("/wp-json/") {
        return None;
    }
    let title = attribute(tag, "title").unwrap_or_default();
    Some(Candidate {
        url,
        title: SafeText::line(&html_text::to_text(&title)),
    })
}

fn linked_feed(tag: Tag, base: &str) -> Option<Candidate> {
    let href = attribute(tag, "href").filter(|href| looks_like_feed(href))?;
    let url = links::web(Some(base).filter(|base| !base.is_empty()), &href)?;
    Some(Candidate {
        url,
        title: SafeText::line(&attribute(tag, "title").unwrap_or_default()),
    })
}

/// Whether an address's path or query is one that feeds have.
fn looks_like_feed(href: &str) -> bool {
    let href = href.split('#').next().unwrap_or_default().to_ascii_lowercase();
    let path = href.split('?').next().unwrap_or_default().trim_end_matches('/');
    let file = path.rsplit('/').next().unwrap_or_default();
    matches!(
        file,
        "feed"
            | "feeds"
            | "rss"
            | "atom"
            | "rss2"
            | "rss.php"
            | "feed.php"
            | "index.rdf"
            | "feed.json"
            | "atom.xml"
            | "rss.xml"
            | "feed.xml"
    ) || file.ends_with(".rss")
        || file.ends_with(".atom")
        || file.ends_with(".rdf")
        || (file.ends_with(".xml") && (file.contains("rss") || file.contains("feed") || file.contains("atom")))
        || href.contains("feed=rss")
        || href.contains("format=rss")
        || href.contains("feeds.feedburner.com/")
}

fn is_comments(candidate: &Candidate) -> bool {
    candidate.url.contains("/comments/") || candidate.title.to_lowercase().contains("comments")
}

/// Where feeds usually are, most likely first: below the given page, then at the site's root.
pub fn common_paths(url: &str) -> Vec<String> {
    let Ok(url) = Url::parse(url) else { return Vec::new() };
    if !links::is_web(url.as_str()) || url.host().is_none() {
        return Vec::new();
    }
    let origin = url.origin().ascii_serialization();
    let page = url.path().trim_end_matches('/');
    let mut paths = Vec::new();
    let mut add = |path: String| {
        let address = format!("{origin}{path}");
        if !paths.contains(&address) {
            paths.push(address);
        }
    };
    if !page.is_empty() && !page.rsplit('/').next().is_some_and(|file| file.contains('.')) {
        for end in ["/feed/", "/rss.xml"] {
            add(format!("{page}{end}"));
        }
    }
    for path in [
        "/feed/",
        "/rss.xml",
        "/feed.xml",
        "/atom.xml",
        "/rss",
        "/index.xml",
        "/feeds/posts/default",
        "/rss/",
        "/feed.json",
        "/index.rdf",
    ] {
        add(path.to_owned());
    }
    paths
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_page_names_its_feeds() {
        let html = r#"<html><head><script>var a = '<link rel="alternate" type="application/rss+xml" href="/no">'</script>
            <link rel="alternate" type="application/rss+xml" title="Comments on Border &amp; Desk" href="/comments/feed/">
            <LINK REL='alternate' TYPE='application/atom+xml' HREF='atom.xml?a=1&amp;b=2' title='News'>
            <link rel="alternate" type="application/json" href="https://e.org/wp-json/wp/v2/pages/1">
            <link rel="alternate" hreflang="fr" href="/fr/"><link rel=stylesheet href="/rss.css">
            <link rel=alternate type="application/rss+xml" href="javascript:alert(1)"></head>
            <body><a href="/feeds/asylum.rss">x</a> <a href="/about">y</a> <a href="atom.xml?a=1&amp;b=2">z</a></body></html>"#;
        let found = in_page(html, "https://e.org/news/");
        let urls: Vec<&str> = found.iter().map(|candidate| candidate.url.as_str()).collect();
        assert_eq!(
            urls,
            [
                "https://e.org/news/atom.xml?a=1&b=2",
                "https://e.org/comments/feed/",
                "https://e.org/feeds/asylum.rss"
            ]
        );
        assert_eq!(found[1].title.as_str(), "Comments on Border & Desk");
    }

    #[test]
    fn without_a_base_only_absolute_addresses_count() {
        let html = r#"<link rel=feed href="/x"><link rel=feed href="https://e.org/x">"#;
        assert_eq!(in_page(html, "").len(), 1);
    }

    #[test]
    fn common_paths_start_below_the_page() {
        let paths = common_paths("https://e.org/news/?x#y");
        assert_eq!(paths.first().map(String::as_str), Some("https://e.org/news/feed/"));
        assert!(paths.contains(&"https://e.org/feed/".to_owned()));
        assert!(
            common_paths("https://e.org/")
                .iter()
                .all(|path| path.matches("//").count() == 1)
        );
        assert!(common_paths("mailto:x@e.org").is_empty());
    }

    proptest! {
        #[test]
        fn any_page_is_answered(html in "(<(link|a) (rel|href|type)=[\"'a-z/ ]*>?)*", url in "\\PC{0,30}") {
            let _ = (in_page(&html, &url), known_site(&url), common_paths(&url));
        }
    }
}
