//! What stands over an article's text: its title, the facts, and notes on how it stands.

use crate::model::{Article, PageState, ShownText};
use crate::tui::theme::Role;
use crate::tui::words::{Zone, minutes};
use crate::tui::wrapped::wrapped;

/// The title and facts over the text. `switch_key` shows the article's other text.
pub(super) fn head(
    article: &Article,
    width: u16,
    fetching: bool,
    switch_key: Option<&str>,
    zone: Zone,
) -> Vec<(Role, String)> {
    let headline = &article.headline;
    let mut lines = vec![(Role::ArticleMeta, String::new())];
    let mut add = |role, text: &str| lines.extend(wrapped(text, width).into_iter().map(|line| (role, line)));
    add(Role::ArticleTitle, &headline.title);
    let mut facts = vec![article.feed_title.to_string()];
    facts.push(article.author());
    let date = zone.long(headline.published);
    facts.push(if headline.flags.date_guessed {
        format!("first seen {date}")
    } else {
        date
    });
    facts.extend(minutes(headline.words));
    if article.shown == ShownText::Page {
        facts.extend(article.facts.section.as_ref().map(ToString::to_string));
    }
    facts.retain(|fact| !fact.is_empty());
    add(Role::ArticleMeta, &facts.join(" · "));
    let mut notes = Vec::new();
    notes.extend(which_text(article, fetching, switch_key));
    if article.shown == ShownText::Page {
        notes.extend(article.facts.caveats());
    }
    notes.extend(headline.flags.starred.then(|| "★ starred".to_owned()));
    notes.extend(headline.flags.saved.then(|| "⇩ saved".to_owned()));
    notes.extend(headline.flags.edited.then(|| "✎ changed since".to_owned()));
    notes.extend(article.tags.iter().map(|tag| format!("#{tag}")));
    add(Role::ArticleNote, &notes.join(" · "));
    lines.push((Role::ArticleMeta, String::new()));
    lines
}

/// Which of its texts is shown, how its page stands, and the key that shows the other; none for an
/// article with one text only.
fn which_text(article: &Article, fetching: bool, switch_key: Option<&str>) -> Option<String> {
    let by_key = |does: &str| switch_key.map_or(String::new(), |key| format!(" ({key}: {does})"));
    Some(match (&article.page, article.shown) {
        (_, ShownText::Feed) if fetching => "the feed's text; fetching the page …".to_owned(),
        (_, ShownText::Page) if fetching => "the page's text; fetching the page anew …".to_owned(),
        (PageState::Failed(why), ShownText::Feed) => {
            format!(
                "the feed's text; its page could not be had: {why}{}",
                by_key("try again")
            )
        }
        (PageState::Failed(why), ShownText::Page) => {
            format!("the page's text as it was; it could not be had anew: {why}")
        }
        (PageState::Stored, ShownText::Feed) => format!("the feed's text{}", by_key("the page's")),
        (PageState::NotFetched, _) => format!("the feed's text{}", by_key("fetch the page")),
        (PageState::Stored, ShownText::Page) => format!("the page's text{}", by_key("the feed's")),
        (PageState::None, _) => return None,
    })
}
