//! Giving a text to a program: on its standard input, the program started as words and never
//! through a shell. Nothing of the text is an argument.

use std::io::{self, Read, Write};
use std::process::{Command, Stdio};
use std::thread;

use crate::model::SafeText;

/// Bytes of what the program says that are looked at; the rest is read and let go.
const HEARD: u64 = 64 * 1024;

/// Gives `text` to a program and waits for its end; says how that was in a sentence, good or bad.
pub fn pipe(program: &[String], text: String) -> Result<SafeText, SafeText> {
    let name = program.first().map_or("", String::as_str);
    let failed = |error: io::Error| SafeText::line(&format!("{name} could not be started: {error}"));
    let Some((name, words)) = program.split_first() else {
        return Err(SafeText::line("no program was named"));
    };
    let mut child = Command::new(name)
        .args(words)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    let input = child.stdin.take();
    // Each on a thread of its own, so that nobody waits for somebody who waits for him.
    let writing = thread::spawn(move || {
        if let Some(mut input) = input {
            // A program need not read all of it.
            let _ = input.write_all(text.as_bytes());
        }
    });
    let complaints = child.stderr.take().map(|from| thread::spawn(move || heard(from)));
    let said = child.stdout.take().map(heard).unwrap_or_default();
    let ended = child.wait().map_err(failed)?;
    let _ = writing.join();
    let complaint = complaints.and_then(|thread| thread.join().ok()).unwrap_or_default();
    if ended.success() {
        let said = if said.is_empty() {
            format!("given to {name}")
        } else {
            format!("{name}: {said}")
        };
        return Ok(SafeText::line(&said));
    }
    let why = if complaint.is_empty() { said } else { complaint };
    Err(SafeText::line(&format!("{name} ended with {ended}: {why}")))
}

/// The first line of what a program says.
fn heard(mut from: impl Read) -> String {
    let mut bytes = Vec::new();
    let _ = (&mut from).take(HEARD).read_to_end(&mut bytes);
    let _ = io::copy(&mut from, &mut io::sink());
    let text = String::from_utf8_lossy(&bytes);
    let first = text.lines().map(str::trim).find(|line| !line.is_empty());
    first.unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(program: &[&str], text: &str) -> Result<String, String> {
        let program: Vec<String> = program.iter().map(|word| (*word).to_owned()).collect();
        let said = pipe(&program, text.to_owned());
        said.map(SafeText::into_string).map_err(SafeText::into_string)
    }

    #[test]
    fn the_text_is_input_and_nothing_else() {
        let text = "-rf $(id) `id`; rm\nsecond line";
        assert_eq!(given(&["cat"], text), Ok("cat: -rf $(id) `id`; rm".to_owned()));
        assert_eq!(given(&["wc", "-l"], text), Ok("wc: 1".to_owned()));
        assert_eq!(
            given(&["true"], &"long ".repeat(100_000)),
            Ok("given to true".to_owned())
        );
    }

    #[test]
    fn what_goes_wrong_is_said() {
        assert!(given(&["false"], "").unwrap_err().contains("ended with"));
        assert!(
            given(&["/nowhere/program"], "")
                .unwrap_err()
                .contains("could not be started")
        );
        assert!(given(&[], "").is_err());
    }

    #[test]
    fn nothing_a_program_says_acts_on_the_terminal() {
        assert_eq!(
            given(&["cat"], "\u{1b}]0;x\u{7}plain\u{1b}[2J"),
            Ok("cat: plain".to_owned())
        );
    }
}
