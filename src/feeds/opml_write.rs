//! Writing OPML; reading it is in [`super::opml`], whose tests cover both.

use std::io::{self, Write};

use super::opml::{DEEPEST, OpmlFeed};
use super::references;

/// Writes a list of subscriptions under a title. Folders are written as nested outlines and as
/// categories, so that readers that know either find them.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(title: &str, feeds: &[OpmlFeed], out: &mut impl Write) -> io::Result<()> {
    writeln!(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n  <head>\n    <title>{}</title>\n  </head>\n  <body>",
        escaped(title)
    )?;
    let mut sorted: Vec<(Vec<&str>, &OpmlFeed)> = feeds.iter().map(|feed| (folders(&feed.folder), feed)).collect();
    sorted.sort_by(|(a, _), (b, _)| a.cmp(b));
    let mut open: Vec<&str> = Vec::new();
    for (folders, feed) in sorted {
        let shared = open.iter().zip(&folders).take_while(|(a, b)| a == b).count();
        close(&mut open, shared, out)?;
        for name in folders.iter().skip(shared) {
            let name_written = escaped(name);
            writeln!(
                out,
                "{}<outline text=\"{name_written}\" title=\"{name_written}\">",
                indent(open.len())
            )?;
            open.push(name);
        }
        let name = escaped(if feed.title.is_empty() { &feed.url } else { &feed.title });
        write!(
            out,
            "{}<outline type=\"rss\" text=\"{name}\" title=\"{name}\" xmlUrl=\"{}\"",
            indent(open.len()),
            escaped(&feed.url)
        )?;
        if let Some(site) = &feed.site {
            write!(out, " htmlUrl=\"{}\"", escaped(site))?;
        }
        if !folders.is_empty() {
            write!(out, " category=\"/{}\"", escaped(&folders.join("/")))?;
        }
        writeln!(out, "/>")?;
    }
    close(&mut open, 0, out)?;
    writeln!(out, "  </body>\n</opml>")
}

fn close(open: &mut Vec<&str>, to: usize, out: &mut impl Write) -> io::Result<()> {
    while open.len() > to {
        open.pop();
        writeln!(out, "{}</outline>", indent(open.len()))?;
    }
    Ok(())
}

/// A folder's names from the outside in, as many as may be read again.
pub(super) fn folders(folder: &str) -> Vec<&str> {
    folder
        .split('/')
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .take(DEEPEST - 1)
        .collect()
}

fn indent(depth: usize) -> String {
    "  ".repeat(depth + 2)
}

/// Text for between quotation marks or tags.
fn escaped(text: &str) -> String {
    references::escape(text).replace('"', "&quot;").replace('\n', "&#10;")
}
