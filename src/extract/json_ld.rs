//! What a page tells machines about itself in JSON-LD (schema.org).
//!
//! Read with bounds and without trust: a voter beside the page's own text, never its override.

use serde_json::Value;

/// Values looked at in all of a page's JSON-LD.
const MAX_VALUES: usize = 20_000;
/// Pictures taken.
const MAX_IMAGES: usize = 100;

/// What was found.
#[derive(Debug, Default)]
pub(super) struct JsonLd {
    pub(super) headline: Option<String>,
    pub(super) body: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) published: Option<String>,
    pub(super) modified: Option<String>,
    pub(super) section: Option<String>,
    pub(super) language: Option<String>,
    pub(super) site: Option<String>,
    pub(super) paywalled: Option<bool>,
    /// Whether the page is declared a live blog.
    pub(super) live: bool,
    pub(super) images: Vec<Image>,
}

/// A picture JSON-LD describes.
#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct Image {
    pub(super) url: String,
    pub(super) caption: String,
    pub(super) credit: String,
    pub(super) width: u32,
    pub(super) height: u32,
    /// Whether it is given as the article's own picture.
    pub(super) of_article: bool,
}

/// Reads a page's data scripts.
pub(super) fn read(scripts: &[String]) -> JsonLd {
    let mut found = JsonLd::default();
    let mut budget = MAX_VALUES;
    for script in scripts.iter().take(30) {
        if let Some(value) = parse(script) {
            visit(&value, false, &mut found, &mut budget);
        }
    }
    found
}

/// JSON as pages write it: with raw line feeds in strings, comment wrappers, a semicolon after.
fn parse(script: &str) -> Option<Value> {
    let text = script
        .trim()
        .trim_start_matches("<!--")
        .trim_start_matches("//<![CDATA[")
        .trim_end_matches("-->");
    let text = text.trim_end_matches("//]]>").trim().trim_end_matches(';');
    if let Ok(value) = serde_json::from_str(text) {
        return Some(value);
    }
    let mended: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    serde_json::from_str(&mended).ok()
}

/// serde_json itself bounds the depth to 128.
fn visit(value: &Value, of_article: bool, found: &mut JsonLd, budget: &mut usize) {
    if *budget == 0 {
        return;
    }
    *budget -= 1;
    match value {
        Value::Array(items) => items.iter().for_each(|item| visit(item, of_article, found, budget)),
        Value::Object(fields) => {
            let kind = types(value);
            let is = |names: &[&str]| kind.iter().any(|kind| names.contains(kind));
            let article = kind
                .iter()
                .any(|kind| kind.ends_with("Article") || kind.ends_with("Posting") || *kind == "Report");
            found.live |= is(&["LiveBlogPosting"]);
            if article {
                take_article(value, found);
            }
            if is(&["ImageObject", "Photograph"]) && found.images.len() < MAX_IMAGES {
                found.images.extend(image(value, of_article));
            }
            if is(&["WebSite"]) && found.site.is_none() {
                found.site = text(value.get("name"));
            }
            for (name, inner) in fields {
                let skip = matches!(
                    name.as_str(),
                    "author"
                        | "publisher"
                        | "logo"
                        | "sourceOrganization"
                        | "creator"
                        | "copyrightHolder"
                        | "provider"
                        | "video"
                        | "comment"
                        | "review"
                        | "itemListElement"
                        | "mentions"
                        | "hasPart"
                        | "relatedLink"
                );
                if !skip {
                    let picture = matches!(
                        name.as_str(),
                        "image" | "primaryImageOfPage" | "associatedMedia" | "photo"
                    );
                    visit(inner, article && picture, found, budget);
                } else if name == "hasPart" && paywall_part(inner) {
                    found.paywalled.get_or_insert(true);
                }
            }
        }
        Value::String(url) if of_article && url.starts_with("http") && found.images.len() < MAX_IMAGES => {
            found.images.push(Image {
                url: url.clone(),
                of_article,
                ..Image::default()
            });
        }
        _ => {}
    }
}

