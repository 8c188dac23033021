//! What each element does where it stands: the dialects' rules, one arm each. What is attached to
//! items is in [`super::take_media`], where values are kept in [`super::take_value`].

use std::borrow::Cow;
use std::rc::Rc;

use super::draft::ItemDraft;
use super::links;
use super::namespace::Space;
use super::scan::Tag;
use super::value::Kind;
use super::vocabulary::Word;
use super::walk::{Place, Walk};
use crate::model::{MediaItem, SafeText};

/// Authors, categories and attachments of one item at most.
pub(super) const MOST: usize = 100;

impl<'a> Walk<'a> {
    /// Does what an element does. Gives the place its inside is, or nothing where its inside has
    /// been read.
    pub(super) fn element(
        &mut self,
        tag: Tag<'a>,
        space: Space,
        word: Word,
        base: Option<Rc<str>>,
        language: Option<Cow<'a, str>>,
    ) -> Option<Place> {
        let place = self.place();
        match (place, word) {
            (_, Word::Item) => {
                self.start_item(ItemDraft {
                    language: language.map(Cow::into_owned),
                    base,
                    ..ItemDraft::default()
                });
                if let Some(about) = self.attribute(tag, "about") {
                    self.take_id(2, &about, true);
                }
                if let Some(href) = self.attribute(tag, "href") {
                    self.take_link(4, &href);
                }
                return Some(Place::Item);
            }
            (Place::Feed, Word::Envelope | Word::Feed) => {
                if let Some(language) = language {
                    self.feed.language.offer(0, language.into_owned());
                }
                // CDF keeps the site's address here.
                if let Some(href) = self.attribute(tag, "href") {
                    self.take_link(4, &href);
                }
                return Some(Place::Feed);
            }
            (Place::Foreign, _) => return Some(Place::Foreign),
            (Place::Person(_), Word::Name) => self.person.name = self.plain(tag, base),
            (Place::Person(_), Word::Email) => self.person.email = self.plain(tag, base),
            (Place::Person(_), _) => return Some(Place::Foreign),
            (Place::Image, Word::ImageUrl) => {
                let url = self.plain(tag, base);
                self.take_media(
                    &url,
                    MediaItem {
                        thumbnail: true,
                        ..MediaItem::default()
                    },
                );
            }
            (Place::Image, _) => return Some(Place::Foreign),
            (Place::Source, Word::Author(_)) => return Some(Place::Person(0)),
            (Place::Source, _) => return Some(Place::Foreign),
            (Place::Where, _) => return self.coordinates(tag, word, base),
            (Place::Feed | Place::Item, _) => return self.field(tag, space, word, base),
            (Place::Group | Place::Media(_), _) => return self.media(tag, word, base),
        }
        None
    }

    /// An element of the feed or of an item.
    pub(super) fn field(&mut self, tag: Tag<'a>, space: Space, word: Word, base: Option<Rc<str>>) -> Option<Place> {
        match word {
            Word::Title(rank) => {
                let title = self.value(tag, base).line();
                self.take_title(rank, title);
            }
            Word::Link => self.link(tag, base),
            Word::OriginalLink => {
                let url = self.plain(tag, base);
                self.take_link(7, &url);
            }
            Word::Id(rank) => {
                let permalink = self.attribute(tag, "ispermalink");
                let id = self.plain(tag, base);
                let permalink = permalink.is_none_or(|text| !text.trim().eq_ignore_ascii_case("false"));
                self.take_id(rank, &id, permalink);
            }
            Word::Summary(rank) => {
                let value = self.value(tag, base);
                self.summary(rank, value, tag.local());
            }
            Word::Content(rank) => {
                let source = self.attribute(tag, "src");
                let mut value = self.value(tag, base);
                if space == Space::Xhtml {
                    (value.markup, value.kind) = (true, Kind::Xhtml);
                }
                if let Some(source) = source.filter(|_| value.text.is_empty()) {
                    self.take_link(1, &source);
                }
                // Atom's `content` alone is text where it does not say otherwise.
                self.content(rank, value, space != Space::Core || tag.local() != "content");
            }
            Word::Published(rank) => {
                let text = self.plain(tag, base);
                self.date(rank, &text, true);
            }
            Word::Updated(rank) => {
                let text = self.plain(tag, base);
                self.date(rank, &text, false);
            }
            Word::Author(rank) => return Some(Place::Person(rank)),
            Word::Category => return self.category(tag, space, base),
            Word::Keywords => {
                let value = self.value(tag, base).line();
                for keyword in value.split(',') {
                    self.take_category(SafeText::line(keyword));
                }
            }
            Word::Language => {
                let text = self.plain(tag, base);
                self.take_language(text);
            }
            Word::Enclosure => {
                if let Some(url) = self.attribute(tag, "url").or_else(|| self.attribute(tag, "href")) {
                    self.enclosure(tag, &url);
                }
                return Some(Place::Foreign);
            }
            Word::Comments => {
                let url = self.plain(tag, base);
                let url = links::web(self.link_base().as_deref(), &url);
                if let Some(item) = &mut self.item {
                    item.comments = url.or(item.comments.take());
                }
            }
            Word::Image => {
                if let Some(url) = self.attribute(tag, "href").or_else(|| self.attribute(tag, "url")) {
                    self.take_media(
                        &url,
                        MediaItem {
                            thumbnail: true,
                            ..MediaItem::default()
                        },
                    );
                }
                return Some(Place::Image);
            }
            Word::Source if self.item.is_some() && self.attribute(tag, "url").is_some() => {
                // RSS names the outlet an item was taken from, Atom describes its feed.
                let outlet = SafeText::line(&self.plain(tag, base));
                if let Some(item) = &mut self.item {
                    item.outlet = Some(outlet).filter(|outlet| !outlet.is_empty());
                }
            }
            Word::Source if self.item.is_some() => return Some(Place::Source),
            Word::MediaGroup if self.item.is_some() => return Some(Place::Group),
            Word::MediaContent | Word::Thumbnail | Word::MediaTitle | Word::MediaDescription | Word::MediaCredit => {
                return self.media(tag, word, base);
            }
            Word::Ttl | Word::Period | Word::Frequency | Word::SkipHour | Word::SkipDay => {
                let text = self.plain(tag, base);
                self.feed.hint(word, text.trim());
            }
            Word::Where | Word::Coordinates(_) | Word::Latitude | Word::Longitude if self.item.is_some() => {
                return self.coordinates(tag, word, base);
            }
            Word::Skip => return Some(Place::Feed),
            _ => return Some(Place::Foreign),
        }
        None
    }

