//! The side pane's actions: choosing names, opening photos and links, going to quotes and cites.

use crate::model::{CaptionName, QuoteKind};
use crate::query::{Query, Test};
use crate::tui::app::App;
use crate::tui::effect::Effect;
use crate::tui::layout::Pane;
use crate::tui::panes::article::Chosen;
use crate::tui::panes::side::Tab;
use crate::tui::widgets::window::Motion;

impl App {
    /// Moves in the side pane; a name that is selected is chosen, a photo comes into view.
    pub fn side_go(&mut self, motion: Motion) -> Vec<Effect> {
        if self.side.go(motion) {
            self.side_moved();
        }
        Vec::new()
    }

    /// What selecting an item brings with it.
    pub fn side_moved(&mut self) {
        self.choose_selected();
        if let (Tab::Photos, Some(photo)) = (self.side.tab(), self.side.item()) {
            self.reader.show_photo(photo);
        }
        if let Some((_, photo)) = self.captioned() {
            self.reader.show_photo(photo);
        }
    }

    /// The selected name and its photo, where only a caption has the name.
    pub fn captioned(&self) -> Option<(&CaptionName, usize)> {
        let analysis = self.reader.article()?.analysis.as_ref()?;
        let name = analysis.captions.get(self.side.caption_name()?)?;
        Some((name, name.photo))
    }

    /// Shows a photo in the Photos tab, and its box in the text.
    fn show_photo_row(&mut self, photo: usize) -> Vec<Effect> {
        self.side.select_photo(photo);
        let effects = self.show_tab(Tab::Photos);
        self.reader.show_photo(photo);
        effects
    }

    /// Chooses the selected name, whose mentions then stand out in the text.
    pub fn choose_selected(&mut self) {
        let chosen = self.side.item().filter(|_| self.side.tab() == Tab::Entities);
        if let Some(entity) = chosen {
            if self.reader.chosen.is_none_or(|chosen| chosen.entity != entity) {
                self.reader.chosen = Some(Chosen { entity, at: None });
            }
        } else if self.side.tab() != Tab::Entities || self.side.caption_name().is_some() {
            self.reader.chosen = None;
        }
    }

    /// Enter: all articles that mention the name, or the photo whose caption has it; the photo or
    /// link itself; the place in the text.
    pub fn enter_item(&mut self) -> Vec<Effect> {
        if let Some((_, photo)) = self.captioned() {
            return self.show_photo_row(photo);
        }
        let (Some(item), Some(article)) = (self.side.item(), self.reader.article()) else {
            return Vec::new();
        };
        let analysis = article.analysis.as_ref();
        match self.side.tab() {
            Tab::Entities => {
                let name = analysis
                    .and_then(|analysis| analysis.entities.get(item))
                    .map(|entity| entity.name.replace('"', ""));
                match name {
                    Some(name) => self.narrow_to(&Query::of(Test::Entity(name))),
                    None => Vec::new(),
                }
            }
            Tab::Photos => self.show_picture(),
            Tab::Links => self.open_item(),
            Tab::Quotes | Tab::Cites => {
                let quote = analysis
                    .and_then(|analysis| analysis.quotes.get(item))
                    .map(|quote| quote.range.start);
                let cite = analysis
                    .and_then(|analysis| analysis.citations.get(item))
                    .and_then(|cite| cite.ranges.first());
                let place = if self.side.tab() == Tab::Quotes {
                    quote
                } else {
                    cite.map(|range| range.start)
                };
                if let Some(place) = place {
                    self.reader.show(place);
                }
                Vec::new()
            }
        }
    }

    /// Opens the selected photo, or the address of the selected link, name or citation.
    pub fn open_item(&mut self) -> Vec<Effect> {
        let (Some(item), Some(article)) = (self.side.item(), self.reader.article()) else {
            return Vec::new();
        };
        if self.side.tab() == Tab::Photos {
            let Some(photo) = article.photos.get(item).cloned() else {
                return Vec::new();
            };
            self.say("fetching the picture …");
            return vec![Effect::LoadPicture(Box::new(photo))];
        }
        match self.item_address() {
            Some(url) => self.open_link(&url),
            None => {
                self.say("no address is known for it");
                Vec::new()
            }
        }
    }

    /// The address of the selected item.
    pub fn item_address(&self) -> Option<String> {
        let (item, article) = (self.side.item()?, self.reader.article()?);
        let analysis = article.analysis.as_ref();
        match self.side.tab() {
            Tab::Entities => analysis?.entities.get(item)?.url.clone(),
            Tab::Photos => article.photos.get(item).map(|photo| photo.url.clone()),
            Tab::Links => article.document.links().get(item).map(|link| link.url.clone()),
            Tab::Quotes => None,
            Tab::Cites => analysis?.citations.get(item)?.url.clone(),
        }
    }

    /// The selected quote with who said it and where that is told; none on other tabs.
    pub fn item_words(&self) -> Option<String> {
        let (item, article) = (self.side.item()?, self.reader.article()?);
        if self.side.tab() != Tab::Quotes {
            return None;
        }
        let quote = article.analysis.as_ref()?.quotes.get(item)?;
        let said = article.document.slice(&quote.range);
        let said = match quote.kind {
            QuoteKind::Reported => said.to_owned(),
            QuoteKind::Direct | QuoteKind::Partial => format!("“{said}”"),
        };
        let who = quote.speaker.as_ref().map(ToString::to_string);
        let source = [
            who,
            Some(article.headline.title.to_string()),
            Some(article.feed_title.to_string()),
            article.url.clone(),
        ];
        let source: Vec<String> = source.into_iter().flatten().filter(|part| !part.is_empty()).collect();
        Some(format!("{said}\n— {}", source.join(", ")))
    }

    /// Shows a tab of the side pane, and focuses it.
    pub fn show_tab(&mut self, tab: Tab) -> Vec<Effect> {
        self.side.show(tab);
        self.shape.side = true;
        self.focus(Pane::Side);
        self.settle();
        self.choose_selected();
        self.preview()
    }

    /// Shows the next tab, or the one before.
    pub fn step_tab(&mut self, back: bool) -> Vec<Effect> {
        self.side.step_tab(back);
        if self.shape.focus == Pane::Side {
            self.settle();
            self.choose_selected();
        }
        Vec::new()
    }

    /// Shows or hides the side pane.
    pub fn toggle_side(&mut self) -> Vec<Effect> {
        if self.layout.side_over || self.layout.pane(Pane::Side).is_none() {
            // Where it has no column of its own it is there while it is focused.
            if self.shape.focus == Pane::Side {
                return self.act(crate::tui::action::Action::Backward);
            }
            self.shape.side = true;
            let layout = crate::tui::layout::Layout::new(self.area, &self.shape);
            if layout.pane(Pane::Side).is_none() {
                self.focus(Pane::Side);
                self.choose_selected();
            }
            return self.preview();
        }
        self.shape.side = false;
        self.reader.chosen = None;
        if self.shape.focus == Pane::Side {
            self.focus(Pane::Article);
        }
        Vec::new()
    }
}
