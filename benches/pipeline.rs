//! The trip of an article, stage by stage: reading a feed, stripping tags, extracting a page,
//! finding names, searching. All text is made here. `cargo bench --bench pipeline`.

use std::fmt::Write;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dateline::model::Timestamp;
use dateline::{captions, entities, extract, feeds};

const PARAGRAPHS: [&str; 4] = [
    "The Board of Immigration Appeals held on Tuesday that the immigration judge had erred under 8 U.S.C. § 1158(b)(1).",
    "“We waited two years for this hearing,” said the director of the shelter, who asked that the city not be named.",
    "U.S. Citizenship and Immigration Services (USCIS) received 1,204 applications in March, up from 980 a year earlier.",
    "In <em>Department of Homeland Security v. Regents of the University of California</em>, the Supreme Court took up DACA.",
];

/// The HTML of an article of about `paragraphs` paragraphs.
fn body(paragraphs: usize, seed: usize) -> String {
    let mut html = String::new();
    for number in 0..paragraphs {
        let _ = writeln!(
            html,
            "<p>{} <a href=\"/a/{number}\">More</a>.</p>",
            PARAGRAPHS[(number + seed) % PARAGRAPHS.len()]
        );
    }
    html
}

fn feed(items: usize) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><rss version=\"2.0\"><channel><title>Outlet</title><link>https://example.org/</link><description>News</description>",
    );
    for number in 0..items {
        let html = body(30, number).replace('&', "&amp;").replace('<', "&lt;");
        let _ = write!(
            xml,
            "<item><title>Headline {number}</title><link>https://example.org/{number}</link><guid>g{number}</guid><pubDate>Tue, 03 Nov 2026 10:00:00 GMT</pubDate><description>{html}</description></item>"
        );
    }
    xml.push_str("</channel></rss>");
    xml
}

fn page() -> String {
    let menu: String = (0..200)
        .map(|n| format!("<li><a href=\"/s/{n}\">Section {n}</a></li>"))
        .collect();
    format!(
        "<!doctype html><html lang=en><head><title>Headline</title></head><body><nav><ul>{menu}</ul></nav><main><article><h1>Headline</h1>{}<figure><img src=/p.jpg><figcaption>A hearing room. (AP Photo/Jo Doe)</figcaption></figure>{}</article></main><footer><ul>{menu}</ul></footer></body></html>",
        body(30, 0),
        body(30, 1)
    )
}

fn stages(criterion: &mut Criterion) {
    let feed = feed(50);
    let mut group = criterion.benchmark_group("feed");
    group.throughput(Throughput::Bytes(feed.len() as u64));
    group.bench_function("parse 50 items", |bench| {
        bench.iter(|| {
            feeds::parse(
                black_box(feed.as_bytes()),
                Some("application/rss+xml"),
                Some("https://example.org/feed"),
            )
        });
    });
    group.bench_function("bare feed-rs, the same 50 items", |bench| {
        bench.iter(|| feed_rs::parser::parse(black_box(feed.as_bytes())));
    });
    group.finish();

    let html = body(30, 0);
    let mut group = criterion.benchmark_group("text");
    group.throughput(Throughput::Bytes(html.len() as u64));
    group.bench_function("strip tags", |bench| {
        let mut text = String::new();
        bench.iter(|| {
            text.clear();
            extract::plain_text(black_box(&html), &mut text);
        });
    });
    group.bench_function("fragment to document", |bench| {
        bench.iter(|| extract::fragment(black_box(&html), None))
    });
    group.finish();

    let page = page();
    let mut group = criterion.benchmark_group("page");
    group.throughput(Throughput::Bytes(page.len() as u64));
    group.bench_function("to document and photos", |bench| {
        let hints = extract::Hints {
            title: "Headline",
            summary_text: "",
            furniture: &[],
        };
        bench.iter(|| {
            let extracted = extract::page(black_box(page.as_bytes()), None, "https://example.org/1", &hints);
            extracted.map(|extracted| captions::photos(extracted.document, extracted.figures, &[]))
        });
    });
    group.finish();

    let document = extract::fragment(&body(60, 0), None).document;
    let mut group = criterion.benchmark_group("entities");
    group.throughput(Throughput::Bytes(document.text().len() as u64));
    group.bench_function("analyse", |bench| {
        bench.iter(|| entities::analyse("Headline", black_box(&document), &[], Some(Timestamp(1_795_000_000))));
    });
    group.finish();

    // What the first article pays: checking the model, reading the gazetteer.
    let mut group = criterion.benchmark_group("entities, once");
    let model = include_bytes!("../assets/entities/model.bin");
    group.bench_function("check and open the model", |bench| {
        bench.iter(|| entities::tagger::model::Model::read(black_box(model)).is_some());
    });
    group.bench_function("read the gazetteer", |bench| {
        bench.iter(entities::Gazetteer::of_the_program)
    });
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
