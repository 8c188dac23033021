//! What the page of an entity says.

use super::page::{Content, Goes, Item, Section};
use crate::model::{EntityPage, NamedEntity, PageArticle, PageCaption, PageQuote, QuoteKind, Timestamp};
use crate::query::{Query, Test};
use crate::tui::theme::Role;
use crate::tui::words::{Zone, count, many};

/// The content of an entity's page.
pub fn content(page: &EntityPage, now: Timestamp, zone: Zone) -> Content {
    let query = Query::of(Test::Entity(page.entity.name.replace('"', "")));
    let all = Item {
        text: format!("All {}", many(number(page.entity.articles), "article", "articles")),
        role: Role::Text,
        most: 1,
        detail: String::new(),
        right: String::new(),
        goes: Goes::List(query.clone()),
        copy: page.url.clone(),
    };
    let shown = |listed: usize, all: u64| {
        if listed as u64 >= all {
            count(all)
        } else {
            format!("{} of {}", count(listed as u64), count(all))
        }
    };
    let beside = match page.beside_of < page.entity.articles {
        true => format!("Named beside it · newest {} articles", count(page.beside_of)),
        false => "Named beside it".to_owned(),
    };
    Content {
        title: page.entity.name.to_string(),
        facts: facts(page),
        weeks: (page.weeks.clone(), "mentions by week, half a year to now"),
        sections: vec![
            section(String::new(), vec![all]),
            section(
                format!("Quotes · {}", shown(page.quotes.len(), page.quoted)),
                page.quotes.iter().map(|quote| said(quote, page, now, zone)).collect(),
            ),
            section(
                format!("Captions · {}", shown(page.captions.len(), page.captioned)),
                page.captions
                    .iter()
                    .map(|caption| captioned(caption, now, zone))
                    .collect(),
            ),
            section(beside, page.beside.iter().map(named).collect()),
            section(
                "Also of this name".to_owned(),
                page.namesakes.iter().map(named).collect(),
            ),
            section(
                format!("Articles · {}", shown(page.newest.len(), page.entity.articles)),
                page.newest.iter().map(|article| headline(article, now, zone)).collect(),
            ),
        ],
        address: page.url.clone(),
        query,
    }
}

fn number(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

fn section(heading: String, items: Vec<Item>) -> Section {
    Section { heading, items }
}

fn facts(page: &EntityPage) -> Vec<(Role, String)> {
    let mut told = vec![
        page.entity.kind.to_string(),
        many(number(page.mentions), "mention", "mentions"),
    ];
    if page.quoted > 0 {
        told.push(many(number(page.quoted), "quote", "quotes"));
    }
    if page.captioned > 0 {
        told.push(many(number(page.captioned), "caption", "captions"));
    }
    let mut facts = vec![(Role::of_kind(page.entity.kind), told.join(" · "))];
    if let Some(url) = &page.url {
        facts.push((Role::SideDetail, url.clone()));
    }
    facts
}

fn said(quote: &PageQuote, page: &EntityPage, now: Timestamp, zone: Zone) -> Item {
    let text = match quote.kind {
        QuoteKind::Reported => quote.said.to_string(),
        QuoteKind::Direct | QuoteKind::Partial => format!("“{}”", quote.said),
    };
    let source = [
        Some(quote.title.as_str()),
        Some(quote.feed.as_str()),
        quote.url.as_deref(),
    ];
    let source: Vec<&str> = source.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    Item {
        copy: Some(format!("{text}\n— {}, {}", page.entity.name, source.join(", "))),
        text,
        role: Role::ArticleQuote,
        most: 4,
        detail: format!("{} · {}", quote.feed, quote.title),
        right: zone.age(quote.article.filed_at(), now),
        goes: Goes::Article {
            id: quote.article,
            at: Some(quote.at),
        },
    }
}

fn captioned(caption: &PageCaption, now: Timestamp, zone: Zone) -> Item {
    let credit = caption
        .credit
        .as_ref()
        .map_or(String::new(), |credit| format!("{credit} · "));
    Item {
        text: caption.caption.to_string(),
        role: Role::ArticleCaption,
        most: 3,
        detail: format!("{credit}{}", caption.title),
        right: zone.age(caption.article.filed_at(), now),
        goes: Goes::Article {
            id: caption.article,
            at: None,
        },
        copy: Some(caption.caption.to_string()),
    }
}

fn named(entity: &NamedEntity) -> Item {
    Item {
        text: entity.name.to_string(),
        role: Role::of_kind(entity.kind),
        most: 1,
        detail: String::new(),
        right: count(entity.articles),
        goes: Goes::Entity(entity.key.clone(), entity.kind),
        copy: Some(entity.name.to_string()),
    }
}

fn headline(article: &PageArticle, now: Timestamp, zone: Zone) -> Item {
    let headline = &article.headline;
    Item {
        text: headline.title.to_string(),
        role: if headline.flags.read {
            Role::HeadlineRead
        } else {
            Role::HeadlineUnread
        },
        most: 2,
        detail: format!(
            "{} · {}",
            article.feed,
            many(number(article.mentions), "mention", "mentions")
        ),
        right: zone.age(headline.published, now),
        goes: Goes::Article {
            id: headline.id,
            at: None,
        },
        copy: Some(headline.title.to_string()),
    }
}
