use super::*;
use crate::model::{BlockKind, DocumentBuilder, ListPlace, Marker, SafeText, Style};

pub(super) fn build(make: impl FnOnce(&mut DocumentBuilder)) -> Document {
    let mut build = DocumentBuilder::new();
    make(&mut build);
    build.finish()
}

fn para(build: &mut DocumentBuilder, kind: BlockKind, text: &str) {
    build.open(kind, 0, None);
    build.push(text);
}

fn item(build: &mut DocumentBuilder, depth: u8, marker: Marker, text: &str) {
    build.open(
        BlockKind::Paragraph,
        0,
        Some(ListPlace {
            depth,
            marker,
            opens: true,
        }),
    );
    build.push(text);
}

pub(super) fn photo(caption: &str, credit: Option<&str>) -> Photo {
    Photo {
        url: "https://example.org/a.jpg".into(),
        caption: SafeText::line(caption),
        credit: credit.map(SafeText::line),
        ..Photo::default()
    }
}

pub(super) fn show(document: &Document, photos: &[Photo], measure: Measure) -> String {
    let flow = lay_out(document, photos, &measure);
    flow.lines.iter().map(|line| line.text(document) + "\n").collect()
}

pub(super) fn table(header: usize, rows: &[&[&str]]) -> Document {
    let rows: Vec<Vec<(String, u16)>> = rows
        .iter()
        .map(|row| row.iter().map(|cell| (cell.to_string(), 1)).collect())
        .collect();
    build(|build| build.table(header, &rows, 0))
}

#[test]
fn paragraphs_stand_apart_and_hard_breaks_hold() {
    let document = build(|b| {
        para(b, BlockKind::Heading(2), "Court halts rule");
        para(b, BlockKind::Paragraph, "One two three four\nfive");
        b.mark(BlockKind::Rule, 0);
        para(b, BlockKind::Paragraph, "Six");
    });
    let shown = show(&document, &[], Measure::new(10));
    assert_eq!(
        shown,
        "Court\nhalts rule\n\nOne two\nthree four\nfive\n\n──────────\n\nSix\n"
    );
}

#[test]
fn lists_hang_and_nest() {
    let document = build(|b| {
        item(b, 1, Marker::Number(9), "nine and more");
        item(b, 1, Marker::Number(10), "ten");
        item(b, 2, Marker::Bullet, "inner text here");
        b.open(
            BlockKind::Paragraph,
            0,
            Some(ListPlace {
                depth: 1,
                marker: Marker::Number(10),
                opens: false,
            }),
        );
        b.push("goes on");
        para(b, BlockKind::Paragraph, "after");
    });
    let shown = show(&document, &[], Measure::new(16));
    let wanted = " 9. nine and\n    more\n10. ten\n    ◦ inner text\n      here\n\n    goes on\n\nafter\n";
    assert_eq!(shown, wanted);
}

#[test]
fn quotes_have_a_bar_a_depth() {
    let document = build(|b| {
        b.open(BlockKind::Paragraph, 1, None);
        b.push("said one");
        b.open(BlockKind::Paragraph, 2, None);
        b.push("said the other one");
    });
    assert_eq!(
        show(&document, &[], Measure::new(16)),
        "▎ said one\n▎\n▎ ▎ said the\n▎ ▎ other one\n"
    );
}

#[test]
fn code_keeps_its_lines() {
    let document = build(|b| para(b, BlockKind::Code, "if x:\n\n    return some_value"));
    assert_eq!(
        show(&document, &[], Measure::new(20)),
        "if x:\n\n    return some_valu\ne\n"
    );
    assert_eq!(
        show(&document, &[], Measure::new(40)),
        "  if x:\n\n      return some_value\n"
    );
}

#[test]
fn tables_fit_their_content() {
    let document = table(1, &[&["Court", "Cases"], &["Ninth Circuit", "1,204"], &["Fifth", "88"]]);
    let shown = show(&document, &[], Measure::new(60));
    assert_eq!(
        shown,
        "Court          Cases\n────────────────────\nNinth Circuit  1,204\nFifth             88\n"
    );
}

