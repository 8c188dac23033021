//! Pages about one thing: how they are reached, read and left.

use super::desk::{Desk, articles};
use super::screens::kept;
use crate::model::*;
use crate::tui::action::Context;
use crate::tui::effect::{Effect, Which};
use crate::tui::event::{Event, Loaded};
use crate::tui::layout::Pane;
use crate::tui::overlays::Overlay;

/// The page of whatever is asked for, made of the desk's articles.
pub fn page(name: &str, kind: EntityKind) -> EntityPage {
    let all = articles();
    let named = |kind, name: &str, articles| NamedEntity {
        kind,
        key: name.to_lowercase(),
        name: SafeText::line(name),
        articles,
    };
    let newest = all.iter().take(4).map(|article| PageArticle {
        headline: article.headline.clone(),
        feed: article.feed_title.clone(),
        mentions: 3,
    });
    let quotes = all.iter().take(2).map(|article| PageQuote {
        article: article.headline.id,
        title: article.headline.title.clone(),
        feed: article.feed_title.clone(),
        url: article.url.clone(),
        said: SafeText::line(
            "We are asked to send people back to where they may be harmed, and to call it a procedure.",
        ),
        kind: QuoteKind::Direct,
        context: SafeText::line(""),
        at: 600,
    });
    let caption = PageCaption {
        article: all[0].headline.id,
        title: all[0].headline.title.clone(),
        photo: 0,
        caption: SafeText::line("Amal Haddad outside the courthouse on Tuesday."),
        credit: Some(SafeText::line("Rosa Delgado/Border Ledger")),
    };
    EntityPage {
        entity: named(kind, name, 57),
        url: Some("https://union.example/".into()),
        mentions: 131,
        quoted: 2,
        captioned: 1,
        weeks: vec![
            0, 0, 1, 0, 2, 5, 3, 0, 0, 1, 8, 13, 21, 8, 5, 3, 2, 1, 0, 0, 1, 1, 2, 5, 34, 20,
        ],
        newest: newest.collect(),
        quotes: quotes.collect(),
        captions: vec![caption],
        beside: vec![
            named(EntityKind::Place, "Mexico", 41),
            named(EntityKind::Law, "Migrant Protection Protocols", 12),
        ],
        beside_of: 57,
        namesakes: vec![named(EntityKind::Place, name, 1)],
    }
}

#[test]
fn a_page_at_three_sizes() {
    kept("page-160x45", Desk::new(160, 45).press("<Enter>4e"));
    kept("page-100x30", Desk::new(100, 30).press("<Enter>4e"));
    kept("page-80x24", Desk::new(80, 24).press("<Enter>4e"));
    kept("page-sections-80x24", Desk::new(80, 24).press("<Enter>4e]]]"));
    kept("page-palette-100x30", Desk::new(100, 30).press(":entity Ken"));
}

#[test]
fn the_page_of_the_selected_name_opens_and_closes() {
    let mut desk = Desk::new(160, 45);
    desk.press("<Enter>4e");
    assert_eq!(desk.app.context(), Context::Page);
    assert!(desk.screen().contains("All 57 articles"), "{}", desk.screen());
    desk.press("jjkG");
    desk.press("<Esc>");
    assert!(desk.app.overlay.is_none());
    assert_eq!(desk.app.shape.focus, Pane::Side);
}

#[test]
fn without_a_name_one_is_typed_and_completed() {
    let mut desk = Desk::new(160, 45);
    desk.press("eken");
    assert!(desk.screen().contains("entity Ken Cuccinelli"), "{}", desk.screen());
    desk.press("<Tab><Enter>");
    assert!(desk.screen().contains("Ken Cuccinelli"), "{}", desk.screen());
    assert_eq!(desk.app.context(), Context::Page);
}

#[test]
fn rows_of_a_page_lead_to_lists_articles_and_other_pages() {
    let mut desk = Desk::new(160, 45);
    desk.press("<Enter>4e<Enter>");
    assert!(
        desk.app.narrow.filter.starts_with("entity:"),
        "{}",
        desk.app.narrow.filter
    );
    assert_eq!(desk.app.shape.focus, Pane::Headlines);
    // A quote opens its article where the quote stands.
    let mut desk = Desk::new(160, 45);
    desk.press("jj<Enter>4e]<Enter>");
    assert!(desk.app.overlay.is_none());
    assert_eq!(desk.app.shape.focus, Pane::Article);
    assert_eq!(desk.app.reader.id(), Some(articles()[0].headline.id));
    assert!(desk.app.reader.opened);
    // What is named beside it has a page too.
    desk.press("4e]]]<Enter>");
    let Some(Overlay::Page(page)) = &desk.app.overlay else {
        panic!("no page")
    };
    assert_eq!(page.content().title, "Mexico");
}

