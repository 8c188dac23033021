//! Where a picture's file keeps its IPTC and XMP fields. Walks the parts of the four kinds of files
//! without decoding anything; lengths are checked, parts are counted.

use super::kind::Kind;

/// Parts of a file looked at; more is somebody trying.
const MOST_PARTS: usize = 4_096;
/// Largest block of fields that is read.
const MOST_BYTES: usize = 512 << 10;

/// The blocks of fields in a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Blocks<'a> {
    /// IPTC-IIM datasets.
    pub(super) iptc: Vec<&'a [u8]>,
    /// An XMP packet.
    pub(super) xmp: Option<&'a [u8]>,
}

/// The blocks of a file of this kind.
pub(super) fn blocks(kind: Kind, bytes: &[u8]) -> Blocks<'_> {
    let mut found = Blocks::default();
    match kind {
        Kind::Jpeg => jpeg(bytes, &mut found),
        Kind::Png => png(bytes, &mut found),
        Kind::WebP => webp(bytes, &mut found),
        Kind::Gif => gif(bytes, &mut found),
        Kind::Avif => {}
    }
    found.iptc.retain(|block| block.len() <= MOST_BYTES);
    found.xmp = found.xmp.filter(|packet| packet.len() <= MOST_BYTES);
    found
}

/// Marker segments up to the picture's data. <https://www.w3.org/Graphics/JPEG/itu-t81.pdf>, B.1.1
fn jpeg<'a>(bytes: &'a [u8], found: &mut Blocks<'a>) {
    let mut rest = bytes.get(2..).unwrap_or(&[]);
    for _ in 0..MOST_PARTS {
        let [0xFF, marker, after @ ..] = rest else { return };
        match marker {
            0xFF => {
                rest = rest.get(1..).unwrap_or(&[]);
                continue;
            }
            // Start of the data, end of the picture.
            0xDA | 0xD9 => return,
            0x01 | 0xD0..=0xD7 => {
                rest = after;
                continue;
            }
            _ => {}
        }
        let Some((length, _)) = after.split_first_chunk::<2>() else {
            return;
        };
        let length = usize::from(u16::from_be_bytes(*length));
        let (Some(part), Some(next)) = (after.get(2..length.max(2)), after.get(length.max(2)..)) else {
            return;
        };
        if *marker == 0xE1
            && let Some(packet) = part.strip_prefix(b"http://ns.adobe.com/xap/1.0/\0")
        {
            found.xmp = found.xmp.or(Some(packet));
        }
        if *marker == 0xED
            && let Some(resources) = part.strip_prefix(b"Photoshop 3.0\0")
        {
            image_resources(resources, found);
        }
        rest = next;
    }
}

/// Photoshop's image resources; 0x0404 is IPTC-NAA.
/// <https://www.adobe.com/devnet-apps/photoshop/fileformatashtml/>, "Image Resource Blocks"
fn image_resources<'a>(bytes: &'a [u8], found: &mut Blocks<'a>) {
    let mut rest = bytes;
    for _ in 0..MOST_PARTS {
        let [b'8', b'B', b'I', b'M', high, low, name_length, after @ ..] = rest else {
            return;
        };
        // The name's length byte and the name together take an even number of bytes.
        let name = usize::from(*name_length);
        let name = name + usize::from(name.is_multiple_of(2));
        let Some((length, data)) = after.get(name..).and_then(|after| after.split_first_chunk::<4>()) else {
            return;
        };
        let length = u32::from_be_bytes(*length) as usize;
        let Some(data) = data.get(..length).map(|part| (part, data.get(length + length % 2..))) else {
            return;
        };
        if [*high, *low] == [0x04, 0x04] && found.iptc.len() < 8 {
            found.iptc.push(data.0);
        }
        let Some(next) = data.1 else { return };
        rest = next;
    }
}

/// Chunks; XMP is an `iTXt` with a keyword of its own. <https://www.w3.org/TR/png-3/#11iTXt>
fn png<'a>(bytes: &'a [u8], found: &mut Blocks<'a>) {
    let mut rest = bytes.get(8..).unwrap_or(&[]);
    for _ in 0..MOST_PARTS {
        let Some((head, after)) = rest.split_first_chunk::<8>() else {
            return;
        };
        let [a, b, c, d, name @ ..] = head;
        let length = u32::from_be_bytes([*a, *b, *c, *d]) as usize;
        let Some(data) = after.get(..length) else { return };
        if name == b"iTXt"
            && let Some(text) = data.strip_prefix(b"XML:com.adobe.xmp\0")
            // Not compressed, method 0, then language and translated keyword, each ended by zero.
            && let Some(text) = text.strip_prefix(&[0, 0])
        {
            let mut parts = text.splitn(3, |byte| *byte == 0);
            found.xmp = found.xmp.or(parts.nth(2));
        }
        if name == b"IEND" {
            return;
        }
        let Some(next) = after.get(length.saturating_add(4)..) else {
            return;
        };
        rest = next;
    }
}

/// RIFF chunks. <https://developers.google.com/speed/webp/docs/riff_container>
fn webp<'a>(bytes: &'a [u8], found: &mut Blocks<'a>) {
    let mut rest = bytes.get(12..).unwrap_or(&[]);
    for _ in 0..MOST_PARTS {
        let Some((head, after)) = rest.split_first_chunk::<8>() else {
            return;
        };
        let [name @ .., a, b, c, d] = head;
        let length = u32::from_le_bytes([*a, *b, *c, *d]) as usize;
        let Some(data) = after.get(..length) else { return };
        if name == b"XMP " {
            found.xmp = found.xmp.or(Some(data));
        }
        let Some(next) = after.get(length.saturating_add(length % 2)..) else {
            return;
        };
        rest = next;
    }
}

/// An application extension holds the packet whole, closed by a trailer of its own.
/// XMP specification part 3, "GIF 89a".
fn gif<'a>(bytes: &'a [u8], found: &mut Blocks<'a>) {
    const NAME: &[u8] = b"\x21\xFF\x0BXMP DataXMP";
    let Some(at) = memchr::memmem::find(bytes, NAME) else {
        return;
    };
    let packet = bytes.get(at + NAME.len()..).unwrap_or(&[]);
    let packet = packet.get(..packet.len().min(MOST_BYTES)).unwrap_or(packet);
    found.xmp = memchr::memmem::find(packet, b"<?xpacket end")
        .or_else(|| memchr::memmem::find(packet, b"</x:xmpmeta>"))
        .and_then(|end| packet.get(..end + 13))
        .map(|packet| packet.strip_suffix(b"<?xpacket end").unwrap_or(packet));
}
