//! The tests that need more than one module: one binary, one file a subject.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test says so when it cannot go on"
)]

mod any_bytes;
mod architecture;
mod cli;
mod dependencies;
mod fuzz_corpus;
mod hostile;
mod journey;
mod library;
mod lost;
mod manners;
mod names;
mod pages;
mod photographs;
mod picture;
mod program;
mod promises;
mod protocols;
mod refresh;
#[path = "server/mod.rs"]
mod server;
mod terminal;
