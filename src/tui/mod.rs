//! Rank 4, the screen: a reading desk of four panes.
//!
//! The trip of a key: the terminal's event goes through [`keymap`] to an [`action`], [`act`] does
//! it on the [`app`] and gives [`effect`]s, [`runner`] (the only file that waits) carries them out
//! with the library's verbs, and what comes back is an [`event`] that [`update`] takes in. Then
//! [`draw`] draws once. The loop is in [`run`].

pub mod act;
pub mod action;
pub mod app;
pub mod colour;
pub mod command;
pub mod draw;
pub mod effect;
pub mod event;
pub mod key;
pub mod keymap;
pub mod layout;
pub mod overlays;
pub mod panes;
pub mod pictures;
mod program;
mod run;
mod runner;
mod signals;
pub mod status;
mod terminal;
#[cfg(test)]
mod tests;
pub mod theme;
pub mod update;
pub mod widgets;
pub mod words;
pub mod wrapped;

pub use run::run;
