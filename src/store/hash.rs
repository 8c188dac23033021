//! A stable 64-bit hash for keys and contents. Stored, so it must never change.
//!
//! Eight bytes at a time, each mixed in by a 64×64→128-bit multiplication whose halves are
//! folded (the mixing step of wyhash, <https://github.com/wangyi-fudan/wyhash>). Not meant to
//! withstand an attacker: a feed can only ever confuse its own items.

const SEED: u64 = 0xA076_1D64_78BD_642F;
const MIX: u64 = 0xE703_7ED1_A0B4_28DB;

/// The hash of several parts; moving a byte from one part to the next changes it.
pub(super) fn hash(parts: &[&[u8]]) -> u64 {
    let mut state = SEED;
    for part in parts {
        let (words, rest) = part.as_chunks::<8>();
        for word in words {
            state = fold(state ^ u64::from_le_bytes(*word), MIX);
        }
        let mut last = [0; 8];
        for (to, from) in last.iter_mut().zip(rest) {
            *to = *from;
        }
        state = fold(
            state ^ u64::from_le_bytes(last),
            MIX ^ (part.len() as u64).rotate_left(32),
        );
    }
    fold(state, SEED)
}

fn fold(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    (product as u64) ^ (product >> 64) as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn never_changes() {
        assert_eq!(hash(&[b"stored for good"]), 6_560_120_086_217_482_751);
    }

    #[test]
    fn parts_and_lengths_count() {
        let all = [
            hash(&[]),
            hash(&[b""]),
            hash(&[b"\0"]),
            hash(&[b"ab", b"c"]),
            hash(&[b"a", b"bc"]),
            hash(&[b"abc"]),
            hash(&[b"abc", b""]),
        ];
        assert_eq!(all.iter().collect::<HashSet<_>>().len(), all.len());
        let many: HashSet<u64> = (0..100_000)
            .map(|n| hash(&[format!("https://example.org/item/{n}").as_bytes()]))
            .collect();
        assert_eq!(many.len(), 100_000);
    }
}
