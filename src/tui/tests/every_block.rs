//! An article with every sort of block, as it is read on the desk: headings, nested lists, tables
//! that fit and one that does not, quotations, three photographs, other scripts, emoji.

use super::desk::{Desk, article, feeds, headline};
use super::screens::kept_text;
use crate::model::*;

/// The whole article, page after page.
fn pages(width: u16, height: u16) -> String {
    let mut desk = Desk::with(width, height, feeds(), vec![every_block()]);
    desk.press("<Enter>");
    let mut shown = desk.screen();
    for _ in 0..40 {
        if desk.app.reader.at_end() {
            return shown;
        }
        shown.push_str(&"═".repeat(usize::from(width)));
        shown.push('\n');
        shown.push_str(&desk.press("<PageDown>").screen());
    }
    panic!("it never ends");
}

#[test]
fn every_block_at_three_sizes() {
    for (width, height) in [(160, 45), (100, 30), (80, 24)] {
        let shown = pages(width, height);
        for line in shown.lines() {
            assert!(crate::flow::width(line) <= usize::from(width), "{line}");
        }
        // Nothing of the wide table is cut off or broken inside a word.
        for word in [
            "Administration",
            "Adjudicatory",
            "Headquarters",
            "Decentralised",
            "1,204,551",
        ] {
            assert!(shown.contains(word), "{word} at {width}:\n{shown}");
        }
        kept_text(&format!("every-block-{width}x{height}"), &shown);
    }
}

fn every_block() -> Article {
    let names = [
        (EntityKind::Court, "Board of Immigration Appeals"),
        (EntityKind::Person, "Amal Haddad"),
        (EntityKind::Place, "El Paso"),
        (EntityKind::Law, "8 C.F.R. § 1003.1"),
    ];
    article(
        headline(
            40,
            2,
            "Backlog: what a hearing takes, in one 👩‍⚖️ court and four cities",
            7_200,
            1_480,
        ),
        document(),
        photos(),
        &names,
    )
}

fn document() -> Document {
    let mut build = DocumentBuilder::new();
    let para = |build: &mut DocumentBuilder, text: &str| {
        build.open(BlockKind::Paragraph, 0, None);
        build.push(text);
    };
    let heading = |build: &mut DocumentBuilder, level: u8, text: &str| {
        build.open(BlockKind::Heading(level), 0, None);
        build.push(text);
    };
    let item = |build: &mut DocumentBuilder, depth: u8, marker: Marker, opens: bool, text: &str| {
        build.open(BlockKind::Paragraph, 0, Some(ListPlace { depth, marker, opens }));
        build.push(text);
    };
    let table = |build: &mut DocumentBuilder, rows: &[&[&str]]| {
        let rows: Vec<Vec<(String, u16)>> = rows
            .iter()
            .map(|row| row.iter().map(|cell| ((*cell).to_owned(), 1)).collect())
            .collect();
        build.table(1, &rows, 0);
    };
    para(
        &mut build,
        "The wait for a first hearing in El Paso is now longer than the law gives a person to ask for asylum. ",
    );
    build.style_start(Style::Emphasis);
    build.push("Nobody we asked");
    build.style_end();
    build.push(" could say who is ");
    build.style_start(Style::Strong);
    build.push("responsible");
    build.style_end();
    build.push(". The rule is ");
    build.style_start(Style::Code);
    build.push("8 C.F.R. § 1003.1");
    build.style_end();
    build.push(".");
    build.mark(BlockKind::Figure(0), 0);
    heading(&mut build, 2, "What a hearing takes");
    item(
        &mut build,
        1,
        Marker::Number(9),
        true,
        "A notice with a date and a place on it.",
    );
    item(
        &mut build,
        2,
        Marker::Bullet,
        true,
        "The place is often another city’s: a person who lives in El Paso is told to come to one that is nine hours away by bus.",
    );
    item(&mut build, 3, Marker::Bullet, true, "Nobody pays for the bus.");
    item(&mut build, 2, Marker::Bullet, true, "The date may be a Sunday 📅.");
    item(&mut build, 1, Marker::Number(10), true, "A judge.");
    item(
        &mut build,
        1,
        Marker::Number(10),
        false,
        "There were 61 of them in these four cities in May; there are 44.",
    );
    heading(&mut build, 3, "In figures");
    table(
        &mut build,
        &[
            &["City", "Waiting", "Judges"],
            &["El Paso", "48,120", "11"],
            &["San Ysidro", "9,402", "4"],
        ],
    );
    para(&mut build, "And in all that is known of the offices:");
    table(
        &mut build,
        &[
            &[
                "Office",
                "Administration",
                "Adjudicatory staff",
                "Headquarters",
                "Pending",
                "Completed in the year",
                "Appealed",
                "Remanded",
                "Note on counting",
            ],
            &[
                "Northern circuit",
                "Decentralised",
                "Judges and clerks",
                "Albany",
                "1,204,551",
                "98,310",
                "4,021",
                "377",
                "Cases joined for a family count once",
            ],
            &[
                "Southern circuit",
                "Central",
                "Judges",
                "El Paso",
                "877,430",
                "120,004",
                "9,880",
                "1,002",
                "",
            ],
        ],
    );
    build.mark(BlockKind::Figure(1), 0);
    heading(&mut build, 2, "What is said of it");
    build.open(BlockKind::Paragraph, 1, None);
    build.push("“I have a calendar that ends in four years, and no more room on it,” said Amal Haddad.");
    build.open(BlockKind::Paragraph, 2, None);
    build.push("“We were told to double-book.”");
    para(
        &mut build,
        "移民法院的积压案件已超过三百万件，申请人平均要等四年才能第一次出庭。律师说：“没有人知道该问谁。”",
    );
    para(
        &mut build,
        "Families 👨‍👩‍👧‍👦 wait together 🇲🇽🇺🇸; those who wait alone 🧍 wait longer.",
    );
    build.open(BlockKind::Embed, 0, None);
    build.push("video: A day in court, in four minutes");
    build.open(BlockKind::Code, 0, None);
    build.push("EOIR-28  notice of entry of appearance\n  EOIR-33  change of address");
    build.mark(BlockKind::Rule, 0);
    build.mark(BlockKind::Figure(2), 0);
    para(&mut build, "The Board of Immigration Appeals did not answer.");
    build.open(BlockKind::Footnote, 0, None);
    build.push("1. Counted by the week.");
    build.finish()
}

fn photos() -> Vec<Photo> {
    let photo = |name: &str, caption: &str, credit: Option<(&str, &str)>| Photo {
        url: format!("https://pictures.example/{name}.jpg"),
        caption: SafeText::line(caption),
        credit: credit.map(|(who, body)| SafeText::line(&format!("{who}/{body}"))),
        photographers: credit.iter().map(|(who, _)| SafeText::line(who)).collect(),
        agencies: credit.iter().map(|(_, body)| SafeText::line(body)).collect(),
        source: PhotoSource::Figure,
        ..Photo::default()
    };
    vec![
        photo(
            "court",
            "People wait outside the courthouse in El Paso before the doors open at seven, in a line that goes round the block and past the bus station",
            Some(("Lucia Prieto", "Border Ledger")),
        ),
        photo("calendar", "A page of the calendar", Some(("Ada Sample", "AP"))),
        photo("bus", "夜行巴士 🚌 before it leaves", None),
    ]
}
