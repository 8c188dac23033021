//! Where a value that has been read is kept: in the item, or in the feed outside of one.

use super::dates;
use super::draft::Html;
use super::links;
use super::take::MOST;
use super::value::{Kind, Value};
use super::walk::Walk;
use crate::model::SafeText;

impl<'a> Walk<'a> {
    pub(super) fn take_title(&mut self, rank: u8, title: SafeText) {
        if title.is_empty() {
            return;
        }
        match &mut self.item {
            Some(item) => item.title.offer(rank, title),
            None => self.feed.title.offer(rank, title),
        }
    }

    pub(super) fn take_link(&mut self, rank: u8, text: &str) {
        let Some(url) = links::web(self.link_base().as_deref(), text) else {
            return;
        };
        match &mut self.item {
            Some(item) => item.link.offer(rank, url),
            None => self.feed.site.offer(rank, url),
        }
    }

    /// An identity, which may be the link too.
    pub(super) fn take_id(&mut self, rank: u8, text: &str, permalink: bool) {
        let id: String = text.trim().chars().filter(|c| !c.is_control()).collect();
        if id.is_empty() {
            return;
        }
        if permalink && links::is_web(&id) {
            self.take_link(3, &id);
        }
        if let Some(item) = &mut self.item {
            item.id.offer(rank, id);
        }
    }

    pub(super) fn summary(&mut self, rank: u8, value: Value<'a>, local: &str) {
        match &mut self.item {
            None => {
                let line = if value.kind == Kind::Unsaid && !value.markup {
                    Value {
                        kind: Kind::Html,
                        ..value
                    }
                    .line()
                } else {
                    value.line()
                };
                if !line.is_empty() {
                    self.feed.description.offer(rank, line);
                }
            }
            Some(item) => {
                // RSS descriptions are HTML; Atom summaries are text unless they say otherwise.
                let base = value.base.clone();
                let rss = !matches!(local, "summary" | "subtitle" | "tagline");
                if let Some(html) = value.into_html(rss) {
                    item.summary.offer(rank, (html, base));
                }
            }
        }
    }

    pub(super) fn content(&mut self, rank: u8, value: Value<'a>, unsaid_is_html: bool) {
        let Some(item) = &mut self.item else { return };
        let base = value.base.clone();
        let html = value.markup || value.kind == Kind::Html;
        let rank = rank * 2 + u8::from(html);
        if let Some(html) = value.into_html(unsaid_is_html) {
            let html: Html = (html, base);
            item.content.offer_first(rank, html);
        }
    }

    pub(super) fn date(&mut self, rank: u8, text: &str, published: bool) {
        let Some(item) = &mut self.item else { return };
        match dates::parse(text) {
            Some(at) if published => item.published.offer(rank, at),
            Some(at) => item.updated.offer(rank, at),
            None => item.bad_date |= !text.trim().is_empty(),
        }
    }

    /// An author of the item, or of the feed outside of one.
    pub(super) fn take_author(&mut self, rank: u8, name: SafeText) {
        let authors = match &mut self.item {
            Some(item) => &mut item.authors,
            None => &mut self.feed.authors,
        };
        if !name.is_empty() && authors.len() < MOST {
            authors.push((rank, name));
        }
    }

    pub(super) fn take_category(&mut self, category: SafeText) {
        let categories = match &mut self.item {
            Some(item) => &mut item.categories,
            None => &mut self.feed.categories,
        };
        if !category.is_empty() && categories.len() < MOST && !categories.contains(&category) {
            categories.push(category);
        }
    }

    pub(super) fn take_language(&mut self, text: String) {
        if text.is_empty() {
            return;
        }
        match &mut self.item {
            Some(item) => item.language = Some(text),
            None => self.feed.language.offer(1, text),
        }
    }
}
