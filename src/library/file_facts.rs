//! What a picture's file adds to a photo: only what the page left out, and marked as from the file.

use crate::captions::credit;
use crate::model::{FileFacts, Photo, PhotoPart, PhotoSource};

/// Fills in what the page left out, and marks it as from the file.
pub(super) fn fill(photo: &mut Photo, facts: &FileFacts) {
    if facts.is_empty() {
        return;
    }
    let credit = facts.credit.as_ref().or(facts.source.as_ref());
    let read = credit::parse_with_credit(
        facts.caption.as_deref().unwrap_or(""),
        credit.map(|credit| credit.as_str()),
    );
    let mut from_file = Vec::new();
    let mut took = |part| from_file.push(part);
    if (photo.caption.is_empty() || photo.source == PhotoSource::Alt) && !read.body.is_empty() {
        photo.caption = read.body;
        photo.source = PhotoSource::File;
        took(PhotoPart::Caption);
    }
    // Who took it is one fact: the page's photographer is not given the file's agency.
    if photo.credit.is_none() && photo.photographers.is_empty() && photo.agencies.is_empty() {
        let named = if facts.photographers.is_empty() {
            read.photographers
        } else {
            facts.photographers.clone()
        };
        if !named.is_empty() {
            photo.photographers = named;
            took(PhotoPart::Photographer);
        }
        if !read.agencies.is_empty() {
            photo.agencies = read.agencies;
            took(PhotoPart::Agency);
        }
        if let Some(credit) = read.credit.or_else(|| credit.cloned()) {
            photo.credit = Some(credit);
            took(PhotoPart::Credit);
        }
    }
    if photo.place.is_none()
        && let Some(place) = facts.place.clone().or(read.place)
    {
        photo.place = Some(place);
        took(PhotoPart::Place);
    }
    if photo.date.is_none()
        && let Some(date) = facts.date.or(read.date)
    {
        photo.date = Some(date);
        took(PhotoPart::Date);
    }
    if photo.copyright.is_none() && facts.copyright.is_some() {
        photo.copyright.clone_from(&facts.copyright);
        took(PhotoPart::Copyright);
    }
    photo.from_file = from_file;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SafeText;

    fn facts() -> FileFacts {
        FileFacts {
            caption: Some(SafeText::line("People wait at the bridge.")),
            photographers: vec![SafeText::line("Ana Ejemplo")],
            credit: Some(SafeText::line("AP")),
            copyright: Some(SafeText::line("© 2019")),
            place: Some(SafeText::line("El Paso, Texas")),
            ..FileFacts::default()
        }
    }

    #[test]
    fn a_file_fills_in_what_the_page_left_out() {
        let mut photo = Photo {
            caption: SafeText::line("bridge.jpg"),
            alt: Some(SafeText::line("bridge.jpg")),
            source: PhotoSource::Alt,
            ..Photo::default()
        };
        fill(&mut photo, &facts());
        assert_eq!(photo.caption.as_str(), "People wait at the bridge.");
        assert_eq!(photo.photographers, [SafeText::line("Ana Ejemplo")]);
        assert_eq!(photo.agencies, [SafeText::line("AP")]);
        assert!(photo.from_file.contains(&PhotoPart::Caption) && photo.from_file.contains(&PhotoPart::Place));
    }

    #[test]
    fn what_the_page_says_stands() {
        let mut photo = Photo {
            caption: SafeText::line("A raft."),
            photographers: vec![SafeText::line("Bo Muster")],
            source: PhotoSource::Figure,
            ..Photo::default()
        };
        fill(&mut photo, &facts());
        assert_eq!(photo.caption.as_str(), "A raft.");
        assert_eq!(photo.photographers, [SafeText::line("Bo Muster")]);
        assert!(photo.agencies.is_empty());
        assert_eq!(photo.from_file, [PhotoPart::Place, PhotoPart::Copyright]);
    }
}
