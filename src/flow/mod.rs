//! A document laid out in lines of terminal cells: for the reader pane, `show` and text export.
//!
//! [`lay_out`] goes from a [`Document`] and a width to a [`Flow`], whose lines point back into the
//! document's text. It knows nothing of colours, of scrolling or of a terminal. One block is set by
//! [`page`] with [`wrap`] for its rows and [`paint`] for its spans; tables are [`table`]'s,
//! photos [`figure`]'s. To find a place in the lines again see [`place`], in another text of the
//! article [`carried`].

mod carried;
mod direction;
mod figure;
mod grid;
mod line;
mod list;
mod page;
mod paint;
mod place;
mod records;
mod table;
mod width;
mod wrap;

#[cfg(test)]
mod any_document;
#[cfg(test)]
mod tests;

pub use carried::carried;
pub use line::{Content, Line, Look, Piece, Role};
pub use place::Flow;
pub use width::{clip, fit, fit_right, width};

use crate::model::{Document, Photo};

/// What to lay out for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Measure {
    /// The width of the text column, in terminal cells; 0 is taken as 1.
    pub width: u16,
    /// Whether links are followed by their number: `[3]`.
    pub link_numbers: bool,
    /// Whether captions and credits are shown whole; else one row each, cut with `…`.
    pub whole_captions: bool,
}

impl Measure {
    /// A column of `width` cells with links unnumbered and captions cut.
    pub fn new(width: u16) -> Self {
        Measure {
            width,
            link_numbers: false,
            whole_captions: false,
        }
    }
}

/// Lays a document out in lines of at most `measure.width` cells (a single grapheme wider than
/// that stands alone on its line). `photos` are the article's; a figure whose photo is not among
/// them leaves no trace.
pub fn lay_out(document: &Document, photos: &[Photo], measure: &Measure) -> Flow {
    lay_out_around(document, photos, measure, &[])
}

/// The same, keeping rows free for pictures: `heights` has for each of `photos` how many rows its
/// picture takes over its caption, 0 (or nothing) where there is none to be shown.
pub fn lay_out_around(document: &Document, photos: &[Photo], measure: &Measure, heights: &[u16]) -> Flow {
    page::Page::new(document, photos, measure).around(heights).lay_out()
}
