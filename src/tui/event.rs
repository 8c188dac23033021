//! What happens, as the loop hears it: keys, news of the library, answers to what was asked.

use std::path::PathBuf;

use crossterm::event::Event as Input;

use super::pictures::{Drawn, Frame};
use crate::library::{LibraryEvent, Overview, Photographer, PhotographerPage, Watermark};
use crate::model::{Article, ArticleId, EntityPage, Headline, NamedEntity, Photo, SafeText};

/// One thing that happened.
#[derive(Debug)]
pub enum Event {
    /// A key, the mouse, a paste, another size.
    Input(Input),
    /// News of the library.
    Library(LibraryEvent),
    /// An answer to an [`super::effect::Effect`].
    Loaded(Loaded),
    /// It is time for the next refresh.
    Due,
    /// The program is asked to end.
    Terminate,
}

/// Which part of a list was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// A new list from its start.
    First,
    /// What comes after the rows there are.
    After(ArticleId),
    /// The start of the list there is, read afresh.
    Again,
}

/// What changed about articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marking {
    /// They became read, or unread.
    Read(bool),
    /// They got a star, or lost it.
    Starred(bool),
}

/// An answer. What nobody waits for any more (its ticket is old) is dropped by `update`.
#[derive(Debug)]
pub enum Loaded {
    /// The feeds with their counts.
    Overview(Overview),
    /// Rows of a list.
    Headlines {
        /// Of which question.
        ticket: u64,
        /// Which part.
        page: Page,
        /// The rows, newest first.
        rows: Vec<Headline>,
        /// Whether the list ends here.
        end: bool,
        /// The library's history when they were read.
        seen: Option<Watermark>,
    },
    /// How long the list is.
    Count {
        /// Of which question.
        ticket: u64,
        /// How many articles.
        count: u64,
    },
    /// An article, if it is there.
    Article {
        /// Of which question.
        ticket: u64,
        /// The article.
        article: Option<Box<Article>>,
        /// Where reading was left, as a byte of its text.
        scroll: usize,
    },
    /// An entity's page; none where no article has the entity.
    EntityPage {
        /// Of which question.
        ticket: u64,
        /// The page.
        page: Option<Box<EntityPage>>,
    },
    /// Entities whose names have a word that begins so.
    EntityNames {
        /// The beginning.
        begun: String,
        /// The entities.
        names: Vec<NamedEntity>,
    },
    /// Articles were marked.
    Marked {
        /// How.
        how: Marking,
        /// Which of them were not so before.
        ids: Vec<ArticleId>,
        /// Whether it can be undone by key.
        undoable: bool,
    },
    /// An article was saved.
    Saved {
        /// Which.
        id: ArticleId,
        /// Where.
        path: PathBuf,
    },
    /// An article's tags changed.
    Tagged(ArticleId),
    /// Feeds or views changed; a sentence to say, and whether new feeds wait to be fetched.
    Changed {
        /// What changed.
        said: String,
        /// Whether feeds came that were never fetched.
        fetch: bool,
    },
    /// A picture is there as a file.
    Picture {
        /// The photo.
        photo: Box<Photo>,
        /// Its file.
        path: PathBuf,
    },
    /// A picture is ready for its place, or cannot be had, and why.
    Drawn {
        /// The picture's address.
        url: String,
        /// The place.
        frame: Frame,
        /// The picture.
        result: Result<Drawn, SafeText>,
        /// Whether it was fetched just now, so that more may be known of its photo.
        fresh: bool,
    },
    /// Everything by a photographer.
    Photographer(Box<PhotographerPage>),
    /// Photographers whose name begins so.
    Photographers {
        /// The beginning.
        beginning: String,
        /// They.
        names: Vec<Photographer>,
    },
    /// Something to say.
    Said(SafeText),
    /// Something went wrong, as a sentence.
    Failed(SafeText),
}
