//! From a file's bytes to pixels, within limits.
//!
//! The header is read first and alone: a file of a few hundred bytes can claim a canvas of
//! gigabytes. Of moving pictures only the first frame is decoded. Blocks for some milliseconds to
//! a second; belongs on a worker.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageReader, Limits};

use super::kind::{Kind, instead};
use crate::model::Pixels;

/// Longest side of a picture that is decoded, in pixels.
pub const MOST_SIDE: u32 = 8_192;
/// Most pixels of a picture that is decoded.
pub const MOST_PIXELS: u64 = 24_000_000;
/// Most memory a decoder may take, in bytes: four channels of 16 bits for the largest picture,
/// and room to work.
const MOST_MEMORY: u64 = 256 << 20;

/// Why a picture cannot be shown, as a sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// It is not a picture.
    #[error("what came is not a picture (PNG, JPEG, GIF, WebP or AVIF) but {0}")]
    NotAPicture(&'static str),
    /// It is a picture of a kind that is not decoded.
    #[error("{0} pictures are not drawn here; o opens it in a viewer")]
    NotDrawn(&'static str),
    /// It says it has no pixels.
    #[error("the picture is empty")]
    Empty,
    /// It says it is larger than is decoded.
    #[error(
        "the picture is too large to draw: {width} × {height} pixels, at most {MOST_SIDE} a side and 24 million in all"
    )]
    TooLarge {
        /// The width it claims.
        width: u32,
        /// The height it claims.
        height: u32,
    },
    /// It ends too early or is damaged.
    #[error("the picture is damaged: {0}")]
    Damaged(String),
}

/// The pixels of a picture's file, upright, scaled down so that no side is longer than `most`.
///
/// # Errors
/// When it is no picture, of a kind that is not decoded, too large, or damaged.
pub fn pixels(bytes: &[u8], most: u32) -> Result<Pixels, PictureError> {
    let kind = Kind::of(bytes).ok_or_else(|| PictureError::NotAPicture(instead(bytes)))?;
    let format = kind.format().ok_or(PictureError::NotDrawn("AVIF"))?;
    let open = || {
        let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
        let mut limits = Limits::default();
        limits.max_image_width = Some(MOST_SIDE);
        limits.max_image_height = Some(MOST_SIDE);
        limits.max_alloc = Some(MOST_MEMORY);
        reader.limits(limits);
        reader
    };
    let mut unlimited = ImageReader::with_format(Cursor::new(bytes), format);
    unlimited.limits(Limits::no_limits());
    let (width, height) = unlimited.into_dimensions().map_err(damaged)?;
    if width == 0 || height == 0 {
        return Err(PictureError::Empty);
    }
    let too_large = PictureError::TooLarge { width, height };
    if width > MOST_SIDE || height > MOST_SIDE || u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(too_large);
    }
    let refused = |error| match error {
        ImageError::Limits(_) => too_large.clone(),
        error => damaged(error),
    };
    let mut decoder = open().into_decoder().map_err(refused)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(refused)?;
    if width > most || height > most {
        picture = picture.thumbnail(most.max(1), most.max(1));
    }
    picture.apply_orientation(orientation);
    let picture = picture.into_rgba8();
    Ok(Pixels {
        width: picture.width(),
        height: picture.height(),
        rgba: picture.into_raw(),
    })
}

fn damaged(error: ImageError) -> PictureError {
    PictureError::Damaged(match error {
        ImageError::IoError(_) => "it ends too early".to_owned(),
        error => error.to_string(),
    })
}
