//! Whole pages and fragments, of our own making.

use super::*;
use crate::model::{BlockKind, Marker, PhotoSource, Style};
use proptest::prelude::*;
use std::time::Duration;

use crate::cpu_time::CpuClock;

const SENTENCE: &str = "The agency said on Monday, in a notice of nine pages, that the rule would take effect in sixty days, and asked for comments. ";

fn prose(paragraphs: usize) -> String {
    (0..paragraphs)
        .map(|number| format!("<p>{number}. {}</p>", SENTENCE.repeat(2)))
        .collect()
}

fn article(body: &str) -> String {
    format!(
        "<!doctype html><html lang=en-GB><head><title>A rule is ended | The Example</title>\
         <meta property='og:title' content='A rule is ended'><meta property='og:site_name' content='The Example'>\
         <meta property='article:published_time' content='2024-05-01T10:00:00-04:00'>\
         <link rel=canonical href='/news/a-rule'></head><body>\
         <nav class=main-nav><ul><li><a href=/>Home</a><li><a href=/law>Law</a></ul></nav>\
         <main><article><h1>A rule is ended</h1><div class=byline>By Ada Sample</div>\
         <div class='article-body'>{body}</div>\
         <aside class=related><h2>Related</h2><a href=/x>Another story about another thing</a></aside></article></main>\
         <footer>© 2024 The Example. All rights reserved.</footer></body></html>"
    )
}

fn extract(html: &str) -> Extracted {
    page(
        html.as_bytes(),
        None,
        "https://example.org/news/a-rule",
        &Hints::default(),
    )
    .unwrap()
}

fn kinds(extracted: &Extracted) -> Vec<(BlockKind, String)> {
    let document = &extracted.document;
    document
        .blocks()
        .iter()
        .map(|block| (block.kind.clone(), document.slice(&block.range).to_owned()))
        .collect()
}

fn check_ranges(document: &Document) {
    let text = document.text();
    for block in document.blocks() {
        assert!(text.get(block.range.clone()).is_some(), "{block:?}");
    }
    for span in document.spans() {
        assert!(
            text.get(span.range.clone()).is_some_and(|text| !text.is_empty()),
            "{span:?}"
        );
    }
}

#[test]
fn a_page_gives_its_article_and_nothing_else() {
    let extracted = extract(&article(&prose(4)));
    let text = extracted.document.text();
    assert!(
        text.starts_with("0. The agency said") && text.ends_with("asked for comments."),
        "{text}"
    );
    for junk in [
        "Home",
        "Related",
        "Another story",
        "rights reserved",
        "Ada Sample",
        "A rule is ended",
    ] {
        assert!(!text.contains(junk), "{junk} in {text}");
    }
    let facts = &extracted.facts;
    assert_eq!(facts.title.as_str(), "A rule is ended");
    assert_eq!(
        facts.published.map(|at| at.iso()).as_deref(),
        Some("2024-05-01T14:00:00Z")
    );
    assert_eq!(facts.language.as_deref(), Some("en"));
    assert_eq!(facts.canonical_url.as_deref(), Some("https://example.org/news/a-rule"));
    check_ranges(&extracted.document);
}

#[test]
fn pages_without_names_are_scored() {
    let html = format!(
        "<div><div><a href=/a>One</a> <a href=/b>Two</a></div><div>{}</div><div><a href=/c>Three more links here</a></div></div>",
        prose(5)
    );
    let text = extract(&html).document.text().to_owned();
    assert!(
        text.starts_with("0. The agency") && !text.contains("Three more"),
        "{text}"
    );
}

