//! Pictures and the words beside them, on pages of our own making.

use super::tests::{article, extract, prose};
use crate::model::{BlockKind, PhotoSource};

#[test]
fn pictures_are_lifted_out_with_their_words_apart() {
    let body = format!(
        "{}<figure><img src=/a.jpg alt='A boat' width=800 height=600><figcaption>A boat on the lake. <span class=credit>Ada Sample/AP</span></figcaption></figure>\
         {}<div class=wp-caption><img data-src=/b.jpg src='data:image/gif;base64,x'><p class=wp-caption-text>A raft (Ben Sample/Reuters)</p></div>{}",
        prose(2),
        prose(1),
        prose(1)
    );
    let extracted = extract(&article(&body));
    let figures = &extracted.figures;
    assert_eq!(figures.len(), 2, "{figures:?}");
    assert_eq!(figures[0].url, "https://example.org/a.jpg");
    assert_eq!(figures[0].alt.as_str(), "A boat");
    assert_eq!(figures[0].caption.as_str(), "A boat on the lake.");
    assert_eq!(figures[0].credit.as_deref(), Some("Ada Sample/AP"));
    assert_eq!(
        (figures[0].width, figures[0].height, figures[0].source),
        (800, 600, PhotoSource::Figure)
    );
    assert_eq!(figures[1].url, "https://example.org/b.jpg");
    assert_eq!(figures[1].caption.as_str(), "A raft (Ben Sample/Reuters)");
    let places: Vec<usize> = extracted
        .document
        .blocks()
        .iter()
        .filter_map(|block| match block.kind {
            BlockKind::Figure(index) => Some(index),
            _ => None,
        })
        .collect();
    assert_eq!(places, [0, 1]);
    let text = extracted.document.text();
    assert!(!text.contains("boat") && !text.contains("raft"), "{text}");
}

#[test]
fn a_picture_without_names_keeps_its_line_and_credit() {
    let body = format!(
        "{}<div class=q1><div><picture><img src=/c.jpg width=900></picture><div class=q2>The bridge at noon</div><div class=q3>REUTERS</div></div></div>{}",
        prose(3),
        prose(2)
    );
    let figures = extract(&article(&body)).figures;
    assert_eq!(figures.len(), 1);
    assert_eq!(figures[0].caption.as_str(), "The bridge at noon");
    assert_eq!(figures[0].credit.as_deref(), Some("REUTERS"));
}

#[test]
fn a_films_poster_is_no_picture() {
    let film = "<div class='featured-video'><a href='/video/632575'><picture><img src='/f/still.jpg' width=896 height=500 \
                alt='Why the rule ended'></picture><span class=overlay>Video</span></a><div class=caption><h4><a \
                href='/video/632575'>Why the rule ended</a></h4><p>A lawyer of the clinic tells how it came about.</p></div></div>";
    let photo = "<figure><img src='/i/court.jpg' width=900 height=600><figcaption>The court in May. Ada Sample/AP</figcaption></figure>";
    let found = extract(&article(&format!("{film}{}{photo}{}", prose(2), prose(2))));
    let captions: Vec<&str> = found.figures.iter().map(|figure| figure.caption.as_str()).collect();
    assert_eq!(captions, ["The court in May. Ada Sample/AP"]);
    assert!(
        !found.document.text().contains("lawyer of the clinic"),
        "{}",
        found.document.text()
    );
}

#[test]
fn the_title_describes_no_picture() {
    let html = article(&format!(
        "<img src='/i/court.jpg' width=900 height=600 alt='A rule is ended'>{}",
        prose(3)
    ));
    let found = extract(&html);
    assert_eq!(found.figures.len(), 1);
    assert_eq!(found.figures[0].alt.as_str(), "");
}
