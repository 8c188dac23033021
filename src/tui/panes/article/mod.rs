//! The article pane: title, facts, and the text wrapped to a readable measure, with names and hits
//! set apart in it. Laying out is done once for a width, in [`Reader::settle`]; drawing only draws
//! ([`draw`]); what stands over the text is [`head`]'s.

mod draw;
mod head;
mod step;

use ratatui::layout::Rect;

use super::marks::Marks;
use crate::flow::{self, Flow, Measure};
use crate::model::{Article, ArticleId, PageState, SafeText};
use crate::query::{Query, hits};
use crate::tui::pictures::{Drawn, Frame};
use crate::tui::theme::Role;
use crate::tui::widgets::window::Motion;
use crate::tui::words::Zone;
use head::head;
pub use step::Chosen;

/// What an article is laid out for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// Widest line.
    pub measure: u16,
    /// Whether links carry their number.
    pub link_numbers: bool,
    /// Whether names are coloured.
    pub names: bool,
    /// Whether captions are shown whole.
    pub captions: bool,
    /// How dates are told.
    pub zone: Zone,
}

/// The pane.
#[derive(Debug, Default)]
pub struct Reader {
    article: Option<Box<Article>>,
    /// Whether it was opened; else it is only looked at while passing in the list.
    pub opened: bool,
    /// Whether its page is being fetched.
    pub fetching: bool,
    /// The key that shows the article's other text; none where none does.
    pub switch_key: Option<String>,
    /// The first line in view.
    top: usize,
    /// The name that is stepped through.
    pub chosen: Option<Chosen>,
    hit: Option<usize>,
    marks: Marks,
    /// What the list is narrowed to, for captions and credits.
    query: Query,
    laid: Option<Laid>,
    /// A byte of the text to bring into view when it is laid out.
    resume: Option<usize>,
    /// The byte that was last kept as the place of reading.
    kept: usize,
}

#[derive(Debug)]
struct Laid {
    area: (u16, u16),
    setting: Setting,
    head: Vec<(Role, String)>,
    flow: Flow,
    /// How many rows each photo's picture takes.
    heights: Vec<u16>,
    indent: u16,
}

/// A picture that is ready, by the photo's address.
pub type Ready<'a> = dyn Fn(&str) -> Option<&'a Drawn> + 'a;

impl Reader {
    /// An empty pane; `switch_key` shows an article's other text.
    pub fn new(switch_key: Option<String>) -> Reader {
        Reader {
            switch_key,
            ..Reader::default()
        }
    }

    /// The article shown.
    pub fn article(&self) -> Option<&Article> {
        self.article.as_deref()
    }

    /// The id of the article shown.
    pub fn id(&self) -> Option<ArticleId> {
        self.article().map(|article| article.headline.id)
    }

    /// Takes an article. The same one again keeps its place and chosen name; another one begins
    /// where reading was left (a byte of its text).
    pub fn set(&mut self, article: Option<Box<Article>>, scroll: usize) {
        let same = article.as_ref().is_some_and(|new| self.id() == Some(new.headline.id));
        if same {
            let place = self.place();
            let texts = self.article().zip(article.as_deref());
            let carried = texts.and_then(|(old, new)| flow::carried(&old.document, place, &new.document));
            self.resume = Some(carried.unwrap_or(0));
            let name =
                |article: Option<&Article>, at: usize| Some(article?.analysis.as_ref()?.entities.get(at)?.key.clone());
            let key = self.chosen.and_then(|chosen| name(self.article(), chosen.entity));
            let entities = article
                .as_ref()
                .and_then(|article| article.analysis.as_ref())
                .map(|analysis| &analysis.entities);
            let at = entities.and_then(|all| all.iter().position(|entity| Some(&entity.key) == key.as_ref()));
            self.chosen = at.map(|entity| Chosen { entity, at: None });
        } else {
            self.opened = false;
            self.fetching = false;
            self.chosen = None;
            self.resume = Some(scroll);
            self.kept = scroll;
            self.top = 0;
        }
        self.hit = None;
        self.laid = None;
        self.article = article;
        self.marks
            .set_names(self.article.as_ref().and_then(|article| article.analysis.as_ref()));
    }

