//! A good answer as it came: its body still packed.
//!
//! Many answers come at once and wait for a worker to read them; packed they take a fraction of the
//! room, and unpacking is the worker's work, not that of the one who waits for the network.

use std::fmt;
use std::io::{self, Read};

use flate2::bufread::{DeflateDecoder, GzDecoder, ZlibDecoder};
use reqwest::header::HeaderMap;
use tokio::sync::OwnedSemaphorePermit;

use super::{HttpError, Response, headers};
use crate::model::SafeText;

/// What is said to be understood (`Accept-Encoding`).
pub(super) const ACCEPTED: &str = "gzip, br, zstd, deflate";

/// Largest window of zstd: eight megabytes, as RFC 9659 has it.
const ZSTD_WINDOW: u32 = 23;

/// Parts of a gzip body at most; each costs its beginning.
const MOST_PARTS: usize = 256;

/// How a body is packed (RFC 9110, section 8.4.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Packing {
    #[default]
    Plain,
    Gzip,
    Deflate,
    Brotli,
    Zstd,
}

impl Packing {
    /// How an answer with these headers is packed.
    ///
    /// # Errors
    /// When it is packed in a way that is not known here, or more than once.
    pub(super) fn of(headers: &HeaderMap) -> Result<Packing, HttpError> {
        let Some(encoding) = headers::encoding(headers) else {
            return Ok(Packing::Plain);
        };
        match encoding.to_ascii_lowercase().as_str() {
            "gzip" | "x-gzip" => Ok(Packing::Gzip),
            "deflate" => Ok(Packing::Deflate),
            "br" => Ok(Packing::Brotli),
            "zstd" => Ok(Packing::Zstd),
            _ => Err(HttpError::Encoding {
                encoding: SafeText::line(&encoding),
            }),
        }
    }
}

/// A good answer with its body packed.
pub struct Packed {
    /// With the packed body in place of the body.
    pub(super) response: Response,
    pub(super) packing: Packing,
    /// Largest body in bytes, unpacked.
    pub(super) limit: u64,
    pub(super) host: String,
    /// The body's share of the room for bodies that wait.
    pub(super) room: Option<OwnedSemaphorePermit>,
}

impl fmt::Debug for Packed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Packed")
            .field("packing", &self.packing)
            .finish_non_exhaustive()
    }
}

impl Packed {
    /// The answer with its body unpacked. Computes; a few milliseconds for a large one.
    ///
    /// # Errors
    /// When the body is too large unpacked, or not what its headers say.
    pub fn open(self) -> Result<Response, HttpError> {
        self.open_into(Vec::new())
    }

    /// The same, with the body in the place of what is in `buffer`, which may have been another's.
    ///
    /// # Errors
    /// As [`Packed::open`].
    pub fn open_into(self, mut buffer: Vec<u8>) -> Result<Response, HttpError> {
        let mut response = self.response;
        if self.packing != Packing::Plain && !response.body.is_empty() {
            buffer.clear();
            unpack(&response.body, self.packing, self.limit, &mut buffer).map_err(|error| HttpError::Body {
                host: SafeText::line(&self.host),
                reason: SafeText::line(&format!("it cannot be unpacked ({error})")),
            })?;
            if buffer.len() as u64 > self.limit {
                return Err(HttpError::TooLarge { limit: self.limit });
            }
            response.body = buffer;
        }
        drop(self.room);
        Ok(response)
    }
}

/// The beginning of a body of which only the beginning is here: `most` bytes, or fewer.
pub(super) fn beginning(packed: &[u8], packing: Packing, most: u64) -> Vec<u8> {
    let mut out = Vec::new();
    // That it breaks off is known.
    let _ = unpack(packed, packing, most, &mut out);
    out
}

