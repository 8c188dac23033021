//! How long a long article takes to lay out: 20,000 words at three widths, in three scripts.
//! What a person waits for when an article is opened or the window changes its size.

#![allow(missing_docs)]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use dateline::flow::{Measure, lay_out};
use dateline::model::{BlockKind, Document, DocumentBuilder, Style};

/// Words of an article's length and mixture; `curly` puts in the quotation marks and dashes that
/// most news text has.
fn article(words: &[&str], count: usize, curly: bool) -> Document {
    let mut build = DocumentBuilder::new();
    let mut seed = 20_261_125u32;
    for number in 0..count {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let pick = usize::try_from(seed >> 8).unwrap_or(0);
        if number % 60 == 0 {
            build.open(
                if number % 900 == 0 {
                    BlockKind::Heading(2)
                } else {
                    BlockKind::Paragraph
                },
                0,
                None,
            );
        }
        let word = words.get(pick % words.len()).copied().unwrap_or("");
        match pick % 50 {
            0 => {
                let link = build.link(&format!("https://example.org/{}", pick % 40));
                build.style_start(Style::Link(link));
                build.push(word);
                build.style_end();
                build.push(" ");
            }
            1 => build.push(&format!("{word}. ")),
            2 if curly => build.push(&format!("“{word}’s” ")),
            3 if curly => build.push(&format!("— {word}, ")),
            _ => build.push(&format!("{word} ")),
        }
    }
    build.finish()
}

fn layout(criterion: &mut Criterion) {
    let english = "the court of appeals asylum officers said on Monday that applicants who cross between ports \
                   may wait in their home country under a long-standing policy while judges decide"
        .split_whitespace()
        .collect::<Vec<_>>();
    let chinese = ["移民局", "法院", "周一", "表示", "，", "申请人", "可以", "等待", "。"];
    let documents = [
        ("ascii", article(&english, 20_000, false)),
        ("curly quotes", article(&english, 20_000, true)),
        ("chinese", article(&chinese, 20_000, false)),
    ];
    for (name, document) in &documents {
        for width in [40, 80, 120] {
            criterion.bench_function(&format!("layout/{name}/{width}"), |bench| {
                bench.iter(|| lay_out(black_box(document), &[], &Measure::new(width)));
            });
        }
    }
}

criterion_group!(benches, layout);
criterion_main!(benches);
