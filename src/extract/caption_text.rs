//! The words of a picture's box: caption and credit as shown, without the page's own words
//! ("Image caption", "Enlarge", "1 of 23").

use super::caption_words::{halves, shortened_copy, tidy};
use super::figures::Page;
use super::marks::Marks;
use super::tree::{Name, Tag};

/// Characters of a caption; a longer one is an article's text in the wrong box.
const MAX_CAPTION: usize = 1_500;
/// Characters of a credit.
const MAX_CREDIT: usize = 250;

/// Caption and credit of a box.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub(super) caption: String,
    pub(super) credit: Option<String>,
}

/// Reads the words of a box.
pub(super) fn read(page: &Page<'_>, node: usize) -> Words {
    let tree = page.tree;
    let mut captions: Vec<usize> = outermost(page, node, |at| tree.tag(at) == Some(Tag::Figcaption));
    if captions.is_empty() || captions.iter().all(|at| page.weights.chars(*at) == 0) {
        captions = outermost(page, node, |at| page.marks(at).has(Marks::CAPTION));
    }
    let credits = outermost(page, node, |at| is_credit(page, node, at));
    let mut caption = String::new();
    for at in &captions {
        let inside = |inner: usize| credits.contains(&inner) || is_ui(page, inner);
        let text = tidy(&tree.line(*at, inside));
        // Copies for other screens say the same again.
        if !text.is_empty() && !credits.contains(at) && !caption.contains(&text) {
            if text.contains(&caption) {
                caption = text;
            } else {
                caption.push(' ');
                caption.push_str(&text);
            }
        }
    }
    let mut credit = String::new();
    for at in &credits {
        let text = tidy(&tree.line(*at, |inner| is_ui(page, inner)));
        if !text.is_empty() && !credit.contains(&text) {
            if !credit.is_empty() {
                credit.push(' ');
            }
            credit.push_str(&text);
        }
    }
    if captions.is_empty() || credits.is_empty() {
        let taken = |at: usize| captions.contains(&at) || credits.contains(&at) || is_ui(page, at);
        unnamed(page, node, &taken, &mut caption, &mut credit);
    }
    let caption = shortened_copy(halves(caption.trim()));
    let mut caption = caption.as_ref();
    if credit.is_empty()
        && let Some(first) = captions.first().and_then(|at| first_line(page, *at))
        && let Some(rest) = caption.strip_prefix(first.as_str())
    {
        credit = first.clone();
        caption = rest.trim_start();
    }
    // "Ada Sample" set apart and "/Agency" left in the caption are one credit.
    if let Some((head, tail)) = caption.rsplit_once(" /")
        && !credit.is_empty()
        && tail.split_whitespace().count() <= 4
        && tail.starts_with(|c: char| c.is_uppercase())
    {
        credit.push_str(" /");
        credit.push_str(tail);
        caption = head.trim_end();
    }
    Words {
        caption: if caption.chars().count() > MAX_CAPTION {
            String::new()
        } else {
            caption.to_owned()
        },
        credit: Some(credit).filter(|credit| !credit.is_empty() && credit.chars().count() <= MAX_CREDIT),
    }
}

/// Words of the box that stand in no named part: a short line is the credit, a longer one the
/// caption where there is none.
fn unnamed(page: &Page<'_>, node: usize, taken: &impl Fn(usize) -> bool, caption: &mut String, credit: &mut String) {
    let tree = page.tree;
    if !matches!(tree.tag(node), Some(Tag::Figure | Tag::Div | Tag::Span)) {
        return;
    }
    let mut lines: Vec<String> = Vec::new();
    let mut at = node + 1;
    while at < tree.end(node) {
        if taken(at) {
            at = tree.end(at);
            continue;
        }
        // The smallest elements that hold text directly are the lines.
        let direct = tree.tag(at).is_some()
            && tree
                .children(at)
                .any(|child| tree.text(child).is_some_and(|text| !text.trim().is_empty()));
        if direct && !matches!(tree.tag(at), Some(Tag::Script | Tag::Style | Tag::Noscript | Tag::Svg)) {
            let text = tidy(&tree.line(at, taken));
            if !text.is_empty() && !lines.contains(&text) && text != *caption && !is_button(&text) {
                lines.push(text);
            }
            at = tree.end(at);
            continue;
        }
        at += 1;
    }
    for line in lines {
        let words = line.split_whitespace().count();
        let short = words <= 8
            && line.chars().count() <= 60
            && line.starts_with(|c: char| c.is_uppercase() || c == '(' || c == '©');
        if caption.is_empty() && (words > 5 || tree.tag(node) != Some(Tag::Figure)) {
            *caption = line;
        } else if credit.is_empty() && short && !line.ends_with(['?', '!', ':']) {
            *credit = line;
        }
    }
}

