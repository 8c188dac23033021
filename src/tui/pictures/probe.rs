//! Asks the terminal, once, whether it draws pictures and how large its cells are.
//!
//! Done after the first frame stands and before the thread that reads keys is started: the answers
//! come in through the same door as keys. Waiting is bounded, and what a person types meanwhile is
//! handed on.

use std::io::{self, Write};
use std::time::{Duration, Instant};

use crossterm::event::{Event as Input, KeyCode, KeyEvent, KeyModifiers};

/// Most bytes read; more are no answers.
const MOST_BYTES: usize = 8 << 10;

/// Whether it takes kitty's graphics (a picture of one pixel, not to be shown); its device
/// attributes (sixels); the size of a cell; and a status report, which every terminal answers last.
const QUESTION: &[u8] = b"\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\\x1b[c\x1b[16t\x1b[5n";

/// What the terminal answered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answers {
    /// It draws kitty's graphics.
    pub kitty: bool,
    /// It draws sixels.
    pub sixel: bool,
    /// Its cell in pixels: width and height.
    pub cell: Option<(u16, u16)>,
    /// It has answered the last question.
    pub done: bool,
    /// What was typed meanwhile.
    pub typed: Vec<KeyCode>,
}

impl Answers {
    /// What was typed meanwhile, as the events it would have been.
    pub fn typed(&self) -> impl Iterator<Item = Input> {
        let keys = self.typed.iter();
        keys.map(|code| Input::Key(KeyEvent::new(*code, KeyModifiers::NONE)))
    }
}

/// Asks, and waits for the answers at most as long as `patience`. Standard input and output are
/// the terminal, in raw mode.
///
/// # Errors
/// When the terminal cannot be written to or read.
#[cfg(unix)]
pub fn ask(patience: Duration) -> io::Result<Answers> {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};

    let mut out = io::stdout();
    out.write_all(QUESTION)?;
    out.flush()?;
    let (input, end) = (io::stdin(), Instant::now() + patience);
    let mut bytes = Vec::new();
    let mut answers = Answers::default();
    while !answers.done && bytes.len() < MOST_BYTES {
        let left = end.saturating_duration_since(Instant::now());
        let wait = Timespec::try_from(left).unwrap_or(Timespec { tv_sec: 0, tv_nsec: 0 });
        let mut ready = [PollFd::new(&input, PollFlags::IN)];
        match poll(&mut ready, Some(&wait)) {
            Ok(0) => break,
            Ok(_) => {}
            Err(rustix::io::Errno::INTR) => continue,
            Err(error) => return Err(error.into()),
        }
        let mut part = [0; 512];
        let read = rustix::io::read(&input, &mut part)?;
        if read == 0 {
            break;
        }
        bytes.extend_from_slice(part.get(..read).unwrap_or(&[]));
        answers = read_answers(&bytes);
    }
    Ok(answers)
}

/// Terminals of other systems are not asked.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub fn ask(_patience: Duration) -> io::Result<Answers> {
    Ok(Answers::default())
}

/// Sorts what came in into answers and keys.
fn read_answers(bytes: &[u8]) -> Answers {
    let mut answers = Answers::default();
    let text = String::from_utf8_lossy(bytes);
    let mut rest = &*text;
    while let Some(first) = rest.chars().next() {
        let after = rest.get(first.len_utf8()..).unwrap_or("");
        rest = match (first, after.chars().next()) {
            ('\x1b', Some('[')) => control(after.get(1..).unwrap_or(""), &mut answers),
            ('\x1b', Some('_')) => {
                let (string, rest) = to_terminator(after);
                answers.kitty |= string.starts_with("_Gi=31;OK");
                rest
            }
            ('\x1b', Some('P' | ']' | '^' | 'X')) => to_terminator(after).1,
            ('\x1b', _) => {
                answers.typed.push(KeyCode::Esc);
                after
            }
            (key, _) => {
                answers.typed.extend(key_code(key));
                after
            }
        };
    }
    answers
}

/// One control sequence after its introducer; gives what comes after it.
fn control<'a>(text: &'a str, answers: &mut Answers) -> &'a str {
    let Some(end) = text.find(|c: char| ('\x40'..='\x7e').contains(&c)) else {
        return "";
    };
    let (parameters, last) = text.split_at(end);
    let (last, rest) = last.split_at(1);
    match last {
        "c" if parameters.starts_with('?') => {
            answers.sixel |= parameters
                .trim_start_matches('?')
                .split(';')
                .skip(1)
                .any(|one| one == "4");
        }
        "t" => {
            let mut numbers = parameters.split(';').map(|number| number.parse::<u16>().ok());
            if let (Some(Some(6)), Some(Some(height)), Some(Some(width))) =
                (numbers.next(), numbers.next(), numbers.next())
            {
                answers.cell = Some((width, height));
            }
        }
        "n" => answers.done = true,
        "A" => answers.typed.push(KeyCode::Up),
        "B" => answers.typed.push(KeyCode::Down),
        "C" => answers.typed.push(KeyCode::Right),
        "D" => answers.typed.push(KeyCode::Left),
        _ => {}
    }
    rest
}

/// A string up to its terminator (`ESC \` or BEL), and what comes after it.
fn to_terminator(text: &str) -> (&str, &str) {
    let end = [
        text.find("\x1b\\").map(|at| (at, 2)),
        text.find('\x07').map(|at| (at, 1)),
    ];
    match end.into_iter().flatten().min() {
        Some((at, length)) => (text.get(..at).unwrap_or(""), text.get(at + length..).unwrap_or("")),
        None => (text, ""),
    }
}

fn key_code(key: char) -> Option<KeyCode> {
    match key {
        '\r' | '\n' => Some(KeyCode::Enter),
        '\t' => Some(KeyCode::Tab),
        '\x7f' | '\x08' => Some(KeyCode::Backspace),
        key if key.is_control() || key == char::REPLACEMENT_CHARACTER => None,
        key => Some(KeyCode::Char(key)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_that_can_all_of_it() {
        let answers = read_answers(b"\x1b_Gi=31;OK\x1b\\\x1b[?62;4;22c\x1b[6;18;9t\x1b[0n");
        assert!(answers.kitty && answers.sixel && answers.done && answers.typed.is_empty());
        assert_eq!(answers.cell, Some((9, 18)));
    }

    #[test]
    fn a_plain_terminal_and_one_that_refuses() {
        let answers = read_answers(b"\x1b[?1;2c\x1b[0n");
        assert!(!answers.kitty && !answers.sixel && answers.done && answers.cell.is_none());
        // "4" as the first number is the kind of terminal (VT132), not what it can draw.
        assert!(!read_answers(b"\x1b[?4;6c").sixel);
        assert!(!read_answers(b"\x1b_Gi=31;EINVAL:unsupported\x1b\\").kitty);
    }

    #[test]
    fn what_is_typed_meanwhile_is_kept() {
        let answers = read_answers("jé\x1b[?62c\x1b[B\r\x1b[0n".as_bytes());
        assert_eq!(
            answers.typed,
            [KeyCode::Char('j'), KeyCode::Char('é'), KeyCode::Down, KeyCode::Enter]
        );
        assert_eq!(answers.typed().count(), 4);
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_sorted(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..200)) {
            let answers = read_answers(&bytes);
            proptest::prop_assert!(answers.typed.len() <= bytes.len());
        }
    }
}
