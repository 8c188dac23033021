//! The pictures that are ready, being made ready, or cannot be had; and which to ask for next.

use super::drawn::{Drawn, Frame};
use super::support::{Protocol, Support};
use crate::config::settings::Images;
use crate::model::{Photo, SafeText};
use crate::tui::effect::Effect;

/// Pictures kept ready; the one that was wanted longest ago goes first.
const MOST: usize = 24;
/// Pictures asked for at once.
const MOST_ASKED: usize = 4;

/// A picture in a place.
#[derive(Debug)]
struct Entry {
    url: String,
    frame: Frame,
    number: u32,
    state: State,
}

#[derive(Debug)]
enum State {
    Asked,
    Here(Box<Drawn>),
    Failed(SafeText),
}

/// How the picture of a photo stands in a place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Standing {
    /// How many rows it takes; 0 where it is not here.
    pub rows: u16,
    /// Why it could not be had.
    pub failure: Option<SafeText>,
}

/// The pictures of the screen.
#[derive(Debug, Default)]
pub struct Gallery {
    /// How pictures are drawn; none where they are not.
    pub support: Option<Support>,
    /// Where they are shown.
    pub place: Images,
    /// In the order they were last wanted.
    entries: Vec<Entry>,
    last_number: u32,
    /// Numbers the terminal may forget.
    forgotten: Vec<u32>,
}

impl Gallery {
    /// A picture, if it is ready for this place.
    pub fn drawn(&self, url: &str, frame: Frame) -> Option<&Drawn> {
        match &self.find(url, frame)?.state {
            State::Here(drawn) => Some(drawn),
            State::Asked | State::Failed(_) => None,
        }
    }

    /// Why a picture could not be had for this place.
    pub fn failure(&self, url: &str, frame: Frame) -> Option<&SafeText> {
        match &self.find(url, frame)?.state {
            State::Failed(why) => Some(why),
            State::Asked | State::Here(_) => None,
        }
    }

    /// How a picture stands in a place.
    pub fn standing(&self, url: &str, frame: Frame) -> Standing {
        Standing {
            rows: self.drawn(url, frame).map_or(0, |drawn| drawn.size.1),
            failure: self.failure(url, frame).cloned(),
        }
    }

    fn find(&self, url: &str, frame: Frame) -> Option<&Entry> {
        self.entries
            .iter()
            .find(|entry| entry.frame == frame && entry.url == url)
    }

    /// Wants a photo's picture for a place; gives what has to be asked for, unless it is here, on
    /// its way, or enough is.
    pub fn want(&mut self, photo: &Photo, frame: Frame) -> Option<Effect> {
        let support = self.support?;
        if photo.url.is_empty() || frame.columns == 0 || frame.rows == 0 {
            return None;
        }
        let known = self
            .entries
            .iter()
            .position(|entry| entry.frame == frame && entry.url == photo.url);
        if let Some(at) = known {
            let entry = self.entries.remove(at);
            self.entries.push(entry);
            return None;
        }
        let asked = self.entries.iter().filter(|entry| matches!(entry.state, State::Asked));
        if asked.count() >= MOST_ASKED {
            return None;
        }
        if self.entries.len() >= MOST {
            let oldest = self.entries.remove(0);
            self.forget(&oldest);
        }
        self.last_number = self.last_number.wrapping_add(1) & 0xFF_FFFF;
        let number = NUMBERS | self.last_number;
        self.entries.push(Entry {
            url: photo.url.clone(),
            frame,
            number,
            state: State::Asked,
        });
        Some(Effect::DrawPicture {
            photo: Box::new(photo.clone()),
            frame,
            support,
            number,
        })
    }

    /// Takes a picture that was asked for; one that nobody waits for any more is dropped.
    pub fn take(&mut self, url: &str, frame: Frame, result: Result<Drawn, SafeText>) {
        let waiting = self
            .entries
            .iter_mut()
            .find(|entry| entry.frame == frame && entry.url == url && matches!(entry.state, State::Asked));
        if let Some(entry) = waiting {
            entry.state = match result {
                Ok(drawn) => State::Here(Box::new(drawn)),
                Err(why) => State::Failed(why),
            };
        }
    }

    /// Has every picture made ready anew: the terminal may have lost them, or have other cells.
    pub fn clear(&mut self) {
        for entry in std::mem::take(&mut self.entries) {
            self.forget(&entry);
        }
    }

    /// Has what could not be had asked for again.
    pub fn retry(&mut self) {
        self.entries.retain(|entry| !matches!(entry.state, State::Failed(_)));
    }

    fn forget(&mut self, entry: &Entry) {
        let kitty = self.support.is_some_and(|support| support.protocol == Protocol::Kitty);
        if kitty && matches!(entry.state, State::Here(_)) {
            self.forgotten.push(entry.number);
        }
    }

    /// What tells the terminal to forget pictures that are not shown any more; empty where there
    /// is nothing to forget.
    pub fn farewell(&mut self) -> Vec<u8> {
        let through_tmux = self.support.is_some_and(|support| support.through_tmux);
        let mut out = Vec::new();
        for number in self.forgotten.drain(..) {
            let sequence = match through_tmux {
                false => format!("\x1b_Ga=d,d=I,q=2,i={number}\x1b\\"),
                true => format!("\x1bPtmux;\x1b\x1b_Ga=d,d=I,q=2,i={number}\x1b\x1b\\\x1b\\"),
            };
            out.extend_from_slice(sequence.as_bytes());
        }
        out
    }
}

/// Pictures have numbers that other programs in the same terminal hardly use.
const NUMBERS: u32 = 0x4400_0000;
