//! The words a page puts round a caption: "Image caption", "Show caption", counters, a caption said
//! twice.

use std::borrow::Cow;

/// "A caption. less A cap... more Photo: B": the copy cut short for small screens goes.
pub(super) fn shortened_copy(text: &str) -> Cow<'_, str> {
    let Some((full, rest)) = text.split_once(" less ") else {
        return Cow::Borrowed(text);
    };
    let start: String = full.chars().take(20).collect();
    match rest.split_once(" more") {
        Some((short, after)) if short.starts_with(&start) && short.trim_end().ends_with("...") => {
            Cow::Owned(format!("{}{after}", full.trim_end()))
        }
        _ => Cow::Borrowed(text),
    }
}

/// Leaves out what a page puts round every caption.
pub(super) fn tidy(text: &str) -> String {
    let mut text = text.trim();
    loop {
        let before = text;
        for label in [
            "Image caption",
            "Image source,",
            "Image source",
            "Image copyright",
            "Media caption",
            "Enlarge this image",
            "Enlarge Image",
            "Enlarge",
            "hide caption",
            "toggle caption",
            "View Fullscreen",
            "View image in fullscreen",
            "Open image in gallery",
            "Open this photo in gallery:",
            "Image:",
            "Caption:",
            "Caption",
            "less ... more",
            "Click to expand",
            "Click to enlarge",
            "Tap to expand",
            "Buy Photo",
            "Open gallery",
            "Photo gallery",
        ] {
            if let Some(rest) = strip_prefix_ignore_case(text, label)
                && !rest.starts_with(|c: char| c.is_alphanumeric())
                && label != "Image:"
            {
                text = rest.trim_start_matches([',', ':', ' ']);
            }
            if let Some(rest) = strip_suffix_ignore_case(text, label)
                && rest.ends_with(|c: char| !c.is_alphanumeric())
            {
                text = rest.trim_end();
            }
        }
        text = counter(text).trim();
        if text == before {
            return text.to_owned();
        }
    }
}

/// Leaves out "1 of 23", "1/5", "[1/5]" at the start.
fn counter(text: &str) -> &str {
    let bare = strip_prefix_ignore_case(text, "Image ")
        .or_else(|| strip_prefix_ignore_case(text, "Photo "))
        .unwrap_or(text);
    let labelled = bare.len() < text.len();
    let bracketed = bare.starts_with('[');
    let bare = bare.trim_start_matches('[');
    let rest = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    if rest.len() == bare.len() || bare.len() - rest.len() > 3 {
        return text;
    }
    let slash = rest
        .strip_prefix('/')
        .or_else(|| rest.strip_prefix(" / "))
        .filter(|_| bracketed || labelled);
    let Some(after) = strip_prefix_ignore_case(rest, " of ").or(slash) else {
        return text;
    };
    let end = after.trim_start_matches(|c: char| c.is_ascii_digit());
    if end.len() == after.len() || after.len() - end.len() > 3 || end.starts_with(['/', '-', '.']) {
        return text;
    }
    end.trim_start_matches([']', ':', ' '])
}

/// "A caption. A caption." said twice by a copy for other screens is said once.
pub(super) fn halves(text: &str) -> &str {
    let middle = text.len() / 2;
    match (text.get(..middle), text.get(middle..)) {
        (Some(first), Some(second)) if middle > 8 && first.trim() == second.trim() => first.trim(),
        _ => text,
    }
}

fn strip_prefix_ignore_case<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix)
        .then(|| text.get(prefix.len()..).unwrap_or(""))
}

fn strip_suffix_ignore_case<'a>(text: &'a str, suffix: &str) -> Option<&'a str> {
    let at = text.len().checked_sub(suffix.len())?;
    let tail = text.get(at..)?;
    tail.eq_ignore_ascii_case(suffix).then(|| text.get(..at).unwrap_or(""))
}
