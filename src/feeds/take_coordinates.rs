//! The coordinates of an item's place: GeoRSS simple (`georss:point`) and with GML
//! (`georss:where`, `gml:Point`, `gml:pos`), <https://docs.ogc.org/cs/17-002r1/17-002r1.html>, and
//! W3C Basic Geo (`geo:lat`, `geo:long`), <https://www.w3.org/2003/01/geo/>.

use std::rc::Rc;

use super::scan::Tag;
use super::vocabulary::Word;
use super::walk::{Place, Walk};
use crate::model::Coordinates;

impl<'a> Walk<'a> {
    /// An element that is about the item's place.
    pub(super) fn coordinates(&mut self, tag: Tag<'a>, word: Word, base: Option<Rc<str>>) -> Option<Place> {
        match word {
            Word::Where => return Some(Place::Where),
            Word::Coordinates(rank) => {
                let both = pair(&self.plain(tag, base));
                if let (Some(item), Some(both)) = (&mut self.item, both) {
                    item.coordinates.offer_first(rank, both);
                }
            }
            Word::Latitude | Word::Longitude => {
                let degrees = self.plain(tag, base).trim().parse().ok();
                if let Some(item) = &mut self.item {
                    let half = match word {
                        Word::Latitude => &mut item.latitude,
                        _ => &mut item.longitude,
                    };
                    *half = half.or(degrees);
                }
            }
            _ => return Some(Place::Foreign),
        }
        None
    }
}

/// Latitude and longitude, parted by white space or a comma.
fn pair(text: &str) -> Option<Coordinates> {
    let mut numbers = text
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|part| !part.is_empty());
    let (latitude, longitude) = (numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?);
    Coordinates::from_degrees(latitude, longitude).filter(|_| numbers.next().is_none())
}
