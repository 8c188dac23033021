//! The feeds pane: all, unread, starred, saved, the kept views, and folders of feeds with counts.

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::library::Overview;
use crate::model::{Feed, FeedId, SafeText, ViewId};
use crate::query::{Query, State, Test};
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::pen::Pen;
use crate::tui::widgets::window::Window;
use crate::tui::words::count;

/// With more feeds than this, folders begin closed.
const OPEN_UP_TO: usize = 20;

/// What is selected: a set of articles.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Scope {
    /// Every article.
    #[default]
    All,
    /// What is unread.
    Unread,
    /// What is starred.
    Starred,
    /// What is saved.
    Saved,
    /// A kept view.
    View(ViewId),
    /// A folder and what is below it.
    Folder(String),
    /// One feed.
    Feed(FeedId),
}

/// A row of the pane.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    scope: Scope,
    name: SafeText,
    depth: u16,
    /// The count shown; unread ones, for stars and saved articles all.
    count: u64,
    /// Whether some feed of it fails.
    failed: bool,
    /// Whether there may be more than [`Self::count`].
    more: bool,
    /// For a folder, whether it is open.
    open: Option<bool>,
}

/// The pane.
#[derive(Debug, Default)]
pub struct Feeds {
    overview: Overview,
    rows: Vec<Row>,
    /// Folders that are not as they begin.
    turned: BTreeSet<String>,
    /// What is in view.
    pub window: Window,
}

impl Feeds {
    /// Takes new counts; the selection stays on what it was on.
    pub fn set(&mut self, overview: Overview) {
        self.overview = overview;
        self.rebuild();
    }

    /// The feeds, views and totals shown.
    pub fn overview(&self) -> &Overview {
        &self.overview
    }

    fn rebuild(&mut self) {
        let selected = self.scope();
        let begin_open = self.overview.feeds.len() <= OPEN_UP_TO;
        let is_open = |path: &str| begin_open != self.turned.contains(path);
        self.rows = rows(&self.overview, &is_open);
        if !self.select(&selected) {
            // What was selected is in a closed folder, or gone.
            let folder = match &selected {
                Scope::Feed(id) => self
                    .overview
                    .feeds
                    .iter()
                    .find(|feed| feed.id == *id)
                    .map(|feed| feed.folder.to_string()),
                Scope::Folder(path) => Some(path.clone()),
                _ => None,
            };
            let mut above = folder.as_deref();
            while let Some(path) = above {
                if self.select(&Scope::Folder(path.to_owned())) {
                    return;
                }
                above = path.rsplit_once('/').map(|(above, _)| above);
            }
        }
    }

    /// What is selected.
    pub fn scope(&self) -> Scope {
        self.rows
            .get(self.window.selected)
            .map(|row| row.scope.clone())
            .unwrap_or_default()
    }

    /// Selects something, opening no folder; says whether it is there.
    pub fn select(&mut self, scope: &Scope) -> bool {
        let at = self.rows.iter().position(|row| row.scope == *scope);
        self.window.selected = at.unwrap_or(self.window.selected.min(self.rows.len().saturating_sub(1)));
        at.is_some()
    }

    /// How many rows there are.
    pub fn row_count(&self) -> usize {
        self.rows.len()
    }

    /// Opens or closes the selected folder, or the one the selected feed stands in.
    pub fn toggle_folder(&mut self) {
        let path = match self.scope() {
            Scope::Folder(path) => path,
            Scope::Feed(id) => self.feed(id).map(|feed| feed.folder.to_string()).unwrap_or_default(),
            _ => return,
        };
        if !path.is_empty() {
            self.turn(&path);
        }
    }

    /// Opens or closes the folder whose own row is selected.
    pub fn toggle_folder_row(&mut self) {
        if matches!(self.scope(), Scope::Folder(_)) {
            self.toggle_folder();
        }
    }

    /// Opens (or closes) the selected folder if it is not; says whether it was a change.
    pub fn unfold(&mut self, open: bool) -> bool {
        match self.rows.get(self.window.selected) {
            Some(Row {
                scope: Scope::Folder(path),
                open: Some(now),
                ..
            }) if *now != open => {
                let path = path.clone();
                self.turn(&path);
                true
            }
            // From a feed back to its folder.
            Some(row) if !open && row.depth > 0 => {
                let depth = row.depth;
                let above = self
                    .rows
                    .iter()
                    .take(self.window.selected)
                    .rposition(|row| row.depth < depth && row.open.is_some());
                self.window.selected = above.unwrap_or(self.window.selected);
                above.is_some()
            }
            _ => false,
        }
    }

