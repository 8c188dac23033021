//! What keeps an article's text from being read as Markdown.
//! <https://spec.commonmark.org/0.31.2/#backslash-escapes>, <https://github.github.com/gfm/>

/// Running text with everything escaped that could mean something inside a line. The beginnings
/// of lines are [`line_start`]'s.
pub(super) fn inline(text: &str, out: &mut String) {
    let mut before: Option<char> = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let after = chars.peek().copied();
        let inside_word = before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
        let means_something = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '|' | '~' => true,
            '_' => !inside_word,
            '&' => after.is_some_and(|next| next == '#' || next.is_ascii_alphanumeric()),
            _ => false,
        };
        if means_something {
            out.push('\\');
        }
        out.push(c);
        before = Some(c);
    }
}

/// One line, already escaped inside, with what would open a block at its beginning escaped:
/// headings, quotations, lists, rules, underlines of headings and tables.
pub(super) fn line_start(line: &str) -> String {
    let line = line.trim();
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let mut rest = line.get(digits..).unwrap_or("").chars();
    let (mark, after) = (rest.next(), rest.next());
    let opens = match mark {
        Some('.' | ')') if (1..=9).contains(&digits) => after.is_none_or(char::is_whitespace),
        Some('#' | '>') => digits == 0,
        Some('+' | '-' | '=') => digits == 0 && !after.is_some_and(char::is_alphanumeric),
        Some(':') => digits == 0 && after == Some('-'),
        _ => false,
    };
    match line.split_at_checked(digits) {
        Some((number, rest)) if opens => format!("{number}\\{rest}"),
        _ => line.to_owned(),
    }
}

/// Code inside a line, between as many backticks as it needs.
pub(super) fn code_span(text: &str) -> String {
    let ticks = "`".repeat(longest_run(text) + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{ticks}{pad}{text}{pad}{ticks}")
}

/// Preformatted text between fences longer than any in it.
pub(super) fn fenced(text: &str) -> String {
    let fence = "`".repeat((longest_run(text) + 1).max(3));
    format!("{fence}\n{text}\n{fence}")
}

fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

/// A link's address with all that could end it, or be read as a mark, percent-encoded.
pub(super) fn destination(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for c in url.chars() {
        match c {
            _ if c.is_control() => {}
            ' ' | '(' | ')' | '<' | '>' | '\\' | '"' | '\'' | '`' | '*' | '|' | '[' | ']' | '^' | '{' | '}' => {
                out.push_str(&format!("%{:02X}", u32::from(c)));
            }
            '&' | '_' | '~' => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn escaped(text: &str) -> String {
        let mut out = String::new();
        inline(text, &mut out);
        out
    }

    #[test]
    fn marks_are_escaped_and_names_left_readable() {
        assert_eq!(
            escaped("*a* _b_ [c](d) <b> ~~x~~ `y` a|b \\"),
            r"\*a\* \_b\_ \[c\](d) \<b> \~\~x\~\~ \`y\` a\|b \\"
        );
        assert_eq!(
            escaped("AT&T, R & D, form_i_589, &lt; &#60;"),
            r"AT\&T, R & D, form_i_589, \&lt; \&#60;"
        );
    }

    #[test]
    fn beginnings_of_lines_are_escaped_only_where_they_open_a_block() {
        for (line, wanted) in [
            ("# x", "\\# x"),
            ("> x", "\\> x"),
            ("- x", "\\- x"),
            ("---", "\\---"),
            ("-5 degrees", "-5 degrees"),
            ("1. x", "1\\. x"),
            ("1.5 million", "1.5 million"),
            ("2026) x", "2026\\) x"),
            ("===", "\\==="),
            ("   :-", "\\:-"),
            ("+", "\\+"),
            ("5 > 4", "5 > 4"),
        ] {
            assert_eq!(line_start(line), wanted);
        }
    }

    #[test]
    fn code_and_addresses_cannot_end_early() {
        assert_eq!(code_span("a``b"), "```a``b```");
        assert_eq!(code_span("`"), "`` ` ``");
        assert_eq!(fenced("```\nx"), "````\n```\nx\n````");
        assert_eq!(
            destination("https://a.org/x_(y) z?a=1&b=2"),
            "https://a.org/x\\_%28y%29%20z?a=1\\&b=2"
        );
    }

    proptest! {
        #[test]
        fn taking_the_backslashes_away_gives_the_text_again(text in "[a-z0-9 *_`#<>&|~\\\\\\[\\]()!.+=:-]{0,40}") {
            let mut back = String::new();
            let written = escaped(&text);
            let mut chars = written.chars();
            let mut bare = ' ';
            while let Some(c) = chars.next() {
                let next = if c == '\\' { chars.next() } else { Some(c) };
                prop_assert!(c == '\\' || !"*`[]<|~".contains(c), "{}", written);
                prop_assert!(!(bare == '&' && (c == '#' || c.is_ascii_alphanumeric())), "{}", written);
                bare = if c == '\\' { ' ' } else { c };
                back.extend(next);
            }
            prop_assert_eq!(back, text);
        }
    }
}
