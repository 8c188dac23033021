//! Tests of the store as a whole; what one file does alone is tested there.

mod bundles;
mod durable;
mod fourth_schema;
mod index;
mod intake;
mod marks;
mod names;
mod plans;
mod queries;
mod sites;

use super::*;
use crate::model::{ArticleId, FeedId, Headline, SafeText, Timestamp};
use crate::query::{Query, UniqueWords};

/// The present, in the tests.
const NOW: Timestamp = Timestamp(1_790_000_000);

fn feed(store: &Store, name: &str) -> FeedId {
    let new = NewFeed {
        url: format!("https://{name}.example/feed"),
        title: SafeText::line(&format!("The {name}")),
        site: None,
        folder: SafeText::line("News/Daily"),
    };
    store.add_feed(&new).unwrap().id
}

/// An item filed `age` seconds before the present.
fn item(key: &str, age: i64, title: &str, html: &str) -> NewArticle {
    let mut words = UniqueWords::default();
    let mut text = String::new();
    verify::without_tags(html, &mut text);
    [title, "A. Writer", text.as_str()]
        .iter()
        .for_each(|part| words.add(part));
    NewArticle {
        key: key.into(),
        title: SafeText::line(title),
        author: SafeText::line("A. Writer"),
        url: Some(format!("https://example.org/{key}")),
        published: Some(NOW.plus(-age)),
        words_count: u32::try_from(text.split_whitespace().count()).unwrap(),
        words: words.take(),
        body: FeedBody {
            html: html.into(),
            ..FeedBody::default()
        },
        ..NewArticle::default()
    }
}

fn prepared(store: &Store, feed: FeedId, items: Vec<NewArticle>) -> Items {
    let words: String = items.iter().map(|item| item.words.as_str()).collect();
    store.prepare(feed, items, |_, _| ()).unwrap().with_words(words)
}

fn put(store: &Store, feed: FeedId, items: Vec<NewArticle>) -> StoredCounts {
    let fetched = FetchedFeed {
        feed,
        items: Some(prepared(store, feed, items)),
        ..FetchedFeed::default()
    };
    store.store_fetched(vec![fetched], NOW).unwrap()[0]
}

fn all(store: &Store) -> Vec<Headline> {
    store.headlines(&Query::all(), NOW, None, 1_000).unwrap()
}

/// The titles a query gives; the count must say the same.
fn found(store: &Store, query: &str) -> Vec<String> {
    let query: Query = query.parse().unwrap();
    let headlines = store.headlines(&query, NOW, None, 1_000).unwrap();
    assert!(headlines.is_sorted_by(|a, b| a.id > b.id));
    assert_eq!(store.count(&query, NOW).unwrap(), headlines.len() as u64, "{query}");
    headlines
        .into_iter()
        .map(|headline| headline.title.into_string())
        .collect()
}

fn id_of(store: &Store, title: &str) -> ArticleId {
    all(store)
        .into_iter()
        .find(|headline| headline.title.as_str() == title)
        .unwrap()
        .id
}

fn on_disk() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data").join("library.db");
    (folder, path)
}
