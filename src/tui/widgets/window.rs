//! The part of a long list that is in view, and the row that is selected in it.

use crate::tui::action::Action;

/// Which row is selected, and which is the first in view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Window {
    /// The selected row.
    pub selected: usize,
    /// The first row in view.
    pub offset: usize,
}

/// A way to move in a list or a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Motion {
    /// So many rows, down where positive.
    Rows(isize),
    /// Half pages, down where positive.
    Halves(isize),
    /// Pages, down where positive.
    Pages(isize),
    /// To the first row.
    Top,
    /// To the last row.
    Bottom,
}

impl Motion {
    /// The motion an action means, if it means one.
    pub fn of(action: Action) -> Option<Motion> {
        Some(match action {
            Action::Down | Action::InputDown => Motion::Rows(1),
            Action::Up | Action::InputUp => Motion::Rows(-1),
            Action::HalfDown => Motion::Halves(1),
            Action::HalfUp => Motion::Halves(-1),
            Action::PageDown | Action::InputPageDown => Motion::Pages(1),
            Action::PageUp | Action::InputPageUp => Motion::Pages(-1),
            Action::Top => Motion::Top,
            Action::Bottom => Motion::Bottom,
            _ => return None,
        })
    }

    /// Where it leads from `at` in `len` rows of which `view` are seen at once.
    pub fn from(self, at: usize, len: usize, view: usize) -> usize {
        let view = isize::try_from(view.max(1)).unwrap_or(isize::MAX);
        let to = match self {
            Motion::Rows(rows) => at.saturating_add_signed(rows),
            Motion::Halves(halves) => at.saturating_add_signed(halves.saturating_mul((view / 2).max(1))),
            Motion::Pages(pages) => at.saturating_add_signed(pages.saturating_mul((view - 1).max(1))),
            Motion::Top => 0,
            Motion::Bottom => usize::MAX,
        };
        to.min(len.saturating_sub(1))
    }
}

impl Window {
    /// Moves the selection in `len` rows of which `view` are seen; says whether it moved.
    pub fn go(&mut self, motion: Motion, len: usize, view: usize) -> bool {
        let before = self.selected;
        self.selected = motion.from(self.selected, len, view);
        self.settle(len, view);
        self.selected != before
    }

    /// Keeps the selection in the list and in view, with a row around it where there is room.
    pub fn settle(&mut self, len: usize, view: usize) {
        self.selected = self.selected.min(len.saturating_sub(1));
        let around = usize::from(view > 4);
        let highest = self.selected.saturating_sub(around);
        let lowest = (self.selected + around + 1).saturating_sub(view);
        self.offset = self
            .offset
            .clamp(lowest.min(highest), highest)
            .min(len.saturating_sub(view));
    }

    /// Moves the view, and the selection only where it would be left behind; says whether the
    /// selection moved.
    pub fn scroll(&mut self, rows: isize, len: usize, view: usize) -> bool {
        let before = self.selected;
        self.offset = self.offset.saturating_add_signed(rows).min(len.saturating_sub(view));
        let around = usize::from(view > 4);
        let last = (self.offset + view).saturating_sub(1 + around).max(self.offset);
        let first = if self.offset == 0 { 0 } else { self.offset + around };
        let last = if self.offset + view >= len {
            len.saturating_sub(1)
        } else {
            last
        };
        self.selected = self.selected.clamp(first.min(last), last);
        self.settle(len, view);
        self.selected != before
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn moves_and_keeps_a_row_around() {
        let mut window = Window::default();
        assert!(!window.go(Motion::Rows(-1), 100, 10));
        assert!(window.go(Motion::Rows(9), 100, 10));
        assert_eq!(window, Window { selected: 9, offset: 1 });
        window.go(Motion::Bottom, 100, 10);
        assert_eq!(
            window,
            Window {
                selected: 99,
                offset: 90
            }
        );
        window.go(Motion::Pages(-1), 100, 10);
        assert_eq!(window.selected, 90);
        assert!(!Window::default().go(Motion::Bottom, 0, 10));
    }

    #[test]
    fn the_wheel_moves_the_view() {
        let mut window = Window { selected: 3, offset: 0 };
        assert!(!window.scroll(2, 100, 10));
        assert_eq!(window, Window { selected: 3, offset: 2 });
        assert!(window.scroll(5, 100, 10));
        assert_eq!(window, Window { selected: 8, offset: 7 });
    }

    proptest! {
        #[test]
        fn the_selection_is_always_in_view(len in 0usize..60, view in 0usize..20, moves in proptest::collection::vec((any::<bool>(), -30isize..30), 0..20)) {
            let mut window = Window::default();
            for (wheel, rows) in moves {
                if wheel { window.scroll(rows, len, view); } else { window.go(Motion::Rows(rows), len, view); }
                prop_assert!(window.selected < len.max(1));
                if view > 0 && len > 0 {
                    prop_assert!((window.offset..window.offset + view).contains(&window.selected), "{:?}", window);
                }
            }
        }
    }
}
