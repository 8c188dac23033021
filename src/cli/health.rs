//! How the feeds are doing, in lines: for `dateline doctor` and `dateline feeds check`.

use super::{Desk, Result, print};
use crate::library::{COMPATIBLE_AGENT, Condition};
use crate::model::Feed;

/// The feeds that a person should look at, worst first.
pub fn ill(feeds: &[Feed]) -> Vec<(Condition, &Feed)> {
    let mut ill: Vec<_> = feeds
        .iter()
        .map(|feed| (Condition::of(feed), feed))
        .filter(|(condition, _)| condition.is_ill())
        .collect();
    ill.sort_by_key(|(condition, feed)| (*condition, feed.title.to_lowercase()));
    ill
}

/// All that is known of one feed, and the commands that help.
///
/// # Errors
/// When it cannot be printed.
pub fn explain(condition: Condition, feed: &Feed, desk: &mut Desk<'_>) -> Result<()> {
    let health = &feed.health;
    let now = desk.clock.now();
    let url = print::safe(&feed.url);
    writeln!(desk.out, "\n{}  ({})\n  {url}", feed.title, condition.word())?;
    if let Some(error) = &health.error {
        writeln!(desk.out, "  {error}")?;
    }
    let mut facts = vec![match health.good {
        Some(good) => format!("last good answer {} ({})", good.iso(), print::age(good, now)),
        None => "never answered well".to_owned(),
    }];
    if health.status > 0 {
        facts.push(format!("HTTP status {}", health.status));
    }
    if health.errors > 0 {
        facts.push(format!("failed {}× in a row", health.errors));
    }
    if health.size > 0 {
        facts.push(format!("{} bytes", health.size));
    }
    if health.hops > 0 {
        facts.push(format!("{} redirects", health.hops));
    }
    if let Some(pace) = health.pace {
        facts.push(format!("an item every {}", hours(pace)));
    }
    writeln!(desk.out, "  {}", facts.join("; "))?;
    let reason = print::safe(&health.due_reason);
    match health.due {
        Some(due) => writeln!(desk.out, "  asked again {}: {reason}", due.iso())?,
        None if health.gone => writeln!(desk.out, "  not asked again: {reason}")?,
        None => writeln!(desk.out, "  asked at the next refresh")?,
    }
    if let Some(from) = &health.moved_from {
        writeln!(desk.out, "  it moved here from {}", print::safe(from))?;
    }
    if !health.remark.is_empty() {
        writeln!(desk.out, "  mended: {}", health.remark)?;
    }
    if !condition.advice().is_empty() {
        writeln!(desk.out, "  {}", condition.advice())?;
    }
    for command in commands(condition, feed) {
        writeln!(desk.out, "    {command}")?;
    }
    Ok(())
}

fn commands(condition: Condition, feed: &Feed) -> Vec<String> {
    let word = quoted(&feed.url);
    let leave = format!("dateline remove {word}");
    let to = |place: &str| format!("dateline feeds move {word} {place}");
    match condition {
        Condition::Gone | Condition::Missing => vec![leave, to("NEW-ADDRESS")],
        Condition::Guarded => vec![to("NEW-ADDRESS")],
        Condition::Twin => vec![leave],
        Condition::Elsewhere | Condition::Redirected => {
            vec![to(&quoted(feed.health.new_address().unwrap_or_default()))]
        }
        Condition::Refused => vec![format!(
            "dateline feeds set {word} --user-agent {}",
            quoted(COMPATIBLE_AGENT)
        )],
        Condition::Locked => vec![format!("dateline feeds set {word} --credentials NAME:PASSWORD")],
        _ => Vec::new(),
    }
}

/// A word for a shell: in single quotes unless it is plain, so that it can be copied.
fn quoted(text: &str) -> String {
    let text = print::safe(text);
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./:=%,@+".contains(&byte);
    if !text.is_empty() && !text.starts_with('-') && text.bytes().all(plain) {
        text.into_string()
    } else {
        format!("'{}'", text.replace('\'', "'\\''"))
    }
}

fn hours(seconds: u64) -> String {
    match seconds {
        0..5_400 => format!("{} min", seconds.div_ceil(60)),
        5_400..172_800 => format!("{} h", (seconds + 1_800) / 3_600),
        _ => format!("{} days", (seconds + 43_200) / 86_400),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_can_be_copied_into_a_shell() {
        assert_eq!(quoted("https://e.org/feed.xml"), "https://e.org/feed.xml");
        assert_eq!(quoted("https://e.org/?a=1&b=$(x)"), "'https://e.org/?a=1&b=$(x)'");
        assert_eq!(quoted("it's"), "'it'\\''s'");
        assert_eq!(quoted("-x"), "'-x'");
    }
}
