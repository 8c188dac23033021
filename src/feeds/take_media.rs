//! What is attached to an item: Media RSS, enclosures, and the captions and credits beside them.

use std::borrow::Cow;
use std::rc::Rc;

use super::draft::{Captions, ItemDraft, MediaDraft};
use super::links;
use super::namespace::Space;
use super::scan::Tag;
use super::take::MOST;
use super::vocabulary::Word;
use super::walk::{Place, Walk};
use crate::model::{MediaItem, SafeText};

impl<'a> Walk<'a> {
    /// An element of Media RSS, inside a group, a `media:content` or the item itself.
    pub(super) fn media(&mut self, tag: Tag<'a>, word: Word, base: Option<Rc<str>>) -> Option<Place> {
        let place = self.place();
        match word {
            Word::MediaContent => {
                let url = self.attribute(tag, "url").unwrap_or_default();
                let medium = || {
                    self.attribute(tag, "medium")
                        .filter(|medium| medium == "image")
                        .map(|_| Cow::Borrowed("image/*"))
                };
                let item = MediaItem {
                    mime: self.attribute(tag, "type").or_else(medium).map(Cow::into_owned),
                    length: self
                        .attribute(tag, "filesize")
                        .and_then(|size| size.trim().parse().ok()),
                    ..MediaItem::default()
                };
                let index = self.take_media(&url, item);
                return Some(index.map_or(Place::Foreign, Place::Media));
            }
            Word::Thumbnail => match self.attribute(tag, "url") {
                Some(url) => {
                    self.take_media(
                        &url,
                        MediaItem {
                            thumbnail: true,
                            ..MediaItem::default()
                        },
                    );
                    return Some(Place::Foreign);
                }
                None => {
                    let url = self.plain(tag, base);
                    self.take_media(
                        &url,
                        MediaItem {
                            thumbnail: true,
                            ..MediaItem::default()
                        },
                    );
                }
            },
            Word::MediaTitle | Word::MediaDescription | Word::MediaCredit => {
                let value = self.value(tag, base);
                let line = value.line();
                if line.is_empty() {
                    return None;
                }
                match word {
                    Word::MediaTitle if self.item.is_some() => self.take_title(0, line.clone()),
                    Word::MediaDescription if !matches!(place, Place::Media(_)) => {
                        self.summary(0, value, "description")
                    }
                    _ => {}
                }
                if let Some(item) = &mut self.item {
                    caption(item, place, word, line);
                }
            }
            Word::Category | Word::Keywords | Word::Author(_) if self.item.is_some() => {
                return self.field(tag, Space::Media, word, base);
            }
            _ => return Some(Place::Foreign),
        }
        None
    }

    /// Keeps an attachment; gives its index in the item.
    pub(super) fn take_media(&mut self, url: &str, item: MediaItem) -> Option<usize> {
        let grouped = self.place() != Place::Item;
        let url = links::web(self.link_base().as_deref(), url).unwrap_or_default();
        let draft = self.item.as_mut().filter(|draft| draft.media.len() < MOST)?;
        draft.media.push(MediaDraft {
            item: MediaItem { url, ..item },
            grouped,
        });
        Some(draft.media.len() - 1)
    }

    pub(super) fn enclosure(&mut self, tag: Tag<'a>, url: &str) {
        let item = MediaItem {
            mime: self
                .attribute(tag, "type")
                .map(Cow::into_owned)
                .filter(|mime| !mime.is_empty()),
            length: self
                .attribute(tag, "length")
                .and_then(|length| length.trim().parse().ok()),
            enclosure: true,
            ..MediaItem::default()
        };
        self.take_media(url, item);
    }
}

/// Puts a caption where it belongs: with the thing it stands in, its group, or the whole item.
fn caption(item: &mut ItemDraft, place: Place, word: Word, line: SafeText) {
    let mut own = None;
    let captions = match place {
        Place::Group => &mut item.group_captions,
        Place::Media(index) => {
            let Some(draft) = item.media.get_mut(index) else { return };
            let media = &mut draft.item;
            own.insert(Captions {
                title: media.title.take(),
                description: media.description.take(),
                credit: media.credit.take(),
            })
        }
        _ => &mut item.captions,
    };
    match word {
        Word::MediaTitle => captions.title = Some(line),
        Word::MediaDescription => captions.description = Some(line),
        // A photographer and an agency are often two elements.
        _ => {
            captions.credit = Some(match captions.credit.take() {
                Some(first) if first != line => SafeText::line(&format!("{first}/{line}")),
                _ => line,
            });
        }
    }
    if let (Place::Media(index), Some(captions)) = (place, own)
        && let Some(draft) = item.media.get_mut(index)
    {
        (draft.item.title, draft.item.description, draft.item.credit) =
            (captions.title, captions.description, captions.credit);
    }
}
