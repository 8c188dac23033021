//! How long a feed is left alone after a failure: as long as the server asked, else longer each time.

use super::words::duration;
use super::{DAY, Freshness, MINUTE};
use crate::model::Timestamp;

/// Wait after the first failure; doubled with each further one.
const FIRST_BACK_OFF: i64 = 30 * MINUTE;
/// The same where no host was reached: as a rule it is our own network that is away.
const FIRST_UNREACHABLE: i64 = 5 * MINUTE;
/// `Retry-After` at most.
const LONGEST_RETRY: i64 = DAY;

/// When a feed that failed is asked again, and why then.
pub(super) fn after_failure(freshness: &Freshness, now: Timestamp) -> (Timestamp, String) {
    let doublings = freshness.errors.saturating_sub(1).min(16);
    let first = if freshness.unreachable {
        FIRST_UNREACHABLE
    } else {
        FIRST_BACK_OFF
    };
    let wait = first.saturating_mul(1 << doublings).min(DAY);
    let spread = wait / 4 * i64::from(freshness.jitter >> 16) / i64::from(u16::MAX);
    let wait = wait + spread;
    match freshness.retry_after {
        Some(seconds) if i64::try_from(seconds).is_ok_and(|seconds| seconds >= MINUTE) => {
            let asked = i64::try_from(seconds).unwrap_or(LONGEST_RETRY).min(LONGEST_RETRY);
            (
                now.plus(asked),
                format!("the server asked to be left alone for {}", duration(asked)),
            )
        }
        _ if freshness.errors == 1 => (
            now.plus(wait),
            format!("the last fetch failed; the next try is in {}", duration(wait)),
        ),
        _ => (
            now.plus(wait),
            format!(
                "{} fetches in a row failed; the next try is in {}",
                freshness.errors,
                duration(wait)
            ),
        ),
    }
}
