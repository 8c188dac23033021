//! A bar of done and still to do.

use ratatui::style::Style;

use super::pen::Pen;

/// Draws `done` of `total` as a bar of `width` cells and gives the column after it.
pub fn draw(
    pen: &mut Pen<'_>,
    x: u16,
    y: u16,
    width: u16,
    (done, total): (usize, usize),
    (full, empty): (Style, Style),
) -> u16 {
    let cells = usize::from(width);
    let filled = (cells * done.min(total)).checked_div(total).unwrap_or(cells);
    let x = pen.text(x, y, &"━".repeat(filled), full);
    pen.text(x, y, &"─".repeat(cells - filled), empty)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    #[test]
    fn fills_as_it_goes() {
        for (done, total, bar) in [
            (0, 10, "──────"),
            (5, 10, "━━━───"),
            (10, 10, "━━━━━━"),
            (0, 0, "━━━━━━"),
            (9, 3, "━━━━━━"),
        ] {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 6, 1));
            draw(
                &mut Pen::new(&mut buffer, Rect::new(0, 0, 6, 1)),
                0,
                0,
                6,
                (done, total),
                (Style::new(), Style::new()),
            );
            assert_eq!((0..6).map(|x| buffer[(x, 0)].symbol()).collect::<String>(), bar);
        }
    }
}
