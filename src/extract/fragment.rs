//! The text a feed item carries: all of it is the article, so that only trackers, share lines and the
//! like are left out.

use super::links::Base;
use super::marks::{self, Marks};
use super::tree::Tree;
use super::weigh::Weights;
use super::{Extracted, Facts, facts, figures, polish, sniff, walk};

/// Takes the text and the pictures of a feed item's HTML.
pub(super) fn read(html: &str, base: &Base) -> Extracted {
    let tree = Tree::parse(html);
    let marks = marks::all(&tree, None);
    let mut dropped = vec![false; tree.len()];
    for (at, mark) in marks.iter().enumerate() {
        let gone = mark.has(Marks::HIDDEN) || sniff::is_share_box(&tree, at);
        if let (true, Some(slot)) = (gone, dropped.get_mut(at)) {
            *slot = true;
        }
    }
    let weights = Weights::of(&tree, &marks, &dropped);
    let page = figures::Page {
        tree: &tree,
        marks: &marks,
        weights: &weights,
        base,
    };
    let mut pictures = figures::boxed(&page, &dropped);
    figures::drop_films(&tree, &mut pictures, &mut dropped);
    let (pictures, figure_at) = figures::with_bare(&page, &dropped, &[0], pictures);
    let plan = walk::Plan {
        tree: &tree,
        dropped: &dropped,
        figure_at: &figure_at,
        base,
    };
    let document = polish::fragment(&walk::document(&plan, &[0], &[], &[]));
    let mut facts = Facts::default();
    facts::from_text(&mut facts, &document);
    Extracted {
        document,
        figures: pictures.into_iter().map(|lifted| lifted.figure).collect(),
        facts,
        prints: Vec::new(),
    }
}
