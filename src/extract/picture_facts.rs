//! Which of a page's pictures are the article's, and what JSON-LD adds to them.

use super::figures::{Lifted, Page};
use super::json_ld::{Image, JsonLd};
use super::links::Base;
use super::marks::Marks;
use super::tree::{Tag, Tree};
use crate::model::{Figure, PhotoSource, SafeText};

/// The boxed pictures that belong to the article: inside its body, or near it under no teaser.
///
/// A caption's own box may have been cleaned away by its name, and an aside that holds nothing
/// but the picture; neither costs the picture.
pub(super) fn choose(page: &Page<'_>, boxed: Vec<Lifted>, roots: &[usize], dropped: &[bool]) -> Vec<Lifted> {
    let tree = page.tree;
    let gone = |node: usize| {
        let words = page.weights.chars(node);
        tree.ancestors(node).any(|at| {
            dropped.get(at).copied().unwrap_or(false)
                && !(page.marks(at).has(Marks::CAPTION | Marks::PICTURE)
                    || page.weights.chars(at) <= words + words / 2 + 20)
        })
    };
    let Some(first) = roots.first().copied() else {
        return Vec::new();
    };
    let last = roots.last().copied().unwrap_or(first);
    let home = home(tree, first, last);
    boxed
        .into_iter()
        .filter(|lifted| {
            if roots.iter().any(|root| tree.contains(*root, lifted.node)) {
                return !gone(lifted.node) && !is_teaser(page, lifted.node, Some(roots));
            }
            let teaser = is_teaser(page, lifted.node, None);
            if teaser || gone(lifted.node) || lifted.figure.source == PhotoSource::Alt {
                return false;
            }
            tree.contains(home, lifted.node) || lifted.node < first && in_head(page, lifted.node)
        })
        .collect()
}

/// The element round the whole article: the nearest `article` or `main`, else the parent's parent.
fn home(tree: &Tree, first: usize, last: usize) -> usize {
    let common = |at: usize| tree.contains(at, last);
    let article = std::iter::once(first)
        .chain(tree.ancestors(first))
        .find(|at| tree.tag(*at) == Some(Tag::Article) && common(*at));
    article
        .or_else(|| {
            tree.ancestors(first)
                .find(|at| tree.tag(*at) == Some(Tag::Main) && common(*at))
        })
        .unwrap_or_else(|| {
            let mut above = tree
                .ancestors(first)
                .filter(|at| common(*at) && !matches!(tree.tag(*at), Some(Tag::Body | Tag::Html)));
            let parent = above.next();
            above.next().or(parent).unwrap_or(first)
        })
}

/// A picture before the body outside the article's element: a header's or hero's.
fn in_head(page: &Page<'_>, node: usize) -> bool {
    let tree = page.tree;
    !tree.ancestors(node).any(|at| {
        matches!(
            tree.tag(at),
            Some(Tag::Nav | Tag::Aside | Tag::Footer | Tag::Ul | Tag::Li)
        )
    })
}

fn is_teaser(page: &Page<'_>, node: usize, roots: Option<&[usize]>) -> bool {
    let tree = page.tree;
    for at in std::iter::once(node).chain(tree.ancestors(node)) {
        if roots.is_some_and(|roots| roots.contains(&at))
            || matches!(tree.tag(at), Some(Tag::Body | Tag::Html | Tag::Main))
        {
            return false;
        }
        let marks = page.marks(at);
        // A teaser's words lead elsewhere; a credit's link does not make one.
        let leads_away = page.weights.links(at) >= page.weights.links(node) + 25;
        if marks.has(Marks::TEASER)
            && page.weights.prose(at) < 1500
            && page.weights.link_density(at) > 0.3
            && leads_away
        {
            return true;
        }
        if marks.has(Marks::JUNK | Marks::COMMENTS) && page.weights.prose(at) < 1500 {
            return true;
        }
        if matches!(tree.tag(at), Some(Tag::Aside | Tag::Nav))
            && page.weights.prose(at) < 1500
            && page.weights.link_density(at) > 0.2
        {
            return true;
        }
    }
    false
}

/// Adds what JSON-LD says of the pictures found, and the article's main picture where none was.
pub(super) fn complete(figures: &mut Vec<Figure>, data: &JsonLd, tree: &Tree, base: &Base) {
    for image in &data.images {
        let Some(url) = base.fetchable(&image.url) else {
            continue;
        };
        let key = key(&url);
        if let Some(figure) = figures.iter_mut().find(|figure| self::key(&figure.url) == key) {
            if figure.caption.is_empty()
                && !image.caption.is_empty()
                && figure.source == PhotoSource::Alt
                && image.of_article
            {
                figure.caption = SafeText::line(&super::plain_line(&image.caption));
                figure.source = PhotoSource::JsonLd;
            }
            if figure.width == 0 {
                (figure.width, figure.height) = (image.width, image.height);
            }
        }
    }
    if figures.iter().all(|figure| figure.source == PhotoSource::Alt)
        && let Some(main) = main_picture(data, tree, base)
        && !figures.iter().any(|figure| key(&figure.url) == key(&main.url))
    {
        figures.push(main);
    }
}

fn main_picture(data: &JsonLd, tree: &Tree, base: &Base) -> Option<Figure> {
    let from_data = data.images.iter().find(|image| image.of_article).cloned();
    let metas = super::metas::Metas::of(tree);
    let image = from_data.or_else(|| {
        let url = metas.get(&["og:image", "og:image:url", "twitter:image"])?;
        Some(Image {
            url,
            ..Image::default()
        })
    })?;
    let alt = metas.get(&["og:image:alt", "twitter:image:alt"]).unwrap_or_default();
    let caption = SafeText::line(&super::plain_line(&image.caption));
    let source = if caption.is_empty() {
        PhotoSource::Alt
    } else {
        PhotoSource::JsonLd
    };
    Some(Figure {
        url: base.fetchable(&image.url)?,
        alt: SafeText::line(&alt),
        caption,
        credit: Some(SafeText::line(&super::plain_line(&image.credit)))
            .filter(|credit| !credit.is_empty() && source == PhotoSource::JsonLd),
        source,
        width: image.width,
        height: image.height,
    })
}

/// What is the same in the addresses of one picture's copies: the file's name without size.
fn key(url: &str) -> String {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase()
}

/// Takes the article's title away where it stands as a picture's description: it describes nothing.
pub(super) fn without_title(figures: &mut [Figure], title: &str) {
    let title = super::body::words(title);
    for figure in figures.iter_mut().filter(|figure| !figure.alt.is_empty()) {
        if !title.is_empty() && super::body::words(&figure.alt) == title {
            figure.alt = SafeText::default();
        }
    }
}