    /// Opens every folder, or closes them all if all are open.
    pub fn toggle_folders(&mut self) {
        let folders: Vec<&str> = self
            .overview
            .feeds
            .iter()
            .map(|feed| feed.folder.as_str())
            .filter(|path| !path.is_empty())
            .collect();
        let begin_open = self.overview.feeds.len() <= OPEN_UP_TO;
        let all_open = self.rows.iter().all(|row| row.open != Some(false));
        let mut turned = BTreeSet::new();
        if all_open == begin_open {
            for path in folders {
                turned.extend(
                    path.match_indices('/')
                        .filter_map(|(at, _)| path.get(..at))
                        .chain([path])
                        .map(str::to_owned),
                );
            }
        }
        self.turned = turned;
        self.rebuild();
    }

    fn turn(&mut self, path: &str) {
        if !self.turned.remove(path) {
            self.turned.insert(path.to_owned());
        }
        self.rebuild();
    }

    /// A feed by its id.
    pub fn feed(&self, id: FeedId) -> Option<&Feed> {
        self.overview.feeds.iter().find(|feed| feed.id == id)
    }

    /// The name of what is selected.
    pub fn name_of(&self, scope: &Scope) -> SafeText {
        match scope {
            Scope::Feed(id) => self.feed(*id).map(|feed| feed.title.clone()).unwrap_or_default(),
            Scope::View(id) => {
                let row = self.overview.views.iter().find(|row| row.view.id == *id);
                row.map(|row| row.view.name.clone()).unwrap_or_default()
            }
            Scope::Folder(path) => SafeText::line(path),
            Scope::All => SafeText::line("All"),
            Scope::Unread => SafeText::line("Unread"),
            Scope::Starred => SafeText::line("Starred"),
            Scope::Saved => SafeText::line("Saved"),
        }
    }

    /// The articles of a scope, as a query; an error sentence for a view that cannot be read.
    pub fn query_of(&self, scope: &Scope) -> Result<Query, String> {
        Ok(match scope {
            Scope::All => Query::all(),
            Scope::Unread => Query::of(Test::Is(State::Unread)),
            Scope::Starred => Query::of(Test::Is(State::Starred)),
            Scope::Saved => Query::of(Test::Is(State::Saved)),
            Scope::Folder(path) => Query::of(Test::Folder(path.clone())),
            Scope::Feed(id) => Query::of(Test::FeedId(*id)),
            Scope::View(id) => {
                let row = self.overview.views.iter().find(|row| row.view.id == *id);
                let text = row.map_or("", |row| row.view.query.as_str());
                text.parse()
                    .map_err(|error: crate::query::QueryError| error.to_string())?
            }
        })
    }

    /// The feeds of a scope: one, those of a folder, else all (none).
    pub fn feeds_of(&self, scope: &Scope) -> Option<Vec<FeedId>> {
        match scope {
            Scope::Feed(id) => Some(vec![*id]),
            Scope::Folder(path) => {
                let inside = self.overview.feeds.iter().filter(|feed| is_below(&feed.folder, path));
                Some(inside.map(|feed| feed.id).collect())
            }
            _ => None,
        }
    }

    /// Why the selected feed failed, if it did.
    pub fn trouble(&self) -> Option<String> {
        let Scope::Feed(id) = self.scope() else { return None };
        let feed = self.feed(id)?;
        feed.health
            .error
            .as_ref()
            .map(|error| format!("{}: {error}", feed.title))
    }

    /// Draws the rows.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, theme: &Theme, focused: bool) {
        let mut pen = Pen::new(buffer, area);
        for (y, (at, row)) in (0..area.height).zip(self.rows.iter().enumerate().skip(self.window.offset)) {
            let style = match row.scope {
                _ if row.failed && row.open.is_none() => Role::FeedFailed,
                Scope::Feed(_) if row.count == 0 => Role::FeedQuiet,
                Scope::Feed(_) | Scope::View(_) => Role::FeedRow,
                _ => Role::FeedGroup,
            };
            let mut number = if row.count > 0 { count(row.count) } else { String::new() };
            if row.more && row.count > 0 {
                number.push('+');
            }
            let room = area.width.saturating_sub(u16::try_from(number.len()).unwrap_or(0) + 2);
            let mark = match (&row.scope, row.open) {
                (_, Some(true)) => "▾ ",
                (_, Some(false)) => "▸ ",
                (Scope::Unread, _) => "● ",
                (Scope::Starred, _) => "★ ",
                (Scope::Saved, _) => "⇩ ",
                (Scope::View(_), _) => "⌕ ",
                (Scope::All, _) => "≡ ",
                _ if row.failed => "! ",
                _ => "  ",
            };
            let x = pen.text(1 + row.depth * 2, y, mark, theme.style(style));
            let x = pen.clipped(x, y, &row.name, room.saturating_sub(x), theme.style(style));
            if row.open == Some(false) && row.failed {
                pen.text(x + 1, y, "!", theme.style(Role::FeedFailed));
            }
            let mut right = Pen::new(
                buffer,
                Rect {
                    width: area.width.saturating_sub(1),
                    ..area
                },
            );
            right.right(y, &number, theme.style(Role::FeedCount));
            pen = Pen::new(buffer, area);
            if at == self.window.selected {
                pen.fill(
                    y,
                    1,
                    theme.style(if focused { Role::Selection } else { Role::SelectionIdle }),
                );
            }
        }
    }
}

