//! Looking after the library itself: its index, its soundness. Copies of it are [`super::backup`]'s.

use super::{Library, Result};
use crate::extract;
use crate::query::UniqueWords;

/// Articles indexed again in one go after a crash.
const BATCH: usize = 2_000;

impl Library {
    /// Whether some stored articles are not in the full-text index yet (the program was stopped
    /// between storing and indexing them).
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn index_pending(&self) -> Result<bool> {
        Ok(self.store().index_pending()?)
    }

    /// Completes the full-text index. Blocks; there is nothing to do after an orderly end.
    ///
    /// # Errors
    /// When the library cannot be read or written.
    pub fn catch_up_index(&self) -> Result<()> {
        let mut words = UniqueWords::default();
        let mut text = String::new();
        self.store().catch_up_index(BATCH, |article| {
            text.clear();
            extract::loose_text(&article.body.html, &mut text);
            for part in [
                article.title,
                article.author,
                article.feed_title,
                text.as_str(),
                article.page_text,
            ] {
                words.add(part);
            }
            words.take()
        })?;
        Ok(())
    }

    /// What is wrong with the library's file; nothing when it is sound.
    ///
    /// # Errors
    /// When the library cannot be read at all.
    pub fn check(&self) -> Result<Vec<String>> {
        Ok(self.store().integrity()?)
    }
}
