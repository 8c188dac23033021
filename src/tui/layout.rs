//! Where the panes stand: pure arithmetic from the terminal's size to rectangles.
//!
//! From 110 columns three columns, with the headlines over the article in the middle one; from 80
//! the side pane lies over the others while it is focused; below, one pane at a time. Rectangles
//! include their borders, and neighbours share one.

use ratatui::layout::{Position, Rect};

/// From this width on the side pane has a column of its own.
const WIDE: u16 = 110;
/// From this width on there is more than one pane.
const MEDIUM: u16 = 80;
/// From this height on the headlines stand over the article.
const TALL: u16 = 17;
/// Below this there is no room for a pane.
const LEAST: (u16, u16) = (12, 4);

/// One of the four panes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Pane {
    /// Feeds, folders, views.
    Feeds,
    /// The list of articles.
    #[default]
    Headlines,
    /// The article's text.
    Article,
    /// What is in the article.
    Side,
}

impl Pane {
    /// All of them, left to right, top to bottom.
    pub const ALL: [Pane; 4] = [Pane::Feeds, Pane::Headlines, Pane::Article, Pane::Side];
}

/// A border that can be dragged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// Between feeds and headlines.
    Feeds,
    /// Between headlines and article.
    Headlines,
    /// Between article and side pane.
    Side,
}

/// What the layout depends on beside the size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shape {
    /// The focused pane.
    pub focus: Pane,
    /// The pane of the middle column that was focused last.
    pub middle: Pane,
    /// Whether the focused pane has the whole screen.
    pub zoomed: bool,
    /// Whether the side pane is wanted where there is room.
    pub side: bool,
    /// Width of the feeds, where a person has dragged it.
    pub feeds_width: Option<u16>,
    /// Height of the headlines, likewise.
    pub headlines_height: Option<u16>,
    /// Width of the side pane, likewise.
    pub side_width: Option<u16>,
}

/// Where everything stands; what has no place is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Layout {
    panes: [Option<Rect>; 4],
    /// Whether the side pane lies over the others.
    pub side_over: bool,
    /// The bottom line.
    pub status: Rect,
    /// All above it.
    pub body: Rect,
}

impl Layout {
    /// Lays the panes out in `area`.
    pub fn new(area: Rect, shape: &Shape) -> Layout {
        let status_height = area.height.min(1);
        let body = Rect {
            height: area.height - status_height,
            ..area
        };
        let status = Rect {
            y: body.bottom(),
            height: status_height,
            ..area
        };
        let mut layout = Layout {
            status,
            body,
            ..Layout::default()
        };
        if body.width < LEAST.0 || body.height < LEAST.1 - 1 {
            return layout;
        }
        if shape.zoomed || body.width < MEDIUM {
            layout.set(shape.focus, body);
            return layout;
        }
        let wide = body.width >= WIDE;
        let part = |dragged: Option<u16>, usual: u16, least: u16, most: u16| {
            dragged.unwrap_or(usual).clamp(least, most.max(least))
        };
        let feeds = part(shape.feeds_width, (body.width / 6).clamp(22, 32), 12, body.width / 3);
        let side = part(
            shape.side_width,
            (body.width * 4 / 15).clamp(38, 48),
            20,
            body.width / 2 - 8,
        );
        layout.set(Pane::Feeds, Rect { width: feeds, ..body });
        let x = body.x + feeds - 1;
        let mut middle = Rect {
            x,
            width: body.right() - x,
            ..body
        };
        if wide && shape.side {
            middle.width = middle.width - side + 1;
            layout.set(
                Pane::Side,
                Rect {
                    x: body.right() - side,
                    width: side,
                    ..body
                },
            );
        } else if shape.focus == Pane::Side {
            layout.side_over = true;
            layout.set(
                Pane::Side,
                Rect {
                    x: body.right() - side,
                    width: side,
                    ..body
                },
            );
        }
        if body.height < TALL {
            layout.set(
                if shape.middle == Pane::Article {
                    Pane::Article
                } else {
                    Pane::Headlines
                },
                middle,
            );
            return layout;
        }
        let height = part(shape.headlines_height, body.height * 2 / 5, 5, body.height - 6);
        layout.set(Pane::Headlines, Rect { height, ..middle });
        let y = middle.y + height - 1;
        layout.set(
            Pane::Article,
            Rect {
                y,
                height: middle.bottom() - y,
                ..middle
            },
        );
        layout
    }

    fn set(&mut self, pane: Pane, area: Rect) {
        if let Some(place) = self.panes.get_mut(pane as usize) {
            *place = Some(area);
        }
    }

    /// A pane's rectangle with its borders; none where it is not shown.
    pub fn pane(&self, pane: Pane) -> Option<Rect> {
        self.panes.get(pane as usize).copied().flatten()
    }

