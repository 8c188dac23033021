//! The whole engine on texts of our own making, and on hostile ones.

use super::*;
use proptest::prelude::*;

fn named(text: &str) -> Vec<(EntityKind, String)> {
    analyse_text(text, None)
        .entities
        .iter()
        .map(|e| (e.kind, e.name.to_string()))
        .collect()
}

#[test]
fn an_acronym_is_its_name() {
    let text = "The Northern Shelter Alliance (NSA) sued. NSA lawyers filed in March 2020.";
    let analysis = analyse_text(text, None);
    let alliance = analysis
        .entities
        .iter()
        .find(|e| e.name.as_str().contains("Shelter"))
        .unwrap();
    assert_eq!(alliance.mentions.len(), 3, "{:?}", analysis.entities);
}

#[test]
fn laws_and_agencies_have_their_identity() {
    let found = named("USCIS applied 8 U.S.C. 1158(a), that is 8 USC § 1158(a).");
    assert!(
        found.contains(&(EntityKind::Agency, "US Citizenship and Immigration Services".into())),
        "{found:?}"
    );
    let analysis = analyse_text("8 U.S.C. 1158(a), that is 8 USC § 1158(a).", None);
    assert_eq!(analysis.citations.len(), 1);
    assert_eq!(analysis.citations[0].ranges.len(), 2);
}

fn sound(text: &str) {
    let analysis = analyse_text(text, Some(Timestamp(1_720_612_800)));
    let ranges = analysis
        .entities
        .iter()
        .flat_map(|e| e.mentions.iter().map(|m| m.range.clone()))
        .chain(analysis.quotes.iter().map(|q| q.range.clone()))
        .chain(analysis.quotes.iter().filter_map(|q| q.verb.clone()))
        .chain(analysis.citations.iter().flat_map(|c| c.ranges.clone()));
    for range in ranges {
        assert!(
            text.get(range.clone()).is_some_and(|s| !s.is_empty()),
            "{range:?} in {text:?}"
        );
    }
    for entity in &analysis.entities {
        assert!(!entity.mentions.is_empty());
        assert!((0.0..=1.0).contains(&entity.prominence));
        assert!(
            entity.mentions.windows(2).all(|w| w[0].range.end <= w[1].range.start),
            "{entity:?}"
        );
    }
    for quote in &analysis.quotes {
        assert!(quote.entity.is_none_or(|index| index < analysis.entities.len()));
    }
}

const PIECES: &[&str] = &[
    "“",
    "”",
    "\"",
    "(",
    ")",
    "§",
    "§§",
    "8 U.S.C. ",
    "v. ",
    "Matter of ",
    "In re ",
    "No. ",
    "19-15716",
    "U.S.",
    "-",
    "Mexico",
    "’s",
    "'",
    "Act ",
    "of ",
    "the ",
    "and ",
    "Title ",
    "42 ",
    "Section ",
    "212(f)(",
    "June ",
    "14, ",
    "2019 ",
    "$",
    "5 ",
    "million ",
    "said ",
    "She ",
    "they ",
    "Smith ",
    "John ",
    "(MPP) ",
    "MPP ",
    "\n",
    "\n\n",
    "é",
    "日本",
    "🇺🇸",
    "\u{301}",
    "\u{200b}",
    "[2023] UKSC ",
    "H.R. ",
    "S. ",
    "D-Calif. ",
    "A012-345-678 ",
    ",",
    ". ",
    "Regulation (EU) ",
    "2024/1351 ",
    "last ",
    "next ",
    "Friday ",
    "according to ",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_text_is_survived(text in "\\PC{0,200}") {
        sound(&text);
    }

    #[test]
    fn pieces_of_law_in_any_order_are_survived(order in proptest::collection::vec(0..PIECES.len(), 0..60)) {
        let text: String = order.iter().map(|index| PIECES[*index]).collect();
        sound(&text);
    }
}

#[test]
fn repeated_patterns_take_no_longer_than_they_must() {
    // Not a measurement: these would take minutes if anything were quadratic.
    for piece in PIECES.iter().chain(&[
        "(AB) ",
        "Aa v. Bb, ",
        "John Smith (JS) ",
        "of the Act ",
        "“a ",
        "X v. ",
        "Smith said ",
        "Smithson-",
        "A.",
        "1,",
        "(((a",
        "Ab Cd Ef ",
    ]) {
        let text = piece.repeat(60_000 / piece.len());
        sound(&text);
    }
}
