//! The bottom line: what is being typed, the refresh under way, what was said last, and the keys
//! that matter in the focused pane.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::action::Action;
use super::app::App;
use super::layout::Pane;
use super::overlays::{Prompt, Purpose, place};
use super::panes::side::Tab;
use super::theme::Role;
use super::widgets::pen::Pen;
use super::widgets::progress;
use super::words::count;
use crate::flow;

/// Draws it, and gives the cursor's place where something is typed.
pub fn draw(app: &App, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let area = app.layout.status;
    if area.is_empty() {
        return None;
    }
    let theme = &app.start.theme;
    Pen::new(buffer, area).fill(0, 1, theme.style(Role::Status));
    if let Some(prompt) = app.prompt.as_ref().filter(|_| app.overlay.is_none()) {
        return Some(draw_prompt(app, prompt, area, buffer));
    }
    let mut x = 1;
    if app.refreshing.running {
        x = draw_progress(app, area, buffer, x);
    }
    if let Some(message) = &app.message {
        let role = if message.bad {
            Role::StatusError
        } else {
            Role::StatusMessage
        };
        x = Pen::new(buffer, area).clipped(x, 0, &message.text, area.width.saturating_sub(x + 1), theme.style(role))
            + 2;
    }
    draw_hints(
        app,
        Rect {
            x: area.x + x.min(area.width),
            width: area.width.saturating_sub(x + 1),
            ..area
        },
        buffer,
    );
    None
}

fn draw_prompt(app: &App, prompt: &Prompt, area: Rect, buffer: &mut Buffer) -> (u16, u16) {
    let theme = &app.start.theme;
    let (note, role) = match (&prompt.purpose, &app.narrow.error) {
        (Purpose::Filter { .. }, Some(error)) => (error.clone(), Role::InputError),
        (Purpose::Filter { .. }, None) if app.headlines.rows().is_empty() && !app.headlines.waiting => {
            ("nothing fits".to_owned(), Role::InputError)
        }
        (Purpose::Filter { .. }, None) => {
            let more = if app.headlines.end { "" } else { "+" };
            (
                format!("{}{more} found", count(app.headlines.rows().len() as u64)),
                Role::Dim,
            )
        }
        _ => (String::new(), Role::Dim),
    };
    let room = area.width.saturating_sub(24);
    let note = flow::clip(&note, room);
    let cells = u16::try_from(flow::width(&note)).unwrap_or(0);
    let mut pen = Pen::new(
        buffer,
        Rect {
            width: area.width.saturating_sub(1),
            ..area
        },
    );
    pen.right(0, &note, theme.style(role));
    let typed = Rect {
        width: area.width.saturating_sub(cells + 3).max(1),
        ..area
    };
    place::typed(buffer, typed, prompt.purpose.lead(), &prompt.input, theme)
}

fn draw_progress(app: &App, area: Rect, buffer: &mut Buffer, x: u16) -> u16 {
    let theme = &app.start.theme;
    let at = app.refreshing.progress;
    let mut pen = Pen::new(buffer, area);
    let (full, empty) = (theme.style(Role::ProgressDone), theme.style(Role::ProgressTodo));
    let mut x = x;
    if at.total == 0 {
        x = pen.text(x, 0, "Fetching …", theme.style(Role::StatusMessage));
    } else {
        let width = (area.width / 8).clamp(4, 16);
        x = progress::draw(&mut pen, x, 0, width, (at.done, at.total), (full, empty));
        x = pen.text(
            x + 1,
            0,
            &format!("{}/{} feeds", at.done, at.total),
            theme.style(Role::StatusMessage),
        );
        if at.new > 0 {
            x = pen.text(
                x,
                0,
                &format!(" · {} new", count(at.new as u64)),
                theme.style(Role::StatusMessage),
            );
        }
        if at.failed > 0 {
            x = pen.text(
                x,
                0,
                &format!(" · {} failed", at.failed),
                theme.style(Role::StatusError),
            );
        }
    }
    if let Some(keys) = app.start.keymap.keys_for(app.context(), Action::Stop) {
        x = pen.text(x + 2, 0, &keys, theme.style(Role::Key));
        x = pen.text(x, 0, " stops", theme.style(Role::Dim));
    }
    x + 3
}