#[test]
fn the_feeds_summary_tells_which_text_is_the_article() {
    let long: String = (0..9)
        .map(|number| format!("<p>{number}. {}</p>", SENTENCE.repeat(3)))
        .collect();
    let short = "<p>A clerk in Sampleville, who asked for no name, said the new forms had not come, and would not.</p>\
                 <p>The county, for its part, said on Friday that the forms, all nine thousand of them, were in the post.</p>";
    let html =
        format!("<body><div id=a><div>{long}</div></div><div id=b><div class=story-body>{short}</div></div></body>");
    let text = |summary_text| {
        let hints = Hints {
            title: "",
            summary_text,
            furniture: &[],
        };
        page(html.as_bytes(), None, "https://example.org/", &hints)
            .unwrap()
            .document
            .text()
            .to_owned()
    };
    assert!(text("").starts_with("0. The agency"));
    assert!(text("A clerk in Sampleville, who asked for no name, said the new forms …").starts_with("A clerk"));
}

#[test]
fn structure_is_kept() {
    let body = format!(
        "{}<h2>What it says</h2><p>One <b>bold <i>both</i></b>, one <code>code</code>, <a href='/order'>the order</a>.</p>\
         <ul><li>First<ol start=3><li>Inner</li></ol></li><li><p>Second</p><p>goes on</p></li></ul>\
         <blockquote><p>Quoted words.</p></blockquote><pre>  let x = 1;\n  x</pre>\
         <table><tr><th>Year</th><th>Cases</th></tr><tr><td>2023</td><td><a href=/t>12</a></td></tr></table>\
         <p>line one<br>line two<br><br>new paragraph</p><hr>{}",
        prose(2),
        prose(1)
    );
    let extracted = extract(&article(&body));
    let document = &extracted.document;
    let kinds = kinds(&extracted);
    assert!(
        kinds.contains(&(BlockKind::Heading(2), "What it says".into())),
        "{kinds:?}"
    );
    assert!(
        kinds.contains(&(BlockKind::Code, "  let x = 1;\n  x".into())),
        "{kinds:?}"
    );
    assert!(
        kinds
            .iter()
            .any(|(kind, text)| matches!(kind, BlockKind::Table(_)) && text == "Year\tCases\n2023\t12"),
        "{kinds:?}"
    );
    assert!(
        kinds.contains(&(BlockKind::Paragraph, "line one\nline two".into())),
        "{kinds:?}"
    );
    assert!(
        kinds.contains(&(BlockKind::Paragraph, "new paragraph".into())),
        "{kinds:?}"
    );
    assert!(kinds.iter().any(|(kind, _)| *kind == BlockKind::Rule));
    let quote = document.blocks().iter().find(|block| block.quote_depth == 1).unwrap();
    assert_eq!(document.slice(&quote.range), "Quoted words.");
    let list: Vec<(String, u8, Marker, bool)> = document
        .blocks()
        .iter()
        .filter_map(|block| {
            block.list.map(|list| {
                (
                    document.slice(&block.range).to_owned(),
                    list.depth,
                    list.marker,
                    list.opens,
                )
            })
        })
        .collect();
    assert_eq!(
        list,
        [
            ("First".to_owned(), 1, Marker::Bullet, true),
            ("Inner".to_owned(), 2, Marker::Number(3), true),
            ("Second".to_owned(), 1, Marker::Bullet, true),
            ("goes on".to_owned(), 1, Marker::Bullet, false),
        ]
    );
    let styled: Vec<(&str, Style)> = document
        .spans()
        .iter()
        .map(|span| (document.slice(&span.range), span.style))
        .collect();
    assert!(
        styled.contains(&("bold both", Style::Strong)) && styled.contains(&("both", Style::Emphasis)),
        "{styled:?}"
    );
    let link = document
        .links()
        .iter()
        .position(|link| link.url == "https://example.org/order")
        .unwrap();
    assert!(styled.contains(&("the order", Style::Link(link))), "{styled:?}");
    assert!(
        styled
            .iter()
            .any(|(text, style)| *text == "12" && matches!(style, Style::Link(_)))
    );
    check_ranges(document);
}

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
fn furniture_lines_and_links_elsewhere_go() {
    let body = format!(
        "{}<p><a href=/z>COURT HEARS ANOTHER CASE ABOUT ANOTHER RULE</a></p><p>Advertisement</p>{}\
         <p>Reporting by Ada Sample; Editing by Ben Sample</p><h3>Related articles</h3><p><a href=/q>Something else</a></p>",
        prose(3),
        prose(2)
    );
    let text = extract(&article(&body)).document.text().to_owned();
    for junk in [
        "COURT HEARS",
        "Advertisement",
        "Reporting by",
        "Related",
        "Something else",
    ] {
        assert!(!text.contains(junk), "{junk}");
    }
}

