//! Lays the user's settings over the defaults, and tells of every mistake with its line.

use serde::Deserialize;
use toml::de::{DeTable, DeValue};
use toml::{Table, Value};

use super::{DEFAULTS, Settings};

/// A mistake in the user's file; the default stands in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigRemark {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong and what would do.
    pub message: String,
}

impl std::fmt::Display for ConfigRemark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

/// The defaults could not be read: the program itself is broken.
#[derive(Debug, thiserror::Error)]
#[error("the built-in settings cannot be read: {0}")]
pub struct BrokenDefaults(#[from] toml::de::Error);

/// The settings with `user` (the text of the user's file) laid over the defaults, and what was
/// wrong in it.
///
/// # Errors
/// Only when the built-in defaults themselves cannot be read.
pub fn load(user: &str) -> Result<(Settings, Vec<ConfigRemark>), BrokenDefaults> {
    let mut merged: Table = toml::from_str(DEFAULTS)?;
    let mut remarks = Vec::new();
    match DeTable::parse(user) {
        Ok(table) => lay_over(user, table.get_ref(), &mut merged, &mut remarks),
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            remarks.push(ConfigRemark {
                line: line_of(user, at),
                message: error.message().to_owned(),
            });
        }
    }
    Ok((Settings::deserialize(merged)?, remarks))
}

fn lay_over(source: &str, user: &DeTable<'_>, merged: &mut Table, remarks: &mut Vec<ConfigRemark>) {
    for (section, value) in user.iter() {
        let line = line_of(source, section.span().start);
        let name = section.get_ref().as_ref();
        let Some(Value::Table(defaults)) = merged.get(name) else {
            let known: Vec<String> = merged.keys().cloned().collect();
            remarks.push(ConfigRemark {
                line,
                message: unknown(&format!("[{name}]"), "section", name, &known),
            });
            continue;
        };
        let DeValue::Table(entries) = value.get_ref() else {
            remarks.push(ConfigRemark {
                line,
                message: format!("{name} is a section: write [{name}] on a line of its own"),
            });
            continue;
        };
        let mut section = defaults.clone();
        for (key, value) in entries.iter() {
            let line = line_of(source, key.span().start);
            let key = key.get_ref().as_ref();
            let Some(default) = section.get(key).cloned() else {
                let known: Vec<String> = section.keys().cloned().collect();
                remarks.push(ConfigRemark {
                    line,
                    message: unknown(key, "setting", key, &known),
                });
                continue;
            };
            match fitted(source, value, &default) {
                Ok(value) => {
                    let kept = section.insert(key.to_owned(), value);
                    if let Err(error) = try_settings(merged, name, &section) {
                        remarks.push(ConfigRemark {
                            line,
                            message: format!("{key}: {error}"),
                        });
                        if let Some(kept) = kept {
                            section.insert(key.to_owned(), kept);
                        }
                    }
                }
                Err(wanted) => remarks.push(ConfigRemark {
                    line,
                    message: format!("{key} must be {wanted}, as in {key} = {default}"),
                }),
            }
        }
        merged.insert(name.to_owned(), Value::Table(section));
    }
}

/// Whether the settings still read with this section in place; words and ranges are checked so.
fn try_settings(merged: &Table, name: &str, section: &Table) -> Result<(), String> {
    let mut trial = merged.clone();
    trial.insert(name.to_owned(), Value::Table(section.clone()));
    Settings::deserialize(trial)
        .map(drop)
        .map_err(|error| error.message().trim().to_owned())
}