    /// A pane's rectangle without its borders; empty where it is not shown.
    pub fn inner(&self, pane: Pane) -> Rect {
        self.pane(pane).map_or(Rect::ZERO, |area| Rect {
            x: area.x + 1,
            y: area.y + 1,
            width: area.width.saturating_sub(2),
            height: area.height.saturating_sub(2),
        })
    }

    /// The pane at a place on the screen.
    pub fn pane_at(&self, x: u16, y: u16) -> Option<Pane> {
        let at = Position { x, y };
        let holds = |pane: &Pane| self.pane(*pane).is_some_and(|area| area.contains(at));
        if self.side_over && holds(&Pane::Side) {
            return Some(Pane::Side);
        }
        // On a shared border the right or lower pane is meant: its title stands there.
        Pane::ALL.into_iter().rev().find(holds)
    }

    /// The border at a place on the screen, if it can be dragged.
    pub fn edge_at(&self, x: u16, y: u16) -> Option<Edge> {
        let within = |area: Rect| (area.y..area.bottom()).contains(&y);
        if self
            .pane(Pane::Side)
            .is_some_and(|side| side.x == x && within(side) && side.x > self.body.x)
        {
            return Some(Edge::Side);
        }
        if self
            .pane(Pane::Feeds)
            .is_some_and(|feeds| feeds.right() == x + 1 && within(feeds) && feeds.right() < self.body.right())
        {
            return Some(Edge::Feeds);
        }
        let article = self.pane(Pane::Article).filter(|article| article.y > self.body.y)?;
        (article.y == y && (article.x + 1..article.right().saturating_sub(1)).contains(&x)).then_some(Edge::Headlines)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(width: u16, height: u16, shape: Shape) -> Vec<Pane> {
        let layout = Layout::new(Rect::new(0, 0, width, height), &shape);
        Pane::ALL
            .into_iter()
            .filter(|pane| layout.pane(*pane).is_some())
            .collect()
    }

    #[test]
    fn as_many_panes_as_there_is_room_for() {
        let shape = Shape {
            side: true,
            ..Shape::default()
        };
        assert_eq!(shown(160, 45, shape), Pane::ALL);
        assert_eq!(shown(100, 30, shape), [Pane::Feeds, Pane::Headlines, Pane::Article]);
        assert_eq!(
            shown(
                100,
                30,
                Shape {
                    focus: Pane::Side,
                    ..shape
                }
            ),
            Pane::ALL
        );
        assert_eq!(
            shown(
                79,
                24,
                Shape {
                    focus: Pane::Article,
                    ..shape
                }
            ),
            [Pane::Article]
        );
        assert_eq!(
            shown(
                160,
                45,
                Shape {
                    zoomed: true,
                    focus: Pane::Article,
                    ..shape
                }
            ),
            [Pane::Article]
        );
        assert_eq!(
            shown(
                100,
                12,
                Shape {
                    focus: Pane::Article,
                    middle: Pane::Article,
                    ..shape
                }
            ),
            [Pane::Feeds, Pane::Article]
        );
        assert_eq!(shown(8, 2, shape), []);
    }

    #[test]
    fn borders_are_shared_and_can_be_found() {
        let layout = Layout::new(
            Rect::new(0, 0, 160, 45),
            &Shape {
                side: true,
                ..Shape::default()
            },
        );
        let [feeds, headlines, article, side] = Pane::ALL.map(|pane| layout.pane(pane).unwrap());
        assert_eq!(
            (feeds.right() - 1, headlines.bottom() - 1, headlines.right() - 1),
            (headlines.x, article.y, side.x)
        );
        assert_eq!(layout.edge_at(headlines.x, 3), Some(Edge::Feeds));
        assert_eq!(layout.edge_at(side.x, 3), Some(Edge::Side));
        assert_eq!(layout.edge_at(article.x + 3, article.y), Some(Edge::Headlines));
        assert_eq!(layout.pane_at(2, 2), Some(Pane::Feeds));
    }

    proptest! {
        #[test]
        fn every_pane_is_on_the_screen(width in 0u16..300, height in 0u16..100, focus in 0usize..4, middle in 1usize..3, zoomed: bool, side: bool, drag in proptest::option::of(0u16..400)) {
            let shape = Shape { focus: Pane::ALL[focus], middle: Pane::ALL[middle], zoomed, side, feeds_width: drag, headlines_height: drag, side_width: drag };
            let area = Rect::new(0, 0, width, height);
            let layout = Layout::new(area, &shape);
            for pane in Pane::ALL {
                if let Some(rect) = layout.pane(pane) {
                    prop_assert_eq!(rect.intersection(area), rect, "{:?}", pane);
                    prop_assert!(rect.width >= 6 && rect.height >= 3, "{:?} is {:?}", pane, rect);
                }
            }
        }
    }
}
