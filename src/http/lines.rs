//! The connections: two pools, one for hosts the person chose and one whose every address is
//! checked when it is connected to.
//!
//! A pool keeps connections open for a while after use, and each keeps the memory it read its
//! answers into, so a pool is made anew after some dozens of requests; otherwise a refresh of a
//! thousand hosts would run out of file handles and fill the memory.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{NoProxy, Proxy};
use rustls::ClientConfig;
use tokio::sync::Semaphore;
use url::Url;

use super::headers;
use super::resolver::Resolver;
use super::{HttpError, Limits, ProxyEnvironment, certificates};
use crate::model::SafeText;

/// Requests a pool serves before it is made anew.
const LIFE: u32 = 64;

/// How long an idle connection is kept.
const IDLE: Duration = Duration::from_secs(20);

/// Both pools.
pub(super) struct Lines {
    tls: ClientConfig,
    proxies: Vec<Proxy>,
    proxy_hosts: Vec<String>,
    connect_timeout: Duration,
    per_host: usize,
    lookups: Arc<Semaphore>,
    open: Mutex<Pool>,
    guarded: Mutex<Pool>,
}

#[derive(Default)]
struct Pool {
    client: Option<reqwest::Client>,
    served: u32,
}

impl Lines {
    /// Prepares both; connects to nothing yet.
    ///
    /// # Errors
    /// When the certificates or a proxy's address cannot be used.
    pub(super) fn new(limits: &Limits, environment: &ProxyEnvironment) -> Result<Self, HttpError> {
        let (proxies, proxy_hosts) = proxies(limits, environment)?;
        Ok(Lines {
            tls: certificates::config(limits, environment)?,
            proxies,
            proxy_hosts,
            connect_timeout: limits.connect_timeout,
            per_host: limits.per_host.max(1),
            lookups: Resolver::lookups(),
            open: Mutex::default(),
            guarded: Mutex::default(),
        })
    }

    /// A line to ask over; `guarded` refuses to connect to private addresses.
    ///
    /// # Errors
    /// When the pool cannot be made.
    pub(super) fn line(&self, guarded: bool) -> Result<reqwest::Client, HttpError> {
        let pool = if guarded { &self.guarded } else { &self.open };
        let mut pool = pool.lock().unwrap_or_else(PoisonError::into_inner);
        pool.served += 1;
        if let Some(client) = &pool.client
            && pool.served <= LIFE
        {
            return Ok(client.clone());
        }
        let client = self.build(guarded)?;
        *pool = Pool {
            client: Some(client.clone()),
            served: 1,
        };
        Ok(client)
    }

    /// Whether the host is a proxy's, which names are not checked for.
    pub(super) fn is_proxy(&self, host: &str) -> bool {
        self.proxy_hosts.iter().any(|proxy| proxy.eq_ignore_ascii_case(host))
    }