    /// Whether the reader has begun to read and `new`, another text of the article shown, has
    /// nothing of what stands around the place.
    pub fn would_lose(&self, new: &Article) -> bool {
        let place = self.place();
        let shown = self.article().filter(|old| old.headline.id == new.headline.id);
        shown.is_some_and(|old| flow::carried(&old.document, place, &new.document).is_none())
    }

    /// Notes how the article's page could not be had.
    pub fn page_failed(&mut self, why: SafeText) {
        self.fetching = false;
        self.laid = None;
        if let Some(article) = &mut self.article {
            article.page = PageState::Failed(why);
        }
    }

    /// Has the facts over the text written anew (something about the article changed).
    pub fn refresh_head(&mut self) {
        if self.laid.is_some() {
            self.resume = Some(self.place());
        }
        self.laid = None;
    }

    /// Shows the article's states as they are now.
    pub fn edit(&mut self, change: impl FnOnce(&mut Article)) {
        if let Some(article) = &mut self.article {
            change(article);
            self.refresh_head();
        }
    }

    /// Sets apart what `query` looks for.
    pub fn set_hits(&mut self, query: &Query) {
        self.hit = None;
        self.query = query.clone();
        self.marks.hits = match &self.article {
            Some(article) if !query.is_empty() => hits(query, article.document.text()),
            _ => Vec::new(),
        };
    }

    /// Lays the article out for the pane, if that is not done.
    pub fn settle(&mut self, area: Rect, setting: Setting, heights: &[u16]) {
        let size = (area.width, area.height);
        if self
            .laid
            .as_ref()
            .is_some_and(|laid| laid.area == size && laid.setting == setting && laid.heights == heights)
        {
            return;
        }
        let Some(article) = &self.article else { return };
        let (room, width) = column(area, setting);
        let head = head(article, width, self.fetching, self.switch_key.as_deref(), setting.zone);
        let old = self.laid.take();
        let flow = match old {
            // Only the height changed: the lines stand.
            Some(old)
                if old.flow.width == width
                    && old.setting == setting
                    && old.heights == heights
                    && self.resume.is_none() =>
            {
                self.laid = Some(Laid {
                    area: size,
                    indent: (room - width) / 2 + 1,
                    ..old
                });
                return self.clamp();
            }
            Some(old) => {
                self.resume = self.resume.or_else(|| old_place(&old, self.top));
                lay_out(article, width, setting, heights)
            }
            None => lay_out(article, width, setting, heights),
        };
        let laid = Laid {
            area: size,
            setting,
            head,
            flow,
            heights: heights.to_vec(),
            indent: (room - width) / 2 + 1,
        };
        if let Some(byte) = self.resume.take() {
            self.top = if byte == 0 {
                // Over the text: where it was, or the head's end.
                self.top.min(laid.head.len())
            } else {
                laid.head.len() + laid.flow.line_of(byte)
            };
        }
        self.laid = Some(laid);
        self.clamp();
    }

    /// The place a picture has in the text.
    pub fn frame(area: Rect, setting: Setting) -> Frame {
        let (_, width) = column(area, setting);
        Frame::whole(width, (area.height * 3 / 5).clamp(4, 24))
    }

    /// The photos whose boxes are in view or a page further, as indices; of an article that was
    /// opened.
    pub fn photos_near(&self) -> Vec<usize> {
        let Some(laid) = self.laid.as_ref().filter(|_| self.opened) else {
            return Vec::new();
        };
        let from = self.top.saturating_sub(laid.head.len());
        let lines = laid.flow.lines.iter().skip(from).take(self.view() * 2);
        let mut photos: Vec<usize> = lines.filter_map(|line| line.photo).collect();
        photos.dedup();
        photos
    }

