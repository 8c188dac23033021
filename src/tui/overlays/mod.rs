//! What lies over the panes: help, the command palette, the feeds' health, a page about one thing,
//! a question; and the
//! line being typed at the bottom. A window knows no pane; what it asks for is in [`super::act`].

pub mod confirm;
pub mod entity_page;
pub mod health;
mod health_detail;
pub mod help;
pub mod page;
pub mod palette;
pub mod photographer;
pub mod picture;
pub mod place;
pub mod prompt;
pub mod which_key;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

pub use confirm::Confirm;
pub use health::Health;
pub use help::Help;
pub use page::Page;
pub use palette::Palette;
pub use photographer::Photographer;
pub use picture::Picture;
pub use prompt::{Prompt, Purpose};

use super::action::Context;
use super::keymap::Keymap;
use super::pictures::Gallery;
use super::theme::Theme;

/// A window over the panes.
#[derive(Debug)]
pub enum Overlay {
    /// Every key, searchable.
    Help(Help),
    /// Commands being typed.
    Palette(Palette),
    /// How the feeds are doing.
    Health(Health),
    /// All about one thing.
    Page(Box<Page>),
    /// A question with two answers.
    Confirm(Confirm),
    /// A picture in full size.
    Picture(Picture),
    /// A photographer's page.
    Photographer(Photographer),
}

impl Overlay {
    /// Where its keys are looked up.
    pub fn context(&self) -> Context {
        match self {
            Overlay::Help(_) | Overlay::Palette(_) => Context::Input,
            Overlay::Health(_) | Overlay::Confirm(_) | Overlay::Photographer(_) => Context::Overlay,
            Overlay::Picture(_) => Context::Picture,
            Overlay::Page(_) => Context::Page,
        }
    }

    /// Brings it in line with the screen's size.
    pub fn settle(&mut self, area: Rect, keymap: &Keymap) {
        match self {
            Overlay::Help(help) => help.settle(area, keymap),
            Overlay::Palette(palette) => palette.settle(area),
            Overlay::Health(health) => health.settle(area),
            Overlay::Picture(picture) => picture.settle(area),
            Overlay::Photographer(page) => page.settle(area),
            Overlay::Page(page) => page.settle(area),
            Overlay::Confirm(_) => {}
        }
    }

    /// Draws it, and gives the place of the cursor where something is typed.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, theme: &Theme, gallery: &Gallery) -> Option<(u16, u16)> {
        match self {
            Overlay::Help(help) => help.draw(buffer, area, theme),
            Overlay::Palette(palette) => palette.draw(buffer, area, theme),
            Overlay::Health(health) => {
                health.draw(buffer, area, theme);
                None
            }
            Overlay::Page(page) => {
                page.draw(buffer, area, theme);
                None
            }
            Overlay::Confirm(confirm) => {
                confirm.draw(buffer, area, theme);
                None
            }
            Overlay::Picture(picture) => {
                picture.draw(buffer, theme, gallery);
                None
            }
            Overlay::Photographer(page) => {
                page.draw(buffer, theme);
                None
            }
        }
    }
}
