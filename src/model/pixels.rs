//! A picture as pixels, decoded and no larger than was asked for.
//!
//! Made by `pictures`; drawn by the screen.

use std::fmt;

/// Pixels in rows from the top, each red, green, blue and opacity, 8 bits a channel.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Pixels {
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// `width × height × 4` bytes.
    pub rgba: Vec<u8>,
}

impl fmt::Debug for Pixels {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pixels({}×{})", self.width, self.height)
    }
}
