//! Reading: showing the selected article, opening it, going through it and on to the next.

use crate::config::settings::MarkRead;
use crate::model::{ArticleId, PageState, ShownText};
use crate::tui::app::App;
use crate::tui::effect::Effect;
use crate::tui::event::Marking;
use crate::tui::layout::Pane;
use crate::tui::widgets::window::Motion;

impl App {
    /// Shows the selected article without opening it, where its pane is on the screen.
    pub fn preview(&mut self) -> Vec<Effect> {
        let shown = self.layout.pane(Pane::Article).is_some() || self.layout.pane(Pane::Side).is_some();
        let selected = self.headlines.selected().map(|row| row.id);
        match selected {
            Some(id) if shown => self.fetch_article(id, false),
            Some(_) => Vec::new(),
            None => {
                if !self.reader.opened {
                    self.awaited.article = None;
                    self.awaited.article_ticket = 0;
                    self.reader.set(None, 0);
                    self.side.set_article(None);
                }
                Vec::new()
            }
        }
    }

    /// Has an article read, and opened when it comes.
    pub fn fetch_article(&mut self, id: ArticleId, open: bool) -> Vec<Effect> {
        if self.awaited.article == Some(id) {
            self.awaited.open |= open;
            return Vec::new();
        }
        if self.reader.id() == Some(id) {
            self.awaited.article = None;
            self.awaited.article_ticket = 0;
            return if open { self.opened() } else { Vec::new() };
        }
        let mut effects = self.leave_article();
        let ticket = self.ticket();
        self.awaited.article_ticket = ticket;
        self.awaited.text = None;
        self.awaited.article = Some(id);
        self.awaited.open = open;
        effects.push(Effect::LoadArticle { ticket, id, text: None });
        effects
    }

    /// Reads the article shown once more, because something about it changed.
    pub fn reload(&mut self, text: Option<ShownText>) -> Vec<Effect> {
        let Some(id) = self.reader.id().filter(|_| self.awaited.article.is_none()) else {
            return Vec::new();
        };
        let ticket = self.ticket();
        self.awaited.article_ticket = ticket;
        self.awaited.text = Some(text);
        vec![Effect::LoadArticle { ticket, id, text }]
    }

    /// Reads the article shown once more as it is shown, or as it has been asked for meanwhile.
    pub fn reload_as_shown(&mut self) -> Vec<Effect> {
        let shown = self.reader.article().map(|article| article.shown);
        let text = self.awaited.text.unwrap_or(shown);
        self.reload(text)
    }

    /// Opens the selected article; its pane is focused where it is not on the screen.
    pub fn open_selected(&mut self, focus: bool) -> Vec<Effect> {
        let Some(id) = self.headlines.selected().map(|row| row.id) else {
            return Vec::new();
        };
        self.headlines.touch();
        if focus || self.layout.pane(Pane::Article).is_none() {
            self.focus(Pane::Article);
        }
        self.fetch_article(id, true)
    }

    /// What opening the article shown brings with it: it is read, its page is fetched, its names
    /// are looked for.
    pub fn opened(&mut self) -> Vec<Effect> {
        self.reader.opened = true;
        let Some(article) = self.reader.article() else {
            return Vec::new();
        };
        let id = article.headline.id;
        let fetch = self.start.settings.pages.on_open
            && !self.reader.fetching
            && matches!(article.page, PageState::NotFetched | PageState::Failed(_));
        let mut effects = Vec::new();
        if self.start.settings.reader.mark_read == MarkRead::Open {
            let read = self
                .headlines
                .rows()
                .iter()
                .find(|row| row.id == id)
                .map_or(article.headline.flags.read, |row| row.flags.read);
            if !read {
                effects.extend(self.mark(vec![id], Marking::Read(true), false));
            }
        }
        if fetch {
            effects.push(Effect::FetchPage { id, force: false });
            self.reader.fetching = true;
            self.reader.refresh_head();
        }
        effects.extend(self.analyse());
        effects
    }

    /// Has the article shown looked through for names, unless it was or another one is.
    pub fn analyse(&mut self) -> Vec<Effect> {
        let Some(article) = self.reader.article() else {
            return Vec::new();
        };
        let id = article.headline.id;
        let busy = self.awaited.analysis == Some(id) || (self.awaited.analysis.is_some() && !self.reader.opened);
        if article.analysis.is_some() || article.document.is_empty() || busy {
            return Vec::new();
        }
        self.awaited.analysis = Some(id);
        vec![Effect::Analyse(id)]
    }

