//! What the client is given when it is made: its limits, and the environment's proxies.

use std::path::PathBuf;
use std::time::Duration;

/// Limits and manners of the client. [`Limits::default`] is what the program ships with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// How long a host may take to accept a connection: its name found, TLS agreed on.
    pub connect_timeout: Duration,
    /// How long until a host has begun to answer, connecting included.
    pub header_timeout: Duration,
    /// How long one address may take in all, every redirect and the body included; waiting for
    /// one's turn is not.
    pub total_timeout: Duration,
    /// Largest feed in bytes, unpacked.
    pub max_feed: u64,
    /// Largest page in bytes, unpacked.
    pub max_page: u64,
    /// Largest picture in bytes.
    pub max_picture: u64,
    /// Redirects followed for one address.
    pub max_redirects: u8,
    /// Requests under way at once.
    pub concurrent: usize,
    /// Of them, at one host and port.
    pub per_host: usize,
    /// Pause between two starts at a host whose places are all taken.
    pub spacing: Duration,
    /// The User-Agent sent where a request does not give its own.
    pub user_agent: String,
    /// A proxy for everything, in place of the environment's.
    pub proxy: Option<String>,
    /// A PEM file with certificates to trust besides the usual ones.
    pub ca_file: Option<PathBuf>,
    /// Whether feeds, pages and redirects may lead to private addresses.
    pub allow_private: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            connect_timeout: Duration::from_secs(10),
            header_timeout: Duration::from_secs(10),
            total_timeout: Duration::from_secs(30),
            max_feed: 20_000_000,
            max_page: 10_000_000,
            max_picture: 15_000_000,
            max_redirects: 10,
            concurrent: 256,
            per_host: 2,
            spacing: Duration::from_millis(20),
            user_agent: concat!(
                "dateline/",
                env!("CARGO_PKG_VERSION"),
                " (+https://github.com/dateline-reader/dateline)"
            )
            .to_owned(),
            proxy: None,
            ca_file: None,
            allow_private: false,
        }
    }
}

/// What the environment says about the network; the values are handed in, not read here.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ProxyEnvironment {
    /// `http_proxy`: the proxy for http addresses.
    pub http_proxy: Option<String>,
    /// `https_proxy`: the proxy for https addresses.
    pub https_proxy: Option<String>,
    /// `all_proxy`: the proxy where neither of these is set.
    pub all_proxy: Option<String>,
    /// `no_proxy`: hosts, domains and address ranges to reach directly, separated by commas.
    pub no_proxy: Option<String>,
    /// `SSL_CERT_FILE`: certificates to trust besides the usual ones, where it can be read.
    pub ssl_cert_file: Option<PathBuf>,
}
