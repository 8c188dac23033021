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

/// The usual form of a reporter's abbreviation, given its normal form.
pub fn usual(normal: &str) -> Option<&'static str> {
    TABLE.get(normal).copied()
}
