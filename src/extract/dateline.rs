//! The dateline: place and agency before the first sentence.

/// The dateline a paragraph begins with, without the dash: `EL PASO, Texas (AP)`, `CNN`.
///
/// For use again where a pasted caption was taken off the paragraph.
pub fn find(text: &str) -> Option<&str> {
    let head_end = text.char_indices().nth(90).map_or(text.len(), |(at, _)| at);
    let head = text.get(..head_end)?;
    let (at, _) = head
        .char_indices()
        .find(|(at, c)| matches!(c, '—' | '–') || (*c == '-' && parted(head, *at)))?;
    let line = head.get(..at)?.trim();
    let first = line.chars().next()?;
    let words = line.split_whitespace().count();
    if words == 0 || words > 9 || line.contains(['“', '”', '"', ':', ';', '?', '!']) {
        return None;
    }
    if line.starts_with('(') && line.ends_with(')') && words <= 3 {
        return Some(line);
    }
    // The first word is shouted, or an agency stands in brackets.
    let lead: String = line
        .chars()
        .take_while(|c| !matches!(c, ',' | '(' | ' '))
        .filter(|c| c.is_alphabetic())
        .collect();
    let shouted = lead.chars().count() >= 2 && lead.chars().all(char::is_uppercase);
    let agency = line.ends_with(')') && line.contains('(') && first.is_uppercase();
    (shouted || agency).then_some(line)
}

/// Whether a line is a dateline and nothing else: `CNN —`, `EL PASO, Texas (AP) -`.
pub(super) fn is_alone(line: &str) -> bool {
    let line = line.trim();
    let Some(place) = line
        .strip_suffix("--")
        .or_else(|| line.strip_suffix(['—', '–', '-']))
        .map(str::trim_end)
    else {
        return false;
    };
    !place.is_empty() && find(&format!("{place} — ")) == Some(place)
}

/// A hyphen with blanks round it, or two of them.
fn parted(head: &str, at: usize) -> bool {
    let before = head.get(..at).is_some_and(|text| text.ends_with([' ', ')']));
    let after = head.get(at + 1..).is_some_and(|text| text.starts_with([' ', '-']));
    before && after
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_datelines() {
        assert_eq!(find("EL PASO, Texas (AP) — The court"), Some("EL PASO, Texas (AP)"));
        assert_eq!(find("CNN — The union"), Some("CNN"));
        assert_eq!(find("(Reuters) - A judge"), Some("(Reuters)"));
        assert_eq!(find("WASHINGTON -- The agency"), Some("WASHINGTON"));
        assert_eq!(find("Tijuana, Mexico (AFP) – Migrants"), Some("Tijuana, Mexico (AFP)"));
    }

    #[test]
    fn a_line_of_its_own() {
        for line in [
            "CNN —",
            "CNN  — ",
            "EL PASO, Texas (AP) -",
            "(Reuters) –",
            "WASHINGTON --",
        ] {
            assert!(is_alone(line), "{line}");
        }
        for line in ["CNN", "—", "The end —", "CNN — The union", "He said so —"] {
            assert!(!is_alone(line), "{line}");
        }
    }

    #[test]
    fn sentences_are_none() {
        assert_eq!(find("The court — which met on Monday — ruled."), None);
        assert_eq!(find("A well-known lawyer said so."), None);
        assert_eq!(find("“No” — that was the answer."), None);
        assert_eq!(find(""), None);
    }
}
