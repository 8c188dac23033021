//! Visa classes and government forms: `H-1B`, `EB-5`, `I-589`, `Form N-400`.

use super::super::sheet::Sheet;
use super::Cite;
use crate::model::EntityKind;

/// Classes of admission (8 C.F.R. 214.1; 9 FAM 402.1 and 502.1), without hyphens.
const CLASSES: &[&str] = &[
    "A-1", "A-2", "A-3", "B-1", "B-2", "C-1", "C-2", "C-3", "D-1", "D-2", "E-1", "E-2", "E-3", "F-1", "F-2", "F-3",
    "G-1", "G-2", "G-3", "G-4", "G-5", "H-1B", "H-1B1", "H-1C", "H-2A", "H-2B", "H-3", "H-4", "J-1", "J-2", "K-1",
    "K-2", "K-3", "K-4", "L-1", "L-1A", "L-1B", "L-2", "M-1", "M-2", "M-3", "N-8", "N-9", "O-1", "O-1A", "O-1B", "O-2",
    "O-3", "P-1", "P-1A", "P-1B", "P-2", "P-3", "P-4", "Q-1", "R-1", "R-2", "S-5", "S-6", "T-1", "T-2", "U-1", "U-2",
    "V-1", "EB-1", "EB-1A", "EB-1B", "EB-1C", "EB-2", "EB-3", "EB-4", "EB-5", "EW-3", "IR-1", "IR-2", "IR-3", "IR-5",
    "CR-1", "CR-2", "SIV", "DV-1", "TN-1", "TN-2", "SQ-1",
];

/// Classes that mean other things too (rooms, roads, jets, vitamins): they need a word beside
/// them that says what is meant.
const SHARED: &[&str] = &[
    "A-1", "A-2", "A-3", "B-1", "B-2", "C-1", "C-2", "C-3", "D-1", "D-2", "E-1", "E-2", "E-3", "F-1", "F-2", "F-3",
    "G-1", "G-2", "G-3", "G-4", "G-5", "M-1", "M-2", "M-3", "N-8", "N-9", "O-1", "O-2", "O-3", "P-1", "P-2", "P-3",
    "P-4", "Q-1", "R-1", "R-2", "S-5", "S-6", "T-1", "T-2", "U-1", "U-2", "V-1", "J-1", "J-2", "K-2", "K-3", "K-4",
    "H-3", "H-4", "L-2", "L-1", "K-1", "CR-1", "CR-2", "IR-1", "IR-2", "IR-3", "IR-5", "DV-1",
];

/// Forms of USCIS and their kin (EOIR, State), by number.
const FORMS: &[&str] = &[
    "I-9", "I-90", "I-94", "I-102", "I-129", "I-129F", "I-129S", "I-130", "I-130A", "I-131", "I-134", "I-134A",
    "I-140", "I-191", "I-192", "I-193", "I-212", "I-220A", "I-220B", "I-246", "I-247", "I-247A", "I-290B", "I-317",
    "I-352", "I-356", "I-360", "I-361", "I-363", "I-407", "I-485", "I-485A", "I-485J", "I-508", "I-526", "I-526E",
    "I-539", "I-539A", "I-551", "I-566", "I-589", "I-590", "I-600", "I-600A", "I-601", "I-601A", "I-602", "I-612",
    "I-687", "I-690", "I-693", "I-694", "I-698", "I-730", "I-751", "I-765", "I-765V", "I-800", "I-800A", "I-817",
    "I-821", "I-821D", "I-824", "I-829", "I-854", "I-862", "I-864", "I-864A", "I-864EZ", "I-864P", "I-864W", "I-865",
    "I-881", "I-905", "I-907", "I-910", "I-912", "I-914", "I-918", "I-929", "I-941", "I-942", "I-944", "I-956",
    "I-983", "N-4", "N-300", "N-336", "N-400", "N-426", "N-470", "N-565", "N-600", "N-600K", "N-644", "N-648", "G-28",
    "G-28I", "G-325A", "G-639", "G-845", "G-884", "G-1041", "G-1055", "G-1145", "G-1450", "AR-11", "EOIR-26",
    "EOIR-28", "EOIR-29", "EOIR-33", "EOIR-40", "EOIR-42A", "EOIR-42B", "DS-160", "DS-156", "DS-230", "DS-260",
    "DS-261", "DS-2019", "DS-11", "DS-82", "DS-117", "DS-5535", "W-7", "ETA-9089", "ETA-9035", "I-20", "I-213",
    "I-205", "I-286", "I-200",
];

/// Forms whose number is also a road, a letter or a visa; they need "Form" before them.
const ROADS: &[&str] = &[
    "I-9", "I-20", "I-90", "I-94", "I-102", "I-129", "I-130", "I-131", "I-134", "I-140", "I-191", "I-192", "I-205",
    "N-4", "W-7", "I-200", "I-213", "I-286", "I-193", "I-212", "DS-11", "DS-82", "I-246", "I-290B",
];

