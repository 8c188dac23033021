//! Pages that are sent in pieces: the text comes at the end, hidden, and a line of script puts
//! each piece where a placeholder stands. No script is run here; the pieces are put in their places.
//!
//! React marks the place of boundary `0` with `<template id="B:0">` between the comments `$?` and
//! `/$`, a "loading" text between them, sends `<div hidden id="S:1f">` later and tells where it
//! goes with `$RC("B:0","S:1f")`
//! (react-dom, `ReactFizzServer`, MIT; the form of the markup only).

use dom_query::{Document, NodeId, NodeRef};
use rustc_hash::FxHashMap;

/// Pieces of one page; further ones stay where they are.
const MAX_PIECES: usize = 2_000;
/// Nodes of a "loading" text.
const MAX_LOADING: usize = 200;

/// Puts the pieces of a page in their places; a page that is whole stays as it is.
pub(super) fn put_together(page: &Document, html: &str) {
    if !html.contains("id=\"S:") || !html.contains("id=\"B:") {
        return;
    }
    let mut places: FxHashMap<String, NodeId> = FxHashMap::default();
    let mut pieces: Vec<(String, NodeId)> = Vec::new();
    for node in page.tree.root().descendants_it().filter(NodeRef::is_element) {
        let Some(id) = node.id_attr() else { continue };
        if let Some(boundary) = id.strip_prefix("B:") {
            places.insert(boundary.to_owned(), node.id);
        } else if let Some(boundary) = id.strip_prefix("S:")
            && node.has_attr("hidden")
            && pieces.len() < MAX_PIECES
        {
            pieces.push((boundary.to_owned(), node.id));
        }
    }
    let told = told_places(html);
    for (segment, piece) in pieces {
        let boundary = told.get(segment.as_str()).copied().unwrap_or(segment.as_str());
        let Some(place) = places.get(boundary) else { continue };
        let (place, piece) = (page.tree.get_unchecked(place), page.tree.get_unchecked(&piece));
        // A page may claim that a piece stands in itself.
        if place.ancestors_it(None).any(|above| above.id == piece.id) {
            continue;
        }
        remove_loading(&place);
        if let Some(first) = piece.first_child() {
            place.insert_siblings_before(&first.id);
        }
    }
}

/// Which piece goes where, as the page's own scripts tell it: `$RC("B:0","S:1f")`.
fn told_places(html: &str) -> FxHashMap<&str, &str> {
    let mut told = FxHashMap::default();
    for (at, call) in html.match_indices("$RC(\"B:").take(MAX_PIECES) {
        let rest = html.get(at + call.len()..).unwrap_or("");
        let rest = rest.get(..super::floor(rest, 80)).unwrap_or("");
        if let Some((boundary, rest)) = rest.split_once("\",\"S:")
            && let Some((segment, _)) = rest.split_once('"')
        {
            told.insert(segment, boundary);
        }
    }
    told
}

/// Removes what stands between a placeholder and the comment that ends its boundary.
fn remove_loading(place: &NodeRef<'_>) {
    let mut loading = Vec::new();
    let mut depth = 0;
    let mut next = place.next_sibling();
    while let Some(node) = next {
        if node.is_comment() {
            match node.query(|node| comment_of(&node.data)).flatten().as_deref() {
                Some("/$") if depth == 0 => {
                    loading.iter().for_each(NodeRef::remove_from_parent);
                    return;
                }
                Some("/$") => depth -= 1,
                Some(text) if text.starts_with('$') => depth += 1,
                _ => {}
            }
        }
        if loading.len() >= MAX_LOADING {
            return;
        }
        next = node.next_sibling();
        loading.push(node);
    }
}

fn comment_of(data: &dom_query::NodeData) -> Option<String> {
    match data {
        dom_query::NodeData::Comment { contents } => Some(contents.trim().to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::tree::Tree;

    #[test]
    fn pieces_stand_in_their_places() {
        let page = "<main><h1>Title</h1><!--$?--><template id=\"B:0\"></template><p>Loading…</p><!--/$-->\
                    <p>Last.</p></main><div hidden id=\"S:0\"><p>First.</p><!--$?--><template id=\"B:1\"></template>wait<!--/$--></div>\
                    <div hidden id=\"S:7f\"><p>Second.</p></div>\
                    <script>$RC(\"B:1\",\"S:7f\")</script>";
        assert_eq!(Tree::parse(page).line(0, |_| false), "Title First. Second. Last.");
    }

    #[test]
    fn pieces_in_themselves_do_no_harm() {
        let page = "<div hidden id=\"S:0\"><p>a<template id=\"B:0\"></template><template id=\"B:1\"></template></div>\
                    <div hidden id=\"S:1\"><p>b<template id=\"B:0\"></template></div>";
        assert!(Tree::parse(page).line(0, |_| false).contains('a'));
    }
}
