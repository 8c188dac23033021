//! Statutes, treaties, amendments, titles and operations, told by the shape of their names.

use super::super::sheet::{Sheet, flag};
use super::super::words;
use super::{Cite, codes, digits, europe};
use crate::model::EntityKind;

/// Most tokens a name of a law has on one side of its head.
const LONGEST: usize = 12;

/// Heads that make a name only with words before them, not after.
fn needs_left(word: &str) -> bool {
    !matches!(
        word,
        "Pact"
            | "Treaty"
            | "Convention"
            | "Protocol"
            | "Declaration"
            | "Covenant"
            | "Agreement"
            | "Charter"
            | "Protocols"
            | "Act"
            | "Accord"
    )
}

/// A name whose head ("Act", "Convention") is at a token.
pub fn headed(sheet: &Sheet, at: usize, out: &mut Vec<Cite>) -> bool {
    let word = sheet.word(at);
    if matches!(
        word,
        "Bill"
            | "Rule"
            | "Law"
            | "Order"
            | "Code"
            | "Charter"
            | "Program"
            | "Programme"
            | "Initiative"
            | "Memorandum"
            | "Decree"
            | "Proclamation"
            | "Constitution"
            | "Statute"
            | "Ordinance"
            | "Acts"
    ) {
        return weak_head(sheet, at, out);
    }
    let start = name_start(sheet, at);
    let mut end = at + 1;
    let long = start < at;
    if !long && needs_left(word) {
        return false;
    }
    // "Pact on Migration and Asylum", "Convention against Torture", "Act to …" is not a name.
    let tail = name_tail(sheet, end);
    if let Some(tail) = tail.filter(|_| {
        !long
            || matches!(
                word,
                "Convention" | "Pact" | "Treaty" | "Agreement" | "Covenant" | "Declaration" | "Protocol"
            )
    }) {
        end = tail;
    } else if !long {
        return false;
    }
    let (end, _) = year_after(sheet, end);
    push_statute(sheet, start, end, out);
    true
}

/// Heads of everyday use make a law only with a strong name before them.
fn weak_head(sheet: &Sheet, at: usize, out: &mut Vec<Cite>) -> bool {
    let word = sheet.word(at);
    let start = name_start(sheet, at);
    let (end, dated) = year_after(sheet, at + 1);
    let names = at - start;
    let follows = sheet.token(at + 1);
    if follows.is(flag::CAP) && !sheet.opens(at + 1) && !dated {
        return false;
    }
    let enough = match word {
        "Program" | "Programme" | "Initiative" | "Code" => names >= 2,
        "Rule" | "Order" | "Bill" | "Law" | "Statute" | "Memorandum" => names >= 2 || (names >= 1 && dated),
        "Constitution" => names >= 1,
        "Proclamation" => false,
        _ => names >= 2,
    };
    // "World Food Program", "U.N. Development Program" are bodies too.
    let world = matches!(sheet.word(start), "U.N." | "UN" | "United" | "World");
    // "Protective Order of Elks", "Foundation for Moral Law" are bodies.
    let body = word == "Order" && sheet.is_word(at + 1, "of")
        || word != "Program"
            && (start..at).any(|i| {
                sheet.token(i).has(words::ORG_HEAD) && matches!(sheet.word(i + 1), "for" | "of" | "on") && i + 3 >= at
            });
    if !enough
        || body
        || world
        || sheet.token(start).has(words::TITLE)
        || sheet.token(at.wrapping_sub(1)).has(words::TITLE)
    {
        return false;
    }
    push_statute(sheet, start, end, out);
    true
}

fn push_statute(sheet: &Sheet, start: usize, end: usize, out: &mut Vec<Cite>) {
    let name = sheet.slice(&sheet.bytes(start..end)).replace('\n', " ");
    let mut cite = Cite::name_only(start..end, EntityKind::Law);
    if let Some(url) = europe::statute_url(&name) {
        cite.canonical = Some(name.clone());
        cite.url = Some(url);
    }
    cite.name = Some(name);
    out.push(cite);
}

