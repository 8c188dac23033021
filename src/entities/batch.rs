//! One text in, one line of JSON out: the form of `dateline entities --batch`.

use super::analyse_text;
use crate::model::{Analysis, Citation, Entity, EntityKind, QuoteKind, Timestamp};
use serde_json::{Value, json};
use std::ops::Range;

/// What offsets count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Unicode code points.
    Char,
    /// Bytes of UTF-8.
    Byte,
}

/// The line (without its line feed) for a text: entities with kind and place, groups of spans
/// that name one thing in different words, quotes with speakers, citations.
pub fn line(id: &str, text: &str, unit: Unit) -> String {
    dated_line(id, text, unit, None)
}

/// The same, with dates resolved against a day of publication.
pub fn dated_line(id: &str, text: &str, unit: Unit, published: Option<Timestamp>) -> String {
    let analysis = analyse_text(text, published);
    value(id, text, unit, &analysis).to_string()
}

/// The same for an analysis made before.
pub fn value(id: &str, text: &str, unit: Unit, analysis: &Analysis) -> Value {
    let place = Offsets::new(text, unit);
    let mut spans: Vec<(Range<usize>, EntityKind, usize)> = Vec::new();
    for (index, entity) in analysis.entities.iter().enumerate() {
        for mention in &entity.mentions {
            spans.push((mention.range.clone(), entity.kind, index));
        }
    }
    spans.sort_by_key(|(range, _, _)| (range.start, range.end));
    let entities: Vec<Value> = spans
        .iter()
        .map(|(range, kind, index)| {
            let entity = analysis.entities.get(*index);
            json!({
                "start": place.at(range.start),
                "end": place.at(range.end),
                "kind": kind.word(),
                "entity": entity.map(|e| e.key.as_str()).unwrap_or(""),
                "name": entity.map(|e| e.name.as_str()).unwrap_or(""),
                "value": entity.and_then(|e| e.value.as_deref()),
            })
        })
        .collect();
    let coref: Vec<Vec<[usize; 2]>> = analysis
        .entities
        .iter()
        .map(|entity| names_of(entity, &analysis.citations))
        .filter(|(kind, names)| has_variants(text, *kind, names))
        .map(|(_, names)| names.iter().map(|m| [place.at(m.start), place.at(m.end)]).collect())
        .collect();
    let quotes: Vec<Value> = analysis
        .quotes
        .iter()
        .filter(|quote| quote.kind != QuoteKind::Reported)
        .map(|quote| {
            json!({
                "start": place.at(quote.range.start),
                "end": place.at(quote.range.end),
                "speaker": quote.speaker.as_ref().map(|s| s.as_str()),
                "kind": quote.kind,
            })
        })
        .collect();
    let citations: Vec<Value> = analysis
        .citations
        .iter()
        .map(|citation| {
            json!({
                "canonical": citation.canonical,
                "url": citation.url,
                "spans": citation.ranges.iter().map(|r| [place.at(r.start), place.at(r.end)]).collect::<Vec<_>>(),
            })
        })
        .collect();
    json!({
        "id": id,
        "language": analysis.language,
        "entities": entities,
        "coref": coref,
        "quotes": quotes,
        "citations": citations,
    })
}

/// The places where an entity is named. A statute's citations are where to find it, not names of
/// it; a case's are written with its name.
fn names_of(entity: &Entity, citations: &[Citation]) -> (EntityKind, Vec<Range<usize>>) {
    let ranges = entity.mentions.iter().map(|mention| mention.range.clone());
    if entity.kind != EntityKind::Law {
        return (entity.kind, ranges.collect());
    }
    let cited = |range: &Range<usize>| {
        citations
            .iter()
            .flat_map(|citation| &citation.ranges)
            .any(|cited| cited.start < range.end && range.start < cited.end)
    };
    (entity.kind, ranges.filter(|range| !cited(range)).collect())
}

/// Whether an entity is named in more than one way, so that saying its mentions are one thing
/// says something: "Hilda Solis" and "Solis", a name and its acronym. Places, whose forms are
/// spellings, do not count.
fn has_variants(text: &str, kind: EntityKind, names: &[Range<usize>]) -> bool {
    if !(kind == EntityKind::Person || kind.is_organisation() || matches!(kind, EntityKind::Law | EntityKind::Case)) {
        return false;
    }
    let mut forms = names
        .iter()
        .filter_map(|range| text.get(range.clone()))
        .map(str::to_lowercase);
    let first = forms.next();
    forms.any(|form| Some(&form) != first.as_ref())
}

/// Byte offsets into another unit, in logarithmic time.
struct Offsets {
    /// Byte offset and code-point offset at every 64th code point; empty for bytes or ASCII.
    marks: Vec<(usize, usize)>,
    text: Option<Box<str>>,
}

impl Offsets {
    fn new(text: &str, unit: Unit) -> Self {
        if unit == Unit::Byte || text.is_ascii() {
            return Offsets {
                marks: Vec::new(),
                text: None,
            };
        }
        Offsets {
            marks: text
                .char_indices()
                .enumerate()
                .filter(|(count, _)| count % 64 == 0)
                .map(|(count, (byte, _))| (byte, count))
                .collect(),
            text: Some(text.into()),
        }
    }

    fn at(&self, byte: usize) -> usize {
        let Some(text) = &self.text else {
            return byte;
        };
        let index = self.marks.partition_point(|(mark, _)| *mark <= byte);
        let (mark, count) = index
            .checked_sub(1)
            .and_then(|i| self.marks.get(i))
            .copied()
            .unwrap_or((0, 0));
        count + text.get(mark..byte).map_or(0, |part| part.chars().count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_code_points() {
        let text = "Orbán said Viktor Orbán of Hungary would see USCIS.";
        let read: Value = serde_json::from_str(&line("a", text, Unit::Char)).unwrap();
        let chars: Vec<char> = text.chars().collect();
        let words: Vec<String> = read["entities"]
            .as_array()
            .unwrap()
            .iter()
            .map(|e| {
                let (start, end) = (
                    e["start"].as_u64().unwrap() as usize,
                    e["end"].as_u64().unwrap() as usize,
                );
                chars[start..end].iter().collect()
            })
            .collect();
        assert!(words.contains(&"USCIS".to_owned()), "{words:?}");
        assert!(words.contains(&"Hungary".to_owned()), "{words:?}");
    }
}
