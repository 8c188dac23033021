//! The stretches of a document's text between which nothing changes: what the Markdown and the
//! HTML writers both walk.
//!
//! Spans may overlap; a stretch carries the sum of them. [`write_nested`] turns that into proper
//! nesting, asking a writer for each mark and each text.

use std::ops::Range;

use crate::model::{Document, Style};

/// Every style a stretch can have but links, in the order they are told apart.
const STYLES: [Style; 6] = [
    Style::Emphasis,
    Style::Strong,
    Style::Code,
    Style::Deleted,
    Style::Subscript,
    Style::Superscript,
];

/// What is set apart at one place: the styles, and the link that began last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Set {
    styles: [bool; STYLES.len()],
    link: Option<usize>,
}

impl Set {
    fn has(&self, style: Style) -> bool {
        match style {
            Style::Link(link) => self.link == Some(link),
            style => STYLES
                .iter()
                .position(|known| *known == style)
                .is_some_and(|at| self.styles.get(at) == Some(&true)),
        }
    }

    fn all(&self) -> impl Iterator<Item = Style> + '_ {
        let link = self.link.map(Style::Link);
        link.into_iter()
            .chain(STYLES.into_iter().filter(|style| self.has(*style)))
    }

    fn and(&self, other: &Set) -> Set {
        let mut both = *self;
        both.styles
            .iter_mut()
            .zip(other.styles)
            .for_each(|(mine, other)| *mine &= other);
        both.link = self.link.filter(|link| other.link == Some(*link));
        both
    }
}

/// A stretch with one look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    /// Its text, in bytes of [`Document::text`].
    pub range: Range<usize>,
    set: Set,
}

/// Where looks change in a document; made once for it.
pub(super) struct Marks<'a> {
    document: &'a Document,
    changes: Vec<(usize, Set)>,
}

impl<'a> Marks<'a> {
    /// Sweeps over the ends of the document's spans. Links for which `follow` says no are left out.
    pub fn new(document: &'a Document, follow: impl Fn(&str) -> bool) -> Self {
        let mut ends: Vec<(usize, bool, Style)> = Vec::with_capacity(document.spans().len() * 2);
        for span in document.spans() {
            let wanted = match span.style {
                Style::Link(link) => document.links().get(link).is_some_and(|link| follow(&link.url)),
                _ => true,
            };
            if wanted && !document.slice(&span.range).is_empty() {
                ends.push((span.range.start, true, span.style));
                ends.push((span.range.end, false, span.style));
            }
        }
        ends.sort_by_key(|(at, _, _)| *at);
        let mut counts = [0usize; STYLES.len()];
        let mut links: Vec<usize> = Vec::new();
        let mut changes: Vec<(usize, Set)> = Vec::with_capacity(ends.len());
        for (at, begins, style) in ends {
            if let Style::Link(link) = style {
                if begins {
                    links.push(link);
                } else if let Some(place) = links.iter().rposition(|other| *other == link) {
                    links.remove(place);
                }
            } else if let Some(count) = STYLES
                .iter()
                .position(|known| *known == style)
                .and_then(|kind| counts.get_mut(kind))
            {
                *count = if begins { *count + 1 } else { count.saturating_sub(1) };
            }
            let set = Set {
                styles: counts.map(|count| count > 0),
                link: links.last().copied(),
            };
            match changes.last_mut() {
                Some((place, last)) if *place == at => *last = set,
                _ => changes.push((at, set)),
            }
        }
        Marks { document, changes }
    }

    /// The document.
    pub fn document(&self) -> &'a Document {
        self.document
    }

    /// The stretches of a range, in order. White space alone is set apart only where both its
    /// neighbours are.
    pub fn stretches(&self, range: &Range<usize>) -> Vec<Stretch> {
        let mut next = self.changes.partition_point(|(at, _)| *at <= range.start);
        let mut set = next
            .checked_sub(1)
            .and_then(|at| self.changes.get(at))
            .map(|(_, set)| *set)
            .unwrap_or_default();
        let mut found: Vec<Stretch> = Vec::new();
        let mut at = range.start;
        while at < range.end {
            let change = self.changes.get(next);
            let end = change.map_or(range.end, |(place, _)| *place).min(range.end);
            match found.last_mut() {
                Some(last) if last.set == set => last.range.end = end,
                _ => found.push(Stretch { range: at..end, set }),
            }
            at = end;
            set = change.map_or(set, |(_, changed)| *changed);
            next += 1;
        }
        let sets: Vec<Set> = found.iter().map(|stretch| stretch.set).collect();
        for (at, stretch) in found.iter_mut().enumerate() {
            if self.document.slice(&stretch.range).trim().is_empty() {
                let before = at
                    .checked_sub(1)
                    .and_then(|at| sets.get(at))
                    .copied()
                    .unwrap_or_default();
                stretch.set = stretch
                    .set
                    .and(&before)
                    .and(&sets.get(at + 1).copied().unwrap_or_default());
            }
        }
        found
    }
}

/// What a form of export does with marks and text.
pub(super) trait Writer {
    /// What it remembers of an open mark.
    type Open;
    /// Writes text on which the open marks lie.
    fn text(&mut self, text: &str);
    /// Writes the opening of a mark around `inner`; `follows` is the text right behind it (the
    /// start of a mark counts as none of it).
    fn open(&mut self, style: Style, inner: &str, follows: Option<&str>) -> Self::Open;
    /// Writes its end.
    fn close(&mut self, open: Self::Open);
}

/// Writes stretches with every mark properly inside another. Of marks that begin together the
/// one that goes on longest is the outer one, code always the innermost.
pub(super) fn write_nested<W: Writer>(document: &Document, stretches: &[Stretch], writer: &mut W) {
    nest(document, stretches, &Set::default(), None, writer);
}

/// Recurses once an open style, so at most seven deep.
fn nest<W: Writer>(document: &Document, stretches: &[Stretch], open: &Set, follows: Option<&str>, writer: &mut W) {
    let mut rest = stretches;
    while let Some((first, _)) = rest.split_first() {
        // Code is written as it stands, so that nothing may begin or end inside it.
        let run = |style: Style| match style {
            Style::Code => rest.iter().take_while(|stretch| stretch.set == first.set).count(),
            style => rest.iter().take_while(|stretch| stretch.set.has(style)).count(),
        };
        let outer = first
            .set
            .all()
            .filter(|style| !open.has(*style))
            .max_by_key(|style| (*style != Style::Code, run(*style)));
        let Some(style) = outer else {
            writer.text(document.slice(&first.range));
            rest = rest.get(1..).unwrap_or(&[]);
            continue;
        };
        let (inside, behind) = rest.split_at_checked(run(style).max(1)).unwrap_or((rest, &[]));
        let inner = match (inside.first(), inside.last()) {
            (Some(first), Some(last)) => document.slice(&(first.range.start..last.range.end)),
            _ => "",
        };
        let next = match behind.first() {
            Some(stretch) if stretch.set.all().all(|style| open.has(style)) => Some(document.slice(&stretch.range)),
            Some(_) => None,
            None => follows,
        };
        let opened = writer.open(style, inner, next);
        let mut with = *open;
        match style {
            Style::Link(link) => with.link = Some(link),
            style => STYLES
                .iter()
                .zip(with.styles.iter_mut())
                .filter(|(known, _)| **known == style)
                .for_each(|(_, on)| *on = true),
        }
        nest(document, inside, &with, None, writer);
        writer.close(opened);
        rest = behind;
    }
}
