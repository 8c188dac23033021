//! Article pages built to hang or bloat a converter: each ends within a second of processor time
//! and 200 MB, as a text or as a sentence that says why there is none.

use std::time::Duration;

use super::measured::{self, MEMORY};
use super::{said, vocabulary};

const PARAGRAPH: &str = "<p>The union representing immigration judges asked a federal court on Tuesday to end the practice, and the court agreed to hear it in the spring.</p>";

type Case = (&'static str, fn() -> Vec<u8>);

const CASES: [Case; 44] = [
    ("100,000 nested div", || nested("<div>", 100_000, "</div>")),
    ("100,000 nested span", || nested("<span>", 100_000, "</span>")),
    ("100,000 nested b", || nested("<b>", 100_000, "</b>")),
    ("100,000 nested font", || nested("<font color=red>", 100_000, "</font>")),
    ("100,000 open p", || open("<p>", 100_000)),
    ("100,000 open b and p", || open("<b><p>", 50_000)),
    ("100,000 open a", || open("<a href=x>", 100_000)),
    ("misnested formatting", || open("<b><i><u><s></b></i>", 20_000)),
    ("100,000 nested lists", || nested("<ul><li>", 50_000, "</li></ul>")),
    ("100,000 nested quotations", || {
        nested("<blockquote>", 100_000, "</blockquote>")
    }),
    ("20,000 nested tables", || {
        nested("<table><tr><td>", 20_000, "</td></tr></table>")
    }),
    ("tables in the wrong place", || open("<table><div><tr><p><td>", 20_000)),
    ("a cell a billion wide", || {
        body("<table><tr><td colspan=1000000000>a<td rowspan=1000000000>b</table>".repeat(200))
    }),
    ("a row of 100,000 cells", || {
        body(format!("<table><tr>{}</table>", "<td>x".repeat(times(100_000))))
    }),
    ("a table of 300 by 300 spans", || {
        body(format!(
            "<table>{}</table>",
            format!("<tr>{}", "<td colspan=65534 rowspan=65534>x".repeat(300)).repeat(300)
        ))
    }),
    ("rowspan=0", || {
        body("<table><tr><td rowspan=0>a<td>b<tr><td>c</table>".repeat(times(2_000)))
    }),
    ("one word of 9 MB", || body("x".repeat(times(9 << 20)))),
    ("one word of 20 MB", || body("x".repeat(times(20 << 20)))),
    ("one line of 9 MB", || body("word ".repeat(times(9 << 18)))),
    ("9 MB without spaces", || body("移民".repeat(times(9 << 17)))),
    ("9 MB of marks", || {
        body(format!("a{}", "\u{301}".repeat(times(9 << 19))))
    }),
    ("9 MB of line ends", || {
        body(format!("<pre>{}</pre>", "\n".repeat(times(9 << 20))))
    }),
    ("a million references", || {
        body("&amp;&#65;&nbsp;".repeat(times(300_000)))
    }),
    ("a reference without end", || {
        body(format!("&{}", "a".repeat(times(5 << 20))))
    }),
    ("a comment of 9 MB", || {
        body(format!("<!--{}-->", "-".repeat(times(9 << 20))))
    }),
    ("a comment without end", || {
        body(format!("<!--{}", "x".repeat(times(5 << 20))))
    }),
    ("100,000 comments", || body("<!----><!-->".repeat(times(100_000)))),
    ("an attribute of 9 MB", || {
        body(format!("<p title=\"{}\">x</p>", "x".repeat(times(9 << 20))))
    }),
    ("an attribute without end", || {
        body(format!("<p title=\"{}", "x".repeat(times(5 << 20))))
    }),
    ("100,000 attributes", || {
        body(format!(
            "<p {}>x</p>",
            (0..times(100_000))
                .map(|n| format!("a{n}=x"))
                .collect::<Vec<_>>()
                .join(" ")
        ))
    }),
    ("a script without end", || {
        body(format!("<script>{}", "if (a<b) ".repeat(times(500_000))))
    }),
    ("scripts within scripts", || {
        body("<script><!--<script>".repeat(times(100_000)))
    }),
    ("a million paragraphs", || body("<p>x".repeat(times(1_000_000)))),
    ("200,000 links", || {
        body("<a href=\"/x\">link text</a> ".repeat(times(200_000)))
    }),
    ("100,000 pictures", || {
        body(
            "<figure><img src=\"/x.jpg\" alt=x><figcaption>Photo by X / AFP</figcaption></figure>"
                .repeat(times(50_000)),
        )
    }),
    ("foreign elements", || {
        open("<svg><math><mtext><foreignObject><p>", 20_000)
    }),
    ("templates", || nested("<template>", 50_000, "</template>")),
    ("selects", || open("<select><option><optgroup>", 50_000)),
    ("stray angles", || body("<".repeat(times(2_000_000)))),
    ("stray end tags", || body("</p></b></br></div>".repeat(times(200_000)))),
    ("JSON-LD 100,000 deep", || {
        page(
            &format!(
                "<script type=\"application/ld+json\">{}</script>",
                "[".repeat(times(100_000))
            ),
            PARAGRAPH,
        )
    }),
    ("JSON-LD of 8 MB", || {
        page(
            &format!(
                "<script type=\"application/ld+json\">{{\"@type\":\"NewsArticle\",\"articleBody\":\"{}\"}}</script>",
                "word ".repeat(times(8 << 18))
            ),
            PARAGRAPH,
        )
    }),
    ("200,000 metas", || {
        page(
            &"<meta property=\"article:tag\" content=\"x\"><link rel=alternate href=x>".repeat(times(100_000)),
            PARAGRAPH,
        )
    }),
    ("bytes of no encoding", || {
        body(String::new())
            .into_iter()
            .chain((0..2_u64 << 20).map(|n| 128 + (n * 7919 % 127) as u8))
            .collect()
    }),
];

/// A number of times; fewer for a program that is built without optimisation, though far past
/// every limit all the same.
fn times(number: usize) -> usize {
    if measured::slack() == 1 { number } else { number / 4 }
}

fn page(head: &str, text: &str) -> Vec<u8> {
    format!("<!doctype html><html><head><title>A story</title>{head}</head><body><article><h1>A story</h1>{PARAGRAPH}{text}</article></body></html>").into_bytes()
}

fn body(text: String) -> Vec<u8> {
    page("", &text)
}

fn nested(open: &str, times: usize, close: &str) -> Vec<u8> {
    body(format!(
        "{}core{}",
        open.repeat(self::times(times)),
        close.repeat(self::times(times))
    ))
}

fn open(tags: &str, times: usize) -> Vec<u8> {
    body(format!("{}core", tags.repeat(self::times(times))))
}

fn check(name: &str, html: &[u8]) {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("page.html");
    std::fs::write(&file, html).unwrap();
    let run = measured::run(
        home.path(),
        &["extract", file.to_str().unwrap(), "--url", "https://news.example/story"],
    );
    let told = || said(&run.output).chars().take(400).collect::<String>();
    assert!(
        matches!(run.output.status.code(), Some(0 | 1)),
        "{name}: {:?} {}",
        run.output.status,
        told()
    );
    for bytes in [&run.output.stdout, &run.output.stderr] {
        assert!(vocabulary::plain(bytes).is_ok(), "{name}: {}", told());
    }
    println!(
        "{name}: {} MB, {:?}, {} bytes of text",
        run.memory >> 20,
        run.processor,
        run.output.stdout.len()
    );
    assert!(!told().contains("panicked"), "{name}: {}", told());
    assert!(run.memory <= MEMORY, "{name} took {} MB", run.memory >> 20);
    assert!(
        run.processor <= Duration::from_secs(1) * measured::slack(),
        "{name} took {:?}",
        run.processor
    );
}

#[test]
fn no_page_hangs_the_reader_by_its_depth() {
    for (name, page) in &CASES[..16] {
        check(name, &page());
    }
}

#[test]
fn no_page_hangs_the_reader_by_its_length() {
    for (name, page) in &CASES[16..] {
        check(name, &page());
    }
}

#[test]
fn no_charset_is_believed_against_the_bytes() {
    let home = tempfile::tempdir().unwrap();
    let text = "Émigrés waited; the “union” of judges — über 300 — asked the court.";
    for charset in [
        "utf-8",
        "utf-16",
        "utf-7",
        "windows-1252",
        "x-user-defined",
        "replacement",
        "iso-2022-kr",
        "nonsense",
        "\u{1b}[31m",
    ] {
        let html = format!(
            "<html><head><meta charset=\"{charset}\"><title>x</title></head><body><article><h1>x</h1>{PARAGRAPH}<p>{text}</p></article></body></html>"
        );
        let file = home.path().join("page.html");
        std::fs::write(&file, html).unwrap();
        let shown = super::safe(home.path(), &["extract", file.to_str().unwrap(), "--width", "200"]);
        assert!(shown.contains("immigration judges asked"), "{charset}: {shown}");
    }
}
