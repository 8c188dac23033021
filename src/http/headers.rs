//! Headers in both directions: validators, freshness, when to come back.
//!
//! Values are hostile: each is bounded, and one that cannot be read counts as absent.

use reqwest::header::{
    AGE, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_TYPE, DATE, ETAG, EXPIRES, HeaderMap, HeaderName,
    HeaderValue, LAST_MODIFIED, RETRY_AFTER,
};

use super::date::http_date;
use super::response::CacheHints;
use crate::model::{Timestamp, Validators};

/// Longest validator kept and sent, in bytes.
const VALIDATOR: usize = 1024;

/// Longest wait a server can ask for, in seconds.
const DAY: u64 = 86_400;

/// Longest freshness believed, in seconds.
const YEAR: u64 = 365 * DAY;

/// All headers of an answer, in bytes at most.
pub(super) const MOST: u64 = 64 * 1024;

/// A header's value as text, if it is text of at most `longest` bytes.
fn text(headers: &HeaderMap, name: HeaderName, longest: usize) -> Option<&str> {
    let value = std::str::from_utf8(headers.get(name)?.as_bytes()).ok()?.trim();
    (!value.is_empty() && value.len() <= longest).then_some(value)
}

/// Bytes of all headers, as they would be written in HTTP/1.1.
pub(super) fn size(headers: &HeaderMap) -> u64 {
    headers
        .iter()
        .map(|(name, value)| (name.as_str().len() + value.len() + 4) as u64)
        .sum()
}

/// The validators of an answer, verbatim: each byte is a character, since they need not be UTF-8.
pub(super) fn validators(headers: &HeaderMap) -> Validators {
    let verbatim = |name| {
        let value = headers.get(name).map(HeaderValue::as_bytes)?;
        let keep = !value.is_empty() && value.len() <= VALIDATOR;
        keep.then(|| value.iter().copied().map(char::from).collect())
    };
    Validators {
        etag: verbatim(ETAG),
        last_modified: verbatim(LAST_MODIFIED),
    }
}

/// A validator as a header to send, the bytes it came as, if it is short and safe enough.
pub(super) fn validator(value: Option<&str>) -> Option<HeaderValue> {
    let bytes: Vec<u8> = value?
        .chars()
        .map(|character| u8::try_from(u32::from(character)))
        .collect::<Result<_, _>>()
        .ok()?;
    let keep = !bytes.is_empty() && bytes.len() <= VALIDATOR;
    HeaderValue::from_bytes(&bytes).ok().filter(|_| keep)
}

/// The `Content-Type` as given.
pub(super) fn content_type(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(CONTENT_TYPE)?.as_bytes();
    let value = value.get(..256).unwrap_or(value);
    Some(
        value
            .iter()
            .filter(|byte| (b' '..=b'~').contains(*byte))
            .map(|byte| char::from(*byte))
            .collect(),
    )
}

/// The first language of the `Content-Language` header, if it is written as one is (RFC 5646).
pub(super) fn language(headers: &HeaderMap) -> Option<String> {
    let value = text(headers, CONTENT_LANGUAGE, 256)?;
    let first = value.split(',').next().unwrap_or_default().trim();
    let fits = (2..=35).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && first.bytes().take(2).all(|byte| byte.is_ascii_alphabetic());
    fits.then(|| first.to_owned())
}

/// The `Content-Encoding`; none where nothing is packed.
pub(super) fn encoding(headers: &HeaderMap) -> Option<String> {
    let value = String::from_utf8_lossy(headers.get(CONTENT_ENCODING)?.as_bytes());
    let left = value.trim();
    // Not encodings, but seen in the place of one.
    let nothing = ["", "identity", "none", "utf-8"]
        .iter()
        .any(|word| left.eq_ignore_ascii_case(word));
    (!nothing).then(|| left.to_owned())
}

/// What the answer says about its freshness.
pub(super) fn cache_hints(headers: &HeaderMap) -> CacheHints {
    let mut hints = CacheHints {
        expires: text(headers, EXPIRES, 64).and_then(http_date),
        date: text(headers, DATE, 64).and_then(http_date),
        age: text(headers, AGE, 32).and_then(seconds).unwrap_or(0).min(YEAR),
        ..CacheHints::default()
    };
    let values = headers
        .get_all(CACHE_CONTROL)
        .iter()
        .take(8)
        .filter_map(|value| value.to_str().ok());
    for directive in values.flat_map(|value| value.split(',')).take(64) {
        let (name, value) = directive.split_once('=').unwrap_or((directive, ""));
        let name = name.trim();
        if name.eq_ignore_ascii_case("max-age") {
            let given = seconds(value.trim().trim_matches('"')).map(|age| age.min(YEAR));
            // Where it is given twice, the shorter one is safe.
            hints.max_age = match (hints.max_age, given) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (a, b) => a.or(b),
            };
        } else if name.eq_ignore_ascii_case("no-store") {
            hints.no_store = true;
        } else if name.eq_ignore_ascii_case("no-cache") {
            hints.no_cache = true;
        }
    }
    hints
}

