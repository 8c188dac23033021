//! Lists need no sorting and no walk through what they do not show, whatever the planner knows.

use super::*;
use compile::{Compiled, Driver};
use rusqlite::params_from_iter;
use vocabulary::Wanting;

fn plans(store: &Store, query: &str) -> (Driver, Vec<String>) {
    store
        .read(|connection| {
            let compiled = Compiled::new(connection, &query.parse().unwrap(), NOW, Wanting::First, store.naming)?;
            let (sql, values) = compiled.select(&((1 << 40)..(1 << 52)));
            let (sql, values) = if let Driver::Ids(_) = compiled.driver {
                compiled.select_one()
            } else {
                (sql, values)
            };
            let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
            let steps = statement.query_map(params_from_iter(values), |row| row.get::<_, String>(3))?;
            Ok((compiled.driver, steps.collect::<rusqlite::Result<Vec<_>>>()?))
        })
        .unwrap()
}

fn check_plans(store: &Store) {
    let queries = [
        ("", "SEARCH a USING INTEGER PRIMARY KEY"),
        ("since:7d", "SEARCH a USING INTEGER PRIMARY KEY"),
        ("is:unread", "SEARCH a USING INDEX article_unread"),
        ("is:starred", "SEARCH a USING INDEX article_starred"),
        ("is:saved is:unread", "SEARCH a USING INDEX article_saved"),
        ("feed:one", "SEARCH a USING INDEX article_feed"),
        ("feed:one is:unread since:3d", "SEARCH a USING INDEX article_feed"),
        ("visa", "SCAN fulltext VIRTUAL TABLE"),
        ("visa court -border is:unread feed:one", "SCAN fulltext VIRTUAL TABLE"),
        ("\"visa court\"", "SCAN fulltext VIRTUAL TABLE"),
        ("-border", "SEARCH a USING INTEGER PRIMARY KEY"),
        ("tag:brief", "SEARCH a USING INTEGER PRIMARY KEY"),
        ("entity:uscis", "SCAN fulltext VIRTUAL TABLE"),
        ("person:cuccinelli", "SEARCH a USING INTEGER PRIMARY KEY"),
        ("speaker:cuccinelli is:unread", "SEARCH a USING INTEGER PRIMARY KEY"),
        ("-org:uscis", "SEARCH a USING INTEGER PRIMARY KEY"),
        ("cites:\"8 U.S.C. § 1158\"", "SEARCH a USING INTEGER PRIMARY KEY"),
    ];
    for (query, first) in queries {
        let (driver, steps) = plans(store, query);
        assert!(steps[0].starts_with(first), "{query}: {steps:#?}");
        assert!(
            !steps
                .iter()
                .any(|step| step.contains("TEMP B-TREE FOR ORDER BY") || step.starts_with("SCAN a")),
            "{query}: {steps:#?}"
        );
        if matches!(driver, Driver::Words(_)) {
            assert!(
                steps[1].starts_with("SEARCH a USING INTEGER PRIMARY KEY (rowid=?)"),
                "{query}: {steps:#?}"
            );
        }
    }
}

#[test]
fn plans_hold_on_a_fresh_and_on_an_analysed_store() {
    let (_folder, path) = on_disk();
    let store = Store::open(&path).unwrap();
    let (one, two) = (feed(&store, "one"), feed(&store, "two"));
    check_plans(&store);
    for (feed, share) in [(one, 300), (two, 3)] {
        put(
            &store,
            feed,
            (0..share)
                .map(|n| item(&n.to_string(), n * 60, "Visa", "court"))
                .collect(),
        );
    }
    let ids: Vec<ArticleId> = all(&store).iter().map(|line| line.id).collect();
    store.set_read(&ids[5..], true).unwrap();
    store.finish_indexing().unwrap();
    check_plans(&store);
    lock(&store.writer).connection.execute_batch("ANALYZE").unwrap();
    drop(store);
    check_plans(&Store::open(&path).unwrap());
}
