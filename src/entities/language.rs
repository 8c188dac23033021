//! Which language a text seems to be in, by its commonest small words.

use super::sheet::Sheet;
use super::words;

/// The languages told apart, as ISO 639-1.
const LANGUAGES: [(&str, words::Classes); 6] = [
    ("en", words::LANG_EN),
    ("es", words::LANG_ES),
    ("fr", words::LANG_FR),
    ("de", words::LANG_DE),
    ("pt", words::LANG_PT),
    ("it", words::LANG_IT),
];

/// Fewer words than this tell nothing.
const ENOUGH: usize = 20;

/// Tokens looked at; the start of a text tells.
const LOOKED_AT: usize = 2000;

/// The language of a text; none where it is too short, or in none of the languages known.
/// Scripts that English is not written in give the language only where it is plain.
pub fn of(sheet: &Sheet) -> Option<&'static str> {
    let mut counts = [0usize; LANGUAGES.len()];
    let mut seen = 0;
    let mut other = 0;
    for token in sheet.tokens.iter().take(LOOKED_AT) {
        if token.is(super::sheet::flag::PUNCT | super::sheet::flag::NUMBER) {
            continue;
        }
        seen += 1;
        for (count, (_, class)) in counts.iter_mut().zip(LANGUAGES) {
            *count += usize::from(token.has(class));
        }
        let first = sheet.text.get(token.start as usize..).and_then(|t| t.chars().next());
        other += usize::from(first.is_some_and(|c| c > '\u{24f}'));
    }
    if seen < ENOUGH {
        return None;
    }
    if other * 2 > seen {
        return script(sheet);
    }
    let (best, count) = counts.iter().enumerate().max_by_key(|(_, count)| **count)?;
    (count * 12 >= seen)
        .then(|| LANGUAGES.get(best).map(|(code, _)| *code))
        .flatten()
}

fn script(sheet: &Sheet) -> Option<&'static str> {
    let letter = sheet.text.chars().find(|c| *c > '\u{24f}' && c.is_alphabetic())?;
    Some(match letter {
        '\u{370}'..='\u{3ff}' => "el",
        '\u{400}'..='\u{4ff}' => "ru",
        '\u{590}'..='\u{5ff}' => "he",
        '\u{600}'..='\u{6ff}' => "ar",
        '\u{900}'..='\u{97f}' => "hi",
        '\u{3040}'..='\u{30ff}' => "ja",
        '\u{4e00}'..='\u{9fff}' => "zh",
        '\u{ac00}'..='\u{d7af}' => "ko",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_apart() {
        let english = "The court said that the rule was in force and would have to be applied to all of the people from this country.";
        let spanish = "El presidente dijo que los migrantes no pueden entrar en el país por la frontera y que las autoridades los van a devolver a su país.";
        assert_eq!(of(&Sheet::new(english)), Some("en"));
        assert_eq!(of(&Sheet::new(spanish)), Some("es"));
        assert_eq!(of(&Sheet::new("Too short")), None);
    }
}
