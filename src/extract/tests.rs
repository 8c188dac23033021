//! Whole pages and fragments, of our own making.

use super::*;
use crate::model::{BlockKind, Marker, Style};

const SENTENCE: &str = "The agency said on Monday, in a notice of nine pages, that the rule would take effect in sixty days, and asked for comments. ";

pub(super) fn prose(paragraphs: usize) -> String {
    (0..paragraphs)
        .map(|number| format!("<p>{number}. {}</p>", SENTENCE.repeat(2)))
        .collect()
}

pub(super) fn article(body: &str) -> String {
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

pub(super) fn extract(html: &str) -> Extracted {
    page(
        html.as_bytes(),
        None,
        "https://example.org/news/a-rule",
        &Hints::default(),
    )
    .unwrap()
}

pub(super) fn kinds(extracted: &Extracted) -> Vec<(BlockKind, String)> {
    let document = &extracted.document;
    document
        .blocks()
        .iter()
        .map(|block| (block.kind.clone(), document.slice(&block.range).to_owned()))
        .collect()
}

pub(super) fn check_ranges(document: &Document) {
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
    let shell = "<body><noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div>\
                 <script src=/app.js></script>";
    assert_eq!(fail(shell), ExtractError::ScriptOnly);
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
