//! Compressed blobs: one byte of format, four of length, then a zstd frame. Those of several bodies
//! (see [`super::bundle`]) have two more bytes before it: how many.

use super::error::{Result, StoreError};

/// zstd without a dictionary.
const PLAIN: u8 = 1;
/// The same, of several bodies.
const BUNDLE: u8 = 2;
/// Bytes of the longest thing kept in a blob; the limits of `http` keep everything far below.
const LONGEST: usize = 64 << 20;
/// Level -3 takes two thirds of the time of level 1 and a quarter more room.
const LEVEL: i32 = -3;

/// Compresses, with a context used again and again.
pub(super) struct Packer {
    compressor: zstd::bulk::Compressor<'static>,
    buffer: Vec<u8>,
}

impl std::fmt::Debug for Packer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Packer")
    }
}

impl Packer {
    pub(super) fn new() -> Result<Self> {
        let mut compressor = zstd::bulk::Compressor::new(LEVEL).map_err(StoreError::unreadable)?;
        compressor.include_checksum(false).map_err(StoreError::unreadable)?;
        compressor.include_contentsize(false).map_err(StoreError::unreadable)?;
        Ok(Packer {
            compressor,
            buffer: Vec::new(),
        })
    }

    /// `raw` as a blob.
    pub(super) fn pack(&mut self, raw: &[u8]) -> Result<Vec<u8>> {
        self.frame(&head(PLAIN, raw)?, raw)
    }

    /// `raw`, which holds `count` bodies, as a blob.
    pub(super) fn pack_bundle(&mut self, raw: &[u8], count: usize) -> Result<Vec<u8>> {
        let count = u16::try_from(count).map_err(StoreError::unreadable)?;
        self.frame(&[&head(BUNDLE, raw)?[..], &count.to_le_bytes()].concat(), raw)
    }

    fn frame(&mut self, head: &[u8], raw: &[u8]) -> Result<Vec<u8>> {
        self.buffer.resize(zstd::zstd_safe::compress_bound(raw.len()), 0);
        let written = self
            .compressor
            .compress_to_buffer(raw, self.buffer.as_mut_slice())
            .map_err(StoreError::unreadable)?;
        // Copied, so that what waits to be stored takes no more room than it needs.
        Ok([head, self.buffer.get(..written).unwrap_or_default()].concat())
    }
}

/// The first bytes of a blob.
fn head(format: u8, raw: &[u8]) -> Result<[u8; 5]> {
    if raw.len() > LONGEST {
        return Err(StoreError::Unfit(format!(
            "a text of {} MB is too long to keep",
            raw.len() >> 20
        )));
    }
    let [a, b, c, d] = u32::try_from(raw.len()).map_err(StoreError::unreadable)?.to_le_bytes();
    Ok([format, a, b, c, d])
}

/// How many bodies a blob holds; none where it is a plain one.
pub(super) fn bundled(blob: &[u8]) -> Option<usize> {
    match blob {
        [BUNDLE, _, _, _, _, low, high, ..] => Some(usize::from(u16::from_le_bytes([*low, *high]))),
        _ => None,
    }
}

/// Compresses one blob.
pub(super) fn pack(raw: &[u8]) -> Result<Vec<u8>> {
    Packer::new()?.pack(raw)
}

/// A value as a blob of JSON.
pub(super) fn pack_json<T: serde::Serialize>(value: &T) -> Result<Vec<u8>> {
    pack(&serde_json::to_vec(value).map_err(StoreError::unreadable)?)
}

/// What [`pack_json`] wrote.
pub(super) fn unpack_json<T: serde::de::DeserializeOwned>(blob: &[u8]) -> Result<T> {
    serde_json::from_slice(&unpack(blob)?).map_err(StoreError::unreadable)
}

/// What a blob holds.
pub(super) fn unpack(blob: &[u8]) -> Result<Vec<u8>> {
    let unknown = || StoreError::unreadable("a stored text is of an unknown form");
    let (length, frame) = match blob.split_first_chunk::<5>() {
        Some(([PLAIN, length @ ..], frame)) => (length, frame),
        Some(([BUNDLE, length @ ..], frame)) => (length, frame.get(2..).ok_or_else(unknown)?),
        _ => return Err(unknown()),
    };
    let length = u32::from_le_bytes(*length) as usize;
    if length > LONGEST {
        return Err(StoreError::unreadable("a stored text says that it is too long"));
    }
    let raw = zstd::bulk::decompress(frame, length).map_err(StoreError::unreadable)?;
    if raw.len() == length {
        Ok(raw)
    } else {
        Err(StoreError::unreadable("a stored text is cut off"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blobs_round_trip_and_damage_is_told() {
        let text = "asylum ".repeat(1000);
        let blob = pack(text.as_bytes()).unwrap();
        assert!(blob.len() < 200);
        assert_eq!(unpack(&blob).unwrap(), text.as_bytes());
        assert_eq!(unpack(&pack(b"").unwrap()).unwrap(), b"");
        assert!(unpack(&blob[..blob.len() - 4]).is_err());
        assert!(unpack(b"").is_err());
        let mut other = blob.clone();
        other[0] = 9;
        assert!(unpack(&other).is_err());
        let mut long = blob;
        long[1..5].copy_from_slice(&u32::MAX.to_le_bytes());
        assert!(unpack(&long).is_err());
    }
}
