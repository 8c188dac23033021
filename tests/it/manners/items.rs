//! Items over time: moved, edited, listed twice, ids reused, dates missing.

use dateline::model::Timestamp;
use dateline::query::Query;

use super::scene::{DAY, HOUR, Scene, rss};
use crate::server::Answer;

fn item(guid: &str, link: &str, title: &str, date: &str, text: &str) -> String {
    let date = match date {
        "" => String::new(),
        date => format!("<pubDate>{date}</pubDate>"),
    };
    let guid = match guid {
        "" => String::new(),
        guid => format!("<guid isPermaLink=\"false\">{guid}</guid>"),
    };
    format!("<item>{guid}<title>{title}</title><link>{link}</link>{date}<description>{text}</description></item>")
}

fn feed(items: &[String]) -> Answer {
    Answer::ok(format!(
        "<rss version=\"2.0\"><channel><title>T</title>{}</channel></rss>",
        items.concat()
    ))
}

const EARLY: &str = "Mon, 23 Nov 2026 10:00:00 GMT";
const LATE: &str = "Tue, 24 Nov 2026 10:00:00 GMT";
const TEXT: &str = "The court heard the case of the asylum seekers on Monday";

/// What two documents one after the other make of the first one's article.
fn twice(first: &[String], second: &[String]) -> Scene {
    let scene = Scene::turns([feed(first), feed(second)]);
    scene.force();
    let id = scene.headlines()[0].id;
    scene.library.set_starred(&[id], true).unwrap();
    scene.library.set_read(&[id], true).unwrap();
    scene.force();
    scene
}

#[test]
fn the_same_document_again_is_nothing_new() {
    let items = [item("1", "https://e.org/1", "Hearing", EARLY, TEXT)];
    let scene = twice(&items, &items);
    assert_eq!(scene.headlines().len(), 1);
    assert!(!scene.headlines()[0].flags.edited);
}

#[test]
fn a_new_address_under_the_same_id_is_the_same_article() {
    let scene = twice(
        &[item("1", "https://e.org/1", "Hearing", EARLY, TEXT)],
        &[item("1", "https://e.org/moved", "Hearing", EARLY, TEXT)],
    );
    let rows = scene.headlines();
    assert!(rows.len() == 1 && rows[0].flags.starred && rows[0].flags.read && !rows[0].flags.edited);
    let article = scene.library.article(rows[0].id, None).unwrap().unwrap();
    assert_eq!(article.url.as_deref(), Some("https://e.org/moved"));
}

#[test]
fn a_new_address_without_an_id_is_the_same_article() {
    let scene = twice(
        &[item("", "http://e.org/1", "Hearing", EARLY, TEXT)],
        &[item("", "https://www.e.org/1?utm_source=rss", "Hearing", EARLY, TEXT)],
    );
    let rows = scene.headlines();
    assert!(rows.len() == 1 && rows[0].flags.starred && rows[0].flags.read);
}

#[test]
fn new_ids_for_every_item_bring_nothing_back_as_new() {
    let items = |prefix: &str| -> Vec<String> {
        (0..5)
            .map(|n| {
                item(
                    &format!("{prefix}{n}"),
                    &format!("https://e.org/{n}"),
                    &format!("Hearing {n}"),
                    &EARLY.replace("10:00", &format!("1{n}:00")),
                    TEXT,
                )
            })
            .collect()
    };
    assert_eq!(twice(&items("old-"), &items("new-")).headlines().len(), 5);
}

#[test]
fn changed_text_under_the_same_id_is_an_edit_that_is_shown() {
    let scene = twice(
        &[item("1", "https://e.org/1", "Hearing", EARLY, TEXT)],
        &[item(
            "1",
            "https://e.org/1",
            "Hearing postponed",
            EARLY,
            "The court put it off",
        )],
    );
    let rows = scene.headlines();
    assert_eq!((rows.len(), rows[0].title.as_str()), (1, "Hearing postponed"));
    assert!(rows[0].flags.edited && rows[0].flags.starred && rows[0].flags.read);
    let edited: Query = "is:edited".parse().unwrap();
    assert_eq!(scene.library.count(&edited, scene.now).unwrap(), 1);
}

