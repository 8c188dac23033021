//! Names, quotes, captions and citations across articles.

use super::*;
use crate::model::{Analysis, CaptionName, Citation, Entity, EntityKind, Mention, Quote, QuoteKind};
use rusqlite::Connection;

fn entity(kind: EntityKind, key: &str, name: &str, mentions: usize) -> Entity {
    Entity {
        kind,
        key: key.into(),
        name: SafeText::line(name),
        value: None,
        url: None,
        mentions: (0..mentions).map(|at| Mention { range: at..at + 1 }).collect(),
        prominence: 0.5,
    }
}

fn quote(entity: usize) -> Quote {
    Quote {
        range: 0..1,
        kind: QuoteKind::Direct,
        speaker: None,
        entity: Some(entity),
        verb: None,
        around: 0..0,
    }
}

fn citation(canonical: &str) -> Citation {
    Citation {
        ranges: vec![0..1, 3..4],
        canonical: canonical.into(),
        url: None,
    }
}

const NAMING: Naming = Naming {
    key: |name| (name == "Citizenship and Immigration Services").then(|| "uscis".to_owned()),
    citation: |text| (text == "8 USC 1158").then(|| "8 U.S.C. § 1158".to_owned()),
};

/// Three articles: one quotes Cuccinelli, one names him, one has him in a caption alone.
fn library() -> Store {
    let store = Store::open_in_memory().unwrap().naming_with(NAMING);
    let courier = feed(&store, "courier");
    let items = (1..=3).map(|n| item(&n.to_string(), n * 3_600, &format!("Article {n}"), "<p>x</p>"));
    put(&store, courier, items.collect());
    store.finish_indexing().unwrap();
    fill(&store);
    store
}

fn fill(store: &Store) {
    let person = || entity(EntityKind::Person, "ken cuccinelli", "Ken Cuccinelli", 2);
    let agency = || {
        entity(
            EntityKind::Agency,
            "uscis",
            "US Citizenship and Immigration Services",
            1,
        )
    };
    let one = Analysis {
        engine: 3,
        entities: vec![person(), agency(), entity(EntityKind::Place, "el paso", "El Paso", 1)],
        quotes: vec![quote(0), quote(0)],
        citations: vec![citation("8 U.S.C. § 1158(a)")],
        ..Analysis::default()
    };
    let two = Analysis {
        engine: 3,
        entities: vec![agency(), person()],
        quotes: vec![quote(0)],
        citations: vec![citation("8 U.S.C. § 1182"), citation("Plyler v. Doe, 457 U.S. 202")],
        ..Analysis::default()
    };
    let three = Analysis {
        engine: 3,
        captions: vec![CaptionName {
            photo: 0,
            kind: EntityKind::Person,
            key: "ken cuccinelli".into(),
            name: SafeText::line("Ken Cuccinelli"),
        }],
        ..Analysis::default()
    };
    let id = |n: usize| id_of(store, &format!("Article {n}"));
    store
        .store_analysis(&[(id(1), one), (id(2), two), (id(3), three)])
        .unwrap();
}

#[test]
fn names_are_asked_for_by_what_they_are() {
    let store = library();
    assert_eq!(found(&store, "person:cuccinelli").len(), 3);
    assert_eq!(found(&store, "person:\"ken cucc\"").len(), 3);
    assert_eq!(found(&store, "person:ucc"), Vec::<String>::new());
    assert_eq!(found(&store, "org:cuccinelli"), Vec::<String>::new());
    assert_eq!(found(&store, "org:\"immigration services\"").len(), 2);
    assert_eq!(found(&store, "org:\"services immigration\""), Vec::<String>::new());
    assert_eq!(found(&store, "org:uscis place:paso"), ["Article 1"]);
    assert_eq!(found(&store, "-place:\"El Paso\" is:unread").len(), 2);
    assert_eq!(found(&store, "speaker:cuccinelli"), ["Article 1"]);
    assert_eq!(found(&store, "speaker:uscis"), ["Article 2"]);
    assert_eq!(found(&store, "-speaker:\"Ken Cuccinelli\"").len(), 2);
    assert_eq!(
        found(&store, "entity:\"Citizenship and Immigration Services\"").len(),
        2
    );
}