    /// Moves the selection in the list, and shows what is selected.
    pub fn move_headlines(&mut self, motion: Motion) -> Vec<Effect> {
        if motion == Motion::Top && self.headlines.has_gap() {
            return self.list(None);
        }
        let view = self.headlines_view();
        self.headlines.go(motion, view);
        let mut effects = self.preview();
        effects.extend(self.more());
        effects
    }

    /// Opens the next article of the list, or the one before.
    pub fn next_article(&mut self, back: bool) -> Vec<Effect> {
        let view = self.headlines_view();
        if !self.headlines.go(Motion::Rows(if back { -1 } else { 1 }), view) {
            self.say(if back {
                "this is the first article"
            } else {
                "this is the last article"
            });
            return Vec::new();
        }
        let mut effects = self.open_selected(false);
        effects.extend(self.more());
        effects
    }

    /// Opens the next unread article of the list, or the one before.
    pub fn next_unread(&mut self, back: bool) -> Vec<Effect> {
        let Some(at) = self.headlines.next_unread(back) else {
            self.say(if back {
                "nothing unread above"
            } else {
                "nothing unread below"
            });
            return self.more();
        };
        self.headlines.select(at);
        let mut effects = self.open_selected(false);
        effects.extend(self.more());
        effects
    }

    /// To the next mention or hit in the article; where there is none, to the next unread one.
    pub fn next(&mut self, back: bool) -> Vec<Effect> {
        if let (Pane::Side, Some((name, photo))) = (self.shape.focus, self.captioned()) {
            let said = format!("{}: named in the caption of photo {} only", name.name, photo + 1);
            self.reader.show_photo(photo);
            self.say(said);
            return Vec::new();
        }
        let reading = matches!(self.shape.focus, Pane::Article | Pane::Side);
        if !reading && self.reader.chosen.is_none() {
            return self.next_unread(back);
        }
        match self.reader.step(back) {
            Some((at, of, true)) => {
                let chosen = self.reader.chosen.map(|chosen| chosen.entity);
                let entities = self
                    .reader
                    .article()
                    .and_then(|article| article.analysis.as_ref())
                    .map(|analysis| &analysis.entities);
                let name = chosen
                    .and_then(|at| Some(entities?.get(at)?.name.to_string()))
                    .unwrap_or_default();
                self.say(format!("{name}: mention {at} of {of}"));
                Vec::new()
            }
            Some((at, of, false)) => {
                self.say(format!("hit {at} of {of}"));
                Vec::new()
            }
            None => self.next_unread(back),
        }
    }

    /// A page further; at the article's end, on to the next unread one.
    pub fn read_on(&mut self) -> Vec<Effect> {
        match self.shape.focus {
            Pane::Side => self.side_go(Motion::Pages(1)),
            Pane::Headlines if self.layout.pane(Pane::Article).is_none() => self.open_selected(true),
            _ if self.reader.id().is_none() => self.open_selected(false),
            _ if !self.reader.opened && self.awaited.article.is_none() => {
                let mut effects = self.opened();
                if self.reader.at_end() {
                    return effects;
                }
                self.reader.go(Motion::Pages(1));
                effects.extend(self.more());
                effects
            }
            _ if self.reader.at_end() => self.next_unread(false),
            _ => {
                self.reader.go(Motion::Pages(1));
                Vec::new()
            }
        }
    }

    /// Shows the article's other text.
    pub fn switch_text(&mut self) -> Vec<Effect> {
        let Some(article) = self.reader.article() else {
            return Vec::new();
        };
        match (article.shown, &article.page) {
            (ShownText::Page, _) => self.reload(Some(ShownText::Feed)),
            (ShownText::Feed, PageState::Stored) => self.reload(Some(ShownText::Page)),
            (ShownText::Feed, PageState::None) => {
                self.say("this article has no page of its own");
                Vec::new()
            }
            (ShownText::Feed, _) => self.fetch_page(false),
        }
    }

    /// Has the page of the article shown fetched.
    pub fn fetch_page(&mut self, force: bool) -> Vec<Effect> {
        let Some(article) = self.reader.article() else {
            return Vec::new();
        };
        if article.page == PageState::None {
            self.say("this article has no page of its own");
            return Vec::new();
        }
        let id = article.headline.id;
        self.reader.fetching = true;
        self.reader.refresh_head();
        vec![Effect::FetchPage { id, force }]
    }
}
