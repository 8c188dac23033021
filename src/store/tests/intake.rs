//! What a refresh stores, and what it leaves alone.

use super::*;
use crate::model::{FeedHealth, Outcome, Validators};

#[test]
fn new_items_are_listed_newest_first_and_read_whole() {
    let store = Store::open_in_memory().unwrap();
    let feed = feed(&store, "courier");
    let counts = put(
        &store,
        feed,
        vec![
            item("b", 60, "Newer", "<p>New <b>text</b></p>"),
            item("a", 120, "Older", "<p>Old</p>"),
        ],
    );
    assert_eq!((counts.new, counts.edited, counts.total_items), (2, 0, 2));
    let headlines = all(&store);
    assert_eq!(
        headlines.iter().map(|line| line.title.as_str()).collect::<Vec<_>>(),
        ["Newer", "Older"]
    );
    let whole = store.stored_article(headlines[0].id).unwrap().unwrap();
    assert_eq!(whole.headline, headlines[0]);
    assert_eq!(
        (whole.body.html.as_str(), whole.url.as_deref()),
        ("<p>New <b>text</b></p>", Some("https://example.org/b"))
    );
    assert_eq!((whole.feed_title.as_str(), whole.retrieved), ("The courier", NOW));
    assert_eq!(store.stored_article(ArticleId(5)).unwrap(), None);
}

#[test]
fn the_same_document_again_changes_nothing() {
    let store = Store::open_in_memory().unwrap();
    let feed = feed(&store, "courier");
    let items = vec![item("b", 60, "Newer", "<p>x</p>"), item("a", 120, "Older", "<p>y</p>")];
    put(&store, feed, items.clone());
    let seq = store.last_seq().unwrap();
    let counts = put(&store, feed, items);
    assert_eq!((counts.new, counts.edited), (0, 0));
    assert_eq!(store.last_seq().unwrap(), seq);
}

#[test]
fn an_edited_item_keeps_its_states_and_its_place() {
    let store = Store::open_in_memory().unwrap();
    let feed = feed(&store, "courier");
    put(
        &store,
        feed,
        vec![
            item("a", 60, "Before", "<p>one</p>"),
            item("b", 90, "Other", "<p>other</p>"),
        ],
    );
    let id = id_of(&store, "Before");
    store.set_read(&[id], true).unwrap();
    store.set_starred(&[id], true).unwrap();
    store.add_tag(id, &SafeText::line("Brief")).unwrap();
    let mut changed = item("a", 10, "After", "<p>two</p>");
    let counts = put(&store, feed, vec![changed.clone()]);
    assert_eq!((counts.new, counts.edited), (0, 1));
    store.finish_indexing().unwrap();
    let whole = store.stored_article(id).unwrap().unwrap();
    assert_eq!(whole.headline.title.as_str(), "After");
    assert_eq!(whole.body.html, "<p>two</p>");
    assert_eq!(whole.tags, [SafeText::line("Brief")]);
    let flags = whole.headline.flags;
    assert!(flags.read && flags.starred && flags.edited);
    assert_eq!(whole.headline.published, NOW.plus(-10));
    assert_eq!(found(&store, "one"), Vec::<String>::new());
    assert_eq!(found(&store, "two"), ["After"]);
    // A change that nobody reads is stored, but is no edit.
    changed.body.html = "<p class=\"x\">two</p>".into();
    changed.body.comments = Some("https://example.org/comments".into());
    assert_eq!(put(&store, feed, vec![changed]).edited, 0);
    assert!(store.stored_article(id).unwrap().unwrap().body.comments.is_some());
    assert_eq!(store.integrity().unwrap(), Vec::<String>::new());
}

#[test]
fn two_feeds_with_the_same_key_do_not_touch_each_other() {
    let store = Store::open_in_memory().unwrap();
    let (one, two) = (feed(&store, "one"), feed(&store, "two"));
    put(&store, one, vec![item("guid", 60, "Of one", "<p>x</p>")]);
    store.set_read(&[id_of(&store, "Of one")], true).unwrap();
    assert_eq!(put(&store, two, vec![item("guid", 60, "Of two", "<p>evil</p>")]).new, 1);
    let of_one = store.stored_article(id_of(&store, "Of one")).unwrap().unwrap();
    assert!(of_one.headline.flags.read && of_one.body.html == "<p>x</p>");
    assert!(
        !store
            .stored_article(id_of(&store, "Of two"))
            .unwrap()
            .unwrap()
            .headline
            .flags
            .read
    );
}

#[test]
fn missing_and_impossible_dates_are_the_present_and_marked() {
    let store = Store::open_in_memory().unwrap();
    let feed = feed(&store, "courier");
    let mut items: Vec<NewArticle> = (0..50)
        .map(|n| item(&n.to_string(), 0, &format!("T{n}"), "x"))
        .collect();
    items[0].published = None;
    items[1].published = Some(NOW.plus(40 * 86_400));
    items[2].published = Some(Timestamp(-5));
    items[3].published = Some(NOW.plus(3_600));
    put(&store, feed, items);
    let guessed: Vec<String> = all(&store)
        .into_iter()
        .filter(|line| line.flags.date_guessed)
        .map(|line| line.title.into_string())
        .collect();
    assert_eq!(guessed.len(), 3);
    assert!(
        all(&store)
            .iter()
            .all(|line| line.published >= NOW && line.published <= NOW.plus(3_600))
    );
    assert_eq!(all(&store).len(), 50);
}

