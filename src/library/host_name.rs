//! Host names in letters that pass for others: `аpple.example` with a Cyrillic `а`.
//!
//! Addresses are kept and shown as the network knows them (`xn--pple-43d.example`), which nobody
//! takes for another site; a person about to go there is told what its letters would look like.
//! After "mixed-script" and "whole-script confusables" of Unicode Technical Standard 39
//! (<https://www.unicode.org/reports/tr39/#Confusable_Detection>), for the alphabets whose letters
//! look like Latin ones.

use url::Url;

use crate::model::SafeText;

/// Letters of other alphabets that look just like small Latin ones.
const ALIKE: &str = "асԁеһіјӏорԛѕѡхуԝ ανορυιγ օսոհյզց";

/// An alphabet, as far as it matters here.
#[derive(PartialEq, Eq, Clone, Copy)]
enum Alphabet {
    Latin,
    /// Latin letters that are hardly written but in phonetics, and pass for others.
    Phonetic,
    Cyrillic,
    Greek,
    Armenian,
    Cherokee,
}

fn alphabet(c: char) -> Option<Alphabet> {
    Some(match c {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{130}' | '\u{132}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => {
            Alphabet::Latin
        }
        '\u{131}' | '\u{250}'..='\u{2af}' => Alphabet::Phonetic,
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Alphabet::Greek,
        '\u{400}'..='\u{52f}' => Alphabet::Cyrillic,
        '\u{530}'..='\u{58f}' => Alphabet::Armenian,
        '\u{13a0}'..='\u{13ff}' => Alphabet::Cherokee,
        _ => return None,
    })
}

/// The host of an address in its own letters, where it may pass for another: a part of it mixes
/// alphabets whose letters look alike, or has only letters that look like Latin ones.
pub fn disguised(url: &str) -> Option<SafeText> {
    let url = Url::parse(url).ok()?;
    let host = url.domain().filter(|host| host.contains("xn--"))?;
    let (letters, _) = idna::domain_to_unicode(host);
    let passes = |label: &str| {
        let mut alphabets = label.chars().filter_map(alphabet);
        let first = alphabets.next();
        let mixed = alphabets.any(|other| Some(other) != first) || first == Some(Alphabet::Phonetic);
        let foreign = |c: char| c.is_alphabetic() && !c.is_ascii();
        let alike = |c: char| !c.is_alphabetic() || ALIKE.contains(c);
        mixed || (label.contains(foreign) && label.chars().all(alike))
    };
    letters.split('.').any(passes).then(|| SafeText::line(&letters))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_pass_for_others_are_told() {
        for (url, letters) in [
            ("https://аpple.example/x", "аpple.example"),
            ("https://xn--pple-43d.example/", "аpple.example"),
            ("https://сосо.example/", "сосо.example"),
            ("https://gοοgle.example/", "gοοgle.example"),
            ("https://www.pɑypal.example/", "www.pɑypal.example"),
        ] {
            assert_eq!(disguised(url).as_deref(), Some(letters), "{url}");
        }
    }

    #[test]
    fn names_in_their_own_alphabet_are_not() {
        for url in [
            "https://example.org/",
            "https://münchen.example/",
            "https://правда.example/",
            "https://移民.example/",
            "https://ελλάδα.example/",
            "https://127.0.0.1/",
            "mailto:a@xn--pple-43d.example",
            "",
        ] {
            assert_eq!(disguised(url), None, "{url}");
        }
    }
}
