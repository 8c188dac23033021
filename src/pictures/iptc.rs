//! IPTC-IIM: tagged fields that news agencies have written into pictures since 1990.
//! <https://iptc.org/std/IIM/4.2/specification/IIMV4.2.pdf>

use encoding_rs::WINDOWS_1252;

use super::facts::{Place, compact_date, line};
use crate::model::FileFacts;

/// Fields read of one file.
const MOST_FIELDS: usize = 1_000;
/// Photographers of one picture.
const MOST_PEOPLE: usize = 8;

/// What a block of datasets says.
pub(super) fn read(block: &[u8]) -> FileFacts {
    let mut facts = FileFacts::default();
    let mut place = Place::default();
    let mut rest = block;
    for _ in 0..MOST_FIELDS {
        let [0x1C, record, dataset, high, low, after @ ..] = rest else {
            break;
        };
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        // The highest bit says that the length is longer than this; no field of ours is.
        let Some(data) = after.get(..length).filter(|_| length < 0x8000) else {
            break;
        };
        rest = after.get(length..).unwrap_or(&[]);
        if *record != 2 {
            continue;
        }
        let value = line(&text(data));
        match dataset {
            55 => facts.date = facts.date.or(compact_date(&text(data))),
            80 if facts.photographers.len() < MOST_PEOPLE => facts.photographers.extend(value),
            90 => place.city = place.city.take().or(value),
            95 => place.state = place.state.take().or(value),
            101 => place.country = place.country.take().or(value),
            110 => facts.credit = facts.credit.or(value),
            115 => facts.source = facts.source.or(value),
            116 => facts.copyright = facts.copyright.or(value),
            120 => facts.caption = facts.caption.or(value),
            _ => {}
        }
    }
    facts.place = place.written();
    facts
}

/// UTF-8 where it is that (the file may say so or not), else the letters of western Europe.
fn text(data: &[u8]) -> String {
    match std::str::from_utf8(data) {
        Ok(text) => text.to_owned(),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(data).0.into_owned(),
    }
}
