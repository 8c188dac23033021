//! How far the name of a statute or treaty reaches around its head.

use super::super::sheet::{Sheet, flag};
use super::super::words;
use super::europe;

/// Most tokens a name of a law has on one side of its head.
const LONGEST: usize = 12;

/// Where the capitalised name before a head begins.
pub fn name_start(sheet: &Sheet, head: usize) -> usize {
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
pub fn name_tail(sheet: &Sheet, at: usize) -> Option<usize> {
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
pub fn year_after(sheet: &Sheet, at: usize) -> (usize, bool) {
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
