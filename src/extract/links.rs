//! Addresses of a page: absolute, and only of kinds that may be followed.

use url::Url;

use crate::model::{Following, following};

/// Bytes of an address; a longer one is no link.
const MAX_URL: usize = 4096;

/// What relative addresses are read against.
#[derive(Debug, Clone, Default)]
pub(super) struct Base(Option<Url>);

impl Base {
    /// From the page's own address. The page's `base` element is not obeyed: it could only lead
    /// elsewhere than the address shows.
    pub(super) fn new(url: &str) -> Self {
        Base(
            Url::parse(url)
                .ok()
                .filter(|url| matches!(url.scheme(), "http" | "https")),
        )
    }

    /// A link's target: absolute, and one that may be followed.
    pub(super) fn link(&self, href: &str) -> Option<String> {
        let url = self.join(href)?;
        (following(url.as_str()) != Following::Never).then(|| url.into())
    }

    /// A picture's or page's address: absolute `http` or `https`, or `sample:` for a picture that
    /// comes with the program (it is looked up by name, never fetched).
    pub(super) fn fetchable(&self, href: &str) -> Option<String> {
        let url = self.join(href)?;
        matches!(url.scheme(), "http" | "https" | "sample").then(|| url.into())
    }

    /// The host of the page, without `www.`; empty where unknown.
    pub(super) fn host(&self) -> &str {
        let host = self.0.as_ref().and_then(Url::host_str).unwrap_or("");
        host.strip_prefix("www.").unwrap_or(host)
    }

    /// Whether an address is on the page's own site: its host, or one below or above it with a
    /// name of its own ("amp.example.org" of "www.example.org").
    pub(super) fn is_same_site(&self, url: &str) -> bool {
        let Some(other) = Url::parse(url).ok() else {
            return false;
        };
        let Some(here) = &self.0 else { return false };
        let (Some(a), Some(b)) = (here.host_str(), other.host_str()) else {
            return false;
        };
        if a == b {
            return here.port_or_known_default() == other.port_or_known_default();
        }
        // The last two labels are not enough where they are a public suffix ("co.uk").
        let tail = |host: &str| {
            host.strip_prefix("www.")
                .unwrap_or(host)
                .split('.')
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        let (a, b) = (tail(a), tail(b));
        let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
        let registrable = short.len() >= 3 || short.len() == 2 && short.first().is_some_and(|label| label.len() > 3);
        if a.len() == b.len() {
            return a.len() >= 3 && a.get(1..) == b.get(1..) && a.get(1).is_some_and(|label| label.len() > 3);
        }
        registrable && long.ends_with(short)
    }

    fn join(&self, href: &str) -> Option<Url> {
        let href = href.trim();
        if href.is_empty() || href.len() > MAX_URL || href.starts_with('#') {
            return None;
        }
        let mut url = match &self.0 {
            Some(base) => base.join(href),
            None => match href.strip_prefix("//") {
                Some(rest) => Url::parse(&format!("https://{rest}")),
                None => Url::parse(href),
            },
        }
        .ok()?;
        // A name and password only serve to hide the host; both can only fail where there is none.
        let _ = url.set_username("");
        let _ = url.set_password(None);
        Some(url)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_safe_schemes_and_absolute() {
        let base = Base::new("https://www.example.org/a/b");
        assert_eq!(base.link("../c").as_deref(), Some("https://www.example.org/c"));
        assert_eq!(base.link("//example.net/x").as_deref(), Some("https://example.net/x"));
        assert_eq!(
            base.link("mailto:a@example.org").as_deref(),
            Some("mailto:a@example.org")
        );
        assert_eq!(base.link("javascript:alert(1)"), None);
        assert_eq!(base.link("file:///etc/passwd"), None);
        assert_eq!(base.link("#top"), None);
        assert_eq!(base.fetchable("mailto:a@example.org"), None);
        assert_eq!(Base::new("").link("/x"), None);
        assert_eq!(
            base.link("https://example.org@evil.example/").as_deref(),
            Some("https://evil.example/")
        );
        assert_eq!(base.host(), "example.org");
    }
}
