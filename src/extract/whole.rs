//! One page from its tree to the article: the order in which the parts of this module do their work.

use super::error::ExtractError;
use super::links::Base;
use super::marks;
use super::sites::SiteRules;
use super::tree::Tree;
use super::weigh::Weights;
use super::{
    Extracted, Hints, app_state, body, clean, facts, fallback, figures, furniture, json_ld, picture_facts, polish,
    prune, sniff, walk,
};
use crate::model::Figure;

/// Takes the article from a decoded page; `url` is the address it came from.
pub(super) fn read(html: &str, url: &str, hints: &Hints<'_>, rules: &SiteRules) -> Result<Extracted, ExtractError> {
    let base = Base::new(url);
    let tree = Tree::parse(html);
    let site = rules.find(base.host());
    let marks = marks::all(&tree, site);
    let data = json_ld::read(&tree.data_scripts);
    let mut facts = facts::read(&tree, &data, &base, url);
    let untouched = vec![false; tree.len()];
    let all = Weights::of(&tree, &marks, &untouched);
    let mut dropped = prune::furniture(&tree, &marks, &all);

    let page = figures::Page {
        tree: &tree,
        marks: &marks,
        weights: &all,
        base: &base,
    };
    let mut boxed = figures::boxed(&page, &dropped);
    figures::drop_films(&tree, &mut boxed, &mut dropped);
    let mut without_pictures = dropped.clone();
    for lifted in &boxed {
        if let Some(slot) = without_pictures.get_mut(lifted.node) {
            *slot = true;
        }
    }
    let weights = Weights::of(&tree, &marks, &without_pictures);
    let mut phrases = body::phrases(hints.summary_text);
    phrases.extend(data.body.as_deref().map(body::phrases).unwrap_or_default());
    let state = app_state::body(&tree.state_scripts).map(|text| fallback::from_text(&text));
    // Data may hold more than the story; it votes only where nothing better does.
    if phrases.is_empty() {
        phrases.extend(state.iter().flat_map(|state| body::phrases(state.text())));
    }
    let roots = body::roots(&tree, &marks, &weights, &without_pictures, &phrases);
    clean::body(&tree, &marks, &weights, &roots, &mut dropped);

    let chosen = picture_facts::choose(&page, boxed, &roots, &dropped);
    let (pictures, figure_at) = figures::with_bare(&page, &dropped, &roots, chosen);
    let plan = walk::Plan {
        tree: &tree,
        dropped: &dropped,
        figure_at: &figure_at,
        base: &base,
    };
    let outside: Vec<(usize, usize)> = pictures
        .iter()
        .enumerate()
        .filter(|(_, lifted)| !roots.iter().any(|root| tree.contains(*root, lifted.node)))
        .map(|(index, lifted)| (index, lifted.node))
        .collect();
    let start = roots.first().copied().unwrap_or(0);
    let before: Vec<usize> = outside
        .iter()
        .filter(|(_, node)| *node < start)
        .map(|(index, _)| *index)
        .collect();
    let after: Vec<usize> = outside
        .iter()
        .filter(|(_, node)| *node >= start)
        .map(|(index, _)| *index)
        .collect();
    let document = walk::document(&plan, &roots, &before, &after);
    let mut figures: Vec<Figure> = pictures.into_iter().map(|lifted| lifted.figure).collect();
    let title = if hints.title.is_empty() {
        facts.title.as_str()
    } else {
        hints.title
    };
    let mut document = polish::page(
        &document,
        &polish::Known {
            site_lines: site.map_or(&[], |site| site.lines()),
            title,
            bylines: &facts.bylines,
        },
    );
    let declared = data.body.as_deref().map(fallback::from_text);
    for other in [declared, state].into_iter().flatten() {
        if document.words() < 40 && other.words() > document.words() * 2 {
            document = other;
        }
    }
    let (document, prints) = furniture::without(document, hints.furniture);
    picture_facts::complete(&mut figures, &data, &tree, &base);
    picture_facts::without_title(&mut figures, title);
    if document.words() == 0 {
        return Err(sniff::why_empty(&tree, html));
    }
    if document.words() < 60
        && let Some(error) = sniff::wall(&tree, document.text())
    {
        return Err(error);
    }
    facts::from_text(&mut facts, &document);
    Ok(Extracted {
        document,
        figures,
        facts,
        prints,
    })
}
