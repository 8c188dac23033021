//! What a feed carried of an article, in the form it is kept in: texts as they are, the rest as
//! JSON behind them, compressed together.

use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};

use super::bundle;
use super::error::{Result, StoreError};
use crate::model::{Coordinates, MediaItem, SafeText};

/// What a feed carried of an article, beyond its headline.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FeedBody {
    /// The fuller text, as HTML; empty where there is none.
    pub html: String,
    /// The shorter text, where it says something else.
    pub summary_html: Option<String>,
    /// The publisher's categories.
    pub categories: Vec<SafeText>,
    /// What is attached.
    pub media: Vec<MediaItem>,
    /// The page with its comments.
    pub comments: Option<String>,
    /// Its own language, where it says so.
    pub language: Option<String>,
    /// The place it is about.
    pub coordinates: Option<Coordinates>,
}

/// What stands behind the texts. Names are short: there is one of these per article.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Rest {
    #[serde(rename = "u", skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(rename = "c", skip_serializing_if = "Vec::is_empty")]
    categories: Vec<SafeText>,
    #[serde(rename = "m", skip_serializing_if = "Vec::is_empty")]
    media: Vec<Media>,
    #[serde(rename = "d", skip_serializing_if = "Option::is_none")]
    comments: Option<String>,
    #[serde(rename = "l", skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    #[serde(rename = "g", skip_serializing_if = "Option::is_none")]
    coordinates: Option<Coordinates>,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Media {
    #[serde(rename = "u")]
    url: String,
    #[serde(rename = "m", skip_serializing_if = "Option::is_none")]
    mime: Option<String>,
    #[serde(rename = "b", skip_serializing_if = "Option::is_none")]
    length: Option<u64>,
    #[serde(rename = "e", skip_serializing_if = "std::ops::Not::not")]
    enclosure: bool,
    #[serde(rename = "t", skip_serializing_if = "std::ops::Not::not")]
    thumbnail: bool,
    #[serde(rename = "d", skip_serializing_if = "Option::is_none")]
    description: Option<SafeText>,
    #[serde(rename = "c", skip_serializing_if = "Option::is_none")]
    credit: Option<SafeText>,
    #[serde(rename = "n", skip_serializing_if = "Option::is_none")]
    title: Option<SafeText>,
}

/// Lays out a body (and the article's address, which no list needs) for compression, behind what
/// is in `out`.
pub(super) fn lay_out(url: Option<&str>, body: FeedBody, out: &mut Vec<u8>) -> Result<()> {
    let summary = body.summary_html.unwrap_or_default();
    for text in [&body.html, &summary] {
        let length = u32::try_from(text.len()).map_err(StoreError::unreadable)?;
        out.extend_from_slice(&length.to_le_bytes());
        out.extend_from_slice(text.as_bytes());
    }
    let media = body.media.into_iter().map(|item| Media {
        url: item.url,
        mime: item.mime,
        length: item.length,
        enclosure: item.enclosure,
        thumbnail: item.thumbnail,
        description: item.description,
        credit: item.credit,
        title: item.title,
    });
    let rest = Rest {
        url: url.map(str::to_owned),
        categories: body.categories,
        media: media.collect(),
        comments: body.comments,
        language: body.language,
        coordinates: body.coordinates,
    };
    serde_json::to_writer(out, &rest).map_err(StoreError::unreadable)
}

/// Reads what [`lay_out`] wrote: the article's address and its body.
pub(super) fn read(raw: &[u8]) -> Result<(Option<String>, FeedBody)> {
    let (html, after) = text(raw)?;
    let (summary, after) = text(after)?;
    let rest: Rest = serde_json::from_slice(after).map_err(StoreError::unreadable)?;
    let media = rest.media.into_iter().map(|item| MediaItem {
        url: item.url,
        mime: item.mime,
        length: item.length,
        enclosure: item.enclosure,
        thumbnail: item.thumbnail,
        description: item.description,
        credit: item.credit,
        title: item.title,
    });
    let body = FeedBody {
        html: html.to_owned(),
        summary_html: Some(summary.to_owned()).filter(|summary| !summary.is_empty()),
        categories: rest.categories,
        media: media.collect(),
        comments: rest.comments,
        language: rest.language,
        coordinates: rest.coordinates,
    };
    Ok((rest.url, body))
}

