//! Rank 0, the nouns: plain data that every other module speaks in.
//!
//! Nothing here reads a clock, a file, a socket or the environment, and nothing here knows a
//! terminal. A type lives here when two ranks hand it to each other; what only one module needs
//! stays in that module. Start with [`article`] and [`document`]; text from outside enters
//! through [`safe_text`].

pub mod agency;
pub mod analysis;
pub mod article;
pub mod citation;
pub mod coordinates;
pub mod document;
pub mod document_builder;
pub mod entity;
pub mod entity_page;
pub mod feed;
pub mod figure;
pub mod file_facts;
pub mod following;
pub mod ids;
pub mod page_facts;
pub mod parsed;
pub mod photo;
pub mod pixels;
pub mod quote;
pub mod safe_text;
pub mod time;
pub mod view;

pub use agency::{agency_name, agency_names};
pub use analysis::{Analysis, CaptionName, fingerprint};
pub use article::{Article, Flags, Headline, PageState, ShownText};
pub use citation::Citation;
pub use coordinates::Coordinates;
pub use document::{Block, BlockKind, Cell, Document, Link, ListPlace, Marker, Span, Style, Table};
pub use document_builder::DocumentBuilder;
pub use entity::{Entity, EntityKind, Mention};
pub use entity_page::{EntityPage, NamedEntity, PageArticle, PageCaption, PageQuote};
pub use feed::{Feed, FeedHealth, FeedOptions, Outcome, Validators};
pub use figure::Figure;
pub use file_facts::FileFacts;
pub use following::{Following, following};
pub use ids::{ArticleId, EntityId, FeedId, ViewId};
pub use page_facts::{PageFacts, PageKind};
pub use parsed::{MediaItem, ParsedFeed, ParsedItem, PublisherHints};
pub use photo::{PartialDate, Photo, PhotoPart, PhotoSource};
pub use pixels::Pixels;
pub use quote::{Quote, QuoteKind};
pub use safe_text::SafeText;
pub use time::Timestamp;
pub use view::View;