#[test]
fn a_key_twice_in_one_document_is_one_article() {
    let store = Store::open_in_memory().unwrap();
    let feed = feed(&store, "courier");
    let counts = put(
        &store,
        feed,
        vec![item("a", 1, "First", "x"), item("a", 2, "Second", "y")],
    );
    assert_eq!((counts.new, counts.total_items, all(&store).len()), (1, 2, 1));
}

#[test]
fn a_failure_or_no_change_touches_no_article() {
    let store = Store::open_in_memory().unwrap();
    let id = feed(&store, "courier");
    put(&store, id, vec![item("a", 1, "First", "x")]);
    let health = FeedHealth {
        checked: Some(NOW),
        due: Some(NOW.plus(600)),
        error: Some(SafeText::line("timed out")),
        errors: 2,
        status: 503,
        ..FeedHealth::default()
    };
    let validators = Validators {
        etag: Some("\"e\"".into()),
        last_modified: None,
    };
    let outcome = Outcome {
        health: health.clone(),
        validators: validators.clone(),
        moved_to: Some("https://moved.example/".into()),
    };
    store
        .store_fetched(
            vec![FetchedFeed {
                feed: id,
                outcome,
                ..FetchedFeed::default()
            }],
            NOW,
        )
        .unwrap();
    let stored = store.feed(id).unwrap().unwrap();
    assert_eq!(
        (stored.health, stored.url.as_str(), stored.total),
        (health, "https://moved.example/", 1)
    );
    assert_eq!(store.due(NOW, false).unwrap(), []);
    let due = &store.due(NOW.plus(600), false).unwrap()[0];
    assert_eq!(
        (due.validators.clone(), due.newest.as_slice()),
        (validators, &[NOW.plus(-1)][..])
    );
    assert_eq!(store.due(NOW, true).unwrap().len(), 1);
}

#[test]
fn a_feed_does_not_move_onto_another() {
    let store = Store::open_in_memory().unwrap();
    let (one, two) = (feed(&store, "one"), feed(&store, "two"));
    let outcome = Outcome {
        moved_to: Some("https://two.example/feed".into()),
        ..Outcome::default()
    };
    store
        .store_fetched(
            vec![FetchedFeed {
                feed: one,
                outcome,
                ..FetchedFeed::default()
            }],
            NOW,
        )
        .unwrap();
    assert_eq!(store.feed(one).unwrap().unwrap().url, "https://one.example/feed");
    assert!(store.set_feed_url(one, "https://two.example/feed").is_err());
    assert_eq!(store.feed_by_url("https://two.example/feed").unwrap().unwrap().id, two);
}

#[test]
fn leaving_a_feed_keeps_what_was_kept_and_coming_back_finds_it() {
    let store = Store::open_in_memory().unwrap();
    let (one, two) = (feed(&store, "one"), feed(&store, "two"));
    put(
        &store,
        one,
        vec![
            item("a", 1, "Starred", "x"),
            item("b", 2, "Saved", "y"),
            item("c", 3, "Plain", "z"),
        ],
    );
    put(&store, two, vec![item("a", 1, "Of two", "x")]);
    store.set_starred(&[id_of(&store, "Starred")], true).unwrap();
    store
        .set_saved(id_of(&store, "Saved"), Some("/tmp/saved.md"), NOW)
        .unwrap();
    store.remove_feed(one).unwrap();
    store.remove_feed(two).unwrap();
    assert_eq!(store.feeds().unwrap(), []);
    assert_eq!(store.feed(two).unwrap(), None);
    assert_eq!(found(&store, ""), ["Starred", "Saved"]);
    assert_eq!(found(&store, "z"), Vec::<String>::new());
    let saved = store.stored_article(id_of(&store, "Saved")).unwrap().unwrap();
    assert_eq!(
        (saved.saved_as.as_deref(), saved.feed_title.as_str()),
        (Some("/tmp/saved.md"), "The one")
    );
    assert_eq!(feed(&store, "one"), one);
    let counts = put(
        &store,
        one,
        vec![item("a", 1, "Starred", "x"), item("c", 3, "Plain", "z")],
    );
    assert_eq!((counts.new, counts.edited), (1, 0));
    assert!(store.has_had_feeds().unwrap());
    assert_eq!(store.integrity().unwrap(), Vec::<String>::new());
}

