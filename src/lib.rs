//! Dateline: a terminal news reader for people who follow immigration policy.
//!
//! The ranks, from below: [`model`] (nouns); the skills [`config`], [`query`], [`http`],
//! [`feeds`], [`extract`], [`captions`], [`pictures`], [`entities`], [`flow`], [`export`]; [`store`] (memory);
//! [`library`] (verbs); [`cli`] and [`tui`] (faces). A file imports only from ranks below its
//! own; `tests/it/architecture.rs` sees to it.
//!
//! The trip of one article: `http` brings bytes, `feeds` reads them, `library` counts and gathers
//! the words, `store` keeps it, and its headline is on the screen. When a person opens it, `http`
//! brings its page, `extract` turns it into a [`model::Document`] and figures, `captions` turns
//! the figures into [`model::Photo`]s, `entities` finds who and what is named, and `store` keeps
//! all of it in one transaction. `flow` wraps the document to the width of the pane, and the
//! screen draws it.

pub mod captions;
pub mod cli;
pub mod config;
#[cfg(test)]
mod cpu_time;
pub mod entities;
pub mod export;
pub mod extract;
pub mod feeds;
pub mod flow;
pub mod http;
pub mod library;
pub mod model;
pub mod pictures;
pub mod query;
pub mod store;
pub mod tui;
