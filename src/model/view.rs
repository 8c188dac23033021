//! A view: a query kept under a name in the feeds pane.

use super::{SafeText, ViewId};

/// A saved query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// Its row.
    pub id: ViewId,
    /// Its name.
    pub name: SafeText,
    /// The query, as it is written; parsed by `query`.
    pub query: String,
}
