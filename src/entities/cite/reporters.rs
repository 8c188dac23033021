//! The abbreviations of law reports, from the list of the Free Law Project.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Abbreviation, then variants separated by `|`; one reporter a line.
const LIST: &str = include_str!("../../../assets/entities/reporters.tsv");

static TABLE: LazyLock<FxHashMap<String, &'static str>> = LazyLock::new(|| {
    let mut table = FxHashMap::default();
    for line in LIST.lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('\t');
        let Some(name) = columns.next().filter(|name| !name.is_empty()) else {
            continue;
        };
        table.insert(normal(name), name);
        for variant in columns.next().unwrap_or("").split('|').filter(|v| !v.is_empty()) {
            table.entry(normal(variant)).or_insert(name);
        }
    }
    table
});

/// The abbreviation without blanks and full stops, case kept.
pub fn normal(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, ' ' | '.' | '\u{a0}'))
        .map(|c| if c == '’' { '\'' } else { c })
        .collect()
}

/// The usual form of a reporter's abbreviation, given its normal form. The list names a reporter
/// by its first series; a later one keeps its number ("F.3d", "F. Supp. 3d": after single
/// letters without a blank).
pub fn usual(normal: &str) -> Option<String> {
    let first = *TABLE.get(normal)?;
    let series = SERIES.iter().find(|series| normal.ends_with(**series));
    match series {
        Some(series) if !first.ends_with(series) => {
            let last = first.rsplit(' ').next().unwrap_or(first);
            let letters = last.split('.').all(|part| part.chars().count() <= 1);
            let blank = if letters { "" } else { " " };
            Some(format!("{first}{blank}{series}"))
        }
        // "10 A.D. 200" is a year far more often than a report.
        None if first == "A.D." => None,
        _ => Some(first.to_owned()),
    }
}

/// How later series of a reporter are numbered.
const SERIES: &[&str] = &["2d", "3d", "4th", "5th", "6th", "7th", "8th"];
