//! The picture of the screen in the README: the real program on its sample edition, drawn as SVG.
//!
//! `DATELINE_PICTURE=assets/screen.svg cargo test --test it picture` draws it anew.

use crate::terminal::Terminal;
use std::fmt::Write;

const CELL: (f64, f64) = (8.4, 18.0);
const BACKGROUND: &str = "#11151c";
const FOREGROUND: &str = "#c8d0da";

fn colour(colour: vt100::Color, default: &str) -> String {
    match colour {
        vt100::Color::Default => default.to_owned(),
        vt100::Color::Rgb(r, g, b) => format!("#{r:02x}{g:02x}{b:02x}"),
        vt100::Color::Idx(index) => indexed(index),
    }
}

/// The xterm palette. <https://en.wikipedia.org/wiki/ANSI_escape_code#8-bit>
fn indexed(index: u8) -> String {
    const BASIC: [&str; 16] = [
        "#1c2230", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#c8d0da", "#5c6370", "#f08a92",
        "#b5e08f", "#f5d79b", "#82c4ff", "#d89aee", "#7cd3dd", "#ffffff",
    ];
    match index {
        0..=15 => BASIC[usize::from(index)].to_owned(),
        16..=231 => {
            let step = |n: u8| if n == 0 { 0 } else { 55 + 40 * n };
            let cube = index - 16;
            format!(
                "#{:02x}{:02x}{:02x}",
                step(cube / 36),
                step(cube / 6 % 6),
                step(cube % 6)
            )
        }
        _ => format!("#{0:02x}{0:02x}{0:02x}", 8 + 10 * (index - 232)),
    }
}

fn svg(screen: &vt100::Screen) -> String {
    let (rows, columns) = screen.size();
    let (rows, columns) = (rows.get(), columns.get());
    let (width, height) = (f64::from(columns) * CELL.0 + 24.0, f64::from(rows) * CELL.1 + 24.0);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"14\">\n<title>Dateline's reading desk: feeds, headlines, an article, and the entities in it</title>\n<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{BACKGROUND}\"/>\n"
    );
    for row in 0..rows {
        for column in 0..columns {
            let Some(cell) = screen.cell(row, column) else { continue };
            let (mut ink, mut paper) = (colour(cell.fgcolor(), FOREGROUND), colour(cell.bgcolor(), BACKGROUND));
            if cell.inverse() {
                std::mem::swap(&mut ink, &mut paper);
            }
            let (x, y) = (12.0 + f64::from(column) * CELL.0, 12.0 + f64::from(row) * CELL.1);
            let cells = if cell.is_wide() { 2.0 } else { 1.0 };
            if paper != BACKGROUND {
                let _ = writeln!(
                    out,
                    "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{:.1}\" height=\"{:.1}\" fill=\"{paper}\"/>",
                    CELL.0 * cells + 0.2,
                    CELL.1
                );
            }
            let text = cell.contents();
            if text.trim().is_empty() {
                continue;
            }
            let mut style = String::new();
            if cell.bold() {
                style.push_str(" font-weight=\"bold\"");
            }
            if cell.italic() {
                style.push_str(" font-style=\"italic\"");
            }
            if cell.underline() {
                style.push_str(" text-decoration=\"underline\"");
            }
            if cell.dim() {
                style.push_str(" opacity=\"0.6\"");
            }
            let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            let _ = writeln!(
                out,
                "<text x=\"{x:.1}\" y=\"{:.1}\" fill=\"{ink}\"{style}>{text}</text>",
                y + 13.5
            );
        }
    }
    out.push_str("</svg>\n");
    out
}

#[test]
fn the_desk_can_be_drawn() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::start(home.path(), 150, 44, &["--now", "1795572000"]);
    terminal.wait_for("Sample edition");
    terminal.keys("G\r");
    terminal.wait_for("Where it comes from");
    terminal.wait_until("the names in it", |screen| screen.contains("AGENCIES"));
    let picture = terminal.with_screen(svg);
    assert!(picture.contains("<text") && picture.ends_with("</svg>\n"));
    if let Some(path) = std::env::var_os("DATELINE_PICTURE") {
        std::fs::write(path, picture).unwrap();
    }
}
