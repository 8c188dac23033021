//! Views: queries kept under a name.

use super::{Library, LibraryError, Result};
use crate::model::{SafeText, ViewId};
use crate::query::Query;

impl Library {
    /// Keeps a query as a view; one of the same name is replaced.
    ///
    /// # Errors
    /// When the name is blank, or the library cannot be written.
    pub fn keep_view(&self, name: &str, query: &Query) -> Result<ViewId> {
        let name = SafeText::line(name);
        if name.is_empty() {
            return Err(LibraryError::Unfit("a view needs a name".into()));
        }
        Ok(self.store().add_view(&name, &query.to_string())?)
    }

    /// Removes a view; the articles it showed stay.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn drop_view(&self, id: ViewId) -> Result<()> {
        Ok(self.store().remove_view(id)?)
    }

    /// Gives a view another name.
    ///
    /// # Errors
    /// When the name is blank, or the library cannot be written.
    pub fn rename_view(&self, id: ViewId, name: &str) -> Result<()> {
        let name = SafeText::line(name);
        if name.is_empty() {
            return Err(LibraryError::Unfit("a view needs a name".into()));
        }
        Ok(self.store().rename_view(id, &name)?)
    }
}
