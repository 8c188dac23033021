//! Key scripts: what they show, and what they ask the library for.

use crossterm::event::Event as Input;

use super::desk::{Desk, NOW};
use crate::library::{LibraryEvent, Selection};
use crate::model::{ArticleId, FeedId};
use crate::tui::effect::Effect;
use crate::tui::event::{Event, Loaded, Page};
use crate::tui::layout::Pane;
use crate::tui::overlays::Overlay;
use crate::tui::panes::side::Tab;

fn desk() -> Desk {
    Desk::new(160, 45)
}

#[test]
fn opening_marks_read_and_the_article_stays_in_its_place() {
    let mut desk = desk();
    desk.press("u");
    assert_eq!(desk.titles().len(), 7);
    desk.press("j<Enter>");
    assert_eq!(desk.app.shape.focus, Pane::Article);
    let selected = desk.app.headlines.selected().unwrap();
    assert!(
        selected.flags.read && selected.title.starts_with("Arrivals"),
        "{selected:?}"
    );
    desk.press("h");
    assert_eq!((desk.titles().len(), desk.app.headlines.window.selected), (7, 1));
    desk.press("uu");
    assert_eq!(desk.titles().len(), 6, "asked for again, it is gone");
}

#[test]
fn passing_by_in_the_list_shows_an_article_without_marking_it() {
    let mut desk = desk();
    desk.press("j");
    assert_eq!(
        desk.app.reader.article().unwrap().headline.title,
        desk.app.headlines.selected().unwrap().title
    );
    assert!(!desk.app.headlines.selected().unwrap().flags.read && !desk.app.reader.opened);
}

#[test]
fn a_filter_narrows_as_it_is_typed_and_goes_again() {
    let mut desk = desk();
    desk.press("/visa");
    assert_eq!(
        desk.titles(),
        ["Visa bulletin for December: family categories move by six weeks"]
    );
    desk.press("<Esc>");
    assert_eq!(desk.titles().len(), 10);
    desk.press("/asylum<Enter><Enter>");
    assert_eq!(desk.app.shape.focus, Pane::Article);
    desk.press("n");
    assert!(desk.message().starts_with("hit 1 of"), "{}", desk.message());
    desk.press("<Esc><Esc>");
    assert_eq!((desk.app.narrow.filter.as_str(), desk.titles().len()), ("", 10));
}

#[test]
fn a_mistake_in_a_filter_is_told_and_the_list_stays() {
    let mut desk = desk();
    desk.press("/is:raed");
    assert_eq!(desk.titles().len(), 10);
    assert!(
        desk.app
            .narrow
            .error
            .as_ref()
            .unwrap()
            .contains("is:raed is not a state")
    );
    desk.press("<^W>is:starred<Enter>");
    assert_eq!((desk.titles().len(), &desk.app.narrow.error), (1, &None));
}

#[test]
fn late_answers_are_dropped() {
    let mut desk = desk();
    desk.deaf = true;
    desk.press("/v");
    let Some(Effect::LoadHeadlines { ticket: old, .. }) = desk.asked.last().cloned() else {
        panic!("{:?}", desk.asked)
    };
    desk.press("i");
    let Some(Effect::LoadHeadlines { ticket: new, .. }) = desk.asked.last().cloned() else {
        panic!("{:?}", desk.asked)
    };
    let rows = vec![desk.articles[0].headline.clone()];
    desk.tell(Event::Loaded(Loaded::Headlines {
        ticket: old,
        page: Page::First,
        rows: Vec::new(),
        end: true,
        seen: None,
    }));
    assert_eq!(desk.titles().len(), 10);
    desk.tell(Event::Loaded(Loaded::Headlines {
        ticket: new,
        page: Page::First,
        rows,
        end: true,
        seen: None,
    }));
    assert_eq!(desk.titles().len(), 1);
}

