//! Draws the whole screen: borders first, the focused one last, then titles, panes, what lies over
//! them, and the bottom line. Changes nothing.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::app::App;
use super::key::Chord;
use super::keymap::Resolution;
use super::layout::Pane;
use super::overlays::which_key;
use super::panes::article::Reader;
use super::panes::feeds::Scope;
use super::panes::headlines::Headlines;
use super::panes::side::{Side, Tab};
use super::status;
use super::theme::Role;
use super::widgets::{frame, pen::Pen, scrollbar};
use super::words::{count, many};
use crate::flow;

/// Draws everything, and gives the cursor's place where something is typed.
pub fn draw(app: &App, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let theme = &app.start.theme;
    let layout = &app.layout;
    let over = layout.side_over;
    let visible = |pane: &Pane| layout.pane(*pane).is_some();
    let focus = app.shape.focus;
    let ground: Vec<Pane> = Pane::ALL
        .into_iter()
        .filter(visible)
        .filter(|pane| !(over && *pane == Pane::Side))
        .collect();
    for pane in ground
        .iter()
        .filter(|pane| **pane != focus)
        .chain(ground.iter().filter(|pane| **pane == focus))
    {
        let Some(area) = layout.pane(*pane) else { continue };
        let role = if *pane == focus {
            Role::BorderFocus
        } else {
            Role::Border
        };
        frame::border(buffer, area, theme.style(role), *pane == focus);
    }
    for pane in &ground {
        draw_pane(app, *pane, buffer);
    }
    if let Some(area) = layout.pane(Pane::Side).filter(|_| over) {
        frame::over(buffer, area, theme.style(Role::BorderFocus));
        draw_pane(app, Pane::Side, buffer);
    }
    if layout.pane(focus).is_none() && layout.body.height > 0 {
        Pen::new(buffer, layout.body).text(0, 0, "Dateline needs a larger window", theme.style(Role::Dim));
    }
    if !app.pending.is_empty()
        && let Resolution::Prefix(follow) = app.start.keymap.resolve(app.context(), &app.pending)
    {
        which_key::draw(
            buffer,
            app.area,
            &Chord(app.pending.clone()).to_string(),
            &follow,
            theme,
        );
    }
    let typed = status::draw(app, buffer);
    let in_window = app
        .overlay
        .as_ref()
        .and_then(|overlay| overlay.draw(buffer, app.area, theme, &app.gallery));
    if app.overlay.is_some() { in_window } else { typed }
}

fn draw_pane(app: &App, pane: Pane, buffer: &mut Buffer) {
    let Some(area) = app.layout.pane(pane) else { return };
    let inner = app.layout.inner(pane);
    let theme = &app.start.theme;
    let focused = app.shape.focus == pane;
    let role = if focused { Role::TitleFocus } else { Role::Title };
    let bar = theme.style(if focused { Role::BorderFocus } else { Role::Scrollbar });
    match pane {
        Pane::Feeds => {
            frame::title(buffer, area, &plain_title("Feeds", app, role), area.width);
            app.feeds.draw(buffer, inner, theme, focused);
            scrollbar::draw(
                buffer,
                area,
                app.feeds.row_count(),
                app.feeds.window.offset,
                usize::from(inner.height),
                bar,
            );
        }
        Pane::Headlines => {
            let right = headlines_right(app);
            let room = area
                .width
                .saturating_sub(u16::try_from(flow::width(&right)).unwrap_or(0) + 4);
            let left = frame::title(buffer, area, &headlines_title(app, role), room);
            let style = theme.style(if app.headlines.new_above > 0 { role } else { Role::Title });
            frame::title_right(buffer, area, &right, style, left);
            app.headlines
                .draw(buffer, inner, theme, focused, (app.start.now, app.start.zone));
            draw_empty_list(app, inner, buffer);
            let view = Headlines::view(inner);
            scrollbar::draw(
                buffer,
                area,
                app.headlines.rows().len(),
                app.headlines.window.offset,
                view,
                bar,
            );
        }
        Pane::Article => {
            let left = frame::title(buffer, area, &plain_title("Article", app, role), area.width);
            let position = app.reader.position();
            if !position.is_empty() {
                frame::title_right(buffer, area, &format!(" {position} "), theme.style(Role::Title), left);
            }
            let frame = Reader::frame(inner, app.setting());
            app.reader
                .draw(buffer, inner, theme, &|url| app.ready(Pane::Article, url, frame));
            if app.reader.id().is_none() && !app.headlines.rows().is_empty() {
                Pen::new(buffer, inner).text(1, 0, "Enter opens the selected article", theme.style(Role::Dim));
            }
            let (len, top, view) = app.reader.extent();
            scrollbar::draw(buffer, area, len, top, view, bar);
        }
        Pane::Side => {
            draw_tabs(app, area, buffer);
            let known = app.side.tab() != Tab::Entities || app.reader.chosen.is_some();
            let frame = Side::frame(inner);
            app.side
                .draw(buffer, inner, theme, (focused, known), app.reader.article(), &|url| {
                    app.ready(Pane::Side, url, frame)
                });
            let (len, top, view) = app.side.extent();
            scrollbar::draw(buffer, area, len, top, view, bar);
        }
    }
}

fn plain_title(name: &str, app: &App, role: Role) -> Line<'static> {
    Line::from(Span::styled(format!(" {name} "), app.start.theme.style(role)))
}

