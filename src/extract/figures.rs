//! The pictures of an article: found on the page, with the words that stand beside them.
//!
//! Pictures are lifted out before the text is walked, so that alternative text, caption and
//! credit stay apart and none of them is read as the article's own words. What the words mean
//! (who, where, when) is for `captions`.

use super::caption_text;
use super::image;
use super::links::Base;
use super::marks::Marks;
use super::tree::{Name, Tag, Tree};
use super::weigh::Weights;
use crate::model::{Figure, PhotoSource, SafeText};

/// Pictures of one article.
const MAX_FIGURES: usize = 300;

/// A picture and the element that holds it and its words.
#[derive(Debug)]
pub(super) struct Lifted {
    /// The outermost element that is only this picture.
    pub(super) node: usize,
    /// The picture.
    pub(super) figure: Figure,
}

/// What the search needs to know of the page.
pub(super) struct Page<'a> {
    pub(super) tree: &'a Tree,
    pub(super) marks: &'a [Marks],
    pub(super) weights: &'a Weights,
    pub(super) base: &'a Base,
}

impl Page<'_> {
    pub(super) fn marks(&self, at: usize) -> Marks {
        self.marks.get(at).copied().unwrap_or_default()
    }
}

/// All pictures that stand in boxes of their own with words beside them, in page order; parts
/// named by `dropped` are not looked at.
pub(super) fn boxed(page: &Page<'_>, dropped: &[bool]) -> Vec<Lifted> {
    let tree = page.tree;
    let mut found: Vec<Lifted> = Vec::new();
    let mut at = 0;
    while at < tree.len() && found.len() < MAX_FIGURES {
        if dropped.get(at).copied().unwrap_or(false) {
            at = tree.end(at);
            continue;
        }
        let node = match tree.tag(at) {
            Some(Tag::Figure) if inner_figures(tree, at) == 0 => figure_box(page, at).then_some(at),
            Some(Tag::Figure) | None => None,
            Some(Tag::Img | Tag::Picture | Tag::Amp) => sibling_box(page, at),
            Some(_) => caption_box(page, at),
        };
        match node {
            Some(node) if found.last().is_none_or(|last| !tree.contains(last.node, node)) => {
                if let Some(figure) = read(page, node) {
                    // A wider box found through a later caption swallows what it contains.
                    while found.last().is_some_and(|last| tree.contains(node, last.node)) {
                        found.pop();
                    }
                    found.push(Lifted { node, figure });
                    at = tree.end(node).max(at + 1);
                    continue;
                }
                at += 1;
            }
            _ => at += 1,
        }
    }
    found
}

/// Takes the posters of films out of `found`, and their boxes out of the page: pictures that lead to
/// a film's own page.
pub(super) fn drop_films(tree: &Tree, found: &mut Vec<Lifted>, dropped: &mut [bool]) {
    found.retain(|lifted| {
        let film = leads_to_film(tree, lifted.node);
        if let (true, Some(slot)) = (film, dropped.get_mut(lifted.node)) {
            *slot = true;
        }
        !film
    });
}

fn leads_to_film(tree: &Tree, node: usize) -> bool {
    let film = |at: usize| {
        let href = tree.attr(at, Name::Href).unwrap_or("");
        let path = href.split(['?', '#']).next().unwrap_or("");
        let mut parts = path.split('/').skip(1);
        parts.any(|part| matches!(part, "video" | "videos" | "watch"))
    };
    let links = (node..tree.end(node)).filter(|at| tree.tag(*at) == Some(Tag::A) && film(*at));
    links
        .into_iter()
        .any(|link| (link..tree.end(link)).any(|inner| image::is_image(tree, inner)))
}

