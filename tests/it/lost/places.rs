//! Folders that cannot be written and settings that cannot be read.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use super::{count, done, library, refused};
use crate::cli::dateline;
use crate::program;

#[test]
fn settings_that_make_no_sense_are_told_and_survived() {
    let home = tempfile::tempdir().unwrap();
    let _server = library(home.path(), 5);
    let folder = home.path().join("config");
    fs::create_dir_all(&folder).unwrap();
    let nested = format!("a = {}", "[".repeat(100_000));
    for (name, text) in [
        ("broken", "[http\n".as_bytes()),
        ("not TOML", b"\x00\x01\x02"),
        ("not UTF-8", b"[http]\nuser_agent = \"\xff\xfe\"\n"),
        ("unknown", b"[screen]\nx = 1\n"),
        ("deep", nested.as_bytes()),
        ("negative", b"[http]\ntotal_timeout = -1.0\nconnect_timeout = -5.0\n"),
        ("no number", b"[http]\ntotal_timeout = nan\nheader_timeout = inf\n"),
        ("another sort", b"[http]\nmax_feed_mb = \"many\"\n"),
        (
            "too large",
            b"[http]\nmax_redirects = 100000\n[refresh]\nconcurrent = 999999999999\n",
        ),
        (
            "zero",
            b"[refresh]\nconcurrent = 0\nper_host = 0\n[reader]\nmeasure = 0\n",
        ),
        (
            "an escape",
            b"[screen]\ntheme = \"\\u001b]0;x\\u0007\"\nkeymap = \"../../etc/passwd\"\n",
        ),
        ("binary", &[0xa5; 4_096]),
    ] {
        fs::write(folder.join("settings.toml"), text).unwrap();
        for arguments in [&["list", "--count"][..], &["refresh", "--force"]] {
            let output = dateline(home.path(), arguments);
            let said = String::from_utf8(output.stderr).unwrap();
            assert!(
                matches!(output.status.code(), Some(0 | 3)),
                "{name}: {arguments:?} {said}"
            );
            assert!(said.chars().all(|c| c == '\n' || !c.is_control()), "{name}: {said:?}");
            assert!(!said.contains("panicked"), "{name}: {said}");
            let told = ["negative", "no number", "zero", "an escape"].contains(&name) || said.contains("settings.toml");
            assert!(told, "{name}: {said}");
        }
    }
    fs::remove_file(folder.join("settings.toml")).unwrap();
    assert_eq!(count(home.path(), ""), 5);
}

#[test]
fn a_place_that_is_no_folder_is_named() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("file");
    fs::write(&file, "x").unwrap();
    for arguments in [["list", "--count"], ["refresh", "--quiet"]] {
        let said = refused(&file, &arguments);
        assert!(said.contains(file.to_str().unwrap()), "{said}");
    }
    // The library's name taken by a folder, and the archive's by a file.
    let other = tempfile::tempdir().unwrap();
    fs::create_dir(other.path().join("dateline.db")).unwrap();
    assert!(refused(other.path(), &["list"]).contains("dateline.db"));
    let third = tempfile::tempdir().unwrap();
    let _server = library(third.path(), 5);
    fs::remove_dir_all(third.path().join("archive")).unwrap();
    fs::write(third.path().join("archive"), "x").unwrap();
    assert!(refused(third.path(), &["save", "--query", ""]).contains("archive"));
    assert_eq!(count(third.path(), "is:saved"), 1);
}

/// Runs the program as somebody whom the system holds back from what is write-protected: as oneself,
/// or, for the superuser, as nobody. None where that cannot be.
#[cfg(unix)]
fn held_back(home: &Path, arguments: &[&str]) -> Option<Output> {
    use std::os::unix::fs::{MetadataExt, chown};
    const NOBODY: u32 = 65_534;
    let ours = fs::metadata(home).unwrap().uid();
    let mut command = if ours != 0 && ours != NOBODY {
        Command::new(program::path())
    } else {
        chown(home, Some(NOBODY), Some(NOBODY)).ok()?;
        for file in fs::read_dir(home).unwrap() {
            chown(file.unwrap().path(), Some(NOBODY), Some(NOBODY)).ok()?;
        }
        let mut command = Command::new("setpriv");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups", &program::path()]);
        command
    };
    command.env_clear().env("PATH", "/usr/bin:/bin").env("HOME", home);
    command.arg("--data-dir").arg(home).args(arguments).output().ok()
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let home = tempfile::tempdir().unwrap();
    let _server = library(home.path(), 5);
    let lock = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    let Some(open) = held_back(home.path(), &["list", "--count"]).filter(|output| output.status.success()) else {
        // No such user here, or none that may run what stands where this was built.
        println!("not tried: there is nobody to run the program as");
        return;
    };
    assert_eq!(String::from_utf8_lossy(&open.stdout), "5\n");
    lock(home.path(), 0o500);
    for also_the_file in [false, true] {
        if also_the_file {
            lock(&home.path().join("dateline.db"), 0o400);
        }
        for arguments in [
            &["list"][..],
            &["mark", "--read", "--query", ""],
            &["refresh"],
            &["save", "--query", ""],
            &["doctor"],
        ] {
            let output = held_back(home.path(), arguments).unwrap();
            let said = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(1), "{arguments:?}: {said}");
            assert_eq!(said.lines().count(), 1, "{arguments:?}: {said}");
            assert!(
                said.contains(home.path().to_str().unwrap()) && said.contains("write-protected"),
                "{arguments:?}: {said}"
            );
        }
    }
    lock(&home.path().join("dateline.db"), 0o600);
    lock(home.path(), 0o700);
    let after = held_back(home.path(), &["mark", "--star", "--query", ""]).unwrap();
    assert!(
        after.status.success(),
        "and it goes on: {}",
        String::from_utf8_lossy(&after.stderr)
    );
}

#[cfg(unix)]
#[test]
fn everything_written_is_for_this_user_only() {
    use std::os::unix::fs::PermissionsExt;
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("deep/below");
    fs::create_dir(home.path().join("x")).unwrap();
    let _server = library(
        &{
            fs::create_dir_all(&data).unwrap();
            data.clone()
        },
        5,
    );
    done(&data, &["backup"]);
    done(&data, &["export", data.join("out.opml").to_str().unwrap()]);
    for folder in ["archive", "backups"] {
        let mode = fs::metadata(data.join(folder)).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o700, "{folder}");
        for file in fs::read_dir(data.join(folder)).unwrap() {
            let file = file.unwrap();
            assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{file:?}");
        }
    }
    for file in ["dateline.db", "dateline.db-lock", "out.opml"] {
        let mode = fs::metadata(data.join(file)).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{file}");
    }
}
