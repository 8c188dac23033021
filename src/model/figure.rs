//! A picture as it stands on a page or in a feed's text, before its caption is read.
//!
//! Gathered by `extract`; `captions` turns it into a [`super::Photo`].
//! [`super::BlockKind::Figure`] of the same document points at it by index.

use super::{PhotoSource, SafeText};

/// A picture with the words the page puts beside it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Figure {
    /// The picture's address, absolute `http` or `https`; empty where only its caption is known.
    pub url: String,
    /// The page's description for those who cannot see it; empty where there is none.
    pub alt: SafeText,
    /// The caption as shown, whole, its credit included where the markup does not set it apart;
    /// empty where nothing is shown.
    pub caption: SafeText,
    /// The credit, where the markup sets it apart.
    pub credit: Option<SafeText>,
    /// Where caption and credit come from.
    pub source: PhotoSource,
    /// Width in pixels as the page declares it, 0 where it does not.
    pub width: u32,
    /// Height in pixels as the page declares it, 0 where it does not.
    pub height: u32,
}
