//! Older pages of feeds that do not name them, where the address says how they are made.

use url::Url;

/// The address of page `number` of a feed as WordPress makes them (the feed itself is page 1),
/// where its address looks like one of those: `…/feed/`, `?feed=rss2`.
pub fn older_page(url: &str, number: usize) -> Option<String> {
    let mut url = Url::parse(url).ok()?;
    let last = url.path_segments()?.rfind(|segment| !segment.is_empty());
    let by_path = matches!(last, Some("feed"));
    let by_query = url
        .query_pairs()
        .any(|(name, value)| name == "feed" && matches!(&*value, "rss" | "rss2" | "atom" | "rdf"));
    if !by_path && !by_query {
        return None;
    }
    let others: Vec<(String, String)> = url
        .query_pairs()
        .filter(|(name, _)| name != "paged")
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    url.query_pairs_mut()
        .clear()
        .extend_pairs(others)
        .append_pair("paged", &number.to_string());
    Some(url.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_wordpress() {
        let page = |url| older_page(url, 2);
        assert_eq!(
            page("https://e.org/feed/").as_deref(),
            Some("https://e.org/feed/?paged=2")
        );
        assert_eq!(
            page("https://e.org/tag/visa/feed").as_deref(),
            Some("https://e.org/tag/visa/feed?paged=2")
        );
        assert_eq!(
            page("https://e.org/?feed=rss2&paged=7").as_deref(),
            Some("https://e.org/?feed=rss2&paged=2")
        );
        for other in [
            "https://e.org/rss.xml",
            "https://e.org/feed.xml",
            "https://e.org/?feed=x",
            "x",
        ] {
            assert_eq!(page(other), None, "{other}");
        }
    }
}
