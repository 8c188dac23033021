//! The words that announce a credit: "Photo by", "Foto:", "Courtesy of", "©".

/// What a label says of the names after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    /// Somebody made the picture.
    Maker,
    /// Somebody gave the picture.
    Giver,
    /// Only that this is the credit.
    Credit,
}

/// Labels in lower case, longer ones before what they begin with. `true`: a colon must follow.
const LABELS: &[(&str, bool, Says)] = &[
    ("photo credit should read", false, Says::Maker),
    ("photo illustration by", false, Says::Maker),
    ("photo-illustration by", false, Says::Maker),
    ("photo illustration", true, Says::Maker),
    ("illustration by", false, Says::Maker),
    ("photographs by", false, Says::Maker),
    ("photograph by", false, Says::Maker),
    ("photography by", false, Says::Maker),
    ("photographed by", false, Says::Maker),
    ("photo courtesy of", false, Says::Giver),
    ("photos courtesy of", false, Says::Giver),
    ("photo courtesy", false, Says::Giver),
    ("image courtesy of", false, Says::Giver),
    ("image courtesy", false, Says::Giver),
    ("images courtesy of", false, Says::Giver),
    ("picture courtesy of", false, Says::Giver),
    ("courtesy of", false, Says::Giver),
    ("courtesy", false, Says::Giver),
    ("photo provided by", false, Says::Giver),
    ("photo via", false, Says::Giver),
    ("image via", false, Says::Giver),
    ("images via", false, Says::Giver),
    ("photos via", false, Says::Giver),
    ("screenshot via", false, Says::Giver),
    ("photos by", false, Says::Maker),
    ("photo by", false, Says::Maker),
    ("picture by", false, Says::Maker),
    ("pictures by", false, Says::Maker),
    ("images by", false, Says::Maker),
    ("image by", false, Says::Maker),
    ("graphic by", false, Says::Maker),
    ("foto di", false, Says::Maker),
    ("foto von", false, Says::Maker),
    ("foto de", false, Says::Maker),
    ("fotos de", false, Says::Maker),
    ("fotografía de", false, Says::Maker),
    ("cedida por la", false, Says::Giver),
    ("cedida por", false, Says::Giver),
    ("photo credits", true, Says::Credit),
    ("photo credit", true, Says::Credit),
    ("image credits", true, Says::Credit),
    ("image credit", true, Says::Credit),
    ("picture credit", true, Says::Credit),
    ("photo source", true, Says::Credit),
    ("image source", true, Says::Credit),
    ("crédit photo", true, Says::Credit),
    ("crédits photo", true, Says::Credit),
    ("photographer", true, Says::Maker),
    ("photographs", true, Says::Credit),
    ("photograph", true, Says::Credit),
    ("fotograf", true, Says::Maker),
    ("fotografie", true, Says::Credit),
    ("fotografía", true, Says::Credit),
    ("bildquelle", true, Says::Credit),
    ("bildrechte", true, Says::Credit),
    ("bild", true, Says::Credit),
    ("fotos", true, Says::Credit),
    ("foto", true, Says::Credit),
    ("photos", true, Says::Credit),
    ("photo", true, Says::Credit),
    ("pictures", true, Says::Credit),
    ("picture", true, Says::Credit),
    ("images", true, Says::Credit),
    ("image", true, Says::Credit),
    ("imagen", true, Says::Credit),
    ("illustration", true, Says::Maker),
    ("graphic", true, Says::Credit),
    ("charts", true, Says::Credit),
    ("chart", true, Says::Credit),
    ("maps", true, Says::Credit),
    ("map", true, Says::Credit),
    ("diagram", true, Says::Credit),
    ("drawings", true, Says::Maker),
    ("drawing", true, Says::Maker),
    ("credits", true, Says::Credit),
    ("credit", true, Says::Credit),
    ("crédits", true, Says::Credit),
    ("crédit", true, Says::Credit),
    ("quelle", true, Says::Credit),
    ("fuente", true, Says::Credit),
    ("source", true, Says::Credit),
    ("isithombe", true, Says::Credit),
    ("写真", true, Says::Credit),
    ("图片来源", true, Says::Credit),
    ("圖片來源", true, Says::Credit),
    ("摄影", true, Says::Maker),
    ("攝影", true, Says::Maker),
    ("사진제공", true, Says::Giver),
    ("사진 제공", true, Says::Giver),
    ("사진", true, Says::Credit),
    ("copyright", false, Says::Credit),
    ("©", false, Says::Credit),
    ("(c)", false, Says::Credit),
    ("by", false, Says::Maker),
];

