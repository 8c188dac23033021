//! What an action does, given what is focused: the one place where panes meet.
//!
//! [`App::act`] sends an action to the family it belongs to: [`narrow`] (which list), [`read`]
//! (which article, where in it), [`mark`], [`side`], [`links`] (what leads out of the program), [`page`], [`pictures`], [`health`] (of the
//! feeds), [`subscriptions`], [`typed`] (lines and windows), [`commands`] (the palette) and [`pointer`] (the mouse). Each
//! gives the effects it asks for.

pub mod commands;
pub mod health;
pub mod links;
pub mod mark;
pub mod narrow;
pub mod page;
pub mod pictures;
pub mod pointer;
pub mod read;
pub mod side;
pub mod subscriptions;
pub mod typed;

use super::action::Action;
use super::app::App;
use super::effect::Effect;
use super::layout::Pane;
use super::overlays::{Help, Overlay, Palette, Prompt, Purpose};
use super::panes::feeds::Scope;
use super::panes::side::Tab;
use super::widgets::window::Motion;
use crate::library::Selection;

impl App {
    /// Does an action.
    pub fn act(&mut self, action: Action) -> Vec<Effect> {
        if self.overlay.is_some() {
            return self.act_overlay(action);
        }
        if self.prompt.is_some() {
            return self.act_prompt(action);
        }
        if let Some(motion) = Motion::of(action) {
            return self.go(motion);
        }
        match action {
            Action::ReadOn => self.read_on(),
            Action::Open => self.open(),
            Action::Forward => self.forward(),
            Action::Backward => self.backward(),
            Action::Back => self.back(),
            Action::NextPane => self.step_pane(false),
            Action::PreviousPane => self.step_pane(true),
            Action::FocusFeeds => self.focus_pane(Pane::Feeds),
            Action::FocusHeadlines => self.focus_pane(Pane::Headlines),
            Action::FocusArticle => self.focus_pane(Pane::Article),
            Action::FocusSide => self.focus_pane(Pane::Side),
            Action::NextArticle => self.next_article(false),
            Action::PreviousArticle => self.next_article(true),
            Action::Next => self.next(false),
            Action::Previous => self.next(true),
            Action::ToggleRead => self.toggle(false),
            Action::Star => self.toggle(true),
            Action::MarkAllRead => self.mark_all(),
            Action::Tag => self.ask_tag(),
            Action::Save => self.save(),
            Action::Undo => self.undo(),
            Action::Filter => self.ask_filter(),
            Action::UnreadOnly => self.unread_only(),
            Action::KeepView => self.ask_view(),
            Action::OpenBrowser => self.open_browser(),
            Action::OpenNumber => self.ask_number(),
            Action::Pipe => self.ask_pipe(),
            Action::CopyAddress => self.copy_address(),
            Action::SwitchText => self.switch_text(),
            Action::FetchPage => self.fetch_page(true),
            Action::Zoom => {
                self.shape.zoomed = !self.shape.zoomed;
                Vec::new()
            }
            Action::ToggleSide => self.toggle_side(),
            Action::NextTab => self.step_tab(false),
            Action::PreviousTab => self.step_tab(true),
            Action::ShowEntities => self.show_tab(Tab::Entities),
            Action::ShowPhotos => self.show_tab(Tab::Photos),
            Action::ShowLinks => self.show_tab(Tab::Links),
            Action::ShowQuotes => self.show_tab(Tab::Quotes),
            Action::ShowCites => self.show_tab(Tab::Cites),
            Action::EntityPage => self.ask_entity_page(),
            Action::ToggleNames => self.toggle_names(),
            Action::OpenPicture => self.open_item(),
            Action::ShowPicture => self.show_picture(),
            Action::ShowPhotographer => self.show_photographer(),
            Action::GoAll => self.go_scope(&Scope::All),
            Action::GoUnread => self.go_scope(&Scope::Unread),
            Action::GoStarred => self.go_scope(&Scope::Starred),
            Action::GoSaved => self.go_scope(&Scope::Saved),
            Action::Refresh => self.refresh_selected(),
            Action::RefreshAll => self.refresh(Selection::All),
            Action::Stop => self.stop(),
            Action::ToggleFolder => {
                self.feeds.toggle_folder();
                self.selected_feed_changed()
            }
            Action::ToggleFolders => {
                self.feeds.toggle_folders();
                self.selected_feed_changed()
            }
            Action::Remove => self.ask_remove(),
            Action::Command => {
                let mut palette = Palette::default();
                palette.suggest(self.suggestions(""));
                self.overlay = Some(Overlay::Palette(palette));
                Vec::new()
            }
            Action::Health => self.show_health(),
            Action::History => self.older_articles(),
            Action::Help => {
                self.overlay = Some(Overlay::Help(Help::default()));
                Vec::new()
            }
            Action::Redraw => {
                self.gallery.clear();
                vec![Effect::Redraw]
            }
            Action::Suspend => {
                self.gallery.clear();
                vec![Effect::Suspend]
            }
            Action::Quit => self.quit(),
            _ => Vec::new(),
        }
    }

    /// Ends the program, keeping where reading was left.
    pub fn quit(&mut self) -> Vec<Effect> {
        let mut effects = self.leave_article();
        effects.push(Effect::Quit);
        effects
    }

