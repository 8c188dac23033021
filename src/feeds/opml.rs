//! OPML: lists of subscriptions from other readers, and for them.
//! <http://opml.org/spec2.opml>
//!
//! A list gives addresses, names and folders. Whatever else other readers hide in it (commands to
//! run, queries, filters) is left out and named, with its line.

use rustc_hash::FxHashSet;

pub use super::opml_write::write;

use super::decode::decode;
use super::links;
use super::references::{self, OwnEntities};
use super::scan::{Mark, Scanner, Tag};
use crate::model::SafeText;

/// Bytes of a list at most.
const LONGEST: usize = 10 * 1024 * 1024;
/// Outlines within each other at most.
pub(super) const DEEPEST: usize = 32;
/// Outlines of a list at most.
const MOST_OUTLINES: usize = 20_000;
/// Things left out that are named one by one.
const MOST_NAMED: usize = 200;

/// A subscription in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpmlFeed {
    /// Its address, `http` or `https`.
    pub url: String,
    /// Its name; empty where the list gives none.
    pub title: SafeText,
    /// The site it belongs to.
    pub site: Option<String>,
    /// The folder it stands in, nested ones joined by `/`; empty for the top level.
    pub folder: SafeText,
}

/// What a list holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OpmlImport {
    /// The subscriptions, in the list's order, each address once.
    pub feeds: Vec<OpmlFeed>,
    /// What was left out: a sentence each, with the line it stands on; the first 200.
    pub dropped: Vec<String>,
    /// How many things were left out.
    pub left_out: usize,
}

/// Why a list could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpmlError {
    /// It is not OPML.
    #[error("this is not a list of feeds: OPML files hold <outline> elements, and there is none")]
    NotOpml,
    /// It is too large.
    #[error("this list is larger than 10 MB and was not read")]
    TooLarge,
}

/// Reads a list of subscriptions.
///
/// # Errors
/// When it is no OPML, or larger than 10 MB.
pub fn read(bytes: &[u8]) -> Result<OpmlImport, OpmlError> {
    if bytes.len() > LONGEST {
        return Err(OpmlError::TooLarge);
    }
    let text = decode(bytes, None);
    let mut reader = Reader {
        text: &text,
        scanner: Scanner::new(&text),
        outlines: 0,
        seen: FxHashSet::default(),
        import: OpmlImport::default(),
    };
    let is_opml = reader.read();
    if reader.outlines == 0 && !is_opml {
        return Err(OpmlError::NotOpml);
    }
    let mut import = reader.import;
    if import.left_out > MOST_NAMED {
        import
            .dropped
            .push(format!("and {} more", import.left_out - MOST_NAMED));
    }
    Ok(import)
}

struct Reader<'a> {
    text: &'a str,
    scanner: Scanner<'a>,
    outlines: usize,
    seen: FxHashSet<String>,
    import: OpmlImport,
}

