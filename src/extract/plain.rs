//! Tags stripped, fast: one pass over the bytes, no tree. For the search index and snippets.

use memchr::{memchr, memchr2};

use super::charref;
use super::tame::{raw_end, tag_end};

/// Adds the text of `html` to `out`: tags and comments left out, scripts and styles with what is
/// in them, entities decoded, white space collapsed, block elements parted by a line feed.
///
/// Not made safe to show; see [`crate::model::SafeText`]. About 1 ns a byte.
pub fn plain_text(html: &str, out: &mut String) {
    let first = out.len();
    strip(html, out, collapse);
    let end = out.trim_end().len().max(first);
    out.truncate(end);
}

/// The same for who only wants the words: white space inside the text stays as it stands, which
/// saves two thirds of the time.
pub fn loose_text(html: &str, out: &mut String) {
    strip(html, out, |text, _, out| out.push_str(text));
}

/// Adds the text of `html`; `add` adds a stretch of it without tags and references.
fn strip(html: &str, out: &mut String, add: impl Fn(&str, usize, &mut String)) {
    let bytes = html.as_bytes();
    let first = out.len();
    out.reserve(html.len() / 2);
    let mut at = 0;
    while at < bytes.len() {
        let rest = bytes.get(at..).unwrap_or(&[]);
        let stop = memchr2(b'<', b'&', rest).map_or(bytes.len(), |offset| at + offset);
        add(html.get(at..stop).unwrap_or(""), first, out);
        if stop >= bytes.len() {
            break;
        }
        at = if bytes.get(stop) == Some(&b'&') {
            let (decoded, length) = charref::decode(html.get(stop..).unwrap_or(""));
            if decoded.chars().all(char::is_whitespace) {
                space(' ', first, out)
            } else {
                out.push_str(decoded.as_str())
            }
            stop + length
        } else {
            tag(html, stop, first, out)
        };
    }
}

/// Takes the tag, comment or stray `<` at `start`; gives where to go on.
fn tag(html: &str, start: usize, first: usize, out: &mut String) -> usize {
    let bytes = html.as_bytes();
    let next = bytes.get(start + 1).copied().unwrap_or(0);
    if html.get(start..).is_some_and(|rest| rest.starts_with("<!--")) {
        return html
            .get(start + 4..)
            .and_then(|rest| rest.find("-->"))
            .map_or(bytes.len(), |offset| start + offset + 7);
    }
    if html.get(start..).is_some_and(|rest| rest.starts_with("<![CDATA[")) {
        return start + 9;
    }
    if next == b'!' || next == b'?' {
        return memchr(b'>', bytes.get(start..).unwrap_or(&[])).map_or(bytes.len(), |offset| start + offset + 1);
    }
    let name_at = start + 1 + usize::from(next == b'/');
    if !bytes.get(name_at).is_some_and(u8::is_ascii_alphabetic) {
        out.push('<');
        return start + 1;
    }
    let length = bytes
        .get(name_at..)
        .and_then(|rest| rest.iter().position(|byte| !byte.is_ascii_alphanumeric()))
        .unwrap_or(bytes.len() - name_at);
    let name = bytes.get(name_at..name_at + length).unwrap_or(&[]);
    let end = tag_end(bytes, name_at + length);
    match kind(name) {
        Kind::Inline => {}
        Kind::Cell => space(' ', first, out),
        Kind::Block => space('\n', first, out),
        Kind::Skip if next == b'/' => {}
        Kind::Skip => return raw_end(bytes, end, name),
    }
    end
}

enum Kind {
    Inline,
    Block,
    Cell,
    Skip,
}

fn kind(name: &[u8]) -> Kind {
    let mut lower = [0u8; 10];
    let Some(slot) = lower.get_mut(..name.len()) else {
        return Kind::Block;
    };
    slot.copy_from_slice(name);
    slot.make_ascii_lowercase();
    match &*slot {
        b"script" | b"style" | b"textarea" | b"title" | b"xmp" | b"iframe" | b"noembed" => Kind::Skip,
        b"a" | b"b" | b"i" | b"em" | b"strong" | b"span" | b"abbr" | b"cite" | b"code" | b"font" | b"u" | b"s"
        | b"small" | b"big" | b"sub" | b"sup" | b"mark" | b"del" | b"ins" | b"q" | b"time" | b"tt" | b"kbd"
        | b"wbr" | b"bdi" | b"bdo" | b"strike" | b"img" => Kind::Inline,
        b"td" | b"th" => Kind::Cell,
        _ => Kind::Block,
    }
}

fn space(mark: char, first: usize, out: &mut String) {
    if out.len() == first {
        return;
    }
    match out.as_bytes().last() {
        Some(b'\n') => {}
        Some(b' ') if mark == '\n' => {
            out.pop();
            out.push('\n');
        }
        Some(b' ') => {}
        _ => out.push(mark),
    }
}

/// Adds a stretch of text with white space collapsed, whole runs at a time.
fn collapse(text: &str, first: usize, out: &mut String) {
    let bytes = text.as_bytes();
    let mut run = 0;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let single = byte == b' '
            && bytes.get(at + 1).is_some_and(|next| !next.is_ascii_whitespace())
            && (at > run || !(out.len() == first || out.ends_with([' ', '\n'])));
        if !byte.is_ascii_whitespace() || single {
            at += 1;
            continue;
        }
        out.push_str(text.get(run..at).unwrap_or(""));
        space(' ', first, out);
        while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
            at += 1;
        }
        run = at;
    }
    out.push_str(text.get(run..).unwrap_or(""));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(html: &str) -> String {
        let mut out = String::new();
        plain_text(html, &mut out);
        out
    }

    #[test]
    fn strips_and_decodes() {
        assert_eq!(
            plain("<p>One &amp; <b>two</b></p><p>three&nbsp;four</p>"),
            "One & two\nthree four"
        );
        assert_eq!(plain("a<script>if (a<b) x('</p>')</script>b<style>p{}</style>c"), "abc");
        assert_eq!(plain("a <!-- b --> c"), "a c");
        assert_eq!(plain("x < y &lt; z &unknown; &#x41;&#66;"), "x < y < z &unknown; AB");
        assert_eq!(plain("<tr><td>a</td><td>b</td></tr>"), "a b");
        assert_eq!(plain("  a \n\n b\t c  "), "a b c");
        assert_eq!(plain("<img alt='a > b' src=x>after"), "after");
        assert_eq!(plain("<p>cut <b"), "cut");
    }

    #[test]
    fn loose_text_has_the_same_words() {
        for html in [
            "<p>One &amp; <b>two</b></p><p>three&nbsp;four</p>",
            "a<b>b</b>c <!-- d --> e\n\n f<script>x</script>g<td>h</td><td>i",
            " <p> cut <b",
        ] {
            let mut loose = String::new();
            loose_text(html, &mut loose);
            assert_eq!(
                loose.split_whitespace().collect::<Vec<_>>().join(" "),
                plain(html).replace('\n', " ")
            );
        }
    }

    #[test]
    fn adds_to_what_is_there() {
        let mut out = String::from("title\n");
        plain_text("<p>  body</p>", &mut out);
        assert_eq!(out, "title\nbody");
    }
}
