//! What came back.

use crate::model::{Timestamp, Validators};

/// A good answer: the thing itself, or word that it has not changed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Response {
    /// The HTTP status: 200, 304, or a rarer one that means success.
    pub status: u16,
    /// The address that answered, after redirects, without a name and password.
    pub url: String,
    /// The address to ask from now on, when there were redirects and all of them were permanent.
    pub moved_to: Option<String>,
    /// The body, unpacked; empty when nothing has changed.
    pub body: Vec<u8>,
    /// The `Content-Type` header as given, at most 256 bytes.
    pub content_type: Option<String>,
    /// The first language of the `Content-Language` header, where it is one.
    pub language: Option<String>,
    /// What to ask with next time: the answer's own, or those asked with when nothing changed.
    pub validators: Validators,
    /// Whether the server said that nothing has changed.
    pub not_modified: bool,
    /// How long the answer says it stays fresh.
    pub cache: CacheHints,
    /// Redirects followed.
    pub hops: u8,
    /// Milliseconds it took, waiting for its turn not counted.
    pub elapsed_ms: u64,
}

/// What the answer says about how long it stays fresh (RFC 9111).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CacheHints {
    /// Seconds it stays fresh (`Cache-Control: max-age`), at most a year.
    pub max_age: Option<u64>,
    /// When it goes stale (`Expires`); none where the header is no date.
    pub expires: Option<Timestamp>,
    /// When the server made it (`Date`), by its own clock; `Expires` is by that clock too.
    pub date: Option<Timestamp>,
    /// Seconds it was already old when it came (`Age`), at most a year.
    pub age: u64,
    /// `Cache-Control: no-store`.
    pub no_store: bool,
    /// `Cache-Control: no-cache`.
    pub no_cache: bool,
}