#[test]
fn facts_of_the_text() {
    let body = format!(
        "<p>EL SAMPLE, Texas (AP) — The court ruled on Monday, its clerk said, that the rule must end.</p>{}<p>Correction: An earlier version misspelled a name, and it has been mended.</p>",
        prose(3)
    );
    let facts = extract(&article(&body)).facts;
    assert_eq!(facts.dateline.as_deref(), Some("EL SAMPLE, Texas (AP)"));
    assert_eq!(facts.corrections.len(), 1);
}

#[test]
fn failures_say_why() {
    let fail = |html: &str| {
        page(
            html.as_bytes(),
            Some("text/html"),
            "https://example.org/",
            &Hints::default(),
        )
        .unwrap_err()
    };
    assert_eq!(fail("%PDF-1.7 …"), ExtractError::NotHtml);
    assert_eq!(fail("<html><body></body></html>"), ExtractError::Empty);
    assert_eq!(
        fail(&format!(
            "<body><div id=root></div><script>{}</script>",
            "x();".repeat(500)
        )),
        ExtractError::ScriptOnly
    );
    assert_eq!(
        fail("<title>Just a moment...</title><body><p>Checking your browser, please wait.</p>"),
        ExtractError::Wall
    );
    assert_eq!(
        page(&vec![b'a'; MAX_PAGE_BYTES + 1], None, "", &Hints::default()),
        Err(ExtractError::TooLarge)
    );
}

#[test]
fn json_ld_stands_in_for_a_page_made_by_scripts() {
    let body = SENTENCE.repeat(8);
    let html = format!(
        "<script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"headline\":\"A\",\"articleBody\":\"{body}\"}}</script><div id=root></div>"
    );
    assert!(extract(&html).document.words() > 100);
}

#[test]
fn fragments_keep_all_but_service_lines() {
    let extracted = fragment(
        "<p>One &amp; <em>two</em></p><script>alert(1)</script><p>The post <a href=https://example.org/a>A</a> appeared first on <a href=https://example.org>E</a>.</p><img src=https://t.example/1.gif width=1 height=1>",
        Some("https://example.org/"),
    );
    assert_eq!(extracted.document.text(), "One & two");
    assert!(extracted.figures.is_empty());
    assert_eq!(
        fragment("&lt;p&gt;Twice &amp;amp; escaped&lt;/p&gt;", None)
            .document
            .text(),
        "Twice & escaped"
    );
    assert_eq!(fragment("plain words", None).document.text(), "plain words");
    assert_eq!(fragment("First line.\nSecond line.", None).document.blocks().len(), 2);
    assert_eq!(
        fragment("a sentence that was wrapped\nat some width by\nits sender", None)
            .document
            .blocks()
            .len(),
        1
    );
    assert!(fragment("", None).document.is_empty());
}

#[test]
fn links_are_absolute_and_harmless() {
    let extracted = fragment(
        "<a href='javascript:alert(1)'>a</a> <a href='/b'>b</a> <a href='mailto:x@example.org'>c</a> <a href='file:///etc/passwd'>d</a>",
        Some("https://example.org/x/"),
    );
    let links: Vec<&str> = extracted
        .document
        .links()
        .iter()
        .map(|link| link.url.as_str())
        .collect();
    assert_eq!(links, ["https://example.org/b", "mailto:x@example.org"]);
    assert_eq!(extracted.document.text(), "a b c d");
}

