//! The ranks and arrows of ARCHITECTURE.md, read off the `use` lines.

use std::fs;
use std::path::{Path, PathBuf};

/// Each module with what it may import; `*` stands for everything below the faces.
const ARROWS: [(&str, &[&str]); 15] = [
    ("model", &[]),
    ("config", &["model"]),
    ("query", &["model"]),
    ("http", &["model"]),
    ("feeds", &["model"]),
    ("extract", &["model"]),
    ("captions", &["model"]),
    ("pictures", &["model"]),
    ("entities", &["model"]),
    ("flow", &["model"]),
    ("export", &["model", "flow"]),
    ("store", &["model", "query"]),
    (
        "library",
        &[
            "model", "config", "query", "http", "feeds", "extract", "captions", "pictures", "entities", "flow",
            "export", "store",
        ],
    ),
    ("cli", &["library", "model", "query", "flow", "config"]),
    ("tui", &["library", "model", "query", "flow", "config"]),
];

/// Crates that only some modules may name, with those modules.
const FOREIGN: [(&str, &[&str]); 13] = [
    ("ratatui_image", &["tui"]),
    ("quick_xml", &["pictures"]),
    ("rustix", &["tui", "library"]),
    ("ratatui", &["tui"]),
    ("crossterm", &["tui"]),
    ("rusqlite", &["store"]),
    ("zstd", &["store", "entities", "http"]),
    ("brotli_decompressor", &["http"]),
    ("reqwest", &["http"]),
    ("feed_rs", &["feeds"]),
    ("dom_query", &["extract"]),
    ("html2text", &["extract"]),
    ("clap", &["cli"]),
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") && !is_test(&path) {
            found.push(path);
        }
    }
}

/// Whether a file holds tests only: `tests.rs`, or anything in a folder `tests`.
fn is_test(path: &Path) -> bool {
    path.components().any(|part| part.as_os_str() == "tests") || path.file_stem().is_some_and(|stem| stem == "tests")
}

/// The code of a file without comments and without what is under `#[cfg(test)]`.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or("").to_owned();
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

fn source_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn module_of(path: &Path) -> Option<String> {
    let inside = path.strip_prefix(source_folder()).unwrap();
    (inside.components().count() > 1).then(|| {
        inside
            .components()
            .next()
            .unwrap()
            .as_os_str()
            .to_string_lossy()
            .into_owned()
    })
}

/// Words that follow `crate::` in the code.
fn imports(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        if let Some(list) = rest.strip_prefix('{') {
            let inner = list.split('}').next().unwrap_or("");
            found.extend(
                inner
                    .split(',')
                    .map(|word| word.trim().split("::").next().unwrap_or("").to_owned()),
            );
        } else {
            found.push(rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
        }
    }
    found.retain(|word| !word.is_empty());
    found
}

#[test]
fn modules_import_only_from_below() {
    let mut files = Vec::new();
    sources(&source_folder(), &mut files);
    let known: Vec<&str> = ARROWS.iter().map(|(module, _)| *module).collect();
    let mut wrong = Vec::new();
    for file in files {
        let Some(module) = module_of(&file) else { continue };
        let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == module) else {
            continue;
        };
        for import in imports(&code(&file)) {
            if import != module && known.contains(&import.as_str()) && !allowed.contains(&import.as_str()) {
                wrong.push(format!("{module} may not import {import} ({})", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_folder_has_its_arrows() {
    for entry in fs::read_dir(source_folder()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && name != "bin" {
            assert!(
                ARROWS.iter().any(|(module, _)| *module == name),
                "src/{name} is in no rank: add it to ARROWS and ARCHITECTURE.md"
            );
        }
    }
}

#[test]
fn other_peoples_crates_stay_in_their_rooms() {
    let mut files = Vec::new();
    sources(&source_folder(), &mut files);
    let mut wrong = Vec::new();
    for file in files {
        let Some(module) = module_of(&file) else { continue };
        let code = code(&file);
        for (foreign, rooms) in FOREIGN {
            if code.contains(&format!("{foreign}::")) && !rooms.contains(&module.as_str()) && module != "bin" {
                wrong.push(format!("{module} may not use {foreign} ({})", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn names_say_what_a_file_owns() {
    let mut files = Vec::new();
    sources(&source_folder(), &mut files);
    let vague = [
        "utils", "util", "helpers", "helper", "common", "manager", "handler", "service", "misc",
    ];
    for file in files {
        let stem = file.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(
            !vague.contains(&stem.as_str()),
            "{}: a name that says nothing",
            file.display()
        );
    }
}

#[test]
fn every_module_opens_with_what_it_owns() {
    let mut files = Vec::new();
    sources(&source_folder(), &mut files);
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let is_test = file.file_stem().is_some_and(|stem| stem == "tests");
        assert!(
            is_test || text.starts_with("//!"),
            "{} has no opening words",
            file.display()
        );
    }
}
