//! Opening something with a program of its own, given as words and never through a shell.

use std::io;
use std::process::{Command, Stdio};
use std::thread;

/// Opens `what` with a program and its words, or with the system's own where that is empty; does
/// not wait for it.
///
/// # Errors
/// When the program cannot be started.
pub fn open_with(program: &[String], what: &str) -> io::Result<()> {
    let Some((name, words)) = program.split_first() else {
        return open::that_detached(what);
    };
    let mut command = Command::new(name);
    command
        .args(words)
        .arg(what)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let mut child = command.spawn()?;
    // Waited for on the side, so that it leaves no dead process behind.
    thread::Builder::new()
        .name("viewer".into())
        .spawn(move || child.wait())?;
    Ok(())
}
