//! What can go wrong with a fetch, in sentences for a person.
//!
//! Everything here is safe to show: hosts come from parsed addresses, and words that a server or
//! a library of ours chose have been through [`SafeText`](crate::model::SafeText).

use crate::model::SafeText;

/// What was waited for when the time was up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wait {
    /// The connection.
    Connect,
    /// The beginning of the answer.
    Headers,
    /// The end of it.
    Total,
}

/// Why a fetch failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HttpError {
    /// The address is not one.
    #[error("this is not a usable address: {reason}")]
    Address {
        /// What is wrong with it.
        reason: SafeText,
    },
    /// The server answered with a status that means failure.
    #[error("{}", hint)]
    Status {
        /// The status.
        code: u16,
        /// Seconds after which the server wants to be asked again, at most a day.
        retry_after: Option<u64>,
        /// Whether a guard before the site wanted to see a browser.
        guarded: bool,
        /// What it means and what to do about it.
        hint: String,
    },
    /// The server says it is gone for good (410).
    #[error("410: this address is gone for good; the site asks not to be asked again")]
    Gone,
    /// The time was up.
    #[error("{}", timeout(*which, *milliseconds))]
    Timeout {
        /// What was waited for.
        which: Wait,
        /// The limit in milliseconds.
        milliseconds: u64,
    },
    /// The body was larger than allowed.
    #[error("the answer is larger than the limit of {}", size(*limit))]
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// The answer's headers were larger than allowed.
    #[error("the answer's headers are larger than the limit of {}", size(*limit))]
    HeadersTooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// There were too many redirects, or they went in a circle.
    #[error("{}", redirects(*limit, *circle))]
    Redirects {
        /// How many are followed.
        limit: u8,
        /// Whether they led back to where they had been.
        circle: bool,
    },
    /// A redirect led somewhere that is not an address.
    #[error("{code}: the site sends us on without a usable address")]
    RedirectWhere {
        /// The redirect's status.
        code: u16,
    },
    /// The address or a redirect's is neither http nor https.
    #[error("{scheme}: addresses are not fetched, only http and https")]
    Scheme {
        /// The scheme.
        scheme: SafeText,
    },
    /// A redirect led from an encrypted address to an unencrypted one.
    #[error("the site sends this feed from https on to http at {host}, which is not followed")]
    Downgrade {
        /// The host it led to.
        host: SafeText,
    },
    /// Something other than the person led to an address of a private network.
    #[error("{host} is an address of this machine or a private network; nothing but you may lead there")]
    PrivateAddress {
        /// The host.
        host: SafeText,
    },
    /// The host's name has no address.
    #[error("the host {host} was not found; check the address and the network")]
    Dns {
        /// The host.
        host: SafeText,
    },
    /// No connection came about.
    #[error("no connection to {host}: {reason}")]
    Connect {
        /// The host.
        host: SafeText,
        /// Why.
        reason: SafeText,
    },
    /// The connection could not be made secure.
    #[error("no secure connection to {host}: {reason}")]
    Tls {
        /// The host.
        host: SafeText,
        /// Why.
        reason: SafeText,
    },
    /// The proxy is not usable or did not let us through.
    #[error("the proxy did not let us through: {reason}")]
    Proxy {
        /// Why.
        reason: SafeText,
    },
    /// The answer broke off, or was not HTTP.
    #[error("the answer of {host} broke off or made no sense: {reason}")]
    Body {
        /// The host.
        host: SafeText,
        /// Why.
        reason: SafeText,
    },
    /// The body was packed in a way that is not unpacked here.
    #[error("the answer is packed as \u{201c}{encoding}\u{201d}, which is not unpacked")]
    Encoding {
        /// The `Content-Encoding` header.
        encoding: SafeText,
    },
    /// The file of certificates could not be used.
    #[error("the certificates in {file} cannot be used: {reason}")]
    Certificates {
        /// The file.
        file: SafeText,
        /// Why.
        reason: SafeText,
    },
    /// The client itself could not be made.
    #[error("the network client cannot be made: {reason}")]
    Setup {
        /// Why.
        reason: SafeText,
    },
}