#[test]
fn a_feed_or_folder_narrows_the_list() {
    let mut desk = desk();
    desk.press("1jjjjj");
    assert_eq!(
        desk.app.feeds.name_of(&desk.app.feeds.scope()).as_str(),
        "Sample edition"
    );
    assert_eq!(desk.titles().len(), 2);
    desk.press("j");
    assert_eq!(desk.app.feeds.name_of(&desk.app.feeds.scope()).as_str(), "Agencies");
    assert_eq!(desk.titles().len(), 1);
    desk.press("r");
    assert_eq!(
        desk.asked.last(),
        Some(&Effect::Refresh {
            what: Selection::Feeds(vec![FeedId(6)]),
            force: true
        })
    );
    desk.press("l");
    assert_eq!(desk.app.shape.focus, Pane::Headlines);
}

#[test]
fn choosing_a_name_steps_through_its_mentions_and_enter_lists_who_mentions_it() {
    let mut desk = desk();
    desk.press("<Enter>l");
    assert_eq!((desk.app.shape.focus, desk.app.side.tab()), (Pane::Side, Tab::Entities));
    desk.press("Gkn");
    assert_eq!(desk.message(), "Mexico: mention 1 of 4");
    desk.press("nN");
    assert_eq!(desk.message(), "Mexico: mention 1 of 4");
    desk.press("N");
    assert_eq!(desk.message(), "Mexico: mention 4 of 4");
    let before = desk.app.feeds.scope();
    desk.press("<Enter>");
    assert_eq!(desk.app.narrow.filter, "entity:Mexico");
    assert_eq!(desk.app.shape.focus, Pane::Headlines);
    desk.press("<Esc>");
    assert_eq!((desk.app.narrow.filter.as_str(), desk.app.feeds.scope()), ("", before));
}

#[test]
fn marks_are_undone() {
    let mut desk = desk();
    desk.press("mjf");
    assert!(desk.articles[0].headline.flags.read && desk.articles[1].headline.flags.starred);
    desk.press("UU");
    assert!(!desk.articles[0].headline.flags.read && !desk.articles[1].headline.flags.starred);
    desk.press("U");
    assert_eq!(desk.message(), "nothing to undo");
}

#[test]
fn next_unread_skips_what_is_read() {
    let mut desk = desk();
    desk.press("n");
    assert!(desk.selected().starts_with("Arrivals"));
    desk.press("n");
    assert!(
        desk.selected().starts_with("移民"),
        "the third is read: {}",
        desk.selected()
    );
    desk.press("NN");
    assert!(desk.selected().starts_with("Asylum officers"));
    desk.press("N");
    assert_eq!(desk.message(), "nothing unread above");
}

#[test]
fn space_reads_on_into_the_next_unread_article() {
    let mut desk = Desk::new(100, 30);
    desk.press("<Enter>");
    let mut pages = 0;
    while desk
        .app
        .reader
        .article()
        .unwrap()
        .headline
        .title
        .starts_with("Asylum officers")
    {
        desk.press("<Space>");
        pages += 1;
        assert!(pages < 20, "it never ends");
    }
    assert!(pages > 2 && desk.selected().starts_with("Arrivals"), "{pages}");
}

#[test]
fn saving_says_where_and_marks_the_row() {
    let mut desk = desk();
    desk.press("s");
    let id = desk.articles[0].headline.id;
    assert_eq!(desk.asked.last(), Some(&Effect::Save(id)));
    desk.tell(Event::Loaded(Loaded::Saved {
        id,
        path: "/archive/2026-11-24 Asylum.md".into(),
    }));
    assert_eq!(desk.message(), "saved to /archive/2026-11-24 Asylum.md");
    assert!(desk.app.headlines.selected().unwrap().flags.saved && desk.screen().contains("⇩ saved"));
}

