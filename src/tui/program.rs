//! A program and its arguments as a person types them: words, of which no shell makes anything.

/// The words of a line; white space parts them, and quotation marks (single or double) keep it.
pub fn read(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for c in line.chars() {
        match quote {
            Some(mark) if c == mark => quote = None,
            Some(_) => word.get_or_insert_default().push(c),
            None if c == '"' || c == '\'' => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            None if c.is_whitespace() => words.extend(word.take()),
            None => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

/// The words as a line that [`read`] reads again.
pub fn write(words: &[String]) -> String {
    let mut line = String::new();
    for word in words {
        if !line.is_empty() {
            line.push(' ');
        }
        let plain = !word.is_empty() && !word.contains(|c: char| c.is_whitespace() || matches!(c, '"' | '\''));
        match word.contains('"') {
            _ if plain => line.push_str(word),
            false => line.push_str(&format!("\"{word}\"")),
            // Neither mark can stand within itself, so the other one goes around it.
            true => line.push_str(
                &word
                    .split('"')
                    .map(|part| format!("\"{part}\""))
                    .collect::<Vec<_>>()
                    .join("'\"'"),
            ),
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn no_word_is_a_shells() {
        let words = |line: &str| read(line).join("|");
        assert_eq!(words("  mail -s 'a b' x@e.org "), "mail|-s|a b|x@e.org");
        assert_eq!(words("sh; $(id) `id` > /tmp/x"), "sh;|$(id)|`id`|>|/tmp/x");
        assert_eq!(words("a\"b c\"d '' half 'open"), "ab cd||half|open");
        assert!(read("  ").is_empty());
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(words in prop::collection::vec("[a \"'$\\\\-]{0,8}", 0..5)) {
            prop_assert_eq!(read(&write(&words)), words);
        }
    }
}
