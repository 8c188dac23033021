//! What keys do in a line being typed and in the windows over the panes.

use super::page::entity_begun;
use crate::model::ArticleId;
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::effect::Effect;
use crate::tui::layout::Pane;
use crate::tui::overlays::{Overlay, Purpose};
use crate::tui::panes::feeds::Scope;
use crate::tui::widgets::window::Motion;

impl App {
    /// Types text where something is typed; says whether it was taken.
    pub fn type_text(&mut self, text: &str) -> (bool, Vec<Effect>) {
        match (&mut self.overlay, &mut self.prompt) {
            (Some(Overlay::Help(help)), _) => {
                help.input.insert(text);
            }
            (Some(Overlay::Palette(palette)), _) => {
                palette.input.insert(text);
                return (true, self.suggest());
            }
            (Some(_), _) => return (false, Vec::new()),
            (None, Some(prompt)) => {
                prompt.input.insert(text);
                return (true, self.typed());
            }
            (None, None) => return (false, Vec::new()),
        }
        (true, Vec::new())
    }

    /// The typed line at the bottom changed.
    fn typed(&mut self) -> Vec<Effect> {
        match &self.prompt {
            Some(prompt) if matches!(prompt.purpose, Purpose::Filter { .. }) => {
                let text = prompt.input.text().trim().to_owned();
                self.set_filter(&text)
            }
            _ => Vec::new(),
        }
    }

    /// An action while a line at the bottom is typed.
    pub fn act_prompt(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Accept => self.accept_prompt(),
            Action::Cancel => self.cancel_prompt(),
            Action::InputDown | Action::InputUp | Action::InputPageDown | Action::InputPageUp => {
                let filtering = self
                    .prompt
                    .as_ref()
                    .is_some_and(|prompt| matches!(prompt.purpose, Purpose::Filter { .. }));
                match Motion::of(action).filter(|_| filtering) {
                    Some(motion) => self.move_headlines(motion),
                    None => Vec::new(),
                }
            }
            action => {
                let changed = self.prompt.as_mut().is_some_and(|prompt| prompt.input.act(action));
                if changed { self.typed() } else { Vec::new() }
            }
        }
    }

    fn accept_prompt(&mut self) -> Vec<Effect> {
        let Some(prompt) = self.prompt.take() else {
            return Vec::new();
        };
        let text = prompt.input.text().trim().to_owned();
        match prompt.purpose {
            Purpose::Filter { .. } => {
                if let Some(error) = self.narrow.error.take() {
                    self.narrow.filter = self.narrow.query.to_string();
                    self.complain(error);
                }
                self.focus(Pane::Headlines);
                self.count()
            }
            Purpose::View(query) if !text.is_empty() => vec![Effect::KeepView { name: text, query }],
            Purpose::Tag => self.toggle_tag(&text),
            Purpose::Link => {
                let number = text.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
                let link = number.and_then(|at| {
                    self.reader
                        .article()?
                        .document
                        .links()
                        .get(at)
                        .map(|link| link.url.clone())
                });
                match link {
                    Some(url) => self.open_link(&url),
                    None => {
                        self.complain(format!("there is no link {text}"));
                        Vec::new()
                    }
                }
            }
            Purpose::Pipe => self.pipe(&text),
            Purpose::Address(feed) if !text.is_empty() => self.relocate(feed, text),
            Purpose::View(_) | Purpose::Address(_) => Vec::new(),
        }
    }

    fn cancel_prompt(&mut self) -> Vec<Effect> {
        let Some(prompt) = self.prompt.take() else {
            return Vec::new();
        };
        match prompt.purpose {
            Purpose::Filter { before } => {
                self.narrow.error = None;
                self.set_filter(&before)
            }
            _ => Vec::new(),
        }
    }

    /// Has the list counted, when it is not known how long it is.
    pub fn count(&mut self) -> Vec<Effect> {
        if self.headlines.end && !self.headlines.waiting {
            self.headlines.total = u64::try_from(self.headlines.rows().len()).ok();
            return Vec::new();
        }
        match self.list_query() {
            Ok(query) => vec![Effect::Count {
                ticket: self.awaited.list,
                query,
            }],
            Err(_) => Vec::new(),
        }
    }

    /// An action while a window lies over the panes.
    pub fn act_overlay(&mut self, action: Action) -> Vec<Effect> {
        if matches!(action, Action::Close | Action::Cancel) {
            self.overlay = self.under.take();
            return Vec::new();
        }
        if matches!(self.overlay, Some(Overlay::Page(_))) {
            return self.act_page(action);
        }
        match &mut self.overlay {
            Some(Overlay::Picture(_)) => return self.act_picture(action),
            Some(Overlay::Photographer(_)) => return self.act_photographer(action),
            Some(Overlay::Help(help)) => match Motion::of(action) {
                Some(motion) => help.go(motion),
                None if action == Action::Accept => self.overlay = None,
                None => {
                    help.input.act(action);
                }
            },
            Some(Overlay::Health(_)) => return self.act_health(action),
            Some(Overlay::Confirm(confirm)) if action == Action::Accept => {
                let effects = std::mem::take(&mut confirm.effects);
                self.overlay = self.under.take();
                return effects;
            }
            Some(Overlay::Palette(palette)) => match action {
                Action::Complete => {
                    palette.complete();
                    return self.suggest();
                }
                Action::Accept => {
                    let line = palette
                        .picked()
                        .map_or_else(|| palette.input.text().to_owned(), |picked| picked.text.clone());
                    let unfinished = palette
                        .picked()
                        .is_some_and(|picked| !picked.hint.is_empty() && picked.text.ends_with(' '));
                    if unfinished {
                        palette.complete();
                        return self.suggest();
                    }
                    return self.accept_command(&line);
                }
                action => match Motion::of(action).or((action == Action::CompleteBack).then_some(Motion::Rows(-1))) {
                    Some(motion) => palette.go(motion),
                    None => {
                        if palette.input.act(action) {
                            return self.suggest();
                        }
                    }
                },
            },
            _ => {}
        }
        Vec::new()
    }

    /// Suggests what the typed command could become; names that are not known yet are asked for.
    pub fn suggest(&mut self) -> Vec<Effect> {
        let line = match &self.overlay {
            Some(Overlay::Palette(palette)) => palette.input.text().to_owned(),
            _ => return Vec::new(),
        };
        let suggestions = self.suggestions(&line);
        if let Some(Overlay::Palette(palette)) = &mut self.overlay {
            palette.suggest(suggestions);
        }
        if let Some(begun) = entity_begun(&line) {
            return vec![Effect::LoadEntityNames(begun.to_owned())];
        }
        match line.trim_start().strip_prefix("photographer ").map(str::trim) {
            Some(beginning) if self.photographers.0 != beginning || self.photographers.1.is_empty() => {
                vec![Effect::CompletePhotographer(beginning.to_owned())]
            }
            _ => Vec::new(),
        }
    }

    /// Selects something among the feeds, opening its folder where that is closed, and lists it.
    pub fn show_feed(&mut self, scope: &Scope) -> Vec<Effect> {
        if !self.feeds.select(scope) {
            self.feeds.toggle_folders();
            if !self.feeds.select(scope) {
                self.feeds.toggle_folders();
                self.feeds.select(scope);
            }
        }
        self.focus(Pane::Headlines);
        self.selected_feed_changed()
    }

    /// Forgets what was awaited for an article that is not wanted any more.
    pub fn is_awaited(&self, id: ArticleId) -> bool {
        self.awaited.article == Some(id)
    }
}
