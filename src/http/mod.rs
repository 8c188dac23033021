//! Rank 1, the one client: everything the program asks of the network goes through
//! [`Client::get`].
//!
//! It owns limits of size, time and redirects, politeness to hosts, validators, freshness headers,
//! proxies, certificates, and the refusal of private addresses. It does not know what a feed is,
//! when to look again, or what a body means. Begin with [`client`], which follows the redirects;
//! [`hop`] is one question and its answer; [`address`] says what is private; [`error`] says what
//! went wrong in words for a person.

mod address;
mod certificates;
mod client;
mod date;
mod error;
mod fault;
mod gate;
mod guard;
mod headers;
mod hop;
mod limits;
mod lines;
mod packed;
mod request;
mod resolver;
mod response;
mod status;
mod trust;
mod way;

pub use client::Client;
pub use date::http_date;
pub use error::{HttpError, Wait};
pub use headers::retry_after;
pub use limits::{Limits, ProxyEnvironment};
pub use packed::Packed;
pub use request::{Purpose, Request, Trust};
pub use response::{CacheHints, Response};

#[cfg(test)]
#[path = "../../tests/it/server/mod.rs"]
mod server;
#[cfg(test)]
mod tests;
