//! What the user may change, and where the program keeps things.
//!
//! Layers: the defaults in `config/settings.toml` (compiled in), the user's file over them, then
//! environment and flags. Nothing here reads the environment itself: `main` reads it once into
//! an [`Environment`] and hands it down.

pub mod clock;
pub mod environment;
pub mod layers;
pub mod place;
pub mod settings;

pub use clock::Clock;
pub use environment::Environment;
pub use layers::{ConfigRemark, load};
pub use place::Place;
pub use settings::Settings;

/// The defaults, as the file a person can read.
pub const DEFAULTS: &str = include_str!("../../config/settings.toml");

/// The subscriptions of a first run.
pub const FIRST_FEEDS: &str = include_str!("../../config/feeds.opml");

/// The keys, as the file a person can read.
pub const KEYMAP: &str = include_str!("../../config/keymap.toml");
