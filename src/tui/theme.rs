//! How things look: styles by role, read from `config/themes/*.toml` or the person's own.
//!
//! A widget asks for a role, never for a colour. A role a theme leaves out takes that of the
//! dark theme (in a theme of the person's own) and a line that cannot be read is reported.

use std::collections::BTreeMap;

use ratatui::style::{Color, Modifier, Style};
use toml::{Table, Value};

use super::colour::{Depth, reduce};
use crate::config::layers::nearest;
use crate::model::EntityKind;

/// The themes that come with the program.
pub const THEMES: [(&str, &str); 4] = [
    ("dark", include_str!("../../config/themes/dark.toml")),
    ("light", include_str!("../../config/themes/light.toml")),
    ("high-contrast", include_str!("../../config/themes/high-contrast.toml")),
    ("plain", include_str!("../../config/themes/plain.toml")),
];

macro_rules! roles {
    ($($variant:ident $name:literal)*) => {
        /// A part something plays on the screen.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[allow(missing_docs, reason = "the names say it; config/themes/dark.toml has a word on each")]
        pub enum Role { $($variant,)* }

        impl Role {
            /// Every role.
            pub const ALL: &[Role] = &[$(Role::$variant),*];

            /// Its name in theme files.
            pub const fn name(self) -> &'static str {
                match self { $(Role::$variant => $name,)* }
            }
        }
    };
}

roles! {
    Text "text"
    Dim "dim"
    Border "border"
    BorderFocus "border.focus"
    Title "title"
    TitleFocus "title.focus"
    Selection "selection"
    SelectionIdle "selection.idle"
    Scrollbar "scrollbar"
    Key "key"
    Hit "hit"
    FeedRow "feed.row"
    FeedGroup "feed.group"
    FeedCount "feed.count"
    FeedQuiet "feed.quiet"
    FeedFailed "feed.failed"
    HeadlineUnread "headline.unread"
    HeadlineRead "headline.read"
    HeadlineMeta "headline.meta"
    HeadlineDot "headline.dot"
    HeadlineMark "headline.mark"
    ArticleTitle "article.title"
    ArticleMeta "article.meta"
    ArticleNote "article.note"
    ArticleHeading "article.heading"
    ArticleQuote "article.quote"
    ArticleCode "article.code"
    ArticleLink "article.link"
    ArticleLinkNumber "article.link-number"
    ArticleMarker "article.marker"
    ArticleRule "article.rule"
    ArticleTableHeading "article.table-heading"
    ArticleCaption "article.caption"
    ArticleCredit "article.credit"
    ArticlePhotoMark "article.photo-mark"
    ArticleEmbed "article.embed"
    ArticleFootnote "article.footnote"
    EntityPerson "entity.person"
    EntityOrganisation "entity.organisation"
    EntityAgency "entity.agency"
    EntityCourt "entity.court"
    EntityParty "entity.party"
    EntityMedia "entity.media"
    EntityPlace "entity.place"
    EntityLaw "entity.law"
    EntityCase "entity.case"
    EntityDate "entity.date"
    EntityMoney "entity.money"
    EntityQuantity "entity.quantity"
    EntityGroup "entity.group"
    EntityChosen "entity.chosen"
    EntityCurrent "entity.current"
    Tab "tab"
    TabCurrent "tab.current"
    SideHeading "side.heading"
    SideCount "side.count"
    SideDetail "side.detail"
    Status "status"
    StatusMessage "status.message"
    StatusError "status.error"
    ProgressDone "progress.done"
    ProgressTodo "progress.todo"
    Input "input"
    InputError "input.error"
    Window "window"
    WindowBorder "window.border"
}

impl Role {
    /// The role of a kind of entity.
    pub const fn of_kind(kind: EntityKind) -> Role {
        match kind {
            EntityKind::Person => Role::EntityPerson,
            EntityKind::Organisation => Role::EntityOrganisation,
            EntityKind::Agency => Role::EntityAgency,
            EntityKind::Court => Role::EntityCourt,
            EntityKind::Party => Role::EntityParty,
            EntityKind::Media => Role::EntityMedia,
            EntityKind::Place => Role::EntityPlace,
            EntityKind::Law => Role::EntityLaw,
            EntityKind::Case => Role::EntityCase,
            EntityKind::Date => Role::EntityDate,
            EntityKind::Money => Role::EntityMoney,
            EntityKind::Quantity => Role::EntityQuantity,
            EntityKind::Group => Role::EntityGroup,
        }
    }
}

