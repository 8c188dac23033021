//! Layout of any document at any width: nothing lost, nothing twice, nothing too wide, no word of a
//! table broken that would fit.

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::tests::{build, photo, show, table};
use super::*;
use crate::model::{BlockKind, ListPlace, Marker, Style};

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-zA-Z]{1,14}([ ,.-][a-z]{1,9}){0,20}",
        2 => "[ a-z“”’—–éü…\u{a0}]{0,60}",
        1 => "[移民政策。，a ]{0,30}",
        1 => "(👩‍👩‍👧|🇲🇽|e\u{301}|ﾞ|\u{200d}|क्ष|ا| |x){0,20}",
        1 => any::<String>(),
    ]
}

#[derive(Debug, Clone)]
enum Made {
    Block(BlockKind, u8, Option<ListPlace>, Vec<(String, Option<u8>)>),
    Mark(BlockKind),
    Table(usize, Vec<Vec<(String, u16)>>, u8),
}

fn blocks() -> impl Strategy<Value = Made> {
    let kind = prop_oneof![
        4 => Just(BlockKind::Paragraph),
        1 => (1u8..7).prop_map(BlockKind::Heading),
        1 => Just(BlockKind::Code),
        1 => Just(BlockKind::Embed),
        1 => Just(BlockKind::Footnote),
    ];
    let list = proptest::option::of((1u8..6, proptest::option::of(any::<u32>()), any::<bool>()).prop_map(
        |(depth, number, opens)| ListPlace {
            depth,
            marker: number.map_or(Marker::Bullet, Marker::Number),
            opens,
        },
    ));
    let parts = proptest::collection::vec((texts(), proptest::option::of(0u8..6)), 1..4);
    let cell = (texts(), prop_oneof![6 => Just(1u16), 1 => 1u16..5]);
    let rows = proptest::collection::vec(proptest::collection::vec(cell, 0..5), 0..5);
    prop_oneof![
        5 => (kind, 0u8..4, list, parts).prop_map(|(kind, depth, list, parts)| Made::Block(kind, depth, list, parts)),
        1 => prop_oneof![Just(BlockKind::Rule), (0usize..3).prop_map(BlockKind::Figure)].prop_map(Made::Mark),
        1 => (0usize..3, rows, 0u8..3).prop_map(|(header, rows, depth)| Made::Table(header, rows, depth)),
    ]
}

fn documents() -> impl Strategy<Value = Document> {
    proptest::collection::vec(blocks(), 0..8).prop_map(|made| {
        build(|b| {
            for made in made {
                match made {
                    Made::Mark(kind) => b.mark(kind, 0),
                    Made::Table(header, rows, depth) => b.table(header, &rows, depth),
                    Made::Block(kind, depth, list, parts) => {
                        b.open(kind, depth, list);
                        for (text, style) in parts {
                            let link = b.link(&format!("https://example.org/{}", text.len()));
                            let style = style.map(|style| match style {
                                0 => Style::Emphasis,
                                1 => Style::Strong,
                                2 => Style::Code,
                                3 => Style::Deleted,
                                _ => Style::Link(link),
                            });
                            if let Some(style) = style {
                                b.style_start(style);
                            }
                            b.push(&text);
                            if style.is_some() {
                                b.style_end();
                            }
                        }
                    }
                }
            }
        })
    })
}

/// Bytes of the document that must be shown: none of the white space, none of a table's column
/// names (repeated before each value where the table is shown as records).
fn wanted(document: &Document) -> Vec<bool> {
    let text = document.text();
    let mut wanted = vec![false; text.len()];
    for block in document.blocks() {
        for (at, c) in text[block.range.clone()].char_indices() {
            let at = block.range.start + at;
            wanted[at..at + c.len_utf8()].fill(!c.is_whitespace() && !c.is_control());
        }
        if let BlockKind::Table(table) = &block.kind {
            for cell in table.rows.iter().take(table.header_rows).flatten() {
                wanted[cell.range.clone()].fill(false);
            }
        }
    }
    wanted
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(ProptestConfig::default().cases.max(400)))]
    #[test]
    fn any_document_at_any_width(document in documents(), width in 1u16..90, link_numbers: bool, whole_captions: bool) {
        let photos = [photo("A caption of some words — 移民 — and more of them still", Some("X/Y")), photo("", None)];
        let measure = Measure { width, link_numbers, whole_captions };
        let flow = lay_out(&document, &photos, &measure);
        let mut shown = vec![0u8; document.text().len()];
        let mut last = 0;
        for (number, line) in flow.lines.iter().enumerate() {
            let wide = line.width(&document);
            // A single grapheme may be wider than the room beside bars and markers; nothing else.
            let graphemes = |text: &str| text.graphemes(true).filter(|grapheme| super::width(grapheme) > 0).count();
            let margin = |piece: &Piece| piece.range().is_none() && matches!(piece.look.role, Role::Marker | Role::Quote | Role::Embed);
            let shown_text: String = line.pieces.iter().filter(|piece| !margin(piece)).map(|piece| piece.text(&document)).collect();
            prop_assert!(wide <= usize::from(width) || graphemes(&shown_text) <= 1, "line {} is {} wide at {}: {:?}", number, wide, width, shown_text);
            let in_table = line.block.is_some_and(|block| matches!(document.blocks()[block].kind, BlockKind::Table(_)));
            for range in line.pieces.iter().filter_map(Piece::range) {
                prop_assert!(document.text().get(range.clone()).is_some());
                prop_assert!(in_table || range.start >= last);
                last = last.max(range.end);
                for count in &mut shown[range.clone()] {
                    *count += 1;
                }
                if in_table || !range.is_empty() {
                    prop_assert_eq!(flow.line_of(range.start), number);
                }
            }
        }
        for (at, wanted) in wanted(&document).into_iter().enumerate() {
            prop_assert!(shown[at] <= 1, "byte {} shown {} times", at, shown[at]);
            prop_assert!(!wanted || shown[at] == 1, "byte {} not shown", at);
        }
        for line in 0..flow.lines.len() {
            prop_assert_eq!(flow.same_place(line, &flow), line);
        }
    }
}

proptest! {
    #[test]
    fn a_table_breaks_no_word_that_fits(
        rows in proptest::collection::vec(proptest::collection::vec("[a-z]{1,18}( [a-z]{1,18}){0,5}", 1..6), 1..5),
        header: bool,
        width in 8u16..90,
    ) {
        let shown: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
        let shown: Vec<&[&str]> = shown.iter().map(Vec::as_slice).collect();
        let document = table(usize::from(header && rows.len() > 1), &shown);
        let lines = show(&document, &[], Measure::new(width));
        let body = rows.iter().skip(usize::from(header && rows.len() > 1)).flatten();
        for word in body.flat_map(|cell| cell.split(' ')).filter(|word| word.len() <= usize::from(width)) {
            prop_assert!(lines.split_whitespace().any(|shown| shown.trim_end_matches(':') == word), "{} in\n{}", word, lines);
        }
    }
}