/// The user's value, if it is of the default's sort; else what sort is wanted.
fn fitted(source: &str, value: &toml::Spanned<DeValue<'_>>, default: &Value) -> Result<Value, &'static str> {
    let text = source.get(value.span()).unwrap_or("");
    let parsed = toml::from_str::<Table>(&format!("v = {text}"))
        .ok()
        .and_then(|mut table| table.remove("v"));
    match (parsed, default) {
        (Some(Value::Integer(whole)), Value::Float(_)) => Ok(Value::Float(whole as f64)),
        (Some(value), default) if value.same_type(default) => match (&value, default) {
            (Value::Array(items), Value::Array(_)) if items.iter().any(|item| !item.is_str()) => {
                Err("a list of words in quotes")
            }
            (Value::Integer(number), _) if *number < 0 => Err("a number from 0 up"),
            (Value::Float(number), _) if !number.is_finite() || *number <= 0.0 => Err("a number above 0"),
            _ => Ok(value),
        },
        (_, Value::String(_)) => Err("text in quotes"),
        (_, Value::Integer(_)) => Err("a whole number"),
        (_, Value::Float(_)) => Err("a number"),
        (_, Value::Boolean(_)) => Err("true or false"),
        _ => Err("a list of words in quotes"),
    }
}

fn unknown(shown: &str, what: &str, word: &str, known: &[String]) -> String {
    match nearest(word, known.iter().map(String::as_str)) {
        Some(near) => format!("{shown} is not a {what}; did you mean {near}?"),
        None => format!("{shown} is not a {what}; there are {}", known.join(", ")),
    }
}

/// The known word nearest to `word` by edits, if any is near (at most a third of it differs).
pub fn nearest<'w>(word: &str, known: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    let limit = word.chars().count().max(3) / 3;
    known
        .map(|candidate| (edits(word, candidate), candidate))
        .filter(|(edits, _)| *edits <= limit)
        .min()
        .map(|(_, near)| near)
}

/// Levenshtein distance in characters.
fn edits(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (j, to) in b.iter().enumerate() {
            let above = row[j + 1];
            let best = (diagonal + usize::from(from != *to)).min(above + 1).min(left + 1);
            row[j] = left;
            diagonal = above;
            left = best;
        }
        row[b.len()] = left;
    }
    row[b.len()]
}

fn line_of(source: &str, at: usize) -> usize {
    source.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::settings::MarkRead;

    #[test]
    fn defaults_stand_where_nothing_is_said() {
        let (settings, remarks) = load("").unwrap();
        assert!(remarks.is_empty() && settings.refresh.on_start);
        assert_eq!((settings.http.total_timeout, settings.reader.measure), (30.0, 76));
    }

    #[test]
    fn the_users_lines_go_on_top() {
        let (settings, remarks) =
            load("[http]\ntotal_timeout = 5\n[reader]\nmark_read = \"key\"\n[open]\nbrowser = [\"w3m\"]\n").unwrap();
        assert_eq!(remarks, []);
        assert_eq!(
            (settings.http.total_timeout, settings.reader.mark_read),
            (5.0, MarkRead::Key)
        );
        assert_eq!(settings.open.browser, ["w3m"]);
    }

    #[test]
    fn a_mistake_costs_its_line_only() {
        let user = "[htp]\nx = 1\n[http]\ntotal_timout = 5\nmax_feed_mb = \"big\"\nmax_page_mb = 3\n[reader]\nmark_read = \"later\"\nmeasure = -4\n";
        let (settings, remarks) = load(user).unwrap();
        let said: Vec<String> = remarks.iter().map(ToString::to_string).collect();
        assert_eq!(said.len(), 5, "{said:#?}");
        assert!(
            said[0].starts_with("line 1: [htp] is not a section; did you mean http?"),
            "{said:#?}"
        );
        assert!(
            said.iter()
                .any(|remark| remark.starts_with("line 4: ") && remark.contains("total_timeout")),
            "{said:#?}"
        );
        assert!(
            said.iter()
                .any(|remark| remark.starts_with("line 8: mark_read: ") && remark.contains("`key`")),
            "{said:#?}"
        );
        assert_eq!(
            (
                settings.http.max_page_mb,
                settings.http.max_feed_mb,
                settings.reader.measure
            ),
            (3.0, 20.0, 76)
        );
    }

    #[test]
    fn a_file_that_is_not_toml_is_told_with_its_line() {
        let (settings, remarks) = load("[http]\nproxy = \n").unwrap();
        assert_eq!((settings.http.proxy.as_str(), remarks[0].line), ("", 2));
    }
}
