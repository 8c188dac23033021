//! Bodies in credits: what their names look like, and the words that name nobody. The names of known
//! agencies are [`crate::model::agency`]'s.

use crate::model::agency::agency_key;
pub(super) use crate::model::agency::agency_name as known;

/// Words that only the names of bodies have.
#[rustfmt::skip]
const BODY_WORDS: &[&str] = &[
    "images", "image", "news", "press", "photo", "photos", "photography", "agency", "media", "group", "studio",
    "studios", "pictures", "productions", "production", "entertainment", "museum", "gallery", "archive", "archives",
    "library", "university", "college", "school", "academy", "institute", "department", "dept", "ministry",
    "office", "bureau", "commission", "committee", "council", "government", "govt", "court", "county", "city",
    "state", "police", "sheriff", "sheriffs", "force", "army", "navy", "coast", "guard", "border", "patrol",
    "customs", "embassy", "house", "senate", "congress", "parliament", "party", "campaign", "foundation",
    "association", "society", "union", "league", "club", "company", "corp", "corporation", "inc", "llc", "ltd",
    "gmbh", "co", "plc", "partners", "capital", "bank", "estate", "times", "post", "tribune", "herald", "journal",
    "gazette", "magazine", "observer", "guardian", "telegraph", "mirror", "chronicle", "examiner", "register",
    "star", "sun", "globe", "today", "daily", "weekly", "newspapers", "newspaper", "television", "tv", "radio",
    "network", "channel", "films", "film", "records", "music", "stock", "worldview", "earth", "economics",
    "research", "center", "centre", "project", "initiative", "program", "service", "services", "system", "hospital",
    "health", "church", "district", "registry", "board", "authority", "administration", "nations", "unicef",
    "kommission", "command", "plataforma", "shimbun", "zeitung", "verlag", "stiftung", "bundeswehr", "polizei",
    "wire", "collection", "team", "staff", "international", "national", "federal", "public", "european", "american",
    "royal", "wikimedia", "commons", "creative", "handout", "screenshot", "screengrab", "app", "games", "pixels",
    "labs", "tech", "technologies", "airlines", "motors", "energy", "security", "justice", "homeland",
    "immigration", "prison", "jail", "nursing", "farm", "theatre", "theater", "opera", "festival", "sports",
    "football", "basketball", "baseball",
];

/// Words of a credit that name nobody.
#[rustfmt::skip]
const NOBODY: &[&str] = &[
    "file", "file photo", "files", "file image", "handout", "hand-out", "stringer", "stf", "str", "staff",
    "staff photo", "staff photographer", "staff writer", "special to", "file photograph", "screen capture",
    "screen grab", "video still", "social media", "for the press", "pool photo", "archive", "archiv", "archivbild",
    "archivfoto", "via", "contributor", "contributed", "contributed photo", "provided", "provided photo",
    "supplied", "submitted", "submitted photo", "symbolbild", "symbolfoto", "screenshot", "screengrab", "courtesy",
    "courtesy photo", "composite", "all rights reserved", "photo", "photos", "image", "images", "picture", "left",
    "right", "undated", "used with permission", "document", "dr", "d r", "n/a", "none", "unknown", "photographer",
    "freelance", "special", "ho",
];

/// Whether a piece of a credit names nobody ("File", "Handout", a licence).
pub(super) fn is_nobody(name: &str) -> bool {
    let key = agency_key(name);
    NOBODY.contains(&key.as_str())
        || ["cc by", "cc-by", "cc0", "creative commons", "public domain"]
            .iter()
            .any(|licence| key.starts_with(licence))
        // "Denmark OUT": who may not use it.
        || key.ends_with(" out") && name.ends_with("OUT")
}

/// Whether a known name is of those that captions also speak of: then brackets in the middle of a
/// sentence are no credit ("the agency (CBP)").
pub(super) fn is_spoken_of(name: &str) -> bool {
    let spoken = [
        "ice", "cbp", "uscis", "dhs", "nasa", "bbc", "cnn", "npr", "nbc", "abc", "cbs", "itv", "sky", "nine", "pa",
        "tt", "apa", "google", "apple", "facebook", "twitter", "rex", "pap", "cp", "vii", "ani", "pool",
    ];
    spoken.contains(&agency_key(name).as_str())
}

/// Whether a name has a word that only bodies have, or is an abbreviation.
pub(super) fn looks_like_body(name: &str) -> bool {
    let mut words = name.split_whitespace().peekable();
    if words.peek().is_none() {
        return false;
    }
    let abbreviation = !name.contains(' ')
        && name.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
        && name.chars().filter(|c| c.is_alphabetic()).count() <= 6;
    abbreviation
        || name.contains(['&', '.']) && name.contains(".com")
        || words.any(|word| {
            let bare: String = word
                .chars()
                .filter(|c| c.is_alphanumeric())
                .flat_map(char::to_lowercase)
                .collect();
            BODY_WORDS.contains(&bare.as_str()) || word.contains('&')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_told_from_people() {
        assert!(is_nobody("File") && is_nobody("HANDOUT"));
        assert!(looks_like_body("Sample County Sheriff's Office") && looks_like_body("XYZ"));
        assert!(!looks_like_body("Ada Sample"));
    }
}