#[test]
fn table_cells_wrap_in_their_column() {
    let document = table(
        1,
        &[
            &["Form", "What it is for"],
            &["I-589", "Asylum and withholding of removal"],
            &["I-130", "Relatives"],
        ],
    );
    let shown = show(&document, &[], Measure::new(28));
    let wanted = "Form   What it is for\n────────────────────────────\nI-589  Asylum and\n       withholding of\n       removal\n\nI-130  Relatives\n";
    assert_eq!(shown, wanted);
}

#[test]
fn tables_too_wide_become_records() {
    let document = table(
        1,
        &[
            &["Nationality", "Applications"],
            &["Venezuelan", "123,456"],
            &["Honduran", ""],
        ],
    );
    let shown = show(&document, &[], Measure::new(22));
    assert_eq!(
        shown,
        "Nationality:\n  Venezuelan\nApplications:\n  123,456\n\nNationality: Honduran\n"
            .replace("Nationality: Honduran", "Nationality:\n  Honduran")
    );
    let shown = show(&document, &[], Measure::new(24));
    assert!(
        shown.starts_with("Nationality:\n") || shown.contains("Nationality  "),
        "{shown}"
    );
}

#[test]
fn figures_show_number_caption_and_credit() {
    let document = build(|b| {
        para(b, BlockKind::Paragraph, "Before.");
        b.mark(BlockKind::Figure(0), 0);
        b.mark(BlockKind::Figure(7), 0);
        para(b, BlockKind::Paragraph, "After.");
    });
    let photos = [
        photo("A family wades across the river.", Some("Ana Paz/AFP")),
        photo("", None),
    ];
    let wide = show(&document, &photos, Measure::new(80));
    assert!(
        wide.contains("▐ photo 1 of 2: A family wades across the river. — Ana Paz/AFP ▌\n\nAfter"),
        "{wide}"
    );
    let narrow = show(&document, &photos, Measure::new(34));
    assert!(
        narrow.contains("▐ photo 1 of 2: A family wades… ▌\n▐ Ana Paz/AFP                   ▌\n"),
        "{narrow}"
    );
    let whole = show(
        &document,
        &photos,
        Measure {
            whole_captions: true,
            ..Measure::new(34)
        },
    );
    assert!(
        whole.contains("▐ photo 1 of 2: A family wades ▌\n▐ across the river. "),
        "{whole}"
    );
    let flow = lay_out(&document, &photos, &Measure::new(34));
    assert_eq!(flow.line_of_photo(0), Some(2));
    let line = &flow.lines[3];
    assert!(line.pieces.iter().any(|piece| piece.look.role == Role::Credit));
}

#[test]
fn links_are_numbered_behind_their_text() {
    let document = build(|b| {
        b.push("See ");
        let link = b.link("https://example.org/");
        b.style_start(Style::Link(link));
        b.push("the ruling ");
        b.style_end();
        b.push("of May.");
    });
    let measure = Measure {
        link_numbers: true,
        ..Measure::new(15)
    };
    assert_eq!(show(&document, &[], measure), "See the\nruling[1] of\nMay.\n");
    let flow = lay_out(&document, &[], &measure);
    let piece = flow.lines[1]
        .pieces
        .iter()
        .find(|piece| piece.look.role == Role::LinkNumber);
    assert_eq!(piece.map(|piece| piece.look.link), Some(Some(0)));
}

#[test]
fn a_grapheme_of_many_cells_leaves_no_room_for_its_number() {
    let document = build(|b| {
        b.open(
            BlockKind::Paragraph,
            0,
            Some(ListPlace {
                depth: 3,
                marker: Marker::Bullet,
                opens: true,
            }),
        );
        let link = b.link("https://example.org/");
        b.style_start(Style::Link(link));
        b.push("A\u{ff9e}\u{ff9e}\u{ff9e}\u{ff9e}");
        b.style_end();
    });
    for width in 1..30 {
        let measure = Measure {
            link_numbers: true,
            ..Measure::new(width)
        };
        for line in lay_out(&document, &[], &measure).lines {
            let numbered = line.pieces.iter().any(|piece| piece.look.role == Role::LinkNumber);
            assert!(!numbered || line.width(&document) <= usize::from(width), "{width}");
        }
    }
    let roomy = Measure {
        link_numbers: true,
        ..Measure::new(30)
    };
    assert!(show(&document, &[], roomy).contains("[1]"));
}

