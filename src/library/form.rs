//! An article in the forms it can be printed in, for faces.

pub use crate::export::{html, json, markdown, photo_json, text};
