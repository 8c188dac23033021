//! Lines that only their words give away: "Read more: …", "Sign up for our newsletter", a byline
//! or a headline said again at the top.

use crate::model::{Block, BlockKind, Document, DocumentBuilder, SafeText};

/// What is known of the article, to recognise it where it is said again.
pub(super) struct Known<'a> {
    /// Beginnings of furniture lines of this site, in lower case.
    pub(super) site_lines: &'a [String],
    pub(super) title: &'a str,
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
        let end = (seen_words + count) * 100 > words * 80;
        let before = index.checked_sub(1).and_then(|before| blocks.get(before)).map_or("", |block| document.slice(&block.range));
        seen_words += count;
        let gone = match block.kind {
            BlockKind::Paragraph | BlockKind::Heading(_) => {
                let linked = linked(document, block);
                is_line_of_furniture(text, linked)
                    || is_site_line(text, known.site_lines)
                    || (top && repeats(text, known))
                    || (end && is_end_matter(text))
                    || (block.kind == BlockKind::Paragraph && block.list.is_none() && leads_elsewhere(text, linked, before))
            }
            _ => false,
        };
        if let (true, Some(slot)) = (gone, keep.get_mut(index)) {
            *slot = false;
        }
    }
    cut_after_end(document, words, &mut keep);
    orphan_headings(document, &mut keep);
    rebuilt(document, &keep)
}

/// A paragraph that is nothing but a link's headline, between paragraphs: another article.
fn leads_elsewhere(text: &str, linked: f32, before: &str) -> bool {
    let words = text.split_whitespace().count();
    linked > 0.9
        && (4..=30).contains(&words)
        && !text.trim_end().ends_with(['.', '!', ':', '”', '"', ','])
        && !before.trim_end().ends_with(':')
        && !text.contains("://")
}

/// Everything from a heading such as "Related articles" or "Comments" on, where it is the page's
/// last part.
fn cut_after_end(document: &Document, words: usize, keep: &mut [bool]) {
    let mut seen = 0;
    for (index, block) in document.blocks().iter().enumerate() {
        let text = document.slice(&block.range);
        seen += text.split_whitespace().count();
        let short = text.chars().count() < 60 && matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading(_));
        if short && seen * 100 > words * 65 && ENDS.contains(&bare(&text.to_lowercase())) {
            keep.iter_mut().skip(index).for_each(|keep| *keep = false);
            return;
        }
    }
}

/// Headings whose text went: the next thing kept is a heading as high, or nothing.
fn orphan_headings(document: &Document, keep: &mut [bool]) {
    let mut next: Option<u8> = Some(0);
    for (index, block) in document.blocks().iter().enumerate().rev() {
        let Some(slot) = keep.get_mut(index).filter(|keep| **keep) else { continue };
        match block.kind {
            BlockKind::Heading(level) => {
                if next.is_some_and(|next| next <= level && next == 0) {
                    *slot = false;
                } else {
                    next = Some(level);
                }
            }
            BlockKind::Figure(_) => {}
            _ => next = None,
        }
    }
}

/// A line without the marks round it.
fn bare(lower: &str) -> &str {
    lower.trim_matches(|c: char| !c.is_alphanumeric())
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
    false
}

/// Letters and digits only, in lower case.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn is_line_of_furniture(text: &str, linked: f32) -> bool {
    let chars = text.chars().count();
    if chars > 400 {
        return false;
    }
    let lower = text.to_lowercase();
    let lower = lower.trim();
    if EXACT.contains(&bare(lower)) || is_counter(lower) {
        return true;
    }
    if linked > 0.3 && LINKED_STARTS.iter().any(|start| lower.starts_with(start)) {
        return true;
    }
    STARTS.iter().any(|start| lower.starts_with(start)) || ANYWHERE.iter().any(|words| lower.contains(words))
}

fn is_site_line(text: &str, lines: &[String]) -> bool {
    if lines.is_empty() || text.len() > 1_000 {
        return false;
    }
    let lower = text.to_lowercase();
    lines.iter().any(|line| lower.trim_start().starts_with(line.as_str()))
}

/// "1 of 6", "3/12".
fn is_counter(lower: &str) -> bool {
    let mut numbers = 0;
    lower.len() < 12
        && lower.split([' ', '/']).filter(|part| !part.is_empty()).all(|part| {
            let number = part.bytes().all(|byte| byte.is_ascii_digit());
            numbers += usize::from(number);
            number || matches!(part, "of" | "image" | "photo" | "slide")
        })
        && numbers == 2
}

