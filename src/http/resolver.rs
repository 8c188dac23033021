//! Looking up names, and refusing private addresses among what they stand for.
//!
//! The addresses given here are the ones connected to, so a name cannot show one address to the
//! check and another to the connection. A host that is written as an address never comes here;
//! `trust` has judged it before.

use std::fmt;
use std::net::{SocketAddr, ToSocketAddrs};
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use tokio::sync::Semaphore;

use super::address::is_private;

/// Names looked up at once at most: each holds a thread until the system answers.
const AT_ONCE: usize = 64;

/// Why a name leads nowhere.
#[derive(Debug)]
pub(super) enum Nowhere {
    /// All its addresses are private.
    Private,
    /// It has none.
    Unknown,
}

impl fmt::Display for Nowhere {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Nowhere::Private => "the name leads to a private address",
            Nowhere::Unknown => "the name was not found",
        })
    }
}

impl std::error::Error for Nowhere {}

/// The system's resolver, with or without the check.
pub(super) struct Resolver {
    /// Whether private addresses are left out.
    pub(super) guarded: bool,
    /// The hosts of proxies, which are the person's own choice.
    pub(super) proxies: Vec<String>,
    /// Shared by all, to bound the threads.
    pub(super) lookups: Arc<Semaphore>,
}

impl Resolver {
    /// The bound that all resolvers share.
    pub(super) fn lookups() -> Arc<Semaphore> {
        Arc::new(Semaphore::new(AT_ONCE))
    }
}

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let checked = self.guarded
            && !self
                .proxies
                .iter()
                .any(|proxy| proxy.eq_ignore_ascii_case(name.as_str()));
        let lookups = self.lookups.clone();
        Box::pin(async move {
            let permit = lookups.acquire_owned().await?;
            let found = tokio::task::spawn_blocking(move || {
                // Held by the thread, which goes on to the end even when nobody waits for it.
                let _permit = permit;
                (name.as_str(), 0).to_socket_addrs().map(Vec::from_iter)
            });
            let found = found.await?.map_err(|_| Nowhere::Unknown)?;
            Ok(usable(found, checked)?)
        })
    }
}

/// The addresses that may be connected to.
fn usable(found: Vec<SocketAddr>, checked: bool) -> Result<Addrs, Nowhere> {
    if found.is_empty() {
        return Err(Nowhere::Unknown);
    }
    let usable: Vec<_> = found
        .into_iter()
        .filter(|address| !(checked && is_private(address.ip())))
        .collect();
    if usable.is_empty() {
        return Err(Nowhere::Private);
    }
    Ok(Box::new(usable.into_iter()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(texts: &[&str]) -> Vec<SocketAddr> {
        texts
            .iter()
            .map(|text| SocketAddr::new(text.parse().unwrap(), 0))
            .collect()
    }

    #[test]
    fn private_addresses_are_left_out() {
        let mixed = addresses(&["127.0.0.1", "8.8.8.8", "::1", "10.0.0.1", "::ffff:169.254.169.254"]);
        let kept: Vec<_> = usable(mixed.clone(), true).ok().unwrap().collect();
        assert_eq!(kept, addresses(&["8.8.8.8"]));
        assert_eq!(usable(mixed, false).ok().unwrap().count(), 5);
    }

    #[test]
    fn a_name_of_private_addresses_only_is_refused() {
        assert!(matches!(
            usable(addresses(&["127.0.0.1", "::1"]), true),
            Err(Nowhere::Private)
        ));
        assert!(matches!(usable(Vec::new(), true), Err(Nowhere::Unknown)));
    }
}
