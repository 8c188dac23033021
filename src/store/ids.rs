//! Giving articles their ids, and the smaller number the full-text index knows them by.
//!
//! An id is a second and a tie-breaker below it. The store uses only the highest bits of the
//! tie-breaker, so that an id without its low zero bits is a small number that still sorts by
//! time: the index stores the steps between these, and small steps are one or two bytes.

use rustc_hash::FxHashMap;

use crate::model::{ArticleId, Timestamp};

/// Bits of an id below its second.
const TIE_BITS: u32 = 20;
/// Bits of those that the store uses: eight places a second; what does not fit goes into the
/// seconds that follow.
const PLACE_BITS: u32 = 3;
/// Bits of an id that are always zero.
pub(super) const ZERO_BITS: u32 = TIE_BITS - PLACE_BITS;
/// Places skipped at most in looking for a free one: half a minute.
const LONGEST_STEP: i64 = 1 << 8;
/// The last second an article is filed under (in the year 2242).
const LAST_SECOND: i64 = (1 << 33) - 1;

/// The full-text index's number for an article.
pub(super) fn document(id: ArticleId) -> i64 {
    id.0 >> ZERO_BITS
}

/// The first id of a moment: articles filed at or after it have this id or a greater one.
pub(super) fn first_at(moment: Timestamp) -> i64 {
    ArticleId::new(Timestamp(moment.0.clamp(0, LAST_SECOND)), 0).0
}

/// Gives out ids within one transaction.
#[derive(Debug, Default)]
pub(super) struct Ids {
    /// The place after the last one given, for each second seen, so that thousands of undated
    /// items do not each try every place before them.
    next: FxHashMap<i64, i64>,
}

impl Ids {
    /// An id for an article filed under `at`, for which `take` says that it was free. Tries
    /// places one, two, four … further on.
    pub(super) fn give<E>(
        &mut self,
        at: Timestamp,
        hash: u64,
        mut take: impl FnMut(ArticleId) -> Result<bool, E>,
    ) -> Result<ArticleId, E> {
        let second = at.0.clamp(0, LAST_SECOND);
        let start = (second << PLACE_BITS) | (hash & ((1 << PLACE_BITS) - 1)) as i64;
        let mut place = self.next.get(&second).copied().unwrap_or(start);
        let mut step = 1;
        loop {
            let id = ArticleId(place << ZERO_BITS);
            if take(id)? {
                self.next.insert(second, place + 1);
                return Ok(id);
            }
            place += step;
            step = (step * 2).min(LONGEST_STEP);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn crowded_seconds_spill_over_quickly() {
        let at = Timestamp(1_700_000_000);
        let mut taken = BTreeSet::new();
        let mut tries = 0;
        for batch in 0..20 {
            let mut ids = Ids::default();
            for item in 0..250_u64 {
                let id = ids
                    .give(at, item * 7 + batch, |id| {
                        tries += 1;
                        Ok::<_, ()>(taken.insert(id))
                    })
                    .unwrap();
                assert!(id.filed_at() >= at && id.0 % (1 << ZERO_BITS) == 0);
            }
        }
        assert_eq!(taken.len(), 5_000);
        assert!(tries < 25_000, "{tries}");
        let latest = taken.last().unwrap().filed_at();
        assert!(latest.since(at) < 2_000, "{}", latest.since(at));
    }

    #[test]
    fn documents_sort_as_ids_and_are_small() {
        let early = ArticleId(first_at(Timestamp(1_700_000_000)));
        let late = ArticleId(first_at(Timestamp(1_700_000_001)));
        assert_eq!(document(late) - document(early), 1 << PLACE_BITS);
        assert!(document(ArticleId(first_at(Timestamp(i64::MAX)))) < 1 << 36);
    }
}
