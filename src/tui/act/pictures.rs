//! Pictures and who took them: which are wanted, the one in full size, a photographer's page.

use crate::config::settings::Images;
use crate::model::{ArticleId, Photo, SafeText};
use crate::query::{PhotoField, Query, Test};
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::effect::Effect;
use crate::tui::layout::Pane;
use crate::tui::overlays::{Overlay, Picture};
use crate::tui::panes::article::Reader;
use crate::tui::panes::side::{Side, Tab};
use crate::tui::pictures::{Drawn, Frame, Standing};
use crate::tui::widgets::window::Motion;

impl App {
    /// How the pictures of the article shown stand in a place of this size; nothing where none are
    /// drawn.
    pub fn standings(&self, frame: Option<Frame>) -> Vec<Standing> {
        let (Some(frame), Some(article), true) = (frame, self.reader.article(), self.gallery.support.is_some()) else {
            return Vec::new();
        };
        let standing = |photo: &Photo| self.gallery.standing(&photo.url, frame);
        article.photos.iter().map(standing).collect()
    }

    /// A picture that is ready for a pane. While something lies over the pane, pictures that do not
    /// come back by themselves when it goes away are left out.
    pub fn ready(&self, pane: Pane, url: &str, frame: Frame) -> Option<&Drawn> {
        let side_over = self.layout.side_over && pane != Pane::Side;
        let covered = self.overlay.is_some() || !self.pending.is_empty() || side_over;
        self.gallery
            .drawn(url, frame)
            .filter(|drawn| !covered || drawn.lies_in_the_text())
    }

    /// Asks for the pictures that are in view and not here: of an article that was opened, or in
    /// full size. Nothing is asked for while articles are only passed by.
    pub fn want_pictures(&mut self) -> Vec<Effect> {
        if self.gallery.support.is_none() {
            return Vec::new();
        }
        self.settle();
        let mut wanted: Vec<(Photo, Frame)> = Vec::new();
        if let Some(Overlay::Picture(picture)) = &self.overlay {
            wanted.extend(picture.photo().map(|(_, photo)| (photo.clone(), picture.frame())));
        } else if let Some(article) = self.reader.article().filter(|_| self.reader.opened) {
            let photo = |at: usize| article.photos.get(at).cloned();
            let (text, side) = (self.layout.inner(Pane::Article), self.layout.inner(Pane::Side));
            if self.gallery.place == Images::Inline && !text.is_empty() {
                let frame = Reader::frame(text, self.setting());
                let near = self.reader.photos_near().into_iter();
                wanted.extend(near.filter_map(photo).map(|photo| (photo, frame)));
            }
            if !side.is_empty() {
                let frame = Side::frame(side);
                let near = self.side.photos_near().into_iter();
                wanted.extend(near.filter_map(photo).map(|photo| (photo, frame)));
            }
        }
        wanted
            .iter()
            .filter_map(|(photo, frame)| self.gallery.want(photo, *frame))
            .collect()
    }

    /// A picture is ready, or cannot be had.
    pub fn picture_drawn(
        &mut self,
        url: &str,
        frame: Frame,
        result: Result<Drawn, SafeText>,
        fresh: bool,
    ) -> Vec<Effect> {
        self.gallery.take(url, frame, result);
        let shown = self
            .reader
            .article()
            .filter(|article| article.photos.iter().any(|photo| photo.url == url));
        match shown.map(|article| article.shown) {
            // Its file may say what the page did not.
            Some(shown) if fresh => self.reload(Some(shown)),
            _ => Vec::new(),
        }
    }

    /// The number of the photo that keys are about: the selected one in the Photos tab, else the
    /// first in view in the text, else the article's first.
    fn photo_at_hand(&self) -> Option<usize> {
        let selected = self
            .side
            .item()
            .filter(|_| self.shape.focus == Pane::Side && self.side.tab() == Tab::Photos);
        let photos = &self.reader.article()?.photos;
        selected
            .or_else(|| self.reader.photo_in_view())
            .or(Some(0))
            .filter(|at| *at < photos.len())
    }

    /// Shows the photo at hand in full size; where no pictures are drawn here, in the system's viewer.
    pub fn show_picture(&mut self) -> Vec<Effect> {
        let (Some(at), Some(article)) = (self.photo_at_hand(), self.reader.article()) else {
            self.say("this article has no photos");
            return Vec::new();
        };
        if self.gallery.support.is_none() {
            let Some(photo) = article.photos.get(at).cloned() else {
                return Vec::new();
            };
            self.say("no pictures are drawn here: opening it in the viewer …");
            return vec![Effect::LoadPicture(Box::new(photo))];
        }
        self.overlay = Picture::new(&article.photos, at).map(Overlay::Picture);
        self.gallery.retry();
        Vec::new()
    }

    /// An action while a picture is shown in full size.
    pub fn act_picture(&mut self, action: Action) -> Vec<Effect> {
        let Some(Overlay::Picture(picture)) = &mut self.overlay else {
            return Vec::new();
        };
        if picture.act(action) {
            return Vec::new();
        }
        let photo = picture.photo().map(|(_, photo)| photo.clone());
        match (action, photo) {
            (Action::Accept, _) => {
                self.overlay = None;
                Vec::new()
            }
            (Action::OpenPicture, Some(photo)) => {
                self.say("opening the picture …");
                vec![Effect::LoadPicture(Box::new(photo))]
            }
            (Action::CopyAddress, Some(photo)) if !photo.url.is_empty() => {
                self.say(format!("copied {}", photo.url));
                vec![Effect::Copy(photo.url)]
            }
            _ => Vec::new(),
        }
    }

    /// Shows everything by the photographer of the photo at hand.
    pub fn show_photographer(&mut self) -> Vec<Effect> {
        let photo = self
            .photo_at_hand()
            .and_then(|at| self.reader.article()?.photos.get(at));
        match photo.and_then(|photo| photo.photographers.first()).cloned() {
            Some(name) => vec![Effect::LoadPhotographer(name.into_string())],
            None => {
                self.say("nobody is named as the photographer here");
                Vec::new()
            }
        }
    }

    /// An action on a photographer's page.
    pub fn act_photographer(&mut self, action: Action) -> Vec<Effect> {
        let Some(Overlay::Photographer(page)) = &mut self.overlay else {
            return Vec::new();
        };
        if let Some(motion) = Motion::of(action) {
            let (len, view) = (page.count(), page.view());
            page.window.go(motion, len, view);
            return Vec::new();
        }
        match action {
            Action::Accept => {
                let (name, article) = (page.name().replace('"', ""), page.article());
                self.overlay = None;
                article.map(|id| self.show_article_by(&name, id)).unwrap_or_default()
            }
            Action::OpenPicture => match page.selected().map(|found| found.photo.clone()) {
                Some(photo) => {
                    self.say("fetching the picture …");
                    vec![Effect::LoadPicture(Box::new(photo))]
                }
                None => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    /// Lists all articles with photographs by somebody, and selects one of them.
    fn show_article_by(&mut self, name: &str, id: ArticleId) -> Vec<Effect> {
        let query = Query::of(Test::Photo(PhotoField::Photographer, name.to_owned()));
        let effects = self.narrow_to(&query);
        self.awaited.keep = Some(id);
        effects
    }
}
