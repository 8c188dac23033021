//! A picture of an article: what it shows, who took it, for whom, where and when.
//!
//! Gathered and parsed by `captions`; the photo's place in the text is
//! [`super::BlockKind::Figure`].

use serde::{Deserialize, Serialize};
use std::fmt;

use super::SafeText;

/// A picture with what is known of it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Photo {
    /// The picture's address, absolute `http`, `https`, or `sample:` for the shipped edition.
    pub url: String,
    /// What the picture shows, without its credit; empty where nothing says.
    pub caption: SafeText,
    /// The credit as shown, without brackets and label.
    pub credit: Option<SafeText>,
    /// Who took it.
    pub photographers: Vec<SafeText>,
    /// Who they took it for and who distributes it, in the credit's order.
    pub agencies: Vec<SafeText>,
    /// Where it was taken, as written.
    pub place: Option<SafeText>,
    /// When it was taken, as precisely as the caption says.
    pub date: Option<PartialDate>,
    /// The page's description for those who cannot see it.
    pub alt: Option<SafeText>,
    /// Where caption and credit come from.
    pub source: PhotoSource,
    /// Width in pixels as the page declares it, 0 where it does not.
    #[serde(default)]
    pub width: u32,
    /// Height in pixels as the page declares it, 0 where it does not.
    #[serde(default)]
    pub height: u32,
    /// The copyright notice, where the picture's file has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copyright: Option<SafeText>,
    /// What the page left out and the picture's own file says.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub from_file: Vec<PhotoPart>,
    /// Other outlets of the library that printed the same picture; filled in on reading.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also_in: Vec<SafeText>,
}

impl Photo {
    /// The credit for reading: as shown, with shouted photographers' names written as names; none
    /// where no credit is shown.
    pub fn credit_line(&self) -> Option<String> {
        let mut line = self
            .credit
            .as_deref()
            .filter(|credit| !credit.trim().is_empty())?
            .to_owned();
        for name in &self.photographers {
            let (shouted, name) = (name.to_uppercase(), name.as_str());
            if shouted != *name && line.contains(&shouted) {
                line = line.replace(&shouted, name);
            }
        }
        Some(line)
    }
}

/// A thing known of a photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PhotoPart {
    /// What it shows.
    Caption,
    /// The credit as shown.
    Credit,
    /// Who took it.
    Photographer,
    /// For whom.
    Agency,
    /// Where.
    Place,
    /// When.
    Date,
    /// The copyright notice.
    Copyright,
}

/// Where a photo's caption comes from, most trusted first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PhotoSource {
    /// `figure` and `figcaption`, or a site's own caption block.
    Figure,
    /// JSON-LD `ImageObject`.
    JsonLd,
    /// `media:*` elements of the feed.
    Feed,
    /// A caption pasted into the body as a paragraph.
    Body,
    /// The picture's own file (IPTC, XMP).
    File,
    /// The picture's alternative text, for want of a caption.
    #[default]
    Alt,
}

/// A date as precise as its source: a year, a month or a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PartialDate {
    /// The year.
    pub year: i32,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The day, 1 to 31; only with a month.
    pub day: Option<u8>,
}

impl fmt::Display for PartialDate {
    /// `2019`, `2019-06` or `2019-06-14`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
            if let Some(day) = self.day {
                write!(f, "-{day:02}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shouted_names_are_read_as_names() {
        let photo = |credit: Option<&str>| Photo {
            credit: credit.map(SafeText::line),
            photographers: vec![SafeText::line("Ada Sample")],
            ..Photo::default()
        };
        let line = |credit| photo(credit).credit_line();
        assert_eq!(line(Some("ADA SAMPLE/AFP")).as_deref(), Some("Ada Sample/AFP"));
        assert_eq!(line(Some("Ada Sample/AFP")).as_deref(), Some("Ada Sample/AFP"));
        assert_eq!((line(None), line(Some(" "))), (None, None));
    }
}
