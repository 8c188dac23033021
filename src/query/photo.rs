//! What the photo terms of a query mean for one photo, and where its texts have their words.

use std::ops::Range;

use super::hits::{Pattern, ranges};
use super::term::{PhotoField, Query, Test};
use crate::model::{Photo, agency_names};

/// Whether all photo terms of a query hold for a photo; a query without any holds for every one.
pub fn holds_for_photo(query: &Query, photo: &Photo) -> bool {
    query.terms.iter().all(|term| match &term.test {
        Test::Photo(field, words) => {
            let patterns = photo_patterns(*field, words);
            let holds = texts(*field, photo).any(|text| patterns.iter().any(|pattern| pattern.is_in(text)));
            holds != term.negated
        }
        _ => true,
    })
}

/// The byte ranges in a photo's caption or credit of what the query looks for: in captions,
/// credits and names respectively, and its words and phrases everywhere.
pub fn photo_hits(query: &Query, of: PhotoField, text: &str) -> Vec<Range<usize>> {
    let wanted = query.terms.iter().filter(|term| !term.negated);
    let patterns = wanted.flat_map(|term| match &term.test {
        Test::Photo(field, _) if (*field == PhotoField::Caption) != (of == PhotoField::Caption) => Vec::new(),
        Test::Photo(field, words) => photo_patterns(*field, words),
        test => Pattern::of(test).into_iter().collect(),
    });
    ranges(&patterns.collect::<Vec<_>>(), text)
}

/// What a photo term looks for in its field: any of these. A known agency is looked for by each
/// of its names (`agency:"associated press"` is `agency:ap`). Empty where there are no words.
pub fn photo_patterns(field: PhotoField, words: &str) -> Vec<Pattern> {
    let Some(own) = Pattern::of(&Test::Photo(field, words.to_owned())) else {
        return Vec::new();
    };
    let mut patterns = vec![own];
    if field == PhotoField::Agency {
        patterns.extend(agency_names(words).filter_map(|name| Pattern::of(&Test::Phrase(name.to_owned()))));
    }
    patterns
}

fn texts(field: PhotoField, photo: &Photo) -> impl Iterator<Item = &str> {
    let (caption, credit, people, agencies) = match field {
        PhotoField::Caption => (true, false, false, false),
        PhotoField::Credit => (false, true, true, true),
        PhotoField::Photographer => (false, false, true, false),
        PhotoField::Agency => (false, false, false, true),
    };
    let names = photo.photographers.iter().filter(move |_| people);
    let names = names.chain(photo.agencies.iter().filter(move |_| agencies));
    caption
        .then_some(photo.caption.as_str())
        .into_iter()
        .chain(photo.credit.as_deref().filter(|_| credit))
        .chain(names.map(|name| name.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SafeText;

    fn photo() -> Photo {
        Photo {
            caption: SafeText::line("Migrants cross the Rio Grande on a raft"),
            credit: Some(SafeText::line("Ana Ejemplo | AP")),
            photographers: vec![SafeText::line("Ana Ejemplo")],
            agencies: vec![SafeText::line("AP")],
            ..Photo::default()
        }
    }

    fn holds(query: &str) -> bool {
        holds_for_photo(&query.parse().unwrap(), &photo())
    }

    #[test]
    fn each_field_is_looked_into() {
        assert!(holds("caption:raft caption:\"rio grande\" -caption:bridge"));
        assert!(holds("photographer:ejemplo agency:ap credit:ana"));
        assert!(!holds("caption:ejemplo"));
        assert!(!holds("agency:a"));
        assert!(holds("agency:\"associated press\" agency:\"the associated press\""));
        assert!(!holds("agency:\"press association\""));
        assert!(!holds("-photographer:\"Ana Ejemplo\""));
        assert!(holds("asylum is:unread"));
    }

    #[test]
    fn hits_stand_in_their_own_field() {
        let query: Query = "caption:raft agency:ap grande".parse().unwrap();
        let found = |of, text: &str| {
            photo_hits(&query, of, text)
                .into_iter()
                .map(|range| text[range].to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(found(PhotoField::Caption, &photo().caption), ["Grande", "raft"]);
        assert_eq!(found(PhotoField::Credit, "Ana Ejemplo | AP"), ["AP"]);
        assert_eq!(
            found(PhotoField::Credit, "Ana Ejemplo | The Associated Press"),
            ["The Associated Press"]
        );
    }
}
