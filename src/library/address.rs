//! Addresses as a person types them, and the one form of those that mean the same.

use url::Url;

use super::{LibraryError, Result};
use crate::model::SafeText;

/// The address as the network takes it; `example.org/feed` means `https://example.org/feed`.
///
/// # Errors
/// When it is no address of the web.
pub(super) fn typed(text: &str) -> Result<String> {
    let text = text.trim();
    let text = text
        .strip_prefix("feed://")
        .map(|rest| format!("https://{rest}"))
        .or_else(|| text.strip_prefix("feed:").map(str::to_owned))
        .unwrap_or_else(|| text.to_owned());
    let text = if text.contains("://") {
        text
    } else {
        format!("https://{text}")
    };
    let error = || LibraryError::NotAnAddress(SafeText::line(&text).into_string());
    let url = Url::parse(&text).map_err(|_| error())?;
    let host = url.host_str().unwrap_or("");
    let usable = matches!(url.scheme(), "http" | "https") && (host.contains(['.', ':']) || host == "localhost");
    if usable { Ok(one_form(&text)) } else { Err(error()) }
}

/// An address in the one form of all that mean the same: the host in small letters, no default
/// port, no fragment. What is no address of the web stays as it is.
pub(super) fn one_form(url: &str) -> String {
    match Url::parse(url) {
        Ok(mut parsed) if matches!(parsed.scheme(), "http" | "https") => {
            parsed.set_fragment(None);
            parsed.into()
        }
        _ => url.to_owned(),
    }
}

/// An address of the web that a feed supplies, as it is kept, shown and opened: written by `url`,
/// its host as the network knows it, without a name and password (which only serve to hide the
/// host). None where it is no such address.
pub(super) fn supplied(url: &str) -> Option<String> {
    let mut parsed = Url::parse(url).ok()?;
    if !matches!(parsed.scheme(), "http" | "https") {
        return None;
    }
    // Both can only fail where there is no host.
    let _ = parsed.set_username("");
    let _ = parsed.set_password(None);
    Some(parsed.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_completed_or_refused() {
        assert_eq!(typed(" example.org/feed ").unwrap(), "https://example.org/feed");
        assert_eq!(typed("feed://example.org/x").unwrap(), "https://example.org/x");
        assert_eq!(typed("feed:http://example.org/x").unwrap(), "http://example.org/x");
        assert_eq!(
            typed("http://127.0.0.1:8080/a?b=%5B").unwrap(),
            "http://127.0.0.1:8080/a?b=%5B"
        );
        for wrong in [
            "",
            "asylum news",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "exec:date",
            "-x",
        ] {
            assert!(typed(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn supplied_addresses_show_where_they_lead() {
        for (given, wanted) in [
            ("https://example.org@evil.example/a b", "https://evil.example/a%20b"),
            ("https://аpple.example/", "https://xn--pple-43d.example/"),
            ("HTTP://127.1/`x`", "http://127.0.0.1/%60x%60"),
        ] {
            assert_eq!(supplied(given).as_deref(), Some(wanted));
        }
        assert_eq!(supplied("javascript:alert(1)"), None);
        assert_eq!(supplied("-o x"), None);
    }

    #[test]
    fn what_means_the_same_has_one_form() {
        for same in [
            "https://Example.ORG/f",
            "https://example.org:443/f",
            "https://example.org/f#top",
        ] {
            assert_eq!(one_form(same), "https://example.org/f");
        }
        assert_ne!(one_form("http://example.org/f"), one_form("https://example.org/f"));
        assert_ne!(one_form("https://example.org/f"), one_form("https://example.org/F"));
        assert_eq!(one_form("dateline:sample"), "dateline:sample");
    }
}
