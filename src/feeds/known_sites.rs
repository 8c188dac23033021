//! Sites whose feeds are all made alike: from the address of a page to that of its feed.

use url::Url;

use super::links;

/// The feed of a page on a site whose feeds are all made alike; nothing where the address is none
/// of those, or is its feed already.
pub fn known_site(url: &str) -> Option<String> {
    let url = Url::parse(url).ok().filter(|url| links::is_web(url.as_str()))?;
    let host = url
        .host_str()?
        .trim_start_matches("www.")
        .trim_start_matches("m.")
        .to_owned();
    let path: Vec<&str> = url.path_segments()?.filter(|segment| !segment.is_empty()).collect();
    let query = |wanted: &str| {
        url.query_pairs()
            .find(|(name, _)| name == wanted)
            .map(|(_, value)| value.into_owned())
    };
    let origin = url.origin().ascii_serialization();
    let first = path.first().copied();
    let feed = match host.as_str() {
        "youtube.com" | "music.youtube.com" => match (first, path.get(1)) {
            (Some("channel"), Some(id)) => format!("https://www.youtube.com/feeds/videos.xml?channel_id={id}"),
            (Some("user"), Some(name)) => format!("https://www.youtube.com/feeds/videos.xml?user={name}"),
            (Some("playlist"), _) => format!(
                "https://www.youtube.com/feeds/videos.xml?playlist_id={}",
                encode(&query("list")?)
            ),
            // A handle (`/@name`) says nothing of the channel's number; its page names the feed.
            _ => return None,
        },
        "reddit.com" | "old.reddit.com" | "new.reddit.com" => match (first, path.get(1), path.last()) {
            (_, _, Some(last)) if last.ends_with(".rss") => return None,
            (Some("r"), Some(name), _) if path.len() <= 3 => {
                let sort = path.get(2).map(|sort| format!("{sort}/")).unwrap_or_default();
                format!("https://www.reddit.com/r/{name}/{sort}.rss")
            }
            (Some("r"), Some(name), _) if path.get(2) == Some(&"comments") => {
                let id = path.get(3)?;
                format!("https://www.reddit.com/r/{name}/comments/{id}/.rss")
            }
            (Some("user" | "u"), Some(name), _) => format!("https://www.reddit.com/user/{name}/.rss"),
            (None, ..) => "https://www.reddit.com/.rss".to_owned(),
            _ => return None,
        },
        "github.com" => match (path.as_slice(), path.last()) {
            (_, Some(last)) if last.ends_with(".atom") => return None,
            ([name], _) => format!("https://github.com/{name}.atom"),
            ([name, project], _) | ([name, project, "releases", ..], _) => {
                format!("https://github.com/{name}/{project}/releases.atom")
            }
            ([name, project, "tags"], _) => format!("https://github.com/{name}/{project}/tags.atom"),
            ([name, project, "commits"], _) => format!("https://github.com/{name}/{project}/commits.atom"),
            ([name, project, "commits", branch], _) => {
                format!("https://github.com/{name}/{project}/commits/{branch}.atom")
            }
            _ => return None,
        },
        "gitlab.com" => match path.as_slice() {
            [name, project] => format!("https://gitlab.com/{name}/{project}/-/tags?format=atom"),
            _ => return None,
        },
        "medium.com" => match path.as_slice() {
            ["feed", ..] | [] => return None,
            ["tag", tag, ..] => format!("https://medium.com/feed/tag/{tag}"),
            [name, ..] => format!("https://medium.com/feed/{name}"),
        },
        "bsky.app" => match path.as_slice() {
            ["profile", name] => format!("https://bsky.app/profile/{name}/rss"),
            _ => return None,
        },
        "vimeo.com" => match path.as_slice() {
            [name] if !name.bytes().all(|byte| byte.is_ascii_digit()) => format!("https://vimeo.com/{name}/videos/rss"),
            _ => return None,
        },
        "federalregister.gov" => match path.as_slice() {
            ["agencies", agency] => {
                format!("https://www.federalregister.gov/api/v1/documents.rss?conditions%5Bagencies%5D%5B%5D={agency}")
            }
            _ => return None,
        },
        "news.google.com" => match (path.as_slice(), url.query()) {
            (["search"], Some(query)) => format!("https://news.google.com/rss/search?{query}"),
            (["topics", topic], query) => {
                format!(
                    "https://news.google.com/rss/topics/{topic}{}",
                    query.map(|query| format!("?{query}")).unwrap_or_default()
                )
            }
            _ => return None,
        },
        host if path.last().is_some_and(|last| matches!(*last, "feed" | "rss")) || host.is_empty() => return None,
        host if host.ends_with(".substack.com") || host.ends_with(".medium.com") => format!("{origin}/feed"),
        "substack.com" => match path.as_slice() {
            [name, ..] if name.starts_with('@') => {
                format!("https://{}.substack.com/feed", name.trim_start_matches('@'))
            }
            _ => return None,
        },
        host if host.ends_with(".wordpress.com") => match path.as_slice() {
            [kind @ ("category" | "tag" | "author"), name, ..] => format!("{origin}/{kind}/{name}/feed/"),
            _ => format!("{origin}/feed/"),
        },
        host if host.ends_with(".blogspot.com") => match path.as_slice() {
            ["feeds", ..] => return None,
            _ => format!("{origin}/feeds/posts/default"),
        },
        host if host.ends_with(".tumblr.com") => format!("{origin}/rss"),
        host if host.ends_with(".livejournal.com") => format!("{origin}/data/rss"),
        host if host.ends_with(".ghost.io") => format!("{origin}/rss/"),
        // Mastodon and what speaks like it.
        _ => match path.as_slice() {
            [name] if name.starts_with('@') && !name.ends_with(".rss") && name.matches('@').count() == 1 => {
                format!("{origin}/{name}.rss")
            }
            _ => return None,
        },
    };
    Some(feed)
}

