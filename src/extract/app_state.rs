//! The article's text in the data a page hands to its scripts (`__NEXT_DATA__` and its kin).
//!
//! Every site names its data differently, so no names are looked for: strings that read like
//! prose are gathered by the path they stand at (numbers of lists left out), and the path with
//! most prose is the body. A voter beside the page's own text, and its stand-in where a script
//! would have put the text there.

use rustc_hash::FxHashMap;
use serde_json::Value;

/// Values looked at in all of a page's data.
const MAX_VALUES: usize = 60_000;
/// Characters of prose in a body; less is a teaser's or a description.
const MIN_BODY: usize = 600;

/// The body found in a page's data scripts, paragraphs parted by blank lines; it may hold tags.
pub(super) fn body(scripts: &[String]) -> Option<String> {
    let mut gathered = Gathered::default();
    for script in scripts.iter().take(20) {
        if let Some(value) = json(script) {
            gathered.visit(&value, &mut String::new());
        }
    }
    gathered.best()
}

/// The JSON in a script: the whole of it, or what is assigned to a name in it.
fn json(script: &str) -> Option<Value> {
    let text = script.trim();
    if let Ok(value) = serde_json::from_str(text) {
        return Some(value);
    }
    let start = text.find("={").or_else(|| text.find("= {"))?;
    let rest = text.get(start + 1..)?.trim_start();
    // What comes after the object (`;`, further statements) is not JSON and is not asked for.
    serde_json::Deserializer::from_str(rest)
        .into_iter::<Value>()
        .next()?
        .ok()
}

#[derive(Default)]
struct Gathered {
    seen: usize,
    paths: FxHashMap<String, Vec<String>>,
}

impl Gathered {
    /// serde_json itself bounds the depth to 128.
    fn visit(&mut self, value: &Value, path: &mut String) {
        self.seen += 1;
        if self.seen > MAX_VALUES {
            return;
        }
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.visit(item, path)),
            Value::Object(fields) => {
                for (name, inner) in fields {
                    let length = path.len();
                    // Records filed under their numbers stand side by side like a list's.
                    path.push('.');
                    if !name.bytes().any(|byte| byte.is_ascii_digit()) {
                        path.push_str(name.get(..super::floor(name, 40)).unwrap_or(""));
                    }
                    self.visit(inner, path);
                    path.truncate(length);
                }
            }
            Value::String(text) if is_prose(text) => {
                self.paths.entry(path.clone()).or_default().push(text.clone());
            }
            _ => {}
        }
    }

    fn best(self) -> Option<String> {
        let length = |texts: &Vec<String>| texts.iter().map(String::len).sum::<usize>();
        let (_, texts) = self
            .paths
            .into_iter()
            .max_by(|a, b| length(&a.1).cmp(&length(&b.1)).then_with(|| b.0.cmp(&a.0)))?;
        let mut parts: Vec<String> = Vec::new();
        for text in texts {
            if !parts.contains(&text) {
                parts.push(text);
            }
        }
        let body = parts.join("\n\n");
        (body.len() >= MIN_BODY).then_some(body)
    }
}

/// Words with blanks and a stop, and no address or code.
fn is_prose(text: &str) -> bool {
    let head = text.get(..super::floor(text, 400)).unwrap_or("");
    text.len() >= 40
        && !head.starts_with(['{', '[', '#', '.'])
        && !head.starts_with("http")
        && !head.contains("function")
        && head.split_whitespace().count() >= 6
        && text.contains(['.', '!', '?', '。', '”', '"'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(number: usize) -> String {
        format!("Paragraph {number} of the story says, at some length, what the court did that day, and why it did so.")
    }

    #[test]
    fn the_path_with_most_prose_is_the_body() {
        let blocks: Vec<Value> = (0..8)
            .map(|number| serde_json::json!({"type": "p", "text": sentence(number)}))
            .collect();
        let state = serde_json::json!({"props": {"page": {"blocks": blocks, "summary": sentence(0)}, "more": [
            {"summary": "Another story is about a river, and is told elsewhere on the site."}]}});
        let found = body(&[format!("window.__STATE__ = {state};window.x=1")]).unwrap();
        assert_eq!(found.matches("Paragraph").count(), 8);
        assert!(!found.contains("river"));
        assert!(found.starts_with(&sentence(0)));
    }

    #[test]
    fn what_is_no_story_gives_none() {
        assert_eq!(
            body(&[
                "{\"a\": 1}".into(),
                "var x = function(){ return {} }".into(),
                "[".repeat(9_000)
            ]),
            None
        );
        assert_eq!(body(&[format!("{{\"text\":\"{}\"}}", sentence(1))]), None);
    }
}
