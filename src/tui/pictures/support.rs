//! How pictures are drawn, if at all: by the settings, the environment, and what the terminal
//! answered.

use super::probe::Answers;
use crate::config::Environment;
use crate::config::settings::{Images, PictureProtocol, Pictures};
use crate::tui::colour::Depth;

/// The cell taken where the terminal does not say how large its cells are, in pixels.
const USUAL_CELL: (u16, u16) = (8, 16);
/// The largest cell that is believed.
const LARGEST_CELL: u16 = 100;

/// A way of drawing pictures in a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Protocol {
    /// <https://sw.kovidgoyal.net/kitty/graphics-protocol/>, with placeholders in the text.
    Kitty,
    /// <https://vt100.net/docs/vt3xx-gp/chapter14.html>
    Sixel,
    /// <https://iterm2.com/documentation-images.html>
    Iterm2,
    /// Two pixels a cell, as coloured half-blocks: any terminal with colours.
    Halfblocks,
}

/// How this terminal draws pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Support {
    /// In which way.
    pub protocol: Protocol,
    /// The size of a cell in pixels.
    pub cell: (u16, u16),
    /// Whether sequences are handed through tmux to the terminal around it.
    pub through_tmux: bool,
    /// How many colours half-blocks have.
    pub depth: Depth,
}

/// Where pictures are shown: the setting, and for `auto` nowhere over ssh (each picture is some
/// hundred kilobytes on the line) and on a bare console.
pub fn place(settings: &Pictures, environment: &Environment) -> Images {
    let remote = environment.get("SSH_CONNECTION").is_some();
    let bare = matches!(environment.get("TERM"), None | Some("dumb" | "linux"));
    match settings.images {
        Images::Auto if remote || bare => Images::Off,
        Images::Auto => Images::Inline,
        images => images,
    }
}

/// Whether the terminal has to be asked what it can do.
pub fn has_to_ask(settings: &Pictures, environment: &Environment) -> bool {
    place(settings, environment) != Images::Off && settings.protocol != PictureProtocol::Halfblocks
}

/// How pictures are drawn; none where they are off, or where there are neither a protocol nor
/// colours. `cell` is the size of a cell in pixels as the system says it.
pub fn decide(
    settings: &Pictures,
    environment: &Environment,
    answers: &Answers,
    cell: Option<(u16, u16)>,
    depth: Depth,
) -> Option<Support> {
    if place(settings, environment) == Images::Off {
        return None;
    }
    let known = answers
        .cell
        .or(cell)
        .filter(|(width, height)| (2..=LARGEST_CELL).contains(width) && (2..=LARGEST_CELL).contains(height));
    let protocol = match settings.protocol {
        PictureProtocol::Kitty => Protocol::Kitty,
        PictureProtocol::Sixel => Protocol::Sixel,
        PictureProtocol::Iterm2 => Protocol::Iterm2,
        PictureProtocol::Halfblocks => Protocol::Halfblocks,
        PictureProtocol::Auto => known
            .and_then(|_| found(environment, answers))
            .unwrap_or(Protocol::Halfblocks),
    };
    if protocol == Protocol::Halfblocks && depth == Depth::None {
        return None;
    }
    let forced = settings.protocol != PictureProtocol::Auto;
    Some(Support {
        protocol,
        cell: known.unwrap_or(USUAL_CELL),
        // tmux draws sixels itself where it can; the others it hands on only when it is told to.
        through_tmux: forced
            && environment.get("TMUX").is_some()
            && matches!(protocol, Protocol::Kitty | Protocol::Iterm2),
        depth,
    })
}

