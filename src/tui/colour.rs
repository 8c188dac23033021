//! Fewer colours than a theme asks for: true colour to the 256-colour palette to the 16 colours.
//!
//! Pure arithmetic on colours; which depth is used is decided by [`Depth::of`].

use ratatui::style::{Color, Style};

use crate::config::Environment;
use crate::config::settings::Colours;

/// How many colours the terminal shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Depth {
    /// None.
    None,
    /// The 16 of the terminal's own palette.
    Basic,
    /// The palette of 256. <https://en.wikipedia.org/wiki/ANSI_escape_code#8-bit>
    Indexed,
    /// 24 bits.
    True,
}

impl Depth {
    /// By the setting, and where that is left to the terminal by the environment. `NO_COLOR`
    /// (<https://no-color.org>) holds unless colours are asked for by the setting.
    pub fn of(setting: Colours, environment: &Environment) -> Depth {
        let is = |name: &str, words: &[&str]| {
            environment
                .get(name)
                .is_some_and(|value| words.iter().any(|word| value.contains(word)))
        };
        match setting {
            Colours::True => Depth::True,
            Colours::Indexed => Depth::Indexed,
            Colours::Basic => Depth::Basic,
            Colours::None => Depth::None,
            Colours::Auto if environment.get("NO_COLOR").is_some() || environment.get("TERM") == Some("dumb") => {
                Depth::None
            }
            Colours::Auto if is("COLORTERM", &["truecolor", "24bit"]) || is("TERM", &["direct"]) => Depth::True,
            Colours::Auto if is("TERM", &["256color", "kitty", "alacritty", "ghostty", "foot"]) => Depth::Indexed,
            Colours::Auto => Depth::Basic,
        }
    }
}

/// A style in the colours there are.
pub fn reduce(style: Style, depth: Depth) -> Style {
    Style {
        fg: style.fg.and_then(|colour| reduce_colour(colour, depth)),
        bg: style.bg.and_then(|colour| reduce_colour(colour, depth)),
        underline_color: style.underline_color.filter(|_| depth == Depth::True),
        ..style
    }
}

fn reduce_colour(colour: Color, depth: Depth) -> Option<Color> {
    match (colour, depth) {
        (_, Depth::None) => None,
        (Color::Rgb(r, g, b), Depth::Indexed) => Some(Color::Indexed(indexed([r, g, b]))),
        (Color::Rgb(r, g, b), Depth::Basic) => Some(basic([r, g, b])),
        (colour, _) => Some(colour),
    }
}

/// The steps of the 6×6×6 cube.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

fn indexed(rgb: [u8; 3]) -> u8 {
    let nearest = |value: u8| {
        (0..6u8)
            .min_by_key(|step| value.abs_diff(STEPS[usize::from(*step)]))
            .unwrap_or(0)
    };
    let [r, g, b] = rgb.map(nearest);
    let cube = [r, g, b].map(|step| STEPS[usize::from(step)]);
    let mean = rgb.iter().map(|value| u32::from(*value)).sum::<u32>() / 3;
    let grey = u8::try_from(mean.saturating_sub(3) / 10).unwrap_or(u8::MAX).min(23);
    let level = 8 + 10 * grey;
    if distance(rgb, [level; 3]) < distance(rgb, cube) {
        232 + grey
    } else {
        16 + 36 * r + 6 * g + b
    }
}

/// What most terminals show for the 16 colours, near enough to choose by.
const BASIC: [(Color, [u8; 3]); 16] = [
    (Color::Black, [0, 0, 0]),
    (Color::Red, [205, 49, 49]),
    (Color::Green, [80, 170, 90]),
    (Color::Yellow, [200, 160, 60]),
    (Color::Blue, [60, 110, 220]),
    (Color::Magenta, [180, 90, 190]),
    (Color::Cyan, [70, 170, 190]),
    (Color::Gray, [200, 200, 200]),
    (Color::DarkGray, [110, 110, 110]),
    (Color::LightRed, [241, 100, 90]),
    (Color::LightGreen, [120, 220, 140]),
    (Color::LightYellow, [245, 225, 120]),
    (Color::LightBlue, [110, 170, 250]),
    (Color::LightMagenta, [215, 140, 225]),
    (Color::LightCyan, [110, 215, 225]),
    (Color::White, [250, 250, 250]),
];

fn basic(rgb: [u8; 3]) -> Color {
    BASIC
        .iter()
        .min_by_key(|(_, shown)| distance(rgb, *shown))
        .map_or(Color::Reset, |(colour, _)| *colour)
}

/// A weighted distance that follows the eye. <https://www.compuphase.com/cmetric.htm>
fn distance(a: [u8; 3], b: [u8; 3]) -> u32 {
    let mean = (u32::from(a[0]) + u32::from(b[0])) / 2;
    let [r, g, b] = [0, 1, 2].map(|part| u32::from(a[part].abs_diff(b[part])).pow(2));
    (((512 + mean) * r) >> 8) + 4 * g + (((767 - mean) * b) >> 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_nearest() {
        assert_eq!(indexed([255, 0, 0]), 196);
        assert_eq!(indexed([128, 128, 128]), 244);
        assert_eq!(indexed([0, 0, 0]), 16);
        assert_eq!(basic([255, 255, 255]), Color::White);
        assert_eq!(basic([230, 200, 120]), Color::LightYellow);
    }

    #[test]
    fn the_environment_tells_the_depth() {
        let of = |variables: &[(&str, &str)]| {
            let variables = variables.iter().map(|(name, value)| (name.into(), value.into()));
            Depth::of(Colours::Auto, &Environment::of(variables))
        };
        assert_eq!(
            of(&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")]),
            Depth::True
        );
        assert_eq!(of(&[("TERM", "screen-256color")]), Depth::Indexed);
        assert_eq!(of(&[("TERM", "linux")]), Depth::Basic);
        assert_eq!(of(&[("TERM", "xterm-256color"), ("NO_COLOR", "1")]), Depth::None);
        assert_eq!(Depth::of(Colours::True, &Environment::default()), Depth::True);
    }
}
