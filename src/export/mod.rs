//! An article in forms that outlive the program: Markdown with front matter, HTML, text, JSON; and
//! the names of the files.
//!
//! Everything is written from the [`Document`](crate::model::Document), never from a page's own
//! HTML. Where files go, and that they are written whole, is `library::save`'s work.

mod front;
mod html;
mod json;
mod markdown;
mod name;
mod spans;
mod text;

pub use html::html;
pub use json::json;
pub use markdown::markdown;
pub use name::{file_name, numbered};
pub use text::text;
