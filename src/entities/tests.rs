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

#[test]
fn no_name_runs_from_one_cell_of_a_table_into_the_next() {
    let text = "Standard\tSource\nReasonable fear\tMaria Hernandez\tNorthern Shelter Alliance\tTucson";
    for (_, name) in named(text) {
        assert!(text.split(['\t', '\n']).any(|cell| cell.contains(&name)), "{name}");
    }
    let told = named("The Northern Shelter\tAlliance of lawyers met.");
    assert!(
        told.iter().all(|(_, name)| name != "Northern Shelter Alliance"),
        "{told:?}"
    );
}

#[test]
fn names_are_not_cut_in_two() {
    let has = |text: &str, kind: EntityKind, name: &str| {
        let found = named(text);
        assert!(found.contains(&(kind, name.to_owned())), "{name} in {found:?}");
    };
    use EntityKind::{Agency, Law, Organisation, Person};
    let text = "The U.S. State Department and the U.S. Food and Drug Administration met on Monday in Washington.";
    has(text, Agency, "US Department of State");
    has(text, Organisation, "U.S. Food and Drug Administration");
    let text = "The court read the Illegal Immigration Reform and Immigrant Responsibility Act of 1996 with care.";
    has(text, Law, "Illegal Immigration Reform and Immigrant Responsibility Act");
    let text = "Secretary of Homeland Security Xiomara Prueba spoke in Texas. Prueba said the border was calm.";
    has(text, Person, "Xiomara Prueba");
    has(text, Agency, "US Department of Homeland Security");
}

#[test]
fn what_names_nothing_is_left_out() {
    for (text, word) in [
        (
            "The bill received Royal Assent in July 2023, the Home Office said in London.",
            "Royal Assent",
        ),
        (
            "Forces of the NATO-led mission left Kabul on Friday, officials said.",
            "NATO",
        ),
        (
            "The judge sat in the S.D. Tex. on Monday and in El Paso on Friday.",
            "D. Tex",
        ),
        (
            "They spoke of the moral fabric of our Nation on Friday, officials said.",
            "Nation",
        ),
    ] {
        let found = named(text);
        assert!(
            !found.iter().any(|(_, name)| name.starts_with(word)),
            "{word} in {found:?}"
        );
    }
}

#[test]
fn things_the_gazetteer_tells_apart_are_not_joined() {
    let text = "The ban, Proclamation No. 9645, replaced Executive Order 13769. The Court of Justice of the European Union ruled against the European Union.";
    let found = analyse_text(text, None).entities;
    let of = |words: &str| {
        let at = text.find(words).unwrap();
        found
            .iter()
            .position(|entity| entity.mentions.iter().any(|mention| mention.range.contains(&at)))
            .unwrap()
    };
    assert_ne!(of("Proclamation"), of("Executive"), "{found:?}");
    assert_ne!(of("Court of Justice"), of("European Union."), "{found:?}");
}

#[test]
fn a_case_is_one_with_and_without_its_reporter() {
    let text = "The court cited Haddad v. Mercer, 512 F.3d 100 (9th Cir. 2008). Haddad v. Mercer was decided on other grounds.";
    let analysis = analyse_text(text, None);
    let cases: Vec<_> = analysis
        .entities
        .iter()
        .filter(|e| e.kind == EntityKind::Case)
        .collect();
    assert_eq!(cases.len(), 1, "{cases:?}");
    assert_eq!((cases[0].mentions.len(), cases[0].key.as_str()), (2, "haddad v mercer"));
}

#[test]
fn names_in_captions_are_known_by_the_text_and_stand_apart() {
    let mut builder = crate::model::DocumentBuilder::new();
    builder.open(crate::model::BlockKind::Paragraph, 0, None);
    builder.push("Maria Hernandez, a lawyer, said on Tuesday that she would appeal to the Supreme Court.");
    let document = builder.finish();
    let photo = |caption: &str| Photo {
        caption: SafeText::line(caption),
        ..Photo::default()
    };
    let photos = [
        photo("Hernandez outside the court in Tucson, Ariz."),
        photo(""),
        photo("A bridge."),
    ];
    let analysis = analyse("A lawyer appeals", &document, &photos, None);
    let named: Vec<(usize, &str)> = analysis
        .captions
        .iter()
        .map(|name| (name.photo, name.name.as_str()))
        .collect();
    assert!(named.contains(&(0, "Maria Hernandez")), "{named:?}");
    assert!(named.iter().all(|(photo, _)| *photo == 0), "{named:?}");
    let end = document.text().len();
    let inside = analysis
        .entities
        .iter()
        .flat_map(|entity| &entity.mentions)
        .all(|mention| mention.range.end <= end);
    assert!(inside && analysis.entities.iter().all(|entity| !entity.mentions.is_empty()));
    assert_eq!(analysis.text, fingerprint(document.text()));
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

/// News of our own making, of about so many bytes.
fn news(bytes: usize) -> String {
    const PARAGRAPH: &str = "US Citizenship and Immigration Services said on Tuesday, June 14, 2022, that it would no longer hold hearings in Tucson, Ariz., under 8 U.S.C. § 1158(a). “We cannot be made to break the law,” said Maria Hernandez, who leads the Northern Shelter Alliance (NSA), a group that sued in Hernandez v. Garland. About 1,200 people wait in Mexico, and the agency has spent $4.5 million since last year. Hernandez told reporters that the rule “shocks the conscience.”\n\n";
    PARAGRAPH.repeat(bytes / PARAGRAPH.len() + 1)
}

#[test]
fn a_repeated_pattern_takes_no_longer_than_news_of_its_length() {
    const SIZE: usize = 60_000;
    let clock = crate::cpu_time::CpuClock::start();
    sound(&news(SIZE));
    let usual = clock.elapsed();
    let mut slow = Vec::new();
    for piece in PIECES.iter().chain(&[
        "‘",
        "« ",
        "'a ",
        "“a ",
        "\"a\" ",
        "(AB) ",
        "Aa v. Bb, ",
        "John Smith (JS) ",
        "of the Act ",
        "X v. ",
        "Smith said ",
        "the agency said ",
        "Ab, also known as Cd, ",
        "University of Ab, ",
        "Smithson-",
        "A.",
        "1,",
        "$1 ",
        "H-1B ",
        "(((a",
        "Ab Cd Ef ",
    ]) {
        let text = piece.repeat(SIZE / piece.len());
        let clock = crate::cpu_time::CpuClock::start();
        sound(&text);
        // Three times is the promise for a megabyte of optimised code; anything that grows with the
        // square of the length is far beyond this.
        if clock.elapsed() > usual * 8 {
            slow.push((piece, clock.elapsed(), usual));
        }
    }
    assert!(slow.is_empty(), "{slow:?}");
}
