//! The four panes. A pane owns what it shows and how it is drawn and moved in; it holds no other
//! pane and asks for nothing itself: [`super::act`] does, when a key says so.

pub mod article;
pub mod caption_names;
pub mod feeds;
pub mod headlines;
pub mod marks;
pub mod photo_rows;
pub mod side;
pub mod side_rows;
