//! Laws told by the word before them: "Title 42", "Article 33 of the Refugee Convention", "Operation Lone Star",
//! "14th Amendment".

use super::super::sheet::{Sheet, flag};
use super::super::words;
use super::reach::statute_from;
use super::sections::act_name;
use super::{Cite, digits};
use crate::model::EntityKind;

/// `Title 42`, `Article 33 of the Refugee Convention`, `Operation Lone Star`.
pub fn titled(sheet: &Sheet, at: usize, out: &mut Vec<Cite>) -> bool {
    match sheet.word(at) {
        "Title" => {
            let word = sheet.word(at + 1);
            let roman = word.len() <= 5 && !word.is_empty() && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
            if digits(word).is_some_and(|n| n.len() <= 2) || roman {
                let mut end = at + 2;
                // "Title VII of the Civil Rights Act"
                if sheet.is_word(end, "of") {
                    let next = end + 1 + usize::from(sheet.is_word(end + 1, "the"));
                    if let Some(statute) = statute_from(sheet, next) {
                        end = statute;
                    }
                }
                let mut cite = Cite::name_only(at..end, EntityKind::Law);
                cite.name = Some(sheet.slice(&sheet.bytes(at..end)).to_owned());
                out.push(cite);
                return true;
            }
            false
        }
        "Article" | "article" | "Articles" => {
            let number = sheet.word(at + 1);
            let Some(section) = super::section::parse(sheet, at + 1)
                .map(|s| (s.whole(), s.end))
                .or_else(|| {
                    (number.len() <= 5 && !number.is_empty() && number.bytes().all(|b| matches!(b, b'I' | b'V' | b'X')))
                        .then(|| (number.to_owned(), at + 2))
                })
            else {
                return false;
            };
            let (whole, end) = section;
            if !sheet.is_word(end, "of") && !sheet.is_word(end, "TFEU") && !sheet.is_word(end, "ECHR") {
                return false;
            }
            if matches!(sheet.word(end), "TFEU" | "ECHR") {
                let act = sheet.word(end);
                let url = (act == "TFEU").then(|| {
                    format!(
                        "https://eur-lex.europa.eu/eli/treaty/tfeu_2012/art_{}/oj",
                        whole.split('(').next().unwrap_or("")
                    )
                });
                out.push(Cite::law(at..end + 1, format!("{act} art. {whole}"), url));
                return true;
            }
            let next = end + 1 + usize::from(sheet.is_word(end + 1, "the"));
            let statute = statute_from(sheet, next)
                .or_else(|| act_name(sheet, next))
                .or_else(|| (matches!(sheet.word(next), "TFEU" | "ECHR")).then_some(next + 1));
            let Some(statute) = statute else {
                return false;
            };
            let name = sheet.slice(&sheet.bytes(next..statute));
            out.push(Cite::law(at..statute, format!("{name} art. {whole}"), None));
            true
        }
        "Operation" => operation(sheet, at, out),
        _ => false,
    }
}

fn operation(sheet: &Sheet, at: usize, out: &mut Vec<Cite>) -> bool {
    let mut end = at + 1;
    while end < at + 4 {
        let token = sheet.token(end);
        if !token.is(flag::CAP) || sheet.opens(end) || token.has(words::MONTH | words::WEEKDAY) {
            break;
        }
        end += 1;
    }
    if end == at + 1 {
        return false;
    }
    let mut cite = Cite::name_only(at..end, EntityKind::Law);
    cite.name = Some(sheet.slice(&sheet.bytes(at..end)).to_owned());
    out.push(cite);
    true
}

/// `14th Amendment`, `Fourteenth Amendment`.
pub fn amendment(sheet: &Sheet, at: usize, out: &mut Vec<Cite>) -> bool {
    if sheet.word(at + 1) != "Amendment" {
        return false;
    }
    let word = sheet.word(at);
    let number = words::small_number(&word.to_lowercase()).or_else(|| {
        let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
        digits
            .parse::<u32>()
            .ok()
            .filter(|_| word.len() <= digits.len() + 2 && word.len() > digits.len())
    });
    let Some(number) = number.filter(|n| (1..=27).contains(n)) else {
        return false;
    };
    out.push(Cite::law(
        at..at + 2,
        format!("U.S. Const. amend. {}", roman(number)),
        Some(format!(
            "https://constitution.congress.gov/constitution/amendment-{number}/"
        )),
    ));
    true
}

fn roman(mut number: u32) -> String {
    let mut out = String::new();
    for (value, letters) in [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")] {
        while number >= value {
            out.push_str(letters);
            number -= value;
        }
    }
    out
}