fn draw_hints(app: &App, area: Rect, buffer: &mut Buffer) {
    let theme = &app.start.theme;
    let context = app.context();
    if !context.is_pane() {
        return;
    }
    let hints: Vec<(String, &str)> = hints(app)
        .iter()
        .filter_map(|(action, word)| Some((app.start.keymap.keys_for(context, *action)?, *word)))
        .collect();
    let cells = |hints: &[(String, &str)]| {
        hints
            .iter()
            .map(|(keys, word)| flow::width(keys) + word.len() + 4)
            .sum::<usize>()
    };
    // What fits, the last ones (help) always kept.
    let mut shown = hints;
    while shown.len() > 1 && cells(&shown) > usize::from(area.width) {
        shown.remove(shown.len().saturating_sub(2));
    }
    let width = u16::try_from(cells(&shown).saturating_sub(3)).unwrap_or(u16::MAX);
    if width > area.width {
        return;
    }
    let mut x = area.width - width;
    let mut pen = Pen::new(buffer, area);
    for (keys, word) in shown {
        x = pen.text(x, 0, &keys, theme.style(Role::Key));
        x = pen.text(x + 1, 0, word, theme.style(Role::Dim)) + 3;
    }
}

fn hints(app: &App) -> &'static [(Action, &'static str)] {
    const FEEDS: &[(Action, &str)] = &[
        (Action::Open, "list"),
        (Action::Refresh, "fetch"),
        (Action::RefreshAll, "fetch all"),
        (Action::Command, "command"),
        (Action::Help, "keys"),
    ];
    const HEADLINES: &[(Action, &str)] = &[
        (Action::Open, "read"),
        (Action::Filter, "filter"),
        (Action::Next, "next unread"),
        (Action::Star, "star"),
        (Action::Save, "save"),
        (Action::RefreshAll, "fetch"),
        (Action::Help, "keys"),
    ];
    const ARTICLE: &[(Action, &str)] = &[
        (Action::ReadOn, "read on"),
        (Action::FocusSide, "names"),
        (Action::OpenBrowser, "browser"),
        (Action::Save, "save"),
        (Action::SwitchText, "other text"),
        (Action::Zoom, "zoom"),
        (Action::Help, "keys"),
    ];
    const CHOSEN: &[(Action, &str)] = &[
        (Action::Next, "next mention"),
        (Action::Previous, "before"),
        (Action::Back, "clear"),
        (Action::Help, "keys"),
    ];
    const ENTITIES: &[(Action, &str)] = &[
        (Action::Next, "next mention"),
        (Action::Open, "articles that mention it"),
        (Action::NextTab, "photos"),
        (Action::Help, "keys"),
    ];
    const PHOTOS: &[(Action, &str)] = &[
        (Action::Open, "picture"),
        (Action::ShowPhotographer, "photographer"),
        (Action::OpenPicture, "viewer"),
        (Action::CopyAddress, "copy address"),
        (Action::NextTab, "next tab"),
        (Action::Help, "keys"),
    ];
    const ITEMS: &[(Action, &str)] = &[
        (Action::Open, "open"),
        (Action::CopyAddress, "copy address"),
        (Action::NextTab, "next tab"),
        (Action::Help, "keys"),
    ];
    match app.shape.focus {
        Pane::Feeds => FEEDS,
        Pane::Headlines => HEADLINES,
        Pane::Article if app.reader.chosen.is_some() => CHOSEN,
        Pane::Article => ARTICLE,
        Pane::Side if app.side.tab() == Tab::Entities => ENTITIES,
        Pane::Side if app.side.tab() == Tab::Photos => PHOTOS,
        Pane::Side => ITEMS,
    }
}
