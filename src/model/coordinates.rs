//! A place on the earth by its coordinates.

use serde::{Deserialize, Serialize};

/// Latitude and longitude (WGS 84), in millionths of a degree: about a hand's breadth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Coordinates {
    /// North of the equator; south is negative.
    #[serde(rename = "n")]
    pub latitude: i32,
    /// East of Greenwich; west is negative.
    #[serde(rename = "e")]
    pub longitude: i32,
}

impl Coordinates {
    /// From degrees; none where they lie beyond the earth's.
    pub fn from_degrees(latitude: f64, longitude: f64) -> Option<Coordinates> {
        let on_earth = (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude);
        on_earth.then(|| Coordinates {
            latitude: (latitude * 1e6).round() as i32,
            longitude: (longitude * 1e6).round() as i32,
        })
    }

    /// Degrees of latitude and longitude.
    pub fn degrees(self) -> [f64; 2] {
        [self.latitude, self.longitude].map(|millionths| f64::from(millionths) / 1e6)
    }
}
