//! A key and a chord of keys, as a person writes them in `keymap.toml`.
//!
//! Knows nothing of what keys do; see [`super::keymap`].

use std::fmt;
use std::str::FromStr;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// A key with what is held down beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// Which key.
    pub name: Name,
    /// Whether Ctrl is held down.
    pub ctrl: bool,
    /// Whether Alt is held down.
    pub alt: bool,
    /// Whether Shift is held down; never with a character, which is another one then.
    pub shift: bool,
}

/// A key's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Name {
    /// A character, as it would be typed.
    Char(char),
    /// One of the function keys, 1 to 24.
    F(u8),
    /// A key with a name of its own; an index into [`NAMED`].
    Named(u8),
}

/// The keys with names of their own, first the name we write.
const NAMED: [(&str, KeyCode); 14] = [
    ("Enter", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Tab", KeyCode::Tab),
    ("Backspace", KeyCode::Backspace),
    ("Delete", KeyCode::Delete),
    ("Insert", KeyCode::Insert),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("PageUp", KeyCode::PageUp),
    ("PageDown", KeyCode::PageDown),
];

const TAB: u8 = 2;

impl Key {
    /// A character's key, alone.
    pub const fn char(c: char) -> Self {
        Key {
            name: Name::Char(c),
            ctrl: false,
            alt: false,
            shift: false,
        }
    }

    /// The key of a terminal's event; none for keys nobody can bind.
    pub fn of(event: &KeyEvent) -> Option<Key> {
        let mut key = Key {
            name: Name::Char(' '),
            ctrl: event.modifiers.contains(KeyModifiers::CONTROL),
            alt: event.modifiers.contains(KeyModifiers::ALT),
            shift: event.modifiers.contains(KeyModifiers::SHIFT),
        };
        key.name = match event.code {
            KeyCode::Char(c) => {
                key.shift = false;
                Name::Char(if key.ctrl { c.to_ascii_lowercase() } else { c })
            }
            KeyCode::F(number @ 1..=24) => Name::F(number),
            KeyCode::BackTab => {
                key.shift = true;
                Name::Named(TAB)
            }
            code => Name::Named(
                NAMED
                    .iter()
                    .position(|(_, named)| *named == code)
                    .and_then(|at| u8::try_from(at).ok())?,
            ),
        };
        Some(key)
    }

    /// The character this key types into a line of text, if it types one.
    pub fn typed(self) -> Option<char> {
        match self {
            Key {
                name: Name::Char(c),
                ctrl: false,
                alt: false,
                ..
            } if !c.is_control() => Some(c),
            _ => None,
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.alt {
            f.write_str("M-")?;
        }
        if self.shift {
            f.write_str("S-")?;
        }
        match self.name {
            Name::Char(c) => {
                if self.ctrl {
                    f.write_str("^")?;
                }
                match c {
                    ' ' => f.write_str("Space"),
                    c if self.ctrl => write!(f, "{}", c.to_ascii_uppercase()),
                    c => write!(f, "{c}"),
                }
            }
            Name::F(number) if self.ctrl => write!(f, "C-F{number}"),
            Name::F(number) => write!(f, "F{number}"),
            Name::Named(at) => {
                let name = NAMED.get(usize::from(at)).map_or("?", |(name, _)| *name);
                if self.ctrl {
                    write!(f, "C-{name}")
                } else {
                    f.write_str(name)
                }
            }
        }
    }
}

/// Text that names no key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not a key; write j, G, ^D, M-x, Space, Enter, Esc, Tab, S-Tab, Up, PageDown, F1 …")]
pub struct UnknownKey(pub String);

impl FromStr for Key {
    type Err = UnknownKey;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let unknown = || UnknownKey(text.to_owned());
        let mut key = Key::char(' ');
        let mut rest = text;
        loop {
            let (modifier, after) = match rest.split_at_checked(2) {
                Some(("M-" | "A-", after)) => (&mut key.alt, after),
                Some(("S-", after)) => (&mut key.shift, after),
                Some(("C-", after)) => (&mut key.ctrl, after),
                _ => match rest.strip_prefix('^') {
                    Some(after) => (&mut key.ctrl, after),
                    None => break,
                },
            };
            if after.is_empty() {
                break;
            }
            *modifier = true;
            rest = after;
        }
        let mut chars = rest.chars();
        key.name = match (chars.next(), chars.next()) {
            (None, _) => return Err(unknown()),
            (Some(c), None) if c.is_control() || c == ' ' => return Err(unknown()),
            (Some(c), None) => {
                let c = if key.ctrl { c.to_ascii_lowercase() } else { c };
                Name::Char(if std::mem::take(&mut key.shift) {
                    c.to_ascii_uppercase()
                } else {
                    c
                })
            }
            _ if rest.eq_ignore_ascii_case("space") => {
                key.shift = false;
                Name::Char(' ')
            }
            _ => match NAMED
                .iter()
                .position(|(name, _)| name.eq_ignore_ascii_case(rest))
                .and_then(|at| u8::try_from(at).ok())
            {
                Some(at) => Name::Named(at),
                None => {
                    let number = rest.strip_prefix(['F', 'f']).and_then(|number| number.parse().ok());
                    Name::F(number.filter(|number| (1..=24).contains(number)).ok_or_else(unknown)?)
                }
            },
        };
        // A terminal sends a character of Ctrl and Shift as that of Ctrl alone.
        if key.ctrl
            && let Name::Char(c) = key.name
        {
            key.name = Name::Char(c.to_ascii_lowercase());
        }
        Ok(key)
    }
}

/// One key, or several pressed one after another: `g g`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Chord(pub Vec<Key>);

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, key) in self.0.iter().enumerate() {
            if number > 0 {
                f.write_str(" ")?;
            }
            write!(f, "{key}")?;
        }
        Ok(())
    }
}

