//! XMP: the same fields as XML, after the Dublin Core and Photoshop schemas.
//! <https://www.iptc.org/std/photometadata/specification/IPTC-PhotoMetadata>
//!
//! Read with a streaming parser: nothing is built, entities are the five of XML only.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::facts::{Place, date, line};
use crate::model::FileFacts;

/// Events read of one packet.
const MOST_EVENTS: usize = 50_000;
/// Photographers of one picture.
const MOST_PEOPLE: usize = 8;

/// What a packet says; what can be read of a damaged one.
pub(super) fn read(packet: &[u8]) -> FileFacts {
    let packet = String::from_utf8_lossy(packet);
    let mut reader = Reader::from_str(&packet);
    reader.config_mut().check_end_names = false;
    let mut found = Found::default();
    let (mut field, mut text) = (String::new(), String::new());
    for _ in 0..MOST_EVENTS {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                found.attributes(&tag);
                if field.is_empty() && is_field(tag.name().as_ref()) {
                    field = tag.name().as_ref().to_owned();
                }
                text.clear();
            }
            Ok(Event::Empty(tag)) => found.attributes(&tag),
            Ok(Event::Text(part)) if !field.is_empty() => {
                text.push_str(&part);
            }
            Ok(Event::GeneralRef(entity)) if !field.is_empty() => push_entity(&entity, &mut text),
            Ok(Event::End(tag)) => {
                let name = tag.name();
                if !field.is_empty() && (name.as_ref() == "rdf:li" || name.as_ref() == field) {
                    found.take(&field, &text);
                    text.clear();
                }
                if name.as_ref() == field {
                    field.clear();
                }
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    found.facts.place = found.place.written();
    found.facts
}

#[derive(Default)]
struct Found {
    facts: FileFacts,
    place: Place,
}

fn is_field(name: &str) -> bool {
    matches!(name, "dc:description" | "dc:creator" | "dc:rights") || name.starts_with("photoshop:")
}

impl Found {
    fn attributes(&mut self, tag: &BytesStart<'_>) {
        for attribute in tag.attributes().take(200).flatten() {
            if attribute.key.as_ref().starts_with("photoshop:") {
                let value = quick_xml::escape::unescape(&attribute.value);
                self.take(attribute.key.as_ref(), value.as_deref().unwrap_or(&attribute.value));
            }
        }
    }

    fn take(&mut self, field: &str, text: &str) {
        let Some(value) = line(text) else { return };
        let facts = &mut self.facts;
        let empty = |slot: &mut Option<_>| slot.is_none();
        match field {
            "dc:creator" if facts.photographers.len() < MOST_PEOPLE && !facts.photographers.contains(&value) => {
                facts.photographers.push(value);
            }
            "dc:description" if empty(&mut facts.caption) => facts.caption = Some(value),
            "dc:rights" if empty(&mut facts.copyright) => facts.copyright = Some(value),
            "photoshop:Credit" if empty(&mut facts.credit) => facts.credit = Some(value),
            "photoshop:Source" if empty(&mut facts.source) => facts.source = Some(value),
            "photoshop:City" if empty(&mut self.place.city) => self.place.city = Some(value),
            "photoshop:State" if empty(&mut self.place.state) => self.place.state = Some(value),
            "photoshop:Country" if empty(&mut self.place.country) => self.place.country = Some(value),
            "photoshop:DateCreated" if facts.date.is_none() => {
                // 2019, 2019-06, 2019-06-14, 2019-06-14T18:00:00-06:00
                let mut parts = value
                    .split('T')
                    .next()
                    .unwrap_or("")
                    .splitn(3, '-')
                    .map(|part| part.parse().ok());
                facts.date = date(parts.next().flatten(), parts.next().flatten(), parts.next().flatten());
            }
            _ => {}
        }
    }
}

fn push_entity(name: &str, text: &mut String) {
    let number = name.strip_prefix("#x").map(|hex| u32::from_str_radix(hex, 16).ok());
    let number = number.or_else(|| name.strip_prefix('#').map(|digits| digits.parse().ok()));
    match number {
        Some(number) => text.extend(number.and_then(char::from_u32)),
        None => text.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            _ => ' ',
        }),
    }
}
