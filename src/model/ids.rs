//! Identities of stored things, each its own type so that none is taken for another.
//!
//! An [`ArticleId`] also carries the article's place in time, which is what lets the store list
//! "newest first" by row number alone.

use serde::{Deserialize, Serialize};
use std::fmt;

use super::Timestamp;

/// How many low bits of an [`ArticleId`] tell apart articles of the same second.
const TIE_BITS: u32 = 20;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}", self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::num::ParseIntError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map($name)
            }
        }
    };
}

id!(
    /// A feed's row in the store.
    FeedId
);
id!(
    /// An article's row in the store. Ordered by the time the article is filed under, oldest
    /// first: the seconds since 1970 in the high bits, a tie-breaker of 20 bits below. It never
    /// changes, even when a publisher changes the date later.
    ArticleId
);
id!(
    /// A saved view's row in the store.
    ViewId
);
id!(
    /// An entity's row in the store.
    EntityId
);

impl ArticleId {
    /// The id for an article filed under `at`; `tie` (its low 20 bits count) tells apart articles
    /// of one second, and is raised by the store when two collide.
    pub fn new(at: Timestamp, tie: u32) -> Self {
        let seconds = at.0.clamp(0, (1 << 42) - 1);
        ArticleId((seconds << TIE_BITS) | i64::from(tie & ((1 << TIE_BITS) - 1)))
    }

    /// The time the article is filed under.
    pub fn filed_at(self) -> Timestamp {
        Timestamp(self.0 >> TIE_BITS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn article_ids_sort_by_time_and_give_it_back() {
        let early = ArticleId::new(Timestamp(1_700_000_000), u32::MAX);
        let late = ArticleId::new(Timestamp(1_700_000_001), 0);
        assert!(early < late);
        assert_eq!(late.filed_at(), Timestamp(1_700_000_001));
        assert_eq!(early.filed_at(), Timestamp(1_700_000_000));
    }

    #[test]
    fn times_before_1970_are_filed_at_its_start() {
        assert_eq!(ArticleId::new(Timestamp(-5), 3), ArticleId(3));
    }
}
