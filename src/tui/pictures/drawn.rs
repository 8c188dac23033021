//! A picture made ready for a place on the screen: cut to what is looked at, scaled to the place,
//! and written in the terminal's way. Computes for some milliseconds; belongs on a worker.

use std::fmt;

use image::imageops::{self, FilterType};
use image::{DynamicImage, Rgb, RgbImage};
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::style::{Color, Style};
use ratatui::widgets::Widget;
use ratatui_image::Image;
use ratatui_image::protocol as way;
use ratatui_image::sliced::{SignedPosition, SlicedImage, SlicedProtocol};

use super::support::{Protocol, Support};
use crate::model::{Pixels, SafeText};
use crate::tui::colour::{Depth, reduce};

/// A small picture is drawn at most so many times its size.
const MOST_GROWTH: f64 = 2.0;
/// Each step of zoom.
const STEP: f64 = 1.5;
/// Most steps of zoom.
pub const MOST_ZOOM: u8 = 6;
/// Longest side of what is sent to the terminal, in pixels.
const MOST_SIDE: u32 = 3_000;

/// The place a picture is to fit into, and the part of it that is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Frame {
    /// Cells across.
    pub columns: u16,
    /// Cells down.
    pub rows: u16,
    /// Steps of zoom; 0 for the whole picture.
    pub zoom: u8,
    /// The middle of what is looked at, in thousandths of the picture's width and height.
    pub middle: (u16, u16),
}

impl Frame {
    /// A place for the whole picture.
    pub fn whole(columns: u16, rows: u16) -> Frame {
        Frame {
            columns,
            rows,
            zoom: 0,
            middle: (500, 500),
        }
    }
}

/// A picture ready to be drawn.
pub struct Drawn {
    /// The cells it takes: across and down.
    pub size: (u16, u16),
    depth: Depth,
    form: Form,
}

enum Form {
    /// Can be drawn in part.
    Rows(SlicedProtocol),
    /// Is drawn whole or not at all.
    Whole(way::Protocol),
}

impl fmt::Debug for Drawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Drawn({}×{})", self.size.0, self.size.1)
    }
}

impl Drawn {
    /// Makes a picture ready. `number` is what the terminal is to know it by (kitty's graphics
    /// only).
    ///
    /// # Errors
    /// A sentence, when it cannot be written in the terminal's way.
    pub fn new(pixels: &Pixels, frame: Frame, support: Support, number: u32) -> Result<Drawn, SafeText> {
        let (picture, size) = fitted(pixels, frame, support).ok_or_else(|| SafeText::line("the picture is empty"))?;
        let picture = DynamicImage::from(picture);
        let cells = Size::new(size.0, size.1);
        let told =
            |error: ratatui_image::errors::Errors| SafeText::line(&format!("the picture cannot be drawn: {error}"));
        let form = match support.protocol {
            Protocol::Halfblocks => Form::Rows(SlicedProtocol::Halfblocks(
                way::halfblocks::Halfblocks::new(picture, cells).map_err(told)?,
            )),
            Protocol::Kitty => {
                let kitty = way::kitty::Kitty::new(picture, cells, number, support.through_tmux, false);
                Form::Rows(SlicedProtocol::Kitty(kitty.map_err(told)?))
            }
            Protocol::Sixel => {
                let sixel = way::sixel::Sixel::new(picture, cells, support.through_tmux);
                Form::Whole(way::Protocol::Sixel(sixel.map_err(told)?))
            }
            Protocol::Iterm2 => {
                let iterm = way::iterm2::Iterm2::new(picture, cells, support.through_tmux);
                Form::Whole(way::Protocol::ITerm2(iterm.map_err(told)?))
            }
        };
        Ok(Drawn {
            size,
            depth: support.depth,
            form,
        })
    }

    /// Draws the rows from `skip` on, as many as `area` has; says whether it could. Some terminals
    /// draw a picture whole or not at all, and what lies over it must not be drawn before it.
    pub fn render(&self, buffer: &mut Buffer, area: Rect, skip: u16) -> bool {
        let area = area.intersection(buffer.area);
        let rows = self.size.1.saturating_sub(skip).min(area.height);
        let area = Rect {
            width: area.width.min(self.size.0),
            height: rows,
            ..area
        };
        if area.is_empty() {
            return false;
        }
        match &self.form {
            Form::Rows(sliced) => {
                let from = i16::try_from(skip).map_or(i16::MIN, |skip| -skip);
                SlicedImage::new(sliced, SignedPosition { x: 0, y: from }).render(area, buffer);
                if self.depth < Depth::True && matches!(sliced, SlicedProtocol::Halfblocks(_)) {
                    with_fewer_colours(buffer, area, self.depth);
                }
                true
            }
            Form::Whole(protocol) => {
                let fits = (area.width, area.height) == self.size;
                if fits {
                    Image::new(protocol).render(area, buffer);
                }
                fits
            }
        }
    }

