//! One feed's health, explained.

use crate::library::Condition;
use crate::model::{Feed, SafeText, Timestamp};
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::pen::Pen;
use crate::tui::words::{Zone, bytes, many, span};
use crate::tui::wrapped::wrapped;

/// What is explained.
pub(super) struct Detail<'a> {
    pub(super) condition: Condition,
    pub(super) feed: &'a Feed,
    pub(super) now: Timestamp,
    pub(super) zone: Zone,
}

/// Draws it into `height` rows from `top` on.
pub(super) fn draw(pen: &mut Pen<'_>, top: u16, height: u16, detail: &Detail<'_>, theme: &Theme) {
    let bottom = top.saturating_add(height);
    let mut y = top;
    for (role, text) in detail.paragraphs() {
        for line in wrapped(&text, pen.width()) {
            if y >= bottom {
                return;
            }
            pen.text(0, y, &line, theme.style(role));
            y += 1;
        }
    }
}

impl Detail<'_> {
    fn paragraphs(&self) -> Vec<(Role, String)> {
        let health = &self.feed.health;
        let line = |url: &str| SafeText::line(url).into_string();
        let mut all = Vec::new();
        if let Some(error) = &health.error {
            all.push((Role::FeedFailed, error.to_string()));
        }
        let advice = [self.condition.advice(), self.action()].join(" ");
        if !advice.trim().is_empty() {
            all.push((Role::Text, advice.trim().to_owned()));
        }
        if let Some(url) = health.new_address() {
            all.push((Role::Text, format!("Perhaps now at {}", line(url))));
        }
        all.push((Role::Dim, self.answers()));
        let due = match health.due {
            Some(due) if due.since(self.now) > 0 => format!("Due {}", self.zone.long(due)),
            Some(_) => "Due now".to_owned(),
            None if health.gone => "Not due any more".to_owned(),
            None => "Due now".to_owned(),
        };
        let why = SafeText::line(&health.due_reason);
        all.push((Role::Dim, if why.is_empty() { due } else { format!("{due}: {why}") }));
        all.push((Role::Dim, line(&self.feed.url)));
        if let Some(from) = &health.moved_from {
            all.push((Role::Dim, format!("Moved here from {}", line(from))));
        }
        if !health.remark.is_empty() {
            all.push((Role::Dim, format!("Mended: {}", health.remark)));
        }
        all
    }

    /// The keys for what the advice says.
    fn action(&self) -> &'static str {
        match self.condition {
            Condition::Gone | Condition::Missing => "(d, a)",
            Condition::Twin => "d leaves it.",
            Condition::Elsewhere | Condition::Redirected => "a takes it over.",
            Condition::Refused => "u sends one that begins like a browser's, and still says who we are.",
            Condition::Guarded => "a gives it another address.",
            Condition::Locked => "dateline feeds set FEED --credentials NAME:PASSWORD",
            Condition::Failing => "r asks again.",
            _ => "",
        }
    }

    fn answers(&self) -> String {
        let health = &self.feed.health;
        let ago = |at: Timestamp| match self.now.since(at) {
            seconds if seconds < 60 => "just now".to_owned(),
            seconds => format!("{} ago", span(seconds)),
        };
        let mut parts = vec![match health.good {
            Some(good) => format!("Last good answer {}", ago(good)),
            None => "Never answered well".to_owned(),
        }];
        match health.checked {
            Some(checked) if health.good != Some(checked) => parts.push(format!("last asked {}", ago(checked))),
            _ => {}
        }
        if health.status > 0 {
            parts.push(format!("status {}", health.status));
        }
        if health.errors > 0 {
            let errors = usize::try_from(health.errors).unwrap_or(usize::MAX);
            parts.push(many(errors, "failure in a row", "failures in a row"));
        }
        if health.size > 0 {
            parts.push(bytes(health.size));
        }
        if health.hops > 0 {
            parts.push(many(usize::from(health.hops), "redirect", "redirects"));
        }
        if let Some(pace) = health.pace {
            let pace = i64::try_from(pace).unwrap_or(i64::MAX);
            parts.push(format!("an item every {} on average", span(pace)));
        }
        if health.next_page.is_some() {
            parts.push("has older pages".to_owned());
        }
        parts.join(" · ")
    }
}
