//! What to ask for, and whose address it is.

use super::Limits;
use crate::model::Validators;

/// What is hoped for; it decides the size limit and the `Accept` header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A feed.
    Feed,
    /// A page to read.
    Page,
    /// A picture.
    Picture,
}

impl Purpose {
    /// Largest body in bytes, unpacked.
    pub(super) fn limit(self, limits: &Limits) -> u64 {
        match self {
            Purpose::Feed => limits.max_feed,
            Purpose::Page => limits.max_page,
            Purpose::Picture => limits.max_picture,
        }
    }

    /// The `Accept` header. A feed's takes pages too, since a typed address may be a site's.
    pub(super) fn accept(self) -> &'static str {
        match self {
            Purpose::Feed => {
                "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, \
                 application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, text/html;q=0.5, */*;q=0.1"
            }
            Purpose::Page => "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5",
            Purpose::Picture => "image/jpeg, image/png, image/webp, image/gif, image/*;q=0.5",
        }
    }
}

/// Who gave the address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trust {
    /// The person: private addresses are allowed for this very host and port.
    Typed,
    /// A feed, a page or a redirect: private addresses are refused.
    Supplied {
        /// A host and port the person subscribed to (`host:port`, or a whole address), which may
        /// be private all the same.
        trusted_host: Option<String>,
    },
}

/// One thing to fetch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The address, http or https. A name and password in it count as `credentials` when the
    /// person typed it, and are left out otherwise.
    pub url: String,
    /// What is hoped for.
    pub purpose: Purpose,
    /// Who gave the address.
    pub trust: Trust,
    /// What the last good answer gave to ask "has it changed?" with.
    pub validators: Validators,
    /// A User-Agent in place of the client's.
    pub user_agent: Option<String>,
    /// `name:password` for basic authentication, sent to the address's own origin only.
    pub credentials: Option<String>,
}