    /// Whether it can be drawn while something lies over the panes: what is drawn outside of the
    /// text does not come back when that goes away.
    pub fn lies_in_the_text(&self) -> bool {
        matches!(self.form, Form::Rows(_))
    }
}

fn with_fewer_colours(buffer: &mut Buffer, area: Rect, depth: Depth) {
    for y in area.top()..area.bottom() {
        for x in area.left()..area.right() {
            if let Some(cell) = buffer.cell_mut((x, y)) {
                let reduced = reduce(Style::new().fg(cell.fg).bg(cell.bg), depth);
                cell.fg = reduced.fg.unwrap_or(Color::Reset);
                cell.bg = reduced.bg.unwrap_or(Color::Reset);
            }
        }
    }
}

/// The part of the picture that is looked at, scaled to whole cells; and the cells it takes.
fn fitted(pixels: &Pixels, frame: Frame, support: Support) -> Option<(RgbImage, (u16, u16))> {
    let whole = on_white(pixels)?;
    let (cell_width, cell_height) = (f64::from(support.cell.0.max(1)), f64::from(support.cell.1.max(1)));
    let room = (
        f64::from(frame.columns.max(1)) * cell_width,
        f64::from(frame.rows.max(1)) * cell_height,
    );
    let (width, height) = (f64::from(whole.width()), f64::from(whole.height()));
    let mut scale = (room.0 / width).min(room.1 / height);
    if support.protocol != Protocol::Halfblocks {
        scale = scale.min(MOST_GROWTH);
    }
    scale *= STEP.powi(i32::from(frame.zoom.min(MOST_ZOOM)));
    let seen = (width.min(room.0 / scale).max(1.0), height.min(room.1 / scale).max(1.0));
    let corner = |middle: u16, length: f64, seen: f64| {
        (f64::from(middle.min(1_000)) / 1_000.0 * length - seen / 2.0).clamp(0.0, length - seen)
    };
    let (left, top) = (
        corner(frame.middle.0, width, seen.0),
        corner(frame.middle.1, height, seen.1),
    );
    let part = imageops::crop_imm(
        &whole,
        left as u32,
        top as u32,
        seen.0.round().max(1.0) as u32,
        seen.1.round().max(1.0) as u32,
    );
    let cells = |length: f64, cell: f64, most: u16| ((length * scale / cell).round() as u16).clamp(1, most.max(1));
    let columns = cells(seen.0, cell_width, frame.columns);
    let rows = cells(seen.1, cell_height, frame.rows);
    let (wide, high) = match support.protocol {
        // One pixel across and two down in each cell.
        Protocol::Halfblocks => (u32::from(columns), u32::from(rows) * 2),
        _ => (
            u32::from(columns) * u32::from(support.cell.0.max(1)),
            u32::from(rows) * u32::from(support.cell.1.max(1)),
        ),
    };
    let (wide, high) = (wide.min(MOST_SIDE), high.min(MOST_SIDE));
    let part = part.to_image();
    let scaled = if wide < part.width() && high < part.height() {
        imageops::thumbnail(&part, wide, high)
    } else {
        imageops::resize(&part, wide, high, FilterType::Triangle)
    };
    Some((scaled, (columns, rows)))
}

/// The picture on white, as it would be on a page; none where it is empty or its bytes are not as
/// many as it says.
fn on_white(pixels: &Pixels) -> Option<RgbImage> {
    let expected = u64::from(pixels.width) * u64::from(pixels.height) * 4;
    if expected == 0 || pixels.rgba.len() as u64 != expected {
        return None;
    }
    let mut out = RgbImage::new(pixels.width, pixels.height);
    for (to, from) in out.pixels_mut().zip(pixels.rgba.chunks_exact(4)) {
        if let [r, g, b, a] = from {
            let over = |colour: &u8| {
                let mixed = (u32::from(*colour) * u32::from(*a) + 255 * (255 - u32::from(*a))) / 255;
                u8::try_from(mixed).unwrap_or(255)
            };
            *to = Rgb([over(r), over(g), over(b)]);
        }
    }
    Some(out)
}
