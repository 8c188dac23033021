//! What a page says about the article: title, authors, dates, section, language, paywall.

use super::bylines::authors;
use super::dateline;
use super::json_ld::JsonLd;
use super::links::Base;
use super::metas::Metas;
use super::moment;
use super::tree::{Name, Tag, Tree};
use crate::model::{BlockKind, Document, PageKind, SafeText, Style, Timestamp};

pub use crate::model::PageFacts as Facts;

/// Reads the facts of a page.
pub(super) fn read(tree: &Tree, data: &JsonLd, base: &Base, url: &str) -> Facts {
    let metas = Metas::of(tree);
    let mut facts = Facts {
        title: title(tree, data, &metas),
        published: data
            .published
            .as_deref()
            .and_then(moment::parse)
            .or_else(|| {
                metas.moment(&[
                    "article:published_time",
                    "og:published_time",
                    "datepublished",
                    "parsely-pub-date",
                    "sailthru.date",
                    "date",
                    "dc.date",
                    "dc.date.issued",
                    "pubdate",
                    "publishdate",
                    "cxenseparse:recs:publishtime",
                    "article.published",
                ])
            })
            .or_else(|| time_element(tree)),
        modified: data.modified.as_deref().and_then(moment::parse).or_else(|| {
            metas.moment(&[
                "article:modified_time",
                "og:updated_time",
                "datemodified",
                "lastmod",
                "article.updated",
            ])
        }),
        section: data
            .section
            .clone()
            .or_else(|| metas.get(&["article:section", "parsely-section", "section"]))
            .map(|text| line(&text)),
        language: language(tree, data, &metas),
        site_name: metas
            .get(&["og:site_name", "application-name"])
            .or_else(|| data.site.clone())
            .map(|text| line(&text)),
        paywalled: data.paywalled.unwrap_or(false)
            || metas
                .get(&["article:content_tier"])
                .is_some_and(|tier| matches!(tier.as_str(), "locked" | "metered")),
        description: metas
            .get(&["og:description", "description", "twitter:description"])
            .map(|text| line(&text)),
        ..Facts::default()
    };
    facts.bylines = authors(data, &metas, facts.site_name.as_deref().unwrap_or(""));
    if data.live {
        facts.kind = PageKind::LiveBlog;
    }
    for at in 0..tree.len() {
        let tag = tree.tag(at);
        if !matches!(tag, Some(Tag::Link | Tag::A)) {
            continue;
        }
        let rel = tree.attr(at, Name::Rel).unwrap_or("");
        let href = || tree.attr(at, Name::Href).and_then(|href| base.fetchable(href));
        if tag == Some(Tag::Link) && rel.eq_ignore_ascii_case("canonical") && facts.canonical_url.is_none() {
            facts.canonical_url = href();
        }
        if facts.next_page.is_none() && rel.split_ascii_whitespace().any(|rel| rel.eq_ignore_ascii_case("next")) {
            facts.next_page = href().filter(|next| continues(url, next));
        }
    }
    facts
}

/// Adds the facts that only the text tells.
pub(super) fn from_text(facts: &mut Facts, document: &Document) {
    // A caption may have been pasted above it.
    facts.dateline = document
        .blocks()
        .iter()
        .filter(|block| !block.range.is_empty())
        .take(4)
        .find_map(|block| dateline::find(document.slice(&block.range)))
        .map(line);
    if facts.kind == PageKind::Article && is_list(document) {
        facts.kind = PageKind::List;
    }
    facts.corrections = document
        .blocks()
        .iter()
        .map(|block| document.slice(&block.range))
        .filter(|text| text.len() < 1500 && is_correction(text))
        .take(5)
        .map(SafeText::line)
        .collect();
}

/// Whether a document is a list of other articles: most blocks are links as a whole, many of
/// them, and there is hardly a paragraph of its own.
fn is_list(document: &Document) -> bool {
    let (mut linked, mut own) = (0usize, 0usize);
    for block in document.blocks() {
        let text = document.slice(&block.range);
        if text.len() < 12 || matches!(block.kind, BlockKind::Table(_) | BlockKind::Code) {
            continue;
        }
        let bytes: usize = document
            .spans()
            .iter()
            .skip_while(|span| span.range.start < block.range.start)
            .take_while(|span| span.range.start < block.range.end)
            .filter(|span| matches!(span.style, Style::Link(_)))
            .map(|span| span.range.len())
            .sum();
        if bytes * 10 >= text.len() * 8 {
            linked += 1;
        } else if text.split_whitespace().count() >= 40 {
            own += 1;
        }
    }
    linked >= 8 && own * 6 <= linked
}

fn is_correction(text: &str) -> bool {
    [
        "Correction:",
        "Correction (",
        "CORRECTION",
        "Clarification:",
        "An earlier version of this",
        "A previous version of this",
        "Editor’s note:",
        "Editor's note:",
        "This story has been corrected",
        "This article has been corrected",
    ]
    .iter()
    .any(|start| text.starts_with(start))
}

