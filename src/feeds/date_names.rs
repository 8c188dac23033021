//! The words in dates: months in the languages whose feeds write them out, and zones by name.
//!
//! How a date is taken apart is in [`super::dates`].

/// A month by its name in English, or the short and long names of the languages whose feeds
/// write dates in words (German, French, Spanish, Italian, Dutch, Portuguese, Greek, Hungarian).
pub(super) fn month(name: &[u8]) -> Option<u32> {
    let lower = name.get(..3.min(name.len()))?.to_ascii_lowercase();
    let english = match lower.as_slice() {
        b"jan" => 1,
        b"feb" => 2,
        b"mar" => 3,
        b"apr" => 4,
        b"may" => 5,
        b"jun" => 6,
        b"jul" => 7,
        b"aug" => 8,
        b"sep" => 9,
        b"oct" => 10,
        b"nov" => 11,
        b"dec" => 12,
        _ => 0,
    };
    if english > 0 {
        return Some(english);
    }
    const OTHERS: [(&str, u32); 47] = [
        ("ene", 1),
        ("gen", 1),
        ("janv", 1),
        ("jän", 1),
        ("ian", 1),
        ("ιαν", 1),
        ("fév", 2),
        ("fev", 2),
        ("φεβ", 2),
        ("mär", 3),
        ("mrt", 3),
        ("maa", 3),
        ("μάρ", 3),
        ("μαρ", 3),
        ("már", 3),
        ("avr", 4),
        ("abr", 4),
        ("ápr", 4),
        ("απρ", 4),
        ("mai", 5),
        ("mei", 5),
        ("mag", 5),
        ("máj", 5),
        ("μάι", 5),
        ("μαϊ", 5),
        ("μαι", 5),
        ("juin", 6),
        ("giu", 6),
        ("jún", 6),
        ("ιούν", 6),
        ("ιουν", 6),
        ("juil", 7),
        ("lug", 7),
        ("júl", 7),
        ("ιούλ", 7),
        ("ιουλ", 7),
        ("août", 8),
        ("aou", 8),
        ("ago", 8),
        ("αύγ", 8),
        ("αυγ", 8),
        ("set", 9),
        ("σεπ", 9),
        ("okt", 10),
        ("ott", 10),
        ("out", 10),
        ("οκτ", 10),
    ];
    const LATE: [(&str, u32); 7] = [
        ("νοέ", 11),
        ("νοε", 11),
        ("dez", 12),
        ("dic", 12),
        ("déc", 12),
        ("dek", 12),
        ("δεκ", 12),
    ];
    let name = std::str::from_utf8(name).ok()?;
    OTHERS
        .iter()
        .chain(&LATE)
        .find(|(prefix, _)| name.starts_with(prefix))
        .map(|(_, month)| *month)
}

/// Seconds east of UTC for a zone's name: RFC 822's, and the others that feeds use. `ET` and its
/// like are read as standard time, `IST` as India's, `BST` as Britain's.
pub(super) fn zone(name: &str) -> Option<i64> {
    let minutes = match name.to_ascii_uppercase().as_str() {
        "Z" | "UT" | "UTC" | "GMT" | "WET" => 0,
        "AT" | "AST" | "EDT" | "CLT" | "VET" => -4 * 60,
        "ADT" | "BRT" | "ART" | "CLST" => -3 * 60,
        "NST" => -210,
        "NDT" => -150,
        "ET" | "EST" | "CDT" | "COT" | "PET" => -5 * 60,
        "CT" | "CST" | "MDT" => -6 * 60,
        "MT" | "MST" | "PDT" => -7 * 60,
        "PT" | "PST" | "AKDT" => -8 * 60,
        "AKST" | "HDT" => -9 * 60,
        "HST" => -10 * 60,
        "BST" | "CET" | "MEZ" | "WEST" | "WAT" => 60,
        "CEST" | "MESZ" | "EET" | "SAST" | "CAT" => 2 * 60,
        "EEST" | "MSK" | "EAT" | "TRT" => 3 * 60,
        "IRST" => 210,
        "GST" | "SAMT" => 4 * 60,
        "PKT" | "YEKT" => 5 * 60,
        "IST" => 330,
        "NPT" => 345,
        "ICT" | "WIB" => 7 * 60,
        "SGT" | "HKT" | "AWST" | "PHT" | "MYT" => 8 * 60,
        "JST" | "KST" => 9 * 60,
        "ACST" => 570,
        "AEST" => 10 * 60,
        "ACDT" => 630,
        "AEDT" => 11 * 60,
        "NZST" => 12 * 60,
        "NZDT" => 13 * 60,
        _ => return None,
    };
    Some(minutes * 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_in_several_languages() {
        for (name, number) in [
            ("january", 1),
            ("märz", 3),
            ("août", 8),
            ("mai", 5),
            ("διαρ", 0),
            ("νοε", 11),
            ("dic", 12),
            ("mo", 0),
        ] {
            assert_eq!(month(name.as_bytes()).unwrap_or(0), number, "{name}");
        }
    }

    #[test]
    fn zones_by_name() {
        for (name, hours) in [("GMT", 0), ("est", -5), ("PDT", -7), ("CEST", 2), ("AT", -4)] {
            assert_eq!(zone(name), Some(hours * 3600), "{name}");
        }
        assert_eq!((zone("IST"), zone("Mon")), (Some(19_800), None));
    }
}
