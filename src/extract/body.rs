//! Where the article's text is on the page.
//!
//! Two judges. One goes by what the page says of itself (`itemprop=articleBody`, names such as
//! "article-body"); the other scores paragraphs for length and commas and hands the score to
//! what contains them, as Arc90's Readability does (algorithm after Mozilla's Readability.js,
//! Apache-2.0, written anew). The first is believed where it holds most of what the second found.

use super::marks::Marks;
use super::tree::{Tag, Tree};
use super::weigh::Weights;

/// The elements whose subtrees, in order, are the article's text; empty where there is none.
///
/// `phrases` are words known to stand in the article (its summary in the feed, its text in
/// JSON-LD), in the form of [`words`]: where the judges differ, the one that has more of them is
/// believed.
pub(super) fn roots(
    tree: &Tree,
    marks: &[Marks],
    weights: &Weights,
    dropped: &[bool],
    phrases: &[String],
) -> Vec<usize> {
    let scored = by_score(tree, marks, weights, dropped);
    let named = by_name(tree, marks, weights, dropped);
    let sum = |nodes: &[usize]| nodes.iter().map(|at| weights.prose(*at)).sum::<u32>();
    let (prose_named, prose_scored) = (sum(&named), sum(&scored));
    let named = joined(tree, weights, named);
    let by_name = !named.is_empty() && u64::from(prose_named) * 10 >= u64::from(prose_scored) * 6;
    let scored = widened(tree, weights, scored);
    let (first, second) = if by_name { (named, scored) } else { (scored, named) };
    if phrases.is_empty() || second.is_empty() || first == second {
        return first;
    }
    let votes = |roots: &[usize]| {
        let text = words(
            &roots
                .iter()
                .map(|root| tree.line(*root, |_| false))
                .collect::<Vec<_>>()
                .join(" "),
        );
        phrases.iter().filter(|phrase| text.contains(phrase.as_str())).count()
    };
    if votes(&second) > votes(&first) { second } else { first }
}

/// A text as lower-case words with single blanks between, so that punctuation and quotation
/// marks do not tell the same words apart.
pub(super) fn words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().flat_map(char::to_lowercase));
    }
    out
}

/// Runs of eight words from the beginning, the middle and the end of a text.
pub(super) fn phrases(text: &str) -> Vec<String> {
    let words = words(text);
    let words: Vec<&str> = words.split(' ').collect();
    if words.len() < 8 {
        return Vec::new();
    }
    let last = words.len() - 8;
    let mut starts = vec![0, last / 2, last];
    starts.dedup();
    starts
        .into_iter()
        .filter_map(|start| words.get(start..start + 8))
        .map(|words| words.join(" "))
        .collect()
}

/// Roots that hold only a part of the prose round them give way to what holds the rest: pages put
/// together from sections have no single body.
fn widened(tree: &Tree, weights: &Weights, roots: Vec<usize>) -> Vec<usize> {
    let (Some(first), Some(last)) = (roots.first().copied(), roots.last().copied()) else {
        return roots;
    };
    let mut held: u32 = roots.iter().map(|at| weights.prose(*at)).sum();
    let mut best = None;
    for above in tree.ancestors(first).filter(|at| tree.contains(*at, last)) {
        if matches!(tree.tag(above), Some(Tag::Html)) {
            break;
        }
        let prose = weights.prose(above);
        if u64::from(prose) * 10 >= u64::from(held) * 15 && weights.link_density(above) < 0.35 {
            best = Some(above);
            held = prose;
        }
    }
    best.map_or(roots, |above| vec![above])
}

/// Pieces of a body that hold all the prose of what is round them give way to it: between them stand
/// headings and tables, which weigh nothing.
fn joined(tree: &Tree, weights: &Weights, pieces: Vec<usize>) -> Vec<usize> {
    let (Some(first), Some(last)) = (pieces.first().copied(), pieces.last().copied()) else {
        return pieces;
    };
    if pieces.len() < 2 {
        return pieces;
    }
    let held: u32 = pieces.iter().map(|at| weights.prose(*at)).sum();
    let around = tree.ancestors(first).find(|at| tree.contains(*at, last));
    match around {
        Some(at)
            if !matches!(tree.tag(at), Some(Tag::Body | Tag::Html))
                && u64::from(weights.prose(at)) * 100 <= u64::from(held) * 112
                && weights.link_density(at) < 0.3 =>
        {
            vec![at]
        }
        _ => pieces,
    }
}

/// The body by its name: the node that says so and holds most prose; where a page's body comes in
/// several pieces of that name, all of them.
fn by_name(tree: &Tree, marks: &[Marks], weights: &Weights, dropped: &[bool]) -> Vec<usize> {
    let mut pieces: Vec<usize> = Vec::new();
    let mut best = (0u32, 0usize);
    let mut at = 0;
    while at < tree.len() {
        if dropped.get(at).copied().unwrap_or(false) {
            at = tree.end(at);
            continue;
        }
        let mark = marks.get(at).copied().unwrap_or_default();
        if mark.has(Marks::BODY) && !matches!(tree.tag(at), Some(Tag::Body | Tag::Html | Tag::P | Tag::A)) {
            let prose = weights.prose(at);
            if prose > 150 && weights.link_density(at) < 0.5 {
                // The innermost of nested bodies is the closest fit, if it loses little.
                if let Some(last) = pieces.last().copied().filter(|last| tree.contains(*last, at)) {
                    if u64::from(prose) * 10 >= u64::from(weights.prose(last)) * 9 {
                        pieces.pop();
                        pieces.push(at);
                    }
                } else {
                    pieces.push(at);
                }
                best = best.max((prose, at));
            }
        }
        at += 1;
    }
    let Some(largest) = pieces.iter().copied().max_by_key(|at| weights.prose(*at)) else {
        return Vec::new();
    };
    // Other pieces count when they stand beside the largest one, not in another article.
    let home = tree
        .ancestors(largest)
        .find(|above| matches!(tree.tag(*above), Some(Tag::Article | Tag::Main)))
        .unwrap_or_else(|| tree.parent(tree.parent(largest)));
    pieces.retain(|piece| *piece == largest || (tree.contains(home, *piece) && !in_inner_article(tree, home, *piece)));
    pieces
}