/// The pictures, with those without words beside them inside `roots`; and at which nodes they stand,
/// by index.
pub(super) fn with_bare(
    page: &Page<'_>,
    dropped: &[bool],
    roots: &[usize],
    mut pictures: Vec<Lifted>,
) -> (Vec<Lifted>, Vec<Option<usize>>) {
    let mut figure_at: Vec<Option<usize>> = vec![None; page.tree.len()];
    for (index, lifted) in pictures.iter().enumerate() {
        if let Some(slot) = figure_at.get_mut(lifted.node) {
            *slot = Some(index);
        }
    }
    for bare in bare(page, dropped, roots, &figure_at) {
        if let Some(slot) = figure_at.get_mut(bare.node) {
            *slot = Some(pictures.len());
        }
        pictures.push(bare);
    }
    (pictures, figure_at)
}

/// Pictures without words beside them inside `roots`, in page order.
fn bare(page: &Page<'_>, dropped: &[bool], roots: &[usize], taken: &[Option<usize>]) -> Vec<Lifted> {
    let tree = page.tree;
    let mut found = Vec::new();
    for root in roots {
        let mut at = *root;
        while at < tree.end(*root) && found.len() < MAX_FIGURES {
            let gone = dropped.get(at).copied().unwrap_or(false);
            if gone || taken.get(at).copied().flatten().is_some() || tree.tag(at) == Some(Tag::Noscript) {
                at = tree.end(at);
                continue;
            }
            if matches!(tree.tag(at), Some(Tag::Img | Tag::Picture | Tag::Amp))
                && image::is_photo(page, at)
                && let Some(figure) = read(page, at)
            {
                found.push(Lifted { node: at, figure });
                at = tree.end(at);
                continue;
            }
            at += 1;
        }
    }
    found
}

fn inner_figures(tree: &Tree, at: usize) -> usize {
    (at + 1..tree.end(at))
        .filter(|node| tree.tag(*node) == Some(Tag::Figure))
        .count()
}

/// Whether a `figure` element holds a picture rather than a table, a quotation or a film.
fn figure_box(page: &Page<'_>, at: usize) -> bool {
    let tree = page.tree;
    let mut has_image = false;
    for node in at + 1..tree.end(at) {
        match tree.tag(node) {
            Some(Tag::Table | Tag::Pre | Tag::Blockquote | Tag::Audio) => return false,
            Some(Tag::Video | Tag::Iframe) if !has_image => return false,
            Some(Tag::Img | Tag::Picture | Tag::Amp) => has_image = true,
            _ => {}
        }
    }
    has_image
        || (at + 1..tree.end(at))
            .any(|node| tree.tag(node) == Some(Tag::Figcaption) || page.marks(node).has(Marks::CAPTION | Marks::CREDIT))
}

/// For an element that is a caption outside a `figure`: the nearest element round it that also
/// holds a picture and no text of the article.
fn caption_box(page: &Page<'_>, at: usize) -> Option<usize> {
    let tree = page.tree;
    let tag = tree.tag(at)?;
    if matches!(
        tag,
        Tag::Body | Tag::Html | Tag::Article | Tag::Main | Tag::Table | Tag::Caption | Tag::A | Tag::Video
    ) {
        return None;
    }
    let named = page.marks(at).has(Marks::CAPTION | Marks::CREDIT) || tag == Tag::Figcaption;
    if !named {
        return None;
    }
    let words = page.weights.chars(at);
    if words == 0 || words > 1500 || super::clean::has_paragraphs(tree, page.weights, at) {
        return None;
    }
    let around = std::iter::once(at).chain(tree.ancestors(at)).take(6);
    for node in around {
        if matches!(
            tree.tag(node),
            Some(Tag::Body | Tag::Html | Tag::Main | Tag::Ul | Tag::Ol)
        ) {
            return None;
        }
        // Other text than the caption's own means this is more than a picture's box.
        if page.weights.chars(node) > words + words / 2 + 300 {
            return None;
        }
        if (node..tree.end(node)).any(|inner| image::is_image(tree, inner)) {
            return Some(node);
        }
        // A picture that a script would put here: its box is named for it.
        if node != at
            && page.marks(node).has(Marks::PICTURE)
            && page.weights.prose(node) <= words + 200
            && !page.marks(node).has(Marks::CAPTION | Marks::CREDIT)
        {
            let outer = tree.parent(node);
            let wider = page.marks(outer).has(Marks::PICTURE) && page.weights.chars(outer) <= words + 120;
            return Some(if wider { outer } else { node });
        }
    }
    None
}

