//! The model file: weights of properties, weights of steps between labels, the lexicon.
//!
//! Read where it lies in the program; making it ready is checking it. Little endian:
//! `DTLNTAG3`, checksum of the rest, feature buckets, lexicon buckets, scales of the weights
//! and steps (from 10 labels and from the start, to 10), from byte 576 the table of sorts of writing (160 signs
//! by three), then both tables from byte 2496 on. A feature bucket is 64 bytes: five rows of ten signed weights, then five
//! fingerprints. Written by `train::pack`.

use super::genre;
use super::labels::COUNT;
use super::lexicon::{BUCKET, Lexicon, place};

/// What the file begins with.
pub const MAGIC: &[u8; 8] = b"DTLNTAG3";

/// Where the tables begin.
pub const HEADER: usize = GENRES + genre::SIGNS * genre::ALL.len() * 4;

/// Where the table of sorts of writing begins.
pub const GENRES: usize = 576;

/// Rows to a feature bucket.
pub const WAYS: usize = 5;

/// Weights from a label, the last row from the start, to another.
pub type Steps = [[f32; COUNT]; COUNT + 1];

/// A model, borrowed from the bytes of its file.
#[derive(Debug, Clone)]
pub struct Model<'m> {
    features: &'m [[u8; BUCKET]],
    /// What is known of words.
    pub lexicon: Lexicon<'m>,
    /// What one step of a stored weight is worth, at the first and at the second look.
    pub scale: [f32; 2],
    /// Weight of going from a label (or, last, from the start) to another.
    pub steps: Steps,
    /// What tells the sorts of writing apart.
    pub genres: genre::Table,
}

/// A checksum, eight bytes at a time.
pub fn checksum(bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks::<8>();
    let mut sums = [0x9E37_79B9_7F4A_7C15u64, 1, 2, 3];
    for four in words.chunks(4) {
        for (sum, word) in sums.iter_mut().zip(four) {
            *sum = (*sum ^ u64::from_le_bytes(*word))
                .wrapping_mul(0xD6E8_FEB8_6659_FD93)
                .rotate_left(29);
        }
    }
    let tail = rest.iter().fold(7u64, |acc, b| acc << 8 | u64::from(*b));
    sums.iter().fold(tail, |acc, sum| {
        (acc ^ sum).wrapping_mul(0x9FB2_1C65_1E98_DF25).rotate_left(31)
    })
}

impl<'m> Model<'m> {
    /// Checks and opens a model; none where the bytes are not one, or not whole.
    pub fn read(bytes: &'m [u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let (sum, rest) = rest.split_first_chunk::<8>()?;
        if checksum(rest) != u64::from_le_bytes(*sum) {
            return None;
        }
        let word = |at: usize| -> Option<[u8; 4]> { bytes.get(at..at + 4)?.try_into().ok() };
        let features = u32::from_le_bytes(word(16)?) as usize;
        let lexicon = u32::from_le_bytes(word(20)?) as usize;
        let mut steps = [[0f32; COUNT]; COUNT + 1];
        for (index, weight) in steps.iter_mut().flatten().enumerate() {
            *weight = f32::from_le_bytes(word(32 + index * 4)?);
        }
        let mut genres = genre::NOTHING;
        for (index, weight) in genres.iter_mut().flatten().enumerate() {
            *weight = f32::from_le_bytes(word(GENRES + index * 4)?);
        }
        let split = HEADER.checked_add(features.checked_mul(BUCKET)?)?;
        let end = split.checked_add(lexicon.checked_mul(BUCKET)?)?;
        Some(Model {
            features: bytes.get(HEADER..split)?.as_chunks::<BUCKET>().0,
            lexicon: Lexicon::new(bytes.get(split..end)?),
            scale: [f32::from_le_bytes(word(24)?), f32::from_le_bytes(word(28)?)],
            steps,
            genres,
        })
    }

    /// Adds a feature's weights to the sums of the labels.
    #[inline]
    pub fn add(&self, hash: u64, sums: &mut [i16; 16]) {
        let (bucket, print) = place(hash, self.features.len());
        let Some(bytes) = self.features.get(bucket) else {
            return;
        };
        for way in 0..WAYS {
            if u16::from_le_bytes([bytes[50 + way * 2], bytes[51 + way * 2]]) == print {
                // Sixteen lanes are added at once; those past the tenth are never read.
                let Some(row) = bytes.get(way * COUNT..).and_then(|rest| rest.first_chunk::<16>()) else {
                    return;
                };
                for (sum, weight) in sums.iter_mut().zip(row) {
                    *sum = sum.wrapping_add(i16::from(*weight as i8));
                }
                return;
            }
        }
    }
}