fn headlines_title(app: &App, role: Role) -> Line<'static> {
    let theme = &app.start.theme;
    let scope = app.feeds.scope();
    let name = if scope == Scope::All {
        "Headlines".to_owned()
    } else {
        app.feeds.name_of(&scope).to_string()
    };
    let mut title = Line::from(Span::styled(format!(" {name} "), theme.style(role)));
    let mut filter = app.narrow.filter.clone();
    if app.narrow.unread_only {
        filter = format!("is:unread {filter}");
    }
    if !filter.trim().is_empty() {
        title.push_span(Span::styled("· ", theme.style(Role::Dim)));
        title.push_span(Span::styled(
            format!("{} ", crate::model::SafeText::line(&filter)),
            theme.style(Role::Hit),
        ));
    }
    title
}

fn headlines_right(app: &App) -> String {
    let rows = app.headlines.rows().len();
    if app.headlines.new_above > 0 {
        return format!(" ▲ {} new ", count(app.headlines.new_above as u64));
    }
    if rows == 0 {
        return String::new();
    }
    let total = match app.headlines.total {
        Some(total) => count(total.max(rows as u64)),
        None if app.headlines.end => count(rows as u64),
        None => format!("{}+", count(rows as u64)),
    };
    format!(" {} of {total} ", count(app.headlines.window.selected as u64 + 1))
}

fn draw_empty_list(app: &App, inner: Rect, buffer: &mut Buffer) {
    if !app.headlines.rows().is_empty() || app.headlines.waiting {
        return;
    }
    let theme = &app.start.theme;
    let filtered = !app.narrow.filter.is_empty();
    let back = app
        .start
        .keymap
        .keys_for(super::action::Context::Headlines, super::action::Action::Back)
        .unwrap_or_default();
    let text = match app.feeds.scope() {
        _ if filtered => format!("Nothing fits the filter. {back} shows everything again."),
        _ if app.narrow.unread_only => "Nothing unread here.".to_owned(),
        Scope::Unread => "Everything is read.".to_owned(),
        Scope::Starred => "Nothing is starred yet.".to_owned(),
        Scope::Saved => "Nothing is saved yet.".to_owned(),
        _ if app.refreshing.running => "The first articles are on their way.".to_owned(),
        _ => "No articles yet.".to_owned(),
    };
    Pen::new(buffer, inner).clipped(1, 0, &text, inner.width.saturating_sub(2), theme.style(Role::Dim));
}

/// Where each tab's name stands in the side pane's top border: tab, first column, text.
fn tabs(app: &App, area: Rect) -> Vec<(Tab, u16, String)> {
    let article = app.reader.article();
    let full = |tab: Tab| match tab.count(article) {
        0 => tab.name().to_owned(),
        number => format!("{} {number}", tab.name()),
    };
    let current = |tab: Tab| {
        if tab == app.side.tab() {
            full(tab)
        } else {
            tab.name().to_owned()
        }
    };
    let name = |tab: Tab| tab.name().to_owned();
    let short = |tab: Tab| {
        if tab == app.side.tab() {
            name(tab)
        } else {
            tab.name().chars().take(3).collect()
        }
    };
    let forms: [&dyn Fn(Tab) -> String; 4] = [&full, &current, &name, &short];
    let room = usize::from(area.width.saturating_sub(2));
    let fits = |texts: &Vec<String>| texts.iter().map(|text| flow::width(text) + 1).sum::<usize>() < room;
    let mut written = forms
        .iter()
        .map(|form| Tab::ALL.into_iter().map(form).collect::<Vec<String>>());
    let texts = written
        .find(fits)
        .unwrap_or_else(|| Tab::ALL.into_iter().map(short).collect());
    let mut x = 1;
    let mut placed = Vec::new();
    for (tab, text) in Tab::ALL.into_iter().zip(texts) {
        let cells = u16::try_from(flow::width(&text)).unwrap_or(u16::MAX);
        if x + 1 + cells + 1 < area.width {
            placed.push((tab, x + 1, text));
        }
        x += cells + 1;
    }
    placed
}

fn draw_tabs(app: &App, area: Rect, buffer: &mut Buffer) {
    let theme = &app.start.theme;
    let row = Rect {
        height: 1.min(area.height),
        ..area
    };
    let mut pen = Pen::new(buffer, row);
    for (tab, x, text) in tabs(app, area) {
        let role = match tab {
            _ if tab == app.side.tab() => Role::TabCurrent,
            _ if tab.count(app.reader.article()) > 0 => Role::Title,
            _ => Role::Tab,
        };
        pen.text(x - 1, 0, " ", theme.style(Role::Tab));
        let end = pen.text(x, 0, &text, theme.style(role));
        pen.text(end, 0, " ", theme.style(Role::Tab));
    }
}

/// The tab whose name stands in a column of the screen.
pub fn tab_at(app: &App, area: Rect, x: u16) -> Option<Tab> {
    let x = x.checked_sub(area.x)?;
    let found = tabs(app, area)
        .into_iter()
        .find(|(_, start, text)| (*start..start + u16::try_from(flow::width(text)).unwrap_or(0)).contains(&x));
    found.map(|(tab, _, _)| tab)
}

/// A sentence on the state of things, for the terminal's title.
pub fn window_title(app: &App) -> String {
    let unread = app.feeds.overview().totals.unread;
    if unread == 0 {
        "Dateline".to_owned()
    } else {
        format!(
            "Dateline — {} unread",
            many(usize::try_from(unread).unwrap_or(usize::MAX), "", "").trim()
        )
    }
}