/// Where the capitalised name before a head begins.
fn name_start(sheet: &Sheet, head: usize) -> usize {
    if sheet.opens(head) {
        return head;
    }
    let mut start = head;
    let mut at = head;
    while at > 0 && head - at < LONGEST {
        at -= 1;
        let token = sheet.token(at);
        let word = sheet.word(at);
        let named = token.is(flag::CAP) && !token.is(flag::PUNCT);
        let link = matches!(
            word,
            "and" | "of" | "for" | "the" | "on" | "in" | "to" | "&" | "-" | "from" | "against" | "'s" | "’s"
        ) || (word == "," && sheet.token(at.wrapping_sub(1)).is(flag::CAP) && head - at < 10);
        if named && token.has(words::MONTH | words::WEEKDAY) && !token.is(flag::ALL_CAPS) {
            break;
        }
        if named {
            // A comma list is a name only when "and" has been passed ("Illegal Immigration
            // Reform, …" keeps its own).
            start = at;
        } else if !link {
            break;
        }
        if token.is(flag::PARAGRAPH | flag::SENTENCE) {
            break;
        }
    }
    // Leave out what only introduces the name.
    while start < head {
        let token = sheet.token(start);
        let next_named = sheet.token(start + 1).is(flag::CAP);
        let word = sheet.word(start);
        let intro = matches!(
            word,
            "The"
                | "A"
                | "An"
                | "Under"
                | "In"
                | "By"
                | "This"
                | "That"
                | "Its"
                | "His"
                | "Her"
                | "Their"
                | "And"
                | "But"
                | "When"
                | "If"
                | "As"
                | "While"
                | "Since"
                | "After"
                | "Before"
                | "Although"
                | "Because"
                | "With"
                | "Congress"
                | "Republicans"
                | "Democrats"
                | "House"
                | "Senate"
                | "U.S."
                | "US"
                | "American"
        );
        let title = token.has(words::TITLE) && !token.has(words::LAW_HEAD) && sheet.word(start).ends_with('.');
        if intro || title {
            start += 1;
            while start < head && !sheet.token(start).is(flag::CAP) {
                start += 1;
            }
        } else if !next_named
            && start + 1 < head
            && matches!(
                sheet.word(start + 1),
                "of" | "in" | "'s" | "’s" | "on" | "to" | "from" | ","
            )
            && boundary(sheet, start + 1, head)
        {
            // "Congress passed in …": cut at a link that does not belong to the name.
            start += 2;
            while start < head && !sheet.token(start).is(flag::CAP) {
                start += 1;
            }
        } else {
            break;
        }
    }
    start
}

/// Whether a link ends what stands before the name: a possessive or "in", "under".
fn boundary(sheet: &Sheet, at: usize, head: usize) -> bool {
    let word = sheet.word(at);
    let rest = head.saturating_sub(at + 1);
    match word {
        "'s" | "’s" => rest >= 1,
        "in" | "to" | "on" => rest >= 2,
        "," => !(at..head).any(|i| matches!(sheet.word(i), "and" | "&")),
        "from" => false,
        _ => false,
    }
}

/// A tail such as "on Migration and Asylum", "against Torture", "of Human Rights"; its end.
fn name_tail(sheet: &Sheet, at: usize) -> Option<usize> {
    let word = sheet.word(at);
    if !matches!(
        word,
        "on" | "against" | "for" | "of" | "relating" | "concerning" | "Relating" | "between"
    ) || sheet.opens(at)
    {
        return None;
    }
    let mut end = at + 1;
    let mut last = None;
    while end < at + LONGEST && !sheet.opens(end) {
        let token = sheet.token(end);
        if token.is(flag::CAP) && !token.has(words::MONTH) {
            last = Some(end + 1);
        } else if !matches!(
            sheet.word(end),
            "the" | "and" | "of" | "to" | "for" | "on" | "in" | "All" | "&" | "-"
        ) {
            break;
        }
        end += 1;
    }
    last
}

/// "of 1944", "2023" after a name; the token after and whether there was one.
fn year_after(sheet: &Sheet, at: usize) -> (usize, bool) {
    if sheet.opens(at) {
        return (at, false);
    }
    if europe::is_year(sheet, at) {
        return (at + 1, true);
    }
    if sheet.is_word(at, "of") && europe::is_year(sheet, at + 1) {
        return (at + 2, true);
    }
    (at, false)
}

/// The end of a statute's name that begins at a token (after "section 5 of the").
pub fn statute_from(sheet: &Sheet, at: usize) -> Option<usize> {
    let mut end = at;
    while end < at + LONGEST && (end == at || !sheet.opens(end)) {
        let token = sheet.token(end);
        if token.is(flag::CAP) {
            if token.has(words::LAW_HEAD) && end > at {
                let tail = name_tail(sheet, end + 1)
                    .filter(|_| matches!(sheet.word(end), "Convention" | "Treaty" | "Covenant" | "Declaration"));
                return Some(year_after(sheet, tail.unwrap_or(end + 1)).0);
            }
        } else if !matches!(
            sheet.word(end),
            "and" | "of" | "for" | "the" | "on" | "to" | "&" | "-" | ","
        ) {
            return None;
        }
        end += 1;
    }
    None
}

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
                .or_else(|| codes::act_name(sheet, next))
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
