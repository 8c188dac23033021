//! What a picture costs between its file and the screen: reading its facts, decoding a photograph of
//! six million pixels, its look, and making it ready for a place in each way of drawing.

#![allow(missing_docs, clippy::unwrap_used)]

use std::hint::black_box;
use std::io::Cursor;

use criterion::{Criterion, criterion_group, criterion_main};
use dateline::pictures::{Look, facts, pixels};
use dateline::tui::colour::Depth;
use dateline::tui::pictures::{Drawn, Frame, Protocol, Support};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

fn photograph(width: u32, height: u32) -> Vec<u8> {
    let mut seed = 20_261_125u32;
    let picture = RgbImage::from_fn(width, height, |x, y| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let light = ((x * 200 / width) + (y * 40 / height)) as u8;
        Rgb([light, light.wrapping_add((seed >> 28) as u8), (y % 251) as u8])
    });
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(picture)
        .write_to(&mut bytes, ImageFormat::Jpeg)
        .unwrap();
    bytes.into_inner()
}

fn pictures(c: &mut Criterion) {
    let file = photograph(3_000, 2_000);
    c.bench_function("facts", |b| b.iter(|| facts(black_box(&file))));
    c.bench_function("decode 3000x2000", |b| {
        b.iter(|| pixels(black_box(&file), 2_048).unwrap())
    });
    let decoded = pixels(&file, 2_048).unwrap();
    c.bench_function("look", |b| b.iter(|| Look::of(black_box(&decoded))));
    for protocol in [Protocol::Kitty, Protocol::Sixel, Protocol::Iterm2, Protocol::Halfblocks] {
        let support = Support {
            protocol,
            cell: (10, 20),
            through_tmux: false,
            depth: Depth::True,
        };
        c.bench_function(&format!("draw in 76x24 cells, {protocol:?}"), |b| {
            b.iter(|| Drawn::new(black_box(&decoded), Frame::whole(76, 24), support, 1).unwrap());
        });
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10);
    targets = pictures
}
criterion_main!(benches);
