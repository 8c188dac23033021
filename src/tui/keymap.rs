//! Which key does what: `config/keymap.toml`, a preset over it, the person's own file over both.
//!
//! A line that cannot be read is reported with the nearest word and the rest goes on. What the
//! actions are is in [`super::action`]; resolving a key here is a pure function.

use toml::de::{DeTable, DeValue};

use super::action::{Action, Context};
use super::key::{Chord, Key};
use crate::config::KEYMAP;
use crate::config::layers::nearest;

/// The presets that come with the program, laid over the default keys.
const PRESETS: [(&str, &str); 2] = [
    ("newsboat", include_str!("../../config/keymap-newsboat.toml")),
    ("eilmeldung", include_str!("../../config/keymap-eilmeldung.toml")),
];

/// The name of the keys without a preset.
const DEFAULT: &str = "dateline";

/// Keys and what they do, context by context.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keymap {
    tables: [Vec<Binding>; Context::ALL.len()],
}

/// A chord and what it does; nothing, where it has been unbound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// The keys.
    pub chord: Chord,
    /// What they do.
    pub action: Option<Action>,
}

/// What keys pressed so far come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolution {
    /// A whole chord.
    Action(Action),
    /// The beginning of chords: what may follow, and what it would do.
    Prefix(Vec<(String, Action)>),
    /// No chord begins so.
    Nothing,
}

/// Text for the file called `name`, with which of it could not be read.
struct Source<'a> {
    name: &'a str,
    text: &'a str,
    remarks: &'a mut Vec<String>,
}

impl Source<'_> {
    fn remark(&mut self, at: usize, message: impl std::fmt::Display) {
        let line = self.text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
        self.remarks.push(format!("{}, line {line}: {message}", self.name));
    }
}

impl Keymap {
    /// The keys of a preset (`dateline` for none) with the person's file, if there is one, over
    /// them; and what could not be read.
    pub fn load(preset: &str, user: Option<&str>) -> (Keymap, Vec<String>) {
        let mut keymap = Keymap::default();
        let mut remarks = Vec::new();
        keymap.lay_over(&mut Source {
            name: "keymap.toml",
            text: KEYMAP,
            remarks: &mut remarks,
        });
        match PRESETS.iter().find(|(name, _)| *name == preset) {
            Some((name, text)) => keymap.lay_over(&mut Source {
                name,
                text,
                remarks: &mut remarks,
            }),
            None if preset == DEFAULT => {}
            None => {
                let names = [DEFAULT].into_iter().chain(PRESETS.iter().map(|(name, _)| *name));
                let near =
                    nearest(preset, names.clone()).map_or_else(|| names.collect::<Vec<_>>().join(", "), str::to_owned);
                remarks.push(format!(
                    "screen.keymap: there are no keys named {preset}; did you mean {near}?"
                ));
            }
        }
        if let Some(text) = user {
            keymap.lay_over(&mut Source {
                name: "your keymap.toml",
                text,
                remarks: &mut remarks,
            });
        }
        (keymap, remarks)
    }

    fn lay_over(&mut self, source: &mut Source<'_>) {
        let text = source.text;
        let table = match DeTable::parse(text) {
            Ok(table) => table,
            Err(error) => return source.remark(error.span().map_or(0, |span| span.start), error.message()),
        };
        for (name, value) in table.get_ref() {
            let word = name.get_ref().as_ref();
            let Some(context) = Context::ALL.into_iter().find(|context| context.word() == word) else {
                let words = || Context::ALL.iter().map(|context| context.word());
                let near = nearest(word, words()).map_or_else(|| words().collect::<Vec<_>>().join(", "), str::to_owned);
                source.remark(
                    name.span().start,
                    format_args!("[{word}] is not a place for keys; did you mean {near}?"),
                );
                continue;
            };
            let DeValue::Table(entries) = value.get_ref() else {
                source.remark(
                    name.span().start,
                    format_args!("{word} is a table: write [{word}] on a line of its own"),
                );
                continue;
            };
            for (key, value) in entries {
                let at = key.span().start;
                match binding(context, key.get_ref(), value.get_ref()) {
                    Ok(binding) => self.bind(context, binding),
                    Err(message) => source.remark(at, message),
                }
            }
        }
    }