/// The best that the terminal is known to draw. Its own answers go first; WezTerm and Konsole are
/// not taken at their word for kitty's placeholders, nor Konsole for sixels.
fn found(environment: &Environment, answers: &Answers) -> Option<Protocol> {
    let konsole = environment.get("KONSOLE_VERSION").is_some();
    let program = environment.get("TERM_PROGRAM").unwrap_or("");
    let wezterm = program == "WezTerm" || environment.get("WEZTERM_EXECUTABLE").is_some();
    let in_tmux = environment.get("TMUX").is_some();
    let iterm = [
        "iTerm",
        "WezTerm",
        "mintty",
        "vscode",
        "Tabby",
        "Hyper",
        "rio",
        "WarpTerminal",
    ]
    .iter()
    .any(|name| program.contains(name))
        || environment
            .get("LC_TERMINAL")
            .is_some_and(|name| name.contains("iTerm"));
    if answers.kitty && !konsole && !wezterm {
        Some(Protocol::Kitty)
    } else if wezterm && !in_tmux {
        Some(Protocol::Iterm2)
    } else if answers.sixel && !konsole {
        Some(Protocol::Sixel)
    } else if iterm && !in_tmux {
        Some(Protocol::Iterm2)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(variables: &[(&str, &str)]) -> Environment {
        Environment::of(variables.iter().map(|(name, value)| ((*name).into(), (*value).into())))
    }

    fn settings(images: Images, protocol: PictureProtocol) -> Pictures {
        Pictures {
            images,
            protocol,
            cache_mb: 1,
        }
    }

    fn drawn(variables: &[(&str, &str)], answers: &Answers) -> Option<Protocol> {
        let mut variables = variables.to_vec();
        variables.push(("TERM", "xterm-256color"));
        let settings = settings(Images::Auto, PictureProtocol::Auto);
        decide(&settings, &environment(&variables), answers, Some((9, 18)), Depth::True).map(|support| support.protocol)
    }

    #[test]
    fn the_terminal_is_believed_and_then_the_environment() {
        let nothing = Answers::default();
        let kitty = Answers {
            kitty: true,
            ..Answers::default()
        };
        let sixel = Answers {
            sixel: true,
            ..Answers::default()
        };
        assert_eq!(drawn(&[], &nothing), Some(Protocol::Halfblocks));
        assert_eq!(drawn(&[], &kitty), Some(Protocol::Kitty));
        assert_eq!(drawn(&[], &sixel), Some(Protocol::Sixel));
        assert_eq!(
            drawn(&[("TERM_PROGRAM", "iTerm.app")], &nothing),
            Some(Protocol::Iterm2)
        );
        assert_eq!(drawn(&[("TERM_PROGRAM", "WezTerm")], &kitty), Some(Protocol::Iterm2));
        assert_eq!(
            drawn(&[("KONSOLE_VERSION", "230800")], &kitty),
            Some(Protocol::Halfblocks)
        );
        assert_eq!(
            drawn(&[("TMUX", "/tmp/x"), ("TERM_PROGRAM", "iTerm.app")], &nothing),
            Some(Protocol::Halfblocks)
        );
    }

    #[test]
    fn over_ssh_they_are_off_unless_asked_for() {
        let remote = environment(&[("SSH_CONNECTION", "10.0.0.1 5 10.0.0.2 22"), ("TERM", "xterm-kitty")]);
        let auto = settings(Images::Auto, PictureProtocol::Auto);
        assert_eq!(place(&auto, &remote), Images::Off);
        assert!(!has_to_ask(&auto, &remote));
        let asked = settings(Images::Side, PictureProtocol::Auto);
        assert_eq!(place(&asked, &remote), Images::Side);
        assert!(has_to_ask(&asked, &remote));
        assert_eq!(place(&auto, &environment(&[("TERM", "dumb")])), Images::Off);
    }

    #[test]
    fn a_setting_forces_and_unknown_cells_fall_back() {
        let here = environment(&[("TERM", "xterm"), ("TMUX", "/tmp/x")]);
        let forced = settings(Images::Inline, PictureProtocol::Kitty);
        let support = decide(&forced, &here, &Answers::default(), None, Depth::Basic).unwrap();
        assert_eq!(
            (support.protocol, support.cell, support.through_tmux),
            (Protocol::Kitty, USUAL_CELL, true)
        );
        let auto = settings(Images::Inline, PictureProtocol::Auto);
        let kitty = Answers {
            kitty: true,
            cell: Some((0, 60_000)),
            ..Answers::default()
        };
        let support = decide(&auto, &here, &kitty, None, Depth::True).unwrap();
        assert_eq!(support.protocol, Protocol::Halfblocks);
        assert_eq!(decide(&auto, &here, &Answers::default(), None, Depth::None), None);
    }
}