/// Lines that are furniture if they say just this.
const EXACT: &[&str] = &[
    "advertisement", "advert", "ad", "ads", "sponsored", "sponsored content", "share", "share this", "share this article",
    "share this story", "share on facebook", "share on twitter", "tweet", "read more", "more", "comments", "comment", "related",
    "related articles", "related article", "related stories", "related story", "related content", "related topics", "related posts",
    "see also", "also read", "read also", "recommended", "most read", "trending", "story continues below",
    "story continues below advertisement", "article continues below", "continue reading", "loading", "print", "email", "facebook",
    "twitter", "whatsapp", "linkedin", "pinterest", "subscribe", "sign up", "newsletter", "watch", "watch now", "follow us", "tags",
    "advertisement - scroll to continue", "image", "video", "photo", "photos", "gallery", "listen", "copy link", "published",
    "updated", "anzeige", "werbung", "publicité", "publicidad", "publicidade", "реклама", "scroll to continue",
    "article continues after advertisement", "story continues after advertisement", "more on this story", "more from",
    "you may also like", "you might also like", "more stories", "top stories", "latest news", "editor's picks", "show more",
    "view comments", "leave a comment", "add a comment", "post a comment", "join the conversation", "back to top", "our standards",
    "close", "caption", "caption close", "text size", "save", "copy", "copied", "learn more", "skip advertisement", "story continues",
    "get the app", "view gallery", "view more", "see more", "load more", "next", "previous", "next article", "previous article",
    "buy now", "hide caption", "toggle caption", "enlarge this image", "voltar", "minute read", "min read",
];

/// Lines after which the article is over, where they stand in the page's last part.
const ENDS: &[&str] = &[
    "related articles", "related article", "related stories", "related posts", "related content", "related news", "related topics",
    "you may also like", "you might also like", "you may like", "more stories", "more from", "recommended", "recommended for you",
    "recommended articles", "recommended reading", "comments", "leave a comment", "leave a reply", "leave a response", "post a comment",
    "add a comment", "join the conversation", "read next", "up next", "most read", "most popular", "trending", "trending now",
    "latest news", "recent posts", "recent blogs", "popular posts", "more news", "top stories", "about the author", "share this",
    "share this post", "share this article", "about the authors", "subscribe to our newsletter", "keep reading", "more articles",
    "mehr zum thema", "das könnte sie auch interessieren", "lire aussi", "te puede interesar", "veja também", "leia também",
    "leia mais", "você pode gostar", "добавить отзыв", "комментарии", "читайте также", "关联阅读", "相关新闻", "関連記事", "関連ニュース",
];

/// Lines that are furniture if they begin so and hold a link.
const LINKED_STARTS: &[&str] = &[
    "read more", "read:", "more:", "related:", "related |", "see also", "also read", "read also", "see:", "watch:", "listen:", "story:",
    "[read", "(read", "read next", "more from", "more on", "click here", "follow ", "sign up", "subscribe", "lesen sie auch",
    "mehr zum thema", "lire aussi", "à lire", "lea también", "te puede interesar", "leggi anche", "lees ook", "video:", "photos:",
    "gallery:", "must read", "don't miss", "don’t miss", "explore more", "recommended:", "check out", "like us on", "join us on",
    "reach the reporter", "listen to ", "find out more about our", "for more ", "try ", "leia mais", "leia também",
];

/// Lines that are furniture if they begin so.
const STARTS: &[&str] = &[
    "sign up for our", "sign up to our", "sign up for the daily", "sign up here", "subscribe to our", "follow us on", "follow me on",
    "like us on facebook", "download our app", "get the latest news", "get our free", "click here to subscribe", "click here to get",
    "click here for more", "this story continues below", "story continues below", "share this article", "have a news tip",
    "send us a tip", "join our whatsapp",  "read the original article",
    "this article was originally published on", "advertisement ", "copyright ©", "© 20", "(c) 20", "all rights reserved",
    "newsletter: ", "this website uses cookies", "we use cookies", "tell us what you think", 
    "click here to", "more: ",
];

/// Lines that are furniture if they hold this anywhere.
const ANYWHERE: &[&str] = &["uses cookies", "무단전재", "재배포 금지", "delivered to your inbox", "straight to your inbox"];

/// Lines that come after an article's end: who else wrote it, whose rights they are.
fn is_end_matter(text: &str) -> bool {
    if text.chars().count() > 500 {
        return false;
    }
    let lower = text.to_lowercase();
    let lower = lower.trim_start_matches(['(', '[', '*', '_', '-', '—', ' ']);
    let starts = [
        "copyright", "©", "(c) 20", "for more information, visit", "contact the author", "contact us at", "email the author",
        "reach the reporter", "source: ", "sources: ", "source ", "via ", "written by ", "reporting by ", "editing by ",
        "additional reporting", "with reporting by", "with files from", "associated press writers", "associated press writer ",
        "associated press reporter", "note: we are temporarily moderating", "photo by ", "photos by ", "photo credit", "image credit",
        "image: ", "photo: ", "photograph: ", "this story was originally",
    ];
    let words = text.split_whitespace().count();
    let started = starts.iter().any(|start| lower.starts_with(start));
    let short = words <= 12;
    let credits_others = ["contributed to this report", "contributed to this story", "contributed to this article", "contributed reporting", "editing by ", "contributed research"]
        .iter()
        .any(|words| lower.contains(words));
    credits_others && words <= 60
        || started && (short || lower.starts_with("reporting by") || lower.starts_with("reach the") || lower.starts_with("associated press w") || lower.starts_with("note: we"))
}
