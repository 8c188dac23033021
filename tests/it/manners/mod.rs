//! The rules of fetching, each a check of its own against a scripted server: a name that fails says
//! which rule is broken. Time is a value; nothing sleeps.
//!
//! [`scene`] is a server, a library with one feed of it, and a clock.

mod discovery;
mod freshness;
mod health;
mod history;
mod items;
mod limits;
mod politeness;
mod redirects;
mod scene;
mod socks;
mod trouble;
mod validators;