#[test]
fn an_edit_is_counted_in_the_refresh() {
    let scene = Scene::turns([
        feed(&[item("1", "https://e.org/1", "Hearing", EARLY, TEXT)]),
        feed(&[item("1", "https://e.org/1", "Hearing", EARLY, "Other words")]),
    ]);
    scene.force();
    let (_, events) = super::scene::refresh(&scene.library, true, scene.now);
    let edited: usize = events
        .iter()
        .filter_map(|event| match event {
            dateline::library::LibraryEvent::FeedsStored { feeds, .. } => Some(feeds[0].edited),
            _ => None,
        })
        .sum();
    assert_eq!(edited, 1);
}

#[test]
fn markup_and_counters_are_no_edit() {
    let scene = twice(
        &[item(
            "1",
            "https://e.org/1",
            "Hearing",
            EARLY,
            "&lt;p&gt;The court&lt;/p&gt;",
        )],
        &[item(
            "1",
            "https://e.org/1",
            "Hearing",
            EARLY,
            "&lt;p class=\"a7\"&gt;The court&lt;/p&gt;&lt;img src=\"/pixel?n=2\"&gt;",
        )],
    );
    assert!(!scene.headlines()[0].flags.edited);
}

#[test]
fn an_id_twice_in_one_document_is_one_article() {
    let scene = Scene::turns([feed(&[
        item("1", "https://e.org/1", "Hearing", EARLY, TEXT),
        item("1", "https://e.org/1", "Hearing", EARLY, TEXT),
    ])]);
    assert_eq!(scene.force().new, 1);
}

#[test]
fn one_id_for_everything_is_no_id() {
    let items: Vec<String> = (0..4)
        .map(|n| {
            item(
                "https://e.org/",
                &format!("https://e.org/{n}"),
                &format!("Item {n}"),
                EARLY,
                TEXT,
            )
        })
        .collect();
    let scene = Scene::turns([feed(&items)]);
    assert_eq!((scene.force().new, scene.force().new), (4, 0));
}

#[test]
fn an_id_given_to_another_item_makes_a_new_article() {
    let scene = twice(
        &[item("1", "https://e.org/hearing", "Hearing", EARLY, TEXT)],
        &[item(
            "1",
            "https://e.org/boats",
            "Boats stopped",
            LATE,
            "Coast guard crews intercepted three vessels",
        )],
    );
    let rows = scene.headlines();
    assert_eq!(scene.titles(), ["Boats stopped", "Hearing"]);
    assert!(!rows[0].flags.read && rows[1].flags.read && rows[1].flags.starred && !rows[1].flags.edited);
    assert_eq!(scene.force().new, 0, "and it stays two");
}

const BOATS: &str = "Coast guard crews intercepted three vessels";

/// A hearing and a report on boats that have one id.
fn two_of_one_id() -> [String; 2] {
    [
        item("1", "https://e.org/hearing", "Hearing", EARLY, TEXT),
        item("1", "https://e.org/boats", "Boats stopped", LATE, BOATS),
    ]
}

#[test]
fn two_items_of_one_id_in_one_document_are_two_articles() {
    let [hearing, boats] = two_of_one_id();
    let scene = Scene::turns([
        feed(&[boats.clone(), hearing.clone()]),
        feed(&[hearing.clone(), boats.clone()]),
        feed(&[boats.replace("three vessels", "four vessels"), hearing]),
        feed(&[boats]),
    ]);
    assert_eq!(scene.force().new, 2);
    assert_eq!(scene.force().new, 0, "whichever comes first");
    assert_eq!(scene.force().new, 0, "an edit is none of the other's");
    let edited = |title: &str| {
        scene
            .headlines()
            .iter()
            .any(|row| row.title.as_str() == title && row.flags.edited)
    };
    assert!(edited("Boats stopped") && !edited("Hearing"));
    assert_eq!(scene.force().new, 0, "nor does it matter which is listed");
    assert_eq!(scene.titles(), ["Boats stopped", "Hearing"]);
}

