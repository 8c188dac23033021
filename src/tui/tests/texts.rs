//! Which of an article's texts is shown: the feed's at once, the page's when it comes, around the
//! place of reading; said in the pane, and switched with a key.

use super::desk::{Desk, long_document};
use crate::library::LibraryEvent;
use crate::model::{ArticleId, BlockKind, Document, DocumentBuilder, PageState, SafeText, ShownText};
use crate::tui::effect::Effect;
use crate::tui::event::Event;

fn desk() -> Desk {
    Desk::new(160, 45)
}

#[test]
fn the_page_is_fetched_on_opening_and_shown_when_it_comes() {
    let mut desk = desk();
    let id = desk.articles[0].headline.id;
    desk.articles[0].page = PageState::NotFetched;
    desk.articles[0].shown = ShownText::Feed;
    desk.articles[0].analysis = None;
    desk.press("jk");
    assert!(
        !desk
            .asked
            .iter()
            .any(|effect| matches!(effect, Effect::FetchPage { .. })),
        "not by passing"
    );
    desk.press("<Enter>");
    assert!(desk.asked.contains(&Effect::FetchPage { id, force: false }) && desk.asked.contains(&Effect::Analyse(id)));
    assert!(desk.screen().contains("fetching the page"));
    desk.articles[0].page = PageState::Stored;
    desk.articles[0].shown = ShownText::Page;
    desk.tell(Event::Library(LibraryEvent::ArticleReady(id)));
    assert_eq!(desk.app.reader.article().unwrap().shown, ShownText::Page);
    assert!(!desk.screen().contains("fetching the page"));
}

#[test]
fn a_page_that_cannot_be_had_leaves_the_feeds_text_and_says_why() {
    let mut desk = desk();
    let id = desk.articles[0].headline.id;
    desk.articles[0].page = PageState::NotFetched;
    desk.articles[0].shown = ShownText::Feed;
    desk.press("jk<Enter>");
    desk.tell(Event::Library(LibraryEvent::ArticleFailed(
        id,
        SafeText::line("the server says 403 Forbidden"),
    )));
    let shown = desk.screen();
    for words in ["the feed's text; its page could not be had", "403", "(x: try again)"] {
        assert!(shown.contains(words), "{shown}");
    }
    assert!(shown.contains("The union that represents"), "{shown}");
    assert!(desk.press("x").asked.contains(&Effect::FetchPage { id, force: false }));
}

/// A desk whose first article has the feed's text only, opened and scrolled; its page is this.
fn in_the_middle(page: Document) -> (Desk, ArticleId) {
    let mut desk = Desk::new(100, 30);
    let id = desk.articles[0].headline.id;
    desk.articles[0].page = PageState::NotFetched;
    desk.articles[0].shown = ShownText::Feed;
    desk.press("jk<Enter><^D><^D>");
    desk.articles[0].page = PageState::Stored;
    desk.articles[0].shown = ShownText::Page;
    desk.articles[0].document = page;
    (desk, id)
}

/// The first line of text in view.
fn first_line(desk: &mut Desk) -> String {
    desk.screen().lines().nth(2).unwrap().to_owned()
}

#[test]
fn the_page_takes_the_feeds_place_around_the_reader() {
    // The page has an opening the feed left out, and ends otherwise.
    let feed = long_document();
    let mut build = DocumentBuilder::new();
    for text in [
        "An opening that the feed leaves out.",
        "And a second one, longer by a few words than that.",
    ] {
        build.open(BlockKind::Paragraph, 0, None);
        build.push(text);
    }
    for block in feed.blocks().iter().filter(|block| !block.range.is_empty()) {
        if !matches!(block.kind, BlockKind::Table(_)) {
            build.open(block.kind.clone(), block.quote_depth, block.list);
            build.push(feed.slice(&block.range));
        }
    }
    let (mut desk, id) = in_the_middle(build.finish());
    assert!(desk.app.reader.extent().1 > 0, "it is scrolled");
    let before = first_line(&mut desk);
    desk.tell(Event::Library(LibraryEvent::ArticleReady(id)));
    assert_eq!(desk.app.reader.article().unwrap().shown, ShownText::Page);
    assert_eq!(first_line(&mut desk), before, "{}", desk.screen());
    // And back, by hand.
    desk.articles[0].shown = ShownText::Feed;
    desk.articles[0].document = long_document();
    desk.press("x");
    assert_eq!(desk.app.reader.article().unwrap().shown, ShownText::Feed);
    assert_eq!(first_line(&mut desk), before, "{}", desk.screen());
}

#[test]
fn a_page_with_nothing_of_what_is_read_waits_for_its_key() {
    let mut build = DocumentBuilder::new();
    build.open(BlockKind::Paragraph, 0, None);
    build.push("Quite another text, of which the feed had nothing.");
    let (mut desk, id) = in_the_middle(build.finish());
    let before = first_line(&mut desk);
    desk.tell(Event::Library(LibraryEvent::ArticleReady(id)));
    assert_eq!(first_line(&mut desk), before);
    assert_eq!(desk.message(), "the page's text is here, and quite another; x shows it");
    assert!(
        desk.press("x").screen().contains("Quite another text"),
        "{}",
        desk.screen()
    );
}

#[test]
fn which_text_is_shown_is_said_in_both_cases() {
    let mut desk = desk();
    assert!(
        desk.press("<Enter>")
            .screen()
            .contains("the page's text (x: the feed's)")
    );
    desk.articles[0].shown = ShownText::Feed;
    assert!(desk.press("x").screen().contains("the feed's text (x: the page's)"));
    assert!(matches!(
        desk.app.reader.article().map(|article| article.shown),
        Some(ShownText::Feed)
    ));
}

#[test]
fn names_that_come_late_do_not_bring_back_the_feeds_text() {
    let mut desk = Desk::new(160, 45);
    desk.articles[0].shown = ShownText::Feed;
    desk.articles[0].page = PageState::NotFetched;
    desk.press("<Enter>");
    desk.deaf = true;
    let id = desk.articles[0].headline.id;
    desk.tell(Event::Library(LibraryEvent::ArticleReady(id)));
    desk.tell(Event::Library(LibraryEvent::Analysed(vec![id])));
    let Some(Effect::LoadArticle { text, .. }) = desk.asked.last() else {
        panic!("{:?}", desk.asked)
    };
    assert_eq!(*text, None, "the better text, as asked for when the page came");
}