/// Visa words that make a shared class a visa.
fn visa_beside(sheet: &Sheet, at: usize) -> bool {
    const WORDS: &[&str] = &[
        "visa",
        "visas",
        "status",
        "nonimmigrant",
        "nonimmigrants",
        "holder",
        "holders",
        "classification",
        "petition",
        "petitions",
        "worker",
        "workers",
        "fiancé",
        "fiancée",
        "fiance",
        "fiancee",
        "students",
        "student",
        "immigrant",
        "program",
        "programme",
        "dependents",
        "spouses",
        "scholars",
        "applicants",
        "applicant",
        "category",
        "categories",
        "cap",
        "lottery",
        "investor",
        "investors",
    ];
    let near = |index: usize| WORDS.iter().any(|word| sheet.is_word(index, word));
    (1..=3).any(|step| near(at + step)) || (1..=3).any(|step| at >= step && near(at - step))
}

/// A visa class or form, at a token with a digit in it.
pub fn coded(sheet: &Sheet, at: usize, out: &mut Vec<Cite>) -> bool {
    let word = sheet.word(at);
    if !(3..=10).contains(&word.len()) || !word.as_bytes()[0].is_ascii_uppercase() || !word.contains(['-', '‑']) {
        return false;
    }
    let plain = word.replace('‑', "-");
    let upper = plain.trim_end_matches('s').to_ascii_uppercase();
    if FORMS.contains(&upper.as_str()) && (!ROADS.contains(&upper.as_str()) || form_beside(sheet, at)) {
        out.push(form(sheet, at, at, &upper));
        return true;
    }
    if CLASSES.contains(&upper.as_str()) && (!SHARED.contains(&upper.as_str()) || visa_beside(sheet, at)) {
        let mut cite = Cite::name_only(at..at + 1, EntityKind::Law);
        cite.name = Some(upper);
        out.push(cite);
        return true;
    }
    false
}

/// Road numbers with a word of paperwork beside them are forms after all.
fn form_beside(sheet: &Sheet, at: usize) -> bool {
    const WORDS: &[&str] = &[
        "form",
        "forms",
        "petition",
        "petitions",
        "application",
        "applications",
        "filed",
        "file",
        "filing",
        "approved",
        "pending",
        "employer",
        "employers",
        "verification",
        "audit",
        "audits",
        "compliance",
        "inspection",
        "inspections",
    ];
    let near = |index: usize| WORDS.iter().any(|word| sheet.is_word(index, word));
    near(at + 1) || (1..=2).any(|step| at >= step && near(at - step))
}

fn form(sheet: &Sheet, start: usize, at: usize, number: &str) -> Cite {
    let _ = sheet;
    let slug = number.to_ascii_lowercase();
    let url = if number.starts_with("EOIR-") {
        "https://www.justice.gov/eoir/list-downloadable-eoir-forms".to_owned()
    } else if number.starts_with("DS-") {
        format!("https://eforms.state.gov/searchform.aspx?q={number}")
    } else if number.starts_with("ETA-") {
        "https://flag.dol.gov/programs/permanent".to_owned()
    } else if number.starts_with("W-") {
        "https://www.irs.gov/forms-pubs/about-form-w-7".to_owned()
    } else if number == "I-20" || number == "I-983" {
        "https://studyinthestates.dhs.gov/students".to_owned()
    } else {
        format!("https://www.uscis.gov/{slug}")
    };
    Cite::law(start..at + 1, format!("Form {number}"), Some(url))
}

/// `Form I-589`, `USCIS Form I-130`, from the word.
pub fn by_word(sheet: &Sheet, at: usize, out: &mut Vec<Cite>) -> bool {
    if !matches!(sheet.word(at), "Form" | "Forms" | "form" | "forms") {
        return false;
    }
    let next = at + 1 + usize::from(matches!(sheet.word(at + 1), "No." | "number"));
    let word = sheet.word(next);
    let upper = word.replace('‑', "-").trim_end_matches('s').to_ascii_uppercase();
    let shape = upper.split_once('-').is_some_and(|(letters, number)| {
        (1..=4).contains(&letters.len())
            && letters.bytes().all(|b| b.is_ascii_uppercase())
            && number.as_bytes().first().is_some_and(u8::is_ascii_digit)
            && number.len() <= 6
            && number.bytes().all(|b| b.is_ascii_alphanumeric())
    });
    if !shape
        || !(FORMS.contains(&upper.as_str())
            || matches!(upper.split('-').next(), Some("I" | "N" | "EOIR" | "DS" | "AR")))
    {
        return false;
    }
    out.push(form(sheet, at, next, &upper));
    true
}
