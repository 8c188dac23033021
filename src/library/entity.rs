//! One entity across the library: its page, what it said, and finding it by name.

use super::{Library, LibraryError, Result};
use crate::entities::gazetteer;
use crate::model::{
    Analysis, Article, ArticleId, EntityKind, EntityPage, NamedEntity, PageCaption, PageQuote, SafeText, Timestamp,
};
use crate::query::{NameField, Query, Test};
use crate::store::PageSize;

/// What a page has of each list.
const SIZE: PageSize = PageSize {
    weeks: 26,
    articles: 200,
    sources: 20,
    beside: 40,
};

/// Quotes on a page.
const QUOTES: usize = 100;

/// Bytes of a quote, or of the words around it, shown on a page.
const LONGEST: usize = 1_200;

/// Articles read at once while looking for a speaker's quotes.
const BATCH: usize = 100;

impl Library {
    /// The page of the entity with a key; none where no article has it. Reads the texts of some
    /// dozens of articles for its quotes.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn entity_page(&self, key: &str, kind: EntityKind, now: Timestamp) -> Result<Option<EntityPage>> {
        let Some(record) = self.store().entity_record(key, kind, now, SIZE)? else {
            return Ok(None);
        };
        let mut quotes = Vec::new();
        for id in record.quoted_in {
            if let Some(article) = self.article(id, None)? {
                let by = |at: &usize, analysis: &Analysis| is_it(analysis, *at, key, kind);
                quotes.extend(quotes_of(&article, by));
            }
            if quotes.len() >= QUOTES {
                quotes.truncate(QUOTES);
                break;
            }
        }
        let mut captions = Vec::new();
        for id in record.captioned_in {
            if let Some(article) = self.article(id, None)? {
                captions.extend(captions_of(&article, key, kind));
            }
        }
        let namesakes = self.store().entities_called(&record.entity.name)?;
        let [mentions, quoted, captioned] = record.totals;
        Ok(Some(EntityPage {
            url: gazetteer().entry(key).and_then(|entry| entry.url).map(str::to_owned),
            mentions,
            quoted,
            captioned,
            weeks: record.weeks,
            newest: record.newest,
            quotes,
            captions,
            beside: record.beside,
            beside_of: record.beside_of,
            namesakes: namesakes
                .into_iter()
                .filter(|other| other.key != key || !other.kind.is_same_sort(kind))
                .collect(),
            entity: record.entity,
        }))
    }

    /// The entity a person means by a name: the one called so, and of several that with the most
    /// articles.
    ///
    /// # Errors
    /// When no article has an entity of that name; the error offers the nearest ones.
    pub fn entity_named(&self, name: &str) -> Result<NamedEntity> {
        let called = self.store().entities_called(name)?;
        if let Some(entity) = called.into_iter().next() {
            return Ok(entity);
        }
        let begun = self.store().entity_names(name, 6)?;
        match begun.as_slice() {
            [only] => Ok(only.clone()),
            [] => Err(LibraryError::Unfit(format!(
                "no article names {}",
                SafeText::line(name)
            ))),
            several => {
                let names: Vec<&str> = several.iter().map(|entity| entity.name.as_str()).collect();
                Err(LibraryError::Unfit(format!(
                    "nothing is called just {}; perhaps {}?",
                    SafeText::line(name),
                    names.join(", ")
                )))
            }
        }
    }

    /// Entities whose name has a word that begins so, those of most articles first.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn entity_names(&self, begun: &str, limit: usize) -> Result<Vec<NamedEntity>> {
        Ok(self.store().entity_names(begun, limit)?)
    }

    /// The quotes of speakers of that name in the articles that a query holds for, newest first,
    /// at most `limit`; without a speaker, everybody's.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn quotes(
        &self,
        speaker: Option<&str>,
        query: &Query,
        now: Timestamp,
        limit: usize,
    ) -> Result<Vec<(PageQuote, Option<SafeText>)>> {
        let query = match speaker {
            Some(name) => query.and(&Query::of(Test::Named(NameField::Speaker, name.replace('"', "")))),
            None => query.clone(),
        };
        let wanted = speaker.map(words);
        let key = speaker.and_then(crate::entities::key_of);
        let mut found = Vec::new();
        let mut after: Option<ArticleId> = None;
        while found.len() < limit {
            let batch = self.headlines(&query, now, after, BATCH)?;
            for headline in &batch {
                let Some(article) = self.article(headline.id, None)? else {
                    continue;
                };
                let speaks = |at: &usize, analysis: &Analysis| {
                    let Some(entity) = analysis.entities.get(*at) else {
                        return false;
                    };
                    wanted
                        .as_ref()
                        .is_none_or(|wanted| words(&entity.name).contains(wanted.as_str()))
                        || Some(&entity.key) == key.as_ref()
                };
                let anybody = speaker.is_none();
                found.extend(quotes_by(&article, anybody, speaks));
            }
            match batch.last() {
                Some(last) if batch.len() == BATCH => after = Some(last.id),
                _ => break,
            }
        }
        found.truncate(limit);
        Ok(found)
    }
}

/// A name's words in normal form, each with a space before it, so that one name can be looked for
/// in another from the beginning of a word.
fn words(name: &str) -> String {
    let mut words = String::new();
    crate::query::for_each_word(name, |_, word| {
        words.push(' ');
        words.push_str(word);
    });
    words
}

fn is_it(analysis: &Analysis, at: usize, key: &str, kind: EntityKind) -> bool {
    analysis
        .entities
        .get(at)
        .is_some_and(|entity| entity.key == key && entity.kind.is_same_sort(kind))
}

fn quotes_of(article: &Article, by: impl Fn(&usize, &Analysis) -> bool) -> Vec<PageQuote> {
    quotes_by(article, false, by)
        .into_iter()
        .map(|(quote, _)| quote)
        .collect()
}

/// An article's quotes by the entities that `by` holds for, with the speakers' names; quotes
/// nobody is named for count as anybody's.
fn quotes_by(
    article: &Article,
    anybody: bool,
    by: impl Fn(&usize, &Analysis) -> bool,
) -> Vec<(PageQuote, Option<SafeText>)> {
    let Some(analysis) = &article.analysis else {
        return Vec::new();
    };
    let text = article.document.text();
    let wanted = analysis
        .quotes
        .iter()
        .filter(|quote| anybody || quote.entity.as_ref().is_some_and(|at| by(at, analysis)));
    wanted
        .map(|quote| {
            let quoted = PageQuote {
                article: article.headline.id,
                title: article.headline.title.clone(),
                feed: article.feed_title.clone(),
                url: article.url.clone(),
                said: SafeText::line(beginning(text.get(quote.range.clone()).unwrap_or(""))),
                kind: quote.kind,
                context: SafeText::line(beginning(article.document.slice(&quote.around))),
                at: quote.range.start,
            };
            (quoted, quote.speaker.clone())
        })
        .collect()
}

fn captions_of(article: &Article, key: &str, kind: EntityKind) -> Vec<PageCaption> {
    let names = article.analysis.iter().flat_map(|analysis| &analysis.captions);
    names
        .filter(|name| name.key == key && name.kind.is_same_sort(kind))
        .filter_map(|name| {
            let photo = article.photos.get(name.photo)?;
            Some(PageCaption {
                article: article.headline.id,
                title: article.headline.title.clone(),
                photo: name.photo,
                caption: photo.caption.clone(),
                credit: photo.credit.clone(),
            })
        })
        .collect()
}

/// The beginning of a text, on a character boundary.
fn beginning(text: &str) -> &str {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or("")
}
