//! Captions, credits and pasted captions, of our own making.

use super::*;
use crate::model::PartialDate;
use proptest::prelude::*;

fn text(names: &[SafeText]) -> Vec<&str> {
    names.iter().map(|name| name.as_str()).collect()
}

fn document(paragraphs: &[&str]) -> Document {
    let mut build = DocumentBuilder::new();
    for paragraph in paragraphs {
        build.open(BlockKind::Paragraph, 0, None);
        build.push(paragraph);
    }
    build.finish()
}

const PASTED: &str = "Families and vendors cross the Ejemplo river on a raft of tyres, from Villa Muestra, in Ejemplia to Ciudad Prueba, Muestra state, \
    Samplia on June 14, 2019. - Samplia's minister Ada Prueba said the country would discuss a \"first safe country\" agreement, if the crossings \
    went on. (Photo by XIMENA PRUEBA / AFP)        (Photo credit should read XIMENA PRUEBA/AFP/Getty Images)";

fn check_pasted(document: Document) {
    let (document, photos) = photos(document, Vec::new(), &[]);
    assert_eq!(photos.len(), 1);
    let photo = &photos[0];
    assert!(
        photo.caption.starts_with("Families and vendors") && photo.caption.ends_with("went on."),
        "{}",
        photo.caption
    );
    assert_eq!(photo.credit.as_deref(), Some("XIMENA PRUEBA/AFP/Getty Images"));
    assert_eq!(text(&photo.photographers), ["Ximena Prueba"]);
    assert_eq!(text(&photo.agencies), ["AFP", "Getty Images"]);
    assert_eq!(
        photo.date,
        Some(PartialDate {
            year: 2019,
            month: Some(6),
            day: Some(14)
        })
    );
    assert_eq!(photo.place.as_deref(), Some("Ciudad Prueba, Muestra state, Samplia"));
    assert_eq!(photo.source, PhotoSource::Body);
    assert!(
        document.text().starts_with("CNX  — The union") || document.text().starts_with("CNX —"),
        "{}",
        document.text()
    );
}

#[test]
fn a_caption_pasted_above_the_dateline_is_lifted() {
    check_pasted(document(&[
        PASTED,
        "CNX —",
        "The union of officers asked a court to end the rule.",
        "It said so on Monday.",
    ]));
    check_pasted(document(&[
        &format!("{PASTED}\nCNX — The union of officers asked a court to end the rule."),
        "It said so on Monday.",
    ]));
    check_pasted(document(&[
        &format!("{PASTED} CNX — The union of officers asked a court to end the rule."),
        "It said so on Monday.",
    ]));
}

#[test]
fn sentences_are_not_lifted() {
    for first in [
        "The senator (left) met reporters at the border on Monday, and said the rule (which he wrote) would stand.",
        "A judge ended the rule on Monday. The agency (DHS) had no comment.",
        "Officers told Reuters/Ipsos pollsters that the rule should end, according to a survey.",
    ] {
        let before = document(&[first, "The second paragraph goes on."]);
        let (after, photos) = photos(before.clone(), Vec::new(), &[]);
        assert!(photos.is_empty(), "{first}: {photos:?}");
        assert_eq!(before, after);
    }
}

#[test]
fn a_text_that_is_only_a_caption_stays() {
    let (after, photos) = photos(document(&[PASTED]), Vec::new(), &[]);
    assert!(photos.is_empty());
    assert!(!after.is_empty());
}

#[test]
fn copies_become_one_photo_and_blocks_follow() {
    let figure = |url: &str, caption: &str| Figure {
        url: url.into(),
        caption: SafeText::line(caption),
        source: PhotoSource::Figure,
        ..Figure::default()
    };
    let figures = vec![
        figure("https://example.org/boat-1200x800.jpg", "A boat. (AP Photo/Ada Sample)"),
        figure("https://example.org/boat-640x400.jpg", "A boat. (AP Photo/Ada Sample)"),
        figure("https://example.org/raft.jpg", "A raft."),
    ];
    let mut build = DocumentBuilder::new();
    build.push("One.");
    build.mark(BlockKind::Figure(0), 0);
    build.push("Two.");
    build.mark(BlockKind::Figure(1), 0);
    build.mark(BlockKind::Figure(2), 0);
    build.push("Three.");
    let media = [MediaItem {
        url: "https://example.org/raft.jpg?w=100".into(),
        thumbnail: true,
        credit: Some(SafeText::line("Ben Sample/Reuters")),
        ..MediaItem::default()
    }];
    let (document, photos) = photos(build.finish(), figures, &media);
    assert_eq!(photos.len(), 2, "{photos:?}");
    assert_eq!(text(&photos[1].photographers), ["Ben Sample"]);
    let places: Vec<usize> = document
        .blocks()
        .iter()
        .filter_map(|block| match block.kind {
            BlockKind::Figure(index) => Some(index),
            _ => None,
        })
        .collect();
    assert_eq!(places, [0, 1]);
    assert_eq!(document.text(), "One.\n\nTwo.\n\nThree.");
}

