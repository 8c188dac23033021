//! From a feed as it was read to what the store keeps: one item, its words counted and gathered
//! for the index.

use super::{Result, address};
use crate::extract;
use crate::model::{FeedId, MediaItem, ParsedFeed, ParsedItem, SafeText};
use crate::query::UniqueWords;
use crate::store::{FeedBody, Items, NewArticle, Store};

/// Characters of text that stand in for a missing headline.
const STAND_IN: usize = 80;

/// What a worker needs to read feeds; used for one after the other, so that its memory is not
/// asked for and given back each time.
pub(super) struct Intake<'s> {
    store: &'s Store,
    words: UniqueWords,
    text: String,
}

impl<'s> Intake<'s> {
    /// Reads for this store.
    pub(super) fn new(store: &'s Store) -> Self {
        Intake {
            store,
            words: UniqueWords::default(),
            text: String::new(),
        }
    }

    /// Forgets what a feed whose reading broke off has left behind.
    pub(super) fn forget(&mut self) {
        self.words = UniqueWords::default();
    }

    /// The items of a feed, in its order, ready for the store. `feed_title` is indexed with each,
    /// so that a search for an outlet's name finds its articles.
    ///
    /// # Errors
    /// When the store cannot be read, or a text is too long for it.
    pub(super) fn items(&mut self, id: FeedId, feed: ParsedFeed, feed_title: &str) -> Result<Items> {
        let articles = feed.items.into_iter().map(article).collect();
        let (words, text) = (&mut self.words, &mut self.text);
        let items = self.store.prepare(id, articles, |article, html| {
            text.clear();
            extract::loose_text(html, text);
            gather(article, feed_title, text, words);
        })?;
        Ok(items.with_words(words.take_first_met()))
    }
}

/// Counts and gathers an article's words.
fn gather(article: &mut NewArticle, feed_title: &str, text: &str, words: &mut UniqueWords) {
    for part in [&*article.title, &*article.author, feed_title] {
        words.add(part);
    }
    article.words_count = words.add_counted(text);
    article.words = words.take();
}

fn article(item: ParsedItem) -> NewArticle {
    let (author, title) = (join(&item.authors), title(&item));
    let content = item.content_html.unwrap_or_default();
    let summary = item.summary_html.unwrap_or_default();
    // The shorter of the two is kept only where it says something else: a lead, not a copy.
    let (html, other) = if content.len() >= summary.len() {
        (content, summary)
    } else {
        (summary, content)
    };
    let other = Some(other).filter(|other| !other.is_empty() && !has(&html, other));
    NewArticle {
        key: item.key,
        title,
        author,
        url: item.link.as_deref().and_then(address::supplied),
        published: item.published,
        updated: item.updated,
        body: FeedBody {
            html,
            summary_html: other,
            categories: item.categories,
            media: media(item.media),
            comments: item.comments.as_deref().and_then(address::supplied),
            language: item.language,
            coordinates: item.coordinates,
        },
        ..NewArticle::default()
    }
}

/// Whether `text` stands somewhere in `html`. Looks for its beginning, which is quicker than
/// preparing to look for all of it.
fn has(html: &str, text: &str) -> bool {
    const BEGINNING: usize = 12;
    let (html, text) = (html.as_bytes(), text.as_bytes());
    let beginning = text.get(..BEGINNING).unwrap_or(text);
    memchr::memmem::find_iter(html, beginning).any(|at| html.get(at..).is_some_and(|rest| rest.starts_with(text)))
}

/// The media with addresses as they are kept; those without one are left out.
fn media(mut media: Vec<MediaItem>) -> Vec<MediaItem> {
    media.retain_mut(|item| match address::supplied(&item.url) {
        Some(url) => {
            item.url = url;
            true
        }
        // Pictures that come with the program are named, not addressed.
        None => item.url.starts_with("sample:"),
    });
    media
}

fn title(item: &ParsedItem) -> SafeText {
    if !item.title.is_empty() {
        return item.title.clone();
    }
    let mut text = String::new();
    extract::plain_text(item.html(), &mut text);
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
    use crate::store::{FetchedFeed, NewFeed};

    fn read(item: ParsedItem) -> NewArticle {
        let mut read = article(item);
        let mut text = String::new();
        extract::loose_text(&read.body.html, &mut text);
        gather(&mut read, "The Outlet", &text, &mut UniqueWords::default());
        read
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
    fn beginnings_of_words_are_found_whichever_feed_had_the_word_first() {
        let store = Store::open_in_memory().unwrap();
        let mut intake = Intake::new(&store);
        let now = crate::model::Timestamp(1_780_000_000);
        for name in ["a", "b"] {
            let new = NewFeed {
                url: format!("https://example.org/{name}"),
                ..NewFeed::default()
            };
            let feed = store.add_feed(&new).unwrap().id;
            let item = |key: &str, text: &str| ParsedItem {
                key: key.into(),
                content_html: Some(text.into()),
                ..ParsedItem::default()
            };
            let document = ParsedFeed {
                items: vec![
                    item("1", "<p>Asylum and parole</p>"),
                    item("2", "<p>Something else</p>"),
                ],
                ..ParsedFeed::default()
            };
            let fetched = FetchedFeed {
                feed,
                items: Some(intake.items(feed, document, "Feed").unwrap()),
                ..FetchedFeed::default()
            };
            store.store_fetched(vec![fetched], now).unwrap();
        }
        store.finish_indexing().unwrap();
        let query = "asyl".parse().unwrap();
        assert_eq!(store.headlines(&query, now, None, 10).unwrap().len(), 2);
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
