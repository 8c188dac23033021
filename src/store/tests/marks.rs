//! Marks, views, scrolls, and counters that stay true.

use super::*;
use proptest::prelude::*;

#[test]
fn marks_say_what_they_changed() {
    let store = Store::open_in_memory().unwrap();
    let feed = feed(&store, "one");
    put(&store, feed, vec![item("a", 1, "A", "x"), item("b", 2, "B", "y")]);
    let ids: Vec<ArticleId> = all(&store).iter().map(|line| line.id).collect();
    assert_eq!(store.set_read(&ids[..1], true).unwrap(), &ids[..1]);
    assert_eq!(store.set_read(&ids, true).unwrap(), &ids[1..]);
    assert_eq!(store.set_read(&[ArticleId(3)], true).unwrap(), []);
    assert_eq!(store.set_starred(&ids, true).unwrap(), ids);
    assert_eq!(
        store.totals().unwrap(),
        Totals {
            total: 2,
            unread: 0,
            starred: 2,
            saved: 0
        }
    );
}

#[test]
fn what_arrives_after_the_key_press_stays_unread() {
    let store = Store::open_in_memory().unwrap();
    let feed = feed(&store, "one");
    put(
        &store,
        feed,
        vec![item("a", 10, "Seen", "visa"), item("b", 20, "Other", "court")],
    );
    let seen = store.last_seq().unwrap();
    put(&store, feed, vec![item("c", 1, "Late", "visa")]);
    store.finish_indexing().unwrap();
    assert_eq!(
        store.mark_read_where(&"visa".parse().unwrap(), NOW, seen).unwrap(),
        [id_of(&store, "Seen")]
    );
    assert_eq!(
        store.mark_read_where(&Query::all(), NOW, seen).unwrap(),
        [id_of(&store, "Other")]
    );
    assert_eq!(found(&store, "is:unread"), ["Late"]);
}

#[test]
fn views_are_kept_by_name() {
    let store = Store::open_in_memory().unwrap();
    let first = store.add_view(&SafeText::line("MPP"), "mpp").unwrap();
    let second = store.add_view(&SafeText::line("TPS"), "tps").unwrap();
    assert_eq!(
        store.add_view(&SafeText::line("MPP"), "\"remain in mexico\"").unwrap(),
        first
    );
    assert!(store.rename_view(second, &SafeText::line("MPP")).is_err());
    store.rename_view(second, &SafeText::line("Protected")).unwrap();
    let views = store.views().unwrap();
    assert_eq!(
        views.iter().map(|view| view.name.as_str()).collect::<Vec<_>>(),
        ["MPP", "Protected"]
    );
    assert_eq!(views[0].query, "\"remain in mexico\"");
    store.remove_view(first).unwrap();
    assert_eq!(store.views().unwrap().len(), 1);
}

#[test]
fn scrolls_are_kept_per_article() {
    let store = Store::open_in_memory().unwrap();
    let feed = feed(&store, "one");
    put(&store, feed, vec![item("a", 1, "A", "x")]);
    let id = id_of(&store, "A");
    assert_eq!(store.scroll(id).unwrap(), 0);
    store.set_scroll(id, 900).unwrap();
    store.set_scroll(ArticleId(1), 900).unwrap();
    assert_eq!(
        (store.scroll(id).unwrap(), store.scroll(ArticleId(1)).unwrap()),
        (900, 0)
    );
    store.set_scroll(id, 0).unwrap();
    assert_eq!(store.scroll(id).unwrap(), 0);
}

#[derive(Debug, Clone)]
enum Step {
    Put { feed: usize, keys: Vec<u8>, text: u8 },
    Read { article: usize, read: bool },
    Star { article: usize },
    Leave { feed: usize },
    MarkAll,
    LetGo,
    Index,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0..3_usize, prop::collection::vec(0..12_u8, 0..6), 0..3_u8).prop_map(|(feed, keys, text)| Step::Put { feed, keys, text }),
        4 => (0..40_usize, any::<bool>()).prop_map(|(article, read)| Step::Read { article, read }),
        1 => (0..40_usize).prop_map(|article| Step::Star { article }),
        1 => (0..3_usize).prop_map(|feed| Step::Leave { feed }),
        1 => Just(Step::MarkAll),
        1 => Just(Step::LetGo),
        2 => Just(Step::Index),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn counters_and_index_stay_true(steps in prop::collection::vec(step(), 1..30)) {
        const NAMES: [&str; 3] = ["one", "two", "three"];
        const TEXTS: [&str; 3] = ["visa", "court", "border"];
        let store = Store::open_in_memory().unwrap();
        for step in steps {
            match step {
                Step::Put { feed: number, keys, text } => {
                    let feed = feed(&store, NAMES[number]);
                    let text = TEXTS[text as usize];
                    put(&store, feed, keys.iter().map(|key| item(&key.to_string(), i64::from(*key), text, text)).collect());
                }
                Step::Read { article, read } => {
                    let id = all(&store).get(article).map(|line| line.id);
                    store.set_read(id.as_slice(), read).unwrap();
                }
                Step::Star { article } => {
                    let id = all(&store).get(article).map(|line| line.id);
                    store.set_starred(id.as_slice(), true).unwrap();
                }
                Step::Leave { feed } => {
                    if let Some(feed) = store.feed_by_url(&format!("https://{}.example/feed", NAMES[feed])).unwrap() {
                        store.remove_feed(feed.id).unwrap();
                    }
                }
                Step::MarkAll => drop(store.mark_read_where(&Query::all(), NOW, i64::MAX).unwrap()),
                Step::LetGo => drop(store.let_go(NOW.plus(-5), 3).unwrap()),
                Step::Index => store.finish_indexing().unwrap(),
            }
        }
        store.finish_indexing().unwrap();
        // The counts of feeds are among what is checked here.
        prop_assert_eq!(store.integrity().unwrap(), Vec::<String>::new());
        let lines = all(&store);
        let totals = store.totals().unwrap();
        prop_assert_eq!(totals.total, lines.len() as u64);
        prop_assert_eq!(totals.unread, lines.iter().filter(|line| !line.flags.read).count() as u64);
        for text in TEXTS {
            let by_title = lines.iter().filter(|line| line.title.as_str() == text).count();
            prop_assert_eq!(found(&store, text).len(), by_title);
        }
    }
}
