//! Drawing the article: text with names and hits set apart, captions with hits, pictures.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::{Laid, Reader, Ready};
use crate::flow::{self, Content, Line, Look};
use crate::model::Article;
use crate::query::{PhotoField, photo_hits};
use crate::tui::panes::caption_names::names_in;
use crate::tui::panes::marks::{Marks, Named};
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::pen::Pen;

impl Reader {
    /// Draws what is in view.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, theme: &Theme, ready: &Ready<'_>) {
        let (Some(article), Some(laid)) = (&self.article, &self.laid) else {
            return;
        };
        self.draw_text(buffer, area, theme, article, laid);
        let mut y = 0;
        while y < area.height {
            let at = (self.top + usize::from(y)).checked_sub(laid.head.len());
            let line = at.and_then(|at| laid.flow.lines.get(at));
            let photo = line.and_then(|line| Some((article.photos.get(line.photo?)?, line.picture?)));
            let Some((photo, row)) = photo else {
                y += 1;
                continue;
            };
            let Some(drawn) = ready(&photo.url) else {
                y += 1;
                continue;
            };
            let left = drawn.size.1.saturating_sub(row).max(1);
            let place = Rect {
                x: area.x + laid.indent,
                y: area.y + y,
                width: area.width.saturating_sub(laid.indent),
                height: left.min(area.height - y),
            };
            if !drawn.render(buffer, place, row) && row == 0 {
                Pen::new(buffer, place).text(
                    0,
                    0,
                    "the picture is drawn when all of it is in view",
                    theme.style(Role::Dim),
                );
            }
            y += left;
        }
    }

    fn draw_text(&self, buffer: &mut Buffer, area: Rect, theme: &Theme, article: &Article, laid: &Laid) {
        let mut pen = Pen::new(buffer, area);
        let current = self.current();
        for y in 0..area.height {
            let at = self.top + usize::from(y);
            match at.checked_sub(laid.head.len()) {
                None => {
                    if let Some((role, text)) = laid.head.get(at) {
                        pen.text(laid.indent, y, text, theme.style(*role));
                    }
                }
                Some(at) => {
                    let Some(line) = laid.flow.lines.get(at) else { break };
                    self.draw_line(&mut pen, (laid.indent, y), line, article, theme, current);
                }
            }
        }
    }

    /// Where the mention or hit that was stepped to begins.
    fn current(&self) -> Option<usize> {
        match self.chosen {
            Some(chosen) => {
                let mut names = self.marks.names.iter().filter(|named| named.entity == chosen.entity);
                names.nth(chosen.at?).map(|named| named.range.start)
            }
            None => self.marks.hits.get(self.hit?).map(|hit| hit.start),
        }
    }

    fn draw_line(
        &self,
        pen: &mut Pen<'_>,
        (mut x, y): (u16, u16),
        line: &Line,
        article: &Article,
        theme: &Theme,
        current: Option<usize>,
    ) {
        let names = self.laid.as_ref().is_some_and(|laid| laid.setting.names);
        for piece in &line.pieces {
            let base = look(theme, piece.look);
            match &piece.content {
                Content::Made(text) => match (piece.look.role, line.photo) {
                    (flow::Role::Caption, Some(photo)) => {
                        let analysis = article.analysis.as_ref().filter(|_| names);
                        let marks = Marks {
                            names: names_in(text, photo, analysis, article.document.text()),
                            hits: photo_hits(&self.query, PhotoField::Caption, text),
                        };
                        x = draw_made(pen, (x, y), text, base, &marks, theme);
                    }
                    (flow::Role::Credit, Some(_)) => {
                        let marks = Marks {
                            names: Vec::new(),
                            hits: photo_hits(&self.query, PhotoField::Credit, text),
                        };
                        x = draw_made(pen, (x, y), text, base, &marks, theme);
                    }
                    _ => x = pen.text(x, y, text, base),
                },
                Content::Text(range) => self.marks.cut(range, &mut |part, named, hit| {
                    let mut style = base;
                    if let Some(named) = named {
                        style = style.patch(self.name_style(theme, named, names, current));
                    }
                    if hit {
                        let start = self
                            .marks
                            .hits
                            .iter()
                            .find(|hit| hit.contains(&part.start))
                            .map(|hit| hit.start);
                        let role = if start.is_some() && start == current {
                            Role::EntityCurrent
                        } else {
                            Role::Hit
                        };
                        style = style.patch(theme.style(role));
                    }
                    x = pen.text(x, y, article.document.slice(&part), style);
                }),
            }
        }
    }

    fn name_style(&self, theme: &Theme, named: &Named, names: bool, current: Option<usize>) -> Style {
        match self.chosen {
            Some(chosen) if chosen.entity == named.entity && current == Some(named.range.start) => {
                theme.style(Role::EntityCurrent)
            }
            Some(chosen) if chosen.entity == named.entity => theme
                .style(Role::of_kind(named.kind))
                .patch(theme.style(Role::EntityChosen)),
            _ if names => theme.style(Role::of_kind(named.kind)),
            _ => Style::new(),
        }
    }
}

/// Draws a row of a caption or credit, and gives the column after it.
fn draw_made(pen: &mut Pen<'_>, (mut x, y): (u16, u16), text: &str, base: Style, marks: &Marks, theme: &Theme) -> u16 {
    marks.cut(&(0..text.len()), &mut |part, named, hit| {
        let mut style = base;
        if let Some(named) = named {
            style = style.patch(theme.style(Role::of_kind(named.kind)));
        }
        if hit {
            style = style.patch(theme.style(Role::Hit));
        }
        x = pen.text(x, y, text.get(part).unwrap_or(""), style);
    });
    x
}

/// The style of a piece of the text.
fn look(theme: &Theme, look: Look) -> Style {
    let role = match look.role {
        flow::Role::Body => Role::Text,
        flow::Role::Heading(_) => Role::ArticleHeading,
        flow::Role::Quote => Role::ArticleQuote,
        flow::Role::Code => Role::ArticleCode,
        flow::Role::Marker => Role::ArticleMarker,
        flow::Role::TableHeading => Role::ArticleTableHeading,
        flow::Role::TableRule | flow::Role::Rule => Role::ArticleRule,
        flow::Role::Caption => Role::ArticleCaption,
        flow::Role::Credit => Role::ArticleCredit,
        flow::Role::PhotoMark => Role::ArticlePhotoMark,
        flow::Role::LinkNumber => Role::ArticleLinkNumber,
        flow::Role::Embed => Role::ArticleEmbed,
        flow::Role::Footnote => Role::ArticleFootnote,
    };
    let mut style = theme.style(role);
    if look.link.is_some() {
        style = style.patch(theme.style(Role::ArticleLink));
    }
    if look.code && look.role != flow::Role::Code {
        style = style.patch(theme.style(Role::ArticleCode));
    }
    for (on, modifier) in [
        (look.emphasis, Modifier::ITALIC),
        (look.strong, Modifier::BOLD),
        (look.deleted, Modifier::CROSSED_OUT),
    ] {
        if on {
            style = style.add_modifier(modifier);
        }
    }
    style
}
