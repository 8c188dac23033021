//! The walk's way through one element: its attributes, and its value up to its closing tag, or to
//! where it must have ended if that is missing.

use std::borrow::Cow;
use std::rc::Rc;

use super::references;
use super::scan::{Mark, Tag, split_name};
use super::value::{self, Kind, Value};
use super::vocabulary::is_void;
use super::walk::{DEEPEST, Walk};

impl<'a> Walk<'a> {
    /// An attribute's value by its local name.
    pub(super) fn attribute(&self, tag: Tag<'a>, wanted: &str) -> Option<Cow<'a, str>> {
        if tag.attributes.is_empty() {
            return None;
        }
        let found = tag
            .attributes()
            .find(|(name, _)| split_name(name).1.eq_ignore_ascii_case(wanted))?;
        Some(references::decode(found.1, &self.own))
    }

    /// The value of the element whose tag has just been read, up to and with its closing tag.
    pub(super) fn value(&mut self, tag: Tag<'a>, base: Option<Rc<str>>) -> Value<'a> {
        let mut value = Value {
            base,
            ..Value::default()
        };
        let mut base64 = false;
        if !tag.attributes.is_empty() {
            value.kind = self
                .attribute(tag, "type")
                .map(|text| Kind::of(&text))
                .unwrap_or_default();
            base64 = self
                .attribute(tag, "mode")
                .is_some_and(|mode| mode.eq_ignore_ascii_case("base64"));
        }
        if !tag.empty {
            self.inside(tag, &mut value);
        }
        if base64 || value.kind == Kind::Binary {
            // Atom 0.3 says `mode="base64"`, Atom 1.0 has anything unknown encoded so.
            let kind = match value.kind {
                Kind::Unsaid => Kind::Plain,
                Kind::Binary => Kind::Html,
                said => said,
            };
            match value::from_base64(&value.text) {
                Some(text) => (value.text, value.kind) = (Cow::Owned(text), kind),
                None => (value.text, value.kind) = (Cow::Borrowed(""), Kind::Binary),
            }
        }
        value
    }

    fn inside(&mut self, tag: Tag<'a>, value: &mut Value<'a>) {
        let start = self.scanner.at();
        let mut open: Vec<&str> = Vec::new();
        let mut rewrite = false;
        let end = loop {
            let here = self.scanner.at();
            let Some(mark) = self.scanner.next() else { break here };
            match mark {
                Mark::Text(raw) if !value.markup => append(&mut value.text, references::decode(raw, &self.own)),
                Mark::Cdata(text) => {
                    rewrite = true;
                    append(&mut value.text, Cow::Borrowed(text));
                }
                Mark::Open(inner) => {
                    let local = inner.local();
                    if starts_an_item(tag, inner) {
                        // The element was never closed.
                        self.scanner.go_to(here);
                        break here;
                    }
                    value.markup = true;
                    rewrite |= inner.name.len() != local.len() || (inner.empty && !is_void(local));
                    if !inner.empty && !is_void(local) && open.len() < DEEPEST {
                        open.push(inner.name);
                    }
                }
                Mark::Close(name) => {
                    if let Some(at) = open.iter().rposition(|inner| *inner == name) {
                        open.truncate(at);
                    } else if name.eq_ignore_ascii_case(tag.name) {
                        break here;
                    } else if self.frames.iter().any(|frame| frame.name == name) {
                        self.scanner.go_to(here);
                        break here;
                    }
                }
                Mark::Text(_) | Mark::Doctype(_) => {}
            }
        };
        if value.markup {
            let inside = self.scanner.between(start, end);
            value.text = if rewrite {
                Cow::Owned(value::to_html(inside))
            } else {
                Cow::Borrowed(inside)
            };
        }
    }
}

/// Whether an opening tag inside a value can only mean that the value was never closed.
fn starts_an_item(value: Tag, inner: Tag) -> bool {
    matches!(inner.local(), "item" | "entry") && value.local() != "content"
}

fn append<'a>(text: &mut Cow<'a, str>, more: Cow<'a, str>) {
    if text.is_empty() {
        *text = more;
    } else if !more.is_empty() {
        text.to_mut().push_str(&more);
    }
}