/// Unpacks the body into `out`; of one that is larger than `limit`, more than `limit` bytes.
fn unpack(packed: &[u8], packing: Packing, limit: u64, out: &mut Vec<u8>) -> io::Result<()> {
    let most = limit.saturating_add(1);
    // What texts commonly grow by; a lie costs no more than this.
    let likely = packed.len().saturating_mul(5);
    let bounded = |size: usize| size.min(usize::try_from(limit).unwrap_or(usize::MAX));
    match packing {
        Packing::Plain => out.extend_from_slice(packed),
        Packing::Gzip => {
            // The last four bytes say how long it is.
            let length = packed
                .last_chunk()
                .map_or(0, |bytes| u32::from_le_bytes(*bytes) as usize);
            out.reserve_exact(bounded(length.min(packed.len().saturating_mul(20))));
            let mut rest = packed;
            for _ in 0..MOST_PARTS {
                let mut part = GzDecoder::new(rest);
                let left = most.saturating_sub(out.len() as u64);
                (&mut part).take(left).read_to_end(out)?;
                rest = part.into_inner();
                // What follows the last part and is none is left alone, as browsers do.
                if out.len() as u64 > limit || !rest.starts_with(&[0x1F, 0x8B]) {
                    break;
                }
            }
        }
        Packing::Deflate => {
            out.reserve(bounded(likely));
            // With the wrapping that the standard asks for, and without, as many servers send it.
            let wrapped = matches!(packed, [first, second, ..]
                if first & 0x0F == 8 && u16::from_be_bytes([*first, *second]) % 31 == 0);
            if wrapped {
                ZlibDecoder::new(packed).take(most).read_to_end(out)?;
            } else {
                DeflateDecoder::new(packed).take(most).read_to_end(out)?;
            }
        }
        Packing::Brotli => {
            out.reserve(bounded(likely));
            brotli_decompressor::Decompressor::new(packed, 8 << 10)
                .take(most)
                .read_to_end(out)?;
        }
        Packing::Zstd => {
            out.reserve(bounded(likely));
            let mut decoder = zstd::stream::read::Decoder::with_buffer(packed)?;
            decoder.window_log_max(ZSTD_WINDOW)?;
            decoder.take(most).read_to_end(out)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
    use proptest::prelude::*;
    use std::io::Write;

    fn unpacked(packed: &[u8], packing: Packing, limit: u64) -> io::Result<Vec<u8>> {
        let mut out = Vec::new();
        unpack(packed, packing, limit, &mut out)?;
        Ok(out)
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn every_packing_is_undone() {
        let text = b"immigration ".repeat(500);
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::fast());
        zlib.write_all(&text).unwrap();
        let mut bare = DeflateEncoder::new(Vec::new(), Compression::fast());
        bare.write_all(&text).unwrap();
        let mut parts = [gzip(&text[..100]), gzip(&text[100..])].concat();
        parts.extend(b"and something else");
        for (packing, packed) in [
            (Packing::Plain, text.clone()),
            (Packing::Gzip, gzip(&text)),
            (Packing::Gzip, parts),
            (Packing::Deflate, zlib.finish().unwrap()),
            (Packing::Deflate, bare.finish().unwrap()),
            (Packing::Zstd, zstd::encode_all(&text[..], 1).unwrap()),
        ] {
            assert_eq!(unpacked(&packed, packing, 6_000).unwrap(), text, "{packing:?}");
            assert_eq!(unpacked(&packed, packing, 5_999).unwrap().len(), 6_000, "{packing:?}");
        }
    }

    #[test]
    fn brotli_is_undone() {
        // "immigration" as a stored meta-block (RFC 7932, section 9.2).
        let packed = [&[0x0B, 0x05, 0x80][..], b"immigration", &[0x03]].concat();
        assert_eq!(unpacked(&packed, Packing::Brotli, 100).unwrap(), b"immigration");
    }

    #[test]
    fn what_is_cut_off_is_an_error() {
        let packed = gzip(&b"immigration ".repeat(500));
        for length in [1, 9, 20, packed.len() - 9, packed.len() - 1] {
            assert!(unpacked(&packed[..length], Packing::Gzip, 10_000).is_err(), "{length}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_end_within_the_limit(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            for packing in [Packing::Gzip, Packing::Deflate, Packing::Brotli, Packing::Zstd] {
                if let Ok(out) = unpacked(&bytes, packing, 1_000) {
                    prop_assert!(out.len() <= 1_001);
                }
            }
        }
    }
}