#[test]
fn right_to_left_is_marked() {
    let document = build(|b| {
        para(b, BlockKind::Paragraph, "قرار المحكمة بشأن اللجوء");
        para(b, BlockKind::Paragraph, "English");
    });
    let flow = lay_out(&document, &[], &Measure::new(12));
    assert!(flow.lines[0].right_to_left && flow.lines[1].right_to_left);
    assert!(!flow.lines[flow.lines.len() - 1].right_to_left);
}

#[test]
fn places_are_found_again() {
    let document = build(|b| {
        b.mark(BlockKind::Figure(0), 0);
        para(b, BlockKind::Paragraph, "one two three four five six seven");
        b.table(
            1,
            &[
                vec![("A".into(), 1), ("B".into(), 1)],
                vec![("x y z".into(), 1), ("p q r".into(), 1)],
            ],
            0,
        );
    });
    let photos = [photo("Caption", None)];
    let narrow = lay_out(&document, &photos, &Measure::new(9));
    let wide = lay_out(&document, &photos, &Measure::new(40));
    let at = document.text().find("five").unwrap_or(0);
    let line = narrow.line_of(at);
    assert!(narrow.lines[line].text(&document).contains("five"));
    assert_eq!(wide.same_place(0, &narrow), 0);
    assert_eq!(narrow.same_place(line, &wide), wide.line_of(at));
    for (flow, other) in [(&narrow, &wide), (&wide, &narrow)] {
        for line in 0..flow.lines.len() {
            assert_eq!(flow.same_place(line, flow), line);
            assert!(flow.same_place(line, other) < other.lines.len());
        }
    }
    let cell = document.text().rfind('r').unwrap_or(0);
    assert!(narrow.lines[narrow.line_of(cell)].text(&document).contains('r'));
}

#[test]
fn deep_nesting_leaves_room() {
    let document = build(|b| {
        b.open(
            BlockKind::Paragraph,
            255,
            Some(ListPlace {
                depth: 255,
                marker: Marker::Number(u32::MAX),
                opens: true,
            }),
        );
        b.push("text");
    });
    for width in 1..60 {
        let flow = lay_out(&document, &[], &Measure::new(width));
        assert!(
            flow.lines
                .iter()
                .all(|line| line.width(&document) <= usize::from(width)),
            "{width}"
        );
    }
}

#[test]
fn rows_are_kept_free_for_pictures_that_are_there() {
    let document = build(|b| {
        para(b, BlockKind::Paragraph, "Before");
        b.mark(BlockKind::Figure(0), 0);
        b.mark(BlockKind::Figure(1), 0);
        para(b, BlockKind::Paragraph, "After");
    });
    let photos = [photo("A raft", Some("Ana")), photo("A bridge", None)];
    let measure = Measure::new(40);
    let flow = lay_out_around(&document, &photos, &measure, &[3]);
    let free: Vec<(Option<usize>, Option<u16>)> = flow
        .lines
        .iter()
        .filter(|line| line.picture.is_some())
        .map(|line| (line.photo, line.picture))
        .collect();
    assert_eq!(free, [(Some(0), Some(0)), (Some(0), Some(1)), (Some(0), Some(2))]);
    let first = flow.line_of_photo(0).unwrap();
    assert_eq!(flow.lines[first].picture, Some(0));
    assert!(flow.lines[first + 3].text(&document).contains("A raft"));
    assert_eq!(lay_out(&document, &photos, &measure).lines.len() + 3, flow.lines.len());
}