impl Reader<'_> {
    /// Reads to the end; whether there was an `opml` element.
    fn read(&mut self) -> bool {
        let mut is_opml = false;
        // Folders that are open; a feed may have outlines inside too, and is an unnamed folder.
        let mut folders: Vec<Option<String>> = Vec::new();
        let mut too_deep = 0usize;
        loop {
            let start = self.scanner.at();
            match self.scanner.next() {
                None => return is_opml,
                Some(Mark::Open(tag)) if tag.local().eq_ignore_ascii_case("opml") => is_opml = true,
                Some(Mark::Open(tag)) if tag.local().eq_ignore_ascii_case("outline") => {
                    self.outlines += 1;
                    if too_deep > 0 || folders.len() >= DEEPEST {
                        self.drop(start, &format!("an outline nested more than {DEEPEST} deep"));
                        too_deep += usize::from(!tag.empty);
                        continue;
                    }
                    if self.outlines > MOST_OUTLINES {
                        self.drop(start, &format!("an outline beyond the first {MOST_OUTLINES}"));
                    }
                    let folder = if self.outlines > MOST_OUTLINES {
                        None
                    } else {
                        self.outline(start, tag, &folders)
                    };
                    if !tag.empty {
                        folders.push(folder);
                    }
                }
                Some(Mark::Close(name)) if name.eq_ignore_ascii_case("outline") => {
                    if too_deep > 0 {
                        too_deep -= 1;
                    } else {
                        folders.pop();
                    }
                }
                Some(_) => {}
            }
        }
    }

    /// Takes a feed in; gives the name of a folder.
    fn outline(&mut self, start: usize, tag: Tag, folders: &[Option<String>]) -> Option<String> {
        let title = attribute(tag, "title")
            .or_else(|| attribute(tag, "text"))
            .unwrap_or_default();
        let title = SafeText::line(&title);
        let Some(address) = attribute(tag, "xmlurl").or_else(|| attribute(tag, "url").filter(|_| kind(tag) == "rss"))
        else {
            let name = attribute(tag, "text")
                .map(|text| SafeText::line(&text))
                .filter(|text| !text.is_empty())
                .unwrap_or(title);
            if tag.empty && !name.is_empty() {
                self.drop(start, &format!("“{name}”, which has no address"));
            }
            return Some(name.replace('/', "-"));
        };
        let shown = if title.is_empty() {
            SafeText::line(&address)
        } else {
            title.clone()
        };
        match links::web(None, &address).filter(|url| url::Url::parse(url).is_ok_and(|url| url.has_host())) {
            None => self.drop(start, &format!("“{shown}”, {}", refused(&address))),
            Some(url) if !self.seen.insert(url.clone()) => {
                self.drop(start, &format!("“{shown}”, which is in the list already"))
            }
            Some(url) => {
                let nested: Vec<&str> = folders
                    .iter()
                    .flatten()
                    .map(String::as_str)
                    .filter(|name| !name.is_empty())
                    .collect();
                let folder = if nested.is_empty() {
                    category(tag).unwrap_or_default()
                } else {
                    nested.join("/")
                };
                let site = attribute(tag, "htmlurl").and_then(|site| links::web(None, &site));
                self.import.feeds.push(OpmlFeed {
                    url,
                    title,
                    site,
                    folder: SafeText::line(&folder),
                });
                for (name, _) in tag.attributes() {
                    if ["filtercmd", "filter", "exec", "command", "cmd"]
                        .iter()
                        .any(|known| name.eq_ignore_ascii_case(known))
                    {
                        self.drop(start, &format!("the command of “{shown}”; the feed itself was kept"));
                    }
                }
            }
        }
        None
    }

    fn drop(&mut self, start: usize, what: &str) {
        self.import.left_out += 1;
        if self.import.left_out <= MOST_NAMED {
            let before = self.text.as_bytes().get(..start).unwrap_or_default();
            let line = memchr::memchr_iter(b'\n', before).count() + 1;
            self.import.dropped.push(format!("line {line}: {what}"));
        }
    }
}

/// Why an address is not taken.
fn refused(address: &str) -> String {
    let trimmed = address.trim().to_ascii_lowercase();
    if trimmed.starts_with('|') || trimmed.starts_with("exec:") || trimmed.starts_with("filter:") {
        return "which is a command to run; commands are never taken from a list".to_owned();
    }
    if trimmed.starts_with("query:") {
        return "which is another reader's query".to_owned();
    }
    match trimmed.split_once(':') {
        Some((scheme, _))
            if !scheme.is_empty() && scheme.len() <= 16 && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric()) =>
        {
            format!("whose address begins with {scheme}: and not with http: or https:")
        }
        _ => "whose address is none".to_owned(),
    }
}

fn attribute(tag: Tag, wanted: &str) -> Option<String> {
    let (_, value) = tag.attributes().find(|(name, _)| name.eq_ignore_ascii_case(wanted))?;
    let value = references::decode(value, &OwnEntities::default());
    Some(value.trim().to_owned()).filter(|value| !value.is_empty())
}

fn kind(tag: Tag) -> String {
    attribute(tag, "type").unwrap_or_default().to_ascii_lowercase()
}

/// The first of `category="/Courts/Asylum,/News"` as a folder; words without a slash are tags.
fn category(tag: Tag) -> Option<String> {
    let categories = attribute(tag, "category")?;
    let first = categories
        .split(',')
        .map(str::trim)
        .find(|category| category.starts_with('/'))?;
    let names = first
        .split('/')
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .take(DEEPEST);
    Some(names.collect::<Vec<_>>().join("/"))
}

#[cfg(test)]
mod tests {
    use super::super::opml_write::folders;
    use super::*;
    use proptest::prelude::*;

