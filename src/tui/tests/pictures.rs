//! Pictures as they reach the terminal, byte by byte; and on the desk, asked for and shown.

use std::cell::RefCell;
use std::io::{self, Cursor, Write};
use std::rc::Rc;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};

use super::desk::Desk;
use crate::config::settings::Images;
use crate::library::{PhotographerPage, StoredPhoto};
use crate::model::{FeedId, Pixels, SafeText, Timestamp};
use crate::pictures;
use crate::tui::colour::Depth;
use crate::tui::effect::Effect;
use crate::tui::event::{Event, Loaded};
use crate::tui::pictures::{Drawn, Frame, Protocol, Support};

/// What was written to a terminal.
#[derive(Clone, Default)]
struct Wire(Rc<RefCell<Vec<u8>>>);

impl Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Wire {
    fn take(&self) -> String {
        String::from_utf8(std::mem::take(&mut *self.0.borrow_mut())).unwrap()
    }
}

fn support(protocol: Protocol) -> Support {
    Support {
        protocol,
        cell: (8, 16),
        through_tmux: false,
        depth: Depth::True,
    }
}

/// Left half red, right half blue.
fn flag(width: u32, height: u32) -> Vec<u8> {
    let picture = RgbImage::from_fn(width, height, |x, _| {
        if x < width / 2 {
            Rgb([255, 0, 0])
        } else {
            Rgb([0, 0, 255])
        }
    });
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(picture)
        .write_to(&mut bytes, ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

fn pixels() -> Pixels {
    pictures::pixels(&flag(16, 16), 2_048).unwrap()
}

/// What a terminal of 20 × 6 cells gets for a picture in its corner, drawn twice.
fn written(support: Support, frame: Frame) -> (String, String, Drawn) {
    let drawn = Drawn::new(&pixels(), frame, support, 0x4400_0001).unwrap();
    let wire = Wire::default();
    let options = TerminalOptions {
        viewport: Viewport::Fixed(Rect::new(0, 0, 20, 6)),
    };
    let mut terminal = Terminal::with_options(CrosstermBackend::new(wire.clone()), options).unwrap();
    let mut draw = || {
        terminal
            .draw(|frame| {
                let area = frame.area();
                drawn.render(frame.buffer_mut(), area, 0);
            })
            .unwrap();
        wire.take()
    };
    let (first, again) = (draw(), draw());
    (first, again, drawn)
}

/// <https://www.rfc-editor.org/rfc/rfc4648>, section 4.
fn base64(text: &str) -> Vec<u8> {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let values: Vec<u32> = text
        .bytes()
        .filter_map(|byte| LETTERS.iter().position(|letter| *letter == byte))
        .map(|value| value as u32)
        .collect();
    let mut out = Vec::new();
    for chunk in values.chunks(4) {
        let bits = chunk.iter().fold(0, |bits, value| bits << 6 | value) << (6 * (4 - chunk.len()));
        out.extend(bits.to_be_bytes()[1..chunk.len()].iter());
    }
    out
}

#[test]
fn kitty_gets_pixels_once_and_placeholders() {
    let (first, again, drawn) = written(support(Protocol::Kitty), Frame::whole(4, 2));
    assert_eq!(drawn.size, (4, 2));
    let head = format!("\x1b_Gq=2,i={},a=T,U=1,f=32,t=d,s=32,v=32,m=1;", 0x4400_0001);
    let data = first.split(&head).nth(1).expect(&first).split("\x1b\\").next().unwrap();
    let pixels = base64(data);
    assert_eq!(pixels[..4], [255, 0, 0, 255]);
    assert_eq!(first.matches('\u{10EEEE}').count(), 8);
    assert!(!again.contains("\x1b_G"));
}

#[test]
fn sixel_terminals_get_one_string_of_sixels() {
    let (first, again, drawn) = written(support(Protocol::Sixel), Frame::whole(4, 2));
    assert_eq!(drawn.size, (4, 2));
    let from = first.find("\x1bP").unwrap();
    let data = &first[from..from + first[from..].find("\x1b\\").unwrap()];
    assert!(data.contains('q') && data.contains('#'), "{data:?}");
    assert_eq!(first.matches("\x1bP").count(), 1);
    assert!(!again.contains("\x1bP"));
    assert!(
        data[2..]
            .chars()
            .all(|c| c.is_ascii_graphic() || c.is_ascii_whitespace())
    );
}

#[test]
fn iterm_gets_a_png_made_here() {
    let (first, _, drawn) = written(support(Protocol::Iterm2), Frame::whole(4, 2));
    assert_eq!(drawn.size, (4, 2));
    let (head, data) = first
        .split("\x1b]1337;File=inline=1;")
        .nth(1)
        .unwrap()
        .split_once(':')
        .unwrap();
    assert!(head.contains("width=32px;height=32px"), "{head}");
    let png = base64(data.split('\x07').next().unwrap());
    let back = pictures::pixels(&png, 2_048).unwrap();
    assert_eq!((back.width, back.height), (32, 32));
    assert_eq!(
        (back.rgba[..3].to_vec(), back.rgba[31 * 4..31 * 4 + 3].to_vec()),
        (vec![255, 0, 0], vec![0, 0, 255])
    );
}

#[test]
fn half_blocks_are_letters_with_colours() {
    let (first, again, drawn) = written(support(Protocol::Halfblocks), Frame::whole(4, 2));
    assert_eq!(drawn.size, (4, 2));
    assert!(first.contains("255;0;0") && first.contains("0;0;255"), "{first:?}");
    assert!(!first.contains("\x1bP") && !first.contains("\x1b_") && !first.contains("\x1b]"));
    assert!(!again.contains("255;0;0"));
    let few = Support {
        depth: Depth::Indexed,
        ..support(Protocol::Halfblocks)
    };
    let (first, _, _) = written(few, Frame::whole(4, 2));
    assert!(!first.contains("38;2;") && first.contains(";5;"), "{first:?}");
}

#[test]
fn through_tmux_each_escape_is_doubled() {
    let around = Support {
        through_tmux: true,
        ..support(Protocol::Kitty)
    };
    let (first, _, _) = written(around, Frame::whole(4, 2));
    assert!(first.contains("\x1bPtmux;\x1b\x1b_Gq=2,"), "{first:?}");
}

#[test]
fn nothing_of_a_file_but_its_pixels_reaches_the_terminal() {
    let mut file = flag(16, 16);
    let end = file.len() - 12;
    let note = b"tEXtComment\0\x1b]52;c;SFVIVQ==\x07\x1b[2JSTOWAWAY";
    let mut chunk = u32::try_from(note.len() - 4).unwrap().to_be_bytes().to_vec();
    chunk.extend(note);
    chunk.extend([0; 4]);
    file.splice(end..end, chunk);
    for protocol in [Protocol::Kitty, Protocol::Sixel, Protocol::Iterm2, Protocol::Halfblocks] {
        // Whether the decoder minds the note's checksum or not: the note does not come through.
        let Ok(pixels) = pictures::pixels(&file, 2_048) else {
            continue;
        };
        let drawn = Drawn::new(&pixels, Frame::whole(4, 2), support(protocol), 7).unwrap();
        let wire = Wire::default();
        let options = TerminalOptions {
            viewport: Viewport::Fixed(Rect::new(0, 0, 20, 6)),
        };
        let mut terminal = Terminal::with_options(CrosstermBackend::new(wire.clone()), options).unwrap();
        terminal
            .draw(|frame| {
                let area = frame.area();
                drawn.render(frame.buffer_mut(), area, 0);
            })
            .unwrap();
        let bytes = wire.take();
        assert!(!bytes.contains("STOWAWAY") && !bytes.contains("]52;"), "{protocol:?}");
    }
}

#[test]
fn frames_keep_proportions_zoom_and_stay_inside() {
    let wide = pictures::pixels(&flag(400, 100), 2_048).unwrap();
    for protocol in [Protocol::Kitty, Protocol::Halfblocks] {
        let size = |frame| Drawn::new(&wide, frame, support(protocol), 1).unwrap().size;
        assert_eq!(size(Frame::whole(40, 20)), (40, 5), "{protocol:?}");
        let closer = Frame {
            zoom: 3,
            middle: (0, 1_000),
            ..Frame::whole(40, 20)
        };
        let (columns, rows) = size(closer);
        assert!(columns == 40 && rows > 10 && rows <= 20, "{columns}×{rows}");
        assert_eq!(size(Frame::whole(1, 1)), (1, 1));
    }
    assert!(Drawn::new(&Pixels::default(), Frame::whole(4, 2), support(Protocol::Kitty), 1).is_err());
}

fn desk(width: u16, height: u16, protocol: Protocol) -> Desk {
    let mut desk = Desk::new(width, height);
    desk.app.gallery.support = Some(support(protocol));
    desk.app.gallery.place = Images::Inline;
    desk
}

/// Answers what was asked for with a small picture; says for which addresses.
fn answer(desk: &mut Desk, found: bool) -> Vec<String> {
    let asked: Vec<Effect> = std::mem::take(&mut desk.asked);
    let mut urls = Vec::new();
    for effect in asked {
        let Effect::DrawPicture {
            photo,
            frame,
            support,
            number,
        } = effect
        else {
            continue;
        };
        let pixels = pictures::pixels(&flag(300, 200), 2_048).unwrap();
        let result = match found {
            true => Drawn::new(&pixels, frame, support, number),
            false => Err(SafeText::line("403 Forbidden")),
        };
        urls.push(photo.url.clone());
        desk.tell(Event::Loaded(Loaded::Drawn {
            url: photo.url,
            frame,
            result,
            fresh: false,
        }));
    }
    urls
}

fn look(desk: &mut Desk) {
    let wanted = desk.app.want_pictures();
    desk.carry_out(wanted);
}

#[test]
fn pictures_are_asked_for_when_an_article_is_opened_and_not_before() {
    let mut desk = desk(160, 45, Protocol::Halfblocks);
    look(&mut desk);
    assert!(answer(&mut desk, true).is_empty(), "only looked at in passing");
    desk.press("<Enter>z");
    look(&mut desk);
    let before = desk.app.reader.extent().0;
    let asked = answer(&mut desk, true);
    assert!(
        asked.contains(&"https://pictures.example/raft.jpg".to_owned()),
        "{asked:?}"
    );
    assert!(desk.app.reader.extent().0 > before + 4, "room is made for the picture");
    assert!(
        desk.screen().contains('▀')
            || desk.screen().contains('▄')
            || desk
                .terminal()
                .backend()
                .buffer()
                .content()
                .iter()
                .any(|cell| cell.bg == ratatui::style::Color::Rgb(255, 0, 0))
    );
    look(&mut desk);
    assert!(
        answer(&mut desk, true).is_empty(),
        "what is here is not asked for again"
    );
}

#[test]
fn without_pictures_no_room_is_kept() {
    let mut plain = Desk::new(160, 45);
    plain.press("<Enter>");
    let lines = plain.app.reader.extent().0;
    look(&mut plain);
    assert!(
        plain
            .asked
            .iter()
            .all(|effect| !matches!(effect, Effect::DrawPicture { .. }))
    );
    let mut failing = desk(160, 45, Protocol::Kitty);
    failing.press("<Enter>");
    look(&mut failing);
    answer(&mut failing, false);
    assert_eq!(failing.app.reader.extent().0, lines);
    failing.press("gp");
    look(&mut failing);
    answer(&mut failing, false);
    assert!(
        failing.screen().contains("no picture: 403 Forbidden"),
        "{}",
        failing.screen()
    );
}

#[test]
fn a_picture_in_full_size_with_zoom_and_the_next_one() {
    let mut desk = desk(100, 30, Protocol::Halfblocks);
    desk.press("<Enter>gp<Enter>");
    look(&mut desk);
    assert!(desk.screen().contains("Photo 1 of 2"), "{}", desk.screen());
    assert!(desk.screen().contains("fetching the picture"));
    answer(&mut desk, true);
    assert!(!desk.screen().contains("fetching the picture"));
    desk.press("+");
    look(&mut desk);
    assert_eq!(answer(&mut desk, true), ["https://pictures.example/raft.jpg"]);
    desk.press("n");
    look(&mut desk);
    assert!(desk.screen().contains("Photo 2 of 2") && desk.screen().contains("courthouse"));
    answer(&mut desk, false);
    assert!(desk.screen().contains("403 Forbidden"), "{}", desk.screen());
    desk.press("o");
    assert!(matches!(desk.asked.last(), Some(Effect::LoadPicture(_))));
    desk.press("<Esc>");
    assert!(desk.app.overlay.is_none());
}

#[test]
fn where_no_pictures_are_drawn_the_viewer_is_used() {
    let mut desk = Desk::new(100, 30);
    desk.press("<Enter>gp<Enter>");
    assert!(matches!(desk.asked.last(), Some(Effect::LoadPicture(_))));
    assert!(desk.app.overlay.is_none());
}

#[test]
fn pictures_outside_of_the_text_are_left_out_under_a_window() {
    let mut desk = desk(160, 45, Protocol::Sixel);
    desk.press("<Enter>gp");
    look(&mut desk);
    answer(&mut desk, true);
    let sixels = |desk: &mut Desk| {
        desk.terminal()
            .backend()
            .buffer()
            .content()
            .iter()
            .filter(|cell| cell.symbol().contains("\x1bP"))
            .count()
    };
    assert!(sixels(&mut desk) > 0);
    desk.press("?");
    assert_eq!(sixels(&mut desk), 0);
    desk.press("<Esc>");
    assert!(sixels(&mut desk) > 0);
}

#[test]
fn a_photographers_page_lists_what_there_is() {
    let mut desk = Desk::new(100, 30);
    desk.press("<Enter>gpP");
    assert!(matches!(desk.asked.last(), Some(Effect::LoadPhotographer(name)) if name == "Lucia Prieto"));
    let photo = super::desk::photos().remove(0);
    let found = |number: i64, outlet: &str| StoredPhoto {
        article: desk.articles[0].headline.id,
        title: SafeText::line("A headline"),
        feed: FeedId(number),
        outlet: SafeText::line(outlet),
        published: Timestamp(1_795_000_000 - number * 86_400),
        place: 0,
        photo: photo.clone(),
    };
    let page = PhotographerPage {
        name: SafeText::line("Lucia Prieto"),
        photos: vec![found(1, "Border Ledger"), found(2, "CNN")],
        ..PhotographerPage::default()
    };
    desk.tell(Event::Loaded(Loaded::Photographer(Box::new(page.keep(|_| true)))));
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    let screen = desk.screen();
    settings.bind(|| insta::assert_snapshot!("photographer-100x30", screen));
    desk.press("j<Enter>");
    assert!(desk.app.overlay.is_none());
    assert_eq!(desk.app.narrow.query.to_string(), "photographer:\"Lucia Prieto\"");
}

#[test]
fn the_palette_completes_photographers() {
    let mut desk = Desk::new(100, 30);
    desk.press(":photographer lu");
    assert!(matches!(desk.asked.last(), Some(Effect::CompletePhotographer(_))));
    desk.tell(Event::Loaded(Loaded::Photographers {
        beginning: String::new(),
        names: vec![crate::library::Photographer {
            name: SafeText::line("Lucia Prieto"),
            articles: 2,
        }],
    }));
    assert!(desk.screen().contains("photographer Lucia Prieto"), "{}", desk.screen());
}

#[test]
fn kitty_is_told_what_it_may_forget() {
    let mut desk = desk(100, 30, Protocol::Kitty);
    desk.press("<Enter>gp<Enter>");
    look(&mut desk);
    answer(&mut desk, true);
    assert!(desk.app.gallery.farewell().is_empty());
    desk.app.gallery.clear();
    let said = String::from_utf8(desk.app.gallery.farewell()).unwrap();
    assert!(
        said.starts_with("\x1b_Ga=d,d=I,q=2,i=") && said.ends_with("\x1b\\"),
        "{said:?}"
    );
    assert!(desk.app.gallery.farewell().is_empty());
}