/// Words that a page puts on pictures to be pressed.
fn is_button(text: &str) -> bool {
    let lower = text.to_lowercase();
    let word = lower.trim_end_matches([':', '.', '!', '…', ' ']);
    matches!(
        word,
        "video"
            | "videos"
            | "watch"
            | "watch now"
            | "play"
            | "play video"
            | "gallery"
            | "slideshow"
            | "by"
            | "photo"
            | "photos"
            | "image"
            | "images"
            | "more"
            | "share"
            | "save"
            | "close"
            | "expand"
            | "enlarge"
            | "zoom"
            | "zoom in"
            | "listen"
            | "live"
            | "next"
            | "previous"
            | "download"
            | "fullscreen"
            | "open image"
            | "tap to enlarge"
            | "click to enlarge"
            | "advertisement"
            | "new"
    ) || (word.starts_with("view ") || word.starts_with("see ")) && word.split(' ').count() <= 4
}

/// A credit on a line of its own above the caption: a few capitalised words in an element of
/// their own, then a line break, then a sentence.
fn first_line(page: &Page<'_>, caption: usize) -> Option<String> {
    let tree = page.tree;
    let mut children = tree
        .children(caption)
        .filter(|at| tree.text(*at).is_none_or(|text| !text.trim().is_empty()));
    let first = children.next().filter(|at| tree.tag(*at).is_some())?;
    children.next().filter(|at| tree.tag(*at) == Some(Tag::Br))?;
    children.next()?;
    let line = tree.line(first, |_| false);
    let words = line.split_whitespace().count();
    let named = line
        .split_whitespace()
        .all(|word| word.starts_with(|c: char| c.is_uppercase()));
    (named && (1..=6).contains(&words) && !line.ends_with(['.', ':', '?', '!'])).then_some(line)
}

/// The outermost nodes of a subtree that answer to `wanted`.
fn outermost(page: &Page<'_>, node: usize, wanted: impl Fn(usize) -> bool) -> Vec<usize> {
    let tree = page.tree;
    let mut found = Vec::new();
    let mut at = node;
    while at < tree.end(node) {
        if at != node && is_ui(page, at) {
            at = tree.end(at);
        } else if tree.tag(at).is_some() && wanted(at) {
            found.push(at);
            at = tree.end(at);
        } else {
            at += 1;
        }
    }
    found
}

/// Whether a node is the credit of the box: named so, and not the whole caption under a name
/// like "caption-credit".
fn is_credit(page: &Page<'_>, node: usize, at: usize) -> bool {
    let tree = page.tree;
    if at == node || tree.tag(at) == Some(Tag::Figcaption) {
        return false;
    }
    let marks = page.marks(at);
    // An author's name beside a picture is its credit only in a figure.
    let author = marks.has(Marks::MINOR) && !marks.has(Marks::CREDIT) && tree.tag(node) != Some(Tag::Figure);
    let named = (marks.has(Marks::CREDIT | Marks::SOURCE) && !author) || tree.tag(at) == Some(Tag::Cite);
    if !named || page.weights.chars(at) == 0 || page.weights.chars(at) as usize > MAX_CREDIT {
        return false;
    }
    // A box that holds a caption and a credit of its own is neither.
    !(at + 1..tree.end(at)).any(|inner| {
        page.marks(inner).has(Marks::CAPTION) && page.weights.chars(inner) > 0 && !page.marks(inner).has(Marks::CREDIT)
    })
}

/// The page's own words: buttons, words for screen readers, hidden copies.
fn is_ui(page: &Page<'_>, at: usize) -> bool {
    let marks = page.marks(at);
    match page.tree.tag(at) {
        Some(Tag::Button) => !(at..page.tree.end(at)).any(|inner| page.tree.tag(inner) == Some(Tag::Figcaption)),
        Some(Tag::Script | Tag::Style | Tag::Noscript | Tag::Input | Tag::Label | Tag::Svg) => true,
        Some(Tag::Figcaption | Tag::Footer) => false,
        Some(_) => {
            marks.has(Marks::SPOKEN | Marks::HIDDEN | Marks::JUNK)
                && page.tree.attr(at, Name::AriaHidden) != Some("false")
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pages_own_words_go() {
        assert_eq!(tidy("Image caption The river at dawn"), "The river at dawn");
        assert_eq!(tidy("Image 1 of 23: The river"), "The river");
        assert_eq!(tidy("[1/5] The river"), "The river");
        assert_eq!(tidy("1/2 cup of rice"), "1/2 cup of rice");
        assert_eq!(tidy("The river hide caption"), "The river");
        assert_eq!(tidy("Imagecaptions are dull"), "Imagecaptions are dull");
        assert_eq!(halves("The river. The river."), "The river.");
    }
}
