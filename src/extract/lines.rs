//! Which lines are furniture by their words: adverts, sign-up boxes, "read more", rights and other
//! reporters.

use super::line_words::{ANYWHERE, EXACT, LINKED_STARTS, STARTS};

/// A line without the marks round it.
pub(super) fn bare(lower: &str) -> &str {
    lower.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Whether a line is furniture wherever it stands; `linked` is the share of it that is links.
pub(super) fn is_line_of_furniture(text: &str, linked: f32) -> bool {
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

/// Lines that come after an article's end: who else wrote it, whose rights they are.
pub(super) fn is_end_matter(text: &str) -> bool {
    if text.chars().count() > 500 {
        return false;
    }
    let lower = text.to_lowercase();
    let lower = lower.trim_start_matches(['(', '[', '*', '_', '-', '—', ' ']);
    let starts = [
        "copyright",
        "©",
        "(c) 20",
        "for more information, visit",
        "contact the author",
        "contact us at",
        "email the author",
        "reach the reporter",
        "source: ",
        "sources: ",
        "source ",
        "via ",
        "written by ",
        "reporting by ",
        "editing by ",
        "additional reporting",
        "with reporting by",
        "with files from",
        "associated press writers",
        "associated press writer ",
        "associated press reporter",
        "note: we are temporarily moderating",
        "photo by ",
        "photos by ",
        "photo credit",
        "image credit",
        "image: ",
        "photo: ",
        "photograph: ",
        "this story was originally",
    ];
    let words = text.split_whitespace().count();
    let started = starts.iter().any(|start| lower.starts_with(start));
    let short = words <= 12;
    let credits_others = [
        "contributed to this report",
        "contributed to this story",
        "contributed to this article",
        "contributed reporting",
        "editing by ",
        "contributed research",
    ]
    .iter()
    .any(|words| lower.contains(words));
    credits_others && words <= 60
        || started
            && (short
                || lower.starts_with("reporting by")
                || lower.starts_with("reach the")
                || lower.starts_with("associated press w")
                || lower.starts_with("note: we"))
}
