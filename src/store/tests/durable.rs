//! The file: whose it is, that it is safe, and what is said when it cannot be used.

use std::fs;

use super::*;
use rusqlite::Connection;

#[test]
fn sqlite_is_new_enough() {
    // Before 3.51.3 a checkpoint beside a commit could lose data: https://sqlite.org/wal.html
    assert!(rusqlite::version_number() >= 3_051_003, "{}", rusqlite::version());
}

#[test]
fn settings_are_as_promised() {
    let (_folder, path) = on_disk();
    let store = Store::open(&path).unwrap();
    let writer = lock(&store.writer);
    let text = |name: &str| {
        writer
            .connection
            .pragma_query_value(None, name, |row| row.get::<_, rusqlite::types::Value>(0))
            .unwrap()
    };
    use rusqlite::types::Value::{Integer, Text};
    assert_eq!(text("journal_mode"), Text("wal".into()));
    assert_eq!(text("synchronous"), Integer(2));
    assert_eq!(text("foreign_keys"), Integer(1));
    assert_eq!(text("trusted_schema"), Integer(0));
    assert_eq!(text("application_id"), Integer(connect::APPLICATION));
    assert_eq!(text("user_version"), Integer(VERSION));
    assert_eq!(text("page_size"), Integer(8_192));
}

#[test]
fn what_is_stored_is_there_the_next_time() {
    let (_folder, path) = on_disk();
    {
        let store = Store::open(&path).unwrap();
        assert!(store.is_new() && !store.has_had_feeds().unwrap());
        let feed = feed(&store, "one");
        put(&store, feed, vec![item("a", 1, "Visa", "x")]);
    }
    let store = Store::open(&path).unwrap();
    assert!(!store.is_new());
    assert_eq!(all(&store)[0].title.as_str(), "Visa");
    assert_eq!(store.feeds().unwrap()[0].unread, 1);
}

#[test]
fn a_killed_program_loses_nothing_it_had_said_to_be_stored() {
    let (folder, path) = on_disk();
    let store = Store::open(&path).unwrap();
    let feed = feed(&store, "one");
    put(&store, feed, vec![item("a", 1, "Visa", "x")]);
    // What a kill leaves behind: the file and its log as they are on the disk at this moment.
    let left = folder.path().join("left.db");
    fs::copy(&path, &left).unwrap();
    fs::copy(path.with_extension("db-wal"), left.with_extension("db-wal")).unwrap();
    let again = Store::open(&left).unwrap();
    assert_eq!(all(&again).len(), 1);
    assert_eq!(again.integrity().unwrap(), Vec::<String>::new());
}

#[cfg(unix)]
#[test]
fn only_the_user_can_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, path) = on_disk();
    let store = Store::open(&path).unwrap();
    feed(&store, "one");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
    assert_eq!(mode(&path.with_extension("db-wal")), 0o600);
    let copy = path.with_extension("copy");
    store.backup(&copy).unwrap();
    assert_eq!(mode(&copy), 0o600);
}

#[test]
fn a_newer_store_is_refused_by_version() {
    let (_folder, path) = on_disk();
    drop(Store::open(&path).unwrap());
    Connection::open(&path)
        .unwrap()
        .pragma_update(None, "user_version", VERSION + 4)
        .unwrap();
    let said = Store::open(&path).unwrap_err().to_string();
    assert!(
        said.contains(&format!("version {}", VERSION + 4)) && said.contains(&format!("up to {VERSION}")),
        "{said}"
    );
    assert!(said.contains("library.db"));
}

#[test]
fn other_files_are_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let text = folder.path().join("notes.txt");
    let notes = "These are notes, not a database, and there are enough of them to fill a page. ".repeat(200);
    fs::write(&text, &notes).unwrap();
    assert!(matches!(
        Store::open(&text).unwrap_err(),
        StoreError::NotALibrary { .. }
    ));
    assert_eq!(fs::read_to_string(&text).unwrap(), notes);
    let other = folder.path().join("other.db");
    Connection::open(&other)
        .unwrap()
        .execute_batch("CREATE TABLE rss_item (id)")
        .unwrap();
    let before = fs::read(&other).unwrap();
    assert!(matches!(
        Store::open(&other).unwrap_err(),
        StoreError::NotALibrary { .. }
    ));
    assert_eq!(fs::read(&other).unwrap(), before);
}

#[test]
fn damage_is_named_and_not_overwritten() {
    let (_folder, path) = on_disk();
    {
        let store = Store::open(&path).unwrap();
        let feed = feed(&store, "one");
        put(
            &store,
            feed,
            (0..200)
                .map(|n| item(&n.to_string(), n, &format!("Visa {n}"), &"text ".repeat(100)))
                .collect(),
        );
    }
    let mut bytes = fs::read(&path).unwrap();
    let length = bytes.len();
    bytes[8_192 * 4..length - 8_192].fill(0xA5);
    fs::write(&path, &bytes).unwrap();
    let outcome = Store::open(&path).and_then(|store| {
        store.feeds()?;
        store.headlines(&Query::all(), NOW, None, 1_000)?;
        store.integrity()
    });
    match outcome {
        Err(error) => assert!(matches!(error, StoreError::Damaged { .. }), "{error:?}"),
        Ok(faults) => assert!(!faults.is_empty()),
    }
    assert_eq!(fs::read(&path).unwrap().len(), length);
}

