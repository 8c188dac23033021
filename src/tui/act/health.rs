//! What is done about feeds: among their health, and fetching their older articles.

use crate::library::{COMPATIBLE_AGENT, Selection};
use crate::model::{Feed, FeedId, FeedOptions, SafeText};
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::effect::Effect;
use crate::tui::layout::Pane;
use crate::tui::overlays::{Confirm, Health, Overlay, Prompt, Purpose};
use crate::tui::panes::feeds::Scope;
use crate::tui::widgets::window::Motion;

impl App {
    /// Shows how the feeds are doing.
    pub fn show_health(&mut self) -> Vec<Effect> {
        let feeds = &self.feeds.overview().feeds;
        self.overlay = Some(Overlay::Health(Health::new(feeds, self.start.now, self.start.zone)));
        Vec::new()
    }

    /// An action while the feeds' health is shown.
    pub fn act_health(&mut self, action: Action) -> Vec<Effect> {
        let Some(Overlay::Health(health)) = &mut self.overlay else {
            return Vec::new();
        };
        if let Some(motion) = Motion::of(action) {
            let (len, view) = (health.count(), health.view());
            health.window.go(motion, len, view);
            return Vec::new();
        }
        if action == Action::AllOrIll {
            health.toggle();
            return Vec::new();
        }
        let Some(feed) = health.selected().cloned() else {
            return Vec::new();
        };
        match action {
            Action::Accept => {
                self.overlay = None;
                self.show_feed(&Scope::Feed(feed.id))
            }
            Action::AskAgain => self.refresh(Selection::Feeds(vec![feed.id])),
            Action::UpdateAddress => self.ask_address(&feed),
            Action::OtherAgent => self.other_agent(feed),
            Action::Leave => {
                let question = format!("Leave {}? Its articles go, except starred and saved ones.", feed.title);
                self.ask_over(question, Effect::Unsubscribe(feed.id))
            }
            _ => Vec::new(),
        }
    }

    /// Asks before something is done, over the window that is open.
    fn ask_over(&mut self, question: String, effect: Effect) -> Vec<Effect> {
        let confirm = Confirm {
            question,
            effects: vec![effect],
        };
        self.under = self.overlay.replace(Overlay::Confirm(confirm));
        Vec::new()
    }

    /// Takes over the address that the feed seems to have now; where none is known, asks for it.
    fn ask_address(&mut self, feed: &Feed) -> Vec<Effect> {
        if feed.health.twin {
            self.complain("another subscription has that address already; d leaves this one");
            return Vec::new();
        }
        match feed.health.new_address() {
            Some(url) => {
                let question = format!("Fetch {} from {} from now on?", feed.title, SafeText::line(url));
                let effect = Effect::Relocate {
                    feed: feed.id,
                    url: Some(url.to_owned()),
                };
                self.ask_over(question, effect)
            }
            None => {
                self.overlay = None;
                self.prompt = Some(Prompt::new(Purpose::Address(feed.id), &feed.url));
                Vec::new()
            }
        }
    }

    /// What was typed as a feed's new address.
    pub fn relocate(&mut self, feed: FeedId, url: String) -> Vec<Effect> {
        self.say("looking at the new address …");
        vec![Effect::Relocate { feed, url: Some(url) }]
    }

    fn other_agent(&mut self, feed: Feed) -> Vec<Effect> {
        let user_agent = match feed.options.user_agent {
            Some(_) => None,
            None => Some(COMPATIBLE_AGENT.to_owned()),
        };
        let options = FeedOptions {
            user_agent,
            ..feed.options
        };
        vec![Effect::SetOptions(feed.id, Box::new(options))]
    }

    /// Fetches older pages of the selected feed, or of the selected headline's.
    pub fn older_articles(&mut self) -> Vec<Effect> {
        let of_headline = || self.headlines.selected().map(|row| row.feed);
        let feed = match self.feeds.scope() {
            Scope::Feed(id) => Some(id),
            _ if self.shape.focus == Pane::Feeds => None,
            _ => of_headline(),
        };
        match feed {
            Some(feed) => {
                self.say("fetching older articles …");
                vec![Effect::History(feed)]
            }
            None => {
                self.say("select a feed first");
                Vec::new()
            }
        }
    }
}
