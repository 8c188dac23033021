//! What is read is written so that it reads the same.

use proptest::prelude::*;

use super::*;
use crate::model::SafeText;

fn read(text: &str) -> Query {
    text.parse().unwrap()
}

#[test]
fn reads_and_writes_the_same() {
    for text in [
        "asylum",
        "\"credible fear\" -visa",
        "is:unread is:starred feed:guardian since:7d",
        "feed:#12 folder:\"US government\"",
        "entity:\"Ken Cuccinelli\" before:2026-11-01 -is:saved",
        "tag:brief h-1b",
        "person:cuccinelli -org:ICE place:\"El Paso\" law:DACA case:korematsu",
        "speaker:\"Ken Cuccinelli\" cites:\"8 U.S.C. § 1158(a)\"",
        "caption:raft -photographer:\"Ana Ejemplo\" agency:AP credit:handout has:photo",
        "since:90m since:12h since:14d",
        "entity \":Dana\" folder:\"A \\\"B\\\" \\\\ C\" feed:\"#12\" feed:a\"b\\c",
    ] {
        assert_eq!(read(text).to_string(), text);
    }
}

#[test]
fn weeks_are_written_as_days() {
    assert_eq!(read("since:2w").to_string(), "since:14d");
}

#[test]
fn a_mark_parts_a_word_from_a_phrase() {
    let word = Test::Word("entity".into());
    let both = Query::of(word).and(&Query::of(Test::Phrase(":Dana".into())));
    assert_eq!(read("entity\":Dana\""), both);
    assert_eq!(read("feed:\"#12\""), Query::of(Test::Feed("#12".into())));
    assert_eq!(read("\"a\"\u{301}-b"), read("\"a\" -b"));
}

#[test]
fn what_would_not_be_read_back_is_refused() {
    assert_eq!(read("since:14285w").to_string(), "since:99995d");
    for text in ["since:100000w", "since:10000-01-01", "before:-0001-01-01"] {
        assert!(text.parse::<Query>().is_err(), "{text}");
    }
    let long = "a\"b\"".repeat(30);
    assert_eq!(read(&long).terms.len(), 60);
    assert_eq!(
        format!("{} {long}", "x".repeat(870)).parse::<Query>(),
        Err(QueryError::TooLong)
    );
    assert_eq!("x".repeat(1_001).parse::<Query>(), Err(QueryError::TooLong));
}

#[test]
fn half_typed_queries_read() {
    assert_eq!(read("\"credible f"), read("\"credible f\""));
    assert_eq!(read("- \"\" :"), Query::all());
    assert_eq!(read("\"\"\u{ae2}"), Query::all());
    assert_eq!(
        read("http://x.example"),
        Query::of(Test::Word("http://x.example".into()))
    );
}

#[test]
fn mistakes_say_what_would_do() {
    assert!("is:new".parse::<Query>().unwrap_err().to_string().contains("unread"));
    assert!(
        "since:tomorrow"
            .parse::<Query>()
            .unwrap_err()
            .to_string()
            .contains("7d")
    );
    assert!("feed:".parse::<Query>().is_err());
}

proptest! {
    #[test]
    fn any_text_reads_back_as_written(text in "\\PC{0,40}") {
        if let Ok(query) = text.parse::<Query>() {
            prop_assert_eq!(query.to_string().parse::<Query>(), Ok(query));
        }
    }

    #[test]
    fn queries_of_their_own_signs_read_back(text in "([-\":# \\\\\u{301}\u{fe0f}]|is:|feed:|entity|tag|since:|[0-9a-z]|unread|7d){0,24}") {
        if let Ok(query) = text.parse::<Query>() {
            prop_assert_eq!(query.to_string().parse::<Query>(), Ok(query));
        }
    }

    #[test]
    fn any_name_reads_back_in_its_field(field in 0usize..NameField::ALL.len(), name in "[\"\\\\# a]{0,6}[^\\p{C}]{1,30}", negated: bool) {
        let name = SafeText::line(&name).trim().to_owned();
        prop_assume!(!name.is_empty());
        let named = Test::Named(NameField::ALL[field], name.clone());
        for test in [named, Test::Cites(name.clone()), Test::Feed(name.clone()), Test::Phrase(name)] {
            let query = Query { terms: vec![Term { negated, test }] };
            prop_assert_eq!(query.to_string().parse::<Query>(), Ok(query));
        }
    }
}