#[test]
fn hostile_pages_end_soon() {
    let cases = [
        "<div>".repeat(100_000),
        format!("{}text{}", "<div>".repeat(100_000), "</div>".repeat(100_000)),
        "<b><i>".repeat(60_000),
        "<p><span><a>".repeat(40_000),
        format!(
            "<table><tr><td colspan=1000000000 rowspan=0>x</td><td>y</td></tr><tr>{}</tr></table>",
            "<td>z".repeat(50_000)
        ),
        "<table><tr><td>".repeat(20_000),
        "<ul><li>".repeat(50_000),
        "<svg><tr>".repeat(30_000),
        "<font color=a><font color=b>".repeat(30_000),
        "x".repeat(4 << 20),
        format!("<p>{}</p>", "&amp;".repeat(500_000)),
        format!("<p class='{}'>x</p>", "a ".repeat(1_000_000)),
        (0..20_000)
            .map(|n| format!("<a href=https://example.org/{n}>word {n}, and more</a> "))
            .collect(),
        "<".repeat(1 << 20),
        "<!--".repeat(200_000),
        "<figure><figcaption>".repeat(20_000),
        "<div class=caption><img src=a>".repeat(20_000),
        "<blockquote>".repeat(50_000),
    ];
    for (number, html) in cases.iter().enumerate() {
        let start = CpuClock::start();
        let whole = page(html.as_bytes(), None, "https://example.org/", &Hints::default());
        let part = fragment(html, None);
        let took = start.elapsed();
        if let Ok(whole) = whole {
            check_ranges(&whole.document);
        }
        check_ranges(&part.document);
        // Ten times the promise, since tests run unoptimised beside others.
        assert!(took < Duration::from_secs(20), "case {number} took {took:?}");
    }
}

#[test]
fn a_wide_cell_is_clamped() {
    let html = article(&format!(
        "{}<table><tr><td colspan=1000000000>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>",
        prose(3)
    ));
    let extracted = extract(&html);
    let widest = extracted
        .document
        .blocks()
        .iter()
        .filter_map(|block| match &block.kind {
            BlockKind::Table(table) => table.rows.iter().flatten().map(|cell| cell.columns).max(),
            _ => None,
        })
        .max();
    assert!(widest.is_some_and(|columns| columns <= 200), "{widest:?}");
}

fn markup() -> impl Strategy<Value = String> {
    let token = prop_oneof![
        proptest::sample::select(vec![
            "<p>",
            "</p>",
            "<div class=caption>",
            "</div>",
            "<b>",
            "</b>",
            "<i>",
            "<a href=/x>",
            "</a>",
            "<ul>",
            "<li>",
            "</ul>",
            "<ol start=9>",
            "<table>",
            "<tr>",
            "<td colspan=3>",
            "<th>",
            "</table>",
            "<br>",
            "<hr>",
            "<pre>",
            "</pre>",
            "<blockquote>",
            "</blockquote>",
            "<figure>",
            "<img src=a.jpg alt='x'>",
            "<figcaption>",
            "</figure>",
            "<h2>",
            "</h2>",
            "&amp;",
            "&#8217;",
            "&",
            "<",
            ">",
            "\n",
            "  ",
            "<q>",
            "</q>",
            "<script>",
            "</script>",
            "<sup>",
            "</sup>",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,12}",
    ];
    proptest::collection::vec(token, 0..60).prop_map(|tokens| tokens.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_markup_gives_true_ranges(html in markup()) {
        let extracted = fragment(&html, Some("https://example.org/"));
        check_ranges(&extracted.document);
        for block in extracted.document.blocks() {
            if let BlockKind::Figure(index) = block.kind {
                prop_assert!(index < extracted.figures.len());
            }
            if let BlockKind::Table(table) = &block.kind {
                for cell in table.rows.iter().flatten() {
                    prop_assert!(extracted.document.text().get(cell.range.clone()).is_some());
                    prop_assert!(cell.range.start >= block.range.start && cell.range.end <= block.range.end);
                }
            }
        }
        if let Ok(extracted) = page(html.as_bytes(), None, "https://example.org/", &Hints::default()) {
            check_ranges(&extracted.document);
        }
    }

    #[test]
    fn plain_text_takes_anything(html in markup()) {
        let mut out = String::new();
        plain_text(&html, &mut out);
        prop_assert!(!out.starts_with([' ', '\n']) && !out.contains("\n\n"), "{out:?}");
    }
}