    fn bind(&mut self, context: Context, binding: Binding) {
        let Some(table) = self.tables.get_mut(context as usize) else {
            return;
        };
        // A chord takes the place of itself and of what it could no longer be told from.
        table.retain(|old| !old.chord.0.starts_with(&binding.chord.0) && !binding.chord.0.starts_with(&old.chord.0));
        table.push(binding);
    }

    /// The bindings of one context, in the order of the table of actions.
    pub fn bindings(&self, context: Context) -> Vec<(&Chord, Action)> {
        let table = self.tables.get(context as usize).map_or(&[][..], Vec::as_slice);
        let mut bindings: Vec<_> = table
            .iter()
            .filter_map(|binding| Some((&binding.chord, binding.action?)))
            .collect();
        bindings.sort_by_key(|(chord, action)| (*action, chord.0.len()));
        bindings
    }

    /// What `keys`, pressed one after another in `context`, come to. A pane's own keys go before
    /// those of everywhere.
    pub fn resolve(&self, context: Context, keys: &[Key]) -> Resolution {
        let mut follow = Vec::new();
        for table in self.reach(context) {
            if let Some(binding) = table.iter().find(|binding| binding.chord.0 == keys) {
                match binding.action {
                    Some(action) if follow.is_empty() => return Resolution::Action(action),
                    None if follow.is_empty() => return Resolution::Nothing,
                    _ => continue,
                }
            }
            for binding in table.iter().filter(|binding| binding.chord.0.starts_with(keys)) {
                let rest = Chord(binding.chord.0.iter().skip(keys.len()).copied().collect()).to_string();
                if let Some(action) = binding
                    .action
                    .filter(|_| !follow.iter().any(|(known, _)| *known == rest))
                {
                    follow.push((rest, action));
                }
            }
        }
        follow.sort();
        if follow.is_empty() {
            Resolution::Nothing
        } else {
            Resolution::Prefix(follow)
        }
    }

    /// The shortest keys that do `action` in `context`, for hints; none where it has none.
    pub fn keys_for(&self, context: Context, action: Action) -> Option<String> {
        let all = self.reach(context).flat_map(|table| table.iter());
        let of_action = all.filter(|binding| binding.action == Some(action));
        let usable = of_action.filter(|binding| self.resolve(context, &binding.chord.0) == Resolution::Action(action));
        usable
            .min_by_key(|binding| binding.chord.0.len())
            .map(|binding| binding.chord.to_string())
    }

    /// The tables that count in a context, the nearest first.
    fn reach(&self, context: Context) -> impl Iterator<Item = &[Binding]> {
        let global = match context {
            Context::Page => Some(Context::Overlay),
            _ => context.is_pane().then_some(Context::Global),
        };
        [Some(context), global]
            .into_iter()
            .flatten()
            .filter_map(|context| self.tables.get(context as usize))
            .map(Vec::as_slice)
    }
}

