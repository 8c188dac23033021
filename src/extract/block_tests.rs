//! Each kind of block and span has its page here, of our own making.

use super::*;
use crate::model::{BlockKind, Style};

const SENTENCE: &str = "The agency said on Monday that it would, after all, hear the cases again. ";

fn extract(body: &str) -> Extracted {
    let prose = format!("<p>{}</p>", SENTENCE.repeat(3)).repeat(2);
    let html = format!(
        "<!doctype html><html><head><title>t</title></head><body><main><article><h1>Title of it</h1>\
         <div class=article-body>{prose}{body}<p>{}</p></div></article></main></body></html>",
        SENTENCE.repeat(2)
    );
    let hints = Hints::default();
    page(html.as_bytes(), Some("text/html"), "https://example.org/a/1", &hints).unwrap()
}

fn blocks(extracted: &Extracted) -> Vec<(BlockKind, &str)> {
    let document = &extracted.document;
    document
        .blocks()
        .iter()
        .map(|block| (block.kind.clone(), document.slice(&block.range)))
        .collect()
}

#[test]
fn raised_lowered_and_deleted_text() {
    let extracted = extract("<p>H<sub>2</sub>O and 10<sup>3</sup> and <del>ten</del> <s>nine</s> cases.</p>");
    let document = &extracted.document;
    let styled: Vec<(&str, Style)> = document
        .spans()
        .iter()
        .map(|span| (document.slice(&span.range), span.style))
        .collect();
    for wanted in [
        ("2", Style::Subscript),
        ("3", Style::Superscript),
        ("ten", Style::Deleted),
        ("nine", Style::Deleted),
    ] {
        assert!(styled.contains(&wanted), "{wanted:?} in {styled:?}");
    }
    assert!(document.text().contains("H2O and 103 and ten nine cases."));
}

#[test]
fn footnotes_are_notes_with_their_numbers() {
    for list in [
        "<section class=footnotes role=doc-endnotes><ol><li id=fn1><p>See the order. <a href=#fnref1 class=footnote-back>↩︎</a></p></li><li id=fn2>Ibid.</li></ol></section>",
        "<ol class=references><li id=cite_note-1><b><a href=#cite_ref-1>^</a></b> See the order.</li><li id=cite_note-2>Ibid.</li></ol>",
        "<ol class=wp-block-footnotes><li id=a9>See the order. <a href=#a9-link>↩︎</a></li><li id=b9>Ibid.</li></ol>",
    ] {
        let extracted = extract(&format!(
            "<p>The rule was set aside.<sup><a href=#fn1>1</a></sup></p>{list}"
        ));
        let notes: Vec<&str> = blocks(&extracted)
            .into_iter()
            .filter(|(kind, _)| *kind == BlockKind::Footnote)
            .map(|(_, text)| text)
            .collect();
        assert_eq!(
            notes,
            ["1. See the order.", "2. Ibid."],
            "{list}\n{}",
            extracted.document.text()
        );
    }
}

#[test]
fn cells_keep_their_columns_whatever_they_cover() {
    let extracted = extract(
        "<table><tr><th>Court</th><th>Year</th><th>Cases</th></tr>\
         <tr><td rowspan=2>Ninth</td><td>2023</td><td>12</td></tr><tr><td>2024</td><td>14</td></tr>\
         <tr><td colspan=2>All</td><td>26</td></tr></table>",
    );
    let (kind, text) = blocks(&extracted)
        .into_iter()
        .find(|(kind, _)| matches!(kind, BlockKind::Table(_)))
        .unwrap();
    assert_eq!(text, "Court\tYear\tCases\nNinth\t2023\t12\n\t2024\t14\nAll\t26");
    let BlockKind::Table(table) = kind else { panic!() };
    assert_eq!(table.header_rows, 1);
    assert_eq!(table.rows[3][0].columns, 2);
}

#[test]
fn spans_of_cells_are_bounded() {
    let row = "<tr><td colspan=1000000000 rowspan=1000000000>a</td><td>b</td></tr>";
    let extracted = extract(&format!("<table>{}</table>", row.repeat(300)));
    for block in extracted.document.blocks() {
        if let BlockKind::Table(table) = &block.kind {
            assert!(table.rows.iter().all(|row| row.len() <= 200));
        }
    }
}

#[test]
fn embeds_are_stubs_of_one_line() {
    let extracted = extract(
        "<blockquote class=twitter-tweet><p>Filed today.</p>— Ada Prober (@ada) <a href=https://twitter.com/ada/status/1>May 1</a></blockquote>\
         <figure><iframe src=https://www.youtube.com/embed/x1 title='The hearing, whole'></iframe></figure>\
         <blockquote class=bluesky-embed data-bluesky-uri=x><p>Argued.</p>— Bo (<a href=https://bsky.app/profile/bo/post/3>link</a>)</blockquote>",
    );
    let embeds: Vec<&str> = blocks(&extracted)
        .into_iter()
        .filter(|(kind, _)| *kind == BlockKind::Embed)
        .map(|(_, text)| text)
        .collect();
    assert_eq!(embeds.len(), 3, "{:?}", blocks(&extracted));
    assert!(embeds[0].starts_with("Filed today. — Ada Prober (@ada)"), "{embeds:?}");
    assert_eq!(embeds[1], "Video: The hearing, whole");
    assert!(embeds[2].starts_with("Argued. — Bo"), "{embeds:?}");
    assert!(
        extracted
            .document
            .links()
            .iter()
            .any(|link| link.url.contains("youtube.com/embed/x1"))
    );
}