#[test]
fn citations_are_found_however_they_are_written() {
    let store = library();
    assert_eq!(found(&store, "cites:\"8 USC 1158\""), ["Article 1"]);
    assert_eq!(found(&store, "cites:\"8 U.S.C. § 1158(a)\""), ["Article 1"]);
    assert_eq!(found(&store, "cites:plyler"), ["Article 2"]);
    assert_eq!(found(&store, "cites:\"8 U.S.C.\"").len(), 2);
    assert_eq!(found(&store, "cites:115"), Vec::<String>::new());
    assert_eq!(found(&store, "-cites:1182").len(), 2);
}

#[test]
fn names_are_completed_from_any_of_their_words() {
    let store = library();
    let names = |begun: &str| {
        let names = store.entity_names(begun, 9).unwrap();
        names
            .into_iter()
            .map(|named| (named.name.into_string(), named.articles))
            .collect::<Vec<_>>()
    };
    assert_eq!(names("cucc"), [("Ken Cuccinelli".to_owned(), 3)]);
    assert_eq!(names("ken c"), [("Ken Cuccinelli".to_owned(), 3)]);
    assert_eq!(names("uscis").len(), 1);
    assert_eq!(
        names("USC"),
        [("US Citizenship and Immigration Services".to_owned(), 2)]
    );
    assert_eq!(names("Citizenship and Immigration Services").len(), 1);
    assert_eq!(names(""), []);
    assert_eq!(names("' OR 1"), []);
    // What no article has any more is not offered.
    let id = id_of(&store, "Article 1");
    store.store_analysis(&[(id, Analysis::default())]).unwrap();
    assert_eq!(names("paso"), []);
}

#[test]
fn a_store_of_the_first_schema_is_brought_up_to_date() {
    let (folder, _) = on_disk();
    let path = folder.path().join("old.db");
    let old = Connection::open(&path).unwrap();
    old.execute_batch(include_str!("../schema/0001.sql")).unwrap();
    old.execute_batch(
        "INSERT INTO feeds (id, url, title, folder, position) VALUES (1, 'https://a.example/feed', 'A', '', 1);
         INSERT INTO bodies VALUES (1, x'');
         INSERT INTO articles (id, feed_id, published, body_seq, title, author, retrieved, key_hash, content_hash, analysed)
           VALUES (1099511627776, 1, 1, 1, 'Old', '', 1, 1, 1, 1);
         INSERT INTO entities VALUES (7, 'ken cuccinelli', 'person', 'Ken Cuccinelli', 'ken cuccinelli');
         INSERT INTO mentions VALUES (1099511627776, 7, 2, 0.5);",
    )
    .unwrap();
    old.pragma_update(None, "application_id", connect::APPLICATION).unwrap();
    old.pragma_update(None, "user_version", 1).unwrap();
    drop(old);
    let store = Store::open(&path).unwrap();
    assert!(
        path.with_file_name("old.db.v1").exists(),
        "a copy of the old one is kept"
    );
    assert_eq!(found(&store, "person:cuccinelli"), ["Old"]);
    assert_eq!(store.entity_names("cucc", 5).unwrap()[0].articles, 1);
    assert_eq!(store.unanalysed(1, 5).unwrap().len(), 1);
    assert!(
        store
            .integrity()
            .unwrap()
            .iter()
            .all(|fault| fault.contains("text of article"))
    );
}

#[test]
fn what_an_earlier_engine_looked_through_comes_up_again_and_is_done_once() {
    let store = library();
    assert_eq!(store.unanalysed(3, 9).unwrap(), []);
    let again = store.unanalysed(4, 9).unwrap();
    assert_eq!(again.len(), 3);
    assert_eq!(store.outdated().unwrap(), again, "newest first");
    store.mark_analysed(&again[..2], 4).unwrap();
    assert_eq!(store.outdated().unwrap(), again[2..]);
    assert_eq!(store.unanalysed(4, 9).unwrap(), again[2..]);
}

const SIZE: PageSize = PageSize {
    weeks: 4,
    articles: 2,
    sources: 9,
    beside: 9,
};

