//! A page about one thing over the panes: what it is, and sections of items that lead somewhere.
//! What is on a page of a kind is told by the file of that kind ([`super::entity_page`]); here is
//! only how a page is read and drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::place;
use crate::flow;
use crate::model::{ArticleId, EntityKind};
use crate::query::Query;
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::rows::{self, Row};
use crate::tui::widgets::scrollbar;
use crate::tui::widgets::window::Motion;
use crate::tui::wrapped::wrapped;

/// Widest page, in cells.
const WIDEST: u16 = 112;

/// What Enter on an item does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Goes {
    /// Lists these articles.
    List(Query),
    /// Opens an article, at a byte of its text where one is given.
    Article {
        /// Which.
        id: ArticleId,
        /// Where in its text.
        at: Option<usize>,
    },
    /// Shows an entity's page.
    Entity(String, EntityKind),
}

/// Something listed on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What it says.
    pub text: String,
    /// How that looks.
    pub role: Role,
    /// Rows it may take.
    pub most: usize,
    /// Where it is from, below it.
    pub detail: String,
    /// A number or date at the right end of its first row.
    pub right: String,
    /// Where it leads.
    pub goes: Goes,
    /// What copying it gives.
    pub copy: Option<String>,
}

/// Items under a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The heading.
    pub heading: String,
    /// Its items; a section without any is not shown.
    pub items: Vec<Item>,
}

/// What a page says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// The thing's name.
    pub title: String,
    /// Lines about it.
    pub facts: Vec<(Role, String)>,
    /// A figure a week, the present one last, and what it counts.
    pub weeks: (Vec<u64>, &'static str),
    /// The sections.
    pub sections: Vec<Section>,
    /// Its official address.
    pub address: Option<String>,
    /// The query that holds for its articles: an article opened from here is opened in that list.
    pub query: Query,
}

/// A page being read.
#[derive(Debug)]
pub struct Page {
    content: Content,
    rows: Vec<Row>,
    selected: usize,
    offset: usize,
    view: usize,
    width: u16,
}

impl Page {
    /// The page of a content.
    pub fn new(content: Content) -> Page {
        Page {
            content,
            rows: Vec::new(),
            selected: 0,
            offset: 0,
            view: 1,
            width: 0,
        }
    }

    /// What it says.
    pub fn content(&self) -> &Content {
        &self.content
    }

    /// The selected item.
    pub fn item(&self) -> Option<&Item> {
        self.content
            .sections
            .iter()
            .flat_map(|section| &section.items)
            .nth(self.selected)
    }

    /// Moves the selection.
    pub fn go(&mut self, motion: Motion) {
        let items = rows::items(&self.rows);
        let per_item = (self.rows.len() / items.max(1)).max(1);
        self.selected = motion.from(self.selected, items, (self.view / per_item).max(2));
        self.keep_in_view();
    }

    /// Selects the first item of the next section, or of this one or the one before.
    pub fn step_section(&mut self, back: bool) {
        let mut starts = Vec::new();
        let mut at = 0;
        for section in self.content.sections.iter().filter(|section| !section.items.is_empty()) {
            starts.push(at);
            at += section.items.len();
        }
        let to = if back {
            starts.iter().rev().find(|start| **start < self.selected)
        } else {
            starts.iter().find(|start| **start > self.selected)
        };
        if let Some(to) = to {
            self.selected = *to;
            // The section is read from its heading on.
            let first = self.rows.iter().position(|row| row.item == Some(*to)).unwrap_or(0);
            self.offset = first.saturating_sub(1);
            self.keep_in_view();
        }
    }

    fn keep_in_view(&mut self) {
        // Of what is above the first item everything is shown.
        if self.selected == 0 {
            self.offset = 0;
        }
        self.offset = rows::offset(&self.rows, self.selected, self.offset, self.view);
    }

    fn area(area: Rect) -> Rect {
        place::middle(
            area,
            WIDEST,
            area.height.saturating_sub(if area.height > 30 { 4 } else { 1 }),
        )
    }

