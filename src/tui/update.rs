//! What an event changes: the one way in. Synchronous, cannot wait, gives what it asks for.

use crossterm::event::{Event as Input, KeyEvent, KeyEventKind};
use ratatui::layout::Rect;

use super::action::Context;
use super::app::{App, Message};
use super::effect::Effect;
use super::event::{Event, Loaded, Marking, Page};
use super::key::{Chord, Key};
use super::keymap::Resolution;
use super::layout::Pane;
use super::overlays::{Overlay, Photographer};
use super::words::{count, many};
use crate::library::{LibraryEvent, Progress};
use crate::model::{ArticleId, PageState, SafeText, Timestamp};

impl App {
    /// Takes an event in; says whether the screen may look different now, and what is asked for.
    pub fn update(&mut self, event: Event, now: Timestamp) -> (bool, Vec<Effect>) {
        self.start.now = now;
        let (changed, mut effects) = self.take_in(event);
        if changed {
            effects.extend(self.want_pictures());
        }
        (changed, effects)
    }

    fn take_in(&mut self, event: Event) -> (bool, Vec<Effect>) {
        match event {
            Event::Input(input) => self.input(input),
            // Names found in articles that are not shown change nothing to be seen.
            Event::Library(news @ LibraryEvent::Analysed(_)) => {
                let effects = self.news(news);
                (!effects.is_empty(), effects)
            }
            Event::Library(news) => (true, self.news(news)),
            Event::Loaded(loaded) => (true, self.loaded(loaded)),
            Event::Due if self.refreshing.running => (false, Vec::new()),
            Event::Due => {
                self.refreshing.running = true;
                (
                    true,
                    vec![Effect::Refresh {
                        what: crate::library::Selection::All,
                        force: false,
                    }],
                )
            }
            Event::Terminate => (false, self.quit()),
        }
    }

    fn input(&mut self, input: Input) -> (bool, Vec<Effect>) {
        match input {
            Input::Key(KeyEvent {
                kind: KeyEventKind::Release,
                ..
            }) => (false, Vec::new()),
            Input::Key(event) => match Key::of(&event) {
                Some(key) => (true, self.key(key)),
                None => (false, Vec::new()),
            },
            Input::Mouse(event) => self.point(event),
            Input::Paste(text) => self.type_text(text.lines().next().unwrap_or("")),
            Input::Resize(width, height) => {
                self.area = Rect::new(0, 0, width, height);
                (true, Vec::new())
            }
            Input::FocusGained | Input::FocusLost => (false, Vec::new()),
        }
    }

    /// A key was pressed.
    pub fn key(&mut self, key: Key) -> Vec<Effect> {
        let context = self.context();
        self.pending.push(key);
        let pressed = std::mem::take(&mut self.pending);
        match self.start.keymap.resolve(context, &pressed) {
            Resolution::Action(action) => {
                self.message = None;
                let mut effects = self.act(action);
                effects.extend(self.settled());
                effects
            }
            Resolution::Prefix(_) => {
                self.pending = pressed;
                Vec::new()
            }
            Resolution::Nothing if pressed.len() > 1 => {
                let escape = key.to_string() == "Esc";
                if !escape {
                    self.say(format!("{} is not bound", Chord(pressed)));
                }
                Vec::new()
            }
            Resolution::Nothing => match key.typed().filter(|_| context == Context::Input) {
                Some(c) => {
                    self.message = None;
                    self.type_text(c.encode_utf8(&mut [0; 4])).1
                }
                None => {
                    if context.is_pane() {
                        self.say(format!("{key} is not bound; ? shows every key"));
                    }
                    Vec::new()
                }
            },
        }
    }

    /// After an action the panes may stand elsewhere: an article pane that has come up shows the
    /// selected article.
    fn settled(&mut self) -> Vec<Effect> {
        let none_shown = self.reader.id().is_none() && self.awaited.article.is_none();
        if none_shown { self.preview() } else { Vec::new() }
    }