/// Styles by role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// Its name.
    pub name: String,
    styles: Vec<Style>,
}

impl Theme {
    /// The theme called `name`, in as many colours as `depth` allows (without colours always the
    /// plain one); `user` is the text of the person's own file of that name, if there is one. And
    /// what could not be read.
    pub fn load(name: &str, user: Option<&str>, depth: Depth) -> (Theme, Vec<String>) {
        let mut remarks = Vec::new();
        let shipped = |wanted: &str| THEMES.iter().find(|(name, _)| *name == wanted).map(|(_, text)| *text);
        let mut theme = Theme {
            name: name.to_owned(),
            styles: vec![Style::new(); Role::ALL.len()],
        };
        if depth == Depth::None {
            "plain".clone_into(&mut theme.name);
            theme.lay_over("plain", shipped("plain").unwrap_or_default(), depth, &mut remarks);
            return (theme, remarks);
        }
        match (shipped(name), user) {
            (_, Some(text)) => {
                theme.lay_over("dark", shipped("dark").unwrap_or_default(), depth, &mut remarks);
                theme.lay_over(&format!("themes/{name}.toml"), text, depth, &mut remarks);
            }
            (Some(text), None) => theme.lay_over(name, text, depth, &mut remarks),
            (None, None) => {
                let near = nearest(name, THEMES.iter().map(|(name, _)| *name)).unwrap_or("dark");
                remarks.push(format!("screen.theme: there is no theme {name}; did you mean {near}?"));
                "dark".clone_into(&mut theme.name);
                theme.lay_over("dark", shipped("dark").unwrap_or_default(), depth, &mut remarks);
            }
        }
        (theme, remarks)
    }

    /// The style of a role.
    pub fn style(&self, role: Role) -> Style {
        self.styles.get(role as usize).copied().unwrap_or_default()
    }

    fn lay_over(&mut self, file: &str, text: &str, depth: Depth, remarks: &mut Vec<String>) {
        let mut table: Table = match toml::from_str(text) {
            Ok(table) => table,
            Err(error) => return remarks.push(format!("{file}: {}", error.message())),
        };
        let palette = table.remove("palette");
        let palette = palette.as_ref().and_then(Value::as_table).into_iter().flatten();
        let palette: BTreeMap<&str, &str> = palette
            .filter_map(|(name, value)| Some((name.as_str(), value.as_str()?)))
            .collect();
        for (section, value) in &table {
            let single = |value| vec![(section.clone(), value)];
            let entries = match value {
                Value::Table(entries) => entries
                    .iter()
                    .map(|(name, value)| (joined(section, name), value))
                    .collect(),
                value => single(value),
            };
            for (name, value) in entries {
                let Some(role) = Role::ALL.iter().find(|role| role.name() == name) else {
                    let near = nearest(&name, Role::ALL.iter().map(|role| role.name()));
                    remarks.push(match near {
                        Some(near) => format!("{file}: {name} is not a role; did you mean {near}?"),
                        None => format!("{file}: {name} is not a role"),
                    });
                    continue;
                };
                match value.as_str().map(|text| style(text, &palette, depth)) {
                    Some(Ok(style)) => {
                        if let Some(place) = self.styles.get_mut(*role as usize) {
                            *place = reduce(style, depth);
                        }
                    }
                    Some(Err(message)) => remarks.push(format!("{file}: {name}: {message}")),
                    None => remarks.push(format!(
                        "{file}: {name} must be text in quotes, such as \"bold #ff8800 on default\""
                    )),
                }
            }
        }
    }
}

/// `border` with `self` is `border`, with `focus` it is `border.focus`.
fn joined(section: &str, name: &str) -> String {
    if name == "self" {
        section.to_owned()
    } else {
        format!("{section}.{name}")
    }
}

