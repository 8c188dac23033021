//! The commands of the palette: their table, how they are read, what they could become.
//!
//! Every action is a command too, by its name.

use std::path::PathBuf;

use super::action::{Action, Context};
use crate::config::layers::nearest;

/// A command, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Does what a key could.
    Act(Action),
    /// Subscribes.
    Add {
        /// The address.
        url: String,
        /// The folder, empty for none.
        folder: String,
    },
    /// Reads an OPML file.
    Import(PathBuf),
    /// Writes an OPML file.
    Export(PathBuf),
    /// Filters the headlines.
    Filter(String),
    /// Keeps the list as a view.
    View(String),
    /// Selects a feed, folder or view by name.
    Go(String),
    /// Moves the selected feed.
    Folder(String),
    /// Gives or takes a tag.
    Tag(String),
    /// Shows an entity's page.
    Entity(String),
    /// Takes another look.
    Theme(String),
    /// Shows everything by a photographer.
    Photographer(String),
    /// Gives the article's text to a program.
    Pipe(String),
    /// Uses the mouse, or leaves it to the terminal.
    Mouse(bool),
}

/// A command's name, what follows it, and what it does.
const TABLE: [(&str, &str, &str); 14] = [
    ("add", "URL [FOLDER]", "subscribe to a feed, or to the feed of a page"),
    ("import", "FILE", "subscribe to the feeds of an OPML file"),
    ("export", "FILE", "write the subscriptions as OPML"),
    (
        "filter",
        "QUERY",
        "filter the headlines: words, \"phrases\", -not, is:unread, feed:, since:7d, photographer:, caption:",
    ),
    ("view", "NAME", "keep this list as a view"),
    ("go", "NAME", "to a feed, folder or view"),
    ("folder", "NAME", "move the selected feed to a folder"),
    (
        "entity",
        "NAME",
        "all about a person, body, place, law or case: Tab completes its name",
    ),
    (
        "pipe",
        "PROGRAM",
        "give the article's text to a program, on its standard input",
    ),
    ("tag", "NAME", "give the article a tag, or take it away"),
    (
        "theme",
        "NAME",
        "change the look: dark, light, high-contrast, plain, or one of yours",
    ),
    (
        "photographer",
        "NAME",
        "all photographs by somebody: where they were printed, and for whom they were taken",
    ),
    (
        "mouse",
        "on|off",
        "use the mouse, or leave it to the terminal for selecting text",
    ),
    ("refresh", "", "fetch every feed"),
];

/// Something a typed line could become.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The whole line.
    pub text: String,
    /// What has to follow.
    pub hint: &'static str,
    /// What it does.
    pub description: String,
}

/// What can be named in commands.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// Themes.
    pub themes: Vec<String>,
    /// Feeds, folders, views.
    pub places: Vec<String>,
    /// Folders.
    pub folders: Vec<String>,
    /// Photographers, as far as they were asked for.
    pub photographers: Vec<String>,
}

/// Reads a command; an error is a sentence that says what would do.
pub fn read(line: &str) -> Result<Command, String> {
    let line = line.trim().trim_start_matches(':').trim_start();
    let (name, rest) = line
        .split_once(char::is_whitespace)
        .map_or((line, ""), |(name, rest)| (name, rest.trim()));
    let needs = |what: &str| {
        if rest.is_empty() {
            Err(format!("{name} needs {what}"))
        } else {
            Ok(rest.to_owned())
        }
    };
    Ok(match name {
        "add" => {
            let rest = needs("an address, such as add https://example.org/feed")?;
            let (url, folder) = rest.split_once(char::is_whitespace).unwrap_or((&rest, ""));
            Command::Add {
                url: url.to_owned(),
                folder: folder.trim().to_owned(),
            }
        }
        "import" => Command::Import(needs("a file")?.into()),
        "export" => Command::Export(needs("a file")?.into()),
        "filter" => Command::Filter(rest.to_owned()),
        "view" => Command::View(needs("a name")?),
        "go" => Command::Go(needs("the name of a feed, folder or view")?),
        "folder" => Command::Folder(rest.to_owned()),
        "tag" if !rest.is_empty() => Command::Tag(rest.to_owned()),
        "entity" => Command::Entity(needs("the name of a person, body, place, law or case")?),
        "theme" => Command::Theme(needs("a name: dark, light, high-contrast, plain")?),
        "photographer" => Command::Photographer(needs("a name")?),
        "pipe" if !rest.is_empty() => Command::Pipe(rest.to_owned()),
        "mouse" => match rest {
            "on" => Command::Mouse(true),
            "off" => Command::Mouse(false),
            _ => return Err("mouse needs on or off".to_owned()),
        },
        "refresh" => Command::Act(Action::RefreshAll),
        "q" | "q!" | "wq" | "x" => Command::Act(Action::Quit),
        name => {
            let known = actions().find(|action| action.name() == name);
            let near = || {
                nearest(
                    name,
                    actions()
                        .map(Action::name)
                        .chain(TABLE.iter().map(|(name, _, _)| *name)),
                )
            };
            Command::Act(known.ok_or_else(|| match near() {
                Some(near) => format!("there is no command {name}; did you mean {near}?"),
                None => format!("there is no command {name}"),
            })?)
        }
    })
}

