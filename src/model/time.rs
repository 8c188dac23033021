//! A moment: seconds since 1970-01-01 UTC, leap seconds not counted.
//!
//! Time always comes in as a value. Nothing below the faces reads a clock; `main` reads it once
//! (or takes `--now`) and hands it down.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Seconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// This moment plus `seconds` (which may be negative), never overflowing.
    pub fn plus(self, seconds: i64) -> Self {
        Timestamp(self.0.saturating_add(seconds))
    }

    /// Seconds from `earlier` to this moment; negative when `earlier` is later.
    pub fn since(self, earlier: Timestamp) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// The moment as a calendar date and time in UTC; the start of 1970 where it is out of range.
    pub fn utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp(self.0, 0).unwrap_or(DateTime::UNIX_EPOCH)
    }

    /// `2026-11-25T01:37:11Z`.
    pub fn iso(self) -> String {
        self.utc().format("%Y-%m-%dT%H:%M:%SZ").to_string()
    }

    /// `2026-11-25`, in UTC.
    pub fn iso_date(self) -> String {
        self.utc().format("%Y-%m-%d").to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_iso() {
        assert_eq!(Timestamp(1_764_034_631).iso(), "2025-11-25T01:37:11Z");
        assert_eq!(Timestamp(i64::MAX).iso_date(), "1970-01-01");
    }
}
