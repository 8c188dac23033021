//! Quotes of our own making, with the speakers a reader would name.

use crate::entities::analyse_text;
use crate::model::QuoteKind;

fn said(text: &str) -> Vec<(String, Option<String>)> {
    analyse_text(text, None)
        .quotes
        .iter()
        .filter(|quote| quote.kind != QuoteKind::Reported)
        .map(|quote| {
            (
                text[quote.range.clone()].to_owned(),
                quote.speaker.as_ref().map(|name| name.to_string()),
            )
        })
        .collect()
}

#[test]
fn speaker_after_and_before() {
    let text = "“We will appeal this ruling,” said Maria Hernandez, a lawyer. Hernandez added: “It is wrong.”";
    let quotes = said(text);
    assert_eq!(quotes.len(), 2);
    assert!(
        quotes.iter().all(|(_, who)| who.as_deref() == Some("Maria Hernandez")),
        "{quotes:?}"
    );
}

#[test]
fn pronouns_and_split_quotes() {
    let text = "Maria Hernandez left court on Monday. “We won,” she said, “and we will win again.”";
    let quotes = said(text);
    assert_eq!(quotes.len(), 2, "{quotes:?}");
    assert!(
        quotes.iter().all(|(_, who)| who.as_deref() == Some("Maria Hernandez")),
        "{quotes:?}"
    );
}

#[test]
fn paragraphs_of_one_speaker() {
    let text = "“The first part goes on and on,\n“and here it ends.” said Maria Hernandez.";
    assert_eq!(said(text).len(), 2);
}

#[test]
fn names_in_quotation_marks_are_not_quotes() {
    assert_eq!(said("The policy known as “Remain in Mexico” ended in 2021."), []);
}

#[test]
fn bodies_without_names_speak() {
    let text = "The union representing port workers asked a court to act.\n\n“We are bound to help those who flee,” they wrote in a court filing.";
    assert_eq!(said(text)[0].1.as_deref(), Some("port workers union"));
    let text = format!("CNN — {text}");
    assert_eq!(
        said(&text)[0].1.as_deref(),
        Some("port workers union"),
        "not who reports it"
    );
}

/// Texts with the speakers of their quotes, in order.
const SPEAKERS: &[(&str, &[&str])] = &[
    (
        "The Department of Homeland Security declined to comment on Tuesday. “We do not discuss pending litigation,” the agency said.",
        &["US Department of Homeland Security"],
    ),
    (
        "Judge Maria Okafor blocked the rule. \"The statute could not be clearer,\" she wrote in a 40-page opinion.",
        &["Maria Okafor"],
    ),
    (
        "According to Anna Berg, a lawyer at the clinic, “the system has simply collapsed under its own weight.”",
        &["Anna Berg"],
    ),
    (
        "“He told me, ‘You can’t come in,’ and closed the gate,” said Rosa Alvarez.",
        &["Rosa Alvarez"],
    ),
    (
        "“The first thing is that we were never told anything at all.\n\n“The second is that nobody will answer us,” said Rosa Alvarez.",
        &["Rosa Alvarez", "Rosa Alvarez"],
    ),
    (
        "‘We are appalled by the decision,’ said Oliver Hart, who runs the trust. ‘It shames the country.’",
        &["Oliver Hart", "Oliver Hart"],
    ),
    (
        "Writing for the majority, Justice Helen Marsh said the agency “acted well within its power.” Justice Ian Cole, dissenting, called that reading “untenable on its face.”",
        &["Helen Marsh", "Ian Cole"],
    ),
    (
        "“We have asked for a meeting,” he said, “and we have heard nothing.” Peter Vance, who leads the union, was speaking in Tucson.",
        &["Peter Vance", "Peter Vance"],
    ),
];

#[test]
fn speakers_are_told_by_name_noun_and_pronoun() {
    for (text, speakers) in SPEAKERS {
        let found = said(text);
        let found: Vec<&str> = found.iter().filter_map(|(_, who)| who.as_deref()).collect();
        assert_eq!(found, *speakers, "{text}");
    }
}

#[test]
fn the_articles_own_words_stand_around_a_quote() {
    let text = "It rained. Maria Hernandez told the court that “nobody was warned of it.” Then it ended.";
    let quotes = analyse_text(text, None).quotes;
    let around = &text[quotes[0].around.clone()];
    assert!(
        around.starts_with("Maria Hernandez told") && !around.contains("It rained"),
        "{around}"
    );
}
