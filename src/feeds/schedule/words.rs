//! Moments and durations in the words of the reasons.

use super::MINUTE;
use crate::model::Timestamp;

/// A moment of the coming week.
pub(super) fn clock(at: Timestamp) -> String {
    at.utc().format("%A %H:%M UTC").to_string()
}

/// A duration as a person says it, in its one or two largest units.
pub(super) fn duration(seconds: i64) -> String {
    let unit = |count: i64, name: &str| {
        if count == 1 {
            format!("1 {name}")
        } else {
            format!("{count} {name}s")
        }
    };
    let two = |large: i64, name: &str, small: i64, small_name: &str| {
        if small == 0 {
            unit(large, name)
        } else {
            format!("{} {}", unit(large, name), unit(small, small_name))
        }
    };
    let minutes = (seconds + MINUTE / 2) / MINUTE;
    match minutes {
        0..60 => unit(minutes, "minute"),
        60..1440 => two(minutes / 60, "hour", minutes % 60, "minute"),
        _ => two(minutes / 1440, "day", minutes % 1440 / 60, "hour"),
    }
}
