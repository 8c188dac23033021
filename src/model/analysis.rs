//! All that was found in an article's text, with the version of what found it.

use serde::{Deserialize, Serialize};

use super::{Citation, Entity, EntityKind, Quote, SafeText};

/// The entities, quotes and citations of one document. Ranges are over its text. Stored as it is; made again when
/// [`engine`](Self::engine) is older than the program's.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Analysis {
    /// The version of the engine and model that made this.
    pub engine: u32,
    /// Which text this is of: its [`fingerprint`], so that ranges are never laid over another text.
    #[serde(default)]
    pub text: u64,
    /// The language the text seems to be in, as ISO 639-1; none where it is too short to tell.
    /// Text that is not English has entities from rules and gazetteer only.
    #[serde(default)]
    pub language: Option<String>,
    /// The entities, most prominent first.
    pub entities: Vec<Entity>,
    /// The quotes, in text order.
    #[serde(default)]
    pub quotes: Vec<Quote>,
    /// The citations, in order of first appearance.
    #[serde(default)]
    pub citations: Vec<Citation>,
    /// Who and what the photos' captions name, photo by photo.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub captions: Vec<CaptionName>,
}

/// Something named in a photo's caption.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaptionName {
    /// Which of the article's photos, by place.
    pub photo: usize,
    /// What it is.
    pub kind: EntityKind,
    /// Its key, as [`Entity::key`].
    pub key: String,
    /// Its fullest name.
    pub name: SafeText,
}

impl CaptionName {
    /// Whether two captions name the same thing.
    pub fn is_same(&self, other: &CaptionName) -> bool {
        self.kind == other.kind && self.key == other.key
    }
}

/// A number that differs (all but surely) between two texts: FNV-1a, 64 bits.
/// <http://www.isthe.com/chongo/tech/comp/fnv/>
pub fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