#[test]
fn a_place_that_cannot_be_written_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "x").unwrap();
    let error = Store::open(&file.join("library.db")).unwrap_err();
    assert!(
        matches!(error, StoreError::NoAccess { .. }) && error.to_string().contains("library.db"),
        "{error}"
    );
    let error = Store::open(folder.path()).unwrap_err();
    assert!(
        error.to_string().contains(&folder.path().display().to_string()),
        "{error}"
    );
}

#[test]
fn a_full_disk_is_said_and_loses_nothing() {
    let (_folder, path) = on_disk();
    let store = Store::open(&path).unwrap();
    let feed = feed(&store, "one");
    put(&store, feed, vec![item("a", 1, "Visa", "x")]);
    let limit = |pages: i64| {
        lock(&store.writer)
            .connection
            .pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))
            .unwrap()
    };
    limit(1);
    let text = |n| format!("{n} {}", "unlike others ".repeat(40));
    let items = (0..200)
        .map(|n| item(&n.to_string(), n, &format!("Long {n}"), &text(n)))
        .collect();
    let many = FetchedFeed {
        feed,
        items: Some(prepared(&store, feed, items)),
        ..FetchedFeed::default()
    };
    assert!(matches!(
        store.store_fetched(vec![many.clone()], NOW).unwrap_err(),
        StoreError::Full { .. }
    ));
    assert_eq!(all(&store).len(), 1);
    limit(1 << 30);
    assert_eq!(store.store_fetched(vec![many], NOW).unwrap()[0].new, 200);
    store.finish_indexing().unwrap();
    assert_eq!(store.integrity().unwrap(), Vec::<String>::new());
}

#[test]
fn readers_read_while_another_program_writes() {
    let (_folder, path) = on_disk();
    let store = Store::open(&path).unwrap();
    let feed = feed(&store, "one");
    put(&store, feed, vec![item("a", 1, "Visa", "x")]);
    let other = Connection::open(&path).unwrap();
    other
        .execute_batch("BEGIN IMMEDIATE; UPDATE articles SET read = 1")
        .unwrap();
    assert_eq!(found(&store, "is:unread"), ["Visa"]);
    lock(&store.writer)
        .connection
        .busy_timeout(std::time::Duration::ZERO)
        .unwrap();
    let error = store.set_read(&[id_of(&store, "Visa")], true).unwrap_err();
    assert!(error.to_string().contains("another Dateline is writing"), "{error}");
    other.execute_batch("COMMIT").unwrap();
    assert_eq!(found(&store, "is:unread"), Vec::<String>::new());
}

#[test]
fn the_first_schema_opens() {
    let (_folder, path) = on_disk();
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let old = Connection::open(&path).unwrap();
    old.execute_batch(include_str!("../schema/0001.sql")).unwrap();
    old.execute_batch(
        "INSERT INTO feeds (url, title, folder, position) VALUES ('https://one.example/', 'One', '', 1);
         PRAGMA user_version = 1;",
    )
    .unwrap();
    old.pragma_update(None, "application_id", connect::APPLICATION).unwrap();
    drop(old);
    let store = Store::open(&path).unwrap();
    let feed = store.feeds().unwrap()[0].id;
    put(&store, feed, vec![item("a", 1, "Visa", "x")]);
    store.finish_indexing().unwrap();
    assert_eq!(found(&store, "visa"), ["Visa"]);
}

#[test]
fn a_backup_is_a_whole_library() {
    let (folder, path) = on_disk();
    let store = Store::open(&path).unwrap();
    let feed = feed(&store, "one");
    put(&store, feed, vec![item("a", 1, "Visa", "x")]);
    store.finish_indexing().unwrap();
    let copy = folder.path().join("copy.db");
    store.backup(&copy).unwrap();
    assert!(store.backup(&copy).is_err());
    assert_eq!(found(&Store::open(&copy).unwrap(), "visa"), ["Visa"]);
}

#[test]
fn a_store_of_the_first_schema_is_brought_up_to_date() {
    let (_folder, path) = on_disk();
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let old = Connection::open(&path).unwrap();
    old.execute_batch(include_str!("../schema/0001.sql")).unwrap();
    old.pragma_update(None, "application_id", crate::store::connect::APPLICATION)
        .unwrap();
    old.pragma_update(None, "user_version", 1).unwrap();
    drop(old);
    let store = Store::open(&path).unwrap();
    let id = feed(&store, "herald");
    put(&store, id, vec![item("a", 10, "Visa bulletin", "<p>x</p>")]);
    // Photographs of what was there before are gathered like those of what comes.
    assert_eq!(store.ungathered(1, 10).unwrap().len(), 1);
    assert!(path.with_file_name("library.db.v1").exists());
}
