//! What is done to the feeds themselves: fetching them, stopping that, leaving them.

use crate::library::Selection;
use crate::tui::app::App;
use crate::tui::effect::Effect;
use crate::tui::layout::Pane;
use crate::tui::overlays::{Confirm, Overlay};
use crate::tui::panes::feeds::Scope;

impl App {
    pub(super) fn refresh_selected(&mut self) -> Vec<Effect> {
        let scope = self.feeds.scope();
        let feeds = self.feeds.feeds_of(&scope);
        let selected = self.headlines.selected().filter(|_| self.shape.focus != Pane::Feeds);
        match feeds.or_else(|| selected.map(|row| vec![row.feed])) {
            Some(feeds) if !feeds.is_empty() => self.refresh(Selection::Feeds(feeds)),
            _ => self.refresh(Selection::All),
        }
    }

    /// Fetches feeds, unless a refresh is under way.
    pub fn refresh(&mut self, what: Selection) -> Vec<Effect> {
        if self.refreshing.running {
            self.say("feeds are being fetched already");
            return Vec::new();
        }
        self.refreshing.running = true;
        self.refreshing.progress = Default::default();
        vec![Effect::Refresh { what, force: true }]
    }

    pub(super) fn stop(&mut self) -> Vec<Effect> {
        if self.refreshing.running {
            self.say("stopping …");
            return vec![Effect::StopRefresh];
        }
        self.quit()
    }

    pub(super) fn ask_remove(&mut self) -> Vec<Effect> {
        let scope = self.feeds.scope();
        let name = self.feeds.name_of(&scope);
        let (question, effect) = match scope {
            Scope::Feed(id) => (
                format!("Leave {name}? Its articles go, except starred and saved ones."),
                Effect::Unsubscribe(id),
            ),
            Scope::View(id) => (
                format!("Drop the view {name}? The articles stay."),
                Effect::DropView(id),
            ),
            _ => {
                self.say("only feeds and views can be removed");
                return Vec::new();
            }
        };
        self.overlay = Some(Overlay::Confirm(Confirm {
            question,
            effects: vec![effect],
        }));
        Vec::new()
    }
}
