//! Pictures made in the test: tiny, hostile, and with fields written into them.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgba, RgbaImage};

use super::*;
use crate::model::{PartialDate, Pixels};

/// A picture with light and shade in it, of any size.
fn scene(width: u32, height: u32) -> RgbaImage {
    RgbaImage::from_fn(width, height, |x, y| {
        let (u, v) = (f64::from(x) / f64::from(width), f64::from(y) / f64::from(height));
        let wave = (u * 7.0).sin() * (v * 5.0 + u * 3.0).cos();
        let light = (127.0 + 120.0 * wave) as u8;
        Rgba([light, light.wrapping_add(20), (255.0 * v) as u8, 255])
    })
}

fn file(picture: &RgbaImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(picture.clone())
        .into_rgb8()
        .write_to(&mut bytes, format)
        .unwrap();
    bytes.into_inner()
}

fn look(pixels: &Pixels) -> Look {
    Look::of(pixels).unwrap()
}

fn said(bytes: &[u8]) -> String {
    pixels(bytes, 512).unwrap_err().to_string()
}

/// The parts of a JPEG's head with a segment put in after the first marker.
fn with_segment(jpeg: &[u8], marker: u8, data: &[u8]) -> Vec<u8> {
    let mut out = jpeg[..2].to_vec();
    out.extend([0xFF, marker]);
    out.extend(u16::try_from(data.len() + 2).unwrap().to_be_bytes());
    out.extend(data);
    out.extend(&jpeg[2..]);
    out
}

fn dataset(number: u8, value: &[u8]) -> Vec<u8> {
    let mut out = vec![0x1C, 2, number];
    out.extend(u16::try_from(value.len()).unwrap().to_be_bytes());
    out.extend(value);
    out
}

fn resources(iptc: &[u8]) -> Vec<u8> {
    let mut out = b"Photoshop 3.0\0".to_vec();
    // A resource of another kind first, with a name and an odd length.
    out.extend(b"8BIM\x03\xED\x03abc\0\0\0\x03xyz\0");
    out.extend(b"8BIM\x04\x04\0\0");
    out.extend(u32::try_from(iptc.len()).unwrap().to_be_bytes());
    out.extend(iptc);
    out
}

const PACKET: &str = r#"<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>
<rdf:Description photoshop:City="El Paso" photoshop:Credit="The Border Wire &amp; Sons" photoshop:DateCreated="2019-06-14T18:00:00-06:00">
<photoshop:State>Texas</photoshop:State>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">People wait at the bridge &amp; hope &#x2014; again.</rdf:li></rdf:Alt></dc:description>
<dc:creator><rdf:Seq><rdf:li>Ana Ejemplo</rdf:li><rdf:li>Bo Muster</rdf:li></rdf:Seq></dc:creator>
<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© 2019 Ana Ejemplo</rdf:li></rdf:Alt></dc:rights>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"#;

#[test]
fn every_kind_is_decoded_and_scaled_down() {
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Gif, ImageFormat::WebP] {
        let bytes = file(&scene(300, 200), format);
        let whole = pixels(&bytes, 512).unwrap();
        assert_eq!(
            (whole.width, whole.height, whole.rgba.len()),
            (300, 200, 240_000),
            "{format:?}"
        );
        let small = pixels(&bytes, 150).unwrap();
        assert_eq!((small.width, small.height), (150, 100));
    }
}

#[test]
fn a_turned_picture_is_set_upright() {
    // Exif orientation 6: the camera was held on its side.
    let mut exif = b"Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
    exif.push(0);
    let bytes = with_segment(&file(&scene(40, 20), ImageFormat::Jpeg), 0xE1, &exif);
    let upright = pixels(&bytes, 512).unwrap();
    assert_eq!((upright.width, upright.height), (20, 40));
}

#[test]
fn what_is_no_picture_is_said_to_be_none() {
    assert!(said(b"").contains("nothing"));
    assert!(said(b"<!DOCTYPE html><title>403</title>").contains("a page"));
    assert!(said(b"<?xml version='1.0'?><svg onload='x'/>").contains("SVG"));
    assert!(said(b"{\"error\":1}").contains("data"));
    assert!(said(b"\0\0\0\x1cftypavif....").contains("AVIF"));
}