impl HttpError {
    /// The HTTP status, 0 where there was none.
    pub fn status(&self) -> u16 {
        match self {
            HttpError::Status { code, .. } | HttpError::RedirectWhere { code } => *code,
            HttpError::Gone => 410,
            _ => 0,
        }
    }

    /// Seconds after which the server wants to be asked again, from 0 to a day.
    pub fn retry_after(&self) -> Option<u64> {
        match self {
            HttpError::Status { retry_after, .. } => *retry_after,
            _ => None,
        }
    }

    /// Whether a guard before the site turned us away with a check that only a browser passes.
    pub fn is_guarded(&self) -> bool {
        matches!(self, HttpError::Status { guarded: true, .. })
    }

    /// Whether the same request may well succeed later without anybody doing anything.
    pub fn is_temporary(&self) -> bool {
        match self {
            HttpError::Status { code, .. } => matches!(code, 408 | 425 | 429 | 500..=599),
            HttpError::Timeout { .. } | HttpError::Dns { .. } | HttpError::Connect { .. } | HttpError::Body { .. } => {
                true
            }
            _ => false,
        }
    }

    /// A failure that says the host cannot be reached at all, whatever it is asked for.
    pub fn is_unreachable(&self) -> bool {
        matches!(
            self,
            HttpError::Dns { .. }
                | HttpError::Connect { .. }
                | HttpError::Timeout {
                    which: Wait::Connect,
                    ..
                }
        )
    }
}

fn timeout(which: Wait, milliseconds: u64) -> String {
    let limit = if milliseconds.is_multiple_of(1000) {
        format!("{} s", milliseconds / 1000)
    } else {
        format!("{milliseconds} ms")
    };
    match which {
        Wait::Connect => format!("the host did not accept a connection within {limit}"),
        Wait::Headers => format!("the host did not begin to answer within {limit}"),
        Wait::Total => format!("the answer was not complete within {limit}"),
    }
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} KB", bytes / 1_000),
        _ => format!("{} MB", bytes / 1_000_000),
    }
}

fn redirects(limit: u8, circle: bool) -> String {
    if circle {
        "the redirects lead in a circle".to_owned()
    } else {
        format!("there are more than {limit} redirects, which is the limit")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_name_limit_and_remedy() {
        let say = |error: HttpError| error.to_string();
        assert_eq!(
            say(HttpError::of_status(403, None, None)),
            "403: the site refuses this program's name; set a user_agent for this feed"
        );
        let guarded = HttpError::of_status(403, None, Some("Cloudflare"));
        assert!(guarded.is_guarded() && say(guarded).starts_with("403: Cloudflare, which guards this site"));
        assert!(say(HttpError::of_status(404, None, None)).starts_with("404: "));
        assert!(say(HttpError::of_status(418, None, None)).starts_with("418: "));
        assert!(say(HttpError::of_status(999, None, None)).starts_with("999: "));
        assert_eq!(HttpError::of_status(410, None, None).status(), 410);
        assert_eq!(
            say(HttpError::TooLarge { limit: 20_000_000 }),
            "the answer is larger than the limit of 20 MB"
        );
        let late = HttpError::Timeout {
            which: Wait::Total,
            milliseconds: 30_000,
        };
        assert_eq!(say(late), "the answer was not complete within 30 s");
    }

    #[test]
    fn temporary_or_not() {
        assert!(HttpError::of_status(503, Some(5), None).is_temporary());
        assert!(!HttpError::of_status(404, None, None).is_temporary());
        assert!(!HttpError::Gone.is_temporary());
        assert_eq!(HttpError::of_status(429, Some(5), None).retry_after(), Some(5));
    }
}
