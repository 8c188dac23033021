//! An article in forms that outlive the program: Markdown with front matter, HTML, text, JSON; and
//! the names of the files.
//!
//! Everything is written from the [`Document`](crate::model::Document), never from a page's own
//! HTML. Where files go, and that they are written whole, is `library::save`'s work. To learn how
//! text is kept from being read as markup start with [`escape`] (Markdown) and [`front`] (YAML).

mod escape;
mod front;
mod html;
mod inline;
mod json;
mod markdown;
mod name;
mod spans;
mod text;

#[cfg(test)]
mod tests;

pub use html::html;
pub use json::{json, photo as photo_json};
pub use markdown::markdown;
pub use name::{file_name, numbered};
pub use text::text;

use crate::model::{Article, Block, BlockKind, Following, Photo, following};

/// Whether an address may be a link in a file, where nobody asks before it is followed: those a
/// browser or a mail program opens.
fn followed(url: &str) -> bool {
    matches!(following(url), Following::Web | Following::Mail)
}

/// The blocks to tell under the headline: the page's own headline, where it opens the text, is
/// there already.
fn told(article: &Article) -> &[Block] {
    match article.document.blocks() {
        [first, rest @ ..]
            if matches!(first.kind, BlockKind::Heading(_))
                && article.document.slice(&first.range).trim() == article.headline.title.as_str() =>
        {
            rest
        }
        blocks => blocks,
    }
}

/// The indices of the photos that no figure in the text shows.
fn unplaced_indices(article: &Article) -> Vec<usize> {
    let mut placed = vec![false; article.photos.len()];
    for block in article.document.blocks() {
        if let BlockKind::Figure(index) = block.kind
            && let Some(seen) = placed.get_mut(index)
        {
            *seen = true;
        }
    }
    placed
        .iter()
        .enumerate()
        .filter(|(_, placed)| !**placed)
        .map(|(index, _)| index)
        .collect()
}

/// The photos that no figure in the text shows.
fn unplaced(article: &Article) -> Vec<&Photo> {
    unplaced_indices(article)
        .into_iter()
        .filter_map(|index| article.photos.get(index))
        .collect()
}
