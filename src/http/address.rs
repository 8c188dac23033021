//! Which addresses and names are private: this machine, the local network, and what leads there.
//!
//! After the IANA special-purpose registries (RFC 6890 and its updates). Addresses of version 6
//! that carry one of version 4 are judged by the one they carry.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use url::{Host, Url};

/// Whether the address is anything but a public, single host's.
pub(super) fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => is_private_v4(v4),
        IpAddr::V6(v6) => is_private_v6(v6),
    }
}

fn is_private_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    match (a, b, c) {
        // This network, this machine, private networks.
        (0 | 10 | 127, _, _) | (172, 16..=31, _) | (192, 168, _) => true,
        // Shared by a provider's customers (100.64/10), link-local (and the clouds' metadata).
        (100, 64..=127, _) | (169, 254, _) => true,
        // Protocol assignments, documentation, the old 6to4 relay, benchmarks.
        (192, 0, 0 | 2) | (198, 51, 100) | (203, 0, 113) | (192, 88, 99) | (198, 18..=19, _) => true,
        // Multicast, reserved, broadcast.
        (224.., _, _) => true,
        _ => false,
    }
}

fn is_private_v6(address: Ipv6Addr) -> bool {
    let [a, b, c, d, e, f, g, h] = address.segments();
    let carried = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        is_private_v4(Ipv4Addr::new(a, b, c, d))
    };
    match (a, b, c, d, e, f) {
        // Mapped and compatible addresses (which hold :: and ::1), and NAT64.
        (0, 0, 0, 0, 0, 0 | 0xffff) | (0x64, 0xff9b, 0, 0, 0, 0) => carried(g, h),
        (0x2002, ..) => carried(b, c),
        // Teredo, benchmarks, ORCHID and other protocol assignments; documentation.
        (0x2001, 0..=0x01ff, ..) | (0x2001, 0xdb8, ..) | (0x3fff, 0..=0x0fff, ..) => true,
        // Only 2000::/3 is given out to public hosts.
        _ => a & 0xe000 != 0x2000,
    }
}

/// Whether the name belongs to this machine or the local network whatever the resolver says
/// (RFC 6761, RFC 6762, RFC 8375): names without a dot, and the local domains.
pub(super) fn is_private_name(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name);
    let last = name.rsplit('.').next().unwrap_or(name);
    last == name
        || ["localhost", "local", "internal", "intranet", "lan", "localdomain"]
            .iter()
            .any(|local| last.eq_ignore_ascii_case(local))
        || name.to_ascii_lowercase().ends_with(".home.arpa")
}

/// Whether the host is private by what it says alone, before any name is looked up.
pub(super) fn is_private_host(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(v4)) => is_private_v4(v4),
        Some(Host::Ipv6(v6)) => is_private_v6(v6),
        Some(Host::Domain(name)) => is_private_name(name),
        None => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_literals_in_every_writing() {
        for host in [
            "127.0.0.1",
            "127.1",
            "0177.0.0.1",
            "0x7f000001",
            "2130706433",
            "0.0.0.0",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "240.0.0.1",
            "192.0.2.1",
            "198.18.0.1",
            "[::1]",
            "[::]",
            "[::ffff:127.0.0.1]",
            "[::ffff:7f00:1]",
            "[::127.0.0.1]",
            "[::ffff:10.0.0.1]",
            "[64:ff9b::7f00:1]",
            "[64:ff9b:1::1]",
            "[2002:7f00:1::]",
            "[fe80::1]",
            "[fc00::1]",
            "[fd12:3456::1]",
            "[fec0::1]",
            "[ff02::1]",
            "[2001:db8::1]",
            "[2001::1]",
            "[100::1]",
            "localhost",
            "LOCALHOST",
            "localhost.",
            "a.localhost",
            "printer",
            "printer.local",
            "metadata.google.internal",
            "nas.home.arpa",
            "①②⑦.⓪.0.1",
        ] {
            let url = Url::parse(&format!("http://{host}/")).unwrap();
            assert!(is_private_host(&url), "{host}");
        }
    }

    #[test]
    fn public_ones_are_public() {
        for host in [
            "1.1.1.1",
            "8.8.8.8",
            "172.15.0.1",
            "172.32.0.1",
            "100.128.0.1",
            "192.167.1.1",
            "169.253.1.1",
            "223.255.255.255",
            "[2606:4700::1111]",
            "[::ffff:8.8.8.8]",
            "[64:ff9b::808:808]",
            "[2002:808:808::]",
            "example.org",
            "example.org.",
            "local.example.org",
            "münchen.example",
        ] {
            let url = Url::parse(&format!("http://{host}/")).unwrap();
            assert!(!is_private_host(&url), "{host}");
        }
    }
}
