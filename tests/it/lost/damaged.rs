//! Files that are spoilt, of others, or of the future; and the way out of each.

use std::fs;
use std::path::{Path, PathBuf};

use super::{count, done, ids, library, refused, wait_for};
use crate::cli::dateline;

const PAGE: usize = 8_192;

fn file(home: &Path) -> PathBuf {
    home.join("dateline.db")
}

/// Fills pages of the library's file with rubbish.
fn spoil(home: &Path, pages: impl IntoIterator<Item = usize>) -> Vec<u8> {
    let mut bytes = fs::read(file(home)).unwrap();
    for page in pages {
        if let Some(page) = bytes.get_mut(page * PAGE..(page + 1) * PAGE) {
            page.fill(0xa5);
        }
    }
    fs::write(file(home), &bytes).unwrap();
    bytes
}

/// The files beside the library whose names begin with this.
fn beside(home: &Path, beginning: &str) -> Vec<PathBuf> {
    let files = fs::read_dir(home).unwrap().map(|file| file.unwrap().path());
    let named = |path: &PathBuf| path.file_name().unwrap().to_str().unwrap().starts_with(beginning);
    let mut files: Vec<_> = files.filter(named).collect();
    files.sort();
    files
}

#[track_caller]
fn check(home: &Path) {
    let report = done(home, &["doctor"]);
    assert!(report.contains("file      sound"), "{report}");
    assert!(report.contains("index     complete"), "{report}");
}

#[test]
fn every_page_may_be_spoilt_and_the_rest_is_saved() {
    let home = tempfile::tempdir().unwrap();
    let _server = library(home.path(), 400);
    let sound = fs::read(file(home.path())).unwrap();
    let pages = sound.len() / PAGE;
    assert!(pages > 40, "{pages}");
    let mut whole = 0;
    // Every page in turn would take too long here; these are spread over all of the file, and the
    // first ones, where the tables begin, are all there.
    for page in (0..30).chain((30..pages).step_by(pages / 12)) {
        for old in beside(home.path(), "dateline.db") {
            fs::remove_file(old).unwrap();
        }
        fs::write(file(home.path()), &sound).unwrap();
        let spoilt = spoil(home.path(), [page]);
        let output = dateline(home.path(), &["doctor", "--repair"]);
        let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "page {page}: {said}");
        check(home.path());
        let kept = beside(home.path(), "dateline.db.damaged-");
        if said.contains("nothing was changed") {
            // A page that holds nothing.
            assert!(kept.is_empty(), "page {page}");
        } else {
            assert_eq!(
                fs::read(&kept[0]).unwrap(),
                spoilt,
                "page {page}: the copy is as it was"
            );
        }
        let articles = count(home.path(), "");
        whole += usize::from(
            articles == 400 && count(home.path(), "is:read") == 10 && count(home.path(), "is:starred") == 1,
        );
        assert!(articles >= 150 || page < 30, "page {page}: {articles} articles");
        assert!(count(home.path(), "words") <= articles);
    }
    println!("{whole} of 42 pages cost no article and no mark");
    assert!(whole >= 25, "{whole}");
}

#[test]
fn texts_that_are_lost_come_back_with_the_next_refresh() {
    let home = tempfile::tempdir().unwrap();
    let _server = library(home.path(), 400);
    let sound = fs::read(file(home.path())).unwrap();
    let lost = (2..sound.len() / PAGE).find_map(|page| {
        for old in beside(home.path(), "dateline.db") {
            fs::remove_file(old).unwrap();
        }
        fs::write(file(home.path()), &sound).unwrap();
        spoil(home.path(), [page]);
        let said = done(home.path(), &["doctor", "--repair"]);
        let whole = count(home.path(), "") == 400;
        said.contains("lost: the texts of").then_some(said).filter(|_| whole)
    });
    let said = lost.expect("some page holds texts");
    assert!(said.contains("the next refresh brings back"), "{said}");
    assert!(count(home.path(), "more") < 400);
    done(home.path(), &["refresh"]);
    assert_eq!(count(home.path(), "more"), 400);
    assert_eq!(count(home.path(), "is:edited"), 0, "what comes back is no edit");
    assert_eq!(
        (count(home.path(), "is:read"), count(home.path(), "is:starred")),
        (10, 1)
    );
    check(home.path());
}

#[test]
fn damage_is_told_with_the_way_out() {
    let home = tempfile::tempdir().unwrap();
    let _server = library(home.path(), 200);
    let spoilt = spoil(home.path(), 1..200);
    let said = refused(home.path(), &["list"]);
    assert!(
        said.contains("dateline.db is damaged") && said.contains("doctor --repair"),
        "{said}"
    );
    assert_eq!(fs::read(file(home.path())).unwrap().len(), spoilt.len());
}

