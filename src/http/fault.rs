//! From the network library's errors to ours.
//!
//! The library tells some kinds apart only in the chain of causes, and some of those only by
//! their words; all of that is here.

use std::error::Error;
use std::io::ErrorKind;
use std::time::Duration;

use super::resolver::Nowhere;
use super::{HttpError, Wait};
use crate::model::SafeText;

/// The causes of an error, itself first.
fn causes(error: &reqwest::Error) -> impl Iterator<Item = &(dyn Error + 'static)> {
    let mut next: Option<&(dyn Error + 'static)> = Some(error);
    std::iter::from_fn(move || {
        let this = next?;
        next = this.source();
        Some(this)
    })
    .take(16)
}

fn cause<E: Error + 'static>(error: &reqwest::Error) -> Option<&E> {
    causes(error).find_map(|cause| cause.downcast_ref::<E>())
}

fn io_kind(error: &reqwest::Error) -> Option<ErrorKind> {
    // The innermost says most; outer ones wrap.
    causes(error)
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .map(std::io::Error::kind)
        .last()
}

/// Whether the connection was given up before a byte of the answer came, as happens when a
/// server closes an idle connection at the very moment it is used again.
pub(super) fn was_cut(error: &reqwest::Error) -> bool {
    if error.is_timeout() || error.is_body() || error.is_decode() {
        return false;
    }
    let cut = |kind| {
        matches!(
            kind,
            ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted | ErrorKind::BrokenPipe
        )
    };
    io_kind(error).is_some_and(cut)
        || causes(error).any(|cause| cause.to_string() == "connection closed before message completed")
}

/// What went wrong while asking `host`.
pub(super) fn failure(error: &reqwest::Error, host: &str, connect_timeout: Duration) -> HttpError {
    let host = SafeText::line(host);
    match cause::<Nowhere>(error) {
        Some(Nowhere::Private) => return HttpError::PrivateAddress { host },
        Some(Nowhere::Unknown) => return HttpError::Dns { host },
        None => {}
    }
    if error.is_timeout() {
        let milliseconds = u64::try_from(connect_timeout.as_millis()).unwrap_or(u64::MAX);
        return HttpError::Timeout {
            which: Wait::Connect,
            milliseconds,
        };
    }
    if let Some(proxy) = causes(error).map(ToString::to_string).find(|words| is_proxy(words)) {
        return HttpError::Proxy {
            reason: SafeText::line(&proxy),
        };
    }
    if let Some(tls) = tls(error) {
        return HttpError::Tls {
            host,
            reason: SafeText::line(&tls_reason(tls)),
        };
    }
    let reason = SafeText::line(&reason(error));
    if error.is_connect() {
        return HttpError::Connect { host, reason };
    }
    HttpError::Body { host, reason }
}

fn is_proxy(words: &str) -> bool {
    words.starts_with("tunnel error") || words.starts_with("SOCKS error") || words.contains("socks proxy")
}

/// TLS errors come wrapped in input/output errors, whose chain leaves the wrapped one out.
fn tls(error: &reqwest::Error) -> Option<&rustls::Error> {
    cause::<rustls::Error>(error).or_else(|| {
        causes(error)
            .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
            .find_map(|io| io.get_ref()?.downcast_ref::<rustls::Error>())
    })
}

fn tls_reason(error: &rustls::Error) -> String {
    use rustls::CertificateError as Certificate;
    match error {
        rustls::Error::InvalidCertificate(Certificate::Expired | Certificate::ExpiredContext { .. }) => {
            "its certificate has expired".to_owned()
        }
        rustls::Error::InvalidCertificate(Certificate::UnknownIssuer) => {
            "its certificate is signed by nobody we trust; add the signer's with ca_file".to_owned()
        }
        rustls::Error::InvalidCertificate(
            Certificate::NotValidForName | Certificate::NotValidForNameContext { .. },
        ) => "its certificate is for another host".to_owned(),
        rustls::Error::InvalidMessage(_) => "the other side does not speak TLS".to_owned(),
        other => other.to_string(),
    }
}

/// Why, in a few words.
fn reason(error: &reqwest::Error) -> String {
    let known = match io_kind(error) {
        Some(ErrorKind::ConnectionRefused) => "nobody answers at that port",
        Some(ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted | ErrorKind::BrokenPipe) => {
            "the other side closed the connection"
        }
        Some(ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable | ErrorKind::NetworkDown) => {
            "there is no way to it; check the network"
        }
        Some(ErrorKind::UnexpectedEof) => "it ended too early",
        _ => "",
    };
    if !known.is_empty() {
        return known.to_owned();
    }
    // The innermost cause names no address of ours and says most.
    let innermost = causes(error).last().map(ToString::to_string).unwrap_or_default();
    match innermost.as_str() {
        "connection closed before message completed" | "end of file before message length reached" => {
            "it ended too early".to_owned()
        }
        "unexpected EOF during chunk size line" => "it ended too early".to_owned(),
        _ if error.is_decode() => format!("it could not be unpacked ({innermost})"),
        _ => innermost,
    }
}
