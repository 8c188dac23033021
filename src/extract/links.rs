//! Addresses of a page: absolute, and only of kinds that may be followed.

use url::Url;

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

    /// A link's target: absolute `http`, `https` or `mailto`.
    pub(super) fn link(&self, href: &str) -> Option<String> {
        let url = self.join(href)?;
        matches!(url.scheme(), "http" | "https" | "mailto").then(|| url.into())
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

    fn join(&self, href: &str) -> Option<Url> {
        let href = href.trim();
        if href.is_empty() || href.len() > MAX_URL || href.starts_with('#') {
            return None;
        }
        match &self.0 {
            Some(base) => base.join(href).ok(),
            None => match href.strip_prefix("//") {
                Some(rest) => Url::parse(&format!("https://{rest}")).ok(),
                None => Url::parse(href).ok(),
            },
        }
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
        assert_eq!(base.host(), "example.org");
    }
}
