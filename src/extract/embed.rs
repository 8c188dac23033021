//! Posts and films of other sites, as one line with a link.

use super::links::Base;
use super::tree::{Name, Tag, Tree};

/// Characters of a post's text.
const MAX_TEXT: usize = 600;

/// What stands in the document for an embedded thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stub {
    /// A post's text and author, or a film's title.
    pub(super) text: String,
    /// Where it is.
    pub(super) url: Option<String>,
}

/// The stub for an element, if it embeds something worth a line.
pub(super) fn stub(tree: &Tree, at: usize, tag: Tag, base: &Base) -> Option<Stub> {
    match tag {
        Tag::Blockquote => post(tree, at, base),
        Tag::Iframe => film(tree, at, base),
        _ => None,
    }
}

fn post(tree: &Tree, at: usize, base: &Base) -> Option<Stub> {
    let class = tree.attr(at, Name::Class)?;
    let known = [
        "twitter-tweet",
        "twitter-video",
        "instagram-media",
        "tiktok-embed",
        "bluesky-embed",
        "mastodon-embed",
    ];
    if !known.iter().any(|known| class.contains(known)) {
        return None;
    }
    let is_post = |href: &&str| {
        ["/status/", "/p/", "/video/", "/reel/", "/post/"]
            .iter()
            .any(|part| href.contains(part))
    };
    let url = (at..tree.end(at))
        .rev()
        .filter(|node| tree.tag(*node) == Some(Tag::A))
        .filter_map(|node| tree.attr(node, Name::Href))
        .find(is_post)
        .or_else(|| tree.attr(at, Name::Cite))
        .and_then(|href| base.fetchable(href));
    let mut text = tree.line(at, |_| false);
    if let Some((end, _)) = text.char_indices().nth(MAX_TEXT) {
        text.truncate(end);
        text.push('…');
    }
    if text.is_empty() {
        text = url.clone()?;
    }
    Some(Stub { text, url })
}

fn film(tree: &Tree, at: usize, base: &Base) -> Option<Stub> {
    let source = tree.attr(at, Name::Src).or_else(|| tree.attr(at, Name::DataSrc))?;
    let url = base.fetchable(source)?;
    let host = url.split('/').nth(2)?.trim_start_matches("www.");
    let known = [
        "youtube.com",
        "youtube-nocookie.com",
        "player.vimeo.com",
        "dailymotion.com",
        "w.soundcloud.com",
    ];
    if !known.contains(&host) {
        return None;
    }
    let title = tree.attr(at, Name::Title).map(str::trim).unwrap_or("");
    let generic = title.is_empty() || title.to_ascii_lowercase().ends_with("video player");
    let text = if generic {
        format!("Video: {host}")
    } else {
        format!("Video: {title}")
    };
    Some(Stub { text, url: Some(url) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(html: &str, tag: Tag) -> Option<Stub> {
        let tree = Tree::parse(html);
        let at = (0..tree.len()).find(|at| tree.tag(*at) == Some(tag)).unwrap();
        stub(&tree, at, tag, &Base::new("https://example.org/"))
    }

    #[test]
    fn a_post_is_its_text_and_link() {
        let html = "<blockquote class=twitter-tweet><p>Filed today.</p>— Ada (@ada) \
                    <a href='https://twitter.com/ada/status/1'>May 1</a></blockquote>";
        let stub = first(html, Tag::Blockquote).unwrap();
        assert_eq!(stub.text, "Filed today. — Ada (@ada) May 1");
        assert_eq!(stub.url.as_deref(), Some("https://twitter.com/ada/status/1"));
        assert_eq!(first("<blockquote>plain</blockquote>", Tag::Blockquote), None);
    }

    #[test]
    fn a_film_is_its_title() {
        let html = "<iframe title='Hearing' src='https://www.youtube.com/embed/x'></iframe>";
        assert_eq!(first(html, Tag::Iframe).unwrap().text, "Video: Hearing");
        assert_eq!(
            first("<iframe src='https://ads.example/x'></iframe>", Tag::Iframe),
            None
        );
    }
}