#[test]
fn a_library_comes_back_from_its_backup() {
    let home = tempfile::tempdir().unwrap();
    let _server = library(home.path(), 60);
    let copy = home.path().join("copy.db");
    done(home.path(), &["backup", copy.to_str().unwrap()]);
    assert!(refused(home.path(), &["backup", copy.to_str().unwrap()]).contains("exists already"));
    let before = done(home.path(), &["list", "--format", "tsv", "-n", "100"]);
    done(home.path(), &["mark", "--read", "--query", ""]);
    let said = done(home.path(), &["import", copy.to_str().unwrap()]);
    assert!(
        said.contains("restored: 60 articles, 50 unread") && said.contains("before-restore-2026-11-25"),
        "{said}"
    );
    assert_eq!(done(home.path(), &["list", "--format", "tsv", "-n", "100"]), before);
    check(home.path());
    // What was there is a library too, and comes back the same way.
    let kept = beside(home.path(), "dateline.db.before-restore-");
    let kept = kept
        .iter()
        .find(|path| !path.to_str().unwrap().ends_with("-wal"))
        .unwrap();
    done(home.path(), &["import", kept.to_str().unwrap()]);
    assert_eq!(count(home.path(), "is:unread"), 0);
    // A library that is nothing but rubbish is replaced as well, and kept.
    spoil(home.path(), 0..1_000);
    done(home.path(), &["import", copy.to_str().unwrap()]);
    assert_eq!(count(home.path(), ""), 60);
    // And one that is not there.
    let other = tempfile::tempdir().unwrap();
    done(other.path(), &["import", copy.to_str().unwrap()]);
    assert_eq!(count(other.path(), "is:unread"), 50);
}

#[test]
fn a_backup_that_is_none_changes_nothing() {
    let home = tempfile::tempdir().unwrap();
    let _server = library(home.path(), 60);
    let copy = home.path().join("copy.db");
    done(home.path(), &["backup", copy.to_str().unwrap()]);
    let before = ids(home.path(), "");
    let mut bytes = fs::read(&copy).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 3 * PAGE].fill(0xa5);
    let spoilt = home.path().join("spoilt.db");
    fs::write(&spoilt, &bytes).unwrap();
    let cut = home.path().join("cut.db");
    fs::write(&cut, &fs::read(&copy).unwrap()[..5 * PAGE]).unwrap();
    let foreign = home.path().join("foreign.db");
    let mut bytes = fs::read(&copy).unwrap();
    bytes[68..72].copy_from_slice(b"FOTO");
    fs::write(&foreign, &bytes).unwrap();
    let newer = home.path().join("newer.db");
    let mut bytes = fs::read(&copy).unwrap();
    bytes[60..64].copy_from_slice(&99_u32.to_be_bytes());
    fs::write(&newer, &bytes).unwrap();
    for (path, word) in [
        (&spoilt, "damaged"),
        (&cut, "damaged"),
        (&foreign, "not a Dateline library"),
        (&newer, "version 99"),
    ] {
        let said = refused(home.path(), &["import", path.to_str().unwrap()]);
        assert!(said.contains(word) && said.contains(path.to_str().unwrap()), "{said}");
    }
    assert_eq!(ids(home.path(), ""), before);
    assert!(beside(home.path(), "dateline.db.").is_empty());
}

#[test]
fn a_file_of_others_or_of_the_future_is_left_alone() {
    let newer = tempfile::tempdir().unwrap();
    let _server = library(newer.path(), 10);
    let mut bytes = fs::read(file(newer.path())).unwrap();
    bytes[60..64].copy_from_slice(&99_u32.to_be_bytes());
    fs::write(file(newer.path()), &bytes).unwrap();
    let text = tempfile::tempdir().unwrap();
    fs::write(file(text.path()), "my diary\n".repeat(5_000)).unwrap();
    let short = tempfile::tempdir().unwrap();
    fs::write(file(short.path()), "x").unwrap();
    for (home, word) in [
        (&newer, "version 99"),
        (&text, "not a Dateline library"),
        (&short, "not a Dateline library"),
    ] {
        let before = fs::read(file(home.path())).unwrap();
        for arguments in [
            &["list"][..],
            &["refresh"],
            &["doctor"],
            &["doctor", "--repair"],
            &["backup"],
            &["mark", "--read", "--query", ""],
        ] {
            let said = refused(home.path(), arguments);
            assert!(
                said.contains(word) && said.contains("dateline.db"),
                "{arguments:?}: {said}"
            );
        }
        assert_eq!(fs::read(file(home.path())).unwrap(), before);
        assert!(
            beside(home.path(), "dateline.db.").is_empty(),
            "{:?}",
            beside(home.path(), "dateline.db.")
        );
    }
}

#[test]
fn two_daily_backups_are_kept() {
    let home = tempfile::tempdir().unwrap();
    let server = library(home.path(), 20);
    let folder = home.path().to_str().unwrap();
    for day in 0..5 {
        let now = (1_795_572_000 + day * 86_400).to_string();
        let mut desk = crate::terminal::Terminal::start(home.path(), 100, 30, &["--data-dir", folder, "--now", &now]);
        desk.wait_for("Story 19");
        let newest = format!("dateline-2026-11-{}.db", 25 + day);
        if day > 0 {
            // The older ones go just after it is there; leaving in between would keep them for a day.
            let folder = home.path().join("backups");
            wait_for("the backup of the day", || {
                folder.join(&newest).exists() && beside(&folder, "dateline-").len() <= 2
            });
        }
        desk.keys("q");
        assert_eq!(desk.wait_for_end(), 0);
    }
    drop(server);
    let mut kept = beside(&home.path().join("backups"), "dateline-");
    assert_eq!(kept.len(), 2, "{kept:?}");
    let newest = kept.pop().unwrap();
    assert!(newest.ends_with("dateline-2026-11-29.db"), "{newest:?}");
    let other = tempfile::tempdir().unwrap();
    done(other.path(), &["import", newest.to_str().unwrap()]);
    assert_eq!((count(other.path(), ""), count(other.path(), "is:read")), (20, 10));
}