/// The actions that make sense as commands.
fn actions() -> impl Iterator<Item = Action> {
    Action::ALL.iter().copied().filter(|action| {
        action
            .contexts()
            .iter()
            .any(|context| matches!(context, Context::Global | Context::Feeds | Context::Side))
    })
}

/// What a typed line could become, the likeliest first.
pub fn suggestions(line: &str, names: &Names) -> Vec<Suggestion> {
    let line = line.trim_start();
    if let Some((name, begun)) = line.split_once(char::is_whitespace) {
        let begun = begun.trim_start().to_lowercase();
        let fits = |word: &&String| word.to_lowercase().contains(&begun);
        let choices: Vec<&String> = match name {
            "theme" => names.themes.iter().filter(fits).collect(),
            "go" => names.places.iter().filter(fits).collect(),
            "photographer" => names.photographers.iter().collect(),
            "folder" => names.folders.iter().filter(fits).collect(),
            _ => Vec::new(),
        };
        let known = choices.into_iter().take(50).map(|word| Suggestion {
            text: format!("{name} {word}"),
            hint: "",
            description: String::new(),
        });
        let own = TABLE.iter().filter(|(known, _, _)| *known == name);
        let own = own.map(|(_, hint, description)| Suggestion {
            text: line.to_owned(),
            hint,
            description: (*description).to_owned(),
        });
        let known: Vec<Suggestion> = known.collect();
        return if known.is_empty() { own.collect() } else { known };
    }
    let begun = line.to_lowercase();
    let commands = TABLE.iter().map(|(name, hint, description)| {
        let text = if hint.is_empty() {
            (*name).to_owned()
        } else {
            format!("{name} ")
        };
        Suggestion {
            text,
            hint,
            description: (*description).to_owned(),
        }
    });
    let from_keys = actions().filter(|action| !TABLE.iter().any(|(name, _, _)| *name == action.name()));
    let from_keys = from_keys.map(|action| Suggestion {
        text: action.name().to_owned(),
        hint: "",
        description: action.description().to_owned(),
    });
    let all: Vec<Suggestion> = commands.chain(from_keys).collect();
    let (mut first, rest): (Vec<_>, Vec<_>) = all
        .into_iter()
        .partition(|suggestion| suggestion.text.starts_with(&begun));
    first.extend(rest.into_iter().filter(|suggestion| {
        let in_words = begun.len() > 2 && suggestion.description.to_lowercase().contains(&begun);
        suggestion.text.contains(&begun) || in_words
    }));
    first
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_commands() {
        assert_eq!(
            read(":add example.org US Courts"),
            Ok(Command::Add {
                url: "example.org".into(),
                folder: "US Courts".into()
            })
        );
        assert_eq!(read("save"), Ok(Command::Act(Action::Save)));
        assert_eq!(read("q"), Ok(Command::Act(Action::Quit)));
        assert_eq!(read("mouse off"), Ok(Command::Mouse(false)));
        assert_eq!(read("import"), Err("import needs a file".into()));
        assert_eq!(
            read("exprot x"),
            Err("there is no command exprot; did you mean export?".into())
        );
    }

    #[test]
    fn suggests_what_begins_so_first() {
        let names = Names {
            themes: vec!["dark".into(), "light".into()],
            ..Names::default()
        };
        let texts = |line: &str| {
            suggestions(line, &names)
                .into_iter()
                .map(|suggestion| suggestion.text)
                .collect::<Vec<_>>()
        };
        assert_eq!(texts("th")[0], "theme ");
        assert_eq!(texts("theme li"), ["theme light"]);
        assert!(texts("unread").contains(&"go-unread".to_owned()));
        assert_eq!(texts("add x"), ["add x"]);
    }
}
