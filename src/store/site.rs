//! The site_blocks table: which blocks a site's pages repeat.

use rusqlite::params;

use super::Store;
use super::error::Result;
use super::feed::safe;
use crate::model::{ArticleId, SafeText, Timestamp};

/// Pages on which a block must have been seen to count as the site's own.
const REPEATED: i64 = 2;
/// Blocks kept a site: those seen on most pages, then the newest.
const MAX_BLOCKS: i64 = 400;
/// Seconds after which a block that was not seen again is forgotten: 180 days.
const FORGOTTEN: i64 = 180 * 86_400;

/// A block that a site's pages repeat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteBlock {
    /// Its print.
    pub print: u64,
    /// On how many articles' pages it was seen.
    pub pages: u32,
    /// How it begins.
    pub sample: SafeText,
}

impl Store {
    /// The blocks that stood on at least two articles' pages of a site, most frequent first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn site_blocks(&self, host: &str) -> Result<Vec<SiteBlock>> {
        self.read(|connection| {
            let sql = "SELECT print, pages, coalesce(sample, '') FROM site_blocks
                WHERE host = ?1 AND pages >= ?2 ORDER BY pages DESC, print";
            let mut statement = connection.prepare_cached(sql)?;
            let mut rows = statement.query(params![host, REPEATED])?;
            let mut blocks = Vec::new();
            while let Some(row) = rows.next()? {
                blocks.push(SiteBlock {
                    print: row.get::<_, i64>(0)?.cast_unsigned(),
                    pages: row.get(1)?,
                    sample: safe(row, 2)?,
                });
            }
            Ok(blocks)
        })
    }

    /// The sites that were learnt about, and how many repeated blocks each has.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn sites(&self) -> Result<Vec<(SafeText, u32)>> {
        self.read(|connection| {
            let sql = "SELECT host, sum(pages >= ?1) FROM site_blocks GROUP BY host ORDER BY host";
            let mut statement = connection.prepare_cached(sql)?;
            let mut rows = statement.query([REPEATED])?;
            let mut sites = Vec::new();
            while let Some(row) = rows.next()? {
                sites.push((safe(row, 0)?, row.get(1)?));
            }
            Ok(sites)
        })
    }

    /// Notes the blocks of an article's page (print and beginning of each), in one transaction.
    /// The same article's page fetched twice in a row counts once.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn learn_site(&self, host: &str, id: ArticleId, blocks: &[(u64, &str)], now: Timestamp) -> Result<()> {
        if host.is_empty() || blocks.is_empty() {
            return Ok(());
        }
        self.write(|transaction| {
            let sql = "INSERT INTO site_blocks (host, print, pages, last_article, last_seen) VALUES (?1, ?2, 1, ?3, ?4)
                ON CONFLICT (host, print) DO UPDATE SET
                  pages = min(pages + (last_article <> excluded.last_article), 1000000),
                  sample = ?5, last_article = excluded.last_article, last_seen = excluded.last_seen";
            let mut statement = transaction.prepare_cached(sql)?;
            for (print, sample) in blocks {
                statement.execute(params![host, print.cast_signed(), id.0, now.0, sample])?;
            }
            let sql = "DELETE FROM site_blocks WHERE host = ?1 AND print IN (SELECT print FROM site_blocks
                WHERE host = ?1 ORDER BY pages >= ?2 DESC, last_seen DESC, pages DESC, print LIMIT -1 OFFSET ?3)";
            transaction
                .prepare_cached(sql)?
                .execute(params![host, REPEATED, MAX_BLOCKS])?;
            transaction
                .prepare_cached("DELETE FROM site_blocks WHERE last_seen < ?1")?
                .execute([now.0.saturating_sub(FORGOTTEN)])?;
            Ok(())
        })
    }

    /// Forgets what was learnt about a site; says how many blocks that were.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn forget_site(&self, host: &str) -> Result<usize> {
        self.write(|transaction| Ok(transaction.execute("DELETE FROM site_blocks WHERE host = ?1", [host])?))
    }
}