#[test]
fn two_items_of_one_id_may_have_no_address() {
    let bare = |title: &str, text: &str| {
        format!(
            "<item><guid isPermaLink=\"false\">1</guid><title>{title}</title><description>{text}</description></item>"
        )
    };
    let (hearing, boats) = (bare("Hearing", TEXT), bare("Boats stopped", BOATS));
    let scene = Scene::turns([
        feed(std::slice::from_ref(&hearing)),
        feed(&[boats.clone(), hearing.clone()]),
        feed(&[boats]),
    ]);
    assert_eq!([scene.force().new, scene.force().new, scene.force().new], [1, 1, 0]);
    assert!(scene.headlines().iter().all(|row| !row.flags.edited));
}

#[test]
fn a_second_item_of_an_id_leaves_the_first_its_state() {
    let [hearing, boats] = two_of_one_id();
    let later = hearing.replace("Hearing", "Hearing put off");
    let scene = twice(&[hearing], &[boats, later]);
    assert_eq!(scene.titles(), ["Boats stopped", "Hearing put off"]);
    let rows = scene.headlines();
    assert!(!rows[0].flags.starred && rows[1].flags.starred && rows[1].flags.edited);
}

#[test]
fn an_item_without_id_and_address_is_the_same_each_time() {
    let bare = "<item><title>Notice</title><description>Words</description></item>".to_owned();
    let scene = Scene::turns([feed(&[bare])]);
    assert_eq!((scene.force().new, scene.force().new), (1, 0));
}

#[test]
fn a_missing_date_is_when_it_was_first_seen_and_is_marked() {
    let mut scene = Scene::turns([feed(&[item("1", "https://e.org/1", "Hearing", "", TEXT)])]);
    scene.force();
    let first: Timestamp = scene.now;
    scene.later(DAY).force();
    let row = scene.headlines().remove(0);
    assert!(row.flags.date_guessed && row.published == first);
}

#[test]
fn a_date_in_the_future_is_when_it_was_first_seen_and_is_marked() {
    let scene = Scene::turns([feed(&[item(
        "1",
        "https://e.org/1",
        "Hearing",
        "Fri, 25 Nov 2033 10:00:00 GMT",
        TEXT,
    )])]);
    scene.force();
    let row = scene.headlines().remove(0);
    assert!(row.flags.date_guessed && row.published == scene.now);
}

#[test]
fn a_date_hours_ahead_is_a_time_zone_and_is_kept() {
    let scene = Scene::turns([feed(&[item(
        "1",
        "https://e.org/1",
        "Hearing",
        "Wed, 25 Nov 2026 09:00:00 GMT",
        TEXT,
    )])]);
    scene.force();
    let row = scene.headlines().remove(0);
    assert!(!row.flags.date_guessed && row.published == scene.now.plus(7 * HOUR));
}

#[test]
fn an_item_that_leaves_the_document_stays() {
    let scene = Scene::turns([
        Answer::ok(rss(&[("a", "A"), ("b", "B")])),
        Answer::ok(rss(&[("b", "B")])),
    ]);
    scene.force();
    scene.force();
    assert_eq!(scene.titles(), ["A", "B"]);
}

#[test]
fn two_feeds_with_the_same_ids_keep_apart() {
    let scene = Scene::new(|asked| Answer::ok(rss(&[("1", &format!("From {}", asked.path))])));
    super::scene::subscribe(&scene.library, &[scene.server.url("/g")]);
    assert_eq!(scene.force().new, 2);
}