impl FromStr for Chord {
    type Err = UnknownKey;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let keys: Vec<Key> = text.split_whitespace().map(str::parse).collect::<Result<_, _>>()?;
        if keys.is_empty() {
            Err(UnknownKey(text.to_owned()))
        } else {
            Ok(Chord(keys))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_what_people_write() {
        for (written, shown) in [
            ("j", "j"),
            ("G", "G"),
            ("^D", "^D"),
            ("C-d", "^D"),
            ("^", "^"),
            ("-", "-"),
            ("S-Tab", "S-Tab"),
            ("space", "Space"),
            ("M-x", "M-x"),
            ("S-g", "G"),
            ("f5", "F5"),
            ("C-Left", "C-Left"),
            ("é", "é"),
            ("M-", "M-"),
        ] {
            match written.parse::<Key>() {
                Ok(key) => assert_eq!(key.to_string(), shown),
                Err(error) => assert_eq!((written, error), (shown, UnknownKey("M-".into()))),
            }
        }
        for wrong in ["", "Entr", "F99", "jj", "^^^jj"] {
            assert!(wrong.parse::<Key>().is_err(), "{wrong}");
        }
        assert_eq!("g  g".parse::<Chord>().unwrap().to_string(), "g g");
    }

    #[test]
    fn a_terminals_events_are_the_keys_people_write() {
        let event = |code, modifiers| Key::of(&KeyEvent::new(code, modifiers)).unwrap().to_string();
        assert_eq!(event(KeyCode::Char('G'), KeyModifiers::SHIFT), "G");
        assert_eq!(event(KeyCode::Char('d'), KeyModifiers::CONTROL), "^D");
        assert_eq!(event(KeyCode::BackTab, KeyModifiers::NONE), "S-Tab");
        assert_eq!(event(KeyCode::Char(' '), KeyModifiers::NONE), "Space");
    }

    fn any_key() -> impl Strategy<Value = Key> {
        let name = prop_oneof![
            any::<char>()
                .prop_filter("visible", |c| !c.is_control() && !c.is_whitespace())
                .prop_map(Name::Char),
            Just(Name::Char(' ')),
            (1u8..=24).prop_map(Name::F),
            (0u8..14).prop_map(Name::Named),
        ];
        (name, any::<bool>(), any::<bool>(), any::<bool>()).prop_map(|(name, ctrl, alt, shift)| {
            let name = match name {
                Name::Char(c) if ctrl => Name::Char(c.to_ascii_lowercase()),
                name => name,
            };
            Key {
                name,
                ctrl,
                alt,
                shift: shift && !matches!(name, Name::Char(_)),
            }
        })
    }

    proptest! {
        #[test]
        fn keys_round_trip(key in any_key()) {
            prop_assert_eq!(key.to_string().parse::<Key>(), Ok(key));
        }

        #[test]
        fn chords_round_trip(keys in proptest::collection::vec(any_key(), 1..4)) {
            let chord = Chord(keys);
            prop_assert_eq!(chord.to_string().parse::<Chord>(), Ok(chord));
        }
    }
}
