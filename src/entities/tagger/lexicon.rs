//! What is known of a word by itself: its clusters, and the lists it stands in.
//!
//! A packed hash table that is read where it lies. Each bucket is one cache line of 64 bytes with
//! room for ten words: fingerprints, clusters of 1,024, clusters of 128, list bits. Names of more
//! than one word are kept under the hash of their words. Packed by `train::pack`.

/// Bits of [`Info::lists`].
pub mod list {
    /// A given name of men.
    pub const MALE: u8 = 1;
    /// A given name of women.
    pub const FEMALE: u8 = 2;
    /// A surname.
    pub const SURNAME: u8 = 4;
    /// A city.
    pub const CITY: u8 = 8;
    /// A large city or a capital.
    pub const BIG_CITY: u8 = 16;
    /// A country.
    pub const COUNTRY: u8 = 32;
    /// A state or county.
    pub const STATE: u8 = 64;
    /// A parliamentary committee or other body.
    pub const BODY: u8 = 128;
}

/// What is known of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Info {
    /// Its cluster of 1,024, plus one; 0 for none.
    pub fine: u16,
    /// Its cluster of 128, plus one; 0 for none.
    pub coarse: u8,
    /// The lists it stands in.
    pub lists: u8,
}

/// Words to a bucket.
pub const WAYS: usize = 10;

/// Bytes of a bucket.
pub const BUCKET: usize = 64;

/// A packed table, borrowed from the model.
#[derive(Debug, Clone, Copy, Default)]
pub struct Lexicon<'m> {
    buckets: &'m [[u8; BUCKET]],
}

/// Where a hash belongs: bucket and fingerprint (never 0, which marks an empty place).
#[inline]
pub fn place(hash: u64, buckets: usize) -> (usize, u16) {
    let bucket = ((hash >> 32) * buckets as u64) >> 32;
    (bucket as usize, (hash as u16).max(1))
}

impl<'m> Lexicon<'m> {
    /// A table over packed bytes; what does not fill a bucket is left out.
    pub fn new(bytes: &'m [u8]) -> Self {
        Lexicon {
            buckets: bytes.as_chunks::<BUCKET>().0,
        }
    }

    /// What is known of the word with this hash.
    #[inline]
    pub fn get(&self, hash: u64) -> Info {
        let (bucket, print) = place(hash, self.buckets.len());
        let Some(bytes) = self.buckets.get(bucket) else {
            return Info::default();
        };
        for way in 0..WAYS {
            if u16::from_le_bytes([bytes[way * 2], bytes[way * 2 + 1]]) == print {
                return Info {
                    fine: u16::from_le_bytes([bytes[20 + way * 2], bytes[21 + way * 2]]),
                    coarse: bytes[40 + way],
                    lists: bytes[50 + way],
                };
            }
        }
        Info::default()
    }
}

/// The hash of a phrase from the hashes of its lower-case words.
pub fn phrase(words: impl Iterator<Item = u64>) -> u64 {
    words.fold(0x51ED_270B, |hash: u64, word| {
        (hash.rotate_left(11) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    })
}
