//! From a feed as it was read to what the store keeps: one item, its words counted and gathered
//! for the index.

use crate::extract;
use crate::model::{ParsedFeed, ParsedItem, SafeText};
use crate::query::UniqueWords;
use crate::store::{FeedBody, NewArticle};

/// Characters of text that stand in for a missing headline.
const STAND_IN: usize = 80;

/// The articles of a feed, in its order. `feed_title` is indexed with each, so that a search for
/// an outlet's name finds its articles.
pub(super) fn articles(feed: ParsedFeed, feed_title: &str) -> Vec<NewArticle> {
    let mut words = UniqueWords::default();
    let mut text = String::new();
    feed.items
        .into_iter()
        .map(|item| article(item, feed_title, &mut words, &mut text))
        .collect()
}

fn article(item: ParsedItem, feed_title: &str, words: &mut UniqueWords, text: &mut String) -> NewArticle {
    text.clear();
    extract::plain_text(item.html(), text);
    let author = join(&item.authors);
    let title = title(&item, text);
    for part in [&*title, &*author, feed_title] {
        words.add(part);
    }
    let words_count = words.add_counted(text);
    let content = item.content_html.unwrap_or_default();
    let summary = item.summary_html.unwrap_or_default();
    // The shorter of the two is kept only where it says something else: a lead, not a copy.
    let (html, other) = if content.len() >= summary.len() {
        (content, summary)
    } else {
        (summary, content)
    };
    let other = Some(other).filter(|other| !other.is_empty() && !html.contains(other.as_str()));
    NewArticle {
        key: item.key,
        title,
        author,
        url: item.link,
        published: item.published,
        updated: item.updated,
        words_count,
        words: words.take(),
        body: FeedBody {
            html,
            summary_html: other,
            categories: item.categories,
            media: item.media,
            comments: item.comments,
            language: item.language,
        },
    }
}

fn title(item: &ParsedItem, text: &str) -> SafeText {
    if !item.title.is_empty() {
        return item.title.clone();
    }
    let mut words = String::new();
    for word in text.split_whitespace() {
        if words.chars().count() + word.chars().count() > STAND_IN {
            words.push('…');
            break;
        }
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    match (words.is_empty(), &item.link) {
        (false, _) => SafeText::line(&words),
        (true, Some(link)) => SafeText::line(link),
        (true, None) => SafeText::line("Untitled"),
    }
}

fn join(names: &[SafeText]) -> SafeText {
    match names {
        [] => SafeText::default(),
        [one] => one.clone(),
        several => SafeText::line(&several.iter().map(SafeText::as_str).collect::<Vec<_>>().join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(item: ParsedItem) -> NewArticle {
        articles(
            ParsedFeed {
                items: vec![item],
                ..ParsedFeed::default()
            },
            "The Outlet",
        )
        .remove(0)
    }

    #[test]
    fn words_of_all_parts_are_gathered_once() {
        let article = read(ParsedItem {
            title: SafeText::line("Visa news"),
            authors: vec![SafeText::line("A. Writer"), SafeText::line("B. Other")],
            content_html: Some("<p>The visa <b>bulletin</b></p>".into()),
            ..ParsedItem::default()
        });
        assert_eq!(article.words, "visa news a writer b other the outlet bulletin ");
        assert_eq!(
            (article.author.as_str(), article.words_count),
            ("A. Writer, B. Other", 3)
        );
    }

    #[test]
    fn a_missing_headline_is_the_texts_beginning_or_the_address() {
        let long = "word ".repeat(40);
        let article = read(ParsedItem {
            summary_html: Some(long),
            ..ParsedItem::default()
        });
        assert!(article.title.starts_with("word word") && article.title.ends_with('…'));
        let bare = read(ParsedItem {
            link: Some("https://example.org/a".into()),
            ..ParsedItem::default()
        });
        assert_eq!(bare.title.as_str(), "https://example.org/a");
        assert_eq!(read(ParsedItem::default()).title.as_str(), "Untitled");
    }

    #[test]
    fn a_summary_that_repeats_the_content_is_not_kept_twice() {
        let item = ParsedItem {
            summary_html: Some("A lead.".into()),
            content_html: Some("<p>A lead.</p><p>More.</p>".into()),
            ..ParsedItem::default()
        };
        assert_eq!(read(item).body.summary_html, None);
    }
}