fn is_below(folder: &str, path: &str) -> bool {
    folder
        .strip_prefix(path)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn rows(overview: &Overview, is_open: &dyn Fn(&str) -> bool) -> Vec<Row> {
    let special = |scope, name: &str, count| Row {
        scope,
        name: SafeText::line(name),
        depth: 0,
        count,
        failed: false,
        more: false,
        open: None,
    };
    let totals = &overview.totals;
    let mut rows = vec![
        special(Scope::All, "All", totals.total),
        special(Scope::Unread, "Unread", totals.unread),
        special(Scope::Starred, "Starred", totals.starred),
        special(Scope::Saved, "Saved", totals.saved),
    ];
    rows.extend(overview.views.iter().map(|row| Row {
        scope: Scope::View(row.view.id),
        name: row.view.name.clone(),
        depth: 0,
        count: row.unread.unwrap_or(0),
        failed: row.unread.is_none(),
        more: row.more,
        open: None,
    }));
    let mut feeds: Vec<&Feed> = overview.feeds.iter().collect();
    feeds.sort_by(|a, b| a.folder.cmp(&b.folder));
    let mut above: Vec<&str> = Vec::new();
    for feed in &feeds {
        let parts: Vec<&str> = feed.folder.split('/').filter(|part| !part.is_empty()).collect();
        let shared = above.iter().zip(&parts).take_while(|(a, b)| a == b).count();
        for depth in shared..parts.len() {
            let path = parts.get(..=depth).unwrap_or(&[]).join("/");
            let seen = (0..depth).all(|depth| is_open(&parts.get(..=depth).unwrap_or(&[]).join("/")));
            if seen {
                let inside = || feeds.iter().filter(|feed| is_below(&feed.folder, &path));
                rows.push(Row {
                    scope: Scope::Folder(path.clone()),
                    name: SafeText::line(parts.get(depth).copied().unwrap_or("")),
                    depth: u16::try_from(depth).unwrap_or(9).min(9),
                    count: inside().map(|feed| feed.unread).sum(),
                    failed: inside().any(|feed| feed.health.error.is_some()),
                    more: false,
                    open: Some(is_open(&path)),
                });
            }
        }
        let seen = (0..parts.len()).all(|depth| is_open(&parts.get(..=depth).unwrap_or(&[]).join("/")));
        if seen {
            rows.push(Row {
                scope: Scope::Feed(feed.id),
                name: feed.title.clone(),
                depth: u16::try_from(parts.len()).unwrap_or(9).min(9),
                count: feed.unread,
                failed: feed.health.error.is_some(),
                more: false,
                open: None,
            });
        }
        above = parts;
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn feed(id: i64, folder: &str, unread: u64) -> Feed {
        Feed {
            id: FeedId(id),
            url: String::new(),
            title: SafeText::line(&format!("feed {id}")),
            site: None,
            folder: SafeText::line(folder),
            options: Default::default(),
            health: Default::default(),
            unread,
            total: unread,
        }
    }

    fn names(feeds: &Feeds) -> Vec<String> {
        feeds
            .rows
            .iter()
            .skip(4)
            .map(|row| format!("{}{} {}", "-".repeat(row.depth.into()), row.name, row.count))
            .collect()
    }

    #[test]
    fn folders_sum_up_and_close() {
        let mut pane = Feeds::default();
        let feeds = vec![
            feed(1, "US/Courts", 2),
            feed(2, "", 5),
            feed(3, "US", 1),
            feed(4, "US/Courts", 3),
        ];
        pane.set(Overview {
            feeds,
            ..Overview::default()
        });
        assert_eq!(
            names(&pane),
            ["feed 2 5", "US 6", "-feed 3 1", "-Courts 5", "--feed 1 2", "--feed 4 3"]
        );
        assert!(pane.select(&Scope::Feed(FeedId(4))));
        assert!(pane.unfold(false));
        assert_eq!(pane.scope(), Scope::Folder("US/Courts".into()));
        assert!(pane.unfold(false));
        assert_eq!(names(&pane), ["feed 2 5", "US 6", "-feed 3 1", "-Courts 5"]);
        assert_eq!(pane.feeds_of(&Scope::Folder("US".into())).unwrap().len(), 3);
        pane.toggle_folders();
        assert_eq!(names(&pane).len(), 6);
        pane.toggle_folders();
        assert_eq!(names(&pane), ["feed 2 5", "US 6"]);
        assert_eq!(
            pane.scope(),
            Scope::Folder("US".into()),
            "the selection goes up with its folder"
        );
    }

    #[test]
    fn a_folder_is_not_another_that_begins_like_it() {
        assert!(is_below("US/Courts", "US") && is_below("US", "US") && !is_below("USA", "US"));
    }
}
