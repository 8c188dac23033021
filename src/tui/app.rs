//! Everything the screen knows: the panes, what is focused, what lies over them, what is awaited.
//!
//! The panes do not hold each other; what a key or an answer means for several of them is in
//! [`super::act`] and [`super::update`]. Nothing here draws, waits or reads a clock.

use std::collections::BTreeMap;

use ratatui::layout::Rect;

use super::act::narrow::Narrow;
use super::action::{Action, Context};
use super::colour::Depth;
use super::effect::Effect;
use super::event::Marking;
use super::key::Key;
use super::keymap::Keymap;
use super::layout::{Edge, Layout, Pane, Shape};
use super::overlays::{Overlay, Prompt};
use super::panes::article::{Reader, Setting};
use super::panes::feeds::Feeds;
use super::panes::headlines::Headlines;
use super::panes::side::Side;
use super::pictures::Gallery;
use super::theme::Theme;
use super::words::Zone;
use crate::config::Settings;
use crate::config::settings::Images;
use crate::library::{Photographer, Progress};
use crate::model::{ArticleId, SafeText, ShownText, Timestamp};

/// Markings that can be undone at most.
const MOST_UNDO: usize = 50;

/// What the screen is made with.
#[derive(Debug)]
pub struct Start {
    /// The settings.
    pub settings: Settings,
    /// The keys.
    pub keymap: Keymap,
    /// The look.
    pub theme: Theme,
    /// The person's own themes, name and text.
    pub themes: BTreeMap<String, String>,
    /// How many colours there are.
    pub depth: Depth,
    /// The present.
    pub now: Timestamp,
    /// How dates are told.
    pub zone: Zone,
}

/// What is said in the bottom line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The words.
    pub text: SafeText,
    /// Whether it tells of something that went wrong.
    pub bad: bool,
}

/// How the refresh under way stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Refreshing {
    /// Whether there is one.
    pub running: bool,
    /// How far it is.
    pub progress: Progress,
    /// Whether the list is being read afresh.
    pub reading: bool,
    /// New articles since it was read last.
    pub unread_news: usize,
}

/// What has been asked for and not come.
#[derive(Debug, Clone, Copy, Default)]
pub struct Awaited {
    /// The last question's number.
    pub last: u64,
    /// The list's question.
    pub list: u64,
    /// The article that should be selected in the list that comes.
    pub keep: Option<ArticleId>,
    /// The article's question.
    pub article_ticket: u64,
    /// The article.
    pub article: Option<ArticleId>,
    /// Whether it is to be opened when it comes.
    pub open: bool,
    /// Which text of the article shown has been asked for and not come.
    pub text: Option<Option<ShownText>>,
    /// The last page's question.
    pub page: u64,
    /// Where in its text an article that comes is to be shown.
    pub place: Option<(ArticleId, usize)>,
    /// The article being looked through for names.
    pub analysis: Option<ArticleId>,
}

/// The whole state of the screen.
#[derive(Debug)]
pub struct App {
    /// What it was made with.
    pub start: Start,
    /// The terminal's size.
    pub area: Rect,
    /// Focus and sizes.
    pub shape: Shape,
    /// Where the panes stand, as last settled.
    pub layout: Layout,
    /// The feeds pane.
    pub feeds: Feeds,
    /// The headlines pane.
    pub headlines: Headlines,
    /// The article pane.
    pub reader: Reader,
    /// The side pane.
    pub side: Side,
    /// Pictures that are ready.
    pub gallery: Gallery,
    /// Photographers to choose from, and what their names begin with.
    pub photographers: (String, Vec<Photographer>),
    /// What the headlines are narrowed to.
    pub narrow: Narrow,
    /// The window over the panes.
    pub overlay: Option<Overlay>,
    /// The window that comes back when the one over it closes.
    pub under: Option<Overlay>,
    /// The line being typed at the bottom.
    pub prompt: Option<Prompt>,
    /// Keys of a chord that is not whole yet.
    pub pending: Vec<Key>,
    /// What is said at the bottom.
    pub message: Option<Message>,
    /// The refresh under way.
    pub refreshing: Refreshing,
    /// What is awaited.
    pub awaited: Awaited,
    /// Markings that can be undone, the last one last.
    pub undo: Vec<(Marking, Vec<ArticleId>)>,
    /// The border being dragged.
    pub dragging: Option<Edge>,
    /// Whether the mouse is used.
    pub mouse: bool,
}

