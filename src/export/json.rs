//! An article as JSON. The names are stable: scripts rely on them; new ones may be added.
//!
//! | name | what |
//! |---|---|
//! | `id` | the article's number, as `list` gives it |
//! | `title`, `feed`, `author` | text; `author` is empty where nobody says |
//! | `url`, `comments` | addresses or null |
//! | `coordinates` | latitude and longitude in degrees of the place it is about, by its feed, or null |
//! | `published`, `updated`, `retrieved` | `2026-11-25T01:37:11Z`; `updated` may be null |
//! | `words` | how many words the text has |
//! | `flags` | `read`, `starred`, `saved`, `edited`, `date_guessed`, `has_page` |
//! | `categories`, `tags` | lists of text |
//! | `shown` | which text this is: `feed` or `page` |
//! | `facts` | what the page says of the article: section, dateline, modified, paywall, corrections … |
//! | `page_error` | why the page could not be had, or null |
//! | `saved_as` | the file it is saved as, or null |
//! | `language` | ISO 639-1, or null |
//! | `text` | the whole text; all offsets below are bytes of it in UTF-8 |
//! | `blocks` | its parts: `kind` (`heading`, `paragraph`, `code`, `table`, `rule`, `figure`, `embed`, `footnote`), `start`, `end`, `quote_depth`; with `level` (headings), `photo` (figures: index into `photos`), `list` (`depth`, `number` or null, `opens`), `header_rows` and `rows` (tables: cells' texts) |
//! | `links` | `url` each, in order of first appearance |
//! | `photos` | `url`, `caption`, `credit`, `photographers`, `agencies`, `place`, `date`, `alt`, `source`, `copyright`, `from_file` (what the page left out and the file says), `also_in` (other outlets) |
//! | `entities` | `kind`, `key`, `name`, `value`, `url`, `mentions` (`range`), `prominence` |
//! | `quotes` | `range`, `kind`, `speaker`, `entity`, `verb` |
//! | `citations` | `ranges`, `canonical`, `url` |
//! | `captions` | what the photos' captions name: `photo` (index into `photos`), `kind`, `key`, `name` |

use serde_json::{Map, Value, json};

use crate::model::{Article, Block, BlockKind, Coordinates, Document, Marker, PageState, Photo, Timestamp};

/// The article with all that is known of it.
pub fn json(article: &Article) -> Value {
    let headline = &article.headline;
    let document = &article.document;
    let analysis = article.analysis.as_ref();
    json!({
        "id": headline.id.0,
        "title": headline.title,
        "feed": article.feed_title,
        "author": article.author(),
        "url": article.url,
        "comments": article.comments,
        "coordinates": article.coordinates.map(Coordinates::degrees),
        "published": headline.published.iso(),
        "updated": article.updated.map(Timestamp::iso),
        "retrieved": article.retrieved.iso(),
        "words": document.words(),
        "flags": headline.flags,
        "categories": article.categories,
        "tags": article.tags,
        "shown": article.shown,
        "facts": article.facts,
        "page_error": match &article.page { PageState::Failed(why) => Some(why), _ => None },
        "saved_as": article.saved_as,
        "language": analysis.and_then(|analysis| analysis.language.as_ref()),
        "text": document.text(),
        "blocks": document.blocks().iter().map(|part| block(document, part)).collect::<Vec<_>>(),
        "links": document.links(),
        "photos": article.photos.iter().map(photo).collect::<Vec<_>>(),
        "entities": analysis.map_or(&[][..], |analysis| &analysis.entities),
        "quotes": analysis.map_or(&[][..], |analysis| &analysis.quotes),
        "citations": analysis.map_or(&[][..], |analysis| &analysis.citations),
        "captions": analysis.map_or(&[][..], |analysis| &analysis.captions),
    })
}

fn block(document: &Document, block: &Block) -> Value {
    let kind = match &block.kind {
        BlockKind::Heading(_) => "heading",
        BlockKind::Paragraph => "paragraph",
        BlockKind::Code => "code",
        BlockKind::Table(_) => "table",
        BlockKind::Rule => "rule",
        BlockKind::Figure(_) => "figure",
        BlockKind::Embed => "embed",
        BlockKind::Footnote => "footnote",
    };
    let mut out = Map::new();
    let mut put = |name: &str, value: Value| {
        out.insert(name.to_owned(), value);
    };
    put("kind", kind.into());
    put("start", block.range.start.into());
    put("end", block.range.end.into());
    put("quote_depth", block.quote_depth.into());
    if let Some(place) = block.list {
        let number = match place.marker {
            Marker::Bullet => None,
            Marker::Number(number) => Some(number),
        };
        put(
            "list",
            json!({ "depth": place.depth, "number": number, "opens": place.opens }),
        );
    }
    match &block.kind {
        BlockKind::Heading(level) => put("level", (*level).into()),
        BlockKind::Figure(photo) => put("photo", (*photo).into()),
        BlockKind::Table(table) => {
            let texts = |row: &Vec<crate::model::Cell>| {
                row.iter()
                    .map(|cell| document.slice(&cell.range).into())
                    .collect::<Vec<Value>>()
            };
            put("header_rows", table.header_rows.into());
            put("rows", table.rows.iter().map(texts).collect::<Vec<_>>().into());
        }
        _ => {}
    }
    Value::Object(out)
}

/// A photo with all that is known of it.
pub fn photo(photo: &Photo) -> Value {
    json!({
        "url": photo.url,
        "caption": photo.caption,
        "credit": photo.credit,
        "photographers": photo.photographers,
        "agencies": photo.agencies,
        "place": photo.place,
        "date": photo.date.map(|date| date.to_string()),
        "alt": photo.alt,
        "source": photo.source,
        "copyright": photo.copyright,
        "from_file": photo.from_file,
        "also_in": photo.also_in,
    })
}