    fn feed(url: &str, title: &str, folder: &str) -> OpmlFeed {
        OpmlFeed {
            url: url.into(),
            title: SafeText::line(title),
            site: None,
            folder: SafeText::line(folder),
        }
    }

    #[test]
    fn folders_are_kept_both_ways() {
        let import = read(
            br#"<?xml version="1.0"?><opml version="1.1"><body>
              <outline text="Courts &amp; law"><outline text="Asylum"><outline title="A" text="b" xmlUrl="https://e.org/a?x=1&amp;y" htmlUrl="https://e.org/"/></outline></outline>
              <outline text="B" XMLURL="http://e.org/b" category="tag,/News/Local"/>
              <outline text="C" xmlUrl="https://e.org/c"></outline></body></opml>"#,
        )
        .unwrap();
        let mut a = feed("https://e.org/a?x=1&y", "A", "Courts & law/Asylum");
        a.site = Some("https://e.org/".into());
        assert_eq!(
            import.feeds,
            [
                a,
                feed("http://e.org/b", "B", "News/Local"),
                feed("https://e.org/c", "C", "")
            ]
        );
        assert!(import.dropped.is_empty());
    }

    #[test]
    fn commands_and_other_schemes_are_named_and_left_out() {
        let import = read(
            b"<opml><body>\n<outline text='Pipe' xmlUrl='|curl x'/>\n<outline text='E' xmlUrl='exec:x'/>\n<outline text='F' xmlUrl='filter:x:http://e.org/'/>\n<outline text='File' xmlUrl='file:///etc/passwd'/>\n<outline text='Q' xmlUrl='query:x'/>\n<outline text='N'/>\n<outline text='K' filtercmd='rm' xmlUrl='http://e.org/k'/>\n<outline text='K2' xmlUrl='http://e.org/k'/>\n<outline xmlUrl='http://'/><outline xmlUrl='-x'/></body></opml>",
        )
        .unwrap();
        assert_eq!(import.feeds, [feed("http://e.org/k", "K", "")]);
        assert_eq!(import.dropped.len(), 10);
        assert_eq!(
            import.dropped[0],
            "line 2: “Pipe”, which is a command to run; commands are never taken from a list"
        );
        assert!(import.dropped[3].contains("begins with file:"));
        assert!(import.dropped[6].contains("the feed itself was kept"));
    }

    #[test]
    fn bombs_are_bounded() {
        let deep = format!(
            "<opml>{}<outline xmlUrl='http://e.org/'/>",
            "<outline text='a'>".repeat(10_000)
        );
        let import = read(deep.as_bytes()).unwrap();
        assert!(import.feeds.is_empty());
        assert_eq!(
            (import.dropped.len(), import.left_out),
            (MOST_NAMED + 1, 10_001 - DEEPEST)
        );
        let wide: String = (0..20_010)
            .map(|n| format!("<outline xmlUrl='http://e.org/{n}'/>"))
            .collect();
        assert_eq!(
            read(format!("<opml>{wide}").as_bytes()).unwrap().feeds.len(),
            MOST_OUTLINES
        );
        assert_eq!(read(&vec![b' '; LONGEST + 1]), Err(OpmlError::TooLarge));
        assert_eq!(read(b"<html/>"), Err(OpmlError::NotOpml));
        assert_eq!(read(b"<opml/>"), Ok(OpmlImport::default()));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(titles in proptest::collection::vec(("\\PC{1,12}", "[a-zé&<\"' ]{0,6}(/[a-z ]{1,3}){0,3}"), 0..12)) {
            let feeds: Vec<OpmlFeed> = titles.iter().enumerate().map(|(n, (title, folder))| {
                let folder = folders(folder).join("/");
                feed(&format!("https://e.org/{n}?a=1&b=2"), title, &folder)
            }).filter(|feed| !feed.title.is_empty()).collect();
            let mut out = Vec::new();
            write("T <&>", &feeds, &mut out).unwrap();
            let mut again = read(&out).unwrap().feeds;
            again.sort_by(|a, b| a.url.cmp(&b.url));
            let mut feeds = feeds;
            feeds.sort_by(|a, b| a.url.cmp(&b.url));
            prop_assert_eq!(again, feeds);
        }

        #[test]
        fn any_text_is_answered(text in "(<opml>)?(<?/?outline( (text|xmlUrl)=['a-z:|/]*)?/?>?)*") {
            let _ = read(text.as_bytes());
        }
    }
}