impl App {
    /// A screen with nothing on it yet.
    pub fn new(start: Start) -> App {
        let shape = Shape {
            focus: Pane::Headlines,
            middle: Pane::Headlines,
            side: start.settings.screen.side_pane,
            ..Shape::default()
        };
        let mouse = start.settings.screen.mouse;
        let reader = Reader::new(start.keymap.keys_for(Context::Article, Action::SwitchText));
        App {
            start,
            area: Rect::ZERO,
            shape,
            layout: Layout::default(),
            feeds: Feeds::default(),
            headlines: Headlines::default(),
            reader,
            side: Side::default(),
            gallery: Gallery::default(),
            photographers: Default::default(),
            narrow: Narrow::default(),
            overlay: None,
            under: None,
            prompt: None,
            pending: Vec::new(),
            message: None,
            refreshing: Refreshing::default(),
            awaited: Awaited::default(),
            undo: Vec::new(),
            dragging: None,
            mouse,
        }
    }

    /// Where the next key is pressed.
    pub fn context(&self) -> Context {
        match (&self.overlay, &self.prompt) {
            (Some(overlay), _) => overlay.context(),
            (None, Some(_)) => Context::Input,
            (None, None) => match self.shape.focus {
                Pane::Feeds => Context::Feeds,
                Pane::Headlines => Context::Headlines,
                Pane::Article => Context::Article,
                Pane::Side => Context::Side,
            },
        }
    }

    /// Brings everything in line with the terminal's size and what is shown; before drawing.
    pub fn settle(&mut self) {
        self.layout = Layout::new(self.area, &self.shape);
        let inner = |pane| self.layout.inner(pane);
        let (feeds, headlines, article, side) = (
            inner(Pane::Feeds),
            inner(Pane::Headlines),
            inner(Pane::Article),
            inner(Pane::Side),
        );
        self.feeds
            .window
            .settle(self.feeds.row_count(), usize::from(feeds.height));
        let rows = self.headlines.rows().len();
        self.headlines.window.settle(rows, Headlines::view(headlines));
        let setting = self.setting();
        if !article.is_empty() {
            let inline = self.gallery.place == Images::Inline;
            let frame = inline.then(|| Reader::frame(article, setting));
            let heights: Vec<u16> = self.standings(frame).iter().map(|standing| standing.rows).collect();
            self.reader.settle(article, setting, &heights);
        }
        if !side.is_empty() {
            let pictures = self.standings(Some(Side::frame(side)));
            let hits = &self.narrow.query;
            self.side.settle(side, self.reader.article(), hits, &pictures);
        }
        if let Some(overlay) = &mut self.overlay {
            overlay.settle(self.area, &self.start.keymap);
        }
    }

    /// What an article is laid out for.
    pub fn setting(&self) -> Setting {
        let reader = &self.start.settings.reader;
        Setting {
            measure: reader.measure,
            link_numbers: reader.link_numbers,
            names: reader.entities,
            captions: self.layout.pane(Pane::Side).is_none(),
            zone: self.start.zone,
        }
    }

    /// How many headlines are seen at once.
    pub fn headlines_view(&self) -> usize {
        Headlines::view(self.layout.inner(Pane::Headlines))
    }

    /// Focuses a pane.
    pub fn focus(&mut self, pane: Pane) {
        self.shape.focus = pane;
        if matches!(pane, Pane::Headlines | Pane::Article) {
            self.shape.middle = pane;
        }
        self.layout = Layout::new(self.area, &self.shape);
    }

    /// The number of a new question.
    pub fn ticket(&mut self) -> u64 {
        self.awaited.last += 1;
        self.awaited.last
    }

    /// Says something at the bottom.
    pub fn say(&mut self, text: impl AsRef<str>) {
        self.message = Some(Message {
            text: SafeText::line(text.as_ref()),
            bad: false,
        });
    }

    /// Says that something went wrong.
    pub fn complain(&mut self, text: impl AsRef<str>) {
        self.message = Some(Message {
            text: SafeText::line(text.as_ref()),
            bad: true,
        });
    }

    /// Notes a marking so that it can be undone.
    pub fn remember(&mut self, how: Marking, ids: Vec<ArticleId>) {
        if self.undo.len() >= MOST_UNDO {
            self.undo.remove(0);
        }
        self.undo.push((how, ids));
    }

    /// The article keys are about: the one shown where reading goes on, else the selected one.
    pub fn current(&self) -> Option<ArticleId> {
        match self.shape.focus {
            Pane::Article | Pane::Side => self.reader.id().or_else(|| self.headlines.selected().map(|row| row.id)),
            Pane::Feeds | Pane::Headlines => self.headlines.selected().map(|row| row.id).or_else(|| self.reader.id()),
        }
    }

    /// What has to be done before the program ends or another article is shown.
    pub fn leave_article(&mut self) -> Vec<Effect> {
        self.reader
            .unkept()
            .map(|(id, place)| Effect::KeepScroll(id, place))
            .into_iter()
            .collect()
    }
}
