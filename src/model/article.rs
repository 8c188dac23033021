//! An article: the light row of a list, and the whole thing.

use serde::{Deserialize, Serialize};

use super::{Analysis, ArticleId, Coordinates, Document, FeedId, PageFacts, Photo, SafeText, Timestamp};

/// A row in a list of articles. Light on purpose: a list holds a screenful and a page more of
/// these, never a library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headline {
    /// The article's row; also its place in time.
    pub id: ArticleId,
    /// The feed it came from.
    pub feed: FeedId,
    /// Its headline; never empty (the text's beginning, or the address, stands in).
    pub title: SafeText,
    /// Who wrote it; empty where nobody says.
    pub author: SafeText,
    /// When it was published; the time it was first seen where the publisher's date was missing
    /// or impossible (see [`Flags::date_guessed`]).
    pub published: Timestamp,
    /// Words of its longest known text, 0 when not counted.
    pub words: u32,
    /// Its states.
    pub flags: Flags,
}

/// States of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Flags {
    /// The person has read it.
    pub read: bool,
    /// The person starred it.
    pub starred: bool,
    /// It is saved as a file.
    pub saved: bool,
    /// The publisher changed it after it was first seen.
    pub edited: bool,
    /// Its date is the time it was first seen.
    pub date_guessed: bool,
    /// Its page has been fetched and is stored.
    pub has_page: bool,
}

/// A whole article, as the screen and the command line show it.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// Its row in lists.
    pub headline: Headline,
    /// The name of its feed.
    pub feed_title: SafeText,
    /// The page it leads to.
    pub url: Option<String>,
    /// The page with its comments.
    pub comments: Option<String>,
    /// The place it is about, by the feed.
    pub coordinates: Option<Coordinates>,
    /// When it was first stored.
    pub retrieved: Timestamp,
    /// When the publisher says it was changed.
    pub updated: Option<Timestamp>,
    /// The publisher's categories.
    pub categories: Vec<SafeText>,
    /// The person's tags.
    pub tags: Vec<SafeText>,
    /// Which of its texts [`document`](Self::document) is.
    pub shown: ShownText,
    /// What its page says of it; empty where no page is stored.
    pub facts: PageFacts,
    /// How the fetching of its page stands.
    pub page: PageState,
    /// The text.
    pub document: Document,
    /// The photos, in page order; [`super::BlockKind::Figure`] points in here.
    pub photos: Vec<Photo>,
    /// What was found in the text; none until it has been looked at.
    pub analysis: Option<Analysis>,
    /// Where it is saved, if it is.
    pub saved_as: Option<String>,
}

impl Article {
    /// Who wrote it, as the feed says, else as its page does; empty where nobody says.
    pub fn author(&self) -> String {
        if !self.headline.author.is_empty() {
            return self.headline.author.to_string();
        }
        let names: Vec<&str> = self.facts.bylines.iter().map(SafeText::as_str).collect();
        names.join(", ")
    }
}

/// Which text of an article is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ShownText {
    /// What the feed itself carried.
    #[default]
    Feed,
    /// What was extracted from its page.
    Page,
}

/// How the fetching of an article's page stands.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PageState {
    /// Nobody asked for it yet.
    #[default]
    NotFetched,
    /// It is stored.
    Stored,
    /// It could not be had, and why, as a sentence. The feed's text stands.
    Failed(SafeText),
    /// There is no page: the item has no link, or it is the shipped edition.
    None,
}
