//! Doing what was typed into the palette.

use crate::query::Query;
use crate::tui::app::App;
use crate::tui::command::{self, Command, Names, Suggestion};
use crate::tui::effect::{Effect, Which};
use crate::tui::panes::feeds::Scope;
use crate::tui::theme::{THEMES, Theme};

impl App {
    /// What a typed command could become.
    pub fn suggestions(&self, line: &str) -> Vec<Suggestion> {
        let overview = self.feeds.overview();
        let mut folders: Vec<String> = overview
            .feeds
            .iter()
            .map(|feed| feed.folder.to_string())
            .filter(|name| !name.is_empty())
            .collect();
        folders.sort();
        folders.dedup();
        let views = overview.views.iter().map(|row| row.view.name.to_string());
        let feeds = overview.feeds.iter().map(|feed| feed.title.to_string());
        let names = Names {
            themes: THEMES
                .iter()
                .map(|(name, _)| (*name).to_owned())
                .chain(self.start.themes.keys().cloned())
                .collect(),
            places: views.chain(folders.iter().cloned()).chain(feeds).collect(),
            folders,
            photographers: self
                .photographers
                .1
                .iter()
                .map(|known| known.name.to_string())
                .collect(),
        };
        command::suggestions(line, &names)
    }

    /// Does a typed command, or tells what is wrong with it and lets it be mended.
    pub fn accept_command(&mut self, line: &str) -> Vec<Effect> {
        if line.trim().is_empty() {
            self.overlay = None;
            return Vec::new();
        }
        match command::read(line) {
            Ok(command) => {
                self.overlay = None;
                self.command(command)
            }
            Err(error) => {
                self.complain(error);
                Vec::new()
            }
        }
    }

    fn command(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::Act(action) => self.act(action),
            Command::Add { url, folder } => {
                self.say(format!("looking for the feed of {url} …"));
                vec![Effect::Add { url, folder }]
            }
            Command::Import(file) => vec![Effect::Import(file)],
            Command::Export(file) => vec![Effect::Export(file)],
            Command::Filter(text) => match text.parse::<Query>() {
                Ok(_) => self.set_filter(&text),
                Err(error) => {
                    self.complain(error.to_string());
                    Vec::new()
                }
            },
            Command::View(name) => match self.list_query() {
                Ok(query) => vec![Effect::KeepView { name, query }],
                Err(error) => {
                    self.complain(error);
                    Vec::new()
                }
            },
            Command::Go(name) => match self.place(&name) {
                Some(scope) => self.show_feed(&scope),
                None => {
                    self.complain(format!("nothing is called {name}"));
                    Vec::new()
                }
            },
            Command::Folder(folder) => match self.feeds.scope() {
                Scope::Feed(id) => vec![Effect::SetFolder(id, folder)],
                _ => {
                    self.complain("select the feed to be moved first");
                    Vec::new()
                }
            },
            Command::Entity(name) => self.load_entity_page(Which::Name(name)),
            Command::Pipe(line) => self.pipe(&line),
            Command::Tag(tag) => self.toggle_tag(&tag),
            Command::Theme(name) => {
                self.set_theme(&name);
                Vec::new()
            }
            Command::Photographer(name) => vec![Effect::LoadPhotographer(name)],
            Command::Mouse(on) => {
                self.mouse = on;
                self.say(if on {
                    "the mouse works the program"
                } else {
                    "the mouse is the terminal's: select text as usual"
                });
                vec![Effect::Mouse(on)]
            }
        }
    }

    fn set_theme(&mut self, name: &str) {
        let (theme, remarks) = Theme::load(name, self.start.themes.get(name).map(String::as_str), self.start.depth);
        match remarks.first() {
            Some(remark) if theme.name != name => self.complain(remark),
            Some(remark) => {
                self.start.theme = theme;
                self.complain(remark);
            }
            None if theme.name != name => self.say("there are no colours here: the plain theme stays"),
            None => self.start.theme = theme,
        }
    }

    /// The view, folder or feed whose name is this, or begins so, or has it in it.
    fn place(&self, name: &str) -> Option<Scope> {
        let name = name.to_lowercase();
        let overview = self.feeds.overview();
        let views = overview
            .views
            .iter()
            .map(|row| (row.view.name.to_lowercase(), Scope::View(row.view.id)));
        let folders = overview
            .feeds
            .iter()
            .map(|feed| (feed.folder.to_lowercase(), Scope::Folder(feed.folder.to_string())));
        let feeds = overview
            .feeds
            .iter()
            .map(|feed| (feed.title.to_lowercase(), Scope::Feed(feed.id)));
        let all: Vec<(String, Scope)> = views
            .chain(folders)
            .chain(feeds)
            .filter(|(name, _)| !name.is_empty())
            .collect();
        let find = |fits: &dyn Fn(&str) -> bool| {
            all.iter()
                .find(|(known, _)| fits(known))
                .map(|(_, scope)| scope.clone())
        };
        find(&|known| known == name)
            .or_else(|| find(&|known| known.starts_with(&name)))
            .or_else(|| find(&|known| known.contains(&name)))
    }
}
