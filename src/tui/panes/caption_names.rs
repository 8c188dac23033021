//! Where a photo's caption names what the article names.
//!
//! The analysis knows the names; here each is looked for in the caption as it was written in the
//! text, and by its full name.

use std::ops::Range;

use super::marks::Named;
use crate::model::{Analysis, CaptionName, EntityKind, Photo};

/// Stands for the entity of a name that only captions have.
const NO_ENTITY: usize = usize::MAX;

/// The names in the caption of a photo (given by its number), in its order, not overlapping; of two that begin alike the longer one.
pub fn names_in(caption: &str, photo: usize, analysis: Option<&Analysis>, text: &str) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    let Some(analysis) = analysis else { return found };
    for (entity, known) in analysis.entities.iter().enumerate() {
        if matches!(known.kind, EntityKind::Date | EntityKind::Money | EntityKind::Quantity) {
            continue;
        }
        let written = known
            .mentions
            .iter()
            .filter_map(|mention| text.get(mention.range.clone()));
        let mut forms: Vec<&str> = written.chain([known.name.as_str()]).collect();
        forms.sort_unstable();
        forms.dedup();
        for form in forms.into_iter().filter(|form| form.chars().count() > 1) {
            found.extend(places(caption, form).map(|range| Named {
                range,
                entity,
                kind: known.kind,
            }));
        }
    }
    for known in analysis.captions.iter().filter(|known| known.photo == photo) {
        found.extend(places(caption, &known.name).map(|range| Named {
            range,
            entity: NO_ENTITY,
            kind: known.kind,
        }));
    }
    found.sort_by_key(|named| (named.range.start, usize::MAX - named.range.end));
    let mut end = 0;
    found.retain(|named| {
        let keep = named.range.start >= end;
        end = if keep { named.range.end } else { end };
        keep
    });
    found
}

/// The names that only captions have, as indices into [`Analysis::captions`] of the first place of
/// each.
pub fn only_in_captions(analysis: &Analysis) -> Vec<usize> {
    let mut seen: Vec<(EntityKind, &str)> = Vec::new();
    for entity in &analysis.entities {
        seen.push((entity.kind, &entity.key));
    }
    let mut only = Vec::new();
    for (at, name) in analysis.captions.iter().enumerate() {
        let counted = !matches!(name.kind, EntityKind::Date | EntityKind::Money | EntityKind::Quantity);
        if counted && !seen.contains(&(name.kind, &name.key)) {
            seen.push((name.kind, &name.key));
            only.push(at);
        }
    }
    only
}

/// How often captions have a name that only they have.
pub fn times_of(name: &CaptionName, analysis: &Analysis, photos: &[Photo]) -> usize {
    let places = analysis
        .captions
        .iter()
        .filter(|other| other.is_same(name))
        .map(|other| {
            let caption = photos.get(other.photo).map_or("", |photo| photo.caption.as_str());
            self::places(caption, &other.name).count().max(1)
        });
    places.sum()
}

/// How often the photos' captions name an entity.
pub fn times_in(captions: &[Vec<Named>], entity: usize) -> usize {
    captions.iter().flatten().filter(|named| named.entity == entity).count()
}

/// Where `form` stands as whole words.
fn places<'a>(caption: &'a str, form: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
    caption.match_indices(form).filter_map(move |(start, _)| {
        let end = start + form.len();
        let before = caption.get(..start)?.chars().next_back();
        let after = caption.get(end..)?.chars().next();
        let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        (apart(before) && apart(after)).then_some(start..end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Entity, Mention, SafeText};

    #[test]
    fn names_are_found_as_written_and_whole() {
        let text = "Ken Cuccinelli spoke. Cuccinelli left for Mexico.";
        let entity = |kind, name: &str, at: &[&str]| Entity {
            kind,
            key: name.to_lowercase(),
            name: SafeText::line(name),
            value: None,
            url: None,
            mentions: at
                .iter()
                .filter_map(|form| {
                    text.find(form).map(|start| Mention {
                        range: start..start + form.len(),
                    })
                })
                .collect(),
            prominence: 0.5,
        };
        let mut analysis = Analysis {
            entities: vec![
                entity(EntityKind::Person, "Ken Cuccinelli", &["Ken Cuccinelli"]),
                entity(EntityKind::Place, "Mexico", &["Mexico"]),
            ],
            ..Analysis::default()
        };
        analysis.entities[0].mentions.push(Mention { range: 22..32 });
        let caption = "Cuccinelli, with Ken Cuccinelli's brother, in Mexico. Mexicos.";
        analysis.captions.push(CaptionName {
            photo: 0,
            kind: EntityKind::Person,
            key: "brother".into(),
            name: SafeText::line("brother"),
        });
        let names = names_in(caption, 0, Some(&analysis), text);
        let shown: Vec<&str> = names.iter().map(|named| &caption[named.range.clone()]).collect();
        assert_eq!(shown, ["Cuccinelli", "Ken Cuccinelli", "brother", "Mexico"]);
        assert_eq!(times_in(&[names], 0), 2);
        assert!(names_in(caption, 0, None, text).is_empty());
    }
}