/// When a server that turned us away wants to be asked again: `Retry-After`, or `max-age` where
/// that is missing; seconds from `now`.
pub(super) fn come_back(headers: &HeaderMap, now: Timestamp) -> Option<u64> {
    text(headers, RETRY_AFTER, 64)
        .and_then(|value| retry_after(value, now))
        .or_else(|| {
            cache_hints(headers)
                .max_age
                .filter(|age| *age > 0)
                .map(|age| age.min(DAY))
        })
}

/// Seconds from `now` that a `Retry-After` value asks for (a number of seconds or an HTTP date),
/// from 0 to a day; none where it is neither.
pub fn retry_after(value: &str, now: Timestamp) -> Option<u64> {
    let value = value.trim();
    if let Some(seconds) = seconds(value) {
        return Some(seconds.min(DAY));
    }
    let wait = http_date(value)?.since(now);
    Some(u64::try_from(wait).unwrap_or(0).min(DAY))
}

/// A whole number of seconds; one too large to count is simply very large.
fn seconds(value: &str) -> Option<u64> {
    let digits = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| value.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn map(headers: &[(&'static str, &str)]) -> HeaderMap {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, HeaderValue::from_str(value).unwrap());
        }
        map
    }

    #[test]
    fn when_to_come_back() {
        let now = Timestamp(784_111_777);
        assert_eq!(retry_after("120", now), Some(120));
        assert_eq!(retry_after("99999999999999999999999", now), Some(DAY));
        assert_eq!(retry_after("-5", now), None);
        assert_eq!(retry_after("Sun, 06 Nov 1994 08:59:37 GMT", now), Some(600));
        assert_eq!(retry_after("Sun, 06 Nov 1994 07:00:00 GMT", now), Some(0));
        assert_eq!(retry_after("Sun, 06 Nov 2094 07:00:00 GMT", now), Some(DAY));
        assert_eq!(retry_after("soon", now), None);
        assert_eq!(come_back(&map(&[("cache-control", "max-age=300")]), now), Some(300));
        assert_eq!(
            come_back(&map(&[("cache-control", "max-age=300"), ("retry-after", "7")]), now),
            Some(7)
        );
        assert_eq!(come_back(&map(&[]), now), None);
    }

    #[test]
    fn freshness() {
        let hints = cache_hints(&map(&[
            ("cache-control", "public, Max-Age=\"600\", no-cache"),
            ("cache-control", "max-age=9000"),
            ("age", "30"),
            ("expires", "Sun, 06 Nov 1994 08:49:37 GMT"),
        ]));
        assert_eq!(hints.max_age, Some(600));
        assert_eq!(hints.age, 30);
        assert_eq!(hints.expires, Some(Timestamp(784_111_777)));
        assert!(hints.no_cache && !hints.no_store);
        let odd = cache_hints(&map(&[
            ("cache-control", "max-age=x, s-maxage=5"),
            ("age", "-1"),
            ("expires", "0"),
        ]));
        assert_eq!(odd, CacheHints::default());
        assert_eq!(
            cache_hints(&map(&[("cache-control", "max-age=99999999999999999999")])).max_age,
            Some(YEAR)
        );
    }

    #[test]
    fn validators_are_kept_verbatim_or_not_at_all() {
        for etag in ["\"abc\"", "W/\"abc\"", "unquoted", "\"with space, comma\""] {
            assert_eq!(validators(&map(&[("etag", etag)])).etag.as_deref(), Some(etag));
        }
        assert_eq!(validators(&map(&[("etag", &"x".repeat(1025))])), Validators::default());
        assert_eq!(validator(Some("a\r\nInjected: yes")), None);
        assert_eq!(validator(Some(&"x".repeat(1025))), None);
        assert_eq!(validator(Some("")), None);
        let odd = [b'"', 0xE9, 0xC3, 0xA9, b'"'];
        let mut raw = HeaderMap::new();
        raw.insert(ETAG, HeaderValue::from_bytes(&odd).unwrap());
        let sent = validator(validators(&raw).etag.as_deref()).unwrap();
        assert_eq!(sent.as_bytes(), odd, "bytes that are no UTF-8 go back as they came");
        assert_eq!(validator(Some("\u{2014}")), None);
    }

    #[test]
    fn a_language_is_the_first_that_is_one() {
        let of = |value| language(&map(&[("content-language", value)]));
        assert_eq!(of("es-MX, en").as_deref(), Some("es-MX"));
        for value in ["*", "", "e", "en_US", "\u{301}es", "12"] {
            assert_eq!(of(value), None, "{value}");
        }
    }

    #[test]
    fn what_is_left_to_unpack() {
        assert_eq!(encoding(&map(&[])), None);
        assert_eq!(encoding(&map(&[("content-encoding", "Identity")])), None);
        assert_eq!(
            encoding(&map(&[("content-encoding", "gzip, gzip")])).as_deref(),
            Some("gzip, gzip")
        );
    }

    proptest! {
        #[test]
        fn waits_are_clamped(value in any::<String>(), now in any::<i64>()) {
            prop_assert!(retry_after(&value, Timestamp(now)).is_none_or(|wait| wait <= DAY));
        }
    }
}