#[test]
fn links_open_as_web_pages_only() {
    let mut desk = desk();
    desk.press("o");
    assert!(matches!(desk.asked.last(), Some(Effect::OpenLink(url)) if url.starts_with("https://news.example/")));
    desk.press("<Enter>O2<Enter>");
    assert_eq!(
        desk.asked.last(),
        Some(&Effect::OpenLink(
            "https://www.law.cornell.edu/uscode/text/8/1158".into()
        ))
    );
    desk.press("O9<Enter>");
    assert_eq!(desk.message(), "there is no link 9");
    let asked = desk.asked.len();
    for url in ["javascript:alert(1)", "file:///etc/passwd", "-x"] {
        assert_eq!(desk.app.open_link(url), []);
        assert!(desk.message().contains("is not opened"), "{}", desk.message());
    }
    for (url, asked) in [
        ("mailto:a@example.org", "Write a mail?"),
        ("tel:+12025550100", "has for tel: addresses"),
        ("magnet:?xt=urn:btih:00", "has for magnet: addresses"),
        ("https://xn--pple-43d.example/", "This host reads “аpple.example”"),
    ] {
        assert_eq!(desk.app.open_link(url), []);
        let question = match &desk.app.overlay {
            Some(Overlay::Confirm(confirm)) => confirm.question.as_str(),
            _ => "",
        };
        assert!(question.contains(asked) && question.ends_with(url), "{question}");
        desk.press("n");
    }
    assert_eq!(desk.app.open_link("mailto:a@example.org"), []);
    desk.press("n");
    assert_eq!(desk.asked.len(), asked);
    desk.app.open_link("mailto:a@example.org");
    desk.press("y");
    assert_eq!(
        desk.asked.last(),
        Some(&Effect::OpenLink("mailto:a@example.org".into()))
    );
}

#[test]
fn photos_open_and_addresses_are_copied() {
    let mut desk = desk();
    desk.press("<Enter>gp<Enter>");
    assert!(matches!(desk.asked.last(), Some(Effect::LoadPicture(photo)) if photo.url.ends_with("raft.jpg")));
    desk.press("jy");
    assert_eq!(
        desk.asked.last(),
        Some(&Effect::Copy("https://pictures.example/court.jpg".into()))
    );
    desk.press("hy");
    assert!(matches!(desk.asked.last(), Some(Effect::Copy(url)) if url.starts_with("https://news.example/")));
}

#[test]
fn views_tags_and_commands() {
    let mut desk = desk();
    desk.press("/mexico<Enter>F<^U>Border<Enter>");
    assert!(
        matches!(desk.asked.last(), Some(Effect::KeepView { name, query }) if name == "Border" && query.to_string() == "mexico")
    );
    desk.press("tbrief<Enter>");
    assert!(matches!(desk.asked.last(), Some(Effect::Tag { tag, give: true, .. }) if tag == "brief"));
    desk.press(":add example.org/feed US/Courts<Enter>");
    assert_eq!(
        desk.asked.last(),
        Some(&Effect::Add {
            url: "example.org/feed".into(),
            folder: "US/Courts".into()
        })
    );
    desk.press(":theme li<Tab><Enter>");
    assert_eq!(desk.app.start.theme.name, "light");
    desk.press(":frobnicate<Enter>");
    assert_eq!(desk.message(), "there is no command frobnicate");
    desk.press("<Esc>:go border<Enter>");
    assert_eq!(
        desk.app.feeds.name_of(&desk.app.feeds.scope()).as_str(),
        "The Border Ledger"
    );
}

#[test]
fn stopping_stops_a_refresh_and_only_then_quits() {
    let mut desk = desk();
    desk.press("R<^C>");
    assert_eq!(
        desk.asked.iter().rev().take(2).collect::<Vec<_>>(),
        [
            &Effect::StopRefresh,
            &Effect::Refresh {
                what: Selection::All,
                force: true
            }
        ]
    );
    desk.tell(Event::Library(LibraryEvent::RefreshEnded {
        progress: Default::default(),
        stopped: true,
    }));
    desk.press("<^C>");
    assert_eq!(desk.asked.last(), Some(&Effect::Quit));
}

