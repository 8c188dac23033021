//! What kind of file a picture is, by its first bytes; names and media types are not believed.

use image::ImageFormat;

/// A kind of picture file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
    /// GIF.
    Gif,
    /// WebP.
    WebP,
    /// AVIF: kept for a viewer of the person's own, not decoded here.
    Avif,
}

impl Kind {
    /// The kind of a file; none where it is no picture.
    pub fn of(bytes: &[u8]) -> Option<Kind> {
        Some(match bytes {
            [0x89, b'P', b'N', b'G', ..] => Kind::Png,
            [0xFF, 0xD8, 0xFF, ..] => Kind::Jpeg,
            [b'G', b'I', b'F', b'8', ..] => Kind::Gif,
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Kind::WebP,
            [_, _, _, _, b'f', b't', b'y', b'p', b'a', b'v', b'i', ..] => Kind::Avif,
            _ => return None,
        })
    }

    /// Its file ending.
    pub const fn ending(self) -> &'static str {
        match self {
            Kind::Png => "png",
            Kind::Jpeg => "jpg",
            Kind::Gif => "gif",
            Kind::WebP => "webp",
            Kind::Avif => "avif",
        }
    }

    /// All of them.
    pub const ALL: [Kind; 5] = [Kind::Png, Kind::Jpeg, Kind::Gif, Kind::WebP, Kind::Avif];

    pub(super) const fn format(self) -> Option<ImageFormat> {
        match self {
            Kind::Png => Some(ImageFormat::Png),
            Kind::Jpeg => Some(ImageFormat::Jpeg),
            Kind::Gif => Some(ImageFormat::Gif),
            Kind::WebP => Some(ImageFormat::WebP),
            Kind::Avif => None,
        }
    }
}

/// What a file that is no picture seems to be, for the sentence that says so.
pub(super) fn instead(bytes: &[u8]) -> &'static str {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(512)).unwrap_or(bytes)).to_ascii_lowercase();
    let head = head.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    if bytes.is_empty() {
        "nothing"
    } else if head.contains("<svg") {
        "an SVG drawing"
    } else if head.starts_with("<!doctype") || head.starts_with("<html") || head.starts_with("<head") {
        "a page"
    } else if head.starts_with('{') || head.starts_with('[') {
        "data"
    } else {
        "something else"
    }
}
