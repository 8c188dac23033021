//! Words with a capital that name nothing by themselves: "the Court", "Royal Assent", "Attorney General".
//!
//! The tagger sees a capital and a place in the sentence; what a reader would not look up is left out here.

use super::found::{Found, Source};
use super::sheet::{Sheet, flag};
use super::words;
use crate::model::EntityKind;

/// Steps and papers of lawmaking, and words of documents.
const TERMS: &[&str] = &[
    "Royal Assent",
    "First Reading",
    "Second Reading",
    "Third Reading",
    "Green Paper",
    "White Paper",
    "Collection",
    "Internet",
    "Independent",
    "Convention",
    "Copyright",
    "Dateline",
    "Editor",
    "Getty Images News",
    "Read More",
    "New Year",
    "Federal Government",
    "Government",
    "Nation",
    "State",
    "Section",
    "Chapter",
    "Figure",
    "Table",
    "Photo",
    "Source",
    "NGO",
    "NGOs",
    "MP",
    "MPs",
    "MSP",
    "MEP",
    "MEPs",
    "CEO",
    "QC",
    "KC",
];

/// Whether what the tagger found is no name.
pub fn is_generic(sheet: &Sheet, found: &Found) -> bool {
    if found.source != Source::Tagger || found.kind == EntityKind::Group {
        return false;
    }
    let words = sheet.slice(&sheet.bytes(found.tokens.clone()));
    TERMS.contains(&words) || is_head(sheet, found) || is_office(sheet, found) || is_abbreviation(sheet, found)
}

/// "Court", "Department": what a body is, not which.
fn is_head(sheet: &Sheet, found: &Found) -> bool {
    let at = found.tokens.start;
    let token = sheet.token(at);
    found.tokens.len() == 1
        && found.kind == EntityKind::Organisation
        && !token.is(flag::ALL_CAPS)
        && token.has(words::ORG_HEAD | words::BODY | words::COMPANY | words::LAW_HEAD)
        && !token.has(words::COMMON_CAP)
        && !matches!(
            sheet.word(at),
            "Army"
                | "Navy"
                | "Post"
                | "Times"
                | "Journal"
                | "Force"
                | "Forces"
                | "Guard"
                | "Police"
                | "Assembly"
                | "Church"
                | "Union"
                | "Front"
        )
}

/// "Attorney General", "Deputy Assistant Secretary": an office, whoever holds it.
fn is_office(sheet: &Sheet, found: &Found) -> bool {
    found.tokens.len() > 1
        && found.tokens.clone().all(|at| {
            sheet.token(at).has(words::TITLE)
                || matches!(sheet.word(at), "Surgeon" | "Solicitor" | "Inspector" | "Auditor")
        })
}

/// The "D. Tex." of "S.D. Tex.", and the "U.S.C." of a citation that ran into other words.
fn is_abbreviation(sheet: &Sheet, found: &Found) -> bool {
    let district = found.tokens.len() == 2
        && matches!(sheet.word(found.tokens.start), "D." | "D")
        && sheet.word(found.tokens.start + 1).trim_end_matches('.').len() <= 4;
    let mut words = found.tokens.clone().map(|at| sheet.word(at));
    district || words.any(|word| matches!(word, "U.S.C." | "C.F.R." | "Reg." | "Stat."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_names_nothing_is_told() {
        use EntityKind::{Organisation, Person};
        let generic = |text: &str, kind| {
            let sheet = Sheet::new(text);
            is_generic(&sheet, &Found::new(0..sheet.tokens.len(), kind, Source::Tagger))
        };
        for text in [
            "Court",
            "Department",
            "Royal Assent",
            "Attorney General",
            "Surgeon General",
            "Collection",
        ] {
            assert!(generic(text, Organisation), "{text}");
        }
        assert!(generic("Surgeon General", Person) && generic("D. Tex.", Person) && generic("Source8 U.S.C.", Person));
        for text in ["Congress", "Supreme Court", "General Motors", "ICE"] {
            assert!(!generic(text, Organisation), "{text}");
        }
        assert!(!generic("D. Ruizes", Person));
    }
}
