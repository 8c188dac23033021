//! Making a store of salvaged rows one whole again: nothing names what is not there, every text
//! reads, counts are right, and the index is due to be built anew.

use rusqlite::{Connection, params};

use super::error::Result;
use super::{analysis, body, pack, page, same_item};
use crate::model::ArticleId;

/// Mends it; gives how many articles have lost their text. The full-text index is left to be
/// caught up with.
pub(super) fn whole(connection: &Connection) -> Result<usize> {
    // Articles whose feed is lost keep a place to stand. Its trigger may meet rows that are there.
    connection.execute_batch(
        "INSERT OR REPLACE INTO feeds (id, url, title, folder, position, subscribed)
            SELECT DISTINCT feed_id, 'recovered:' || feed_id, 'Recovered feed ' || feed_id, '', 0, 0
            FROM articles WHERE feed_id NOT IN (SELECT id FROM feeds);
         INSERT OR IGNORE INTO fetches (feed_id) SELECT id FROM feeds;
         INSERT OR IGNORE INTO counts (feed_id) SELECT id FROM feeds;",
    )?;
    drop_orphans(connection)?;
    let lost = mend_bodies(connection)?;
    drop_unreadable(connection, "pages", "article_id", |id| {
        page::load(connection, ArticleId(id)).is_ok()
    })?;
    drop_unreadable(connection, "analyses", "article_id", |id| {
        analysis::load(connection, ArticleId(id)).is_ok()
    })?;
    connection.execute_batch(
        "UPDATE articles SET has_page = 0 WHERE has_page <> 0 AND id NOT IN (SELECT article_id FROM pages WHERE page IS NOT NULL);
         UPDATE articles SET analysed = 0 WHERE analysed <> 0 AND id NOT IN (SELECT article_id FROM analyses);
         UPDATE articles SET saved = 0 WHERE saved <> 0 AND id NOT IN (SELECT article_id FROM saves);
         UPDATE counts SET
            total = (SELECT count(*) FROM articles a WHERE a.feed_id = counts.feed_id),
            unread = (SELECT count(*) FROM articles a WHERE a.feed_id = counts.feed_id AND a.read = 0);
         INSERT OR IGNORE INTO meta VALUES ('last_seq', 0);
         UPDATE meta SET value = max(value, (SELECT ifnull(max(body_seq), 0) FROM articles)) WHERE key = 'last_seq';
         DELETE FROM unindexed;
         INSERT INTO unindexed SELECT 1, value FROM meta WHERE key = 'last_seq' AND value > 0;",
    )?;
    Ok(lost)
}

/// Deletes rows that name a row of another table that is not there; again, until there are none.
fn drop_orphans(connection: &Connection) -> Result<()> {
    let mut statement = connection.prepare(
        "SELECT s.name, f.\"from\", f.\"table\", ifnull(f.\"to\", (SELECT name FROM pragma_table_info(f.\"table\") WHERE pk = 1))
            FROM sqlite_schema s, pragma_foreign_key_list(s.name) f WHERE s.type = 'table'",
    )?;
    let references = statement.query_map([], |row| {
        Ok([row.get::<_, String>(0)?, row.get(1)?, row.get(2)?, row.get(3)?])
    })?;
    let references = references.collect::<rusqlite::Result<Vec<_>>>()?;
    loop {
        let mut dropped = 0;
        for [table, column, parent, key] in &references {
            let sql = format!(
                "DELETE FROM \"{table}\" WHERE \"{column}\" IS NOT NULL
                    AND \"{column}\" NOT IN (SELECT \"{key}\" FROM \"{parent}\")"
            );
            dropped += connection.execute(&sql, [])?;
        }
        if dropped == 0 {
            return Ok(());
        }
    }
}

/// Gives every article whose text is lost or does not read an empty one of its own: its place among
/// the read and starred stays, and the next fetch of its feed brings its text back where the feed
/// still has it. What no article uses goes. Gives how many have lost theirs.
fn mend_bodies(connection: &Connection) -> Result<usize> {
    let mut statement = connection.prepare("SELECT id, body_seq FROM articles")?;
    let articles = statement.query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)))?;
    let articles = articles.collect::<rusqlite::Result<Vec<_>>>()?;
    let mut raw = Vec::new();
    body::lay_out(None, body::FeedBody::default(), &mut raw)?;
    let empty = pack::pack(&raw)?;
    let last = "SELECT max((SELECT ifnull(max(body_seq), 0) FROM articles), (SELECT ifnull(max(last), 0) FROM bundles),
        (SELECT ifnull(max(seq), 0) FROM bodies))";
    let mut last: i64 = connection.query_row(last, [], |row| row.get(0))?;
    let mut lost = 0;
    for (id, number) in articles {
        let loaded = body::load(connection, number);
        if !matches!(&loaded, Ok(Some(raw)) if body::read(raw).is_ok()) {
            last += 1;
            connection.execute("INSERT INTO bodies (seq, body) VALUES (?1, ?2)", params![last, empty])?;
            let sql = "UPDATE articles SET body_seq = ?2, content_hash = ?3 WHERE id = ?1";
            connection.execute(sql, params![id, last, same_item::LOST])?;
            // It is asked anew, and for all of its document.
            let sql = "UPDATE fetches SET etag = NULL, last_modified = NULL, health = json_remove(health, '$.due')
                WHERE feed_id = (SELECT feed_id FROM articles WHERE id = ?1)";
            connection.execute(sql, [id])?;
            lost += 1;
        }
    }
    connection.execute_batch(
        "UPDATE bundles SET used =
            (SELECT count(*) FROM articles a WHERE a.body_seq BETWEEN bundles.first AND bundles.last);
         DELETE FROM bodies WHERE seq NOT IN (SELECT body_seq FROM articles) AND seq NOT IN (SELECT first FROM bundles);",
    )?;
    Ok(lost)
}

/// Deletes the rows whose contents do not read.
fn drop_unreadable(connection: &Connection, table: &str, key: &str, reads: impl Fn(i64) -> bool) -> Result<()> {
    let mut statement = connection.prepare(&format!("SELECT {key} FROM {table}"))?;
    let keys = statement.query_map([], |row| row.get::<_, i64>(0))?;
    let keys = keys.collect::<rusqlite::Result<Vec<_>>>()?;
    for key_value in keys.into_iter().filter(|key| !reads(*key)) {
        connection.execute(&format!("DELETE FROM {table} WHERE {key} = ?1"), [key_value])?;
    }
    Ok(())
}
