//! Lines that only their words give away: "Read more: …", "Sign up for our newsletter", a byline
//! or a headline said again at the top.

use crate::model::{Block, BlockKind, Document, DocumentBuilder, SafeText};

/// What is known of the article, to recognise it where it is said again.
pub(super) struct Known<'a> {
    pub(super) title: &'a str,
    pub(super) description: Option<&'a str>,
    pub(super) bylines: &'a [SafeText],
}

/// A page's document without them.
pub(super) fn page(document: &Document, known: &Known<'_>) -> Document {
    let blocks = document.blocks();
    let mut keep = vec![true; blocks.len()];
    let words: usize = document.words();
    let mut seen_words = 0;
    for (index, block) in blocks.iter().enumerate() {
        let text = document.slice(&block.range);
        let count = text.split_whitespace().count();
        let top = seen_words < 60;
        let end = seen_words * 100 > words * 80;
        seen_words += count;
        let gone = match block.kind {
            BlockKind::Paragraph | BlockKind::Heading(_) => {
                is_line_of_furniture(text, linked(document, block))
                    || (top && repeats(text, known))
                    || (end && is_end_matter(text))
            }
            _ => false,
        };
        if let (true, Some(slot)) = (gone, keep.get_mut(index)) {
            *slot = false;
        }
    }
    rebuilt(document, &keep)
}

/// A feed item's document without a feed service's lines.
pub(super) fn fragment(document: &Document) -> Document {
    let blocks = document.blocks();
    let keep: Vec<bool> = blocks
        .iter()
        .map(|block| {
            let text = document.slice(&block.range);
            !(text.len() < 400
                && block.kind == BlockKind::Paragraph
                && ((text.starts_with("The post ") && text.contains(" appeared first on "))
                    || (text.starts_with("This article was originally published at ") && text.len() < 200)
                    || matches!(text, "Advertisement" | "ADVERTISEMENT" | "Share this:" | "Continue reading...")))
        })
        .collect();
    rebuilt(document, &keep)
}

fn rebuilt(document: &Document, keep: &[bool]) -> Document {
    if keep.iter().all(|keep| *keep) {
        return document.clone();
    }
    let mut build = DocumentBuilder::new();
    for (block, keep) in document.blocks().iter().zip(keep) {
        if *keep {
            build.copy(document, block, block.range.clone());
        }
    }
    build.finish()
}

/// Share of a block's bytes that are links.
fn linked(document: &Document, block: &Block) -> f32 {
    let spans = document.spans();
    let from = spans.partition_point(|span| span.range.start < block.range.start);
    let bytes: usize = spans
        .get(from..)
        .unwrap_or(&[])
        .iter()
        .take_while(|span| span.range.start < block.range.end)
        .filter(|span| matches!(span.style, crate::model::Style::Link(_)))
        .map(|span| span.range.len())
        .sum();
    bytes as f32 / block.range.len().max(1) as f32
}

/// The headline, the byline or the standfirst at the top of the text.
fn repeats(text: &str, known: &Known<'_>) -> bool {
    let line = letters(text);
    if line.is_empty() {
        return false;
    }
    if line == letters(known.title) {
        return true;
    }
    if text.len() < 200 {
        let bare = text.trim_start_matches("By ").trim_start_matches("BY ").trim_start_matches("by ");
        let mut rest = letters(bare);
        if !known.bylines.is_empty() && known.bylines.iter().any(|name| rest.starts_with(&letters(name))) {
            for name in known.bylines {
                rest = rest.replace(&letters(name), "");
            }
            return rest.len() < 12;
        }
    }
    let _ = known.description;
    false
}

/// Letters and digits only, in lower case.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn is_line_of_furniture(text: &str, linked: f32) -> bool {
    let chars = text.chars().count();
    if chars > 300 {
        return false;
    }
    let lower = text.to_lowercase();
    let lower = lower.trim();
    if EXACT.contains(&lower.trim_end_matches([':', '.', '…', '!', '>', '»', '→', ' '])) {
        return true;
    }
    if linked > 0.3 && LINKED_STARTS.iter().any(|start| lower.starts_with(start)) {
        return true;
    }
    STARTS.iter().any(|start| lower.starts_with(start))
}

const EXACT: &[&str] = &[
    "advertisement", "ad", "ads", "sponsored", "share", "share this", "share this article", "share this story", "tweet",
    "read more", "more", "comments", "comment", "related", "related articles", "related stories", "related content",
    "related topics", "see also", "also read", "read also", "recommended", "most read", "trending", "story continues below",
    "story continues below advertisement", "article continues below", "continue reading", "loading", "print", "email",
    "facebook", "twitter", "whatsapp", "linkedin", "subscribe", "sign up", "newsletter", "watch", "follow us", "tags",
    "topics", "advertisement - scroll to continue", "image", "video", "photo", "photos", "gallery", "listen", "copy link",
    "published", "updated", "source", "sources", "anzeige", "werbung", "publicité", "publicidad", "scroll to continue",
    "article continues after advertisement", "story continues after advertisement", "more on this story", "more from",
    "you may also like", "you might also like", "more stories", "top stories", "latest news", "editor's picks",
    "show more", "view comments", "leave a comment", "join the conversation", "back to top", "our standards",
];

const LINKED_STARTS: &[&str] = &[
    "read more", "read:", "more:", "related:", "see also", "also read", "read also", "see:", "watch:", "listen:", "story:",
    "[read", "(read", "read next", "more from", "more on", "click here", "follow ", "sign up", "subscribe", "lesen sie auch",
    "mehr zum thema", "lire aussi", "à lire", "lea también", "te puede interesar", "leggi anche", "lees ook", "video:",
    "photos:", "gallery:", "must read", "don't miss", "explore more", "recommended:", "check out",
];

const STARTS: &[&str] = &[
    "sign up for ", "sign up to ", "subscribe to our", "follow us on", "like us on facebook", "download our app",
    "get the latest news", "get our free", "click here to subscribe", "this story continues below", "story continues below",
    "share this article", "have a news tip", "send us a tip", "join our whatsapp", "our standards: the thomson reuters",
    "read the original article", "this article was originally published on", "advertisement ", "copyright ©", "© ",
    "all rights reserved", "newsletter: ", "the views expressed in this",
];

/// Lines that come after an article's end.
fn is_end_matter(text: &str) -> bool {
    let lower = text.to_lowercase();
    text.chars().count() < 400
        && [
            "reporting by ", "copyright 20", "(c) 20", "©20", "for more information, visit", "contact the author",
            "contact us at", "email the author", "write to ",
        ]
        .iter()
        .any(|start| lower.starts_with(start) && *start != "reporting by ")
}
