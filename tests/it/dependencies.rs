//! The versions that security rests on, read off Cargo.lock; see also deny.toml.

use std::fs;
use std::path::Path;

/// Every version of a crate that is built in.
fn versions(name: &str) -> Vec<(u64, u64, u64)> {
    let lock = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock")).unwrap();
    let begins = format!("name = \"{name}\"\nversion = \"");
    lock.split("[[package]]\n")
        .filter_map(|package| package.strip_prefix(&begins))
        .map(|rest| {
            let version = rest.split('"').next().unwrap().split(['+', '-']).next().unwrap();
            let parts: Vec<u64> = version.split('.').map(|part| part.parse().unwrap()).collect();
            (parts[0], parts[1], parts[2])
        })
        .collect()
}

#[test]
fn what_reads_strangers_bytes_is_new_enough() {
    for (name, least, why) in [
        (
            "quick-xml",
            (0, 41, 0),
            "quadratic attributes and namespaces (RUSTSEC-2026-0194, -0195)",
        ),
        ("feed-rs", (2, 4, 0), "an old quick-xml"),
        (
            "libsqlite3-sys",
            (0, 37, 0),
            "SQLite before 3.51.3 can lose what a checkpoint meets (sqlite.org/wal.html)",
        ),
    ] {
        let found = versions(name);
        assert!(!found.is_empty(), "{name} is not built in any more: mend this test");
        assert!(
            found.iter().all(|version| *version >= least),
            "{name} {found:?} has {why}"
        );
    }
}

#[test]
fn no_system_library_and_nothing_from_elsewhere_is_built_in() {
    for name in ["openssl", "openssl-sys", "native-tls", "html2md"] {
        assert!(versions(name).is_empty(), "{name}");
    }
    let lock = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock")).unwrap();
    let elsewhere: Vec<&str> = lock
        .lines()
        .filter(|line| {
            line.starts_with("source = ") && !line.contains("registry+https://github.com/rust-lang/crates.io-index")
        })
        .collect();
    assert!(elsewhere.is_empty(), "{elsewhere:?}");
}

#[test]
fn no_unsafe_of_our_own() {
    let manifest = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    assert!(manifest.contains("unsafe_code = \"forbid\"") && !manifest.contains("panic = \"abort\""));
}