fn encode(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_sites() {
        for (page, feed) in [
            (
                "https://www.youtube.com/channel/UCabc",
                "https://www.youtube.com/feeds/videos.xml?channel_id=UCabc",
            ),
            (
                "https://youtube.com/playlist?list=PL1&x=2",
                "https://www.youtube.com/feeds/videos.xml?playlist_id=PL1",
            ),
            (
                "https://old.reddit.com/r/immigration/",
                "https://www.reddit.com/r/immigration/.rss",
            ),
            (
                "https://www.reddit.com/r/immigration/top",
                "https://www.reddit.com/r/immigration/top/.rss",
            ),
            (
                "https://github.com/rust-lang/rust",
                "https://github.com/rust-lang/rust/releases.atom",
            ),
            (
                "https://github.com/rust-lang/rust/commits/master",
                "https://github.com/rust-lang/rust/commits/master.atom",
            ),
            (
                "https://someone.substack.com/p/a-post",
                "https://someone.substack.com/feed",
            ),
            ("https://medium.com/@someone/a-post", "https://medium.com/feed/@someone"),
            (
                "https://someone.wordpress.com/tag/asylum/",
                "https://someone.wordpress.com/tag/asylum/feed/",
            ),
            (
                "https://someone.blogspot.com/2026/",
                "https://someone.blogspot.com/feeds/posts/default",
            ),
            (
                "https://mastodon.example/@someone",
                "https://mastodon.example/@someone.rss",
            ),
        ] {
            assert_eq!(known_site(page).as_deref(), Some(feed), "{page}");
        }
        for page in [
            "https://example.org/",
            "https://someone.substack.com/feed",
            "https://github.com/a/b/releases.atom",
            "ftp://x/",
            "x",
        ] {
            assert_eq!(known_site(page), None, "{page}");
        }
    }
}
