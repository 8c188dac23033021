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
}
