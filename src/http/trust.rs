//! Which hosts a request may reach even where they are private.

use url::Url;

use super::address::is_private_host;
use super::{HttpError, Trust};
use crate::model::SafeText;

/// The one host and port that may be private, if there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Trusted {
    host: Option<String>,
    everything: bool,
}

impl Trusted {
    /// What `trust` means for a request that begins at `first`. With `everything` all hosts are
    /// trusted, as the person set it.
    pub(super) fn of(trust: &Trust, first: &Url, everything: bool) -> Self {
        let host = match trust {
            Trust::Typed => Some(place(first)),
            Trust::Supplied { trusted_host } => trusted_host.as_deref().and_then(given),
        };
        Trusted { host, everything }
    }

    /// Whether `url` may be asked without its addresses being checked; otherwise they are to be
    /// checked once its name has been looked up.
    ///
    /// # Errors
    /// When `url` is private by what it says alone.
    pub(super) fn allows(&self, url: &Url) -> Result<bool, HttpError> {
        if self.everything || self.host.as_deref() == Some(place(url).as_str()) {
            return Ok(true);
        }
        if is_private_host(url) {
            return Err(HttpError::PrivateAddress {
                host: SafeText::line(url.host_str().unwrap_or_default()),
            });
        }
        Ok(false)
    }
}

/// `host:port`, the port always given.
pub(super) fn place(url: &Url) -> String {
    format!(
        "{}:{}",
        url.host_str().unwrap_or_default(),
        url.port_or_known_default().unwrap_or(0)
    )
}

/// A host and port as the library gives it: an address, or `host:port`, or a host (at port 443).
fn given(text: &str) -> Option<String> {
    let url = if text.contains("://") {
        Url::parse(text)
    } else {
        Url::parse(&format!("https://{text}"))
    };
    url.ok().map(|url| place(&url))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    #[test]
    fn a_typed_address_trusts_its_host_and_port_only() {
        let trusted = Trusted::of(&Trust::Typed, &url("http://127.0.0.1:8080/feed"), false);
        assert_eq!(trusted.allows(&url("http://127.0.0.1:8080/other")), Ok(true));
        assert!(trusted.allows(&url("http://127.0.0.1:8081/")).is_err());
        assert!(trusted.allows(&url("http://localhost:8080/")).is_err());
        assert_eq!(trusted.allows(&url("http://example.org/")), Ok(false));
    }

    #[test]
    fn a_supplied_one_trusts_what_was_subscribed_to() {
        for given in ["127.0.0.1:8080", "http://127.0.0.1:8080/feed.xml"] {
            let trust = Trust::Supplied {
                trusted_host: Some(given.to_owned()),
            };
            let trusted = Trusted::of(&trust, &url("http://10.0.0.1/"), false);
            assert_eq!(trusted.allows(&url("http://127.0.0.1:8080/page")), Ok(true));
            assert!(trusted.allows(&url("http://10.0.0.1/")).is_err());
        }
        let trusted = Trusted::of(&Trust::Supplied { trusted_host: None }, &url("http://10.0.0.1/"), true);
        assert_eq!(trusted.allows(&url("http://10.0.0.1/")), Ok(true));
    }
}
