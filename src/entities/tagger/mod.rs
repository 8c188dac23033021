//! The statistical tagger.
use super::found::Found;
use super::sheet::Sheet;

/// The names the tagger finds.
pub fn tag(_sheet: &Sheet) -> Vec<Found> {
    Vec::new()
}
