//! Texts that act on terminals, hide, or flood; each between two words that must survive.

/// A text's name, and the text.
pub type Payload = (&'static str, String);

/// Every payload. What must not be left of a whole sequence is spelled `pwned`.
pub fn all() -> Vec<Payload> {
    let mut all: Vec<Payload> = SEQUENCES
        .iter()
        .map(|(name, text)| (*name, format!("before{text}after")))
        .collect();
    let flood = |name, unit: &str, times| (name, format!("before{}after", unit.repeat(times)));
    all.extend([
        flood("zalgo", "\u{301}\u{327}\u{20dd}\u{489}", 200),
        flood("enclosing marks", "\u{20de}", 50),
        flood("Thai marks", "\u{e49}", 300),
        flood("variation flood", "\u{fe0f}", 500),
        flood("variation supplement flood", "\u{e0101}", 500),
        flood("zero width flood", "\u{200b}\u{200c}\u{200d}\u{2060}\u{feff}", 400),
        flood("joiner flood", "👨\u{200d}", 300),
        flood("override flood", "\u{202e}\u{2066}", 300),
        flood("tag smuggling", "\u{e0069}\u{e0067}\u{e006e}\u{e006f}", 50),
        flood("newlines", "\n\r\u{85}\u{2028}", 200),
        flood("tabs", "\t", 500),
        flood("bells", "\u{7}", 500),
        flood("backspaces", "\u{8}", 100),
        flood("escapes", "\u{1b}", 1_000),
        flood("open strings", "\u{1b}]", 500),
        flood("skin tones", "\u{1f3ff}", 300),
        flood("flags", "🇺", 301),
        flood("wide", "移", 3_000),
        flood("words", "x ", 20_000),
        flood("one word", "x", 50_000),
    ]);
    all
}

const SEQUENCES: &[(&str, &str)] = &[
    ("colour", "\u{1b}[31;5m"),
    ("clear", "\u{1b}[2J\u{1b}[3J"),
    ("home", "\u{1b}[H"),
    ("colour in C1", "\u{9b}31m"),
    ("title by BEL", "\u{1b}]0;pwned\u{7}"),
    ("title by ST", "\u{1b}]2;pwned\u{1b}\\"),
    ("title in C1", "\u{9d}0;pwned\u{9c}"),
    (
        "hyperlink",
        "\u{1b}]8;;http://evil.example/pwned\u{1b}\\ \u{1b}]8;;\u{1b}\\",
    ),
    ("clipboard", "\u{1b}]52;c;cHduZWQ=\u{7}"),
    ("clipboard query", "\u{1b}]52;c;?\u{7}"),
    ("notification 9", "\u{1b}]9;pwned\u{7}"),
    ("notification 777", "\u{1b}]777;notify;pwned;pwned\u{7}"),
    ("notification 99", "\u{1b}]99;i=1:d=0;pwned\u{1b}\\"),
    ("inline file", "\u{1b}]1337;File=inline=1:cHduZWQ=\u{7}"),
    ("palette", "\u{1b}]4;1;?\u{7}\u{1b}]10;?\u{7}"),
    ("current folder", "\u{1b}]7;file:///pwned\u{7}"),
    ("shell integration", "\u{1b}]133;A;pwned\u{7}"),
    ("sixel", "\u{1b}Pq#0;2;0;0;0pwned\u{1b}\\"),
    ("device string in C1", "\u{90}1$rpwned\u{9c}"),
    ("status request", "\u{1b}P$qm\u{1b}\\"),
    ("kitty picture", "\u{1b}_Ga=T,f=100;cHduZWQ=\u{1b}\\"),
    ("application string in C1", "\u{9f}pwned\u{9c}"),
    ("privacy message", "\u{1b}^pwned\u{1b}\\"),
    ("start of string", "\u{1b}Xpwned\u{1b}\\"),
    ("reset", "\u{1b}c"),
    ("soft reset", "\u{1b}[!p"),
    ("save and restore", "\u{1b}7\u{1b}8"),
    ("screen of E", "\u{1b}#8"),
    ("character set", "\u{1b}%@\u{1b}(0\u{e}"),
    ("where is the cursor", "\u{1b}[6n"),
    ("who are you", "\u{1b}[c\u{1b}[>c\u{5}"),
    ("report the title", "\u{1b}[21t"),
    ("other screen", "\u{1b}[?1049l\u{1b}[?47h"),
    ("mouse on", "\u{1b}[?1003h\u{1b}[?1006h"),
    ("end of paste", "\u{1b}[201~rm -rf ~\r"),
    ("keys of the terminal", "\u{1b}[>4;2m\u{1b}[=1u"),
    ("scroll region", "\u{1b}[1;1r"),
    ("repeat", "x\u{1b}[9999b"),
    ("without end: CSI", "\u{1b}["),
    ("without end: OSC", "\u{1b}]0;"),
    ("without end: DCS", "\u{1b}P"),
    ("without end: ESC", "\u{1b}"),
    ("nested", "\u{1b}]0;\u{1b}]0;pwned\u{7}\u{1b}[31m\u{7}"),
    ("cut by CAN", "\u{1b}]0;pwned\u{18}"),
    ("with a NUL inside", "\u{1b}\u{0}[31m\u{1b}[3\u{0}1m"),
    ("overprinting", "\u{8}\u{8}\u{8}\u{8}pwn\rpwn"),
    ("vertical moves", "\u{b}\u{c}\u{84}\u{8d}"),
    ("NUL", "\0\0"),
    ("DEL", "\u{7f}\u{7f}"),
    ("shift out", "\u{e}\u{f}"),
    ("right to left override", "\u{202e}gpj.exe\u{202c}"),
    ("isolates", "\u{2066}\u{2067}\u{2068}a\u{2069}"),
    ("direction marks", "\u{200e}\u{200f}\u{61c}"),
    ("zero width", "\u{200b}\u{200c}\u{2060}\u{feff}\u{ad}\u{180e}"),
    ("fillers", "\u{3164}\u{ffa0}\u{115f}\u{1160}"),
    ("annotations", "\u{fff9}a\u{fffa}b\u{fffb}"),
    ("non-characters", "\u{fffe}\u{fdd0}\u{1ffff}"),
    ("musical controls", "\u{1d173}\u{1d17a}"),
    ("tags", "🏴\u{e0067}\u{e0062}\u{e007f}"),
    ("markup", "<b>\"'&amp;]]>"),
];
