//! What an entity's page is made of, read from indexes: no scan of articles, whatever their number.

use rusqlite::{Connection, params};
use rustc_hash::FxHashMap;

use super::error::Result;
use super::{Store, article, entity_name, feed};
use crate::model::{ArticleId, EntityKind, FeedId, NamedEntity, PageArticle, SafeText, Timestamp};

/// A week in seconds.
const WEEK: i64 = 7 * 86_400;

/// Articles looked through at most for what else they name.
const BESIDE_OF: usize = 2_000;

/// How much of each list a page has.
#[derive(Debug, Clone, Copy)]
pub struct PageSize {
    /// Weeks.
    pub weeks: usize,
    /// Articles.
    pub articles: usize,
    /// Articles with quotes, and articles with captions.
    pub sources: usize,
    /// Other entities.
    pub beside: usize,
}

/// The part of an entity's page that the indexes know.
#[derive(Debug, Clone, PartialEq)]
pub struct EntityRecord {
    /// The entity; of its rows that with the most articles gives kind and name.
    pub entity: NamedEntity,
    /// Totals: mentions, quotes, captions.
    pub totals: [u64; 3],
    /// Mentions by week, the present one last.
    pub weeks: Vec<u64>,
    /// The newest articles.
    pub newest: Vec<PageArticle>,
    /// The newest articles that quote it.
    pub quoted_in: Vec<ArticleId>,
    /// The newest articles with a caption that names it.
    pub captioned_in: Vec<ArticleId>,
    /// What else its newest articles name, most often first.
    pub beside: Vec<NamedEntity>,
    /// Of how many articles that is told.
    pub beside_of: u64,
}

/// One article's share.
#[derive(Debug, Clone, Copy)]
struct Share {
    article: i64,
    mentions: u64,
    quotes: u64,
    captions: u64,
}

impl Store {
    /// The record of the entity with a key, of any kind that counts as the same sort of thing
    /// (an agency is an organisation); none where no article has it.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn entity_record(
        &self,
        key: &str,
        kind: EntityKind,
        now: Timestamp,
        size: PageSize,
    ) -> Result<Option<EntityRecord>> {
        self.read(|connection| {
            let rows = rows(connection, key, kind)?;
            let mut shares: Vec<Share> = Vec::new();
            let mut most = (0, None);
            for (id, named) in rows.iter().map(|row| (row.0, &row.1)) {
                let before = shares.len();
                read_shares(connection, id, &mut shares)?;
                if shares.len() - before > most.0 {
                    most = (shares.len() - before, Some(named.clone()));
                }
            }
            let Some(mut entity) = most.1 else { return Ok(None) };
            let shares = one_an_article(shares);
            entity.articles = shares.len() as u64;
            let own: Vec<i64> = rows.iter().map(|row| row.0).collect();
            let with = |has: fn(&Share) -> bool| {
                let ids = shares
                    .iter()
                    .filter(|share| has(share))
                    .map(|share| ArticleId(share.article));
                ids.take(size.sources).collect()
            };
            let beside_of = shares.len().min(BESIDE_OF);
            Ok(Some(EntityRecord {
                entity,
                totals: totals(&shares),
                weeks: weeks(&shares, now, size.weeks),
                newest: newest(connection, &shares, size.articles)?,
                quoted_in: with(|share| share.quotes > 0),
                captioned_in: with(|share| share.captions > 0),
                beside: beside(connection, &shares, &own, size.beside)?,
                beside_of: beside_of as u64,
            }))
        })
    }

    /// Every entity that is called `name`, by name, key or another name it is known by; those of
    /// most articles first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn entities_called(&self, name: &str) -> Result<Vec<NamedEntity>> {
        self.read(|connection| {
            let sql = "SELECT e.key, e.kind, e.name, (SELECT count(*) FROM mentions m WHERE m.entity_id = e.id)
                FROM entities e WHERE e.id = ?1";
            let mut statement = connection.prepare_cached(sql)?;
            let mut found = Vec::new();
            for id in entity_name::called(connection, name, self.naming)? {
                let mut rows = statement.query([id])?;
                if let Some(row) = rows.next()? {
                    found.push(entity_name::read_named(row)?);
                }
            }
            found.retain(|named| named.articles > 0);
            found.sort_by_key(|named| std::cmp::Reverse(named.articles));
            Ok(found)
        })
    }
}