    /// The first photo whose box is in view, by index.
    pub fn photo_in_view(&self) -> Option<usize> {
        let laid = self.laid.as_ref()?;
        let from = self.top.saturating_sub(laid.head.len());
        let lines = laid.flow.lines.iter().skip(from).take(self.view());
        lines.filter_map(|line| line.photo).next()
    }

    fn clamp(&mut self) {
        self.top = self.top.min(self.len().saturating_sub(self.view()));
    }

    fn len(&self) -> usize {
        self.laid
            .as_ref()
            .map_or(0, |laid| laid.head.len() + laid.flow.lines.len())
    }

    fn view(&self) -> usize {
        self.laid.as_ref().map_or(1, |laid| usize::from(laid.area.1))
    }

    /// The byte of the text at the top of the view; 0 at its beginning.
    fn place(&self) -> usize {
        self.laid
            .as_ref()
            .and_then(|laid| old_place(laid, self.top))
            .unwrap_or(self.resume.unwrap_or(0))
    }

    /// Where reading stands, if that is not kept yet.
    pub fn unkept(&mut self) -> Option<(ArticleId, usize)> {
        let place = self.place();
        let id = self.id().filter(|_| place != self.kept)?;
        self.kept = place;
        Some((id, place))
    }

    /// Scrolls; says whether the view moved.
    pub fn go(&mut self, motion: Motion) -> bool {
        let before = self.top;
        let (len, view) = (self.len(), self.view());
        self.top = motion.from(self.top, (len + 1).saturating_sub(view).max(1), view);
        self.top != before
    }

    /// Whether the end is in view.
    pub fn at_end(&self) -> bool {
        self.top + self.view() >= self.len()
    }

    /// Lines scrolled, for a scrollbar: all, first, seen.
    pub fn extent(&self) -> (usize, usize, usize) {
        (self.len(), self.top, self.view())
    }

    /// How far reading is: `Top`, `42%`, `End`; nothing where all is in view.
    pub fn position(&self) -> String {
        let most = self.len().saturating_sub(self.view());
        match self.top {
            _ if most == 0 => String::new(),
            0 => "Top".to_owned(),
            top if top >= most => "End".to_owned(),
            top => format!("{}%", top * 100 / most),
        }
    }

    /// Brings a byte of the text into view, a third from the top where it was not.
    pub fn show(&mut self, byte: usize) {
        let Some(laid) = &self.laid else {
            self.resume = Some(byte);
            return;
        };
        let line = laid.head.len() + laid.flow.line_of(byte);
        self.bring(line);
    }

    /// Brings a photo's box into view.
    pub fn show_photo(&mut self, photo: usize) {
        let line = self
            .laid
            .as_ref()
            .and_then(|laid| Some(laid.head.len() + laid.flow.line_of_photo(photo)?));
        if let Some(line) = line {
            self.bring(line);
        }
    }

    fn bring(&mut self, line: usize) {
        let view = self.view();
        if line < self.top + 1 || line + 2 > self.top + view {
            self.top = line.saturating_sub(view / 3);
        }
        self.clamp();
    }
}

fn old_place(laid: &Laid, top: usize) -> Option<usize> {
    Some(
        top.checked_sub(laid.head.len())
            .map_or(0, |line| laid.flow.offset_of(line)),
    )
}

/// The cells there are for a line, and those of the text column.
fn column(area: Rect, setting: Setting) -> (u16, u16) {
    let room = area.width.saturating_sub(3).max(1);
    (room, setting.measure.max(20).min(room))
}

fn lay_out(article: &Article, width: u16, setting: Setting, heights: &[u16]) -> Flow {
    let measure = Measure {
        width,
        link_numbers: setting.link_numbers,
        whole_captions: setting.captions,
    };
    flow::lay_out_around(&article.document, &article.photos, &measure, heights)
}
