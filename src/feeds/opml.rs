//! Subscriptions as OPML 2.0 (<https://opml.org/spec2.opml>): addresses, names and folders come
//! in, and nothing else. What else a file says (commands, filters, scripts) is left out, and told.

use std::io::{self, Write};

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use crate::model::SafeText;

/// Bytes of the largest file.
const LARGEST: usize = 10_000_000;
/// Outlines inside one another at most.
const DEEPEST: usize = 32;
/// Outlines in one file at most.
const MOST: usize = 20_000;

/// One subscription of a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OpmlFeed {
    /// Its address, `http` or `https`.
    pub url: String,
    /// Its name.
    pub title: SafeText,
    /// The site it belongs to.
    pub site: Option<String>,
    /// The folder it stands in; nested ones are joined by `/`.
    pub folder: SafeText,
}

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OpmlImport {
    /// Its subscriptions, in order.
    pub feeds: Vec<OpmlFeed>,
    /// What was left out: line and reason.
    pub dropped: Vec<String>,
}

/// Why a file is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpmlError {
    /// Too large.
    #[error("this file is larger than 10 MB: split it")]
    TooLarge,
    /// No OPML.
    #[error("this is not an OPML file: it has no <opml> element")]
    NotOpml,
}

/// The subscriptions of an OPML file.
///
/// # Errors
/// When it is too large or no OPML; a fault further down costs only what comes after it.
pub fn read(bytes: &[u8]) -> Result<OpmlImport, OpmlError> {
    if bytes.len() > LARGEST {
        return Err(OpmlError::TooLarge);
    }
    let (text, _, _) = encoding_rs::UTF_8.decode(bytes);
    let mut reader = Reader::from_str(&text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    let mut import = OpmlImport::default();
    let mut folders: Vec<Option<String>> = Vec::new();
    let (mut seen, mut outlines) = (false, 0);
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let event = reader.read_event();
        let line = || text.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count() + 1;
        match event {
            Ok(Event::Start(tag) | Event::Empty(tag)) if tag.name().as_ref().eq_ignore_ascii_case("opml") => seen = true,
            Ok(Event::Start(tag)) if is_outline(&tag) => {
                outlines += 1;
                let folder = outline(&tag, &folders, &mut import, line);
                folders.push(folder);
            }
            Ok(Event::Empty(tag)) if is_outline(&tag) => {
                outlines += 1;
                outline(&tag, &folders, &mut import, line);
            }
            Ok(Event::End(tag)) if tag.name().as_ref().eq_ignore_ascii_case("outline") => {
                folders.pop();
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => {
                import.dropped.push(format!("line {}: the rest, which is not well-formed ({error})", line()));
                break;
            }
        }
        if outlines > MOST || folders.len() > DEEPEST {
            import.dropped.push(format!("line {}: the rest, which is too much or too deep ({MOST} outlines, {DEEPEST} deep)", line()));
            break;
        }
    }
    if seen { Ok(import) } else { Err(OpmlError::NotOpml) }
}

fn is_outline(tag: &BytesStart<'_>) -> bool {
    tag.name().as_ref().eq_ignore_ascii_case("outline")
}

/// Takes an outline: a subscription is noted, and what it would be called as a folder is given.
fn outline(tag: &BytesStart<'_>, folders: &[Option<String>], import: &mut OpmlImport, line: impl Fn() -> usize) -> Option<String> {
    let mut feed = OpmlFeed::default();
    let (mut url, mut category, mut text, mut title) = (None, None, None, None);
    for attribute in tag.attributes().with_checks(false).flatten() {
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map(|value| value.into_owned()).unwrap_or_default();
        match attribute.key.as_ref().to_ascii_lowercase().as_str() {
            "xmlurl" => url = Some(value.trim().to_owned()),
            "htmlurl" => feed.site = Some(value).filter(|site| is_web(site)),
            "category" => category = Some(value),
            "text" => text = Some(value),
            "title" => title = Some(value),
            "filtercmd" | "command" | "script" => {
                import.dropped.push(format!("line {}: a command ({})", line(), SafeText::line(&value)));
            }
            _ => {}
        }
    }
    let name = text.filter(|text| !text.trim().is_empty()).or(title).unwrap_or_default();
    let Some(url) = url else { return Some(name).filter(|name| !name.trim().is_empty()) };
    if !is_web(&url) {
        import.dropped.push(format!("line {}: {} (only http and https addresses are taken)", line(), SafeText::line(&url)));
        return None;
    }
    let nested: Vec<String> = folders.iter().flatten().map(|folder| folder.replace('/', "∕")).collect();
    let folder = if nested.is_empty() { category.as_deref().map(by_category).unwrap_or_default() } else { nested.join("/") };
    feed.folder = SafeText::line(&folder);
    feed.title = SafeText::line(&name);
    feed.url = url;
    import.feeds.push(feed);
    None
}

/// The folder a `category="/a/b,c"` means: its first path.
fn by_category(category: &str) -> String {
    let first = category.split(',').next().unwrap_or("");
    first.split('/').map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/")
}

fn is_web(url: &str) -> bool {
    url::Url::parse(url).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

/// Writes subscriptions, folders as nested outlines.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(title: &str, feeds: &[OpmlFeed], out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n  <head><title>{}</title></head>\n  <body>", escaped(title))?;
    let mut open: Vec<&str> = Vec::new();
    for feed in feeds {
        let path: Vec<&str> = feed.folder.split('/').filter(|part| !part.is_empty()).collect();
        let same = open.iter().zip(&path).take_while(|(a, b)| a == b).count();
        while open.len() > same {
            open.pop();
            writeln!(out, "{}</outline>", indent(open.len()))?;
        }
        for part in path.iter().skip(same) {
            writeln!(out, "{}<outline text=\"{}\">", indent(open.len()), escaped(part))?;
            open.push(part);
        }
        let site = feed.site.as_ref().map(|site| format!(" htmlUrl=\"{}\"", escaped(site))).unwrap_or_default();
        let name = escaped(&feed.title);
        writeln!(out, "{}<outline type=\"rss\" text=\"{name}\" title=\"{name}\" xmlUrl=\"{}\"{site}/>", indent(open.len()), escaped(&feed.url))?;
    }
    while open.pop().is_some() {
        writeln!(out, "{}</outline>", indent(open.len()))?;
    }
    writeln!(out, "  </body>\n</opml>")
}

fn indent(depth: usize) -> String {
    "  ".repeat(depth + 2)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_go_both_ways() {
        let feeds = vec![
            OpmlFeed { url: "https://a.example/f?x=1&y=%5B".into(), title: SafeText::line("A & <B>"), site: Some("https://a.example/".into()), folder: SafeText::line("Law/Courts") },
            OpmlFeed { url: "https://b.example/f".into(), title: SafeText::line("B"), site: None, folder: SafeText::line("Law") },
            OpmlFeed { url: "https://c.example/f".into(), title: SafeText::line("C"), site: None, folder: SafeText::default() },
        ];
        let mut file = Vec::new();
        write("Mine", &feeds, &mut file).unwrap();
        assert_eq!(read(&file).unwrap(), OpmlImport { feeds, dropped: vec![] });
    }

    #[test]
    fn commands_and_other_schemes_are_left_out_and_told() {
        let file = "<opml><body>\n<outline text=\"x\" xmlUrl=\"|touch /tmp/a\"/>\n<outline text=\"y\" xmlUrl=\"exec:date\"/>\n<outline text=\"z\" xmlUrl=\"https://z.example/\" filtercmd=\"rm -rf /\" category=\"/News/UK,b\"/>\n</body></opml>";
        let import = read(file.as_bytes()).unwrap();
        assert_eq!((import.feeds.len(), import.dropped.len()), (1, 3));
        assert_eq!(import.feeds[0].folder.as_str(), "News/UK");
        assert!(import.dropped[0].starts_with("line 2: |touch"), "{:?}", import.dropped);
    }

    #[test]
    fn bombs_end_early() {
        let deep = format!("<opml><body>{}", "<outline text=\"d\">".repeat(100_000));
        assert!(read(deep.as_bytes()).unwrap().dropped[0].contains("too deep"));
        let many = format!("<opml><body>{}", "<outline xmlUrl=\"https://x.example/\"/>".repeat(30_000));
        assert!(read(many.as_bytes()).unwrap().feeds.len() <= MOST + 1);
        assert_eq!(read(b"<html></html>"), Err(OpmlError::NotOpml));
    }
}
