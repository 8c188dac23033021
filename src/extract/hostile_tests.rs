//! Pages made to hang the reader or to lie to it, and any markup at all.

use std::time::Duration;

use proptest::prelude::*;

use super::tests::{article, check_ranges, extract, prose};
use super::*;
use crate::cpu_time::CpuClock;
use crate::model::BlockKind;

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
