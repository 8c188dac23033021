//! SECURITY.md names the tests of each promise: they are all there.

use std::fs;
use std::path::Path;

/// The text of every source file below a folder.
fn sources(folder: &Path, into: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            into.push_str(&fs::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn every_promise_names_tests_that_are_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut code = String::new();
    sources(&root.join("src"), &mut code);
    sources(&root.join("tests"), &mut code);
    let security = fs::read_to_string(root.join("SECURITY.md")).unwrap();
    let rows = security
        .lines()
        .filter(|line| line.starts_with("| ") && line.ends_with(" |"));
    let mut promises = 0;
    for row in rows.skip_while(|row| !row.starts_with("| promise")).skip(1) {
        let tests = row.trim_end_matches(" |").rsplit(" | ").next().unwrap();
        let names: Vec<&str> = tests.split('`').skip(1).step_by(2).collect();
        assert!(!names.is_empty(), "{row}");
        for name in names {
            assert!(
                code.contains(&format!("fn {name}(")),
                "there is no test {name}, of: {row}"
            );
        }
        promises += 1;
    }
    assert!(promises >= 20, "{promises}");
}