#[test]
fn headers_that_claim_too_much_are_refused_before_decoding() {
    let mut png = file(&scene(8, 8), ImageFormat::Png);
    png[16..24].copy_from_slice(&[0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60]);
    let checksum = crc(&png[12..29]);
    png[29..33].copy_from_slice(&checksum.to_be_bytes());
    assert!(said(&png).contains("60000 × 60000"), "{}", said(&png));

    // A few hundred bytes, a canvas of 65,535 pixels a side.
    let mut gif = file(&scene(8, 8), ImageFormat::Gif);
    gif[6..10].copy_from_slice(&[0xFF; 4]);
    assert!(said(&gif).contains("too large"), "{}", said(&gif));

    let mut jpeg = file(&scene(8, 8), ImageFormat::Jpeg);
    let frame = jpeg.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0xFF, 0xFF, 0xFF, 0xFF]);
    assert!(said(&jpeg).contains("too large"), "{}", said(&jpeg));
}

/// CRC-32 as PNG has it, annex D.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 }
        })
    })
}

#[test]
fn cut_files_are_damaged_or_shown_in_part_and_never_more() {
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Gif, ImageFormat::WebP] {
        let bytes = file(&scene(60, 40), format);
        for cut in (0..bytes.len()).step_by(7) {
            match pixels(&bytes[..cut], 512) {
                Ok(part) => assert_eq!((part.width, part.height), (60, 40)),
                Err(error) => assert!(!error.to_string().is_empty()),
            }
            let _ = facts(&bytes[..cut]);
        }
        assert!(pixels(&bytes[..bytes.len() / 4], 512).is_err() || format == ImageFormat::Jpeg);
    }
}

#[test]
fn a_wrong_ending_or_type_does_not_matter() {
    // Only the first bytes count: a PNG's head over a JPEG's body is a damaged PNG.
    let mut bytes = file(&scene(30, 20), ImageFormat::Jpeg);
    bytes[..4].copy_from_slice(b"\x89PNG");
    assert!(said(&bytes).contains("damaged"));
}

#[test]
fn iptc_fields_are_read() {
    let mut iptc = vec![0x1C, 1, 90, 0, 3, 0x1B, 0x25, 0x47];
    for (number, value) in [
        (120u8, "People wait at the bridge\r\n  in the rain".as_bytes()),
        (80, b"Ana Ejemplo"),
        (80, b"Bo Muster"),
        (110, b"The Border Wire"),
        (115, b"Border Wire Photos"),
        (116, "© 2019".as_bytes()),
        (90, "Ciudad Ju\u{e1}rez".as_bytes()),
        (101, b"Mexico"),
        (55, b"20190614"),
    ] {
        iptc.extend(dataset(number, value));
    }
    let bytes = with_segment(&file(&scene(20, 20), ImageFormat::Jpeg), 0xED, &resources(&iptc));
    let facts = facts(&bytes);
    assert_eq!(facts.caption.as_deref(), Some("People wait at the bridge in the rain"));
    assert_eq!(
        facts.photographers.iter().map(|name| name.as_str()).collect::<Vec<_>>(),
        ["Ana Ejemplo", "Bo Muster"]
    );
    assert_eq!(facts.credit.as_deref(), Some("The Border Wire"));
    assert_eq!(facts.source.as_deref(), Some("Border Wire Photos"));
    assert_eq!(facts.copyright.as_deref(), Some("© 2019"));
    assert_eq!(facts.place.as_deref(), Some("Ciudad Juárez, Mexico"));
    assert_eq!(
        facts.date,
        Some(PartialDate {
            year: 2019,
            month: Some(6),
            day: Some(14)
        })
    );
    assert!(pixels(&bytes, 64).is_ok());
}

#[test]
fn old_letters_and_broken_lengths_do_no_harm() {
    let mut iptc = dataset(120, b"Peque\xF1o");
    iptc.extend([0x1C, 2, 80, 0xFF, 0xFF, b'x']);
    let bytes = with_segment(&file(&scene(20, 20), ImageFormat::Jpeg), 0xED, &resources(&iptc));
    assert_eq!(facts(&bytes).caption.as_deref(), Some("Pequeño"));
    assert!(facts(&bytes).photographers.is_empty());
}