/// The label a text begins with: what it says, and its length in bytes with the colon and blanks.
pub(super) fn at_start(text: &str) -> Option<(Says, usize)> {
    for (label, colon, says) in LABELS {
        let Some(after) = strip_ignore_case(text, label) else {
            continue;
        };
        let trimmed = after.trim_start();
        // "Credit...Ada Sample" is a colon that a page draws as dots.
        let dots = trimmed.starts_with("...") || trimmed.starts_with('…');
        let has_colon = trimmed.starts_with([':', '：']) || dots || !label.is_ascii() && trimmed.starts_with('=');
        if (*colon && !has_colon) || (!has_colon && *label != "©" && after.starts_with(|c: char| c.is_alphanumeric()))
        {
            continue;
        }
        if *label == "by" && !after.starts_with([' ', ':']) {
            continue;
        }
        let rest = trimmed.trim_start_matches([':', '：', ' ', ',', '…']);
        let rest = if dots || !label.is_ascii() {
            rest.trim_start_matches(['.', '='])
        } else {
            rest
        };
        return Some((*says, text.len() - rest.len()));
    }
    None
}

/// The last place in a text where a credit's label begins, and the label's length. Only what can
/// start a credit counts: after white space, a mark or a bracket, or glued to the word before it
/// with a capital ("…2021Bild: A").
pub(super) fn last_in(text: &str) -> Option<(usize, usize)> {
    let mut found = None;
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        let starts = match before {
            None => true,
            Some(before) if before.is_alphanumeric() => c.is_uppercase() && !before.is_uppercase() || c == '©',
            Some(_) => true,
        };
        before = Some(c);
        if !starts
            || !matches!(
                c.to_ascii_lowercase(),
                'p' | 'i' | 'f' | 'b' | 'c' | 'g' | 'q' | 's' | '©' | '写' | '图' | '圖' | '摄' | '攝' | '사'
            )
        {
            continue;
        }
        let rest = text.get(at..).unwrap_or("");
        if let Some((_, length)) = at_start(rest)
            && !strip_ignore_case(rest, "by").is_some_and(|rest| rest.starts_with([' ', ':']))
        {
            // "Photo credit: A" holds "credit: A"; the longer one stands.
            let nested = found.is_some_and(|(start, length)| at < start + length);
            if !nested {
                found = Some((at, length));
            }
        }
    }
    found
}

fn strip_ignore_case<'a>(text: &'a str, label: &str) -> Option<&'a str> {
    let head = text.get(..label.len())?;
    let same = head.eq_ignore_ascii_case(label) || (!head.is_ascii() && head.to_lowercase() == label);
    same.then(|| text.get(label.len()..).unwrap_or(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_found() {
        assert_eq!(at_start("Photo by: Ada"), Some((Says::Maker, 10)));
        assert_eq!(at_start("Courtesy of Ada"), Some((Says::Giver, 12)));
        assert_eq!(at_start("Photographs of Ada"), None);
        assert_eq!(at_start("Foto: Ada"), Some((Says::Credit, 6)));
        assert_eq!(at_start("Photocopy: Ada"), None);
        assert_eq!(last_in("The vote in 2021Bild: Ada").map(|(at, _)| at), Some(16));
        assert_eq!(last_in("Dawn. Photo credit: Ada").map(|(at, _)| at), Some(6));
        assert_eq!(last_in("A river at dawn"), None);
    }
}
