//! What leads out of the program: links, addresses for the clipboard, texts for other programs.

use crate::library::disguised;
use crate::model::{Following, SafeText, following};
use crate::tui::app::App;
use crate::tui::effect::Effect;
use crate::tui::layout::Pane;
use crate::tui::overlays::{Confirm, Overlay, Prompt, Purpose};
use crate::tui::program;

impl App {
    /// Opens an address: pages at once, other schemes and hosts that pass for others only when
    /// asked, what could run or read something here never.
    pub fn open_link(&mut self, url: &str) -> Vec<Effect> {
        let shown = SafeText::line(url);
        let effects = vec![Effect::OpenLink(url.to_owned())];
        let question = match following(url) {
            Following::Web => match disguised(url) {
                None => {
                    self.say(format!("opening {shown}"));
                    return effects;
                }
                Some(letters) => {
                    format!(
                        "This host reads “{letters}”, but its letters are not what they look like. Open it? {shown}"
                    )
                }
            },
            Following::Mail => format!("Write a mail? {shown}"),
            Following::Asked(scheme) => {
                format!("Leave for the program your system has for {scheme}: addresses? {shown}")
            }
            Following::Never => {
                self.complain(format!("{shown} is not opened: its kind of address is not followed"));
                return Vec::new();
            }
        };
        if self.overlay.is_some() {
            self.under = self.overlay.take();
        }
        self.overlay = Some(Overlay::Confirm(Confirm { question, effects }));
        Vec::new()
    }

    pub(super) fn ask_number(&mut self) -> Vec<Effect> {
        match self.reader.article().map(|article| article.document.links().len()) {
            None | Some(0) => self.say("this article has no links"),
            Some(_) => self.prompt = Some(Prompt::new(Purpose::Link, "")),
        }
        Vec::new()
    }

    pub(super) fn open_browser(&mut self) -> Vec<Effect> {
        let article = self
            .reader
            .article()
            .filter(|article| Some(article.headline.id) == self.current());
        match article.map(|article| article.url.clone()) {
            Some(Some(url)) => self.open_link(&url),
            Some(None) => {
                self.say("this article has no page of its own");
                Vec::new()
            }
            None => self.open_selected(true),
        }
    }

    pub(super) fn copy_address(&mut self) -> Vec<Effect> {
        if self.shape.focus == Pane::Side
            && let Some(quote) = self.item_words()
        {
            self.say("copied the quote with its source");
            return vec![Effect::Copy(quote)];
        }
        let of_item = if self.shape.focus == Pane::Side {
            self.item_address()
        } else {
            None
        };
        let article = self
            .reader
            .article()
            .filter(|article| Some(article.headline.id) == self.current());
        match of_item.or_else(|| article.and_then(|article| article.url.clone())) {
            Some(url) => {
                self.say(format!("copied {url}"));
                vec![Effect::Copy(url)]
            }
            None => {
                self.say("there is no address to copy");
                Vec::new()
            }
        }
    }

    /// Asks for the program that gets the article's text.
    pub(super) fn ask_pipe(&mut self) -> Vec<Effect> {
        if self.current().is_none() {
            self.say("there is no article to pipe");
            return Vec::new();
        }
        let proposed = program::write(&self.start.settings.open.pipe);
        self.prompt = Some(Prompt::new(Purpose::Pipe, &proposed));
        Vec::new()
    }

    /// Gives the article's text to a program, which is proposed the next time.
    pub fn pipe(&mut self, line: &str) -> Vec<Effect> {
        let words = program::read(line);
        let (Some(id), Some(name)) = (self.current(), words.first()) else {
            return Vec::new();
        };
        self.say(format!("giving the text to {} …", SafeText::line(name)));
        self.start.settings.open.pipe.clone_from(&words);
        vec![Effect::Pipe(id, words)]
    }
}
