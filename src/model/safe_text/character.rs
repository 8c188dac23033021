//! Which characters from outside may be shown.
//!
//! The classes follow the Unicode Character Database: general categories Cc and M, the properties
//! Bidi_Control, Default_Ignorable_Code_Point, Noncharacter_Code_Point and (roughly, by block)
//! Extended_Pictographic. What is done with each class is in the parent module.

use unicode_normalization::char::is_combining_mark;

/// What is to be done with a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Shown as it is.
    Plain,
    /// Begins an escape sequence.
    Introducer,
    /// Ends a line.
    LineEnd,
    /// Moves to the next tab stop.
    Tab,
    /// Combines with the base before it and takes no room of its own.
    Mark,
    /// Chooses between the text and the picture form of the character before it.
    Selector,
    /// Joins two emoji into one.
    Joiner,
    /// Not shown.
    Dropped,
}

/// The class of a character.
pub(super) fn class(c: char) -> Class {
    match c {
        '\n' => Class::LineEnd,
        ' '..='~' => Class::Plain,
        '\t' => Class::Tab,
        // Line feeds of other times and alphabets: kept as line ends, so that words stay apart.
        '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Class::LineEnd,
        // ESC, and the C1 forms of DCS, SOS, CSI, OSC, PM and APC.
        '\u{1b}' | '\u{90}' | '\u{98}' | '\u{9b}' | '\u{9d}'..='\u{9f}' => Class::Introducer,
        '\0'..='\u{9f}' | '\u{ad}' => Class::Dropped,
        // Most of the world's text, before the finer questions: Latin and IPA, kana and Han, Hangul.
        '\u{a0}'..='\u{2ff}'
        | '\u{3041}'..='\u{3096}'
        | '\u{30a1}'..='\u{3163}'
        | '\u{3400}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}' => Class::Plain,
        '\u{200d}' => Class::Joiner,
        '\u{fe0e}' | '\u{fe0f}' => Class::Selector,
        _ if is_invisible(c) => Class::Dropped,
        // Vowels and finals of decomposed Hangul, and skin tones, hang on what is before them.
        '\u{1160}'..='\u{11ff}' | '\u{d7b0}'..='\u{d7ff}' | '\u{1f3fb}'..='\u{1f3ff}' => Class::Mark,
        _ if is_combining_mark(c) => Class::Mark,
        _ => Class::Plain,
    }
}

/// Characters that are not there to be seen: they reorder, hide or tag the text around them.
fn is_invisible(c: char) -> bool {
    let point = u32::from(c);
    match point {
        // Bidirectional marks, embeddings, overrides and isolates.
        0x061c | 0x200e..=0x200f | 0x202a..=0x202e | 0x2066..=0x2069 => true,
        // Zero width spaces, joiners and operators; fillers; the deprecated format characters.
        0x034f
        | 0x115f..=0x1160
        | 0x17b4..=0x17b5
        | 0x180b..=0x180f
        | 0x200b..=0x200c
        | 0x2060..=0x2065
        | 0x206a..=0x206f => true,
        0x3164 | 0xfeff | 0xffa0 | 0x1bca0..=0x1bca3 | 0x1d173..=0x1d17a | 0x13430..=0x1343f => true,
        // Variation selectors other than the two of emoji.
        0xfe00..=0xfe0d => true,
        // Interlinear annotations, and the unassigned ignorables before them.
        0xfff0..=0xfffb => true,
        // Tags and the ideographic variation selectors.
        0xe0000..=0xe0fff => true,
        // Non-characters.
        0xfdd0..=0xfdef => true,
        _ => point & 0xfffe == 0xfffe,
    }
}

/// Whether the character may take part in an emoji sequence; by block, a little wider than the
/// property Extended_Pictographic.
pub(super) fn is_pictograph(c: char) -> bool {
    match u32::from(c) {
        0xa9 | 0xae | 0x203c | 0x2049 | 0x2122 | 0x2139 | 0x3030 | 0x303d | 0x3297 | 0x3299 => true,
        0x2194..=0x21aa | 0x231a..=0x23ff | 0x24c2 | 0x25aa..=0x27bf | 0x2934..=0x2935 | 0x2b05..=0x2b55 => true,
        0x1f3fb..=0x1f3ff => false,
        0x1f000..=0x1faff => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictographs_are_plain() {
        for c in ('\0'..=char::MAX).filter(|c| is_pictograph(*c)) {
            assert!(matches!(class(c), Class::Plain), "{c:?}");
        }
    }

    #[test]
    fn living_scripts_pass() {
        for c in "éßğñœ½«»‘’“”–—…€ąłžșДиЯαΩאבעםنصيفกาเपढ़காবাংলা日本語ひらがなカタカナ中文한국어፩አማርኛქართული🇺🇸☕".chars()
        {
            assert!(matches!(class(c), Class::Plain | Class::Mark), "{c:?} {:?}", class(c));
        }
    }

    #[test]
    fn every_control_is_caught() {
        for c in ('\0'..=char::MAX).filter(|c| c.is_control()) {
            assert!(
                !matches!(class(c), Class::Plain | Class::Mark | Class::Selector | Class::Joiner),
                "{c:?}"
            );
        }
    }
}