#[test]
fn a_quote_is_copied_with_its_source() {
    let mut desk = Desk::new(160, 45);
    desk.press("<Enter>4e]y");
    let Some(Effect::Copy(text)) = desk.asked.last() else {
        panic!("{:?}", desk.asked)
    };
    assert!(
        text.starts_with("“We are asked") && text.contains("https://news.example/"),
        "{text}"
    );
    desk.press("<Esc>gqy");
    let Some(Effect::Copy(text)) = desk.asked.last() else {
        panic!("{:?}", desk.asked)
    };
    assert!(
        text.contains("\n— Amal Haddad, ") && text.contains("https://news.example/"),
        "{text}"
    );
}

#[test]
fn an_official_page_is_opened() {
    let mut desk = Desk::new(160, 45);
    desk.press("<Enter>4eo");
    assert_eq!(
        desk.asked.last(),
        Some(&Effect::OpenLink("https://union.example/".into()))
    );
}

#[test]
fn a_page_that_comes_late_lies_over_nothing_else() {
    let mut desk = Desk::new(160, 45);
    desk.press("<Enter>4");
    desk.deaf = true;
    desk.press("e");
    let Some(Effect::LoadEntityPage { ticket, which }) = desk.asked.last().cloned() else {
        panic!("{:?}", desk.asked)
    };
    assert!(matches!(which, Which::Key(..)));
    desk.press("?");
    let come = |ticket| {
        Event::Loaded(Loaded::EntityPage {
            ticket,
            page: Some(Box::new(page("X", EntityKind::Person))),
        })
    };
    desk.tell(come(ticket));
    assert!(matches!(desk.app.overlay, Some(Overlay::Help(_))));
    desk.press("<Esc>");
    desk.tell(come(ticket - 1));
    assert!(desk.app.overlay.is_none());
    desk.tell(Event::Loaded(Loaded::EntityPage { ticket, page: None }));
    assert!(desk.message().contains("no article"), "{}", desk.message());
}

#[test]
fn colours_of_names_are_toggled() {
    let mut desk = Desk::new(160, 45);
    desk.press("<Enter>c");
    assert_eq!(desk.message(), "names are plain");
    desk.press("c");
    assert_eq!(desk.message(), "names are coloured");
}

#[test]
fn a_foreign_text_says_what_is_known_of_it() {
    let mut all = articles();
    for article in &mut all {
        if let Some(analysis) = &mut article.analysis {
            analysis.language = Some("es".into());
        }
    }
    let mut desk = Desk::with(160, 45, super::desk::feeds(), all);
    desk.press("<Enter>4");
    assert!(desk.screen().contains("Spanish"), "{}", desk.screen());
}

/// A desk whose first article's second photo has two names in its caption that the text has not.
fn desk_with_caption_names(width: u16, height: u16) -> Desk {
    let mut all = articles();
    all[0].photos[1].caption = SafeText::line("Rosalind Okafor of the Harbor Clinic, and Rosalind Okafor’s clerk");
    if let Some(analysis) = &mut all[0].analysis {
        for (kind, name) in [
            (EntityKind::Person, "Rosalind Okafor"),
            (EntityKind::Organisation, "Harbor Clinic"),
            (EntityKind::Person, "Amal Haddad"),
        ] {
            analysis.captions.push(CaptionName {
                photo: 1,
                kind,
                key: name.to_lowercase(),
                name: SafeText::line(name),
            });
        }
    }
    Desk::with(width, height, super::desk::feeds(), all)
}

#[test]
fn names_that_only_captions_have_are_listed_and_lead_to_their_photo() {
    let mut desk = desk_with_caption_names(160, 45);
    let screen = desk.press("<Enter>4").screen();
    let row = screen.lines().find(|line| line.contains("Rosalind Okafor  photo 2"));
    assert!(row.is_some_and(|row| row.contains('2')), "{screen}");
    assert_eq!(screen.matches("Amal Haddad  photo").count(), 0, "{screen}");
    kept("caption-names-160x45", &mut desk);
    while desk
        .app
        .captioned()
        .is_none_or(|(name, _)| name.name.as_str() != "Rosalind Okafor")
    {
        let before = desk.app.side.extent();
        desk.press("j");
        assert!(
            desk.app.side.item().is_some() || desk.app.captioned().is_some(),
            "{before:?}"
        );
    }
    // Its page is that of any name.
    desk.press("e");
    let Some(Overlay::Page(page)) = &desk.app.overlay else {
        panic!("no page")
    };
    assert_eq!(page.content().title, "rosalind okafor");
    desk.press("<Esc>n");
    assert!(
        desk.message().contains("in the caption of photo 2 only"),
        "{}",
        desk.message()
    );
    desk.press("<Enter>");
    assert_eq!(desk.app.side.tab(), crate::tui::panes::side::Tab::Photos);
    assert_eq!(desk.app.side.item(), Some(1));
    assert!(desk.app.reader.photo_in_view().is_some());
}
