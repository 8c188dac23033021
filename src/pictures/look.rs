//! How a picture looks at a glance, as a number: for telling that two outlets print one photograph.
//!
//! The difference hash (Neal Krawetz, "Kind of Like That", 2013): the picture is shrunk to a few
//! grey fields, and each bit says whether a field is brighter than its neighbour. Scaling, packing
//! and small changes of colour leave it nearly as it was. Here twice, along rows and down columns,
//! 64 bits each. <https://www.hackerfactor.com/blog/index.php?/archives/529-Kind-of-Like-That.html>

use crate::model::Pixels;

/// Fields along a side, and one more in the direction of the differences.
const SIDE: usize = 8;
/// Neighbouring fields whose brightness differs by less say nothing.
const TELLING: i32 = 3;
/// Of 128 pairs so many must differ: flat pictures (a logo, a chart on white) look alike too easily.
const ENOUGH: usize = 64;
/// Two pictures are one photograph if at most so many of 128 bits differ.
const MOST_DIFFERENT: u32 = 6;

/// A picture's look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Look {
    /// Differences along the rows.
    pub across: u64,
    /// Differences down the columns.
    pub down: u64,
}

impl Look {
    /// The look of a picture; none where there is too little in it to tell it from others.
    pub fn of(pixels: &Pixels) -> Option<Look> {
        if pixels.width < 32 || pixels.height < 32 {
            return None;
        }
        let across = shrunk(pixels, SIDE + 1, SIDE);
        let down = shrunk(pixels, SIDE, SIDE + 1);
        let mut look = Look { across: 0, down: 0 };
        let mut telling = 0;
        for y in 0..SIDE {
            for x in 0..SIDE {
                let at =
                    |fields: &[i32], width: usize, x: usize, y: usize| fields.get(y * width + x).copied().unwrap_or(0);
                let right = at(&across, SIDE + 1, x, y) - at(&across, SIDE + 1, x + 1, y);
                let below = at(&down, SIDE, x, y) - at(&down, SIDE, x, y + 1);
                look.across = look.across << 1 | u64::from(right < 0);
                look.down = look.down << 1 | u64::from(below < 0);
                telling += usize::from(right.abs() >= TELLING) + usize::from(below.abs() >= TELLING);
            }
        }
        (telling >= ENOUGH).then_some(look)
    }

    /// In how many of 128 bits two looks differ.
    pub fn distance(self, other: Look) -> u32 {
        (self.across ^ other.across).count_ones() + (self.down ^ other.down).count_ones()
    }

    /// Whether two looks are of one photograph.
    pub fn is_same(self, other: Look) -> bool {
        self.distance(other) <= MOST_DIFFERENT
    }
}

/// The mean brightness (0 to 255) of `columns × rows` fields; clear pixels count as black.
fn shrunk(pixels: &Pixels, columns: usize, rows: usize) -> Vec<i32> {
    let (width, height) = (pixels.width as usize, pixels.height as usize);
    let mut fields = Vec::with_capacity(columns * rows);
    for row in 0..rows {
        let (top, bottom) = (row * height / rows, (row + 1) * height / rows);
        for column in 0..columns {
            let (left, right) = (column * width / columns, (column + 1) * width / columns);
            let (mut sum, mut count) = (0u64, 0u64);
            for y in top..bottom {
                let line = pixels.rgba.get((y * width + left) * 4..(y * width + right) * 4);
                for pixel in line.unwrap_or(&[]).chunks_exact(4) {
                    if let [r, g, b, a] = pixel {
                        // ITU-R BT.601 luma, in thousandths.
                        let light = 299 * u64::from(*r) + 587 * u64::from(*g) + 114 * u64::from(*b);
                        sum += light * u64::from(*a) / 255;
                        count += 1_000;
                    }
                }
            }
            fields.push(i32::try_from(sum.checked_div(count).unwrap_or(0)).unwrap_or(255));
        }
    }
    fields
}
