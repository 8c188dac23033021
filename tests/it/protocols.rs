//! Pictures in a real terminal that says what it can draw, and in one that says nothing.

use crate::terminal::Terminal;

const ARGUMENTS: [&str; 2] = ["--now", "1795572000"];
/// Plain device attributes, a cell of 8 × 16 pixels, and that all is well.
const PLAIN: &str = "\x1b[?62;22c\x1b[6;16;8t\x1b[0n";

/// Opens the last article of the sample edition and its photos, in a terminal that answers so.
fn photos(answers: &str, arguments: &[&str]) -> (tempfile::TempDir, Terminal) {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::start(home.path(), 150, 44, &[&ARGUMENTS, arguments].concat());
    // The answers are there before the question: the terminal keeps them until they are read.
    terminal.keys(answers);
    terminal.wait_for("Sample edition");
    terminal.keys("G\r");
    terminal.wait_for("Where it comes from");
    terminal.keys("gp");
    terminal.wait_for("From the encounter");
    (home, terminal)
}

#[test]
fn a_terminal_with_kittys_graphics_gets_those_and_is_told_to_forget_them() {
    let (_home, mut terminal) = photos(&format!("\x1b_Gi=31;OK\x1b\\{PLAIN}"), &[]);
    terminal.wait_for_bytes(",a=T,U=1,f=32,t=d,");
    terminal.keys("q");
    terminal.wait_for_bytes("\x1b_Ga=d,d=I,q=2,i=11408506");
    terminal.wait_for_end();
}

#[test]
fn a_terminal_with_sixels_gets_sixels() {
    let (_home, terminal) = photos("\x1b[?62;4;22c\x1b[6;16;8t\x1b[0n", &[]);
    terminal.wait_for_bytes("\x1bP");
}

#[test]
fn a_plain_terminal_gets_half_blocks_and_what_was_typed_meanwhile_counts() {
    let (_home, terminal) = photos(&format!("j{PLAIN}k"), &[]);
    terminal.wait_until("half-blocks", |screen| screen.contains(['▀', '▄']));
    let bytes = terminal.bytes();
    assert!(!bytes.windows(5).any(|bytes| bytes == b"\x1b_Gq="));
}

#[test]
fn with_pictures_off_the_terminal_is_not_even_asked() {
    let folder = tempfile::tempdir().unwrap();
    let settings = folder.path().join("settings.toml");
    std::fs::write(&settings, "[pictures]\nimages = \"off\"\n").unwrap();
    let (_home, terminal) = photos("", &["--config", settings.to_str().unwrap()]);
    let bytes = terminal.bytes();
    assert!(!bytes.windows(6).any(|bytes| bytes == b"\x1b_Gi=3"));
}
