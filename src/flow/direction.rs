//! Whether a paragraph reads from right to left (UAX #9, rules P2 and P3: the first strong
//! character decides).

/// Whether the first letter of the text belongs to a script written from right to left.
pub(super) fn is_right_to_left(text: &str) -> bool {
    if text.is_ascii() {
        return false;
    }
    text.chars().find(|c| c.is_alphabetic()).is_some_and(|c| {
        matches!(c,
            '\u{590}'..='\u{8ff}' // Hebrew, Arabic, Syriac, Thaana, N’Ko, Samaritan, Mandaic
            | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' // presentation forms
            | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_letter_decides() {
        assert!(is_right_to_left("«وزارة الداخلية» DHS"));
        assert!(is_right_to_left("2026 הגירה"));
        assert!(!is_right_to_left("The word الهجرة"));
        assert!(!is_right_to_left("— 12"));
    }
}
