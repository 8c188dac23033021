//! What a picture costs between its file and the screen: reading its facts, decoding it, its look, and
//! making it ready for a place in each way of drawing; how many bytes each way sends, and what is
//! kept of it in memory.

#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout)]

use std::hint::black_box;
use std::io::Cursor;

use criterion::{Criterion, criterion_group, criterion_main};
use dateline::pictures::{Look, facts, pixels};
use dateline::tui::colour::Depth;
use dateline::tui::pictures::{Drawn, Frame, Protocol, Support};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The longest side that the desk keeps of a picture, in pixels.
const KEPT_SIDE: u32 = 2_048;

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

/// Bytes of what is written into the screen's cells for a picture.
fn sent(drawn: &Drawn) -> usize {
    let area = Rect::new(0, 0, drawn.size.0, drawn.size.1);
    let mut buffer = Buffer::empty(area);
    drawn.render(&mut buffer, area, 0);
    buffer.content().iter().map(|cell| cell.symbol().len()).sum()
}

fn pictures(c: &mut Criterion) {
    let file = photograph(1_800, 1_200);
    println!("a JPEG of 1800x1200: {} bytes", file.len());
    c.bench_function("facts", |b| b.iter(|| facts(black_box(&file))));
    c.bench_function("decode 1800x1200", |b| {
        b.iter(|| pixels(black_box(&file), KEPT_SIDE).unwrap());
    });
    let large = photograph(3_000, 2_000);
    c.bench_function("decode 3000x2000", |b| {
        b.iter(|| pixels(black_box(&large), KEPT_SIDE).unwrap());
    });
    let decoded = pixels(&file, KEPT_SIDE).unwrap();
    println!("kept decoded: {} bytes", decoded.rgba.len());
    c.bench_function("look", |b| b.iter(|| Look::of(black_box(&decoded))));
    for protocol in [Protocol::Kitty, Protocol::Sixel, Protocol::Iterm2, Protocol::Halfblocks] {
        let support = Support {
            protocol,
            cell: (10, 20),
            through_tmux: false,
            depth: Depth::True,
        };
        let frame = Frame::whole(76, 24);
        let drawn = Drawn::new(&decoded, frame, support, 1).unwrap();
        println!("{protocol:?}: {} bytes to the terminal", sent(&drawn));
        c.bench_function(&format!("file to 76x24 cells, {protocol:?}"), |b| {
            b.iter(|| {
                let decoded = pixels(black_box(&file), KEPT_SIDE).unwrap();
                Drawn::new(&decoded, frame, support, 1).unwrap()
            });
        });
        c.bench_function(&format!("kept pixels to 76x24 cells, {protocol:?}"), |b| {
            b.iter(|| Drawn::new(black_box(&decoded), frame, support, 1).unwrap());
        });
        // What a frame costs once it is ready.
        let area = Rect::new(0, 0, drawn.size.0, drawn.size.1);
        let mut buffer = Buffer::empty(area);
        c.bench_function(&format!("a frame with it, {protocol:?}"), |b| {
            b.iter(|| drawn.render(&mut buffer, area, 0));
        });
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10);
    targets = pictures
}
criterion_main!(benches);
