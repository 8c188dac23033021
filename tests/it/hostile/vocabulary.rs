//! What the program may send: to a pipe, text and line ends; to a terminal, its own sequences.
//!
//! The reader of the terminal's stream is strict: what it does not know is a fault, even where a
//! terminal would ignore it.

use dateline::model::SafeText;
use dateline::model::safe_text::is_shown;

/// Whether what was written to a pipe or file is nothing but readable text, line ends and the tabs
/// of tables.
pub fn plain(bytes: &[u8]) -> Result<(), String> {
    let text = std::str::from_utf8(bytes).map_err(|error| format!("is not UTF-8: {error}"))?;
    for (number, line) in text.split('\n').enumerate() {
        let line = line.replace('\t', " ");
        if let Some(c) = line.chars().find(|c| !is_shown(*c)) {
            return Err(format!("has {c:?} in line {}: {line:?}", number + 1));
        }
        // A mark at the line's beginning is taken out by the gate, so pad it.
        let padded = format!("x{line}");
        if !line.starts_with('{') && SafeText::block(&padded).as_str() != padded {
            return Err(format!("has text that is not safe in line {}: {line:?}", number + 1));
        }
    }
    Ok(())
}

/// Reads all that went to a terminal; says what is not of the program's own vocabulary.
pub fn terminal(bytes: &[u8]) -> Result<(), String> {
    let text = String::from_utf8_lossy(bytes);
    let mut rest = &*text;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '\u{1b}' => sequence(rest).ok_or_else(|| format!("sends {:?}", beginning(rest)))?,
            '\r' | '\n' => 1,
            c if is_shown(c) => c.len_utf8(),
            _ => return Err(format!("sends {c:?} before {:?}", beginning(rest))),
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    Ok(())
}

fn beginning(text: &str) -> String {
    text.chars().take(60).collect()
}

/// What the desk asks the terminal once at its start: pictures, cell sizes, and a question every
/// terminal answers.
const QUESTION: &str = "\u{1b}_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u{1b}\\\u{1b}[c\u{1b}[16t\u{1b}[5n";

/// The length of a sequence of the program's own at the beginning of `text`.
fn sequence(text: &str) -> Option<usize> {
    if text.starts_with(QUESTION) {
        return Some(QUESTION.len());
    }
    let after = text.strip_prefix('\u{1b}')?;
    if let Some(body) = after.strip_prefix('[') {
        let end = body.find(|c: char| ('@'..='~').contains(&c))?;
        let (parameters, last) = (body.get(..end)?, body.get(end..=end)?);
        return control(parameters, last).then_some(2 + end + 1);
    }
    let body = after.strip_prefix(']')?;
    let end = body.find(['\u{7}', '\u{1b}'])?;
    let closed = if body.get(end..)?.starts_with("\u{1b}\\") { 2 } else { 1 };
    own_string(body.get(..end)?).then_some(2 + end + closed)
}

/// Control sequences: places, colours, clearing, and the modes the desk switches.
fn control(parameters: &str, last: &str) -> bool {
    let numbers = |text: &str| text.chars().all(|c| c.is_ascii_digit() || matches!(c, ';' | ':'));
    match last {
        "H" | "m" | "J" | "K" | "A" | "B" | "C" | "D" | "G" => numbers(parameters),
        "h" | "l" => parameters
            .strip_prefix('?')
            .is_some_and(|mode| ["25", "1000", "1002", "1003", "1006", "1015", "1049", "2004", "2026"].contains(&mode)),
        _ => false,
    }
}

/// Strings: the window's title, which is the program's name and a count, and the clipboard, which
/// is base64.
fn own_string(body: &str) -> bool {
    match body.split_once(';') {
        Some(("0" | "2", title)) => {
            title.is_empty()
                || (title.starts_with("Dateline") && title.chars().count() < 60 && title.chars().all(is_shown))
        }
        Some(("52", payload)) => payload.strip_prefix("c;").is_some_and(|data| {
            data.chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '='))
        }),
        _ => false,
    }
}

#[test]
fn the_reader_is_strict() {
    for own in [
        "plain é 日本 👨‍👩‍👧\r\n",
        "\u{1b}[12;40H\u{1b}[38;2;1;2;3m\u{1b}[0mx",
        "\u{1b}[?1049h\u{1b}[?2026l\u{1b}[2J",
        "\u{1b}]0;Dateline — 5 unread\u{7}\u{1b}]52;c;aGk=\u{7}\u{1b}]52;c;aGk=\u{1b}\\",
    ] {
        assert_eq!(terminal(own.as_bytes()), Ok(()), "{own:?}");
    }
    for other in [
        "\u{1b}]0;pwned\u{7}",
        "\u{1b}]8;;http://x\u{7}",
        "\u{1b}]52;c;\u{1b}[31m\u{7}",
        "\u{1b}[6n",
        "\u{1b}[?9h",
        "\u{1b}c",
        "\u{1b}P1$r\u{1b}\\",
        "\u{1b}[2",
        "\u{7}",
        "\u{8}",
        "\0",
        "\u{9b}2J",
        "\u{202e}x",
    ] {
        assert!(terminal(other.as_bytes()).is_err(), "{other:?}");
    }
    assert!(
        plain(b"a\tb\nc").is_ok()
            && plain(b"\x1b[m").is_err()
            && plain("a\u{301}\u{301}\u{301}\u{301}\u{301}".as_bytes()).is_err()
    );
}