/// Whether a body may have pictures: an element for one in its text, or something attached.
pub(super) fn may_have_pictures(raw: &[u8]) -> Result<bool> {
    let (html, after) = text(raw)?;
    let (_, rest) = text(after)?;
    let attached = memchr::memmem::find(rest, b"\"m\":[").is_some();
    let elements = ["<img", "<picture", "<figure", "<video", "<amp-img"];
    let in_text = memchr::memchr_iter(b'<', html.as_bytes()).any(|at| {
        elements.iter().any(|name| {
            html.get(at..at + name.len())
                .is_some_and(|tag| tag.eq_ignore_ascii_case(name))
        })
    });
    Ok(attached || in_text)
}

/// The fuller text alone.
pub(super) fn html(raw: &[u8]) -> Result<&str> {
    Ok(text(raw)?.0)
}

fn text(raw: &[u8]) -> Result<(&str, &[u8])> {
    let cut = || StoreError::unreadable("a stored text is cut off");
    let (length, after) = raw.split_first_chunk::<4>().ok_or_else(cut)?;
    let (text, after) = after
        .split_at_checked(u32::from_le_bytes(*length) as usize)
        .ok_or_else(cut)?;
    Ok((std::str::from_utf8(text).map_err(StoreError::unreadable)?, after))
}

/// The body of this number, laid out as [`lay_out`] does; none where there is none.
pub(super) fn load(connection: &Connection, seq: i64) -> Result<Option<Vec<u8>>> {
    let mut statement =
        connection.prepare_cached("SELECT seq, body FROM bodies WHERE seq <= ?1 ORDER BY seq DESC LIMIT 1")?;
    let mut rows = statement.query([seq])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let place = usize::try_from(seq - row.get::<_, i64>(0)?).map_err(StoreError::unreadable)?;
    let blob = row.get_ref(1)?.as_blob().map_err(StoreError::unreadable)?;
    // Between the stored ones are numbers whose bodies are gone.
    match place < super::pack::bundled(blob).unwrap_or(1) {
        true => bundle::unpack(blob, place).map(Some),
        false => Ok(None),
    }
}

/// The number of the body stored last; 0 where there is none.
pub(super) fn last_seq(connection: &Connection) -> Result<i64> {
    let mut statement = connection.prepare_cached("SELECT value FROM meta WHERE key = 'last_seq'")?;
    Ok(statement.query_row([], |row| row.get(0)).optional()?.unwrap_or(0))
}

/// Notes the number of the body stored last.
pub(super) fn set_last_seq(connection: &Connection, seq: i64) -> Result<()> {
    connection
        .prepare_cached("UPDATE meta SET value = ?1 WHERE key = 'last_seq'")?
        .execute([seq])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_round_trip() {
        let body = FeedBody {
            html: "<p>Visa — año</p>".into(),
            summary_html: Some("A lead".into()),
            categories: vec![SafeText::line("asylum")],
            media: vec![MediaItem {
                url: "https://example.org/1.png".into(),
                length: Some(5),
                enclosure: true,
                credit: Some(SafeText::line("A. Photographer")),
                ..MediaItem::default()
            }],
            comments: Some("https://example.org/c".into()),
            language: Some("es".into()),
            coordinates: Coordinates::from_degrees(31.76, -106.49),
        };
        let mut raw = Vec::new();
        lay_out(Some("https://example.org/a"), body.clone(), &mut raw).unwrap();
        assert_eq!(html(&raw).unwrap(), body.html);
        assert!(may_have_pictures(&raw).unwrap());
        assert_eq!(read(&raw).unwrap(), (Some("https://example.org/a".into()), body));
        for (text, may) in [("<p>a < b</p>", false), ("<p><IMG src=x></p>", true), ("", false)] {
            let body = FeedBody {
                html: text.into(),
                ..FeedBody::default()
            };
            raw.clear();
            lay_out(None, body, &mut raw).unwrap();
            assert_eq!(may_have_pictures(&raw).unwrap(), may, "{text}");
        }
        raw.clear();
        lay_out(None, FeedBody::default(), &mut raw).unwrap();
        assert_eq!(read(&raw).unwrap(), (None, FeedBody::default()));
        for cut in 0..raw.len() {
            assert!(read(&raw[..cut]).is_err());
        }
    }
}
