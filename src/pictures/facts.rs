//! What a picture's file says of itself, from IPTC and XMP together; XMP goes first where both
//! speak, as the Metadata Working Group has it for files that were edited.

use super::kind::Kind;
use super::{iptc, segments, xmp};
use crate::model::{FileFacts, PartialDate, SafeText};

/// Longest field that is kept, in bytes.
const MOST_FIELD: usize = 4_000;

/// The facts in a file; empty where it has none or is no picture.
pub fn facts(bytes: &[u8]) -> FileFacts {
    let Some(kind) = Kind::of(bytes) else {
        return FileFacts::default();
    };
    let blocks = segments::blocks(kind, bytes);
    let from_xmp = blocks.xmp.map(xmp::read).unwrap_or_default();
    blocks
        .iptc
        .into_iter()
        .fold(from_xmp, |facts, block| facts.or(iptc::read(block)))
}

/// A field as safe text; none where there is nothing in it.
pub(super) fn line(text: &str) -> Option<SafeText> {
    let end = (0..=text.len().min(MOST_FIELD))
        .rev()
        .find(|at| text.is_char_boundary(*at));
    let text = SafeText::line(
        text.get(..end.unwrap_or(0))
            .unwrap_or("")
            .trim_matches(['\0', ' ', '\n', '\r', '\t']),
    );
    (!text.trim().is_empty()).then_some(text)
}

/// Where a picture was taken, in parts.
#[derive(Debug, Default)]
pub(super) struct Place {
    pub(super) city: Option<SafeText>,
    pub(super) state: Option<SafeText>,
    pub(super) country: Option<SafeText>,
}

impl Place {
    /// `El Paso, Texas, United States`.
    pub(super) fn written(&self) -> Option<SafeText> {
        let parts: Vec<&str> = [&self.city, &self.state, &self.country]
            .into_iter()
            .flatten()
            .map(|part| part.as_str())
            .collect();
        line(&parts.join(", "))
    }
}

/// `20190614`, where zeros stand for what is not known.
pub(super) fn compact_date(text: &str) -> Option<PartialDate> {
    let text = text.trim();
    let digits = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    let part = |range: std::ops::Range<usize>| text.get(range).and_then(|part| part.parse::<u16>().ok());
    digits.then(|| date(part(0..4), part(4..6), part(6..8))).flatten()
}

/// A date of parts, as far as they can be one.
pub(super) fn date(year: Option<u16>, month: Option<u16>, day: Option<u16>) -> Option<PartialDate> {
    let year = year.filter(|year| (1826..=2200).contains(year))?;
    let month = month
        .and_then(|month| u8::try_from(month).ok())
        .filter(|month| (1..=12).contains(month));
    let day = day
        .and_then(|day| u8::try_from(day).ok())
        .filter(|day| month.is_some() && (1..=31).contains(day));
    Some(PartialDate {
        year: i32::from(year),
        month,
        day,
    })
}
