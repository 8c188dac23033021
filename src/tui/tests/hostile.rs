//! Whatever the text and whatever the size: nothing panics, and borders stay whole.

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::desk::{Desk, article, feed, headline};
use crate::model::{BlockKind, DocumentBuilder, EntityKind, Photo, SafeText};
use crate::tui::layout::Pane;

const KEYS: &[&str] = &[
    "j",
    "k",
    "<Enter>",
    "<Tab>",
    "l",
    "h",
    "4",
    "1",
    "n",
    "z",
    "|",
    "]",
    "<^D>",
    "G",
    "/a<Enter>",
    "<Esc>",
    "u",
    "x",
    "gp",
    "<Space>",
];
const WINDOWS: &[&str] = &["?", "?star", ":", ":th", "!", "g", "1Gd", "/x", "t", "F"];

/// Text that has broken terminals before, and any other.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("移民政策".to_owned()),
        Just("👩‍👩‍👧".to_owned()),
        Just("🇲🇽🇺🇸".to_owned()),
        Just("قرار جديد".to_owned()),
        Just("שלום".to_owned()),
        Just("e\u{301}\u{327}".to_owned()),
        Just("\u{200b}\u{200d}\u{feff}".to_owned()),
        Just("ﾊﾟﾋﾟ".to_owned()),
        Just("\u{1b}[31m\u{7}\u{202e}".to_owned()),
        Just("asylum ".to_owned()),
        Just("☺️❤️".to_owned()),
        Just("\u{ad}".to_owned()),
        "\\PC{0,12}",
        any::<String>(),
    ];
    proptest::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

fn is_line(symbol: &str) -> bool {
    symbol.chars().all(|c| ('\u{2500}'..='\u{257f}').contains(&c))
}

/// Left, right and bottom borders of every pane are lines from end to end, unless a window lies
/// over them.
fn whole_borders(desk: &Desk, buffer: &Buffer) -> Result<(), TestCaseError> {
    let layout = &desk.app.layout;
    let over = layout.pane(Pane::Side).filter(|_| layout.side_over);
    for pane in Pane::ALL {
        let Some(area) = layout.pane(pane) else { continue };
        let rows = (area.y..area.bottom()).flat_map(|y| [(area.x, y), (area.right() - 1, y)]);
        let lowest = area.bottom() == layout.body.bottom();
        let columns = (area.x..area.right())
            .filter(|_| lowest)
            .map(|x| (x, area.bottom() - 1));
        for (x, y) in rows.chain(columns) {
            let hidden = pane != Pane::Side && over.is_some_and(|over: Rect| over.contains((x, y).into()));
            let symbol = buffer[(x, y)].symbol();
            prop_assert!(hidden || is_line(symbol), "{pane:?} {area:?}: {symbol:?} at {x},{y}");
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn borders_stay_whole(
        texts in proptest::collection::vec(text(), 1..12),
        (width, height) in (0u16..190, 0u16..60),
        keys in proptest::collection::vec(proptest::sample::select(KEYS), 0..10),
    ) {
        let titles: Vec<&str> = texts.iter().map(String::as_str).collect();
        let name = titles[0];
        let feeds = vec![feed(1, name, titles[titles.len() / 2]), feed(2, "plain", name)];
        let articles = titles.iter().enumerate().map(|(number, title)| {
            let mut build = DocumentBuilder::new();
            for title in &titles {
                build.open(BlockKind::Paragraph, (number % 3) as u8, None);
                build.push(title);
                build.push(" asylum in Mexico");
            }
            build.mark(BlockKind::Figure(0), 0);
            let photo = Photo { caption: SafeText::line(title), credit: Some(SafeText::line(name)), ..Photo::default() };
            let mut made = article(headline(number as i64, 1 + (number % 2) as i64, title, 60 * number as i64, 100), build.finish(), vec![photo], &[(EntityKind::Place, "Mexico"), (EntityKind::Person, "asylum")]);
            made.tags = vec![SafeText::line(name)];
            made
        }).collect();
        let mut desk = Desk::with(width, height, feeds, articles);
        for key in &keys {
            desk.press(key);
        }
        let buffer = desk.terminal().backend().buffer().clone();
        whole_borders(&desk, &buffer)?;
        for cell in &buffer.content {
            prop_assert!(!cell.symbol().contains(char::is_control), "{:?} reached the screen", cell.symbol());
        }
    }

    #[test]
    fn no_window_panics_at_any_size(width in 0u16..120, height in 0u16..40, keys in proptest::sample::select(WINDOWS)) {
        let mut desk = Desk::new(width, height);
        desk.press(keys);
        desk.screen();
        desk.press("jk<Down><Down><Enter><Esc>");
        desk.screen();
    }
}

#[test]
fn resizing_keeps_the_place_in_the_text() {
    let mut desk = Desk::new(160, 45);
    desk.press("<Enter>z<^D>");
    for (width, height) in [(60, 20), (30, 9), (5, 2), (0, 0), (220, 60), (100, 30)] {
        desk.tell(crate::tui::event::Event::Input(crossterm::event::Event::Resize(
            width, height,
        )));
        desk.screen();
    }
}