/// For a picture under no name: the box round it, if all else in it is a line or two that are no
/// paragraph and lead nowhere.
fn sibling_box(page: &Page<'_>, at: usize) -> Option<usize> {
    let tree = page.tree;
    let node = tree
        .ancestors(at)
        .take(5)
        .find(|above| page.weights.chars(*above) > 0)?;
    if tree.ancestors(at).any(|above| {
        matches!(
            tree.tag(above),
            Some(Tag::A | Tag::Li | Tag::Aside | Tag::Nav | Tag::Figure | Tag::Button)
        )
    }) {
        return None;
    }
    if !matches!(tree.tag(node), Some(Tag::Div | Tag::Span)) || !(8..=400).contains(&page.weights.chars(node)) {
        return None;
    }
    let plain = (node + 1..tree.end(node)).all(|inner| {
        matches!(
            tree.tag(inner),
            None | Some(
                Tag::Div
                    | Tag::Span
                    | Tag::Img
                    | Tag::Picture
                    | Tag::Source
                    | Tag::Amp
                    | Tag::Noscript
                    | Tag::Em
                    | Tag::Small
                    | Tag::Svg
                    | Tag::Other
            )
        )
    });
    let images = (node..tree.end(node))
        .filter(|inner| matches!(tree.tag(*inner), Some(Tag::Img | Tag::Amp)))
        .count();
    let first = tree
        .children(node)
        .find(|child| tree.tag(*child).is_some())
        .is_some_and(|child| tree.contains(child, at));
    (plain && first && images <= 2 && image::is_photo(page, at)).then_some(node)
}

/// Reads a picture's box.
fn read(page: &Page<'_>, node: usize) -> Option<Figure> {
    let tree = page.tree;
    let image = image::best(page, node);
    let words = caption_text::read(page, node);
    if image.is_none() && words.caption.is_empty() && words.credit.is_none() {
        return None;
    }
    let wordless = words.caption.is_empty() && words.credit.is_none();
    if image.as_ref().is_some_and(|image| image.furniture && wordless) {
        return None;
    }
    let mut image = image.unwrap_or_default();
    if image.furniture {
        image.url.clear();
    }
    // A box with a clock in it is a byline's, with the author's portrait.
    if (node..tree.end(node)).any(|inner| tree.tag(inner) == Some(Tag::Time)) {
        return None;
    }
    if image.url.is_empty()
        && words.credit.is_none()
        && words.caption.split_whitespace().count() < 4
        && !words.caption.contains(':')
    {
        return None;
    }
    let (mut caption, credit) = (words.caption, words.credit);
    if caption.is_empty() {
        caption = tree
            .attr(node, Name::DataCaption)
            .or_else(|| (node..tree.end(node)).find_map(|inner| tree.attr(inner, Name::DataCaption)))
            .filter(|caption| caption.len() < 2000)
            .map(super::plain_line)
            .unwrap_or_default();
    }
    let source = if caption.is_empty() && credit.is_none() {
        PhotoSource::Alt
    } else {
        PhotoSource::Figure
    };
    if source == PhotoSource::Alt && image.url.is_empty() {
        return None;
    }
    Some(Figure {
        url: image.url,
        alt: SafeText::line(&image.alt),
        caption: SafeText::line(&caption),
        credit: credit.map(|credit| SafeText::line(&credit)),
        source,
        width: image.width,
        height: image.height,
    })
}
