//! Bundles: the bodies of one feed's articles that came together, compressed together, which takes
//! less time and half the room of each by itself.
//!
//! A bundle stands in the bodies table under the number of its first body; the others have the
//! numbers that follow. How many articles still use one is kept in the bundles table, by triggers:
//! the last to go takes it along. A body that came alone is a plain blob without a row there.

use rusqlite::{Connection, params};

use super::error::{Result, StoreError};
use super::pack::{self, Packer};

/// Bytes of bodies, before compression, after which a bundle is closed. More would make it
/// smaller, but opening one article unpacks all of it.
pub(super) const ENOUGH: usize = 32 << 10;

/// Bytes of a length inside a bundle.
const LENGTH: usize = size_of::<u32>();

/// Lays the bodies in `bodies` (ends of each in `ends`) out as one text: how long each is, then
/// all of them.
fn lay_out(bodies: &[u8], ends: &[usize]) -> Result<Vec<u8>> {
    let mut raw = Vec::with_capacity(ends.len() * LENGTH + bodies.len());
    let mut start = 0;
    for end in ends {
        let length = u32::try_from(end - start).map_err(StoreError::unreadable)?;
        raw.extend_from_slice(&length.to_le_bytes());
        start = *end;
    }
    raw.extend_from_slice(bodies);
    Ok(raw)
}

/// A blob of the bodies that stand in `bodies` one after the other, up to each of `ends`; plain
/// where there is one only.
pub(super) fn pack(packer: &mut Packer, bodies: &[u8], ends: &[usize]) -> Result<Vec<u8>> {
    match ends {
        [_] => packer.pack(bodies),
        _ => packer.pack_bundle(&lay_out(bodies, ends)?, ends.len()),
    }
}

/// The body at a place (from 0) of a blob that [`pack()`] made.
pub(super) fn unpack(blob: &[u8], place: usize) -> Result<Vec<u8>> {
    let Some(count) = pack::bundled(blob) else {
        return match place {
            0 => pack::unpack(blob),
            _ => Err(missing()),
        };
    };
    let mut raw = pack::unpack(blob)?;
    let lengths = raw
        .get(..count.saturating_mul(LENGTH))
        .and_then(|lengths| lengths.as_chunks::<LENGTH>().0.get(..=place))
        .ok_or_else(missing)?;
    let mut ends = lengths.iter().scan(count * LENGTH, |end, length| {
        let start = *end;
        *end += u32::from_le_bytes(*length) as usize;
        Some((start, *end))
    });
    let (start, end) = ends.nth(place).ok_or_else(missing)?;
    if end > raw.len() {
        return Err(missing());
    }
    raw.truncate(end);
    raw.drain(..start);
    Ok(raw)
}

fn missing() -> StoreError {
    StoreError::unreadable("a text is missing among those stored with it")
}

/// Keeps a blob of `count` bodies numbered from `first` on, each for an article to take.
pub(super) fn insert(connection: &Connection, first: i64, blob: &[u8], count: usize) -> Result<()> {
    connection
        .prepare_cached("INSERT INTO bodies (seq, body) VALUES (?1, ?2)")?
        .execute(params![first, blob])?;
    if count > 1 {
        connection
            .prepare_cached("INSERT INTO bundles (first, last, used) VALUES (?1, ?2, ?3)")?
            .execute(params![first, first + number(count)? - 1, number(count)?])?;
    }
    Ok(())
}

/// Says that `free` of those bodies were not taken; without any that is, the blob goes.
pub(super) fn set_free(connection: &Connection, first: i64, count: usize, free: usize) -> Result<()> {
    match (free, count) {
        (0, _) => return Ok(()),
        (_, 1) => connection.execute("DELETE FROM bodies WHERE seq = ?1", [first])?,
        _ => connection.execute(
            "UPDATE bundles SET used = used - ?2 WHERE first = ?1",
            params![first, number(free)?],
        )?,
    };
    Ok(())
}

fn number(count: usize) -> Result<i64> {
    i64::try_from(count).map_err(StoreError::unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_of_a_bundle_are_found_by_their_place() {
        let mut packer = Packer::new().unwrap();
        let blob = pack(&mut packer, b"onetwothree", &[3, 3, 6, 11]).unwrap();
        let all: Vec<_> = (0..4).map(|place| unpack(&blob, place).unwrap()).collect();
        assert_eq!(all, [&b"one"[..], b"", b"two", b"three"]);
        assert!(unpack(&blob, 4).is_err());
        let alone = pack(&mut packer, b"one", &[3]).unwrap();
        assert_eq!(unpack(&alone, 0).unwrap(), b"one");
        assert!(unpack(&alone, 1).is_err());
    }

    #[test]
    fn a_damaged_bundle_is_told() {
        let mut packer = Packer::new().unwrap();
        let raw = [&[3, 0, 0, 0, 9, 0, 0, 0][..], b"onetwo"].concat();
        let blob = packer.pack_bundle(&raw, 2).unwrap();
        assert_eq!(unpack(&blob, 0).unwrap(), b"one");
        assert!(unpack(&blob, 1).is_err());
        let blob = packer.pack_bundle(&raw, 60_000).unwrap();
        assert!(unpack(&blob, 0).is_err());
    }
}
