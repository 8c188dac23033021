//! Two of them at once.

use std::io::Write;
use std::process::{Command, Stdio};

use super::{count, done, ids, library, refused, wait_for};
use crate::cli::dateline;
use crate::terminal::Terminal;

#[test]
fn a_second_one_reads_and_marks_beside_the_desk() {
    let home = tempfile::tempdir().unwrap();
    let _server = library(home.path(), 40);
    let folder = home.path().to_str().unwrap();
    let mut desk = Terminal::start(home.path(), 120, 40, &["--data-dir", folder, "--now", "1795572000"]);
    desk.wait_for("Story 39");
    assert_eq!(count(home.path(), ""), 40);
    let unread = ids(home.path(), "is:unread");
    done(home.path(), &["mark", "--read", &unread[0]]);
    done(home.path(), &["refresh", "--force"]);
    assert_eq!(count(home.path(), "is:unread"), unread.len() - 1);
    // And the desk writes too.
    let starred = count(home.path(), "is:starred");
    desk.keys("jf");
    wait_for("a star more or less", || count(home.path(), "is:starred") != starred);
    // A sound library needs nothing done alone.
    assert!(done(home.path(), &["doctor", "--repair"]).contains("sound"));
    desk.keys("q");
    assert_eq!(desk.wait_for_end(), 0);
    assert_eq!(done(home.path(), &["doctor"]).lines().nth(2), Some("file      sound"));
}

#[test]
fn many_at_once_lose_no_mark() {
    let home = tempfile::tempdir().unwrap();
    let _server = library(home.path(), 40);
    let unread = ids(home.path(), "is:unread");
    std::thread::scope(|scope| {
        for part in unread.chunks(5) {
            let home = home.path();
            scope.spawn(move || {
                for id in part {
                    done(home, &["mark", "--read", id]);
                }
            });
        }
    });
    assert_eq!(count(home.path(), "is:unread"), 0);
}

#[test]
fn a_restore_says_who_has_the_library() {
    let home = tempfile::tempdir().unwrap();
    let _server = library(home.path(), 20);
    let copy = home.path().join("copy.db");
    done(home.path(), &["backup", copy.to_str().unwrap()]);
    let folder = home.path().to_str().unwrap();
    let mut desk = Terminal::start(home.path(), 120, 40, &["--data-dir", folder, "--now", "1795572000"]);
    desk.wait_for("Story 19");
    let said = refused(home.path(), &["import", copy.to_str().unwrap()]);
    assert!(said.contains("another Dateline") && said.contains("close it"), "{said}");
    if cfg!(target_os = "linux") {
        assert!(said.contains("process "), "{said}");
    }
    desk.keys("q");
    assert_eq!(desk.wait_for_end(), 0);
    done(home.path(), &["import", copy.to_str().unwrap()]);
}

#[test]
fn lists_of_ids_come_through_a_pipe_that_closes() {
    let home = tempfile::tempdir().unwrap();
    let _server = library(home.path(), 20);
    let mut child = Command::new(crate::program::path())
        .env_clear()
        .env("HOME", home.path())
        .arg("--data-dir")
        .arg(home.path())
        .args(["import", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(b"<opml><body><outline xmlUrl='https://x")
        .unwrap();
    child.wait().unwrap();
    assert!(dateline(home.path(), &["feeds"]).status.success());
}
