//! What stands over an article's text: its title, the facts, and notes on how it stands.

use crate::model::{Article, PageState, ShownText};
use crate::tui::theme::Role;
use crate::tui::words::{Zone, minutes};
use crate::tui::wrapped::wrapped;

/// The title and facts over the text.
pub(super) fn head(article: &Article, width: u16, fetching: bool, zone: Zone) -> Vec<(Role, String)> {
    let headline = &article.headline;
    let mut lines = vec![(Role::ArticleMeta, String::new())];
    let mut add = |role, text: &str| lines.extend(wrapped(text, width).into_iter().map(|line| (role, line)));
    add(Role::ArticleTitle, &headline.title);
    let mut facts = vec![article.feed_title.to_string()];
    facts.push(headline.author.to_string());
    let date = zone.long(headline.published);
    facts.push(if headline.flags.date_guessed {
        format!("first seen {date}")
    } else {
        date
    });
    facts.extend(minutes(headline.words));
    facts.retain(|fact| !fact.is_empty());
    add(Role::ArticleMeta, &facts.join(" · "));
    let mut notes = Vec::new();
    match (&article.page, article.shown) {
        _ if fetching => notes.push("fetching the page …".to_owned()),
        (PageState::Failed(why), _) => notes.push(format!("the feed's text; its page could not be had: {why}")),
        (PageState::Stored, ShownText::Feed) => notes.push("the feed's text (x: the page's)".to_owned()),
        (PageState::NotFetched, _) => notes.push("the feed's text".to_owned()),
        (PageState::Stored, ShownText::Page) | (PageState::None, _) => {}
    }
    notes.extend(headline.flags.starred.then(|| "★ starred".to_owned()));
    notes.extend(headline.flags.saved.then(|| "⇩ saved".to_owned()));
    notes.extend(headline.flags.edited.then(|| "✎ changed since".to_owned()));
    notes.extend(article.tags.iter().map(|tag| format!("#{tag}")));
    add(Role::ArticleNote, &notes.join(" · "));
    lines.push((Role::ArticleMeta, String::new()));
    lines
}
