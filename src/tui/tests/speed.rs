//! How long a frame takes; run with `cargo test --release -- --ignored --nocapture a_frame`.

use std::time::Instant;

use super::desk::Desk;

#[test]
#[ignore = "a measurement"]
fn a_frame() {
    let mut desk = Desk::new(200, 50);
    desk.press("<Enter>");
    let mut terminal = desk.terminal();
    let mut times = Vec::new();
    for round in 0..2_000 {
        desk.press(if round % 2 == 0 { "<^D>" } else { "<^U>" });
        let start = Instant::now();
        desk.app.settle();
        terminal
            .draw(|frame| {
                crate::tui::draw::draw(&desk.app, frame.buffer_mut());
            })
            .unwrap();
        times.push(start.elapsed());
    }
    times.sort();
    println!("a frame at 200×50: median {:?}, p95 {:?}", times[1_000], times[1_900]);
}
