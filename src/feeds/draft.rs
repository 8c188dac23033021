//! What has been read of a feed and of an item, and which of several values for one thing wins.
//!
//! The walk puts values in as they come; [`ItemDraft::finish`] makes the item of them. Of two
//! values, the one from the more telling element wins (`title` over `media:title`), of equals the
//! later one, except for links and content, where the first is the publisher's choice.

use std::rc::Rc;

use super::links;
use crate::model::{Coordinates, MediaItem, ParsedItem, SafeText, Timestamp};

/// Bytes of the longest identity kept as it is; a longer one is hashed.
const LONGEST_KEY: usize = 1024;

/// A value with the rank of where it came from.
#[derive(Debug, Clone)]
pub(super) struct Ranked<T> {
    rank: u8,
    value: Option<T>,
}

impl<T> Default for Ranked<T> {
    fn default() -> Self {
        Ranked { rank: 0, value: None }
    }
}

impl<T> Ranked<T> {
    /// Keeps the value unless a better one is there.
    pub(super) fn offer(&mut self, rank: u8, value: T) {
        if self.value.is_none() || rank >= self.rank {
            *self = Ranked {
                rank,
                value: Some(value),
            };
        }
    }

    /// Keeps the value if it is better than what is there.
    pub(super) fn offer_first(&mut self, rank: u8, value: T) {
        if self.value.is_none() || rank > self.rank {
            *self = Ranked {
                rank,
                value: Some(value),
            };
        }
    }

    pub(super) fn take(self) -> Option<T> {
        self.value
    }

    pub(super) fn get(&self) -> Option<&T> {
        self.value.as_ref()
    }
}

/// HTML with the base its links are relative to.
pub(super) type Html = (String, Option<Rc<str>>);

/// Something attached, not yet finished.
#[derive(Debug, Clone, Default)]
pub(super) struct MediaDraft {
    pub item: MediaItem,
    /// Whether it came from inside a `media:group`, whose captions it shares.
    pub grouped: bool,
}

/// Captions that are not inside the thing they describe.
#[derive(Debug, Clone, Default)]
pub(super) struct Captions {
    pub title: Option<SafeText>,
    pub description: Option<SafeText>,
    pub credit: Option<SafeText>,
}

impl Captions {
    fn lend(&self, item: &mut MediaItem) {
        let lend = |own: &mut Option<SafeText>, lent: &Option<SafeText>| {
            if own.is_none() {
                own.clone_from(lent);
            }
        };
        lend(&mut item.title, &self.title);
        lend(&mut item.description, &self.description);
        lend(&mut item.credit, &self.credit);
    }
}

/// An item, half read.
#[derive(Debug, Default)]
pub(super) struct ItemDraft {
    pub title: Ranked<SafeText>,
    pub link: Ranked<String>,
    pub id: Ranked<String>,
    pub published: Ranked<Timestamp>,
    pub updated: Ranked<Timestamp>,
    pub authors: Vec<(u8, SafeText)>,
    /// The outlet it was taken from, its author where nobody else is named.
    pub outlet: Option<SafeText>,
    pub categories: Vec<SafeText>,
    pub summary: Ranked<Html>,
    pub content: Ranked<Html>,
    pub media: Vec<MediaDraft>,
    pub captions: Captions,
    pub group_captions: Captions,
    pub comments: Option<String>,
    pub language: Option<String>,
    /// The place it is about.
    pub coordinates: Ranked<Coordinates>,
    /// One half of a place whose other half comes by itself, in degrees.
    pub latitude: Option<f64>,
    /// The other half.
    pub longitude: Option<f64>,
    /// Where the item's own links are relative to.
    pub base: Option<Rc<str>>,
    /// Whether a date was given that could not be read.
    pub bad_date: bool,
}

impl ItemDraft {
    /// Whether it says anything that tells it from other items.
    pub(super) fn has_identity(&self) -> bool {
        self.id.get().is_some() || self.link.get().is_some()
    }

    /// The item. `outer` is what links are relative to where nothing nearer says.
    pub(super) fn finish(self, outer: Option<&str>) -> ParsedItem {
        let title = self.title.take().unwrap_or_default();
        let link = self.link.take();
        let own = self.base;
        let body = |html: Option<Html>| {
            html.map(|(html, base)| links::absolutise(html, base.as_deref().or(own.as_deref()).or(outer)))
        };
        let summary_html = body(self.summary.take());
        let content_html = body(self.content.take());
        let published = self.published.take();
        let key = match self.id.take() {
            Some(id) => bounded(id),
            None => match &link {
                Some(link) => bounded(link.clone()),
                None => content_key(&title, published, summary_html.as_deref(), content_html.as_deref()),
            },
        };
        let best = self.authors.iter().map(|(rank, _)| (*rank).min(2)).max();
        let mut authors = Vec::with_capacity(self.authors.len());
        for (rank, author) in self.authors {
            if Some(rank.min(2)) == best && !authors.contains(&author) {
                authors.push(author);
            }
        }
        if authors.is_empty() {
            authors.extend(self.outlet);
        }
        let media = finish_media(self.media, &self.captions, &self.group_captions);
        ParsedItem {
            key,
            title,
            link,
            published,
            updated: self.updated.take(),
            authors,
            categories: self.categories,
            summary_html,
            content_html,
            media,
            comments: self.comments,
            language: self.language,
            coordinates: self
                .coordinates
                .take()
                .or_else(|| Coordinates::from_degrees(self.latitude?, self.longitude?)),
        }
    }
}

/// One entry for each address, with the captions it lacks from its group and its item.
fn finish_media(drafts: Vec<MediaDraft>, captions: &Captions, group: &Captions) -> Vec<MediaItem> {
    let mut media: Vec<MediaItem> = Vec::with_capacity(drafts.len());
    for MediaDraft { mut item, grouped } in drafts {
        if item.url.is_empty() {
            continue;
        }
        if grouped {
            group.lend(&mut item);
        }
        captions.lend(&mut item);
        // Seldom more than a few, and bounded by the walk.
        match media
            .iter_mut()
            .find(|known| known.url == item.url && known.thumbnail == item.thumbnail)
        {
            Some(known) => {
                known.enclosure |= item.enclosure;
                known.mime = known.mime.take().or(item.mime);
                known.length = known.length.or(item.length);
                Captions {
                    title: item.title,
                    description: item.description,
                    credit: item.credit,
                }
                .lend(known);
            }
            None => media.push(item),
        }
    }
    media
}

/// An identity of bounded length.
fn bounded(id: String) -> String {
    if id.len() <= LONGEST_KEY {
        id
    } else {
        format!("hash:{:016x}", hash([id.as_str()]))
    }
}

/// An identity for an item that has neither id nor link: the same for the same words.
pub(super) fn content_key(
    title: &str,
    published: Option<Timestamp>,
    summary: Option<&str>,
    content: Option<&str>,
) -> String {
    // With a title the body is left out, since bodies carry counters and advertisements that
    // change from fetch to fetch.
    let date = published.map(Timestamp::iso).unwrap_or_default();
    let body = if title.is_empty() {
        summary.or(content).unwrap_or_default()
    } else {
        ""
    };
    format!("hash:{:016x}", hash([title, &date, body]))
}

/// FNV-1a, 64 bits, over the parts with a separator between them.
/// <http://www.isthe.com/chongo/tech/comp/fnv/>
fn hash<const N: usize>(parts: [&str; N]) -> u64 {
    let bytes = parts.iter().flat_map(|part| part.bytes().chain(std::iter::once(0xFF)));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
