//! A store as the fourth step of the schema left it, opened by the present program.

use rusqlite::{Connection, params};

use super::*;

/// A library of two articles, one starred and read up to a place, with a tag, a photograph and a
/// page that could not be had.
fn as_the_fourth_left_it(path: &std::path::Path) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    let old = Connection::open(path).unwrap();
    for step in [
        include_str!("../schema/0001.sql"),
        include_str!("../schema/0002.sql"),
        include_str!("../schema/0003.sql"),
        include_str!("../schema/0004.sql"),
    ] {
        old.execute_batch(step).unwrap();
    }
    old.execute_batch("INSERT INTO feeds (url, title, folder, position) VALUES ('https://one.example/', 'One', '', 1)")
        .unwrap();
    for (seq, key, starred) in [(1, "raft", 1), (2, "court", 0)] {
        let mut raw = Vec::new();
        let text = FeedBody {
            html: format!("<p>of the {key}</p>"),
            ..FeedBody::default()
        };
        body::lay_out(None, text, &mut raw).unwrap();
        old.execute("INSERT INTO bodies VALUES (?1, ?2)", (seq, pack::pack(&raw).unwrap()))
            .unwrap();
        let sql = "INSERT INTO articles
            (id, feed_id, read, starred, published, body_seq, title, author, retrieved, key_hash, content_hash)
            VALUES (?1, 1, ?2, ?2, ?3, ?4, ?5, 'A. Writer', 1, ?6, 1)";
        let key_hash = hash::hash(&[key.as_bytes()]).cast_signed();
        old.execute(
            sql,
            params![id(seq), starred, NOW.0, seq, format!("Old {key}"), key_hash],
        )
        .unwrap();
    }
    let first = id(1);
    old.execute_batch(&format!(
        "UPDATE meta SET value = 2 WHERE key = 'last_seq';
         UPDATE counts SET total = 2, unread = 1;
         INSERT INTO tags VALUES ({first}, 'mpp', 'MPP');
         INSERT INTO scrolls VALUES ({first}, 42);
         INSERT INTO pages (article_id, fetched, error) VALUES ({first}, 1, '403: not for us');
         INSERT INTO gathered VALUES ({first}, 1);
         PRAGMA user_version = 4;"
    ))
    .unwrap();
    let photo = crate::model::Photo {
        url: "https://pictures.example/raft.jpg".into(),
        photographers: vec![SafeText::line("Ada Sample")],
        ..crate::model::Photo::default()
    };
    let sql = "INSERT INTO photos (article_id, place, address, caption, credit, photo) VALUES (?1, 0, 7, '  ', ' ada sample ', ?2)";
    old.execute(sql, params![first, serde_json::to_string(&photo).unwrap()])
        .unwrap();
    old.execute(
        "INSERT INTO photo_names VALUES (0, ' ada sample ', 1, ?1, 'Ada Sample')",
        [first],
    )
    .unwrap();
    old.pragma_update(None, "application_id", connect::APPLICATION).unwrap();
}

fn id(seq: i64) -> i64 {
    ids::first_at(NOW) + (seq << ids::ZERO_BITS)
}

#[test]
fn a_store_of_the_fourth_schema_keeps_everything_and_learns_of_sites() {
    let (_folder, path) = on_disk();
    as_the_fourth_left_it(&path);
    let store = Store::open(&path).unwrap();
    assert_eq!(found(&store, ""), ["Old court", "Old raft"]);
    for query in ["is:starred", "is:read", "tag:mpp", "photographer:\"ada sample\""] {
        assert_eq!(found(&store, query), ["Old raft"], "{query}");
    }
    let raft = ArticleId(id(1));
    assert_eq!(store.scroll(raft).unwrap(), 42);
    let stored = store.stored_article(raft).unwrap().unwrap();
    assert_eq!(stored.body.html, "<p>of the raft</p>");
    assert_eq!(stored.page_error, Some(SafeText::line("403: not for us")));
    let feed = &store.feeds().unwrap()[0];
    assert_eq!((feed.total, feed.unread), (2, 1));
    // What the fifth step is for.
    assert_eq!(store.sites().unwrap(), []);
    for article in [1, 2] {
        store
            .learn_site("a.example", ArticleId(id(article)), &[(7, "Support us.")], NOW)
            .unwrap();
    }
    assert_eq!(store.site_blocks("a.example").unwrap().len(), 1);
    assert_eq!(store.integrity().unwrap(), Vec::<String>::new());
    drop(store);
    // The store as it was stays beside it.
    let copy =
        Connection::open(path.with_file_name(format!("{}.v4", path.file_name().unwrap().to_string_lossy()))).unwrap();
    let version: i64 = copy.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    assert_eq!(version, 4);
    // Opened again, nothing is to be done.
    assert_eq!(found(&Store::open(&path).unwrap(), "is:starred"), ["Old raft"]);
}