/// Whether an address is a later page of the same article, and not the site's next article.
fn continues(url: &str, next: &str) -> bool {
    let stem = |url: &str| {
        url.split(['?', '#'])
            .next()
            .unwrap_or(url)
            .trim_end_matches('/')
            .to_owned()
    };
    let (here, there) = (stem(url), stem(next));
    if here.is_empty() || next == url {
        return false;
    }
    let numbered = |rest: &str| {
        let rest = rest
            .trim_start_matches("/page")
            .trim_start_matches(['/', '-', '_', ',']);
        !rest.is_empty() && rest.len() <= 3 && rest.bytes().all(|byte| byte.is_ascii_digit())
    };
    if here == there {
        return next.split_once('?').is_some_and(|(_, query)| {
            query.split('&').any(|pair| matches!(pair.split_once('='), Some(("page" | "p" | "pg" | "pagina" | "seite", number)) if number.parse::<u16>().is_ok()))
        });
    }
    there.strip_prefix(&here).is_some_and(numbered)
        || here.rsplit_once('/').is_some_and(|(stem, page)| {
            page.parse::<u16>()
                .is_ok_and(|page| there == format!("{stem}/{}", page.saturating_add(1)))
        })
}

fn line(text: &str) -> SafeText {
    SafeText::line(text)
}

fn title(tree: &Tree, data: &JsonLd, metas: &Metas<'_>) -> SafeText {
    let heading = || {
        let mut headings = (0..tree.len())
            .filter(|at| tree.tag(*at) == Some(Tag::H1))
            .map(|at| tree.line(at, |_| false))
            .filter(|text| !text.is_empty());
        let first = headings.next();
        first.filter(|_| headings.next().is_none())
    };
    let element = || {
        (0..tree.len())
            .find(|at| tree.tag(*at) == Some(Tag::Title))
            .map(|at| tree.line(at, |_| false))
            .filter(|text| !text.is_empty())
    };
    let given = metas
        .get(&["og:title", "twitter:title", "parsely-title", "dc.title"])
        .or_else(|| data.headline.clone())
        .or_else(heading)
        .or_else(element)
        .unwrap_or_default();
    let given = super::plain_line(&given);
    let site = metas
        .get(&["og:site_name"])
        .or_else(|| data.site.clone())
        .unwrap_or_default();
    line(without_site(&given, &site))
}

/// "A headline | The Site" without the site.
fn without_site<'a>(title: &'a str, site: &str) -> &'a str {
    for mark in [" | ", " - ", " – ", " — ", " :: ", " » "] {
        if let Some((head, tail)) = title.rsplit_once(mark) {
            let same = !site.is_empty() && tail.trim().eq_ignore_ascii_case(site.trim());
            if head.split_whitespace().count() >= 3 && (same || (mark == " | " && tail.split_whitespace().count() <= 4))
            {
                return head.trim();
            }
        }
    }
    title
}

fn language(tree: &Tree, data: &JsonLd, metas: &Metas<'_>) -> Option<String> {
    let html = (0..tree.len())
        .find(|at| tree.tag(*at) == Some(Tag::Html))
        .and_then(|at| tree.attr(at, Name::Lang));
    let given = html
        .map(str::to_owned)
        .filter(|lang| !lang.trim().is_empty())
        .or_else(|| data.language.clone())
        .or_else(|| metas.get(&["og:locale", "content-language", "dc.language"]))?;
    let code: String = given
        .trim()
        .chars()
        .take_while(char::is_ascii_alphabetic)
        .collect::<String>()
        .to_ascii_lowercase();
    (2..=3).contains(&code.len()).then_some(code)
}

fn time_element(tree: &Tree) -> Option<Timestamp> {
    (0..tree.len())
        .filter(|at| tree.tag(*at) == Some(Tag::Time) || tree.attr(*at, Name::Itemprop) == Some("datePublished"))
        .find_map(|at| {
            tree.attr(at, Name::Datetime)
                .or_else(|| tree.attr(at, Name::Content))
                .and_then(moment::parse)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_article_goes_on() {
        let here = "https://example.org/news/a-rule";
        assert!(continues(here, "https://example.org/news/a-rule/2"));
        assert!(continues(here, "https://example.org/news/a-rule?page=2"));
        assert!(continues(here, "https://example.org/news/a-rule/page/2/"));
        assert!(!continues(here, "https://example.org/news/another"));
        assert!(!continues(here, here));
    }

    #[test]
    fn titles_lose_the_site() {
        assert_eq!(
            without_site("Court ends the rule | Example News", ""),
            "Court ends the rule"
        );
        assert_eq!(
            without_site("Court ends the rule - Example", "Example"),
            "Court ends the rule"
        );
        assert_eq!(
            without_site("Court ends rule - and more", "Example"),
            "Court ends rule - and more"
        );
    }
}
