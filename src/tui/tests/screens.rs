//! Screens as they are drawn, kept as text. After a wanted change: `INSTA_UPDATE=always cargo test
//! screens`, then look at the difference.

use super::desk::{Desk, NOW};
use crate::library::{FeedDone, LibraryEvent, Progress};
use crate::model::{FeedId, SafeText};
use crate::tui::event::Event;

/// Compares the screen with the one kept under `name`.
pub fn kept(name: &str, desk: &mut Desk) {
    kept_text(name, &desk.screen());
}

/// Compares a text (several screens, one under another) with the one kept under `name`.
pub fn kept_text(name: &str, shown: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| insta::assert_snapshot!(name, shown));
}

#[test]
fn the_desk_at_160_by_45() {
    kept("desk-160x45", &mut Desk::new(160, 45));
}

#[test]
fn reading_at_160_by_45() {
    kept("reading-160x45", Desk::new(160, 45).press("<Enter>"));
}

#[test]
fn a_chosen_name_at_160_by_45() {
    kept("name-160x45", Desk::new(160, 45).press("<Enter>4jjnn"));
}

#[test]
fn photos_at_160_by_45() {
    kept("photos-160x45", Desk::new(160, 45).press("<Enter>gp"));
}

#[test]
fn quotes_and_links_at_160_by_45() {
    kept("links-160x45", Desk::new(160, 45).press("<Enter>gl"));
    kept("quotes-160x45", Desk::new(160, 45).press("<Enter>gq"));
    kept("cites-160x45", Desk::new(160, 45).press("<Enter>gc"));
}

#[test]
fn the_desk_at_100_by_30() {
    kept("desk-100x30", &mut Desk::new(100, 30));
    kept("side-100x30", Desk::new(100, 30).press("<Enter>l"));
}

#[test]
fn one_pane_at_a_time_at_79_by_24() {
    kept("headlines-79x24", &mut Desk::new(79, 24));
    kept("article-79x24", Desk::new(79, 24).press("<Enter>"));
    kept("feeds-79x24", Desk::new(79, 24).press("h"));
    kept("side-79x24", Desk::new(79, 24).press("<Enter>4"));
}

#[test]
fn the_desk_at_80_by_24() {
    kept("desk-80x24", &mut Desk::new(80, 24));
    kept("reading-80x24", Desk::new(80, 24).press("<Enter>"));
    kept("zoomed-80x24", Desk::new(80, 24).press("<Enter>z"));
}

#[test]
fn filtering() {
    kept("filtering-160x45", Desk::new(160, 45).press("/mexico visa"));
    kept("filter-mistake-100x30", Desk::new(100, 30).press("/is:raed"));
    kept("filter-nothing-100x30", Desk::new(100, 30).press("/zebra<Enter>"));
}

#[test]
fn windows() {
    kept("help-100x30", Desk::new(100, 30).press("?"));
    kept("help-search-100x30", Desk::new(100, 30).press("?star"));
    kept("palette-100x30", Desk::new(100, 30).press(":th"));
    kept("which-key-100x30", Desk::new(100, 30).press("g"));
    kept("health-100x30", Desk::new(100, 30).press("!"));
    kept("confirm-100x30", Desk::new(100, 30).press("1Gd"));
}

#[test]
fn a_refresh_under_way() {
    let mut desk = Desk::new(160, 45);
    desk.press("j");
    desk.tell(Event::Library(LibraryEvent::RefreshStarted { total: 120 }));
    let mut fresh = super::desk::articles();
    let mut newest = fresh.remove(0);
    newest.headline.id = crate::model::ArticleId::new(NOW, 99);
    newest.headline.published = NOW;
    newest.headline.title = SafeText::line("Court sets an early hearing in the officers’ case");
    desk.articles.push(newest);
    let done = FeedDone {
        feed: FeedId(2),
        title: SafeText::line("x"),
        url: String::new(),
        status: 200,
        new: 1,
        edited: 0,
        size: 2_000,
        hops: 0,
        elapsed_ms: 30,
        moved_to: None,
        due: None,
        due_reason: String::new(),
        error: None,
    };
    let progress = Progress {
        total: 120,
        done: 34,
        failed: 2,
        new: 57,
    };
    desk.tell(Event::Library(LibraryEvent::FeedsStored {
        feeds: vec![done],
        progress,
    }));
    kept("refreshing-160x45", &mut desk);
    desk.tell(Event::Library(LibraryEvent::RefreshEnded {
        progress: Progress { done: 120, ..progress },
        stopped: false,
    }));
    assert_eq!(desk.message(), "57 new articles in 120 feeds, 2 failed (! says why)");
}

#[test]
fn an_empty_library() {
    kept("empty-100x30", &mut Desk::with(100, 30, Vec::new(), Vec::new()));
}

#[test]
fn a_date_that_the_feed_does_not_give_is_said_to_be_when_it_was_first_seen() {
    let mut articles = super::desk::articles();
    articles[0].headline.flags.date_guessed = true;
    let mut desk = Desk::with(160, 45, super::desk::feeds(), articles);
    assert!(
        desk.press("<Enter>").screen().contains("first seen "),
        "{}",
        desk.screen()
    );
}
