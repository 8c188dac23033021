//! Figures and a feed's pictures become photos: one each, with caption, credit, names, place, date.
//!
//! `credit` reads a caption; `lift` takes a caption pasted into the text out of it; `same` tells
//! copies of one picture. Finding pictures on a page is for `extract`.

mod agency;
mod bracketed;
pub mod credit;
mod cut;
mod east_asian;
mod given_names;
mod label;
mod lift;
mod names;
mod pieces;
mod place;
mod place_name;
mod same;
mod tail;
mod taken;
mod unmarked;

#[cfg(test)]
mod credit_styles;
#[cfg(test)]
mod tests;

use crate::model::{BlockKind, Document, DocumentBuilder, Figure, MediaItem, Photo, PhotoSource, SafeText};

/// The version of what reads captions and gathers photos; stored photos of another version are
/// gathered anew.
pub const ENGINE: u32 = 1;

/// Photos of one article; further ones are dropped.
const MAX_PHOTOS: usize = 300;

/// The photos of an article, from the figures of its page or feed text and the media of its feed
/// item. Copies are dropped, a caption pasted as the first paragraph leaves the text, and the
/// document's figure blocks point at the photos that are left.
pub fn photos(document: Document, figures: Vec<Figure>, media: &[MediaItem]) -> (Document, Vec<Photo>) {
    let mut photos: Vec<Photo> = Vec::new();
    let mut places: Vec<Option<usize>> = Vec::with_capacity(figures.len());
    for figure in figures.into_iter().take(MAX_PHOTOS) {
        places.push(same::add(&mut photos, from_figure(figure)));
    }
    for item in media.iter().take(MAX_PHOTOS) {
        if let Some(photo) = from_media(item) {
            same::add(&mut photos, photo);
        }
    }
    let pasted = lift::captions(&document);
    let taken_out: Vec<(usize, usize)> = pasted.iter().map(|pasted| (pasted.block, pasted.length)).collect();
    for pasted in pasted {
        same::add_pasted(&mut photos, pasted.photo);
    }
    let document = if taken_out.is_empty() && all_point_true(&document, &places) {
        document
    } else {
        repointed(&document, &places, &taken_out)
    };
    (document, photos)
}

/// Whether a photo has words of its own beside it: a caption or a credit, not just a description
/// for those who cannot see it.
pub fn is_captioned(photo: &Photo) -> bool {
    match photo.source {
        PhotoSource::Alt => photo.credit.is_some(),
        _ => photo.credit.is_some() || !photo.caption.is_empty(),
    }
}

fn from_figure(figure: Figure) -> Photo {
    let alone = figure.caption.is_empty() && figure.credit.is_none();
    if figure.caption.is_empty() && figure.credit.is_some() {
        // An agency's caption often survives only as the description.
        let alt = credit::parse(&figure.alt);
        if alt.agencies.iter().any(|name| agency::known(name).is_some()) && !alt.body.is_empty() {
            return from_figure(Figure {
                caption: figure.alt.clone(),
                ..figure
            });
        }
    }
    let words = if alone {
        figure.alt.as_str()
    } else {
        figure.caption.as_str()
    };
    let read = credit::parse_with_credit(words, figure.credit.as_deref());
    // A description is a caption only if nothing else is; its agency shows that it was one.
    let source = if alone { PhotoSource::Alt } else { figure.source };
    let sure = !alone || read.agencies.iter().any(|name| agency::known(name).is_some());
    let mut photo = from_caption(
        if sure {
            read
        } else {
            credit::Caption {
                body: SafeText::line(words),
                ..credit::Caption::default()
            }
        },
        source,
    );
    photo.url = figure.url;
    photo.alt = Some(figure.alt).filter(|alt| !alt.is_empty());
    photo.width = figure.width;
    photo.height = figure.height;
    photo
}

fn from_media(item: &MediaItem) -> Option<Photo> {
    let kind = item.mime.as_deref().unwrap_or("");
    let picture = kind.starts_with("image") || kind.is_empty() && (item.thumbnail || looks_like_picture(&item.url));
    if !picture || !(item.url.starts_with("http://") || item.url.starts_with("https://")) {
        return None;
    }
    // A title is a caption only for want of a description, and only if it is more than a file's name.
    let title = item.title.as_deref().filter(|title| title.contains(' '));
    let words = item.description.as_deref().or(title).unwrap_or("");
    let mut plain = String::new();
    strip(words, &mut plain);
    let read = credit::parse_with_credit(&plain, item.credit.as_deref());
    let mut photo = from_caption(read, PhotoSource::Feed);
    photo.url = item.url.clone();
    Some(photo)
}

/// Descriptions of feeds hold tags at times.
fn strip(words: &str, plain: &mut String) {
    let mut inside = false;
    for c in words.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => {
                inside = false;
                plain.push(' ');
            }
            c if !inside => plain.push(c),
            _ => {}
        }
    }
    if plain.trim().is_empty() {
        plain.push_str(words);
    }
}

fn looks_like_picture(url: &str) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or(url).to_ascii_lowercase();
    [".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"]
        .iter()
        .any(|end| path.ends_with(end))
}

fn from_caption(read: credit::Caption, source: PhotoSource) -> Photo {
    Photo {
        caption: read.body,
        credit: read.credit,
        photographers: read.photographers,
        agencies: read.agencies,
        place: read.place,
        date: read.date,
        source,
        ..Photo::default()
    }
}

fn all_point_true(document: &Document, places: &[Option<usize>]) -> bool {
    let mut seen = Vec::new();
    document.blocks().iter().all(|block| match block.kind {
        BlockKind::Figure(index) => {
            let fresh = !seen.contains(&index);
            seen.push(index);
            fresh && places.get(index).copied().flatten() == Some(index)
        }
        _ => true,
    })
}

/// The document with its figure blocks pointing at `places`, each photo once, and without the
/// first bytes of the blocks in `out`.
fn repointed(document: &Document, places: &[Option<usize>], out: &[(usize, usize)]) -> Document {
    let mut build = DocumentBuilder::new();
    let mut shown: Vec<bool> = vec![false; places.len()];
    for (index, block) in document.blocks().iter().enumerate() {
        if let Some((_, length)) = out.iter().find(|(at, _)| *at == index) {
            let rest = block.range.start + length..block.range.end;
            let text = document.slice(&rest);
            let blank = text.len() - text.trim_start().len();
            if blank < text.len() {
                build.copy(document, block, rest.start + blank..rest.end);
            }
            continue;
        }
        match block.kind {
            BlockKind::Figure(figure) => {
                if let Some(photo) = places.get(figure).copied().flatten()
                    && let Some(known) = shown.get_mut(photo)
                    && !*known
                {
                    *known = true;
                    build.mark(BlockKind::Figure(photo), block.quote_depth);
                }
            }
            _ => build.copy(document, block, block.range.clone()),
        }
    }
    build.finish()
}
