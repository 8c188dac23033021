//! Photographs across the library: gathered from articles so that they can be asked for, a
//! photographer's page, the same photograph elsewhere, and what a picture's file adds.

use super::file_facts::fill;
use super::open::host_and_port;
use super::text::{choose, feed_text};
use super::{Library, Result, Stop};
use crate::captions;
use crate::model::{ArticleId, Headline, Photo, SafeText, ShownText, Timestamp};
use crate::pictures::{Look, address_key};
use crate::query::{PhotoField, Query, Test};

pub use crate::store::{Photographer, StoredPhoto};

/// Articles whose photographs are gathered in one transaction.
const TOGETHER: usize = 1_000;
/// Outlets named at a photograph.
const MOST_OUTLETS: usize = 8;
/// Photographs of one article that are looked for in other outlets.
const MOST_COMPARED: usize = 40;
/// Photographs on a photographer's page.
const MOST_PHOTOS: usize = 2_000;

/// All that the library has of a photographer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PhotographerPage {
    /// The name.
    pub name: SafeText,
    /// Their photographs, newest article first.
    pub photos: Vec<StoredPhoto>,
    /// In how many articles these are.
    pub articles: usize,
    /// The outlets that printed them, with the number of photographs, most first.
    pub outlets: Vec<(SafeText, usize)>,
    /// Whom they were taken for and distributed by, likewise.
    pub agencies: Vec<(SafeText, usize)>,
}

impl PhotographerPage {
    /// The page of those photographs that `holds` holds for.
    #[must_use]
    pub fn keep(mut self, holds: impl Fn(&StoredPhoto) -> bool) -> PhotographerPage {
        self.photos.retain(holds);
        let mut articles: Vec<ArticleId> = self.photos.iter().map(|found| found.article).collect();
        articles.dedup();
        self.articles = articles.len();
        self.outlets = counted(self.photos.iter().map(|found| &found.outlet));
        self.agencies = counted(self.photos.iter().flat_map(|found| &found.photo.agencies));
        self
    }
}

impl Library {
    /// Gathers the photographs of articles that came or changed since the last time, so that they
    /// can be asked for; newest first, until done or stopped. Says how many articles it was.
    /// Blocks; meant for idle time.
    ///
    /// # Errors
    /// When the library cannot be read or written.
    pub fn gather_photos(&self, stop: &Stop) -> Result<usize> {
        let mut done = 0;
        while !stop.is_stopped() {
            let ids = self.store().ungathered(captions::ENGINE, TOGETHER)?;
            if ids.is_empty() {
                break;
            }
            let mut found = Vec::with_capacity(ids.len());
            for (id, can_have) in ids {
                if stop.is_stopped() {
                    break;
                }
                found.push((id, if can_have { self.photos_of(id)? } else { Vec::new() }));
            }
            self.store().store_photos(&found, captions::ENGINE)?;
            done += found.len();
        }
        Ok(done)
    }

    /// Gathers one article's photographs again, after its text changed.
    pub(super) fn gather_photos_of(&self, id: ArticleId) -> Result<()> {
        let photos = self.photos_of(id)?;
        Ok(self.store().store_photos(&[(id, photos)], captions::ENGINE)?)
    }

    fn photos_of(&self, id: ArticleId) -> Result<Vec<(Photo, i64)>> {
        let Some(stored) = self.store().stored_article(id)? else {
            return Ok(Vec::new());
        };
        let (document, from_feed) = feed_text(&stored);
        let mut photos = match (choose(&stored, &document), stored.page) {
            (ShownText::Page, Some(page)) => page.photos,
            _ => from_feed,
        };
        self.add_from_files(&mut photos)?;
        Ok(photos
            .into_iter()
            .map(|photo| {
                let address = address_key(&photo.url);
                (photo, address)
            })
            .collect())
    }

    /// At most `limit` photographs of the articles the query holds for, newest first; only those
    /// that its `caption:`, `credit:`, `photographer:` and `agency:` hold for.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn photos(&self, query: &Query, now: Timestamp, limit: usize) -> Result<Vec<StoredPhoto>> {
        Ok(self.store().photos(query, now, limit)?)
    }

    /// The photographers one of whose names begins so, those of most articles first.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn photographers(&self, beginning: &str, limit: usize) -> Result<Vec<Photographer>> {
        Ok(self.store().photographers(beginning, limit)?)
    }

    /// Everything the library has by a photographer of this name (whole, in any case of letters).
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn photographer_page(&self, name: &str, now: Timestamp) -> Result<PhotographerPage> {
        let asked = folded(name);
        let query = Query::of(Test::Photo(PhotoField::Photographer, name.replace('"', "")));
        let mut page = PhotographerPage {
            name: SafeText::line(name),
            photos: self.store().photos(&query, now, MOST_PHOTOS)?,
            ..PhotographerPage::default()
        };
        page.photos
            .retain(|found| found.photo.photographers.iter().any(|name| folded(name) == asked));
        let spelled = page.photos.iter().flat_map(|found| &found.photo.photographers);
        if let Some(name) = spelled.into_iter().find(|name| folded(name) == asked) {
            page.name = name.clone();
        }
        Ok(page.keep(|_| true))
    }

    /// Completes an article's photos with what the library knows of their pictures: what the files
    /// say where the page said nothing, and which other outlets printed the same.
    pub(super) fn complete_photos(&self, headline: &Headline, photos: &mut [Photo]) -> Result<()> {
        self.add_from_files(photos)?;
        let own = self
            .store()
            .feed(headline.feed)?
            .map(|feed| feed.url)
            .unwrap_or_default();
        for photo in photos.iter_mut().take(MOST_COMPARED) {
            let address = address_key(&photo.url);
            if address == 0 {
                continue;
            }
            let is_same = |one: (u64, u64), other: (u64, u64)| {
                let look = |(across, down)| Look { across, down };
                look(one).is_same(look(other))
            };
            let addresses = self.store().same_pictures(address, is_same)?;
            let feeds = self
                .store()
                .feeds_with_pictures(&addresses, headline.feed, MOST_OUTLETS * 2)?;
            photo.also_in = feeds
                .into_iter()
                // Another section of the same outlet is not another outlet.
                .filter(|(_, url)| host_and_port(url).is_none() || host_and_port(url) != host_and_port(&own))
                .map(|(title, _)| title)
                .take(MOST_OUTLETS)
                .collect();
            photo.also_in.dedup();
        }
        Ok(())
    }

    fn add_from_files(&self, photos: &mut [Photo]) -> Result<()> {
        for photo in photos {
            let address = address_key(&photo.url);
            if address != 0
                && let Some(known) = self.store().known_picture(address)?
            {
                fill(photo, &known.facts);
            }
        }
        Ok(())
    }
}

fn folded(name: &str) -> String {
    let mut folded = String::new();
    crate::query::for_each_word(name, |_, word| {
        folded.push_str(word);
        folded.push(' ');
    });
    folded
}

fn counted<'a>(names: impl Iterator<Item = &'a SafeText>) -> Vec<(SafeText, usize)> {
    let mut counts: Vec<(SafeText, usize)> = Vec::new();
    for name in names {
        match counts.iter_mut().find(|(known, _)| folded(known) == folded(name)) {
            Some((_, count)) => *count += 1,
            None => counts.push((name.clone(), 1)),
        }
    }
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts
}
