//! How many terminal cells a text takes, and cutting and padding it to a number of cells.
//!
//! Widths are counted grapheme by grapheme with `unicode-width`, control characters taking none,
//! which is ratatui's own rule (`ratatui_core::buffer::CellWidth`): what is counted here is what
//! is drawn. Wrapping is [`super::wrap`]'s work.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The cells a text takes on one line.
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.bytes().filter(|byte| !byte.is_ascii_control()).count();
    }
    text.graphemes(true).map(grapheme_width).sum()
}

/// The cells one grapheme takes.
pub(super) fn grapheme_width(grapheme: &str) -> usize {
    if let [byte] = grapheme.as_bytes() {
        return usize::from(!byte.is_ascii_control());
    }
    if grapheme.contains(char::is_control) {
        return 0;
    }
    // ratatui leaves the half-width sound marks a cell more than `unicode-width` does.
    grapheme.width() + grapheme.matches(['\u{ff9e}', '\u{ff9f}']).count()
}

/// Whether every character of the text is a grapheme of its own and takes one cell, so that
/// cells may be counted as characters. True of nearly all news text in the Latin script.
pub(super) fn is_narrow(text: &str) -> bool {
    text.is_ascii() || text.chars().all(is_narrow_char)
}

fn is_narrow_char(c: char) -> bool {
    matches!(c,
        ' '..='~'
        | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' // Latin, without the soft hyphen
        | '\u{391}'..='\u{3a1}' | '\u{3a3}'..='\u{3c9}' // Greek
        | '\u{400}'..='\u{45f}' // Cyrillic
        | '\u{1e00}'..='\u{1eff}' // Latin with two accents, as in Vietnamese
        | '\u{2010}'..='\u{2015}' | '\u{2018}'..='\u{2022}' | '\u{2026}'
        | '\u{2030}' | '\u{2032}' | '\u{2033}' | '\u{2039}' | '\u{203a}' | '\u{20ac}')
}

/// The text cut to at most `width` cells, with `…` in the last of them where something was cut.
/// Graphemes stay whole; control characters go.
pub fn clip(text: &str, width: u16) -> String {
    let limit = usize::from(width);
    let plain = text.is_ascii() && !text.bytes().any(|byte| byte.is_ascii_control());
    if plain && text.len() <= limit {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len().min(limit.saturating_mul(4)));
    let mut cells = 0;
    // Where to cut should the text turn out too long: what fits beside the `…`.
    let mut cut = 0;
    for grapheme in text.graphemes(true) {
        if grapheme.contains(char::is_control) {
            continue;
        }
        cells += grapheme_width(grapheme);
        if cells > limit {
            out.truncate(cut);
            out.truncate(out.trim_end().len());
            if limit > 0 {
                out.push('…');
            }
            return out;
        }
        out.push_str(grapheme);
        if cells < limit {
            cut = out.len();
        }
    }
    out
}

/// The text cut to `width` cells and filled up with spaces behind, so that it takes exactly that
/// many.
pub fn fit(text: &str, width: u16) -> String {
    let mut out = clip(text, width);
    let cells = self::width(&out);
    out.extend(std::iter::repeat_n(' ', usize::from(width).saturating_sub(cells)));
    out
}

/// As [`fit`], filled up in front: for numbers in columns.
pub fn fit_right(text: &str, width: u16) -> String {
    let clipped = clip(text, width);
    let mut out = " ".repeat(usize::from(width).saturating_sub(self::width(&clipped)));
    out.push_str(&clipped);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn counts_cells() {
        for (text, cells) in [
            ("", 0),
            ("abc", 3),
            ("é", 1),
            ("e\u{301}", 1),
            ("中文", 4),
            ("👩‍👩‍👧", 2),
            ("\u{ff76}\u{ff9e}", 3),
            ("a\u{7}b", 2),
            ("🇲🇽", 2),
        ] {
            assert_eq!(width(text), cells, "{text:?}");
        }
    }

    #[test]
    fn clips_by_cells() {
        for (text, cells, clipped) in [
            ("asylum", 6, "asylum"),
            ("asylum", 5, "asyl…"),
            ("asylum", 1, "…"),
            ("asylum", 0, ""),
            ("on time", 4, "on…"),
            ("移民政策", 8, "移民政策"),
            ("移民政策", 7, "移民政…"),
            ("移民政策", 6, "移民…"),
            ("a\nb", 3, "ab"),
            ("👩‍👩‍👧x", 2, "…"),
        ] {
            assert_eq!(clip(text, cells), clipped, "{text:?} at {cells}");
        }
        assert_eq!(fit("移民政策", 6), "移民… ");
        assert_eq!(fit_right("12", 5), "   12");
    }

    #[test]
    fn narrow_characters_are_one_cell_and_one_grapheme() {
        for c in (' '..='\u{ffff}').filter(|c| is_narrow_char(*c)) {
            assert_eq!(width(c.encode_utf8(&mut [0; 4])), 1, "{c:?}");
            assert_eq!(format!("x{c}{c}y").graphemes(true).count(), 4, "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn never_wider_than_asked(text in any::<String>(), cells in 0u16..40) {
            let clipped = clip(&text, cells);
            prop_assert!(width(&clipped) <= usize::from(cells));
            prop_assert_eq!(width(&fit(&text, cells)), usize::from(cells));
            prop_assert!(!clipped.contains(char::is_control));
        }
    }
}