#[test]
fn a_record_gathers_what_all_articles_have_of_an_entity() {
    let store = library();
    let record = |key: &str, kind| store.entity_record(key, kind, NOW, SIZE).unwrap();
    let him = record("ken cuccinelli", EntityKind::Person).unwrap();
    assert_eq!((him.entity.name.as_str(), him.entity.articles), ("Ken Cuccinelli", 3));
    assert_eq!(him.totals, [4, 2, 1], "mentions, quotes, captions");
    assert_eq!(him.weeks, [0, 0, 0, 5]);
    let titles: Vec<&str> = him
        .newest
        .iter()
        .map(|article| article.headline.title.as_str())
        .collect();
    assert_eq!(
        titles,
        ["Article 1", "Article 2"],
        "newest first, no more than asked for"
    );
    assert_eq!(him.newest[0].feed.as_str(), "The courier");
    assert_eq!(him.quoted_in, [id_of(&store, "Article 1")]);
    assert_eq!(him.captioned_in, [id_of(&store, "Article 3")]);
    let beside: Vec<(&str, u64)> = him
        .beside
        .iter()
        .map(|named| (named.key.as_str(), named.articles))
        .collect();
    assert_eq!(beside, [("uscis", 2), ("el paso", 1)]);
    assert_eq!(record("ken cuccinelli", EntityKind::Place), None);
    assert_eq!(record("nobody", EntityKind::Person), None);
}

#[test]
fn one_thing_of_two_sorts_of_organisation_has_one_page() {
    let store = library();
    let more = Analysis {
        engine: 3,
        entities: vec![entity(EntityKind::Organisation, "uscis", "USCIS", 3)],
        ..Analysis::default()
    };
    store.store_analysis(&[(id_of(&store, "Article 3"), more)]).unwrap();
    let record = store
        .entity_record("uscis", EntityKind::Organisation, NOW, SIZE)
        .unwrap()
        .unwrap();
    assert_eq!((record.entity.articles, record.entity.kind), (3, EntityKind::Agency));
    assert_eq!(store.entities_called("uscis").unwrap().len(), 2);
}

#[test]
fn weeks_are_counted_back_from_now() {
    let store = Store::open_in_memory().unwrap();
    let courier = feed(&store, "courier");
    const DAY: i64 = 86_400;
    let ages = [-DAY, 0, 6 * DAY, 8 * DAY, 27 * DAY, 400 * DAY];
    let items = ages
        .iter()
        .map(|age| item(&age.to_string(), *age, &format!("Aged {age}"), "<p>x</p>"));
    put(&store, courier, items.collect());
    let found: Vec<(ArticleId, Analysis)> = all(&store)
        .into_iter()
        .map(|headline| {
            let analysis = Analysis {
                engine: 3,
                entities: vec![entity(EntityKind::Person, "x", "X", 1)],
                ..Analysis::default()
            };
            (headline.id, analysis)
        })
        .collect();
    store.store_analysis(&found).unwrap();
    let record = store
        .entity_record("x", EntityKind::Person, NOW, SIZE)
        .unwrap()
        .unwrap();
    assert_eq!(record.weeks, [1, 0, 1, 3]);
    assert_eq!(record.entity.articles, 6);
}

#[test]
fn a_page_and_names_are_read_from_indexes_alone() {
    let store = library();
    let plan = |sql: &str| {
        store
            .read(|connection| {
                let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
                let none = (0..statement.parameter_count()).map(|_| rusqlite::types::Value::Null);
                let steps = statement.query_map(rusqlite::params_from_iter(none), |row| row.get::<_, String>(3))?;
                Ok(steps.collect::<rusqlite::Result<Vec<_>>>()?)
            })
            .unwrap()
    };
    assert_eq!(
        plan(entity_page::SHARES),
        ["SEARCH mentions USING COVERING INDEX mention_entity (entity_id=?)"]
    );
    let names = plan(entity_name::NAMES);
    assert!(
        !names
            .iter()
            .any(|step| step.starts_with("SCAN e") || step.starts_with("SCAN m")),
        "{names:#?}"
    );
    assert!(
        names
            .iter()
            .any(|step| step.contains("entity_words USING PRIMARY KEY (word>? AND word<?)")),
        "{names:#?}"
    );
}