    fn news(&mut self, news: LibraryEvent) -> Vec<Effect> {
        match news {
            LibraryEvent::RefreshStarted { total } => {
                self.refreshing.running = true;
                self.refreshing.progress = Progress {
                    total,
                    ..Progress::default()
                };
                Vec::new()
            }
            LibraryEvent::FeedsStored { feeds, progress } => {
                self.refreshing.progress = progress;
                let new: usize = feeds.iter().map(|feed| feed.new + feed.edited).sum();
                self.refreshing.unread_news += new;
                if new > 0 {
                    self.again()
                } else if matches!(self.overlay, Some(Overlay::Health(_))) {
                    vec![Effect::LoadOverview]
                } else {
                    Vec::new()
                }
            }
            LibraryEvent::RefreshEnded { progress, stopped } => {
                self.refreshing.running = false;
                self.refreshing.progress = progress;
                if progress.total > 0 {
                    self.say_refreshed(progress, stopped);
                }
                self.refreshing.reading = false;
                let mut effects = self.again();
                if !stopped {
                    effects.push(Effect::Idle);
                }
                effects
            }
            LibraryEvent::ArticleReady(id) => self.article_ready(id),
            LibraryEvent::ArticleFailed(id, why) => {
                if self.reader.id() == Some(id) {
                    self.reader.page_failed(why);
                }
                Vec::new()
            }
            LibraryEvent::Analysed(ids) => {
                if self.awaited.analysis.is_some_and(|id| ids.contains(&id)) {
                    self.awaited.analysis = None;
                }
                match self.reader.id() {
                    Some(id) if ids.contains(&id) => self.reload_as_shown(),
                    _ => Vec::new(),
                }
            }
        }
    }

    fn say_refreshed(&mut self, progress: Progress, stopped: bool) {
        let mut said = format!(
            "{} in {}",
            many(progress.new, "new article", "new articles"),
            many(progress.done, "feed", "feeds")
        );
        if progress.failed > 0 {
            said.push_str(&format!(", {} failed (! says why)", count(progress.failed as u64)));
        }
        if stopped {
            said.insert_str(0, "stopped: ");
        }
        self.say(said);
    }

    fn article_ready(&mut self, id: ArticleId) -> Vec<Effect> {
        if self.reader.id() != Some(id) {
            return Vec::new();
        }
        self.reader.fetching = false;
        self.reader.refresh_head();
        self.reload(None)
    }

    fn loaded(&mut self, loaded: Loaded) -> Vec<Effect> {
        match loaded {
            Loaded::Overview(overview) => {
                self.headlines.set_feeds(&overview.feeds);
                let under = self.under.as_mut();
                for window in self.overlay.iter_mut().chain(under) {
                    if let Overlay::Health(health) = window {
                        health.renew(&overview.feeds, self.start.now);
                    }
                }
                self.feeds.set(overview);
                Vec::new()
            }
            Loaded::Headlines {
                ticket,
                page,
                rows,
                end,
                seen,
            } => self.headlines_loaded(ticket, page, rows, end, seen),
            Loaded::Count { ticket, count } if ticket == self.awaited.list => {
                self.headlines.total = Some(count);
                Vec::new()
            }
            Loaded::Count { .. } => Vec::new(),
            Loaded::Article {
                ticket,
                article,
                scroll,
            } if ticket == self.awaited.article_ticket => self.article_loaded(article, scroll),
            Loaded::Article { .. } => Vec::new(),
            Loaded::EntityPage { ticket, page } => self.entity_page_loaded(ticket, page.as_deref()),
            Loaded::EntityNames { begun, names } => {
                self.entity_names_loaded(&begun, &names);
                Vec::new()
            }
            Loaded::Marked { how, ids, undoable } => {
                self.show_marked(&ids, how);
                if undoable && !ids.is_empty() {
                    if ids.len() > 1 {
                        self.say(format!(
                            "{} marked read; U undoes it",
                            many(ids.len(), "article", "articles")
                        ));
                    }
                    self.remember(how, ids);
                } else if undoable && how == Marking::Read(true) {
                    self.say("all of it was read already");
                }
                vec![Effect::LoadOverview]
            }
            Loaded::Saved { id, path } => {
                self.say(format!("saved to {}", path.display()));
                let row = self
                    .headlines
                    .rows()
                    .iter()
                    .find(|row| row.id == id)
                    .map(|row| row.flags);
                if let Some(flags) = row {
                    self.headlines
                        .set_flags(id, crate::model::Flags { saved: true, ..flags });
                }
                if self.reader.id() == Some(id) {
                    self.reader.edit(|article| {
                        article.headline.flags.saved = true;
                        article.saved_as = Some(path.to_string_lossy().into_owned());
                    });
                }
                vec![Effect::LoadOverview]
            }
            Loaded::Tagged(id) => match self.reader.id() {
                Some(shown) if shown == id => self.reload_as_shown(),
                _ => Vec::new(),
            },
            Loaded::Changed { said, fetch } => {
                self.say(said);
                let mut effects = self.again();
                if fetch && !self.refreshing.running {
                    self.refreshing.running = true;
                    effects.push(Effect::Refresh {
                        what: crate::library::Selection::All,
                        force: false,
                    });
                }
                effects
            }
            Loaded::Picture { path, .. } => {
                self.say(format!("opening {}", path.display()));
                vec![Effect::OpenPicture(path)]
            }
            Loaded::Drawn {
                url,
                frame,
                result,
                fresh,
            } => self.picture_drawn(&url, frame, result, fresh),
            Loaded::Photographer(page) => {
                self.overlay = Some(Overlay::Photographer(Photographer::new(*page, self.start.zone)));
                Vec::new()
            }
            Loaded::Photographers { beginning, names } => {
                self.photographers = (beginning, names);
                if !self.photographers.1.is_empty() {
                    self.suggest();
                }
                Vec::new()
            }
            Loaded::Said(text) => {
                self.message = Some(Message { text, bad: false });
                Vec::new()
            }
            Loaded::Failed(text) => self.failed(text),
        }
    }

