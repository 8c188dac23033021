//! Stepping through the article: from one mention of the chosen name to the next, or from one hit of
//! the filter to the next.

use super::Reader;

/// A name whose mentions are stepped through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chosen {
    /// Which entity, by index.
    pub entity: usize,
    /// Which of its mentions, once one has been stepped to.
    pub at: Option<usize>,
}

impl Reader {
    /// Steps to the next (or last) mention of the chosen name, else hit of the filter; says which
    /// of how many it is now at, and whether of the name. None where there is neither.
    pub fn step(&mut self, back: bool) -> Option<(usize, usize, bool)> {
        let of_name = self.chosen.map(|chosen| {
            let names = self.marks.names.iter().filter(|named| named.entity == chosen.entity);
            names.map(|named| named.range.start).collect::<Vec<_>>()
        });
        let (places, at) = match (of_name, self.chosen) {
            (Some(places), Some(chosen)) if !places.is_empty() => (places, chosen.at),
            _ => (self.marks.hits.iter().map(|hit| hit.start).collect(), self.hit),
        };
        if places.is_empty() {
            return None;
        }
        let first = || {
            let here = self.place();
            let next = places.partition_point(|place| *place < here);
            if back {
                next.checked_sub(1).unwrap_or(places.len() - 1)
            } else {
                next % places.len()
            }
        };
        let at = match at {
            None => first(),
            Some(at) if back => at.checked_sub(1).unwrap_or(places.len() - 1),
            Some(at) => (at + 1) % places.len(),
        };
        let named = self.chosen.is_some();
        match &mut self.chosen {
            Some(chosen) => chosen.at = Some(at),
            None => self.hit = Some(at),
        }
        if let Some(place) = places.get(at) {
            self.show(*place);
        }
        Some((at + 1, places.len(), named))
    }
}
