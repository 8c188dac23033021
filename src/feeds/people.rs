//! Who wrote it, from the ways feeds say so: `me@example.org (A Name)`, `A Name <me@example.org>`.

use crate::model::SafeText;

/// What is shown for an author given as one text: the name, or the address where there is no name.
pub(super) fn shown(text: &str) -> SafeText {
    let text = text.trim();
    let name = match text.find('@') {
        Some(_) => name_beside_address(text).unwrap_or(text),
        None => text,
    };
    SafeText::line(name.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | ',')))
}

/// What is shown for an author given in parts.
pub(super) fn shown_parts(name: &str, email: &str, text: &str) -> SafeText {
    if !name.trim().is_empty() {
        return shown(name);
    }
    match (email.trim().is_empty(), text.trim().is_empty()) {
        (_, false) => shown(text),
        (false, true) => shown(email),
        (true, true) => SafeText::default(),
    }
}

/// The name that stands beside an e-mail address; none where there is only the address.
fn name_beside_address(text: &str) -> Option<&str> {
    let (start, end) = address(text)?;
    let before = text.get(..start)?;
    let before = before.strip_suffix("mailto:").unwrap_or(before).trim_end();
    let before = before.trim_end_matches(['<', '(', '[']).trim();
    let after = text.get(end..)?.trim_start_matches(['>', ')', ']']).trim();
    let after = match after.strip_prefix('(') {
        // `me@example.org (A Name)`, the name itself in brackets or not.
        Some(inside) => inside.strip_suffix(')').unwrap_or(inside).trim(),
        None => after,
    };
    let name = if before.is_empty() { after } else { before };
    let name = name.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | ',' | ';' | '-' | ':'));
    if name.is_empty() {
        text.get(start..end)
    } else {
        Some(name)
    }
}

/// Where the first e-mail address is.
fn address(text: &str) -> Option<(usize, usize)> {
    let at = text.find('@')?;
    let part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '%' | '\'');
    let start = text
        .get(..at)?
        .char_indices()
        .rev()
        .take_while(|(_, c)| part(*c))
        .last()?
        .0;
    let domain = text.get(at + 1..)?;
    let length = domain.find(|c: char| !part(c)).unwrap_or(domain.len());
    (length > 0).then_some((start, at + 1 + length))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_preferred_to_addresses() {
        for (text, expected) in [
            ("me@example.com (Example editor)", "Example editor"),
            ("Example editor (me@example.com)", "Example editor"),
            ("Example editor <me@example.com>", "Example editor"),
            ("\"Editor, Example\" <me@example.com>", "Editor, Example"),
            ("me@example.com", "me@example.com"),
            ("mailto:me@example.com", "me@example.com"),
            ("<me@example.com>", "me@example.com"),
            ("Example editor (mailto:me@example.com)", "Example editor"),
            ("me@example.com Example editor", "Example editor"),
            ("Author (name)", "Author (name)"),
            ("  Ana Pérez ", "Ana Pérez"),
            ("@handle", "@handle"),
            ("", ""),
        ] {
            assert_eq!(shown(text).as_str(), expected, "{text}");
        }
        assert_eq!(shown_parts("", "a@b.example", "").as_str(), "a@b.example");
        assert_eq!(shown_parts(" Ana ", "a@b.example", "x").as_str(), "Ana");
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in "[a-zé@.()<> ,\"-]*") {
            let _ = shown(&text);
        }
    }
}
