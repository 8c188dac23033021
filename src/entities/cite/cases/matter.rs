//! Names of cases of one party: "Matter of M-S-", "In re Gault".

use super::named;
use crate::entities::cite::Cite;
use crate::entities::sheet::{Sheet, flag};

/// `Matter of M-S-, 27 I&N Dec. 509 (A.G. 2019)`, `In re Soriano`.
pub fn matter(sheet: &Sheet, at: usize, out: &mut Vec<Cite>) -> bool {
    let next = match (sheet.word(at), sheet.word(at + 1)) {
        ("Matter" | "matter", "of") if sheet.word(at) == "Matter" => at + 2,
        ("In", "re") => at + 2,
        ("In", "the") if sheet.word(at + 2) == "Matter" && sheet.word(at + 3) == "of" => at + 4,
        _ => return false,
    };
    let mut end = next;
    while end < next + 10 {
        let token = sheet.token(end);
        let word = sheet.word(end);
        let joint = matches!(word, "&" | "et" | "al." | "-" | "of" | "and" | "de" | "la");
        let initials = token.is(flag::CAP) && !token.is(flag::SENTENCE);
        if !(joint || initials) {
            break;
        }
        if word == "and" && !(sheet.token(end + 1).is(flag::CAP)) {
            break;
        }
        end += 1;
    }
    while end > next && !sheet.token(end - 1).is(flag::CAP) && !matches!(sheet.word(end - 1), "-" | "al.") {
        end -= 1;
    }
    if end == next {
        return false;
    }
    let words = sheet.slice(&sheet.bytes(next..end));
    let name = if sheet.word(at + 1) == "re" {
        format!("In re {words}")
    } else {
        format!("Matter of {words}")
    };
    named(sheet, at, end, name, out);
    true
}