fn in_inner_article(tree: &Tree, home: usize, at: usize) -> bool {
    tree.ancestors(at)
        .take_while(|above| *above != home)
        .any(|above| tree.tag(above) == Some(Tag::Article))
}

fn by_score(tree: &Tree, marks: &[Marks], weights: &Weights, dropped: &[bool]) -> Vec<usize> {
    let scores = scores(tree, marks, weights, dropped);
    let score = |at: usize| scores.get(at).copied().unwrap_or(0.0);
    let Some(top) = (0..tree.len())
        .filter(|at| score(*at) > 0.0 && !matches!(tree.tag(*at), Some(Tag::Html)))
        .max_by(|a, b| score(*a).total_cmp(&score(*b)))
    else {
        return Vec::new();
    };
    let mut top = top;
    // If several good candidates share an ancestor, that ancestor holds the article.
    let mut rivals: Vec<usize> = (0..tree.len())
        .filter(|at| {
            *at != top && score(*at) >= score(top) * 0.6 && !tree.contains(*at, top) && !tree.contains(top, *at)
        })
        .collect();
    rivals.truncate(64);
    if rivals.len() >= 2 {
        for above in tree.ancestors(top) {
            if matches!(tree.tag(above), Some(Tag::Body | Tag::Html)) {
                break;
            }
            if rivals.iter().filter(|rival| tree.contains(above, **rival)).count() >= 2 {
                top = above;
                break;
            }
        }
    }
    // A parent that scores higher holds text in further parts.
    let mut last = score(top);
    let least = last / 3.0;
    for above in tree.ancestors(top) {
        if matches!(tree.tag(above), Some(Tag::Body | Tag::Html)) {
            break;
        }
        let score = score(above);
        if score == 0.0 {
            continue;
        }
        if score < least {
            break;
        }
        if score > last {
            top = above;
            break;
        }
        last = score;
    }
    while tree
        .children(tree.parent(top))
        .filter(|child| tree.tag(*child).is_some())
        .count()
        == 1
        && !matches!(tree.tag(tree.parent(top)), Some(Tag::Body | Tag::Html) | None)
    {
        top = tree.parent(top);
    }
    let threshold = (score(top) * 0.2).max(10.0);
    let parent = tree.parent(top);
    tree.children(parent)
        .filter(|sibling| {
            if *sibling == top {
                return true;
            }
            if dropped.get(*sibling).copied().unwrap_or(false) || tree.tag(*sibling).is_none() {
                return false;
            }
            if score(*sibling) >= threshold {
                return true;
            }
            let chars = weights.chars(*sibling);
            tree.tag(*sibling) == Some(Tag::P)
                && ((chars > 80 && weights.link_density(*sibling) < 0.25)
                    || (chars > 0 && weights.link_density(*sibling) == 0.0 && weights.prose(*sibling) > 0))
        })
        .collect()
}

fn scores(tree: &Tree, marks: &[Marks], weights: &Weights, dropped: &[bool]) -> Vec<f32> {
    let mut scores = vec![0f32; tree.len()];
    let mut at = 0;
    while at < tree.len() {
        if dropped.get(at).copied().unwrap_or(false) {
            at = tree.end(at);
            continue;
        }
        let prose = weights.own_prose.get(at).copied().unwrap_or(0);
        if prose >= 25 && at != 0 {
            let commas = f32::from(weights.commas.get(at).copied().unwrap_or(0).min(30));
            let worth = 1.0 + commas + (prose as f32 / 100.0).min(3.0);
            let holder = matches!(
                tree.tag(at),
                Some(Tag::Div | Tag::Section | Tag::Article | Tag::Td | Tag::Main)
            );
            // A box with text of its own is a paragraph and what holds it in one.
            if holder && let Some(score) = scores.get_mut(at) {
                *score += worth;
            }
            for (level, above) in tree.ancestors(at).take(5).enumerate() {
                let share = match level {
                    0 => 1.0,
                    1 => 2.0,
                    level => level as f32 * 3.0,
                };
                if let Some(score) = scores.get_mut(above) {
                    *score += worth / share;
                }
            }
        }
        at += 1;
    }
    for at in 0..tree.len() {
        let Some(score) = scores.get_mut(at).filter(|score| **score > 0.0) else {
            continue;
        };
        let mark = marks.get(at).copied().unwrap_or_default();
        let by_tag = match tree.tag(at) {
            Some(Tag::Article | Tag::Main) => 10.0,
            Some(Tag::Div) => 5.0,
            Some(Tag::Pre | Tag::Td | Tag::Blockquote) => 3.0,
            Some(Tag::Ol | Tag::Ul | Tag::Dl | Tag::Dd | Tag::Dt | Tag::Li | Tag::Form | Tag::Address) => -3.0,
            Some(Tag::Th | Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6) => -5.0,
            _ => 0.0,
        };
        let mut by_name = 0.0;
        if mark.has(Marks::BODY | Marks::CONTENT) {
            by_name += 25.0;
        }
        if mark.has(Marks::JUNK | Marks::COMMENTS | Marks::MINOR | Marks::CAPTION | Marks::TEASER) {
            by_name -= 25.0;
        }
        *score = (*score + by_tag + by_name) * (1.0 - weights.link_density(at));
    }
    scores
}