fn take_article(value: &Value, found: &mut JsonLd) {
    let body = text(value.get("articleBody"));
    let longer = body.as_ref().map_or(0, String::len) > found.body.as_ref().map_or(0, String::len);
    // Pages list several articles; the one with the body, else the first, is this one.
    let first = found.headline.is_none();
    if longer {
        found.body = body;
    }
    if !first && !longer {
        return;
    }
    found.headline = text(value.get("headline")).or_else(|| text(value.get("name")));
    found.authors = names(value.get("author"));
    if found.authors.is_empty() {
        found.authors = names(value.get("creator"));
    }
    found.published = text(value.get("datePublished")).or_else(|| text(value.get("dateCreated")));
    found.modified = text(value.get("dateModified"));
    found.section = text(value.get("articleSection"));
    found.language = text(value.get("inLanguage"));
    found.site = names(value.get("publisher")).into_iter().next().or(found.site.take());
    found.paywalled = match value.get("isAccessibleForFree") {
        Some(Value::Bool(free)) => Some(!free),
        Some(Value::String(free)) => Some(free.trim().eq_ignore_ascii_case("false")),
        _ => found.paywalled,
    };
}

fn paywall_part(value: &Value) -> bool {
    let parts = match value {
        Value::Array(parts) => parts.as_slice(),
        part => std::slice::from_ref(part),
    };
    parts.iter().any(|part| match part.get("isAccessibleForFree") {
        Some(Value::Bool(free)) => !free,
        Some(Value::String(free)) => free.trim().eq_ignore_ascii_case("false"),
        _ => false,
    })
}

fn image(value: &Value, of_article: bool) -> Option<Image> {
    let url = text(value.get("url"))
        .or_else(|| text(value.get("contentUrl")))
        .or_else(|| text(value.get("@id")))?;
    let caption = text(value.get("caption"))
        .or_else(|| text(value.get("description")))
        .unwrap_or_default();
    let credit = text(value.get("creditText"))
        .or_else(|| text(value.get("copyrightNotice")))
        .or_else(|| names(value.get("creator")).into_iter().next())
        .or_else(|| names(value.get("author")).into_iter().next())
        .unwrap_or_default();
    let number = |name| match value.get(name) {
        Some(Value::Number(number)) => number
            .as_u64()
            .and_then(|number| u32::try_from(number).ok())
            .unwrap_or(0),
        Some(Value::String(number)) => number.trim_end_matches("px").trim().parse().unwrap_or(0),
        Some(inner @ Value::Object(_)) => text(inner.get("value"))
            .and_then(|number| number.parse().ok())
            .unwrap_or(0),
        _ => 0,
    };
    Some(Image {
        url,
        caption,
        credit,
        width: number("width"),
        height: number("height"),
        of_article,
    })
}

fn types(value: &Value) -> Vec<&str> {
    match value.get("@type") {
        Some(Value::String(kind)) => vec![kind.as_str()],
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).take(8).collect(),
        _ => Vec::new(),
    }
}

fn text(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(items) => items.iter().find_map(|item| text(Some(item))),
        _ => None,
    }
}

/// Names of people or bodies, given as text, as objects, or as lists of either.
fn names(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(name)) => vec![name.trim().to_owned()]
            .into_iter()
            .filter(|name| !name.is_empty())
            .collect(),
        Some(object @ Value::Object(_)) => match object.get("name") {
            Some(Value::Array(_)) => names(object.get("name")),
            name => text(name).into_iter().collect(),
        },
        Some(Value::Array(items)) => items.iter().take(20).flat_map(|item| names(Some(item))).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_an_article_in_a_graph() {
        let script = r#"{"@graph":[{"@type":"WebSite","name":"The Example"},
            {"@type":["NewsArticle"],"headline":"A rule","author":[{"@type":"Person","name":"Ada Sample"},"Ben Sample"],
             "datePublished":"2024-05-01T10:00:00Z","isAccessibleForFree":"False",
             "image":{"@type":"ImageObject","url":"https://example.org/a.jpg","caption":"The court","width":{"value":"800"}}}]}"#;
        let found = read(&[script.to_owned()]);
        assert_eq!(found.headline.as_deref(), Some("A rule"));
        assert_eq!(found.authors, ["Ada Sample", "Ben Sample"]);
        assert_eq!(found.paywalled, Some(true));
        assert_eq!(found.site.as_deref(), Some("The Example"));
        assert_eq!(found.images.len(), 1);
        assert!(found.images[0].of_article);
        assert_eq!(found.images[0].width, 800);
    }

    #[test]
    fn mends_raw_line_feeds_and_refuses_nonsense() {
        assert!(
            read(&["{\"@type\":\"Article\",\"headline\":\"a\nb\"};".into()])
                .headline
                .is_some()
        );
        assert!(read(&["{{{".into(), "[".repeat(5000)]).headline.is_none());
    }
}