    fn build(&self, guarded: bool) -> Result<reqwest::Client, HttpError> {
        let resolver = Resolver {
            guarded,
            proxies: self.proxy_hosts.clone(),
            lookups: self.lookups.clone(),
        };
        let mut builder = reqwest::Client::builder()
            .tls_backend_preconfigured(self.tls.clone())
            .dns_resolver(resolver)
            // The environment's proxies come in as values.
            .no_proxy()
            .redirect(Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .connect_timeout(self.connect_timeout)
            .pool_max_idle_per_host(self.per_host)
            .pool_idle_timeout(IDLE)
            .http1_ignore_invalid_headers_in_responses(true)
            .http1_allow_obsolete_multiline_headers_in_responses(true)
            .http1_allow_spaces_after_header_name_in_responses(true)
            .http2_max_header_list_size(u32::try_from(headers::MOST).unwrap_or(u32::MAX));
        for proxy in &self.proxies {
            builder = builder.proxy(proxy.clone());
        }
        builder.build().map_err(|error| HttpError::Setup {
            reason: SafeText::line(&error.to_string()),
        })
    }
}

/// The proxies in the order in which they are asked, and their hosts.
fn proxies(limits: &Limits, environment: &ProxyEnvironment) -> Result<(Vec<Proxy>, Vec<String>), HttpError> {
    type Make = fn(Url) -> reqwest::Result<Proxy>;
    let choices: Vec<(Make, &Option<String>)> = if limits.proxy.is_some() {
        vec![(Proxy::all, &limits.proxy)]
    } else {
        vec![
            (Proxy::http, &environment.http_proxy),
            (Proxy::https, &environment.https_proxy),
            (Proxy::all, &environment.all_proxy),
        ]
    };
    let (mut proxies, mut hosts) = (Vec::new(), Vec::new());
    for (make, text) in choices {
        let Some(text) = text.as_deref().map(str::trim).filter(|text| !text.is_empty()) else {
            continue;
        };
        let url = proxy_address(text).ok_or_else(|| HttpError::Proxy {
            reason: SafeText::line("its address should be http://host:port or socks5://host:port"),
        })?;
        hosts.extend(url.host_str().map(str::to_owned));
        let proxy = make(url).map_err(|error| HttpError::Proxy {
            reason: SafeText::line(&error.to_string()),
        })?;
        proxies.push(proxy.no_proxy(environment.no_proxy.as_deref().and_then(NoProxy::from_string)));
    }
    Ok((proxies, hosts))
}

/// A proxy's address; `host:port` means http.
fn proxy_address(text: &str) -> Option<Url> {
    let url = match text.contains("://") {
        true => Url::parse(text),
        false => Url::parse(&format!("http://{text}")),
    };
    url.ok().filter(|url| {
        let known = matches!(
            url.scheme(),
            "http" | "https" | "socks4" | "socks4a" | "socks5" | "socks5h"
        );
        known && url.host_str().is_some_and(|host| !host.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment() -> ProxyEnvironment {
        ProxyEnvironment {
            http_proxy: Some("proxy.example:3128".to_owned()),
            https_proxy: Some(String::new()),
            all_proxy: Some("socks5h://127.0.0.1:1080".to_owned()),
            no_proxy: Some("localhost,.internal.example".to_owned()),
            ssl_cert_file: Some("/nowhere/certificates.pem".into()),
        }
    }

    #[test]
    fn proxies_of_the_environment() {
        let (proxies, hosts) = proxies(&Limits::default(), &environment()).unwrap();
        assert_eq!(proxies.len(), 2);
        assert_eq!(hosts, ["proxy.example", "127.0.0.1"]);
    }

    #[test]
    fn the_settings_come_before_the_environment() {
        let limits = Limits {
            proxy: Some("http://one.example:1".to_owned()),
            ..Limits::default()
        };
        assert_eq!(proxies(&limits, &environment()).unwrap().1, ["one.example"]);
        let limits = Limits {
            proxy: Some("ftp://one.example:1".to_owned()),
            ..Limits::default()
        };
        assert!(matches!(proxies(&limits, &environment()), Err(HttpError::Proxy { .. })));
    }

    #[test]
    fn a_pool_is_made_anew_after_a_while() {
        let lines = Lines::new(&Limits::default(), &environment()).unwrap();
        for _ in 0..LIFE {
            lines.line(true).unwrap();
        }
        assert_eq!(lines.guarded.lock().unwrap().served, LIFE);
        lines.line(true).unwrap();
        assert_eq!(lines.guarded.lock().unwrap().served, 1);
        assert!(lines.open.lock().unwrap().client.is_none());
    }

    #[test]
    fn certificates_of_the_settings_must_be_usable() {
        let limits = Limits {
            ca_file: Some("/nowhere/certificates.pem".into()),
            ..Limits::default()
        };
        let error = Lines::new(&limits, &ProxyEnvironment::default()).err().unwrap();
        assert!(matches!(error, HttpError::Certificates { .. }), "{error}");
    }
}
