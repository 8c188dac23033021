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

/// A text of so many words with hardly a small word of a language known is in another one.
const PLENTY: usize = 60;

/// What stands for a language that is none of those known (ISO 639-2).
pub const UNKNOWN: &str = "und";

/// Tokens looked at; the start of a text tells.
const LOOKED_AT: usize = 2000;

/// The language of a text; none where it is too short to tell, [`UNKNOWN`] where it is in none of
/// the languages known.
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
        return Some(script(sheet).unwrap_or(UNKNOWN));
    }
    let (best, count) = counts.iter().enumerate().max_by_key(|(_, count)| **count)?;
    match LANGUAGES.get(best) {
        Some((code, _)) if count * 12 >= seen => Some(code),
        // Lists of names have few small words; whole articles without any are not English.
        _ if seen >= PLENTY && count * 40 < seen => Some(UNKNOWN),
        _ => None,
    }
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
        let polish = "Rząd poinformował, że osoby ubiegające się o azyl będą czekać za granicą. ".repeat(8);
        assert_ne!(of(&Sheet::new(&polish)), Some("en"));
        let turkish = "Hükümet, sığınma başvurusunda bulunanların sınırın dışında bekleyeceğini söyledi. ".repeat(8);
        assert_eq!(of(&Sheet::new(&turkish)), Some(UNKNOWN));
        let thai = "ผู้ขอลี้ภัย ต้อง รอ นอก ประเทศ ".repeat(8);
        assert_eq!(of(&Sheet::new(&thai)), Some(UNKNOWN));
    }
}
