//! The full-text index comes after the articles, and comes back after a crash.

use super::*;

fn words(article: &Unindexed<'_>) -> String {
    let mut words = UniqueWords::default();
    let mut text = String::new();
    verify::without_tags(&article.body.html, &mut text);
    [
        article.title,
        article.author,
        article.feed_title,
        &text,
        article.page_text,
    ]
    .iter()
    .for_each(|part| words.add(part));
    words.take()
}

#[test]
fn articles_are_listed_before_they_are_indexed() {
    let store = Store::open_in_memory().unwrap();
    let feed = feed(&store, "one");
    put(&store, feed, vec![item("a", 1, "Visa", "x")]);
    assert!(store.index_pending().unwrap());
    assert_eq!((all(&store).len(), found(&store, "visa").len()), (1, 0));
    store.finish_indexing().unwrap();
    assert!(!store.index_pending().unwrap());
    assert_eq!(found(&store, "visa"), ["Visa"]);
}

#[test]
fn a_crash_before_indexing_loses_nothing() {
    let (_folder, path) = on_disk();
    {
        let store = Store::open(&path).unwrap();
        let feed = feed(&store, "one");
        put(&store, feed, vec![item("a", 1, "Visa", "indexed")]);
        store.finish_indexing().unwrap();
        put(
            &store,
            feed,
            (0..25)
                .map(|n| item(&n.to_string(), n + 5, &format!("Visa {n}"), "waiting"))
                .collect(),
        );
        put(&store, feed, vec![item("a", 1, "Court", "indexed again")]);
        // What waits in memory is lost, as in a crash.
        lock(&store.writer).pending = fulltext::Pending::default();
    }
    let store = Store::open(&path).unwrap();
    assert!(store.index_pending().unwrap());
    assert_eq!((all(&store).len(), found(&store, "waiting").len()), (26, 0));
    store.catch_up_index(10, words).unwrap();
    assert!(!store.index_pending().unwrap());
    assert_eq!((found(&store, "waiting").len(), found(&store, "visa").len()), (25, 25));
    assert_eq!(found(&store, "again"), ["Court"]);
    // The feed's name is among the words that are made anew.
    assert_eq!(found(&store, "one").len(), 26);
    store.catch_up_index(10, |_| unreachable!()).unwrap();
    assert_eq!(store.integrity().unwrap(), Vec::<String>::new());
}

#[test]
fn an_orderly_end_leaves_nothing_to_catch_up() {
    let (_folder, path) = on_disk();
    {
        let store = Store::open(&path).unwrap();
        let feed = feed(&store, "one");
        put(&store, feed, vec![item("a", 1, "Visa", "x")]);
    }
    let store = Store::open(&path).unwrap();
    assert!(!store.index_pending().unwrap());
    assert_eq!(found(&store, "visa"), ["Visa"]);
}

#[test]
fn many_batches_make_one_index() {
    let store = Store::open_in_memory().unwrap();
    let feed = feed(&store, "one");
    for batch in 0..40 {
        put(
            &store,
            feed,
            (0..5)
                .map(|n| {
                    item(
                        &format!("{batch}-{n}"),
                        n * 1_000 + batch,
                        "Visa",
                        &format!("batch{batch}"),
                    )
                })
                .collect(),
        );
        store.finish_indexing().unwrap();
    }
    assert_eq!(found(&store, "visa").len(), 200);
    assert_eq!(found(&store, "batch7").len(), 5);
    assert_eq!(store.integrity().unwrap(), Vec::<String>::new());
}

#[test]
fn two_programs_write_and_index_the_same_file() {
    let (_folder, path) = on_disk();
    let (one, two) = (Store::open(&path).unwrap(), Store::open(&path).unwrap());
    let feed = feed(&one, "one");
    let version = one.data_version().unwrap();
    put(&one, feed, vec![item("a", 1, "Visa", "x")]);
    assert_eq!(one.data_version().unwrap(), version);
    put(&two, feed, vec![item("b", 2, "Court", "x")]);
    assert_ne!(one.data_version().unwrap(), version);
    put(&two, feed, vec![item("a", 1, "Border", "x")]);
    two.finish_indexing().unwrap();
    one.finish_indexing().unwrap();
    assert!(!one.index_pending().unwrap());
    assert_eq!(found(&one, "border"), ["Border"]);
    assert_eq!(found(&two, "visa"), Vec::<String>::new());
    assert_eq!(found(&one, "x").len(), 2);
}
