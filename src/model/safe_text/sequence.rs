//! How long an escape sequence is, so that it can be taken out whole.
//!
//! After ECMA-48 and the state machine of DEC terminals (vt100.net/emu/dec_ansi_parser): a
//! sequence that is only half taken out would leave `]0;title` behind. A string that has no end
//! must not swallow the text after it, so it loses its introduction alone.

/// Longest body of a string (OSC, DCS, SOS, PM, APC) that is taken out with it, in bytes; a
/// picture sent in pieces has 4,096 a piece.
const STRING: usize = 64 * 1024;

/// Bytes of the escape sequence at the beginning of `text`, at least one character. `text` begins
/// with ESC or with the C1 form of CSI, DCS, OSC, SOS, PM or APC.
pub(super) fn length(text: &str) -> usize {
    let mut place = Place { text, at: 0 };
    match place.take() {
        Some('\u{1b}') => escape(&mut place),
        Some('\u{9b}') => control(&mut place),
        Some(_) => string(&mut place),
        None => {}
    }
    place.at
}

/// Where we are in the text.
struct Place<'a> {
    text: &'a str,
    at: usize,
}

impl Place<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn take(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    fn skip_while(&mut self, belongs: impl Fn(char) -> bool) {
        let rest = self.rest();
        self.at += rest.find(|c| !belongs(c)).unwrap_or(rest.len());
    }
}

/// Controls that a terminal obeys or ignores in the middle of a sequence, which goes on after
/// them. White space ends it here: it belongs to the text.
fn passes_within(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{e}'..='\u{17}' | '\u{19}' | '\u{1c}'..='\u{1f}' | '\u{7f}')
}

/// What follows ESC.
fn escape(place: &mut Place<'_>) {
    place.skip_while(passes_within);
    match place.peek() {
        Some('[') => {
            place.take();
            control(place);
        }
        Some('P' | ']' | 'X' | '^' | '_') => {
            place.take();
            string(place);
        }
        // Intermediates and a final character.
        Some(' '..='~') => {
            place.skip_while(|c| matches!(c, ' '..='/') || passes_within(c));
            if matches!(place.peek(), Some('0'..='~')) {
                place.take();
            }
        }
        _ => {}
    }
}

/// What follows CSI: parameters, intermediates, a final character.
fn control(place: &mut Place<'_>) {
    place.skip_while(|c| matches!(c, ' '..='?') || passes_within(c));
    if matches!(place.peek(), Some('@'..='~')) {
        place.take();
    }
}

/// What follows DCS, OSC, SOS, PM or APC: everything up to BEL or ST, or to what breaks it off.
fn string(place: &mut Place<'_>) {
    let begin = place.at;
    let rest = place.rest();
    let ends = |c: char| matches!(c, '\u{7}' | '\u{18}' | '\u{1a}' | '\u{1b}' | '\u{80}'..='\u{9f}');
    let end = rest
        .char_indices()
        .take_while(|(at, _)| *at <= STRING)
        .find(|(_, c)| ends(*c));
    match end {
        Some((at, '\u{1b}')) => {
            // ESC \ ends it and belongs to it; another escape breaks it off and stands by itself.
            let after = rest.get(at..).unwrap_or_default();
            place.at = begin + at + if after.starts_with("\u{1b}\\") { 2 } else { 0 };
        }
        Some((at, c @ ('\u{7}' | '\u{18}' | '\u{1a}' | '\u{9c}'))) => place.at = begin + at + c.len_utf8(),
        Some((at, _)) => place.at = begin + at,
        // No end: the numbers that say what sort of string it is go, the text stays.
        None => place.skip_while(|c| matches!(c, '0'..='?') || passes_within(c)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn takes(sequence: &str) {
        let text = format!("{sequence}after");
        assert_eq!(length(&text), sequence.len(), "{sequence:?}");
    }

    #[test]
    fn whole_sequences() {
        for sequence in [
            "\x1b[31m",
            "\x1b[?1049h",
            "\x1b[38:2::1:2:3m",
            "\x1b[ q",
            "\x1b[3\x081m",
            "\x1b\0[2J",
            "\u{9b}2J",
            "\x1b]0;title\x07",
            "\x1b]8;;http://example.org\x1b\\",
            "\u{9d}52;c;aGk=\u{9c}",
            "\x1bP1$r0m\x1b\\",
            "\u{90}q#0\u{9c}",
            "\x1b_Ga=T;AAAA\x1b\\",
            "\x1b^pm\x1b\\",
            "\x1bXsos\x1b\\",
            "\x1b]0;cancelled\x18",
            "\x1bc",
            "\x1b(B",
            "\x1b%G",
            "\x1b#8",
            "\x1b7",
            "\x1b\\",
        ] {
            takes(sequence);
        }
    }

    #[test]
    fn a_string_broken_off_ends_there() {
        assert_eq!(length("\x1b]0;title\x1b[31mred"), 9);
        assert_eq!(length("\x1b]0;title\u{9b}31mred"), 9);
    }

    #[test]
    fn a_string_without_end_loses_its_introduction_only() {
        assert_eq!(length("\x1b]0;the text goes on"), 4);
        assert_eq!(length("\u{9d}8;;the text"), 5);
        assert_eq!(length("\x1b]"), 2);
        let far = format!("\x1b]0;{}\x07", "long ".repeat(STRING));
        assert_eq!(length(&far), 4);
    }

    #[test]
    fn a_sequence_without_end_ends_at_text() {
        assert_eq!(length("\x1b[31é"), 4);
        assert_eq!(length("\x1b[31\nm"), 4);
        assert_eq!(length("\x1b"), 1);
        assert_eq!(length("\x1bé"), 1);
        assert_eq!(length("\x1b\x1b[m"), 1);
    }
}
