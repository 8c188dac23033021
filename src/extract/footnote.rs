//! Footnotes: the items of a list of notes, and the links between them and their places.

use super::tree::{Name, Tag, Tree};

/// Whether a list's item is a note: named so, or in a list that is, as Markdown, WordPress,
/// MediaWiki and EPUB tools write them.
pub(super) fn is_note(tree: &Tree, item: usize) -> bool {
    let named = |at: usize| {
        let id = tree.attr(at, Name::Id).unwrap_or("");
        let class = tree.attr(at, Name::Class).unwrap_or("");
        let role = tree.attr(at, Name::Role).unwrap_or("");
        matches!(role, "doc-footnote" | "doc-endnote" | "doc-endnotes")
            || ["footnote", "endnote"]
                .iter()
                .any(|word| class.to_ascii_lowercase().contains(word) || id.to_ascii_lowercase().contains(word))
            || ["fn:", "fn-", "cite_note"].iter().any(|start| id.starts_with(start))
            || id
                .strip_prefix("fn")
                .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
    };
    named(item)
        || tree
            .ancestors(item)
            .take(3)
            .any(|above| !matches!(tree.tag(above), Some(Tag::Body | Tag::Main | Tag::Article)) && named(above))
}

/// Whether a link leads from a note back into the text.
pub(super) fn is_way_back(tree: &Tree, link: usize) -> bool {
    let class = tree.attr(link, Name::Class).unwrap_or("");
    let role = tree.attr(link, Name::Role).unwrap_or("");
    if role == "doc-backlink" || class.contains("backref") || class.contains("footnote-back") {
        return true;
    }
    let inside = tree.attr(link, Name::Href).is_some_and(|href| href.starts_with('#'));
    inside && {
        let text = tree.line(link, |_| false);
        let bare = text.trim_matches(['\u{FE0E}', '\u{FE0F}', ' ', '[', ']']);
        !bare.is_empty()
            && bare
                .chars()
                .all(|c| matches!(c, '↩' | '↑' | '^' | '⤴' | '⏎' | '\u{FE0E}' | '\u{FE0F}'))
    }
}