#[test]
fn a_feeds_media_is_a_photo() {
    let media = [
        MediaItem {
            url: "https://example.org/a.jpg".into(),
            mime: Some("image/jpeg".into()),
            description: Some(SafeText::line("A bridge at Sampleville. Ada Sample / AFP")),
            ..MediaItem::default()
        },
        MediaItem {
            url: "https://example.org/a.mp3".into(),
            mime: Some("audio/mpeg".into()),
            enclosure: true,
            ..MediaItem::default()
        },
    ];
    let (_, photos) = photos(Document::default(), Vec::new(), &media);
    assert_eq!(photos.len(), 1);
    assert_eq!(photos[0].caption.as_str(), "A bridge at Sampleville.");
    assert_eq!(text(&photos[0].agencies), ["AFP"]);
    assert_eq!(photos[0].source, PhotoSource::Feed);
}

#[test]
fn whole_captions_are_read() {
    let read = credit::parse(
        "SAMPLE CITY, LOUISIANA - NOVEMBER 14: A speaker pauses at a rally on November 14, 2019 in Sample City, Louisiana. (Photo by Ada Sample/Getty Images)",
    );
    assert_eq!(read.place.as_deref(), Some("Sample City, Louisiana"));
    assert_eq!(read.date.map(|date| date.to_string()).as_deref(), Some("2019-11-14"));
    assert_eq!(text(&read.photographers), ["Ada Sample"]);
    let read = credit::parse(
        "FILE - In this Oct. 3, 2017, file photo, a guard stands at a gate in Sampleville, Calif. (AP Photo/Ada Sample, File)",
    );
    assert!(read.file_photo);
    assert_eq!(read.place.as_deref(), Some("Sampleville, Calif."));
    let read = credit::parse("A wall seen from the road. Photo: Ada Sample / CC BY-SA 4.0");
    assert_eq!(read.licence.as_deref(), Some("CC BY-SA 4.0"));
    let read = credit::parse("This May 2, 2017 photo, provided by the Sample State Registry shows the gate.");
    assert_eq!(text(&read.agencies), ["Sample State Registry"]);
    let read = credit::parse(
        "[1/5]A boat in Sampleville, May 3, 2020. REUTERS/Ada Sample Purchase Licensing Rights, opens new tab",
    );
    assert_eq!(read.body.as_str(), "A boat in Sampleville, May 3, 2020.");
    assert_eq!(read.credit.as_deref(), Some("REUTERS/Ada Sample"));
}

#[test]
fn a_photo_with_only_a_description_is_not_captioned() {
    let figure = Figure {
        url: "https://example.org/a.jpg".into(),
        alt: SafeText::line("A river at dawn"),
        ..Figure::default()
    };
    let (_, photos) = photos(Document::default(), vec![figure], &[]);
    assert_eq!(photos[0].source, PhotoSource::Alt);
    assert!(!is_captioned(&photos[0]));
}

proptest! {
    #[test]
    fn any_caption_can_be_read(caption in "\\PC{0,200}") {
        let read = credit::parse(&caption);
        prop_assert!(read.body.len() <= SafeText::line(&caption).len());
        if let Some(date) = read.date {
            prop_assert!((1839..2100).contains(&date.year));
        }
    }

    #[test]
    fn captionlike_text_can_be_read(parts in proptest::collection::vec(proptest::sample::select(vec![
        "A boat", " in ", "Sampleville", ", ", "May 3, 2019", ". ", "(", ")", "AP Photo/", "Ada Sample", "/", " via ", "REUTERS", "Photo by ", "Foto: ", "©", "＝ＡＰ", "（", "撮影）",
        " - ", ":", "Getty Images", "'", "“", "”", " for ", "and ", "é", "Dec.10 ",
    ]), 0..14)) {
        let caption = parts.concat();
        let _ = credit::parse(&caption);
        let _ = credit::parse_with_credit(&caption, Some(&caption));
        let (_, photos) = photos(document(&[&caption, "The second paragraph."]), Vec::new(), &[]);
        prop_assert!(photos.len() <= 1);
    }
}
