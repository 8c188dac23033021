//! Bodies that are kept together.

use super::*;

fn number(store: &Store, sql: &str) -> i64 {
    lock(&store.writer)
        .connection
        .query_row(sql, [], |row| row.get(0))
        .unwrap()
}

fn text_of(store: &Store, title: &str) -> String {
    store.stored_article(id_of(store, title)).unwrap().unwrap().body.html
}

fn three() -> Vec<NewArticle> {
    vec![
        item("a", 900, "One", "<p>first text</p>"),
        item("b", 800, "Two", "<p>second text</p>"),
        item("c", 1, "Three", "<p>third text</p>"),
    ]
}

#[test]
fn what_comes_together_is_one_blob_until_the_last_goes() {
    let store = Store::open_in_memory().unwrap();
    let feed = feed(&store, "one");
    assert_eq!(put(&store, feed, three()).new, 3);
    assert_eq!(number(&store, "SELECT count(*) FROM bodies"), 1);
    for (title, text) in [("One", "first"), ("Two", "second"), ("Three", "third")] {
        assert_eq!(text_of(&store, title), format!("<p>{text} text</p>"));
    }
    store
        .set_read(&[id_of(&store, "One"), id_of(&store, "Two")], true)
        .unwrap();
    assert_eq!(store.let_go(NOW.plus(-600), 100).unwrap(), 2);
    assert_eq!(number(&store, "SELECT used FROM bundles"), 1);
    assert_eq!(text_of(&store, "Three"), "<p>third text</p>");
    assert_eq!(store.integrity().unwrap(), Vec::<String>::new());
    store.remove_feed(feed).unwrap();
    assert_eq!(number(&store, "SELECT count(*) FROM bodies"), 0);
    assert_eq!(number(&store, "SELECT count(*) FROM bundles"), 0);
}

#[test]
fn an_edited_article_leaves_its_bundle() {
    let store = Store::open_in_memory().unwrap();
    let feed = feed(&store, "one");
    put(&store, feed, three());
    let changed = |item: &NewArticle| NewArticle {
        body: FeedBody {
            html: "<p>rewritten at length</p>".into(),
            ..FeedBody::default()
        },
        ..item.clone()
    };
    let mut items = three();
    items[1] = changed(&items[1]);
    assert_eq!(put(&store, feed, items.clone()).edited, 1);
    assert_eq!(text_of(&store, "Two"), "<p>rewritten at length</p>");
    assert_eq!(text_of(&store, "Three"), "<p>third text</p>");
    assert_eq!(number(&store, "SELECT used FROM bundles"), 2);
    assert_eq!(
        number(&store, "SELECT count(*) FROM bodies"),
        2,
        "it came alone: a blob of its own"
    );
    assert_eq!(put(&store, feed, items.clone()).edited, 0);
    let all: Vec<_> = items.iter().map(changed).collect();
    put(&store, feed, all);
    assert_eq!(
        number(&store, "SELECT count(*) FROM bodies"),
        2,
        "the first bundle is gone"
    );
    assert_eq!(store.integrity().unwrap(), Vec::<String>::new());
}

#[test]
fn large_bodies_make_bundles_of_their_own() {
    let store = Store::open_in_memory().unwrap();
    let feed = feed(&store, "one");
    let long = |key: &str, age| {
        let text: String = (0..4_000).map(|n| format!("{key}{n} ")).collect();
        item(key, age, &format!("Long {key}"), &text)
    };
    put(&store, feed, vec![long("a", 1), long("b", 2), long("c", 3)]);
    assert!(number(&store, "SELECT count(*) FROM bodies") >= 2);
    assert!(text_of(&store, "Long b").starts_with("b0 b1 "));
    assert_eq!(store.integrity().unwrap(), Vec::<String>::new());
}

#[test]
fn bodies_of_the_first_schema_are_read_changed_and_removed() {
    let (_folder, path) = on_disk();
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    let old = Connection::open(&path).unwrap();
    old.execute_batch(include_str!("../schema/0001.sql")).unwrap();
    old.execute_batch("INSERT INTO feeds (url, title, folder, position) VALUES ('https://one.example/', 'One', '', 1); PRAGMA user_version = 1;")
        .unwrap();
    for (seq, key) in [(1, "a"), (2, "b")] {
        let mut raw = Vec::new();
        let text = FeedBody {
            html: format!("<p>old {key}</p>"),
            ..FeedBody::default()
        };
        body::lay_out(None, text, &mut raw).unwrap();
        old.execute("INSERT INTO bodies VALUES (?1, ?2)", (seq, pack::pack(&raw).unwrap()))
            .unwrap();
        let sql =
            "INSERT INTO articles (id, feed_id, published, body_seq, title, author, retrieved, key_hash, content_hash)
            VALUES (?1, 1, ?2, ?3, ?4, 'A. Writer', 1, ?5, 1)";
        let id = ids::first_at(NOW) + (seq << ids::ZERO_BITS);
        let key_hash = hash::hash(&[key.as_bytes()]).cast_signed();
        old.execute(sql, (id, NOW.0, seq, format!("Old {key}"), key_hash))
            .unwrap();
    }
    old.execute_batch("UPDATE meta SET value = 2 WHERE key = 'last_seq'")
        .unwrap();
    old.pragma_update(None, "application_id", connect::APPLICATION).unwrap();
    drop(old);
    let store = Store::open(&path).unwrap();
    assert_eq!(text_of(&store, "Old a"), "<p>old a</p>");
    let feed = store.feeds().unwrap()[0].id;
    put(
        &store,
        feed,
        vec![item("a", 0, "Old a", "<p>new a</p>"), item("c", 5, "New c", "<p>c</p>")],
    );
    assert_eq!(
        (text_of(&store, "Old a"), text_of(&store, "Old b")),
        ("<p>new a</p>".into(), "<p>old b</p>".into())
    );
    assert_eq!(number(&store, "SELECT count(*) FROM bodies"), 2);
    assert_eq!(store.feeds().unwrap()[0].total, 3);
    store.finish_indexing().unwrap();
    assert_eq!(store.integrity().unwrap(), Vec::<String>::new());
    store.remove_feed(feed).unwrap();
    assert_eq!(number(&store, "SELECT count(*) FROM bodies"), 0);
}
