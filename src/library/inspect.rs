//! Looking at a page, a feed, a text or a caption without keeping it: what the program makes of
//! it, for scripts and for measuring.

use serde_json::{Value, json};

use super::{Library, LibraryError, Result};
use crate::extract::SiteRules;
use crate::http::{Purpose, Request, Trust};
use crate::model::{
    Analysis, Article, ArticleId, FeedId, Flags, Headline, PageFacts, PageState, Photo, SafeText, ShownText, Timestamp,
    Validators,
};
use crate::{captions, entities, extract, feeds};

/// Bytes from an address, with what the server said of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// The bytes, decoded.
    pub body: Vec<u8>,
    /// The `Content-Type` header.
    pub content_type: Option<String>,
    /// The address after redirects.
    pub url: String,
}

impl Library {
    /// Fetches an address the person gave, without keeping anything.
    ///
    /// # Errors
    /// When it cannot be fetched.
    pub async fn look(&self, url: &str, page: bool, now: Timestamp) -> Result<Fetched> {
        let request = Request {
            url: url.to_owned(),
            purpose: if page { Purpose::Page } else { Purpose::Feed },
            trust: Trust::Typed,
            validators: Validators::default(),
            user_agent: None,
            credentials: None,
        };
        let response = self.client()?.get(request, now).await?;
        Ok(Fetched {
            body: response.body,
            content_type: response.content_type,
            url: response.url,
        })
    }
}

/// A page as the article it holds, and what it says of itself.
///
/// # Errors
/// When it is no page, or holds no text.
pub fn page(
    html: &[u8],
    content_type: Option<&str>,
    url: &str,
    rules: &SiteRules,
    now: Timestamp,
) -> Result<(Article, PageFacts)> {
    let hints = extract::Hints {
        title: "",
        summary_text: "",
        furniture: &[],
    };
    let extracted = extract::page_with(html, content_type, url, &hints, rules)
        .map_err(|error| LibraryError::Unfit(error.to_string()))?;
    let facts = extracted.facts;
    let (document, photos) = captions::photos(extracted.document, extracted.figures, &[]);
    let published = facts.published.unwrap_or(now);
    let analysis = entities::analyse(&facts.title, &document, &photos, facts.published);
    let names: Vec<&str> = facts.bylines.iter().map(SafeText::as_str).collect();
    let headline = Headline {
        id: ArticleId::new(published, 0),
        feed: FeedId(0),
        title: facts.title.clone(),
        author: SafeText::line(&names.join(", ")),
        published,
        words: u32::try_from(document.words()).unwrap_or(u32::MAX),
        flags: Flags {
            has_page: true,
            date_guessed: facts.published.is_none(),
            ..Flags::default()
        },
    };
    let article = Article {
        headline,
        feed_title: facts.site_name.clone().unwrap_or_default(),
        url: Some(url.to_owned()).filter(|url| !url.is_empty()),
        comments: None,
        coordinates: None,
        retrieved: now,
        updated: facts.modified,
        categories: facts.section.iter().cloned().collect(),
        tags: Vec::new(),
        shown: ShownText::Page,
        facts: facts.clone(),
        page: PageState::Stored,
        document,
        photos,
        analysis: Some(analysis),
        saved_as: None,
    };
    Ok((article, facts))
}

/// One page of a batch as a JSON object: `id`, `text`, `captions`, `facts`, or `error`.
pub fn page_line(id: &Value, html: &[u8], url: &str, rules: &SiteRules) -> Value {
    let hints = extract::Hints {
        title: "",
        summary_text: "",
        furniture: &[],
    };
    match extract::page_with(html, Some("text/html; charset=utf-8"), url, &hints, rules) {
        Ok(extracted) => {
            let (document, photos) = captions::photos(extracted.document, extracted.figures, &[]);
            let shown: Vec<Value> = photos
                .iter()
                .filter(|photo| captions::is_captioned(photo))
                .map(caption)
                .collect();
            json!({"id": id, "text": document.text(), "captions": shown, "facts": extracted.facts})
        }
        Err(error) => json!({"id": id, "text": "", "captions": [], "error": error.to_string()}),
    }
}

fn caption(photo: &Photo) -> Value {
    json!({
        "text": photo.caption,
        "credit": photo.credit,
        "photographer": joined(&photo.photographers, "; "),
        "agency": joined(&photo.agencies, "/"),
    })
}

/// A caption with its credit, read into its parts, as a JSON object.
pub fn caption_line(id: &Value, raw: &str) -> Value {
    let read = captions::credit::parse(raw);
    json!({
        "id": id,
        "body": read.body,
        "credit": read.credit,
        "place": read.place,
        "date": read.date.map(|date| date.to_string()),
        "photographer": joined(&read.photographers, "; "),
        "agency": joined(&read.agencies, "/"),
    })
}

/// Names in one string; none where there are none.
fn joined(names: &[SafeText], by: &str) -> Option<String> {
    (!names.is_empty()).then(|| names.iter().map(SafeText::as_str).collect::<Vec<_>>().join(by))
}

/// What is named, said and cited in a text, as a JSON object; offsets count code points where
/// `chars` is set, else bytes. Words such as "Tuesday" have a date where `published` is given.
pub fn entities_line(id: &str, text: &str, chars: bool, published: Option<Timestamp>) -> String {
    let unit = if chars {
        entities::batch::Unit::Char
    } else {
        entities::batch::Unit::Byte
    };
    entities::batch::dated_line(id, text, unit, published)
}

/// What is named, said and cited in a text.
pub fn analysis(text: &str) -> Analysis {
    entities::analyse_text(text, None)
}

/// One feed as a JSON line, in the form of `dateline parse-feed`.
pub fn feed_line(file: &str, bytes: &[u8], content_type: Option<&str>, url: Option<&str>) -> String {
    let case = feeds::batch::Case {
        file: file.to_owned(),
        url: url.map(str::to_owned),
        content_type: content_type.map(str::to_owned),
    };
    feeds::batch::answer(&case, bytes)
}
