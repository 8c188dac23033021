//! The feeds' health: as it is drawn, and what its keys ask for.

use super::desk::{Desk, NOW, articles, feed};
use super::screens::kept;
use crate::library::Selection;
use crate::model::{Feed, FeedHealth, FeedId, SafeText};
use crate::tui::effect::Effect;

const HOUR: i64 = 3_600;

/// One feed in each sort of trouble, and two that are well.
fn feeds() -> Vec<Feed> {
    let base = |good: i64| FeedHealth {
        checked: Some(NOW.plus(-600)),
        good: Some(NOW.plus(-good)),
        due: Some(NOW.plus(HOUR)),
        due_reason: "feeds that say nothing are asked every hour".into(),
        status: 200,
        size: 48_200,
        pace: Some(5 * HOUR as u64),
        ..FeedHealth::default()
    };
    let ill = |status: u16, errors: u32, error: &str| FeedHealth {
        status,
        errors,
        error: Some(SafeText::line(error)),
        due: Some(NOW.plus(2 * HOUR)),
        due_reason: format!("{errors} fetches in a row failed; the next try is in 2 hours"),
        ..base(30 * HOUR)
    };
    let mut feeds: Vec<Feed> = [
        "The Border Ledger",
        "Harbor & Plains Tribune",
        "Ninth Circuit opinions",
        "Immigration Appeals Monitor",
        "Office of Border Statistics",
        "Old blog",
        "Agency newsroom",
        "Court calendar",
    ]
    .iter()
    .zip(1..)
    .map(|(title, id)| feed(id, title, ""))
    .collect();
    let health = [
        base(600),
        FeedHealth {
            hops: 1,
            answered_by: Some("https://tribune.example/rss".into()),
            ..base(600)
        },
        ill(
            403,
            4,
            "403: the site refuses this program's name; set a user_agent for this feed",
        ),
        ill(
            429,
            1,
            "429: the site asks us to come less often; it will be asked again later",
        ),
        FeedHealth {
            suggested: Some("https://statistics.example/new.xml".into()),
            ..ill(200, 2, "this is a web page, not a feed")
        },
        FeedHealth {
            gone: true,
            due: None,
            due_reason: "it is gone for good (410), so it is asked only when you say so".into(),
            ..ill(
                410,
                1,
                "410: this address is gone for good; the site asks not to be asked again",
            )
        },
        FeedHealth {
            twin: true,
            suggested: Some("https://feeds.example/1".into()),
            ..base(600)
        },
        ill(500, 12, "500: the site is out of order; it will be asked again later"),
    ];
    for (feed, health) in feeds.iter_mut().zip(health) {
        feed.health = health;
    }
    feeds
}

fn desk(width: u16, height: u16) -> Desk {
    let mut desk = Desk::with(width, height, feeds(), articles());
    desk.press("!");
    desk.asked.clear();
    desk
}

#[test]
fn screens() {
    kept("feed-health-160x45", desk(160, 45).press("jj"));
    kept("feed-health-all-100x30", desk(100, 30).press("<Tab>"));
    kept("feed-health-80x24", &mut desk(80, 24));
    kept("feed-health-60x16", &mut desk(60, 16));
    kept("feed-health-leave-100x30", desk(100, 30).press("d"));
}

#[test]
fn those_in_trouble_come_first_and_alone() {
    let mut desk = desk(100, 30);
    let screen = desk.screen();
    assert!(screen.contains("Feeds in trouble: 6 of 8") && !screen.contains("Court calendar  well"));
    let first = screen.lines().position(|line| line.contains("Old blog"));
    assert!(
        first
            < screen
                .lines()
                .position(|line| line.contains("Ninth Circuit opinions  "))
    );
    assert!(desk.press("<Tab>").screen().contains("Feeds: 8, 6 in trouble"));
}

#[test]
fn a_feed_is_asked_again() {
    let mut desk = desk(100, 30);
    desk.press("r");
    let what = Selection::Feeds(vec![FeedId(6)]);
    assert_eq!(desk.asked, [Effect::Refresh { what, force: true }]);
}

#[test]
fn another_name_is_sent_and_taken_back() {
    let mut desk = desk(100, 30);
    desk.press("jjj");
    assert!(
        desk.screen().contains("u sends one that begins like a browser's"),
        "{}",
        desk.screen()
    );
    desk.press("u");
    let Some(Effect::SetOptions(FeedId(3), options)) = desk.asked.pop() else {
        panic!("{:?}", desk.asked)
    };
    assert!(
        options
            .user_agent
            .as_deref()
            .unwrap_or_default()
            .starts_with("Mozilla/5.0 (compatible; dateline/")
    );
    desk.feeds[2].options = *options;
    let mut again = Desk::with(100, 30, desk.feeds.clone(), articles());
    again.press("!jjju");
    assert!(matches!(&again.asked[..], [.., Effect::SetOptions(_, options)] if options.user_agent.is_none()));
}

#[test]
fn the_address_that_the_page_names_is_taken_over_after_a_yes() {
    let mut desk = desk(100, 30);
    desk.press("jja");
    assert!(desk.screen().contains("statistics.example/new.xml from now on?"));
    desk.press("y");
    let url = Some("https://statistics.example/new.xml".to_owned());
    assert_eq!(desk.asked, [Effect::Relocate { feed: FeedId(5), url }]);
    assert!(desk.screen().contains("Feeds in trouble"), "the window comes back");
}

#[test]
fn where_nobody_knows_the_address_it_is_typed() {
    let mut desk = desk(100, 30);
    desk.press("a<^U>https://new.example/feed<Enter>");
    let url = Some("https://new.example/feed".to_owned());
    assert_eq!(desk.asked, [Effect::Relocate { feed: FeedId(6), url }]);
}

#[test]
fn a_twin_is_left_not_moved() {
    let mut desk = desk(100, 30);
    desk.press("ja");
    assert!(desk.asked.is_empty() && desk.screen().contains("another subscription has that address"));
    desk.press("dy");
    assert_eq!(desk.asked, [Effect::Unsubscribe(FeedId(7))]);
}

#[test]
fn no_leaves_everything_as_it_is() {
    let mut desk = desk(100, 30);
    desk.press("dn");
    assert!(desk.asked.is_empty() && desk.screen().contains("Feeds in trouble"));
    assert!(!desk.press("q").screen().contains("Feeds in trouble"));
}

#[test]
fn what_becomes_well_leaves_the_list_and_the_selection_stays() {
    let mut desk = desk(100, 30);
    desk.press("jjj");
    desk.feeds[5].health = FeedHealth::default();
    desk.carry_out(vec![Effect::LoadOverview]);
    assert!(desk.screen().contains("Feeds in trouble: 5 of 8"));
    desk.press("r");
    let what = Selection::Feeds(vec![FeedId(3)]);
    assert_eq!(desk.asked, [Effect::Refresh { what, force: true }]);
}

#[test]
fn older_articles_are_fetched_for_the_selected_feed() {
    let mut desk = Desk::new(160, 45);
    desk.press("H");
    assert!(matches!(desk.asked[..], [.., Effect::History(_)]), "{:?}", desk.asked);
}
