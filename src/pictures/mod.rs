//! A picture's file, read: what kind it is, its pixels, how it looks at a glance, and what it says
//! of itself.
//!
//! Files come from strangers. [`decode`] reads the header before anything else and refuses what is
//! too large; [`look`] makes a small number that stays nearly the same when a picture is scaled or
//! packed anew; [`facts`] reads the IPTC and XMP fields that agencies write into their files. The
//! decoders themselves are the `image` crate's, in memory-safe Rust. Fetching and keeping files is
//! the library's work, drawing them the screen's.

mod address;
pub mod decode;
pub mod facts;
mod iptc;
mod kind;
pub mod look;
mod segments;
mod xmp;

#[cfg(test)]
mod tests;

pub use address::address_key;
pub use decode::{PictureError, pixels};
pub use facts::facts;
pub use kind::Kind;
pub use look::Look;
