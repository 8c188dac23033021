//! What is set apart in an article's text beside its own styles: names and the filter's hits.
//!
//! Ranges are bytes of the document's text; which line they stand on is `flow`'s work.

use std::ops::Range;

use crate::model::{Analysis, EntityKind};

/// A mention of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Where.
    pub range: Range<usize>,
    /// Of which entity, by index.
    pub entity: usize,
    /// Its kind.
    pub kind: EntityKind,
}

/// Takes a part of a range, with the name and whether there is a hit it is in.
pub type Part<'a> = dyn FnMut(Range<usize>, Option<&Named>, bool) + 'a;

/// All marks of one text, in text order, those of one sort not overlapping.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marks {
    /// Mentions.
    pub names: Vec<Named>,
    /// The filter's hits.
    pub hits: Vec<Range<usize>>,
}

impl Marks {
    /// Takes the mentions of an analysis; of overlapping ones the first (and longest).
    pub fn set_names(&mut self, analysis: Option<&Analysis>) {
        self.names.clear();
        for (entity, found) in analysis
            .iter()
            .flat_map(|analysis| analysis.entities.iter().enumerate())
        {
            let mentions = found.mentions.iter();
            self.names.extend(mentions.map(|mention| Named {
                range: mention.range.clone(),
                entity,
                kind: found.kind,
            }));
        }
        self.names
            .sort_by_key(|named| (named.range.start, usize::MAX - named.range.end));
        let mut end = 0;
        self.names.retain(|named| {
            let keep = named.range.start >= end && named.range.start < named.range.end;
            end = if keep { named.range.end } else { end };
            keep
        });
    }

    /// Cuts `range` where marks begin or end, and hands on each part with the name and the hit it
    /// is in.
    pub fn cut(&self, range: &Range<usize>, part: &mut Part<'_>) {
        let mut at = range.start;
        let mut name = self.names.partition_point(|named| named.range.end <= at);
        let mut hit = self.hits.partition_point(|hit| hit.end <= at);
        while at < range.end {
            let named = self.names.get(name);
            let found = self.hits.get(hit);
            let (in_name, name_edge) = edge(at, named.map(|named| &named.range));
            let (in_hit, hit_edge) = edge(at, found);
            let end = range.end.min(name_edge).min(hit_edge);
            part(at..end, named.filter(|_| in_name), in_hit);
            at = end;
            name += usize::from(named.is_some_and(|named| named.range.end <= at));
            hit += usize::from(found.is_some_and(|hit| hit.end <= at));
        }
    }
}

/// Whether `at` is in the range, and where that changes next.
fn edge(at: usize, range: Option<&Range<usize>>) -> (bool, usize) {
    match range {
        Some(range) if at < range.start => (false, range.start),
        Some(range) if at < range.end => (true, range.end),
        _ => (false, usize::MAX),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn marks(names: &[Range<usize>], hits: &[Range<usize>]) -> Marks {
        let names = names.iter().map(|range| Named {
            range: range.clone(),
            entity: 0,
            kind: EntityKind::Person,
        });
        Marks {
            names: names.collect(),
            hits: hits.to_vec(),
        }
    }

    fn cut(marks: &Marks, range: Range<usize>) -> Vec<(Range<usize>, bool, bool)> {
        let mut parts = Vec::new();
        marks.cut(&range, &mut |range, name, hit| parts.push((range, name.is_some(), hit)));
        parts
    }

    #[test]
    fn cuts_where_marks_begin_and_end() {
        let marks = marks(&[2..5, 8..12], &[4..6, 20..21]);
        let parts = cut(&marks, 0..10);
        assert_eq!(
            parts,
            [
                (0..2, false, false),
                (2..4, true, false),
                (4..5, true, true),
                (5..6, false, true),
                (6..8, false, false),
                (8..10, true, false)
            ]
        );
        assert_eq!(cut(&marks, 10..14), [(10..12, true, false), (12..14, false, false)]);
    }

    proptest! {
        #[test]
        fn the_parts_are_the_whole(edges in proptest::collection::btree_set(0usize..60, 0..12), start in 0usize..50, len in 0usize..20) {
            let edges: Vec<usize> = edges.into_iter().collect();
            let ranges: Vec<Range<usize>> = edges.chunks_exact(2).map(|pair| pair[0]..pair[1]).collect();
            let marks = marks(&ranges, &ranges);
            let parts = cut(&marks, start..start + len);
            let mut at = start;
            for (range, in_name, in_hit) in parts {
                prop_assert_eq!((range.start, in_name), (at, in_hit));
                prop_assert!(range.end > range.start);
                prop_assert!(range.clone().all(|byte| ranges.iter().any(|range| range.contains(&byte)) == in_name));
                at = range.end;
            }
            prop_assert_eq!(at, start + len);
        }
    }
}
