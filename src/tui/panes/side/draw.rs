//! Drawing the side pane: its rows, the selected one, the pictures among them.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Side, Tab};
use crate::model::Article;
use crate::tui::panes::article::Ready;
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::pen::Pen;
use crate::tui::widgets::rows;

impl Side {
    /// Draws the rows; the selected one is marked where the pane is focused, or where it is `known`
    /// which that is.
    pub fn draw(
        &self,
        buffer: &mut Buffer,
        area: Rect,
        theme: &Theme,
        (focused, known): (bool, bool),
        article: Option<&Article>,
        ready: &Ready<'_>,
    ) {
        let selected = self.item().map(|_| self.selected()).filter(|_| focused || known);
        if self.rows.is_empty() {
            let text = empty(self.tab, article);
            Pen::new(buffer, area).clipped(1, 0, text, area.width.saturating_sub(2), theme.style(Role::Dim));
            return;
        }
        let selection = if focused { Role::Selection } else { Role::SelectionIdle };
        rows::draw(buffer, area, theme, (&self.rows, self.offset), selected, selection);
        self.draw_pictures(buffer, area, article, ready);
    }

    fn draw_pictures(&self, buffer: &mut Buffer, area: Rect, article: Option<&Article>, ready: &Ready<'_>) {
        let mut seen = None;
        for (y, row) in (0..area.height).zip(self.rows.iter().skip(self.offset)) {
            let (Some(item), Some(first)) = (row.item, row.picture) else {
                continue;
            };
            let photo = article.and_then(|article| article.photos.get(item));
            if seen == Some(item) {
                continue;
            }
            seen = Some(item);
            if let Some(drawn) = photo.and_then(|photo| ready(&photo.url)) {
                let place = Rect {
                    x: area.x + 3.min(area.width),
                    y: area.y + y,
                    width: area.width.saturating_sub(3),
                    height: drawn.size.1.saturating_sub(first).min(area.height - y),
                };
                drawn.render(buffer, place, first);
            }
        }
    }
}

fn empty(tab: Tab, article: Option<&Article>) -> &'static str {
    match (article, tab) {
        (None, _) => "",
        (Some(article), Tab::Entities | Tab::Quotes | Tab::Cites) if article.analysis.is_none() => {
            "not looked through yet"
        }
        (_, Tab::Entities) => "nobody is named",
        (_, Tab::Photos) => "no photos",
        (_, Tab::Links) => "no links",
        (_, Tab::Quotes) => "nobody is quoted",
        (_, Tab::Cites) => "no law is cited",
    }
}
