//! Small things that panes are drawn with. A widget knows no pane, no library and no key.

pub mod frame;
pub mod line_input;
pub mod pen;
pub mod progress;
pub mod rows;
pub mod scrollbar;
pub mod spread;
pub mod window;
