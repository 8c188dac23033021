//! A picture's file: the best address among the copies a page offers, its size, whether it is a
//! photograph at all.

use super::figures::Page;
use super::marks::Marks;
use super::tree::{Name, Tag, Tree};

/// Pictures whose declared sides are both below this are icons.
const MIN_SIDE: u32 = 100;
/// The width wanted where several are offered: enough for a terminal, not a poster.
const WANTED_WIDTH: u32 = 1600;

/// A picture as the page offers it.
#[derive(Debug, Default, Clone)]
pub(super) struct Image {
    pub(super) url: String,
    pub(super) alt: String,
    pub(super) width: u32,
    pub(super) height: u32,
    /// An icon, a portrait, a tracker: no photograph.
    pub(super) furniture: bool,
}

/// Whether a node is a picture.
pub(super) fn is_image(tree: &Tree, at: usize) -> bool {
    matches!(tree.tag(at), Some(Tag::Img | Tag::Amp | Tag::Picture))
}

/// The best picture of a subtree: the first that is a photograph, with the best of its addresses.
pub(super) fn best(page: &Page<'_>, node: usize) -> Option<Image> {
    let tree = page.tree;
    let mut found: Option<Image> = None;
    for at in node..tree.end(node) {
        let image = match tree.tag(at) {
            Some(Tag::Img | Tag::Amp) => one(page, at),
            Some(Tag::Source) if tree.tag(tree.parent(at)) != Some(Tag::Video) => {
                let url = best_of_set(page, at);
                Image {
                    url: url.unwrap_or_default(),
                    ..Image::default()
                }
            }
            _ => continue,
        };
        found = Some(match found {
            None => image,
            Some(mut known) => {
                if image.furniture && !known.furniture && !known.url.is_empty() {
                    known
                } else if known.furniture && !image.furniture && !image.url.is_empty() {
                    image
                } else {
                    if known.url.is_empty() {
                        known.url = image.url;
                    }
                    if known.alt.is_empty() {
                        known.alt = image.alt;
                    }
                    if known.width == 0 {
                        (known.width, known.height) = (image.width, image.height);
                    }
                    known.furniture |= image.furniture;
                    known
                }
            }
        });
    }
    found
}

fn one(page: &Page<'_>, at: usize) -> Image {
    let tree = page.tree;
    let number = |name| tree.attr(at, name).and_then(leading_number).unwrap_or(0);
    let (width, height) = (number(Name::Width), number(Name::Height));
    let url = best_of_set(page, at)
        .or_else(|| tree.attrs(at, Name::DataSrc).find_map(|value| address(page, value)))
        .or_else(|| tree.attr(at, Name::Src).and_then(|value| address(page, value)))
        .unwrap_or_default();
    let small = width > 0 && height > 0 && width < MIN_SIDE && height < MIN_SIDE;
    let furniture = small || page.marks(at).has(Marks::PORTRAIT) || is_furniture(&url);
    let alt = tree.attr(at, Name::Alt).unwrap_or("").to_owned();
    Image {
        url,
        alt,
        width,
        height,
        furniture,
    }
}

/// Whether a picture that stands alone in the text is a photograph of it.
pub(super) fn is_photo(page: &Page<'_>, at: usize) -> bool {
    let Some(image) = best(page, at) else { return false };
    let tree = page.tree;
    let in_portrait = tree
        .ancestors(at)
        .take(3)
        .any(|above| page.marks(above).has(Marks::PORTRAIT));
    !image.furniture && !image.url.is_empty() && !in_portrait && (image.width == 0 || image.width >= MIN_SIDE)
}

fn best_of_set(page: &Page<'_>, at: usize) -> Option<String> {
    let set = page
        .tree
        .attr(at, Name::Srcset)
        .or_else(|| page.tree.attr(at, Name::DataSrcset))?;
    // Candidates are parted by a comma and white space; addresses may hold commas.
    let mut best: Option<(u32, &str)> = None;
    for candidate in set.split(", ").flat_map(|part| part.split(",\n")).take(40) {
        let mut parts = candidate.split_whitespace();
        let Some(url) = parts.next() else { continue };
        let size = parts.next().and_then(leading_number).unwrap_or(1);
        let better = match best {
            None => true,
            Some((known, _)) if known >= WANTED_WIDTH => size < known && size >= WANTED_WIDTH,
            Some((known, _)) => size > known,
        };
        if better {
            best = Some((size, url.trim_end_matches(',')));
        }
    }
    best.and_then(|(_, url)| address(page, url))
}

fn address(page: &Page<'_>, value: &str) -> Option<String> {
    let value = value.trim();
    if value.is_empty() || value.starts_with("data:") || value.starts_with('{') || value.starts_with('[') {
        return None;
    }
    page.base.fetchable(value)
}

fn leading_number(value: &str) -> Option<u32> {
    let digits = value.trim();
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    digits.get(..end)?.parse().ok()
}

fn is_furniture(url: &str) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    let name = path.rsplit('/').next().unwrap_or("").to_ascii_lowercase();
    name.ends_with(".svg")
        || [
            "logo",
            "icon",
            "avatar",
            "spacer",
            "pixel",
            "1x1",
            "sprite",
            "placeholder",
            "blank.",
            "transparent",
        ]
        .iter()
        .any(|word| name.contains(word))
        || url.contains("gravatar.com")
        || url.contains("/emoji/")
        || url.contains("doubleclick")
}