#[test]
fn what_was_let_go_does_not_come_back() {
    let store = Store::open_in_memory().unwrap();
    let feed = feed(&store, "one");
    let items = vec![
        item("a", 900, "Old read", "x"),
        item("b", 900, "Old unread", "y"),
        item("c", 1, "New", "z"),
    ];
    put(&store, feed, items.clone());
    store
        .set_read(&[id_of(&store, "Old read"), id_of(&store, "New")], true)
        .unwrap();
    assert_eq!(store.let_go(NOW.plus(-600), 100).unwrap(), 1);
    assert_eq!(put(&store, feed, items).new, 0);
    assert_eq!(found(&store, ""), ["New", "Old unread"]);
}

#[test]
fn an_item_under_a_new_key_is_the_same_article() {
    let store = Store::open_in_memory().unwrap();
    let feed = feed(&store, "courier");
    let words = "<p>The court hears the case on Monday</p>";
    put(&store, feed, vec![item("http://old.example/1", 60, "Hearing", words)]);
    let id = id_of(&store, "Hearing");
    store.set_read(&[id], true).unwrap();
    let moved = item("https://new.example/1", 60, "Hearing", words);
    let counts = put(&store, feed, vec![moved.clone()]);
    assert_eq!((counts.new, counts.edited, all(&store).len()), (0, 0, 1));
    let whole = store.stored_article(id).unwrap().unwrap();
    assert!(whole.headline.flags.read && !whole.headline.flags.edited);
    assert_eq!(whole.url.as_deref(), moved.url.as_deref());
    assert_eq!(put(&store, feed, vec![moved]).new, 0);
}

#[test]
fn an_undated_item_under_a_new_key_is_the_same_article() {
    let store = Store::open_in_memory().unwrap();
    let feed = feed(&store, "courier");
    let undated = |key| NewArticle {
        published: None,
        ..item(key, 0, "Hearing", "<p>The court hears the case</p>")
    };
    put(&store, feed, vec![undated("a")]);
    assert_eq!(put(&store, feed, vec![undated("b")]).new, 0);
    assert_eq!(
        put(&store, feed, vec![undated("a"), undated("b")]).new,
        1,
        "both listed: two articles"
    );
}

#[test]
fn another_item_of_the_same_headline_is_its_own() {
    let store = Store::open_in_memory().unwrap();
    let feed = feed(&store, "courier");
    put(
        &store,
        feed,
        vec![item("a", 60, "Update", "<p>Boats were seen off the coast</p>")],
    );
    let other = item("b", 60, "Update", "<p>Judges ruled against a new visa fee</p>");
    assert_eq!(put(&store, feed, vec![other]).new, 1);
    let later = item("c", 30, "Update", "<p>Boats were seen off the coast</p>");
    assert_eq!(put(&store, feed, vec![later]).new, 1);
}

#[test]
fn a_key_given_to_another_item_makes_a_new_article() {
    let store = Store::open_in_memory().unwrap();
    let feed = feed(&store, "courier");
    let first = item(
        "1",
        90_000,
        "Visa fees rise",
        "<p>Fees for most visas go up in spring</p>",
    );
    put(&store, feed, vec![first.clone()]);
    store.set_read(&[id_of(&store, "Visa fees rise")], true).unwrap();
    let mut second = item(
        "1",
        60,
        "Boats intercepted",
        "<p>Coast guard crews stopped three boats</p>",
    );
    second.url = Some("https://example.org/second".into());
    for new in [1, 0] {
        let counts = put(&store, feed, vec![second.clone()]);
        assert_eq!((counts.new, counts.edited, all(&store).len()), (new, 0, 2));
    }
    let old = store.stored_article(id_of(&store, "Visa fees rise")).unwrap().unwrap();
    assert!(old.headline.flags.read && !old.headline.flags.edited && old.body == first.body);
    second.title = SafeText::line("Boats intercepted at dawn");
    assert_eq!(put(&store, feed, vec![second]).edited, 1);
}

#[test]
fn a_rewritten_headline_and_address_are_an_edit() {
    let store = Store::open_in_memory().unwrap();
    let feed = feed(&store, "courier");
    let text = "<p>The agency will close two offices in the north next year</p>";
    put(&store, feed, vec![item("1", 600, "Agency to close offices", text)]);
    let mut changed = item("1", 60, "Two offices to close", text);
    changed.url = Some("https://example.org/two-offices".into());
    let counts = put(&store, feed, vec![changed]);
    assert_eq!((counts.new, counts.edited, all(&store).len()), (0, 1, 1));
}

#[test]
fn a_move_to_the_address_of_another_subscription_is_told() {
    let store = Store::open_in_memory().unwrap();
    let (one, _) = (feed(&store, "one"), feed(&store, "two"));
    let outcome = Outcome {
        moved_to: Some("https://two.example/feed".into()),
        ..Outcome::default()
    };
    let fetched = FetchedFeed {
        feed: one,
        outcome,
        ..FetchedFeed::default()
    };
    assert!(!store.store_fetched(vec![fetched], NOW).unwrap()[0].moved);
    let stays = store.feed(one).unwrap().unwrap();
    assert_eq!(stays.url, "https://one.example/feed");
    assert!(stays.health.twin && stays.health.suggested.as_deref() == Some("https://two.example/feed"));
}