#[test]
fn leaving_an_article_keeps_where_reading_was() {
    let mut desk = Desk::new(100, 30);
    let id = desk.articles[0].headline.id;
    desk.press("<Enter><^D><^D>J");
    assert!(
        desk.asked
            .iter()
            .any(|effect| matches!(effect, Effect::KeepScroll(kept, place) if *kept == id && *place > 0)),
        "{:?}",
        desk.asked
    );
    desk.press("<^D><^D>q");
    assert_eq!(desk.asked.last(), Some(&Effect::Quit));
}

#[test]
fn a_text_is_piped_to_a_program_that_is_proposed_again() {
    let mut desk = desk();
    desk.press("<Enter>g|wc -w 'a b'<Enter>");
    let words = ["wc", "-w", "a b"].map(str::to_owned).to_vec();
    assert!(
        matches!(desk.asked.last(), Some(Effect::Pipe(_, program)) if *program == words),
        "{:?}",
        desk.asked.last()
    );
    desk.press("g|");
    assert!(
        desk.screen().contains("Pipe to program: wc -w \"a b\""),
        "{}",
        desk.screen()
    );
    desk.press("<Esc>:pipe cat<Enter>");
    assert!(matches!(desk.asked.last(), Some(Effect::Pipe(_, program)) if program == &["cat"]));
}

#[test]
fn what_is_pasted_is_text_and_no_keys() {
    let mut desk = desk();
    let asked = desk.asked.len();
    let paste = |text: &str| Event::Input(Input::Paste(text.to_owned()));
    desk.tell(paste("q\u{3}Ad:quit\n"));
    assert_eq!(desk.asked.len(), asked, "nothing is done: {:?}", desk.asked);
    desk.press("/");
    desk.tell(paste("asylum\nq"));
    assert_eq!(desk.app.narrow.filter, "asylum");
}

#[test]
fn the_side_pane_comes_and_goes() {
    let mut desk = desk();
    assert!(desk.app.layout.pane(Pane::Side).is_some());
    desk.press("|");
    assert!(desk.app.layout.pane(Pane::Side).is_none());
    desk.press("|");
    assert!(desk.app.layout.pane(Pane::Side).is_some());
    let mut desk = Desk::new(100, 30);
    desk.press("<Enter>|");
    assert!(desk.app.layout.side_over && desk.app.shape.focus == Pane::Side);
    desk.press("<Esc>");
    assert!(!desk.app.layout.side_over && desk.app.shape.focus == Pane::Article);
}

#[test]
fn a_long_list_is_read_page_by_page() {
    let articles: Vec<_> = (0..450)
        .map(|number| {
            let headline = super::desk::headline(number, 2, &format!("Article {number}"), number * 60, 100);
            super::desk::article(headline, Default::default(), Vec::new(), &[])
        })
        .collect();
    let mut desk = Desk::with(160, 45, super::desk::feeds(), articles);
    assert_eq!((desk.titles().len(), desk.app.headlines.total), (200, Some(450)));
    desk.press("G");
    assert_eq!(desk.titles().len(), 400);
    desk.press("GG");
    assert_eq!((desk.titles().len(), desk.selected()), (450, "Article 449"));
    assert!(desk.app.headlines.rows().windows(2).all(|pair| pair[0].id > pair[1].id));
}

#[test]
fn unknown_keys_and_broken_chords_are_told() {
    let mut desk = desk();
    desk.press("\\");
    assert_eq!(desk.message(), "\\ is not bound; ? shows every key");
    desk.press("g@");
    assert_eq!(desk.message(), "g @ is not bound");
    desk.press("gG");
    assert!(desk.app.pending.is_empty());
}

#[test]
fn an_article_that_is_gone_is_told() {
    let mut desk = desk();
    desk.articles.remove(1);
    desk.press("j");
    assert_eq!(desk.message(), "this article is no longer in the library");
    assert_ne!(desk.app.reader.id(), Some(ArticleId::new(NOW.plus(-10_800), 2)));
}
