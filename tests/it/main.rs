//! The tests that need more than one module: one binary, one file a subject.

mod architecture;
mod cli;
mod journey;
mod picture;
mod refresh;
#[path = "server/mod.rs"]
mod server;
mod terminal;
