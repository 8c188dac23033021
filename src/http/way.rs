//! The way of one fetch through its redirects: where it may go, and how much time is left.

use std::time::Duration;

use url::Url;

use super::{HttpError, Limits, Purpose, Response};
use crate::model::SafeText;

/// The way from the address asked for to where the thing is.
pub(super) struct Way {
    /// Where it began, without name and password.
    pub(super) first: Url,
    /// Where we are now.
    pub(super) here: Url,
    /// Where we have been; a handful at most.
    been: Vec<Url>,
    /// Whether every redirect so far was permanent.
    permanent: bool,
    /// Time left and time spent asking.
    pub(super) left: Duration,
    spent: Duration,
}

impl Way {
    /// At its beginning.
    pub(super) fn begin(mut first: Url, limits: &Limits) -> Self {
        bare(&mut first);
        Way {
            here: first.clone(),
            first,
            been: Vec::new(),
            permanent: true,
            left: limits.total_timeout,
            spent: Duration::ZERO,
        }
    }

    /// Counts time spent asking.
    pub(super) fn pass_time(&mut self, time: Duration) {
        self.left = self.left.saturating_sub(time);
        self.spent += time;
    }

    /// Follows a redirect.
    ///
    /// # Errors
    /// When it leads nowhere, in a circle, too far, to another scheme, or out of encryption.
    pub(super) fn go(
        &mut self,
        status: u16,
        location: &str,
        purpose: Purpose,
        limits: &Limits,
    ) -> Result<(), HttpError> {
        let nowhere = HttpError::RedirectWhere { code: status };
        let location = location.trim();
        if location.is_empty() || location.len() > 8 * 1024 {
            return Err(nowhere);
        }
        let mut next = self.here.join(location).map_err(|_| nowhere)?;
        web(&next)?;
        bare(&mut next);
        if purpose == Purpose::Feed && self.first.scheme() == "https" && next.scheme() == "http" {
            return Err(HttpError::Downgrade {
                host: SafeText::line(next.host_str().unwrap_or_default()),
            });
        }
        let circle = next == self.here || self.been.contains(&next);
        if circle || self.been.len() >= usize::from(limits.max_redirects) {
            return Err(HttpError::Redirects {
                limit: limits.max_redirects,
                circle,
            });
        }
        self.permanent &= matches!(status, 301 | 308);
        self.been.push(std::mem::replace(&mut self.here, next));
        Ok(())
    }

    /// The parts of the response that the way decides; `asked` is the address as it was given.
    pub(super) fn end(self, asked: &Url) -> Response {
        let hops = u8::try_from(self.been.len()).unwrap_or(u8::MAX);
        let moved_to = (hops > 0 && self.permanent).then(|| {
            let mut to = self.here.clone();
            if to.origin() == asked.origin() {
                // Both can only fail where there is no host.
                let _ = to.set_username(asked.username());
                let _ = to.set_password(asked.password());
            }
            to.into()
        });
        Response {
            url: self.here.into(),
            moved_to,
            hops,
            elapsed_ms: u64::try_from(self.spent.as_millis()).unwrap_or(u64::MAX),
            ..Response::default()
        }
    }
}

/// The address, if it is one we fetch.
///
/// # Errors
/// When it is no address, or neither http nor https.
pub(super) fn address(text: &str) -> Result<Url, HttpError> {
    if text.len() > 16 * 1024 {
        return Err(HttpError::Address {
            reason: SafeText::line("it is too long"),
        });
    }
    let url = Url::parse(text.trim()).map_err(|error| HttpError::Address {
        reason: SafeText::line(&error.to_string()),
    })?;
    web(&url)?;
    Ok(url)
}

fn web(url: &Url) -> Result<(), HttpError> {
    match url.scheme() {
        "http" | "https" => Ok(()),
        other => Err(HttpError::Scheme {
            scheme: SafeText::line(other),
        }),
    }
}

/// Takes name, password and fragment off: none of them is the host's business.
fn bare(url: &mut Url) {
    url.set_fragment(None);
    let _ = url.set_username("");
    let _ = url.set_password(None);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(from: &str) -> Way {
        Way::begin(Url::parse(from).unwrap(), &Limits::default())
    }

    #[test]
    fn a_feed_does_not_lose_its_encryption() {
        let go = |from: &str, to: &str, purpose| way(from).go(301, to, purpose, &Limits::default());
        let error = go("https://a.example/feed", "http://a.example/feed", Purpose::Feed).unwrap_err();
        assert!(matches!(error, HttpError::Downgrade { .. }));
        assert_eq!(go("https://a.example/", "http://b.example/", Purpose::Page), Ok(()));
        assert_eq!(go("http://a.example/", "https://a.example/", Purpose::Feed), Ok(()));
        let mut there = way("https://a.example/");
        there
            .go(301, "https://b.example/", Purpose::Feed, &Limits::default())
            .unwrap();
        assert!(
            there
                .go(301, "http://b.example/x", Purpose::Feed, &Limits::default())
                .is_err()
        );
    }

    #[test]
    fn addresses() {
        assert!(matches!(address("ftp://x/"), Err(HttpError::Scheme { .. })));
        assert!(matches!(
            address(&format!("http://x/{}", "y".repeat(20_000))),
            Err(HttpError::Address { .. })
        ));
        assert!(address(" http://münchen.example/ä ").is_ok());
    }
}
