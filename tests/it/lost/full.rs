//! No room: files may not grow past a limit, which is set lower and lower; the disk under the
//! output is full. What was stored stays, and it goes on when there is room again.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::{count, done, ids, library};

/// Runs `dateline` where no file may grow past `blocks` of 1,024 bytes. The shell has the signal
/// ignored that would end it, so that writing fails as on a full disk.
fn limited(home: &Path, blocks: usize, arguments: &[&str]) -> Output {
    Command::new("/bin/bash")
        .env_clear()
        .env("HOME", home)
        .args(["-c", "trap '' XFSZ; ulimit -f \"$1\"; shift; exec \"$@\"", "bash"])
        .arg(blocks.to_string())
        .arg(crate::program::path())
        .arg("--data-dir")
        .arg(home)
        .args(["--now", "1795572000"])
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn without_room_nothing_stored_is_lost() {
    let home = tempfile::tempdir().unwrap();
    let server = library(home.path(), 60);
    let (all, read, starred) = (
        ids(home.path(), ""),
        ids(home.path(), "is:read"),
        ids(home.path(), "is:starred"),
    );
    let more = super::feed(1_000, 500);
    let other = crate::server::Server::new(move |_| crate::server::Answer::ok(more.clone()));
    let list = home.path().join("more.opml");
    fs::write(
        &list,
        format!("<opml><body><outline xmlUrl='{}'/></body></opml>", other.url("/")),
    )
    .unwrap();
    done(home.path(), &["import", list.to_str().unwrap()]);
    let size = fs::metadata(home.path().join("dateline.db")).unwrap().len() as usize / 1024;
    let mut failed = 0;
    for blocks in (0..=size + 64).step_by((size + 64) / 12) {
        for arguments in [
            &["refresh", "--force"][..],
            &["mark", "--star", &all[5]],
            &["save", &all[6]],
            &["backup"],
        ] {
            let output = limited(home.path(), blocks, arguments);
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(
                matches!(output.status.code(), Some(0 | 1 | 3)),
                "{blocks}: {arguments:?} {:?} {said}",
                output.status
            );
            if output.status.code() == Some(1) {
                failed += 1;
                assert!(
                    said.contains(home.path().to_str().unwrap()),
                    "the file is named: {said}"
                );
                assert!(said.starts_with("dateline: ") && !said.contains("panicked"), "{said}");
            }
        }
        // A mark that was said to be done may have been; nothing else has changed.
        done(home.path(), &["mark", "--unstar", &all[5]]);
        let now = ids(home.path(), "");
        assert!(all.iter().all(|id| now.contains(id)), "{blocks}");
        assert_eq!(
            (ids(home.path(), "is:read"), ids(home.path(), "is:starred")),
            (read.clone(), starred.clone()),
            "{blocks}"
        );
    }
    assert!(failed >= 6, "{failed}");
    done(home.path(), &["refresh", "--force"]);
    assert_eq!(count(home.path(), ""), 560);
    assert!(done(home.path(), &["doctor"]).contains("file      sound"));
    let halves = fs::read_dir(home.path().join("archive")).unwrap().filter(|file| {
        let name = file.as_ref().unwrap().file_name();
        !name.to_str().unwrap().ends_with(".md")
    });
    assert_eq!(halves.count(), 0, "no half file is left");
    drop(server);
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_finds_no_room_is_an_error() {
    let home = tempfile::tempdir().unwrap();
    let _server = library(home.path(), 20);
    for arguments in [
        &["list"][..],
        &["list", "--json"],
        &["show", "newest"],
        &["export"],
        &["feeds", "--json"],
        &["man"],
    ] {
        let output = Command::new(crate::program::path())
            .env_clear()
            .env("HOME", home.path())
            .arg("--data-dir")
            .arg(home.path())
            .args(arguments)
            .stdout(fs::OpenOptions::new().write(true).open("/dev/full").unwrap())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {said}");
        assert!(said.contains("No space left"), "{arguments:?}: {said}");
    }
}
