//! Copies of one picture: other sizes of it, a gallery's second showing, the feed's own mention.

use crate::model::{Photo, PhotoSource};

/// Adds a photo, or joins it to the one it is a copy of; gives the place it has.
pub(super) fn add(photos: &mut Vec<Photo>, photo: Photo) -> Option<usize> {
    let known = photos.iter().position(|known| is_same(known, &photo));
    match known {
        Some(at) => {
            if let Some(known) = photos.get_mut(at) {
                join(known, photo);
            }
            Some(at)
        }
        None => {
            photos.push(photo);
            Some(photos.len() - 1)
        }
    }
}

/// Adds what a caption pasted into the text says: to the photo that has the same caption, to the
/// only photo without one, or as a photo of its own without a picture.
pub(super) fn add_pasted(photos: &mut Vec<Photo>, pasted: Photo) {
    let same = photos
        .iter()
        .position(|known| !pasted.caption.is_empty() && letters(&known.caption) == letters(&pasted.caption));
    let bare = photos
        .iter()
        .position(|known| known.credit.is_none() && (known.source == PhotoSource::Alt || known.caption.is_empty()));
    match same.or(bare).and_then(|at| photos.get_mut(at)) {
        Some(known) => {
            let url = std::mem::take(&mut known.url);
            let alt = known.alt.take();
            let (width, height) = (known.width, known.height);
            *known = Photo {
                url,
                alt,
                width,
                height,
                ..pasted
            };
        }
        None => photos.push(pasted),
    }
}

fn is_same(known: &Photo, photo: &Photo) -> bool {
    // A credit without picture and caption is the credit of a picture already known.
    if photo.url.is_empty() && photo.caption.is_empty() && photo.credit.is_some() && photo.credit == known.credit {
        return true;
    }
    if !known.url.is_empty() && !photo.url.is_empty() {
        // One placeholder may stand for several pictures until a script puts them in.
        if known.url == photo.url
            && (wordless(known) || wordless(photo) || letters(&known.caption) == letters(&photo.caption))
        {
            return true;
        }
        let path = |url: &str| url.split(['?', '#']).next().unwrap_or(url).to_owned();
        let (a, b) = (file_key(&known.url), file_key(&photo.url));
        // "image.jpg" is the name of many pictures; its place or its caption must be the same too.
        let telling = a.len() > 8
            || path(&known.url) == path(&photo.url)
            || !known.caption.is_empty() && letters(&known.caption) == letters(&photo.caption);
        // The feed's mention of a picture may hold only its credit.
        let half = known.source != photo.source && (photo.caption.is_empty() || known.caption.is_empty());
        if telling
            && a == b
            && (letters(&known.caption) == letters(&photo.caption) || half || wordless(known) || wordless(photo))
        {
            return true;
        }
    }
    // The same words twice are the same picture in another size; a credit alone is not enough.
    let words = letters(&known.caption);
    words.len() > 12
        && words == letters(&photo.caption)
        && (known.url.is_empty()
            || photo.url.is_empty()
            || known.source != photo.source
            || file_key(&known.url) == file_key(&photo.url)
            || known.credit == photo.credit)
}

fn wordless(photo: &Photo) -> bool {
    photo.source == PhotoSource::Alt || photo.caption.is_empty() && photo.credit.is_none()
}

/// Keeps the more trusted words and fills what they leave open.
fn join(known: &mut Photo, copy: Photo) {
    let better = (copy.source < known.source && !wordless(&copy)) || (wordless(known) && !wordless(&copy));
    let (mut first, second) = if better {
        (copy, known.clone())
    } else {
        (known.clone(), copy)
    };
    if first.url.is_empty() {
        first.url = second.url;
    }
    if first.caption.is_empty() {
        first.caption = second.caption;
    }
    if first.credit.is_none() {
        first.credit = second.credit;
        first.photographers = second.photographers;
        first.agencies = second.agencies;
    }
    first.place = first.place.or(second.place);
    first.date = first.date.or(second.date);
    first.alt = first.alt.or(second.alt);
    if first.width == 0 {
        (first.width, first.height) = (second.width, second.height);
    }
    *known = first;
}

/// A picture file's name without size and ending: what its copies share.
fn file_key(url: &str) -> String {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or(path);
    let stem = name
        .rsplit_once('.')
        .map_or(name, |(stem, _)| stem)
        .to_ascii_lowercase();
    // "-1024x683", "_960", "@2x".
    let mut end = stem.len();
    while let Some(at) = stem.get(..end).and_then(|stem| stem.rfind(['-', '_', '@'])) {
        let size = stem.get(at + 1..end).unwrap_or("");
        let sized = !size.is_empty()
            && size.len() <= 9
            && size.bytes().all(|byte| byte.is_ascii_digit() || byte == b'x')
            && (size.contains('x') || size.len() <= 4);
        if !sized || size == "scaled" {
            break;
        }
        end = at;
    }
    stem.get(..end).unwrap_or(&stem).to_owned()
}

fn letters(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_share_a_key() {
        assert_eq!(
            file_key("https://example.org/a/river-boat-1024x683.jpg?w=3"),
            "river-boat"
        );
        assert_eq!(file_key("https://example.org/b/river-boat.webp"), "river-boat");
        assert_ne!(
            file_key("https://example.org/river-1.jpg"),
            file_key("https://example.org/lake-1.jpg")
        );
    }
}