    /// `<link>text</link>` or `<link rel="…" href="…"/>`.
    fn link(&mut self, tag: Tag<'a>, base: Option<Rc<str>>) {
        let Some(href) = self.attribute(tag, "href") else {
            let resource = self.attribute(tag, "resource");
            let text = self.plain(tag, base);
            let text = if text.trim().is_empty() {
                resource.unwrap_or_default()
            } else {
                Cow::Owned(text)
            };
            return self.take_link(6, &text);
        };
        let own_base = self.attribute(tag, "base").is_some().then(|| base.clone()).flatten();
        let href = match own_base {
            Some(base) => Cow::Owned(links::resolve(Some(&base), &href).unwrap_or_default()),
            None => href,
        };
        let rel = self.attribute(tag, "rel").unwrap_or_default();
        let rel = rel.rsplit('/').next().unwrap_or_default().trim().to_ascii_lowercase();
        let media_type = self.attribute(tag, "type").unwrap_or_default();
        let page = media_type.is_empty()
            || matches!(Kind::of(&media_type), Kind::Html | Kind::Xhtml) && !media_type.contains("atom");
        match rel.as_str() {
            "" | "alternate" => self.take_link(if page { 6 } else { 5 }, &href),
            "enclosure" => self.enclosure(tag, &href),
            "replies" if page => {
                let url = links::web(self.link_base().as_deref(), &href);
                if let Some(item) = &mut self.item {
                    item.comments = item.comments.take().or(url);
                }
            }
            // An archived feed's older document; a paged feed's next page says it better.
            "prev-archive" if self.item.is_none() && self.feed.next_page.is_none() => {
                self.feed.next_page = links::web(self.link_base().as_deref(), &href);
            }
            "next" if self.item.is_none() => self.feed.next_page = links::web(self.link_base().as_deref(), &href),
            "related" | "via" => self.take_link(0, &href),
            _ => {}
        }
        if !tag.empty {
            self.value(tag, base);
        }
    }

    fn category(&mut self, tag: Tag<'a>, space: Space, base: Option<Rc<str>>) -> Option<Place> {
        let names: &[&str] = if space == Space::Media {
            &[]
        } else {
            &["term", "text", "label"]
        };
        let given = names
            .iter()
            .find_map(|name| self.attribute(tag, name).filter(|text| !text.trim().is_empty()));
        match given {
            Some(text) => {
                self.take_category(SafeText::line(&text));
                // Apple's categories stand within each other.
                return Some(if space == Space::Itunes {
                    self.place()
                } else {
                    Place::Foreign
                });
            }
            None => {
                let mut value = self.value(tag, base);
                if value.markup {
                    // Elements do not belong in a category; its name is what stands before them.
                    let end = memchr::memchr(b'<', value.text.as_bytes()).unwrap_or(value.text.len());
                    value.text = Cow::Owned(value.text.get(..end).unwrap_or_default().to_owned());
                }
                self.take_category(value.line());
            }
        }
        None
    }

    /// The text of an element that is neither HTML nor shown.
    pub(super) fn plain(&mut self, tag: Tag<'a>, base: Option<Rc<str>>) -> String {
        let value = self.value(tag, base);
        if value.markup {
            value.line().into_string()
        } else {
            value.text.trim().to_owned()
        }
    }
}
