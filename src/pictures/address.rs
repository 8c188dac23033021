//! Whether two addresses lead to one picture in different sizes.

use url::Url;

use crate::model::fingerprint;

/// Parameters that say which picture is meant; all others say how it is to be cut and packed.
const NAMING: [&str; 8] = ["url", "id", "src", "image", "img", "file", "path", "name"];

/// A number for a picture's address without what only says its size and packing: scheme, `www.`,
/// `-1024x683` before the ending, and parameters. 0 for what is no address of a picture.
pub fn address_key(address: &str) -> i64 {
    if let Some(name) = address.strip_prefix("sample:") {
        return fingerprint(name).cast_signed();
    }
    let Ok(url) = Url::parse(address) else { return 0 };
    let Some(host) = url.host_str().filter(|_| matches!(url.scheme(), "http" | "https")) else {
        return 0;
    };
    let host = host.strip_prefix("www.").unwrap_or(host);
    let mut key = format!("{host}{}", without_size(url.path()));
    for (name, value) in url.query_pairs() {
        if NAMING.contains(&name.as_ref()) {
            key.push_str(&format!("?{name}={value}"));
        }
    }
    fingerprint(&key).cast_signed()
}

/// A path without the `-1024x683` that WordPress and its kin put before the ending.
fn without_size(path: &str) -> String {
    let (stem, ending) = match path.rfind('.') {
        Some(dot) if !path.get(dot..).unwrap_or("").contains('/') => path.split_at(dot),
        _ => (path, ""),
    };
    let sized = stem.rsplit_once('-').filter(|(_, size)| {
        size.split_once('x').is_some_and(|(width, height)| {
            let digits = |part: &str| (1..=5).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
            digits(width) && digits(height)
        })
    });
    format!("{}{ending}", sized.map_or(stem, |(stem, _)| stem))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_of_one_picture_have_one_number() {
        let key = address_key("https://cdn.example.org/2026/11/bridge.jpg");
        for same in [
            "http://cdn.example.org/2026/11/bridge.jpg",
            "https://www.cdn.example.org/2026/11/bridge.jpg?w=800&quality=75",
            "https://cdn.example.org/2026/11/bridge-1024x683.jpg#x",
        ] {
            assert_eq!(address_key(same), key, "{same}");
        }
        for other in [
            "https://cdn.example.org/2026/11/bridge-2.jpg",
            "https://cdn.example.org/2026/12/bridge.jpg",
            "https://cdn.example.org/2026/11/bridge.jpg?id=7",
        ] {
            assert_ne!(address_key(other), key, "{other}");
        }
        assert_eq!(address_key(""), 0);
        assert_eq!(address_key("data:image/png;base64,AAAA"), 0);
    }
}
