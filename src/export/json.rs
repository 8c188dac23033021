//! An article as JSON. The names are stable: scripts rely on them.

use serde_json::{Value, json};

use crate::model::{Article, PageState, Photo, Timestamp};

/// The article with all that is known of it. Offsets (`mentions`, quotes, citations) are bytes of
/// `text`.
pub fn json(article: &Article) -> Value {
    let headline = &article.headline;
    let analysis = article.analysis.clone().unwrap_or_default();
    json!({
        "id": headline.id.0,
        "title": headline.title,
        "feed": article.feed_title,
        "author": headline.author,
        "url": article.url,
        "comments": article.comments,
        "published": headline.published.iso(),
        "updated": article.updated.map(Timestamp::iso),
        "retrieved": article.retrieved.iso(),
        "words": article.document.words(),
        "flags": headline.flags,
        "categories": article.categories,
        "tags": article.tags,
        "shown": article.shown,
        "page_error": match &article.page { PageState::Failed(why) => Some(why), _ => None },
        "saved_as": article.saved_as,
        "language": analysis.language,
        "text": article.document.text(),
        "links": article.document.links(),
        "photos": article.photos.iter().map(photo).collect::<Vec<_>>(),
        "entities": analysis.entities,
        "quotes": analysis.quotes,
        "citations": analysis.citations,
    })
}

fn photo(photo: &Photo) -> Value {
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
    })
}
