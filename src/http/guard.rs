//! Guards: services before a site that turn away whoever is no browser, with a page that makes a
//! browser prove itself. What they are told by is theirs to change, so each is a hint and no more.
//!
//! * Cloudflare: `cf-mitigated: challenge`
//!   (<https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response/>),
//!   before that the page's words "Just a moment".
//! * AWS WAF: `x-amzn-waf-action: challenge` or `captcha`
//!   (<https://docs.aws.amazon.com/waf/latest/developerguide/waf-captcha-and-challenge-how-it-works.html>).
//! * Vercel: `x-vercel-mitigated: challenge`; DataDome: `x-datadome`; DDoS-Guard: its `server`.

use reqwest::header::{HeaderMap, SERVER};

/// Bytes of a page that turns us away that are looked into.
pub(super) const LOOKED_INTO: u64 = 16 * 1024;

/// Who turned us away, where headers tell.
pub(super) fn by_headers(status: u16, headers: &HeaderMap) -> Option<&'static str> {
    let says = |name: &str, words: &[&str]| {
        let value = headers.get(name).and_then(|value| value.to_str().ok());
        value.is_some_and(|value| words.iter().any(|word| value.trim().eq_ignore_ascii_case(word)))
    };
    if says("cf-mitigated", &["challenge"]) {
        return Some("Cloudflare");
    }
    if says("x-amzn-waf-action", &["challenge", "captcha"]) {
        return Some("AWS WAF");
    }
    if says("x-vercel-mitigated", &["challenge", "deny"]) {
        return Some("Vercel");
    }
    if !turned_away(status) {
        return None;
    }
    if headers.contains_key("x-datadome") || says("server", &["datadome"]) {
        return Some("DataDome");
    }
    says("server", &["ddos-guard"]).then_some("DDoS-Guard")
}

/// Whether the page should be looked into, since its headers alone do not tell.
pub(super) fn may_be_a_check(status: u16, headers: &HeaderMap) -> bool {
    let server = headers.get(SERVER).map(|server| server.as_bytes().to_ascii_lowercase());
    turned_away(status) && server.is_some_and(|server| server.starts_with(b"cloudflare"))
}

/// Who turned us away, by the words of the page.
pub(super) fn by_page(page: &[u8]) -> Option<&'static str> {
    let words: [&[u8]; 4] = [
        b"<title>Just a moment",
        b"<title>Attention Required! | Cloudflare",
        b"/cdn-cgi/challenge-platform/",
        b"_cf_chl_opt",
    ];
    let found = words.iter().any(|words| memchr::memmem::find(page, words).is_some());
    found.then_some("Cloudflare")
}

fn turned_away(status: u16) -> bool {
    matches!(status, 401 | 403 | 405 | 429 | 503)
}
