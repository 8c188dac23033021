//! One pass over a feed's marks, whatever its dialect: where the walk stands, and what each
//! element does there.
//!
//! Nothing is recursive: open elements are a list of bounded length. A defect (an element never
//! closed, a stray closing tag, the end in the middle) closes what it must and costs no more than
//! its item. What an element means is in [`super::vocabulary`], what values become in
//! [`super::take`], how an element's value is read in [`super::walk_value`].

use std::borrow::Cow;
use std::rc::Rc;

use super::draft::ItemDraft;
use super::error::ParseError;
use super::feed_draft::FeedDraft;
use super::links;
use super::namespace::Space;
use super::people;
use super::references::{self, OwnEntities};
use super::scan::{Mark, Scanner, Tag, split_name};
use super::vocabulary::{Word, is_void, opens_a_feed, word};
use crate::model::ParsedFeed;

/// Elements open within each other at most.
pub(super) const DEEPEST: usize = 256;
/// Namespaces declared within each other at most.
const MOST_SPACES: usize = 256;

/// Where the walk stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Among the feed's own elements.
    Feed,
    /// Inside an item.
    Item,
    /// Inside an author of this rank; whose, the item's presence tells.
    Person(u8),
    /// Inside a picture of the feed or item.
    Image,
    /// Inside what an item was taken from.
    Source,
    /// Inside a `media:group`.
    Group,
    /// Inside the item's `media:content` of this index.
    Media(usize),
    /// Inside what holds the coordinates of an item's place.
    Where,
    /// Inside something that does not matter.
    Foreign,
}

/// An open element.
#[derive(Debug)]
pub(super) struct Frame<'a> {
    pub(super) name: &'a str,
    pub(super) place: Place,
    pub(super) base: Option<Rc<str>>,
    /// How many namespaces were declared before it.
    spaces: usize,
}

/// An author, half read.
#[derive(Debug, Default)]
pub(super) struct Person {
    pub(super) name: String,
    pub(super) email: String,
    text: String,
}

/// The walk.
#[derive(Debug)]
pub(super) struct Walk<'a> {
    pub(super) scanner: Scanner<'a>,
    pub(super) own: OwnEntities,
    pub(super) url: Option<&'a str>,
    pub(super) frames: Vec<Frame<'a>>,
    spaces: Vec<(&'a str, Space)>,
    pub(super) feed: FeedDraft,
    pub(super) item: Option<ItemDraft>,
    pub(super) person: Person,
}

/// Reads a feed; nothing where the document holds none.
///
/// # Errors
/// When elements stand too deep within each other.
pub(super) fn read(text: &str, url: Option<&str>) -> Result<Option<ParsedFeed>, ParseError> {
    let mut walk = Walk {
        scanner: Scanner::new(text),
        own: OwnEntities::default(),
        url,
        frames: Vec::with_capacity(16),
        spaces: Vec::with_capacity(16),
        feed: FeedDraft::default(),
        item: None,
        person: Person::default(),
    };
    if !walk.enter() {
        return Ok(None);
    }
    while let Some(mark) = walk.scanner.next() {
        match mark {
            Mark::Open(tag) => walk.open(tag)?,
            Mark::Close(name) => walk.close(name),
            Mark::Text(raw) => walk.text(raw, true),
            Mark::Cdata(text) => walk.text(text, false),
            Mark::Doctype(_) => {}
        }
        if walk.frames.is_empty() {
            break;
        }
    }
    walk.end();
    Ok(Some(walk.feed.finish(url)))
}

impl<'a> Walk<'a> {
    /// Goes to the element that opens the feed, past whatever a server put before it.
    fn enter(&mut self) -> bool {
        let mut junk = false;
        while let Some(mark) = self.scanner.next() {
            match mark {
                Mark::Open(tag) if opens_a_feed(tag.local()) => {
                    if junk {
                        self.feed.remark("what stood before the feed was skipped");
                    }
                    // `entry` and CDF's `channel` are themselves what would stand inside.
                    if tag.local().eq_ignore_ascii_case("entry") {
                        self.frames.push(Frame {
                            name: "",
                            place: Place::Feed,
                            base: None,
                            spaces: 0,
                        });
                    }
                    return self.open(tag).is_ok();
                }
                Mark::Open(tag) if tag.local().eq_ignore_ascii_case("html") => return false,
                Mark::Doctype(text) => self.own.declare(text),
                Mark::Open(_) | Mark::Close(_) | Mark::Cdata(_) => junk = true,
                Mark::Text(text) => {
                    junk |= !text
                        .trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
                        .is_empty()
                }
            }
        }
        false
    }

