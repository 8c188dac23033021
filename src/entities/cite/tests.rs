//! Citations of our own writing with the form and the address each must have, and near misses.

use crate::entities::analyse_text;
use crate::model::Timestamp;

/// Text, canonical form, address.
const CITATIONS: &str = include_str!("citations.tsv");

/// A sentence a line, none of which cites anything.
const NEAR_MISSES: &str = include_str!("near-misses.txt");

/// In July 2024 the 118th Congress sat.
const WHEN: Option<Timestamp> = Some(Timestamp(1_720_612_800));

#[test]
fn every_citation_has_its_form_and_address() {
    let mut count = 0;
    let mut wrong = Vec::new();
    for line in CITATIONS.lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let (written, canonical, url) = (columns[0], columns[1], columns[2]);
        for text in [
            format!("The lawyers rely on {written} here."),
            format!("The rule stands, they said ({written})."),
        ] {
            count += 1;
            let analysis = analyse_text(&text, WHEN);
            let fits = analysis
                .citations
                .iter()
                .any(|citation| citation.canonical == canonical && citation.url.as_deref() == Some(url));
            if !fits || analysis.citations.len() != 1 {
                wrong.push(format!(
                    "{text}\n   wanted {canonical} {url}\n   found {:?}",
                    analysis.citations
                ));
            }
        }
    }
    assert!(count >= 400, "{count}");
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn near_misses_cite_nothing() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for text in NEAR_MISSES.lines() {
        count += 1;
        let analysis = analyse_text(text, WHEN);
        if !analysis.citations.is_empty() {
            wrong.push(format!("{text}: {:?}", analysis.citations));
        }
    }
    assert!(count >= 100, "{count}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn several_sections_are_several_citations() {
    let analysis = analyse_text("under 8 U.S.C. §§ 1158, 1182(f) and 1225(b).", None);
    let forms: Vec<&str> = analysis.citations.iter().map(|c| c.canonical.as_str()).collect();
    assert_eq!(forms, ["8 U.S.C. § 1158", "8 U.S.C. § 1182(f)", "8 U.S.C. § 1225(b)"]);
}

#[test]
fn registration_numbers_are_not_shown() {
    let analysis = analyse_text("The file A012-345-678 was lost.", None);
    assert!(
        analysis
            .entities
            .iter()
            .any(|e| e.name.as_str() == "A-number ending 678")
    );
    assert!(
        analysis.entities.iter().all(|e| !e.key.contains("012")),
        "{:?}",
        analysis.entities
    );
}
