//! Writes the model file; its form is told in `tagger::model`.

use super::super::tagger::genre;
use super::super::tagger::labels::COUNT;
use super::super::tagger::lexicon::{self, BUCKET, Info, place};
use super::super::tagger::model::{self, GENRES, HEADER, MAGIC, Steps, WAYS};

/// Packs words into lexicon buckets; of two words with one place and print the first holds, and
/// words past a full bucket are left out. Give the important ones first.
pub fn words(words: &[(u64, Info)], buckets: usize) -> Vec<u8> {
    let mut bytes = vec![0u8; buckets * BUCKET];
    let mut filled = vec![0u8; buckets];
    for (hash, info) in words {
        let (bucket, print) = place(*hash, buckets);
        let line = &mut bytes[bucket * BUCKET..(bucket + 1) * BUCKET];
        let ways = usize::from(filled[bucket]);
        let twin = (0..ways).any(|way| line[way * 2..way * 2 + 2] == print.to_le_bytes());
        if twin || ways >= lexicon::WAYS {
            continue;
        }
        line[ways * 2..ways * 2 + 2].copy_from_slice(&print.to_le_bytes());
        line[20 + ways * 2..22 + ways * 2].copy_from_slice(&info.fine.to_le_bytes());
        line[40 + ways] = info.coarse;
        line[50 + ways] = info.lists;
        filled[bucket] += 1;
    }
    bytes
}

/// Which of the features find room, the weightiest given first.
pub fn fits(names: impl Iterator<Item = u64>, buckets: usize) -> Vec<bool> {
    let mut filled: Vec<Vec<u16>> = vec![Vec::new(); buckets];
    names
        .map(|name| {
            let (bucket, print) = place(name, buckets);
            let prints = &mut filled[bucket];
            let room = prints.len() < WAYS && !prints.contains(&print);
            if room {
                prints.push(print);
            }
            room
        })
        .collect()
}

/// Packs feature rows into buckets, the weightiest first; how many found no room.
pub fn rows(rows: &[(u64, [f32; COUNT])], buckets: usize, scale: f32) -> (Vec<u8>, usize) {
    let mut bytes = vec![0u8; buckets * BUCKET];
    let mut filled = vec![0u8; buckets];
    let mut left = 0;
    for (hash, row) in rows {
        let (bucket, print) = place(*hash, buckets);
        let line = &mut bytes[bucket * BUCKET..(bucket + 1) * BUCKET];
        let ways = usize::from(filled[bucket]);
        let twin = (0..ways).any(|way| line[50 + way * 2..52 + way * 2] == print.to_le_bytes());
        if twin || ways >= WAYS {
            left += 1;
            continue;
        }
        for (label, weight) in row.iter().enumerate() {
            line[ways * COUNT + label] = (weight / scale).round().clamp(-127.0, 127.0) as i8 as u8;
        }
        line[50 + ways * 2..52 + ways * 2].copy_from_slice(&print.to_le_bytes());
        filled[bucket] += 1;
    }
    (bytes, left)
}

/// The whole file.
pub fn file(features: &[u8], lexicon: &[u8], scale: [f32; 2], steps: &Steps, genres: &genre::Table) -> Vec<u8> {
    let mut out = vec![0u8; HEADER];
    out[16..20].copy_from_slice(&((features.len() / BUCKET) as u32).to_le_bytes());
    out[20..24].copy_from_slice(&((lexicon.len() / BUCKET) as u32).to_le_bytes());
    out[24..28].copy_from_slice(&scale[0].to_le_bytes());
    out[28..32].copy_from_slice(&scale[1].to_le_bytes());
    for (index, weight) in steps.iter().flatten().enumerate() {
        out[32 + index * 4..36 + index * 4].copy_from_slice(&weight.to_le_bytes());
    }
    for (index, weight) in genres.iter().flatten().enumerate() {
        out[GENRES + index * 4..GENRES + 4 + index * 4].copy_from_slice(&weight.to_le_bytes());
    }
    out.extend_from_slice(features);
    out.extend_from_slice(lexicon);
    out[..8].copy_from_slice(MAGIC);
    let sum = model::checksum(&out[16..]);
    out[8..16].copy_from_slice(&sum.to_le_bytes());
    out
}