/// Reads one line of a context's table.
fn binding(context: Context, key: &str, value: &DeValue<'_>) -> Result<Binding, String> {
    let chord: Chord = key.parse().map_err(|error: super::key::UnknownKey| error.to_string())?;
    let DeValue::String(name) = value else {
        return Err(format!("\"{key}\" needs an action in quotes, or \"none\""));
    };
    if name.as_ref() == "none" {
        return Ok(Binding { chord, action: None });
    }
    let action: Action = name
        .parse()
        .map_err(|error: super::action::UnknownAction| error.to_string())?;
    if !action.fits(context) {
        let places: Vec<&str> = action.contexts().iter().map(|context| context.word()).collect();
        return Err(format!(
            "{action} cannot be done under [{}]; it belongs under [{}]",
            context.word(),
            places.join("] or [")
        ));
    }
    Ok(Binding {
        chord,
        action: Some(action),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<Key> {
        text.parse::<Chord>().unwrap().0
    }

    #[test]
    fn the_shipped_keys_are_without_mistake() {
        for preset in ["dateline", "newsboat", "eilmeldung"] {
            assert_eq!(Keymap::load(preset, None).1, Vec::<String>::new(), "{preset}");
        }
    }

    #[test]
    fn every_line_of_the_default_keys_says_what_it_does() {
        for line in KEYMAP.lines().filter(|line| line.starts_with('"')) {
            let (name, comment) = line
                .split_once(" = \"")
                .and_then(|(_, rest)| rest.split_once('"'))
                .unwrap();
            let action: Action = name.parse().unwrap();
            let comment = comment.trim_start().strip_prefix("# ").unwrap_or("");
            assert_eq!(comment, action.description(), "{line}");
        }
    }

    #[test]
    fn every_action_of_the_panes_has_a_key() {
        let (keymap, _) = Keymap::load("dateline", None);
        for action in Action::ALL {
            let bound = Context::ALL
                .into_iter()
                .any(|context| keymap.keys_for(context, *action).is_some());
            assert!(bound, "{action} has no key");
        }
    }

    #[test]
    fn a_panes_keys_go_before_those_of_everywhere() {
        let (keymap, remarks) = Keymap::load(
            "dateline",
            Some("[global]\nw = \"down\"\n[article]\nw = \"zoom\"\nz = \"none\"\n"),
        );
        assert_eq!(remarks, Vec::<String>::new());
        assert_eq!(
            keymap.resolve(Context::Feeds, &keys("w")),
            Resolution::Action(Action::Down)
        );
        assert_eq!(
            keymap.resolve(Context::Article, &keys("w")),
            Resolution::Action(Action::Zoom)
        );
        assert_eq!(keymap.resolve(Context::Article, &keys("z")), Resolution::Nothing);
        assert_eq!(
            keymap.resolve(Context::Headlines, &keys("z")),
            Resolution::Action(Action::Zoom)
        );
    }

    #[test]
    fn chords_tell_what_may_follow() {
        let (keymap, _) = Keymap::load("dateline", None);
        assert_eq!(
            keymap.resolve(Context::Headlines, &keys("g g")),
            Resolution::Action(Action::Top)
        );
        let Resolution::Prefix(follow) = keymap.resolve(Context::Headlines, &keys("g")) else {
            panic!("g is a prefix")
        };
        assert!(follow.contains(&("a".to_owned(), Action::GoAll)), "{follow:?}");
        assert_eq!(keymap.resolve(Context::Headlines, &keys("g @")), Resolution::Nothing);
    }

    #[test]
    fn a_mistake_costs_its_line_only_and_is_told_with_the_nearest_word() {
        let user = "[heedlines]\nj = \"down\"\n[headlines]\nj = \"dwn\"\nEntr = \"open\"\nv = \"erase\"\nw = 3\nX = \"star\"\n";
        let (keymap, remarks) = Keymap::load("newsbaot", Some(user));
        let said = remarks.join("\n");
        for part in [
            "no keys named newsbaot; did you mean newsboat?",
            "line 1: [heedlines] is not a place for keys; did you mean headlines?",
            "line 4: \"dwn\" is not an action; did you mean down?",
            "line 5: \"Entr\" is not a key",
            "line 6: erase cannot be done under [headlines]; it belongs under [input]",
            "line 7: \"w\" needs an action in quotes",
        ] {
            assert!(said.contains(part), "{part} is missing in\n{said}");
        }
        assert_eq!(
            keymap.resolve(Context::Headlines, &keys("X")),
            Resolution::Action(Action::Star)
        );
        assert_eq!(
            keymap.resolve(Context::Headlines, &keys("j")),
            Resolution::Action(Action::Down)
        );
    }

    #[test]
    fn a_chord_replaces_what_it_hides() {
        let (keymap, _) = Keymap::load("dateline", Some("[global]\ng = \"top\"\n"));
        assert_eq!(
            keymap.resolve(Context::Feeds, &keys("g")),
            Resolution::Action(Action::Top)
        );
    }
}
