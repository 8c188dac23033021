//! Pictures in the terminal: what it can draw, how a picture becomes what it draws, and which are
//! here.
//!
//! [`support`] decides from the settings, the environment and the terminal's own answers (asked by
//! [`probe`], once, before keys are read); [`drawn`] makes a picture ready for a place on a worker;
//! [`gallery`] keeps what is ready and says what is missing. Fetching and decoding are the
//! library's. What reaches the terminal is made here from pixels: never a byte of a file.

pub mod drawn;
pub mod gallery;
pub mod probe;
pub mod support;

pub use drawn::{Drawn, Frame};
pub use gallery::{Gallery, Standing};
pub use support::{Protocol, Support};