    /// Brings it in line with the screen's size.
    pub fn settle(&mut self, area: Rect) {
        let inside = place::inside(Self::area(area));
        self.view = usize::from(inside.height).max(1);
        if self.width != inside.width {
            self.width = inside.width;
            self.rows = lay_out(&self.content, inside.width);
        }
        self.keep_in_view();
    }

    /// Draws it.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, theme: &Theme) {
        let area = Self::area(area);
        let foot = match &self.content.address {
            Some(_) => "Enter opens · ] section · y copies · o official page · Esc closes",
            None => "Enter opens · ] section · y copies · Esc closes",
        };
        let title = flow::clip(&self.content.title, area.width.saturating_sub(6));
        place::frame(buffer, area, &title, foot, theme);
        let inside = place::inside(area);
        let selected = self.item().map(|_| self.selected);
        rows::draw(
            buffer,
            inside,
            theme,
            (&self.rows, self.offset),
            selected,
            Role::Selection,
        );
        let bar = theme.style(Role::Scrollbar);
        scrollbar::draw(buffer, area, self.rows.len(), self.offset, self.view, bar);
    }
}

fn lay_out(content: &Content, width: u16) -> Vec<Row> {
    let mut out = Vec::new();
    for (role, fact) in &content.facts {
        out.extend(
            wrapped(fact, width)
                .into_iter()
                .map(|line| Row::new(None, vec![(*role, line)])),
        );
    }
    if content.weeks.0.iter().any(|count| *count > 0) {
        out.push(Row::new(
            None,
            vec![
                (Role::Key, sparkline(&content.weeks.0)),
                (Role::Dim, format!("  {}", content.weeks.1)),
            ],
        ));
    }
    let mut at = 0;
    for section in content.sections.iter().filter(|section| !section.items.is_empty()) {
        if !out.is_empty() {
            out.push(Row::default());
        }
        if !section.heading.is_empty() {
            out.push(Row::new(
                None,
                vec![(Role::SideHeading, section.heading.to_uppercase())],
            ));
        }
        for item in &section.items {
            lay_item(&mut out, item, at, width);
            at += 1;
        }
    }
    out
}

fn lay_item(out: &mut Vec<Row>, item: &Item, at: usize, width: u16) {
    let right = u16::try_from(flow::width(&item.right)).unwrap_or(u16::MAX);
    let room = width.saturating_sub(right.saturating_add(5)).max(8);
    let lines = wrapped(&item.text, room);
    let cut = lines.len() > item.most;
    for (number, line) in lines.into_iter().take(item.most).enumerate() {
        let more = if cut && number + 1 == item.most { " …" } else { "" };
        out.push(Row {
            parts: vec![(item.role, format!(" {line}{more}"))],
            right: if number == 0 { item.right.clone() } else { String::new() },
            item: Some(at),
            picture: None,
        });
    }
    if !item.detail.is_empty() {
        let detail = flow::clip(&item.detail, width.saturating_sub(4));
        out.push(Row::new(Some(at), vec![(Role::SideDetail, format!("   {detail}"))]));
    }
}

/// Figures as a row of bars, the greatest as a full one; a figure above nothing is always seen.
pub fn sparkline(figures: &[u64]) -> String {
    const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let most = figures.iter().copied().max().unwrap_or(0).max(1);
    figures
        .iter()
        .map(|figure| match figure {
            0 => '·',
            figure => {
                let step = u128::from(*figure) * 7 / u128::from(most);
                BARS[usize::try_from(step).unwrap_or(7).min(7)]
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_in_proportion() {
        assert_eq!(sparkline(&[0, 1, 50, 100]), "·▁▄█");
        assert_eq!(sparkline(&[]), "");
        assert_eq!(sparkline(&[3]), "█");
        assert_eq!(sparkline(&[u64::MAX, 1]), "█▁");
    }
}