    fn go(&mut self, motion: Motion) -> Vec<Effect> {
        match self.shape.focus {
            Pane::Feeds => {
                let view = usize::from(self.layout.inner(Pane::Feeds).height);
                let before = self.feeds.scope();
                self.feeds.window.go(motion, self.feeds.row_count(), view);
                if self.feeds.scope() == before {
                    Vec::new()
                } else {
                    self.selected_feed_changed()
                }
            }
            Pane::Headlines => self.move_headlines(motion),
            Pane::Article => {
                self.reader.go(motion);
                Vec::new()
            }
            Pane::Side => self.side_go(motion),
        }
    }

    /// Lists what is selected among the feeds, and tells of its trouble.
    pub fn selected_feed_changed(&mut self) -> Vec<Effect> {
        self.narrow.trail.clear();
        if let Some(trouble) = self.feeds.trouble() {
            self.complain(trouble);
        }
        self.list(None)
    }

    fn open(&mut self) -> Vec<Effect> {
        match self.shape.focus {
            Pane::Feeds => self.focus_pane(Pane::Headlines),
            Pane::Headlines => self.open_selected(true),
            Pane::Article if !self.reader.opened => self.opened(),
            Pane::Article => {
                self.reader.go(Motion::Rows(1));
                Vec::new()
            }
            Pane::Side => self.enter_item(),
        }
    }

    fn forward(&mut self) -> Vec<Effect> {
        match self.shape.focus {
            Pane::Feeds if self.feeds.unfold(true) => Vec::new(),
            Pane::Feeds => self.focus_pane(Pane::Headlines),
            Pane::Headlines => self.open_selected(true),
            Pane::Article => self.focus_pane(Pane::Side),
            Pane::Side => self.step_tab(false),
        }
    }

    fn backward(&mut self) -> Vec<Effect> {
        match self.shape.focus {
            Pane::Feeds => {
                let before = self.feeds.scope();
                self.feeds.unfold(false);
                if self.feeds.scope() == before {
                    Vec::new()
                } else {
                    self.selected_feed_changed()
                }
            }
            Pane::Headlines => self.focus_pane(Pane::Feeds),
            Pane::Article => self.focus_pane(Pane::Headlines),
            Pane::Side => self.focus_pane(if self.shape.middle == Pane::Article {
                Pane::Article
            } else {
                Pane::Headlines
            }),
        }
    }

    fn back(&mut self) -> Vec<Effect> {
        match self.shape.focus {
            Pane::Side => self.backward(),
            Pane::Article if self.reader.chosen.take().is_some() => Vec::new(),
            Pane::Article => {
                self.shape.zoomed = false;
                self.focus_pane(Pane::Headlines)
            }
            Pane::Headlines | Pane::Feeds => match self.widen() {
                Some(effects) => effects,
                None if std::mem::take(&mut self.shape.zoomed) => Vec::new(),
                None if self.reader.chosen.take().is_some() => Vec::new(),
                None if self.layout.pane(Pane::Feeds).is_none() => self.focus_pane(Pane::Feeds),
                None => Vec::new(),
            },
        }
    }

    fn step_pane(&mut self, back: bool) -> Vec<Effect> {
        let one_at_a_time = Pane::ALL
            .iter()
            .filter(|pane| self.layout.pane(**pane).is_some())
            .count()
            == 1;
        let skip_side = !self.shape.side && !one_at_a_time;
        let panes: Vec<Pane> = Pane::ALL
            .into_iter()
            .filter(|pane| *pane != Pane::Side || !skip_side)
            .collect();
        let at = panes.iter().position(|pane| *pane == self.shape.focus).unwrap_or(0);
        let next = if back { at + panes.len() - 1 } else { at + 1 } % panes.len();
        self.focus_pane(panes.get(next).copied().unwrap_or_default())
    }

    fn focus_pane(&mut self, pane: Pane) -> Vec<Effect> {
        self.focus(pane);
        if pane == Pane::Side {
            self.choose_selected();
        }
        if matches!(pane, Pane::Article | Pane::Side) {
            self.preview()
        } else {
            Vec::new()
        }
    }

    fn unread_only(&mut self) -> Vec<Effect> {
        self.narrow.unread_only = !self.narrow.unread_only;
        self.say(if self.narrow.unread_only {
            "only what is unread"
        } else {
            "read and unread"
        });
        let keep = self.headlines.selected().map(|row| row.id);
        self.list(keep)
    }

    fn toggle_names(&mut self) -> Vec<Effect> {
        let coloured = &mut self.start.settings.reader.entities;
        *coloured = !*coloured;
        let said = if *coloured {
            "names are coloured"
        } else {
            "names are plain"
        };
        self.say(said);
        Vec::new()
    }

    fn save(&mut self) -> Vec<Effect> {
        let Some(id) = self.current() else { return Vec::new() };
        self.say("saving …");
        vec![Effect::Save(id)]
    }

    fn ask_view(&mut self) -> Vec<Effect> {
        match self.list_query() {
            Ok(query) if query.is_empty() => self.say("there is no filter to keep; / types one"),
            Ok(query) => {
                let name = self.narrow.filter.clone();
                self.prompt = Some(Prompt::new(Purpose::View(query), &name));
            }
            Err(error) => self.complain(error),
        }
        Vec::new()
    }
}
