//! Pages about one thing: asking for them, and what keys do on them.

use crate::model::{Article, ArticleId, EntityKind, NamedEntity};
use crate::query::Query;
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::command::Suggestion;
use crate::tui::effect::{Effect, Which};
use crate::tui::layout::Pane;
use crate::tui::overlays::page::{Goes, Page};
use crate::tui::overlays::{Overlay, Palette, entity_page};
use crate::tui::panes::side::Tab;
use crate::tui::widgets::line_input::LineInput;
use crate::tui::widgets::window::Motion;

impl App {
    /// Asks for the page of the selected name, speaker or citation; of the name chosen in the text;
    /// with none, for a name to be typed.
    pub fn ask_entity_page(&mut self) -> Vec<Effect> {
        match self.meant_entity() {
            Some((key, kind)) => self.load_entity_page(Which::Key(key, kind)),
            None => {
                let mut palette = Palette::default();
                palette.input = LineInput::new("entity ");
                palette.suggest(self.suggestions("entity "));
                self.overlay = Some(Overlay::Palette(palette));
                Vec::new()
            }
        }
    }

    /// Asks for an entity's page.
    pub fn load_entity_page(&mut self, which: Which) -> Vec<Effect> {
        self.say("reading …");
        let ticket = self.ticket();
        self.awaited.page = ticket;
        vec![Effect::LoadEntityPage { ticket, which }]
    }

    /// The entity that keys are about.
    fn meant_entity(&self) -> Option<(String, EntityKind)> {
        if let (Pane::Side, Some((name, _))) = (self.shape.focus, self.captioned()) {
            return Some((name.key.clone(), name.kind));
        }
        let article = self.reader.article()?;
        let analysis = article.analysis.as_ref()?;
        let at = match (self.shape.focus, self.side.tab()) {
            (Pane::Side, Tab::Entities) => self.side.item()?,
            (Pane::Side, Tab::Quotes) => analysis.quotes.get(self.side.item()?)?.entity?,
            (Pane::Side, Tab::Cites) => cited(article, self.side.item()?)?,
            (Pane::Article, _) => self.reader.chosen?.entity,
            _ => return None,
        };
        let entity = analysis.entities.get(at)?;
        let is_kept = !matches!(entity.kind, EntityKind::Date | EntityKind::Money | EntityKind::Quantity);
        is_kept.then(|| (entity.key.clone(), entity.kind))
    }

    /// An entity's page has come.
    pub fn entity_page_loaded(&mut self, ticket: u64, page: Option<&crate::model::EntityPage>) -> Vec<Effect> {
        let free = matches!(self.overlay, None | Some(Overlay::Page(_))) && self.prompt.is_none();
        if ticket != self.awaited.page || !free {
            return Vec::new();
        }
        self.message = None;
        match page {
            Some(page) => {
                let content = entity_page::content(page, self.start.now, self.start.zone);
                self.overlay = Some(Overlay::Page(Box::new(Page::new(content))));
            }
            None => self.say("no article of the library is known to name it yet"),
        }
        Vec::new()
    }

    /// Names have come that what is typed could become.
    pub fn entity_names_loaded(&mut self, begun: &str, names: &[NamedEntity]) {
        let Some(Overlay::Palette(palette)) = &mut self.overlay else {
            return;
        };
        if entity_begun(palette.input.text()) != Some(begun) || names.is_empty() {
            return;
        }
        palette.suggest(
            names
                .iter()
                .map(|entity| Suggestion {
                    text: format!("entity {}", entity.name),
                    hint: "",
                    description: format!(
                        "{} · {}",
                        entity.kind,
                        crate::tui::words::many(
                            usize::try_from(entity.articles).unwrap_or(usize::MAX),
                            "article",
                            "articles"
                        )
                    ),
                })
                .collect(),
        );
    }

    /// What an action does on a page.
    pub fn act_page(&mut self, action: Action) -> Vec<Effect> {
        let Some(Overlay::Page(page)) = &mut self.overlay else {
            return Vec::new();
        };
        if let Some(motion) = Motion::of(action) {
            page.go(motion);
            return Vec::new();
        }
        match action {
            Action::NextTab => page.step_section(false),
            Action::PreviousTab => page.step_section(true),
            Action::Accept => {
                let going = page
                    .item()
                    .map(|item| (item.goes.clone(), page.content().query.clone()));
                return going
                    .map(|(goes, query)| self.go_from_page(goes, &query))
                    .unwrap_or_default();
            }
            Action::OpenBrowser => {
                return match page.content().address.clone() {
                    Some(url) => self.open_link(&url),
                    None => {
                        self.say("no official page is known for it");
                        Vec::new()
                    }
                };
            }
            Action::CopyAddress => {
                return match page.item().and_then(|item| item.copy.clone()) {
                    Some(text) => {
                        self.say("copied");
                        vec![Effect::Copy(text)]
                    }
                    None => Vec::new(),
                };
            }
            _ => {}
        }
        Vec::new()
    }

    fn go_from_page(&mut self, goes: Goes, query: &Query) -> Vec<Effect> {
        match goes {
            Goes::Entity(key, kind) => self.load_entity_page(Which::Key(key, kind)),
            Goes::List(query) => {
                self.overlay = None;
                self.narrow_to(&query)
            }
            Goes::Article { id, at } => {
                self.overlay = None;
                let mut effects = self.narrow_to(query);
                effects.extend(self.open_in_list(id, at));
                effects
            }
        }
    }

    /// Opens an article that the list asked for just now will have, at a byte of its text.
    pub fn open_in_list(&mut self, id: ArticleId, at: Option<usize>) -> Vec<Effect> {
        self.awaited.keep = Some(id);
        self.focus(Pane::Article);
        if self.reader.id() == Some(id) {
            if let Some(at) = at {
                self.reader.show(at);
            }
            return self.opened();
        }
        self.awaited.place = at.map(|at| (id, at));
        self.fetch_article(id, true)
    }
}

/// What of an entity's name is typed, where a line asks for an entity.
pub fn entity_begun(line: &str) -> Option<&str> {
    let (command, begun) = line.trim_start().split_once(char::is_whitespace)?;
    (command == "entity" && !begun.trim().is_empty()).then(|| begun.trim())
}

/// The entity that stands where a citation stands.
fn cited(article: &Article, citation: usize) -> Option<usize> {
    let analysis = article.analysis.as_ref()?;
    let place = analysis.citations.get(citation)?.ranges.first()?;
    analysis.entities.iter().position(|entity| {
        entity
            .mentions
            .iter()
            .any(|mention| mention.range.start < place.end && place.start < mention.range.end)
    })
}
