use super::*;
use proptest::prelude::*;

#[track_caller]
fn line(text: &str, expected: &str) {
    assert_eq!(SafeText::line(text).as_str(), expected, "{text:?}");
}

#[test]
fn sequences_leave_no_residue() {
    line("a\x1b]0;owned\x07b", "ab");
    line("a\x1b]8;;http://x.example\x1b\\link\x1b]8;;\x1b\\b", "alinkb");
    line("a\x1b[31mred\x1b[0mb", "aredb");
    line("a\u{9b}31mred\u{9d}0;t\u{9c}b", "aredb");
    line("a\x1bPq#0;2;0\x1b\\b", "ab");
    line("a\x1b_Gf=100;AAAA\x1b\\b", "ab");
    line("\x1b]0;still here", "still here");
    line("\x1b]52;c;cm0gLXJm\x07", "");
    line("\x1b\x1b]0;x\x07y", "y");
}

#[test]
fn what_reorders_or_hides_goes() {
    line("user\u{202e}gpj.exe\u{202c}", "usergpj.exe");
    line("a\u{2066}b\u{2069}c\u{200f}d\u{61c}e", "abcde");
    line("pass\u{200b}word\u{feff}\u{2060}\u{ad}", "password");
    line("x\u{e0041}\u{e0042}\u{e007f}y", "xy");
    line("x\u{fdd0}\u{fffe}\u{10ffff}y", "xy");
    line("x\u{fff9}y\u{fffa}z\u{fffb}", "xyz");
    line("x\u{fe01}\u{e0100}y\0\u{7f}\u{8}\u{86}", "xy");
}

#[test]
fn marks_are_bounded() {
    line(
        &format!("e{}f", "\u{301}".repeat(500)),
        &format!("e{}f", "\u{301}".repeat(4)),
    );
    line("\u{301}a \u{301}b", "a b");
    line("नमस्ते हिन्दी ภาษาไทย", "नमस्ते हिन्दी ภาษาไทย");
    line("e\u{301}\u{323}", "e\u{301}\u{323}");
}

#[test]
fn emoji_stay_whole() {
    for emoji in ["👩‍⚖️", "👨‍👩‍👧‍👦", "❤️", "👍🏽", "🏳️‍🌈", "1️⃣", "🇺🇸", "☎︎"]
    {
        line(emoji, emoji);
    }
    line("a\u{200d}b\u{fe0f}", "ab");
    line("❤\u{fe0f}\u{fe0f}\u{fe0f}", "❤\u{fe0f}");
    line("👩\u{200d}", "👩");
    let flood = "👩\u{200d}".repeat(100) + "👩";
    let clean = SafeText::line(&flood);
    let longest = clean
        .split("👩👩")
        .map(|cluster| cluster.matches('\u{200d}').count())
        .max();
    assert_eq!(longest, Some(usize::from(JOINERS)));
}

#[test]
fn white_space() {
    line("  a \u{a0}\u{3000}b\t\tc\r\nd\u{2028}e\u{202f}", "a b c d e");
    assert_eq!(
        SafeText::block("a\r\nb\rc\td\u{a0}e\n\n").as_str(),
        "a\nb\nc    d\u{a0}e\n\n"
    );
    line("already one clean line", "already one clean line");
    line("", "");
    line("   ", "");
}

#[test]
fn lines_end_at_a_thousand() {
    assert_eq!(SafeText::line(&"é".repeat(5000)).chars().count(), 1000);
    assert_eq!(SafeText::line(&"a".repeat(1001)).len(), 1000);
    assert_eq!(SafeText::line(&"a ".repeat(5000)).len(), 999);
    let cut = format!("{}👩\u{200d}👩", "a".repeat(998));
    assert_eq!(SafeText::line(&cut).as_str(), format!("{}👩", "a".repeat(998)));
}

/// Strings made of what the filter looks at, so that chance meets its rules.
fn hostile() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "\x1b",
        "[",
        "]",
        "0;",
        "P",
        "_",
        "^",
        "X",
        "\\",
        "\x07",
        "\u{9c}",
        "\u{9b}",
        "\u{9d}",
        "\u{90}",
        "31m",
        "\x18",
        "\0",
        "a",
        " ",
        "é",
        "\n",
        "\r",
        "\t",
        "\u{a0}",
        "\u{301}",
        "\u{200d}",
        "\u{fe0f}",
        "\u{20e3}",
        "1",
        "👩",
        "🏽",
        "❤",
        "\u{202e}",
        "\u{feff}",
        "\u{e0041}",
        "\u{1160}",
        "\u{2028}",
        "\u{85}",
        "\u{200b}",
        "\u{93f}",
    ]);
    let known = prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat());
    prop_oneof![
        known,
        any::<String>(),
        prop::collection::vec(any::<char>(), 0..60).prop_map(|chars| chars.into_iter().collect())
    ]
}

proptest! {
    #[test]
    fn nothing_dangerous_passes(text in hostile()) {
        let block = SafeText::block(&text);
        for c in block.chars() {
            prop_assert!(c == '\n' || matches!(class(c), Class::Plain | Class::Mark | Class::Selector | Class::Joiner), "{:?}", c);
            prop_assert!(c == '\n' || !c.is_control());
        }
        let mut marks = 0;
        for c in block.chars() {
            marks = if class(c) == Class::Mark { marks + 1 } else { 0 };
            prop_assert!(marks <= MARKS);
        }
        prop_assert!(!SafeText::line(&text).contains('\n'));
    }

    #[test]
    fn cleaning_again_changes_nothing(text in hostile(), many in 1usize..60) {
        let text = text.repeat(many);
        let block = SafeText::block(&text);
        prop_assert_eq!(&SafeText::block(&block), &block);
        let line = SafeText::line(&text);
        prop_assert_eq!(&SafeText::line(&line), &line);
        prop_assert!(line.chars().count() <= LINE);
    }
}

#[test]
fn a_flood_of_introducers_is_read_once() {
    // Each would look for its end as far as the text goes, were it not stopped by the next one.
    let text = "\x1b]".repeat(500_000);
    assert_eq!(SafeText::block(&text).as_str(), "");
    let text = "\u{9d}".repeat(500_000);
    assert_eq!(SafeText::block(&text).as_str(), "");
    let text = "\x1b[".repeat(500_000);
    assert_eq!(SafeText::block(&text).as_str(), "");
}
