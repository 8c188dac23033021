//! What the screen asks for. Carried out by [`super::runner`], the only place that waits.

use std::path::PathBuf;

use super::event::{Marking, Page};
use super::pictures::{Frame, Support};
use crate::library::{Selection, Watermark};
use crate::model::{ArticleId, EntityKind, FeedId, FeedOptions, Photo, ShownText, ViewId};
use crate::query::Query;

/// How an entity is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Which {
    /// By its key and kind.
    Key(String, EntityKind),
    /// By a name a person typed.
    Name(String),
}

/// Something to be done away from the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Read the feeds and counts.
    LoadOverview,
    /// Read a part of a list; a later ticket makes an earlier one void.
    LoadHeadlines {
        /// The question's number.
        ticket: u64,
        /// Which articles.
        query: Query,
        /// Which part.
        page: Page,
        /// At most so many.
        limit: usize,
    },
    /// Count a list.
    Count {
        /// The question's number.
        ticket: u64,
        /// Which articles.
        query: Query,
    },
    /// Read an article; a later ticket makes an earlier one void.
    LoadArticle {
        /// The question's number.
        ticket: u64,
        /// Which.
        id: ArticleId,
        /// Which text; none for the better one.
        text: Option<ShownText>,
    },
    /// Gather an entity's page; a later ticket makes an earlier one void.
    LoadEntityPage {
        /// The question's number.
        ticket: u64,
        /// Which entity.
        which: Which,
    },
    /// Complete the name of an entity.
    LoadEntityNames(String),
    /// Look for names in an article.
    Analyse(ArticleId),
    /// Fetch an article's page, again where `force` is set.
    FetchPage {
        /// Which.
        id: ArticleId,
        /// Although it is stored.
        force: bool,
    },
    /// Mark articles.
    Mark {
        /// Which.
        ids: Vec<ArticleId>,
        /// How.
        how: Marking,
        /// Whether it can be undone by key.
        undoable: bool,
    },
    /// Mark a whole list read.
    MarkAllRead {
        /// Which articles.
        query: Query,
        /// Only those that were there then.
        seen: Watermark,
    },
    /// Give an article a tag or take it away.
    Tag {
        /// Which.
        id: ArticleId,
        /// The tag.
        tag: String,
        /// Give, or take.
        give: bool,
    },
    /// Save an article as a file.
    Save(ArticleId),
    /// Keep where reading was left.
    KeepScroll(ArticleId, usize),
    /// Keep a query as a view.
    KeepView {
        /// The view's name.
        name: String,
        /// Its query.
        query: Query,
    },
    /// Drop a view.
    DropView(ViewId),
    /// Subscribe.
    Add {
        /// The address of a feed or page.
        url: String,
        /// The folder.
        folder: String,
    },
    /// Leave a feed.
    Unsubscribe(FeedId),
    /// Give a feed another address; none for the one that its last answer names.
    Relocate {
        /// The feed.
        feed: FeedId,
        /// The address, as typed.
        url: Option<String>,
    },
    /// Set what is sent and shown for a feed.
    SetOptions(FeedId, Box<FeedOptions>),
    /// Fetch older pages of a feed.
    History(FeedId),
    /// Move a feed to a folder.
    SetFolder(FeedId, String),
    /// Read an OPML file.
    Import(PathBuf),
    /// Write an OPML file.
    Export(PathBuf),
    /// Fetch feeds.
    Refresh {
        /// Which.
        what: Selection,
        /// Although they are not due.
        force: bool,
    },
    /// Stop fetching.
    StopRefresh,
    /// Use idle time: complete the index, look for names, fetch pages ahead.
    Idle,
    /// Open an address: in the browser, or with the system's program for its scheme.
    OpenLink(String),
    /// Give an article's text to a program, its words given.
    Pipe(ArticleId, Vec<String>),
    /// Fetch a picture to a file.
    LoadPicture(Box<Photo>),
    /// Make a photo's picture ready for a place on the screen, fetching it where it is not here.
    DrawPicture {
        /// The photo.
        photo: Box<Photo>,
        /// The place.
        frame: Frame,
        /// How it is to be drawn.
        support: Support,
        /// What the terminal is to know it by.
        number: u32,
    },
    /// Read everything by a photographer.
    LoadPhotographer(String),
    /// Read the photographers whose name begins so.
    CompletePhotographer(String),
    /// Open a picture's file.
    OpenPicture(PathBuf),
    /// Put text into the terminal's clipboard.
    Copy(String),
    /// Draw everything anew.
    Redraw,
    /// Use the mouse, or leave it to the terminal.
    Mouse(bool),
    /// Suspend the program.
    Suspend,
    /// End the program.
    Quit,
}
