//! Read states, stars and tags. Each verb says which articles it changed, so that it can be undone.

use super::{Library, LibraryError, Result};
use crate::model::{ArticleId, SafeText, Timestamp};
use crate::query::Query;

/// A point in the library's history: articles stored after it were not on the screen yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Watermark(i64);

impl Library {
    /// Marks articles read or unread; gives those that were not so already.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn set_read(&self, ids: &[ArticleId], read: bool) -> Result<Vec<ArticleId>> {
        Ok(self.store().set_read(ids, read)?)
    }

    /// Stars articles or takes the star away; gives those that were not so already.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn set_starred(&self, ids: &[ArticleId], starred: bool) -> Result<Vec<ArticleId>> {
        Ok(self.store().set_starred(ids, starred)?)
    }

    /// This moment in the library's history.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn watermark(&self) -> Result<Watermark> {
        Ok(Watermark(self.store().last_seq()?))
    }

    /// Marks every article read that the query holds for and that was there at `seen`; what has
    /// arrived since stays unread. Gives the articles it changed.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn mark_all_read(&self, query: &Query, now: Timestamp, seen: Watermark) -> Result<Vec<ArticleId>> {
        Ok(self.store().mark_read_where(query, now, seen.0)?)
    }

    /// Gives an article a tag.
    ///
    /// # Errors
    /// When the tag is blank, or the library cannot be written.
    pub fn tag(&self, id: ArticleId, tag: &str) -> Result<()> {
        Ok(self.store().add_tag(id, &tag_name(tag)?)?)
    }

    /// Takes a tag away from an article.
    ///
    /// # Errors
    /// When the tag is blank, or the library cannot be written.
    pub fn untag(&self, id: ArticleId, tag: &str) -> Result<()> {
        Ok(self.store().remove_tag(id, &tag_name(tag)?)?)
    }
}

fn tag_name(tag: &str) -> Result<SafeText> {
    let name = SafeText::line(&tag.replace('"', ""));
    if name.is_empty() {
        Err(LibraryError::Unfit("a tag needs at least one letter".into()))
    } else {
        Ok(name)
    }
}
