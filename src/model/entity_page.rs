//! All the library knows of one entity, on one page.

use serde::Serialize;

use super::{ArticleId, EntityKind, Headline, QuoteKind, SafeText};

/// An entity of the library: what it is, what it is called, how much there is of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NamedEntity {
    /// What it is.
    pub kind: EntityKind,
    /// Its key, see [`super::Entity::key`].
    pub key: String,
    /// Its name.
    pub name: SafeText,
    /// How many articles have it, in their text or in a caption.
    pub articles: u64,
}

/// What the library knows of an entity. Lists are bounded, newest (or most) first; the totals
/// count everything.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EntityPage {
    /// The entity.
    #[serde(flatten)]
    pub entity: NamedEntity,
    /// Its official page, where the gazetteer knows one.
    pub url: Option<String>,
    /// Mentions in all articles' texts.
    pub mentions: u64,
    /// Quotes by it in all articles.
    pub quoted: u64,
    /// Captions that name it in all articles.
    pub captioned: u64,
    /// Mentions in each of the last weeks, the present week last. A week ends with the present
    /// moment.
    pub weeks: Vec<u64>,
    /// The newest articles that have it.
    pub newest: Vec<PageArticle>,
    /// What it said, newest first.
    pub quotes: Vec<PageQuote>,
    /// Photos whose captions name it, newest first.
    pub captions: Vec<PageCaption>,
    /// What else is named in its articles, most often first.
    pub beside: Vec<NamedEntity>,
    /// Of how many of its newest articles `beside` tells.
    pub beside_of: u64,
    /// Other things of the same name.
    pub namesakes: Vec<NamedEntity>,
}

/// An article on a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PageArticle {
    /// Its headline.
    #[serde(serialize_with = "brief")]
    pub headline: Headline,
    /// The name of its feed.
    pub feed: SafeText,
    /// How often it names the entity.
    pub mentions: u64,
}

/// A quote on a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PageQuote {
    /// The article it stands in.
    pub article: ArticleId,
    /// That article's title.
    pub title: SafeText,
    /// The name of its feed.
    pub feed: SafeText,
    /// The article's page.
    pub url: Option<String>,
    /// What was said, without the marks; of long quotes the beginning.
    pub said: SafeText,
    /// Direct, partial or reported.
    pub kind: QuoteKind,
    /// The sentence the quote begins in, in the article's own words.
    pub context: SafeText,
    /// Where it begins in the article's text, in bytes.
    pub at: usize,
}

/// A photo's caption on a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PageCaption {
    /// The article the photo stands in.
    pub article: ArticleId,
    /// That article's title.
    pub title: SafeText,
    /// Which of its photos, by place.
    pub photo: usize,
    /// The caption.
    pub caption: SafeText,
    /// The credit.
    pub credit: Option<SafeText>,
}

fn brief<S: serde::Serializer>(headline: &Headline, to: S) -> Result<S::Ok, S::Error> {
    use serde::ser::SerializeStruct;
    let mut out = to.serialize_struct("Headline", 3)?;
    out.serialize_field("id", &headline.id)?;
    out.serialize_field("title", &headline.title)?;
    out.serialize_field("published", &headline.published.0)?;
    out.end()
}