/// Reads `bold #rrggbb on #rrggbb | reverse`: what follows the bar is for 16 colours.
fn style(text: &str, palette: &BTreeMap<&str, &str>, depth: Depth) -> Result<Style, String> {
    let (rich, poor) = text.split_once('|').unwrap_or((text, text));
    let mut style = Style::new();
    let mut ground = false;
    for word in if depth == Depth::Basic { poor } else { rich }.split_whitespace() {
        let modifier = match word {
            "bold" => Modifier::BOLD,
            "dim" => Modifier::DIM,
            "italic" => Modifier::ITALIC,
            "underline" => Modifier::UNDERLINED,
            "reverse" => Modifier::REVERSED,
            "strike" => Modifier::CROSSED_OUT,
            "on" => {
                ground = true;
                continue;
            }
            word => {
                let colour = colour(palette.get(word).copied().unwrap_or(word))?;
                style = if std::mem::take(&mut ground) {
                    style.bg(colour)
                } else {
                    style.fg(colour)
                };
                continue;
            }
        };
        style = style.add_modifier(modifier);
    }
    Ok(style)
}

fn colour(word: &str) -> Result<Color, String> {
    const NAMES: [(&str, Color); 17] = [
        ("default", Color::Reset),
        ("black", Color::Black),
        ("red", Color::Red),
        ("green", Color::Green),
        ("yellow", Color::Yellow),
        ("blue", Color::Blue),
        ("magenta", Color::Magenta),
        ("cyan", Color::Cyan),
        ("white", Color::Gray),
        ("bright-black", Color::DarkGray),
        ("bright-red", Color::LightRed),
        ("bright-green", Color::LightGreen),
        ("bright-yellow", Color::LightYellow),
        ("bright-blue", Color::LightBlue),
        ("bright-magenta", Color::LightMagenta),
        ("bright-cyan", Color::LightCyan),
        ("bright-white", Color::White),
    ];
    let hex = word.strip_prefix('#').filter(|hex| hex.len() == 6 && hex.is_ascii());
    if let Some(number) = hex.and_then(|hex| u32::from_str_radix(hex, 16).ok()) {
        let [_, r, g, b] = number.to_be_bytes();
        return Ok(Color::Rgb(r, g, b));
    }
    let named = NAMES.iter().find(|(name, _)| *name == word).map(|(_, colour)| *colour);
    named.ok_or_else(|| format!("{word} is neither a colour (#rrggbb, red, bright-blue, default) nor bold, dim, italic, underline, reverse, strike"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_themes_are_whole_and_without_mistake() {
        for (name, text) in THEMES {
            for depth in [Depth::True, Depth::Indexed, Depth::Basic, Depth::None] {
                assert_eq!(Theme::load(name, None, depth).1, Vec::<String>::new(), "{name}");
            }
            let table: Table = toml::from_str(text).unwrap();
            for role in Role::ALL {
                let (section, entry) = role.name().split_once('.').unwrap_or((role.name(), "self"));
                let there = table.get(section).is_some_and(|value| {
                    value
                        .as_table()
                        .map_or(entry == "self", |table| table.contains_key(entry))
                });
                assert!(there, "{name} leaves out {}", role.name());
            }
        }
    }

    #[test]
    fn a_persons_theme_goes_over_the_dark_one_and_mistakes_are_told() {
        let user = "[palette]\nmine = \"#102030\"\n[headline]\nunread = \"bold mine on red\"\nraed = \"bold\"\nmeta = \"purpel\"\n";
        let (theme, remarks) = Theme::load("own", Some(user), Depth::True);
        let unread = theme.style(Role::HeadlineUnread);
        assert_eq!(
            (unread.fg, unread.bg),
            (Some(Color::Rgb(0x10, 0x20, 0x30)), Some(Color::Red))
        );
        assert_eq!(
            theme.style(Role::Hit),
            Theme::load("dark", None, Depth::True).0.style(Role::Hit)
        );
        let said = remarks.join("\n");
        assert!(
            said.contains("headline.raed is not a role; did you mean headline.read?"),
            "{said}"
        );
        assert!(said.contains("headline.meta: purpel is neither a colour"), "{said}");
    }

    #[test]
    fn without_colours_nothing_has_a_colour() {
        let (theme, _) = Theme::load("light", None, Depth::None);
        assert_eq!(theme.name, "plain");
        assert!(
            Role::ALL
                .iter()
                .all(|role| theme.style(*role).fg.is_none() && theme.style(*role).bg.is_none())
        );
        assert_ne!(
            theme.style(Role::Selection),
            theme.style(Role::Text),
            "the selection can still be seen"
        );
    }
}