    fn failed(&mut self, text: SafeText) -> Vec<Effect> {
        self.message = Some(Message { text, bad: true });
        self.headlines.waiting = false;
        self.refreshing.reading = false;
        self.awaited.analysis = None;
        Vec::new()
    }

    fn headlines_loaded(
        &mut self,
        ticket: u64,
        page: Page,
        rows: Vec<crate::model::Headline>,
        end: bool,
        seen: Option<crate::library::Watermark>,
    ) -> Vec<Effect> {
        if page == Page::Again {
            self.refreshing.reading = false;
        }
        if ticket != self.awaited.list {
            return Vec::new();
        }
        let mut effects = Vec::new();
        match page {
            Page::First => {
                let keep = self.awaited.keep.take();
                self.headlines.set(rows, end, keep);
                self.headlines.seen = seen;
                if end {
                    self.headlines.total = u64::try_from(self.headlines.rows().len()).ok();
                } else if self.prompt.is_none() {
                    effects.extend(self.count());
                }
            }
            Page::After(_) => self.headlines.append(rows, end),
            Page::Again => {
                let view = self.headlines_view();
                self.headlines.merge(rows, end, view);
                self.headlines.seen = seen.or(self.headlines.seen);
                if self.headlines.end {
                    self.headlines.total = u64::try_from(self.headlines.rows().len()).ok();
                } else if !self.refreshing.running {
                    effects.extend(self.count());
                }
                if self.refreshing.unread_news > 0 {
                    effects.extend(self.again());
                }
            }
        }
        self.settle();
        let reading = matches!(self.shape.focus, Pane::Article | Pane::Side);
        if !self.reader.opened || (page == Page::First && !reading) {
            effects.extend(self.preview());
        }
        effects
    }

    fn article_loaded(&mut self, article: Option<Box<crate::model::Article>>, scroll: usize) -> Vec<Effect> {
        let open = std::mem::take(&mut self.awaited.open);
        let text = self.awaited.text.take();
        let asked = self.awaited.article.take();
        if article.is_none() {
            if asked.is_some() {
                self.say("this article is no longer in the library");
            }
            return Vec::new();
        }
        // The list may know more recent marks than what was read.
        let mut article = article;
        if let Some(article) = &mut article
            && let Some(row) = self.headlines.rows().iter().find(|row| row.id == article.headline.id)
        {
            article.headline.flags.read = row.flags.read;
            article.headline.flags.starred = row.flags.starred;
        }
        let looked_for = article.as_ref().map(|article| article.headline.id);
        if self.awaited.analysis == looked_for && article.as_ref().is_some_and(|article| article.analysis.is_some()) {
            self.awaited.analysis = None;
        }
        if text == Some(None)
            && let Some(new) = &article
            && self.reader.would_lose(new)
        {
            // Nothing is pulled away from under a reader.
            self.reader.edit(|article| {
                article.page = PageState::Stored;
                article.headline.flags.has_page = true;
            });
            let key = self.reader.switch_key.clone().unwrap_or_default();
            self.say(format!("the page's text is here, and quite another; {key} shows it"));
            return Vec::new();
        }
        let place = self.awaited.place.take().filter(|(id, _)| Some(*id) == looked_for);
        self.reader.set(article, place.map_or(scroll, |(_, at)| at));
        self.reader.set_hits(&self.narrow.query.clone());
        self.side.set_article(self.reader.id());
        self.settle();
        if open { self.opened() } else { self.analyse() }
    }
}
