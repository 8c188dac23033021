//! Other forms of a page that may hold the text where the page itself does not: AMP and print.

use super::links::Base;
use super::tree::{Name, Tag, Tree};

/// The address of a page's AMP or print version, on the same site, if it names one.
///
/// For use when the page gave no article: made by scripts, or cut short.
pub fn alternate(html: &[u8], content_type: Option<&str>, url: &str) -> Option<String> {
    let text = super::charset::decode(html.get(..super::MAX_PAGE_BYTES.min(html.len()))?, content_type);
    let tree = Tree::parse(&text);
    let base = Base::new(url);
    let mut print = None;
    for at in 0..tree.len() {
        let Some(href) = tree
            .attr(at, Name::Href)
            .filter(|_| matches!(tree.tag(at), Some(Tag::Link | Tag::A)))
        else {
            continue;
        };
        let rel = tree.attr(at, Name::Rel).unwrap_or("").to_ascii_lowercase();
        let found = || {
            base.fetchable(href)
                .filter(|found| found != url && base.is_same_site(found))
        };
        if rel.split_ascii_whitespace().any(|rel| rel == "amphtml") {
            if let Some(found) = found() {
                return Some(found);
            }
        } else if print.is_none() && (rel.contains("print") || is_print(href)) {
            print = found();
        }
    }
    print
}

/// Addresses that sites give their print versions.
fn is_print(href: &str) -> bool {
    let lower = href.to_ascii_lowercase();
    let path = lower.split('#').next().unwrap_or("");
    path.ends_with("/print") || path.ends_with("/print/") || path.contains("print=1") || path.contains("?print")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amp_before_print_and_only_on_the_site() {
        let page = "<link rel=amphtml href='/amp/1'><a href='/1/print'>print</a>";
        let find = |html: &str| alternate(html.as_bytes(), None, "https://news.example.org/1");
        assert_eq!(find(page).as_deref(), Some("https://news.example.org/amp/1"));
        assert_eq!(
            find("<a href='/1/print'>print</a>").as_deref(),
            Some("https://news.example.org/1/print")
        );
        assert_eq!(
            find("<link rel=amphtml href='https://amp.example.org/1'>").as_deref(),
            Some("https://amp.example.org/1")
        );
        assert_eq!(find("<link rel=amphtml href='https://other.example/1'>"), None);
        assert_eq!(find("<a href='/blueprint/'>x</a>"), None);
    }
}