/// The rows of entities that are one thing.
fn rows(connection: &Connection, key: &str, kind: EntityKind) -> Result<Vec<(i64, NamedEntity)>> {
    let sql = "SELECT key, kind, name, 0, id FROM entities WHERE key = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([key])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let named = entity_name::read_named(row)?;
        if named.kind.is_same_sort(kind) {
            found.push((row.get(4)?, named));
        }
    }
    Ok(found)
}

/// The statement that reads all of an entity's articles, newest first.
pub(super) const SHARES: &str =
    "SELECT article_id, count, quotes, captions FROM mentions WHERE entity_id = ?1 ORDER BY article_id DESC";

fn read_shares(connection: &Connection, entity: i64, shares: &mut Vec<Share>) -> Result<()> {
    let mut statement = connection.prepare_cached(SHARES)?;
    let mut rows = statement.query([entity])?;
    while let Some(row) = rows.next()? {
        let number = |column| feed::count(row, column);
        shares.push(Share {
            article: row.get(0)?,
            mentions: number(1)?,
            quotes: number(2)?,
            captions: number(3)?,
        });
    }
    Ok(())
}

/// Newest first, and those of several rows of entities in one article as one.
fn one_an_article(mut shares: Vec<Share>) -> Vec<Share> {
    shares.sort_by_key(|share| std::cmp::Reverse(share.article));
    shares.dedup_by(|later, kept| {
        let same = later.article == kept.article;
        if same {
            kept.mentions += later.mentions;
            kept.quotes += later.quotes;
            kept.captions += later.captions;
        }
        same
    });
    shares
}

fn totals(shares: &[Share]) -> [u64; 3] {
    shares.iter().fold([0; 3], |[mentions, quotes, captions], share| {
        [
            mentions + share.mentions,
            quotes + share.quotes,
            captions + share.captions,
        ]
    })
}

fn weeks(shares: &[Share], now: Timestamp, count: usize) -> Vec<u64> {
    let mut weeks = vec![0; count];
    for share in shares {
        let age = now.0 - ArticleId(share.article).filed_at().0;
        // What is dated ahead of the present counts as of now.
        let ago = usize::try_from(age.max(0) / WEEK).unwrap_or(usize::MAX);
        let Some(place) = count.checked_sub(ago.saturating_add(1)) else {
            break;
        };
        if let Some(week) = weeks.get_mut(place) {
            *week += share.mentions + share.captions;
        }
    }
    weeks
}

fn newest(connection: &Connection, shares: &[Share], limit: usize) -> Result<Vec<PageArticle>> {
    let sql = format!("SELECT {} FROM articles a WHERE a.id = ?1", article::HEADLINE);
    let mut statement = connection.prepare_cached(&sql)?;
    let mut feeds: FxHashMap<FeedId, SafeText> = FxHashMap::default();
    let mut found = Vec::new();
    for share in shares.iter().take(limit) {
        let mut rows = statement.query(params![share.article])?;
        let Some(row) = rows.next()? else { continue };
        let headline = article::headline(row)?;
        let feed = match feeds.get(&headline.feed) {
            Some(known) => known.clone(),
            None => {
                let title = feed::title(connection, headline.feed)?;
                feeds.insert(headline.feed, title.clone());
                title
            }
        };
        found.push(PageArticle {
            headline,
            feed,
            mentions: share.mentions,
        });
    }
    Ok(found)
}

fn beside(connection: &Connection, shares: &[Share], own: &[i64], limit: usize) -> Result<Vec<NamedEntity>> {
    let mut together: FxHashMap<i64, u64> = FxHashMap::default();
    let mut of_article = connection.prepare_cached("SELECT entity_id FROM mentions WHERE article_id = ?1")?;
    for share in shares.iter().take(BESIDE_OF) {
        let mut rows = of_article.query([share.article])?;
        while let Some(row) = rows.next()? {
            *together.entry(row.get(0)?).or_default() += 1;
        }
    }
    let mut order: Vec<(i64, u64)> = together.into_iter().filter(|(id, _)| !own.contains(id)).collect();
    order.sort_unstable_by_key(|(id, count)| (std::cmp::Reverse(*count), *id));
    let mut name = connection.prepare_cached("SELECT key, kind, name, ?2 FROM entities WHERE id = ?1")?;
    let mut found = Vec::new();
    for (id, count) in order.into_iter().take(limit) {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        let mut rows = name.query([id, count])?;
        if let Some(row) = rows.next()? {
            found.push(entity_name::read_named(row)?);
        }
    }
    Ok(found)
}