    pub(super) fn place(&self) -> Place {
        self.frames.last().map_or(Place::Feed, |frame| frame.place)
    }

    /// What links are relative to here: the nearest `xml:base`.
    pub(super) fn base(&self) -> Option<Rc<str>> {
        self.frames.last().and_then(|frame| frame.base.clone())
    }

    /// What the feed's and items' own links are relative to here.
    pub(super) fn link_base(&self) -> Option<Rc<str>> {
        self.base().or_else(|| self.url.map(Rc::from))
    }

    fn open(&mut self, tag: Tag<'a>) -> Result<(), ParseError> {
        let declared = self.spaces.len();
        let (mut base, mut language) = (self.base(), None);
        if !tag.attributes.is_empty() {
            for (name, text) in tag.attributes() {
                match split_name(name) {
                    ("", "xmlns") => self.declare("", text),
                    ("xmlns", prefix) => self.declare(prefix, text),
                    ("xml", "base") => {
                        let text = references::decode(text, &self.own);
                        base = links::rebase(base.as_deref().or(self.url), &text).map(Rc::from);
                    }
                    ("xml", "lang") => language = Some(references::decode(text, &self.own)),
                    _ => {}
                }
            }
        }
        let (space, word) = self.word(tag.name);
        let next = self.element(tag, space, word, base.clone(), language);
        // Stray HTML among the elements of an item: it will never be closed.
        let stray = word == Word::Unknown && space == Space::Core && is_void(tag.local());
        match next {
            Some(place) if !tag.empty && !stray => {
                if self.frames.len() >= DEEPEST {
                    return Err(ParseError::TooDeep);
                }
                self.frames.push(Frame {
                    name: tag.name,
                    place,
                    base,
                    spaces: declared,
                });
            }
            Some(place) => {
                self.leave(place);
                self.spaces.truncate(declared);
            }
            None => self.spaces.truncate(declared),
        }
        Ok(())
    }

    fn declare(&mut self, prefix: &'a str, uri: &str) {
        if self.spaces.len() < MOST_SPACES {
            self.spaces.push((prefix, Space::of(prefix, uri)));
        }
    }

    /// The namespace and meaning of a name here.
    fn word(&self, name: &str) -> (Space, Word) {
        let (prefix, local) = split_name(name);
        let declared = self.spaces.iter().rev().find(|(known, _)| *known == prefix);
        let space = declared.map_or_else(|| Space::by_prefix(&lower(prefix)), |(_, space)| *space);
        (space, word(space, &lower(local)))
    }

    /// Starts an item, ending one that was never closed.
    pub(super) fn start_item(&mut self, item: ItemDraft) {
        while self.item.is_some() && !self.frames.is_empty() {
            self.pop();
        }
        if self.frames.last().is_some_and(|frame| frame.place != Place::Feed)
            && let Some(feed) = self.frames.iter().rposition(|frame| frame.place == Place::Feed)
        {
            while self.frames.len() > feed + 1 {
                self.pop();
            }
        }
        self.item = Some(item);
    }

    fn pop(&mut self) {
        if let Some(frame) = self.frames.pop() {
            self.spaces.truncate(frame.spaces);
            self.leave(frame.place);
        }
    }

    /// What is complete once an element is.
    fn leave(&mut self, place: Place) {
        match place {
            Place::Item => {
                if let Some(item) = self.item.take() {
                    self.feed.add(item, self.url);
                }
            }
            Place::Person(rank) => {
                let person = std::mem::take(&mut self.person);
                self.take_author(rank, people::shown_parts(&person.name, &person.email, &person.text));
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        let same = |frame: &Frame| frame.name == name || frame.name.eq_ignore_ascii_case(name);
        if let Some(at) = self.frames.iter().rposition(same) {
            while self.frames.len() > at {
                self.pop();
            }
        }
    }

    fn text(&mut self, text: &str, references: bool) {
        if matches!(self.place(), Place::Person(_)) {
            if references {
                references::decode_into(text, &self.own, &mut self.person.text);
            } else {
                self.person.text.push_str(text);
            }
        }
    }

    /// The document is over; what is still open was cut off.
    fn end(&mut self) {
        self.feed.breaks_off = !self.frames.is_empty();
        if let Some(item) = self.item.take() {
            if item.has_identity() {
                self.feed.add(item, self.url);
                self.feed.remark("the feed breaks off; its last item may be incomplete");
            } else {
                self.feed.remark("the feed breaks off; its last item was left out");
            }
        }
        while !self.frames.is_empty() {
            self.pop();
        }
    }
}

fn lower(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}