#[test]
fn xmp_is_read_in_all_four_kinds() {
    let mut app1 = b"http://ns.adobe.com/xap/1.0/\0".to_vec();
    app1.extend(PACKET.as_bytes());
    let jpeg = with_segment(&file(&scene(20, 20), ImageFormat::Jpeg), 0xE1, &app1);

    let png = file(&scene(20, 20), ImageFormat::Png);
    let mut text = b"iTXtXML:com.adobe.xmp\0\0\0\0\0".to_vec();
    text.extend(PACKET.as_bytes());
    let mut with_text = png[..33].to_vec();
    with_text.extend(u32::try_from(text.len() - 4).unwrap().to_be_bytes());
    with_text.extend(&text);
    with_text.extend(crc(&text).to_be_bytes());
    with_text.extend(&png[33..]);

    let mut webp = file(&scene(20, 20), ImageFormat::WebP);
    webp.extend(b"XMP ");
    webp.extend(u32::try_from(PACKET.len()).unwrap().to_le_bytes());
    webp.extend(PACKET.as_bytes());

    let mut gif = file(&scene(20, 20), ImageFormat::Gif);
    gif.extend(b"\x21\xFF\x0BXMP DataXMP");
    gif.extend(PACKET.as_bytes());

    for bytes in [jpeg, with_text, webp, gif] {
        let facts = facts(&bytes);
        assert_eq!(
            facts.caption.as_deref(),
            Some("People wait at the bridge & hope — again.")
        );
        assert_eq!(facts.photographers.len(), 2);
        assert_eq!(facts.credit.as_deref(), Some("The Border Wire & Sons"));
        assert_eq!(facts.copyright.as_deref(), Some("© 2019 Ana Ejemplo"));
        assert_eq!(facts.place.as_deref(), Some("El Paso, Texas"));
        assert_eq!(
            facts.date,
            Some(PartialDate {
                year: 2019,
                month: Some(6),
                day: Some(14)
            })
        );
    }
}

#[test]
fn control_sequences_in_fields_do_not_survive() {
    let iptc = dataset(120, b"A bridge\x1b]52;c;cm0=\x07 at dawn\x1b[2J");
    let bytes = with_segment(&file(&scene(20, 20), ImageFormat::Jpeg), 0xED, &resources(&iptc));
    let caption = facts(&bytes).caption.unwrap();
    assert!(
        !caption.contains('\x1b') && caption.starts_with("A bridge"),
        "{caption}"
    );
}

#[test]
fn one_photograph_in_two_sizes_and_packings_looks_the_same() {
    let large = pixels(&file(&scene(640, 420), ImageFormat::Png), 2_000).unwrap();
    let small = pixels(&file(&scene(320, 210), ImageFormat::Jpeg), 2_000).unwrap();
    assert!(
        look(&large).is_same(look(&small)),
        "{}",
        look(&large).distance(look(&small))
    );
    let mut other = scene(640, 420);
    image::imageops::flip_horizontal_in_place(&mut other);
    let other = pixels(&file(&other, ImageFormat::Png), 2_000).unwrap();
    assert!(!look(&large).is_same(look(&other)));
}

#[test]
fn drawings_of_one_hand_are_not_taken_for_one_another() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample/pictures");
    let looks: Vec<(String, Look)> = std::fs::read_dir(folder)
        .unwrap()
        .filter_map(|entry| {
            let path = entry.unwrap().path();
            let look = Look::of(&pixels(&std::fs::read(&path).unwrap(), 512).unwrap())?;
            Some((path.display().to_string(), look))
        })
        .collect();
    for (at, (name, one)) in looks.iter().enumerate() {
        for (other_name, other) in looks.iter().skip(at + 1) {
            assert!(
                !one.is_same(*other),
                "{name} and {other_name}: {}",
                one.distance(*other)
            );
        }
    }
}

#[test]
fn flat_and_tiny_pictures_look_like_nothing() {
    let flat = RgbaImage::from_pixel(200, 200, Rgba([250, 250, 250, 255]));
    assert_eq!(Look::of(&pixels(&file(&flat, ImageFormat::Png), 512).unwrap()), None);
    assert_eq!(
        Look::of(&pixels(&file(&scene(16, 16), ImageFormat::Png), 512).unwrap()),
        None
    );
}

proptest::proptest! {
    #[test]
    fn any_bytes_end_in_a_picture_or_a_sentence(head in 0usize..5, bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..400)) {
        let head: &[u8] = [b"".as_slice(), b"\x89PNG\r\n\x1a\n", b"\xFF\xD8\xFF\xED\0\x20Photoshop 3.0\0", b"GIF89a", b"RIFF\0\0\0\0WEBP"][head];
        let file = [head, &bytes].concat();
        let _ = facts(&file);
        if let Err(error) = pixels(&file, 64) {
            proptest::prop_assert!(!error.to_string().is_empty());
        }
    }
}
