//! What a picture's file says of itself: the fields that agencies and photographers write into it.
//!
//! Read by `pictures` from IPTC and XMP. A [`super::Photo`] takes from them what its page left out.

use serde::{Deserialize, Serialize};

use super::{PartialDate, SafeText};

/// The fields of a file that a reader of news asks for; empty where the file does not say.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct FileFacts {
    /// What the picture shows (IPTC 2:120, `dc:description`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<SafeText>,
    /// Who took it (IPTC 2:80, `dc:creator`).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub photographers: Vec<SafeText>,
    /// Who is to be named beside it (IPTC 2:110, `photoshop:Credit`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credit: Option<SafeText>,
    /// Whose it is (IPTC 2:115, `photoshop:Source`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<SafeText>,
    /// The copyright notice (IPTC 2:116, `dc:rights`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copyright: Option<SafeText>,
    /// Where it was taken: city, state, country (IPTC 2:90, 2:95, 2:101, `photoshop:City` …).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<SafeText>,
    /// When it was taken (IPTC 2:55, `photoshop:DateCreated`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
}

impl FileFacts {
    /// Whether the file says nothing.
    pub fn is_empty(&self) -> bool {
        *self == FileFacts::default()
    }

    /// What this file says, and where it says nothing what `other` does.
    #[must_use]
    pub fn or(self, other: FileFacts) -> FileFacts {
        FileFacts {
            caption: self.caption.or(other.caption),
            photographers: if self.photographers.is_empty() {
                other.photographers
            } else {
                self.photographers
            },
            credit: self.credit.or(other.credit),
            source: self.source.or(other.source),
            copyright: self.copyright.or(other.copyright),
            place: self.place.or(other.place),
            date: self.date.or(other.date),
        }
    }
}
